"""Reading registered texts: the list, one text with its journal, and what is being entered."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from chibo.core.journal.chain import Entry
from chibo.core.procedure.regulation import Regulation, Regulations
from chibo.core.rulebook.changes import Change, changes
from chibo.core.rulebook.model import Period, Rulebook
from chibo.meetings import queries as journals
from chibo.meetings.facts import body as body_of_journal
from chibo.meetings.regulation_kind import KIND, journal_of
from chibo.meetings.rulebooks import (
    RulebooksInForce,
    rulebook_kept,
    shipped,
    text_by_id,
    texts_of,
)
from chibo.registry import queries as registry
from chibo.registry.models import Body
from chibo.regulations.models import TextDraft


@dataclass(frozen=True, slots=True)
class Found:
    """A registered text with the body that registered it."""

    text: Regulation
    body: Body
    rulebook: Rulebook
    base: Rulebook | None

    @property
    def changes(self) -> tuple[Change, ...]:
        """What it says otherwise than its base."""
        return changes(self.base, self.rulebook) if self.base else ()

    @property
    def is_closable(self) -> bool:
        """Whether a last day, or an earlier one, can still be set."""
        return self.text.days is not None


@dataclass(frozen=True, slots=True)
class Span:
    """A text on the time line of a body."""

    rulebook: Rulebook
    days: Period | None
    body: Body | None
    """Who registered it; None for a rulebook of the installation."""
    is_now: bool


@dataclass(frozen=True, slots=True)
class Happening:
    """One entry of the journal of texts, with the name of who did it."""

    entry: Entry
    event: object
    at: datetime
    name: str


def regulations_of(body: Body) -> Regulations:
    """Return the texts of a body from its journal; none where it has registered none."""
    try:
        state = journals.state_of(journal_of(body), KIND).state
    except journals.JournalUnknownError:
        return Regulations()
    return state if isinstance(state, Regulations) else Regulations()


def text(rulebook_id: str) -> Found | None:
    """Return a registered text by its id."""
    row = text_by_id(rulebook_id)
    if row is None:
        return None
    body = body_of_journal(row.body)
    found = regulations_of(body).texts[rulebook_id]
    base = _base(body, found.registered.extends)
    return Found(found, body, rulebook_kept(row.fingerprint), base)


def _base(body: Body, extends: str) -> Rulebook | None:
    if extends in shipped():
        return shipped()[extends]
    row = text_by_id(extends)
    return rulebook_kept(row.fingerprint) if row else None


def timeline(body: Body, today: date) -> tuple[Span, ...]:
    """Return what speaks for a body on which days, the latest first: texts, then what is shipped."""
    above = (body, *registry.bodies_above(body))
    by_id = {str(each.public_id): each for each in above}
    now = RulebooksInForce([body]).found(body, today)
    spans = [
        Span(
            rulebook_kept(row.fingerprint),
            _days(row.first_on, row.last_on),
            by_id[row.body],
            is_now=now is not None and now.fingerprint == row.fingerprint,
        )
        for row in texts_of(by_id)
    ]
    own = shipped().get(registry.rulebook_id_of(body))
    if own is not None:
        is_now = now is not None and now.fingerprint == own.fingerprint
        spans.append(Span(own, own.valid, None, is_now=is_now))
    return tuple(spans)


def _days(first: date, last: date | None) -> Period | None:
    return None if last is not None and last < first else Period(first, last)


def history(body: Body, rulebook_id: str) -> tuple[Happening, ...]:
    """Return who registered and closed a text, in order."""
    entries = [
        (entry, event)
        for entry, event in journals.entries(journal_of(body))
        if getattr(event, "rulebook", None) == rulebook_id
    ]
    names = registry.names_of(entry.actor for entry, _ in entries)
    return tuple(
        Happening(
            entry, event, datetime.fromisoformat(entry.at), names.get(entry.actor, entry.actor)
        )
        for entry, event in entries
    )


def draft(key: str) -> TextDraft | None:
    """Return what is being entered under a key."""
    return TextDraft.objects.filter(key=key).first()


def drafts_of(person: str, bodies: Iterable[Body]) -> list[TextDraft]:
    """Return what a person has begun to enter for some bodies and not registered."""
    ids = [str(each.public_id) for each in bodies]
    return list(TextDraft.objects.filter(person=person, body__in=ids, registered=""))


def bodies_below(body: Body) -> list[Body]:
    """Return the body and all below it, in reading order."""
    return [each for _depth, each in registry.tree_below(body)]


def meetings_to_come(body: Body, first_on: Any) -> int:
    """Return how many convened meetings lie on or after a day and keep the text they stand under."""
    ids = [str(each.public_id) for each in bodies_below(body)]
    return journals.convened_from(ids, first_on)
