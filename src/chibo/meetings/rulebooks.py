"""The rulebooks of this installation: shipped as files, registered as texts, and kept for old journals."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cached_property, lru_cache
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from chibo.core.rulebook.model import Rulebook
from chibo.core.rulebook.reading import read_written
from chibo.core.rulebook.shelf import read_shelf
from chibo.meetings.models import KeptRulebook, RegisteredText
from chibo.registry.models import Body
from chibo.registry.queries import Lineage, lineages_of


class RulebookBrokenError(Exception):
    """A rulebook file does not say what a rulebook has to say."""


class RulebookUnknownError(LookupError):
    """A body or a journal names a rulebook that is not there."""


@lru_cache(maxsize=1)
def shipped() -> Mapping[str, Rulebook]:
    """Return the rulebooks in the folder, read once, or raise with every mistake in them."""
    paths = sorted(Path(settings.RULEBOOKS).glob("*.toml"))
    shelf = read_shelf({path.name: _text(path) for path in paths})
    if shelf.mistakes:
        raise RulebookBrokenError(
            "\n".join(
                f"{name}:{each.line}: {each.path}: {each.message}"
                for name, mistakes in shelf.mistakes.items()
                for each in mistakes
            )
        )
    return shelf.rulebooks


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise RulebookBrokenError(f"{path.name}:{line}: not UTF-8") from error


def rulebook(rulebook_id: str) -> Rulebook:
    """Return a shipped rulebook, or raise `RulebookUnknownError`."""
    try:
        return shipped()[rulebook_id]
    except KeyError:
        raise RulebookUnknownError(rulebook_id) from None


def rulebook_for(body: Body, day: date | None = None) -> Rulebook:
    """Return the rulebook in effect for a body on a day, or today.

    That is the nearest text registered by the body or above it that speaks on the day (LB-10);
    where none does, the shipped one that the body, or the nearest above it, names.
    """
    return RulebooksInForce([body]).of(body, day or timezone.localdate())


class RulebooksInForce:
    """The rulebooks of some bodies on any day; two questions, however many are asked."""

    def __init__(self, bodies: Sequence[Body]) -> None:
        """Take the bodies; nothing is read before the first question."""
        self._bodies = bodies

    @cached_property
    def _lineages(self) -> dict[int, tuple[Lineage, ...]]:
        return lineages_of(self._bodies)

    @cached_property
    def _texts(self) -> dict[str, list[RegisteredText]]:
        found: dict[str, list[RegisteredText]] = {}
        for row in RegisteredText.objects.all():
            found.setdefault(row.body, []).append(row)
        return found

    def of(self, body: Body, day: date) -> Rulebook:
        """Return the rulebook of one of the bodies on a day, or raise `RulebookUnknownError`."""
        line = self._lineages[body.pk]
        for each in line:
            for text in self._texts.get(each.public_id, ()):
                if text.first_on <= day and (text.last_on is None or day <= text.last_on):
                    return rulebook_kept(text.fingerprint)
        return rulebook(_named(line))

    def found(self, body: Body, day: date) -> Rulebook | None:
        """Return the rulebook of one of the bodies on a day, None where it names none we know."""
        try:
            return self.of(body, day)
        except RulebookUnknownError:
            return None


def _named(line: Iterable[Lineage]) -> str:
    return next((each.rulebook for each in line if each.rulebook), "")


def text_behind(fingerprint: str) -> RegisteredText | None:
    """Return the registered text that a rulebook comes from, None for a shipped one."""
    return RegisteredText.objects.filter(fingerprint=fingerprint).first()


def texts_of(bodies: Iterable[str]) -> list[RegisteredText]:
    """Return the texts that some bodies have registered, the latest first."""
    return list(RegisteredText.objects.filter(body__in=list(bodies)))


def text_by_id(rulebook_id: str) -> RegisteredText | None:
    """Return a registered text by its id."""
    return RegisteredText.objects.filter(rulebook=rulebook_id).first()


def text_ids() -> frozenset[str]:
    """Return the ids of all registered texts."""
    return frozenset(RegisteredText.objects.values_list("rulebook", flat=True))


@lru_cache(maxsize=64)
def rulebook_kept(fingerprint: str) -> Rulebook:
    """Return the rulebook of this fingerprint, as a journal names it."""
    for each in shipped().values():
        if each.fingerprint == fingerprint:
            return each
    kept = KeptRulebook.objects.filter(fingerprint=fingerprint).first()
    if kept is None:
        raise RulebookUnknownError(fingerprint)
    read = read_written(kept.written)
    if read is None or read.fingerprint != fingerprint:
        raise RulebookBrokenError(fingerprint)
    return read


def keep(used: Rulebook) -> None:
    """Keep a rulebook for as long as journals name it."""
    KeptRulebook.objects.get_or_create(
        fingerprint=used.fingerprint,
        defaults={"rulebook": used.id, "version": used.version, "written": used.written},
    )
