"""Content that was put off or stopped online comes to the draft of the next meeting in person (CT-15)."""

from collections.abc import Iterator
from datetime import date

from chibo.core.procedure.acts import Phase
from chibo.core.procedure.agenda import ItemState
from chibo.core.procedure.meeting import Meeting
from chibo.core.procedure.terms import PlannedItem
from chibo.core.rulebook.model import Rulebook
from chibo.meetings import queries

_GONE = frozenset({Phase.CANCELLED, Phase.ANNULLED})
_LATEST = 24
"""Meetings that are looked back on: two years of monthly ones."""
_LONGEST = 240
"""Characters of a title that leave room for where it comes from."""


def carried_items(body: str, rules: Rulebook) -> tuple[PlannedItem, ...]:
    """Return what waits for a meeting in person: titles and classes, no substance."""
    waiting: list[PlannedItem] = []
    for key in queries.with_events(body, ("ItemDeferred", "ContentStopped"), latest=_LATEST):
        meeting, _ = queries.meeting(key)
        if meeting.phase in _GONE:
            continue
        taken = _taken(body, key)
        waiting += [each for each in _put_off(key, meeting, rules) if each.item not in taken]
    return tuple(waiting)


def _put_off(key: str, meeting: Meeting, rules: Rulebook) -> Iterator[PlannedItem]:
    on = rules.day_of(meeting.plan.starts_at)
    for place, item in enumerate(meeting.agenda.items.values()):
        if item.state is ItemState.DEFERRED:
            title = _from(item.plan.title, on)
            yield PlannedItem(
                f"{key}-d{place}", title, item.deferred_class, item.plan.presenter
            )
    for place, stopped in enumerate(meeting.agenda.stopped):
        content = rules.content.get(stopped.content_class)
        label = content.label.vi if content else stopped.content_class
        yield PlannedItem(f"{key}-s{place}", _from(label, on), stopped.content_class)


def _from(title: str, on: date) -> str:
    # DF-07: an agenda becomes part of papers, and those are in Vietnamese.
    return f"{title[:_LONGEST]} (chuyển từ buổi sinh hoạt ngày {on:%d/%m/%Y})"


def _taken(body: str, key: str) -> frozenset[str]:
    """Return the items of a meeting that another one has on its agenda or has concluded."""
    taken: set[str] = set()
    for other in queries.agendas_naming(body, f"{key}-"):
        meeting, _ = queries.meeting(other)
        coming = meeting.phase in {Phase.CONVENED, Phase.OPEN}
        taken |= {
            code
            for code, item in meeting.agenda.items.items()
            if meeting.phase not in _GONE and (coming or item.state is ItemState.CONCLUDED)
        }
    return frozenset(taken)
