"""The journal of a report's words: what its core is told; no lists are kept beside it."""

from chibo.core.procedure import period_report as procedure
from chibo.core.procedure.frame import BodyFacts, Moment
from chibo.core.procedure.period_report import ReportWords
from chibo.meetings import facts
from chibo.meetings.kinds import Kind, Place
from chibo.meetings.rulebooks import rulebook_for


def gather(
    place: Place, state: ReportWords, command: procedure.ReportCommand, now: Moment
) -> BodyFacts:
    """Return who may write for the body today."""
    body = facts.body(place.body)
    rulebook = rulebook_for(body)
    return BodyFacts(
        rulebook=rulebook, secretaries=facts.secretaries(body, rulebook.day_of(now.at))
    )


REPORT = Kind(
    name="report",
    start=ReportWords,
    decide=procedure.decide,
    evolve=lambda state, event, now, _: procedure.evolve(state, event, now),
    events=procedure.EVENTS,
    commands=procedure.COMMANDS,
    gather=gather,
    summary=lambda state: None,
    listed=lambda place, state: None,
)
