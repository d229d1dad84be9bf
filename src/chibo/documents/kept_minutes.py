"""The signed minutes of a body as its register lists them: kept with their meetings, without a number (BB-13)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from chibo.core.values import MeetingKind
from chibo.documents.meeting_words import meeting_of
from chibo.documents.register_kind import plain
from chibo.documents.wording import day_of
from chibo.meetings.queries import meetings_of
from chibo.registry.models import Body
from chibo.registry.queries import names_of


@dataclass(frozen=True, slots=True)
class KeptMinutes:
    """Minutes that both have signed."""

    meeting: str
    held_on: date
    abstract: str
    signers: str


def kept_minutes(body: Body) -> list[KeptMinutes]:
    """Return the signed minutes of a body's meetings, the latest first."""
    rows = meetings_of(str(body.public_id)).filter(is_locked=True, opened_at__isnull=False)
    listed = list(rows)
    names = names_of({code for row in listed for code in (row.minutes_taker, row.chair)})
    return [
        KeptMinutes(
            row.key,
            held_on := day_of(row.opened_at or row.starts_at),
            meeting_of(body.name, MeetingKind(row.kind), held_on.month, held_on.year),
            ", ".join(names.get(code, code) for code in (row.minutes_taker, row.chair)),
        )
        for row in listed
    ]


def found(
    minutes: Iterable[KeptMinutes], *, words: str, year: int | None, since: date | None
) -> list[KeptMinutes]:
    """Return those of a year, or since a day, that hold every one of these words."""
    return [
        each
        for each in minutes
        if (year is None or each.held_on.year == year)
        and (since is None or each.held_on >= since)
        and _holds(each, words)
    ]


def _holds(minutes: KeptMinutes, words: str) -> bool:
    said = plain(f"biên bản {minutes.abstract} {minutes.signers}")
    return all(word in said for word in plain(words).split())
