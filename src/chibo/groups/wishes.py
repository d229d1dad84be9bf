"""What the application asked for: the plan begins with it."""

from collections.abc import Mapping
from dataclasses import dataclass

from chibo.core.procedure.application import Application
from chibo.core.procedure.by_groups import Assignment
from chibo.core.procedure.terms import PlannedItem
from chibo.meetings.queries import JournalUnknownError, state_of


@dataclass(frozen=True, slots=True)
class Wish:
    """Agenda, orientation and groups as the application has them."""

    agenda: tuple[PlannedItem, ...]
    orientation: str
    groups: Mapping[str, Assignment]
    draft: tuple[str, str] = ("", "")
    """Title and text of the draft conclusion or resolution."""


def wish_of(application: str) -> Wish:
    """Return what an application for a meeting by groups asked for."""
    try:
        state = state_of(application, "application").state
    except JournalUnknownError:
        return Wish((), "", {})
    if not isinstance(state, Application) or state.request is None or state.groups is None:
        return Wish((), "", {})
    asked = state.groups
    return Wish(
        agenda=state.request.agenda,
        orientation=asked.orientation,
        groups={each.assignment.group: each.assignment for each in asked.groups},
        draft=(asked.draft_title, asked.draft_body),
    )
