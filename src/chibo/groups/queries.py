"""Reading procedures by groups: lists from the table, everything else from the journals."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from django.db.models import QuerySet

from chibo.core.procedure.acts import Phase
from chibo.core.procedure.by_groups import last_day_of_month
from chibo.core.procedure.frame import GroupOrder
from chibo.core.procedure.gatherings import text_ref
from chibo.core.procedure.groups.hearing import opinion_id
from chibo.core.procedure.groups.procedure import Procedure
from chibo.core.procedure.groups.terms import OpinionMark, Stage
from chibo.core.procedure.meeting import Meeting
from chibo.core.procedure.terms import OpinionKind, TextRef
from chibo.core.rulebook.model import Period
from chibo.core.values import GatheringKind, PersonId
from chibo.groups.groups_kind import NAME
from chibo.groups.models import ProcedureListing
from chibo.meetings import queries as journals
from chibo.meetings.queries import JournalUnknownError, Standing

RUNNING = (Stage.STARTED, Stage.PLANNED, Stage.COMPILED, Stage.DECIDED)
TEXT = "text"
"""What the cell's draft is called in the meetings that vote on it."""


def procedure(key: str) -> tuple[Procedure, Standing]:
    """Return a procedure and where its journal stands; raise where there is none."""
    standing = journals.state_of(key, NAME)
    state = standing.state
    if not isinstance(state, Procedure) or state.started is None:
        raise JournalUnknownError(key)
    return state, standing


def listings_of(bodies: Iterable[str]) -> QuerySet[ProcedureListing]:
    """Return the procedures of some bodies, the latest first."""
    return ProcedureListing.objects.filter(body__in=list(bodies))


def running_in(bodies: Iterable[str]) -> QuerySet[ProcedureListing]:
    """Return the procedures of some bodies that are under way."""
    return listings_of(bodies).filter(stage__in=RUNNING)


def listing(key: str) -> ProcedureListing | None:
    """Return a procedure as lists show it."""
    return ProcedureListing.objects.filter(key=key).first()


def of_application(application: str) -> ProcedureListing | None:
    """Return the procedure that rests on an application."""
    return ProcedureListing.objects.filter(application=application).first()


def due(now: datetime) -> list[str]:
    """Return the procedures in which the clock has something to say."""
    found = ProcedureListing.objects.filter(clock_at__lte=now, stage__in=RUNNING)
    return list(found.values_list("key", flat=True))


def text_of(key: str, state: Procedure) -> TextRef | None:
    """Return the cell's draft as it lies before the groups now."""
    latest, planned = state.texts.latest, state.planned
    if latest is None or planned is None or not planned.text_item:
        return None
    said = latest.proposed
    return text_ref(
        key, said.version, kind=said.kind, title=said.title, body=said.body,
        item=planned.text_item,
    )  # fmt: skip


def order(key: str, group: str) -> GroupOrder | None:
    """Return what a procedure asks of one group's meeting; None where there is no such group."""
    try:
        state, _ = procedure(key)
    except JournalUnknownError:
        return None
    planned = state.sessions.groups.get(group)
    if planned is None:
        return None
    return GroupOrder(
        assigned=planned.follower,
        text=text_of(key, state),
        is_open=state.stage is Stage.PLANNED,
        agenda=state.planned.agenda if state.planned else (),
        days=Period(state.begun.on.replace(day=1), last_day_of_month(state.begun.on)),
        is_convened=_is_convened(key, state, group),
    )


_STANDING = (Phase.CONVENED, Phase.OPEN, Phase.CLOSED)


def _is_convened(key: str, state: Procedure, group: str) -> bool:
    """Tell whether a meeting of a group stands in this round, heard of already or not."""
    rows = journals.gatherings_of(key).filter(
        gathering=GatheringKind.GROUP, group=group, phase__in=_STANDING
    )
    heard = state.sessions.meetings
    return any(row.key not in heard or heard[row.key].round == state.round for row in rows)


@dataclass(frozen=True, slots=True)
class Said:
    """An opinion with its words, as the group's journal holds them."""

    mark: OpinionMark
    group: str
    name: str
    text: str
    item: str

    @property
    def is_marked(self) -> bool:
        """Whether it differs from the draft or is reserved: such opinions are always in sight."""
        return self.mark.kind is not OpinionKind.OPINION


def opinions(state: Procedure) -> dict[str, Said]:
    """Return every opinion of the closed group meetings with its words, by its id."""
    found: dict[str, Said] = {}
    for heard in state.sessions.meetings.values():
        words = (
            _words_of(heard.reference.journal, heard.reference.seq) if heard.opinions else {}
        )
        for mark in heard.opinions:
            name, text, item = words[mark.opinion]
            found[mark.opinion] = Said(mark, heard.group, name, text, item)
    known = state.sessions.opinions()
    return {key: found[key] for key in known}


@lru_cache(maxsize=256)
def _words_of(journal: str, seq: int) -> dict[str, tuple[str, str, str]]:
    """Return who said what on which item in a meeting; what is closed says no other words."""
    state, _ = journals.meeting(journal)
    return {
        opinion_id(journal, key): (
            state.attendance.name_of(each.recorded.person),
            each.text,
            state.agenda.items[each.recorded.item].plan.title,
        )
        for key, each in state.opinions.given.items()
    }


def opinions_of(state: Procedure, person: PersonId) -> dict[str, Said]:
    """Return what one member said, with its words."""
    own = {key for key, (_, mark) in state.sessions.opinions().items() if mark.person == person}
    return {key: said for key, said in opinions(state).items() if key in own} if own else {}


def meetings_by_key(keys: Iterable[str]) -> dict[str, Meeting]:
    """Return some meetings by their keys."""
    return {key: journals.meeting(key)[0] for key in keys}


def place_of(state: Procedure, group: str) -> int:
    """Return the number of a group in the plan's order, as addresses name it."""
    return list(state.sessions.groups).index(group) + 1


def group_at(state: Procedure, place: int) -> str | None:
    """Return the group of a number."""
    names = list(state.sessions.groups)
    return names[place - 1] if 0 < place <= len(names) else None
