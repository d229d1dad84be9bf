"""How journals of each kind are judged: the core's own functions, and the way back to commands."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, fields
from types import ModuleType
from typing import Any

from chibo.archive.facts import Case, Told, about_application, about_meeting
from chibo.archive.inverting import APPLICATION, MEETING, Asked, Inverse, inverter
from chibo.archive.procedures import GROUPS, about_procedure
from chibo.archive.registers import (
    PAPERS,
    REGULATION,
    REPORT,
    TASKS,
    WITNESS,
    about_office,
    about_papers,
    about_texts,
)
from chibo.core.journal.codec import Catalogue
from chibo.core.procedure import (
    application,
    meeting,
    papers,
    period_report,
    regulation,
    task_book,
    witness,
)
from chibo.core.procedure.application import Application
from chibo.core.procedure.fold import Meeting
from chibo.core.procedure.frame import Decision, Moment
from chibo.core.procedure.groups import procedure as groups
from chibo.core.procedure.groups.fold import Procedure
from chibo.core.procedure.papers import Register
from chibo.core.procedure.period_report import ReportWords
from chibo.core.procedure.regulation import Regulations
from chibo.core.procedure.task_book import TaskBook
from chibo.core.procedure.witness import Witness

_MARKS = frozenset({"ruling", "rules"})


@dataclass(frozen=True, slots=True)
class Law:
    """How journals of one kind are judged."""

    start: Callable[[], Any]
    decide: Callable[..., Decision[Any]]
    evolve: Callable[[Any, Any, Moment, str], None]
    events: Catalogue
    asked: Callable[[Any, tuple[Any, ...]], Iterator[Asked]]
    told: Callable[[Case, Any, Any], Iterator[Told]]
    ways: Mapping[type, Inverse | tuple[Inverse, ...]]
    """Which command each kind of event comes from."""
    ruled: frozenset[type] = field(init=False)
    """The events that hold a ruling, or name the rulebook they stand under."""

    def __post_init__(self) -> None:
        """Look once which events these are."""
        kinds = {each for each in self.events if _MARKS & {it.name for it in fields(each)}}
        object.__setattr__(self, "ruled", frozenset(kinds))


def _law(
    of: ModuleType,
    start: Callable[[], Any],
    ways: Mapping[type, Inverse | tuple[Inverse, ...]],
    told: Callable[[Case, Any, Any], Iterator[Told]],
) -> Law:
    """Return the law of a kind whose events need no hash of their entry."""
    return Law(
        start=start,
        decide=of.decide,
        evolve=lambda state, event, now, _: of.evolve(state, event, now),
        events=of.EVENTS,
        asked=inverter(ways),
        told=told,
        ways=ways,
    )


LAWS: dict[str, Law] = {
    "meeting": Law(
        start=Meeting,
        decide=meeting.decide,
        evolve=meeting.evolve,
        events=meeting.EVENTS,
        asked=inverter(MEETING),
        told=about_meeting,
        ways=MEETING,
    ),
    "application": _law(application, Application, APPLICATION, about_application),
    "groups": _law(groups, Procedure, GROUPS, about_procedure),
    "papers": _law(papers, Register, PAPERS, about_papers),
    "tasks": _law(task_book, TaskBook, TASKS, about_office),
    "report": _law(period_report, ReportWords, REPORT, about_office),
    "regulation": _law(regulation, Regulations, REGULATION, about_texts),
    "witness": _law(witness, Witness, WITNESS, about_office),
}
"""The kinds of journal that can be judged again; of others the chain alone is checked."""
