"""What the room shows only where the committee or a Party group meets; no database."""

from dataclasses import dataclass

from django.utils.translation import gettext

from chibo.core.procedure.frame import BodyFacts
from chibo.core.procedure.meeting import Meeting
from chibo.core.procedure.opinions import unstated
from chibo.core.procedure.terms import OpinionKind
from chibo.core.values import PersonId
from chibo.live.words import NONE


@dataclass(frozen=True, slots=True)
class Beside:
    """Somebody who was asked to come and is on no roll."""

    code: PersonId
    name: str
    role: str


def beside(meeting: Meeting) -> list[Beside]:
    """Return who was asked to come beside the members and is not there yet."""
    people = meeting.attendance
    return [
        Beside(code, name, _role_of(meeting, code))
        for code, name in people.observers.items()
        if code not in people.guests
    ]


def _role_of(meeting: Meeting, code: PersonId) -> str:
    named = meeting.named
    if named is not None and named.assigned is not None and named.assigned.code == code:
        return gettext("Committee member in charge")
    if named is not None and code in {guest.code for guest in named.guests}:
        return gettext("Party group leader")
    return gettext("for the superior committee")


def unstated_fields(meeting: Meeting) -> list[tuple[OpinionKind, object]]:
    """Return the fields of a group's minutes that are empty, and how one says "none" (TG-04)."""
    if not meeting.is_of_group:
        return []
    states = {key: item.state for key, item in meeting.agenda.items.items()}
    return [(kind, NONE[kind]) for kind in unstated(meeting.opinions, states)]


def possible_chairs(meeting: Meeting, facts: BodyFacts) -> set[PersonId] | None:
    """Return who may preside over a group: its leader and deputies (TG-02); None: everybody."""
    if not meeting.is_of_group or not facts.leaders:
        return None
    group = meeting.gathering.group
    return {each.code for each in facts.leaders if each.group == group}
