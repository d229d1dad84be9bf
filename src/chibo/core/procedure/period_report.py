"""The words of a report on half a year or a year; its figures come from the journals (LB-03, AP-09)."""

from dataclasses import dataclass

from chibo.core.journal.codec import Catalogue
from chibo.core.procedure.frame import BodyFacts, Decision, Moment
from chibo.core.values import Instant, PersonId, Reason, Refusal


@dataclass(frozen=True, slots=True)
class WriteReport:
    """Write down what figures do not say: difficulties met, and what is proposed."""

    difficulties: str
    proposals: str


@dataclass(frozen=True, slots=True)
class ReportWritten:
    """The words of the report; written again, the later ones hold."""

    difficulties: str
    proposals: str


ReportCommand = WriteReport
ReportEvent = ReportWritten
COMMANDS = Catalogue([WriteReport])
EVENTS = Catalogue([ReportWritten])


@dataclass(slots=True)
class ReportWords:
    """The words as they stand, and who wrote them last."""

    written: ReportWritten | None = None
    by: PersonId = ""
    at: Instant | None = None


def decide(
    state: ReportWords, command: ReportCommand, *, now: Moment, facts: BodyFacts
) -> Decision[ReportEvent]:
    """Return the words, if the secretary or a deputy writes them."""
    if now.actor not in facts.secretaries:
        return Refusal(Reason.AUTHORITY_MISSING, facts={"needed": "secretary"})
    return (ReportWritten(command.difficulties.strip(), command.proposals.strip()),)


def evolve(state: ReportWords, event: ReportEvent, now: Moment) -> None:
    """Take an event into the state."""
    state.written, state.by, state.at = event, now.actor, now.at
