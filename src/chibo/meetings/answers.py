"""Who answered what to a convocation, counted, with the people behind every count."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from chibo.core.procedure.meeting import Meeting
from chibo.core.procedure.terms import Answer
from chibo.core.values import PersonId


@dataclass(frozen=True, slots=True)
class Answered:
    """One person, and the reason they gave."""

    name: str
    reason: str = ""
    is_observer: bool = False


@dataclass(frozen=True, slots=True)
class Count:
    """How many answered alike, and who."""

    label: str | Promise
    people: tuple[Answered, ...]
    state: str
    """The look of its badge."""


_COUNTS: tuple[tuple[Answer | None, Promise, str], ...] = (
    (Answer.IN_ROOM, _("In the room"), "ok"),
    (Answer.ONLINE, _("Online"), "note"),
    (Answer.ABSENT, _("Absent"), "stop"),
    (None, _("Not answered yet"), "warn"),
)


def counts(meeting: Meeting) -> tuple[Count, ...]:
    """Return the answers of everybody who is invited or watches over the meeting."""
    found: dict[Answer | None, list[Answered]] = {
        answer: [] for answer, _label, _look in _COUNTS
    }
    people = meeting.attendance
    for person in everybody(meeting):
        given = people.answers.get(person)
        found[given.answer if given else None].append(
            Answered(
                people.name_of(person),
                given.reason if given else "",
                is_observer=person in people.observers,
            )
        )
    return tuple(Count(label, tuple(found[answer]), look) for answer, label, look in _COUNTS)


def everybody(meeting: Meeting) -> dict[PersonId, str]:
    """Return the names of who is invited and who watches, by code."""
    return {**meeting.attendance.invited, **meeting.attendance.observers}
