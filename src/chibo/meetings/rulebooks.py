"""The rulebooks of this installation: those shipped as files, and those old journals stand under."""

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from django.conf import settings

from chibo.core.rulebook.model import Rulebook
from chibo.core.rulebook.reading import read_written
from chibo.core.rulebook.shelf import read_shelf
from chibo.meetings.models import KeptRulebook
from chibo.registry.models import Body
from chibo.registry.queries import rulebook_id_of


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
    """Return a rulebook in use, or raise `RulebookUnknownError`."""
    try:
        return shipped()[rulebook_id]
    except KeyError:
        raise RulebookUnknownError(rulebook_id) from None


def rulebook_for(body: Body) -> Rulebook:
    """Return the rulebook in effect for a body today."""
    return rulebook(rulebook_id_of(body))


@lru_cache(maxsize=32)
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
