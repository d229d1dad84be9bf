"""The body scores its own meeting, before the minutes are read (MT-13, BB-10)."""

from dataclasses import dataclass

from chibo.core.procedure.frame import Decision
from chibo.core.procedure.score import MeetingScored, ScoreMeeting
from chibo.core.rulebook.model import Rulebook
from chibo.core.values import Facts, Reason, Refusal


@dataclass(slots=True)
class Scoring:
    """The last score, if the body has scored its meeting."""

    given: MeetingScored | None = None


def decide(command: ScoreMeeting, *, rules: Rulebook) -> Decision[MeetingScored]:
    """Return the score with its sum and class, or what is wrong with the points."""
    terms = rules.scoring
    if terms is None:
        return Refusal(Reason.SCORING_NOT_OFFERED)
    points = {each.criterion: each.points for each in command.scores}
    if len(points) < len(command.scores) or set(points) != {it.key for it in terms.criteria}:
        return Refusal(Reason.SCORE_INCOMPLETE, citation=rules.clause(terms.rule))
    for criterion in terms.criteria:
        if not 0 <= points[criterion.key] <= criterion.most:
            facts: Facts = {"label": criterion.label.vi, "most": criterion.most}
            return Refusal(
                Reason.SCORE_OUT_OF_RANGE, citation=rules.clause(terms.rule), facts=facts
            )
    total = sum(points.values())
    return (
        MeetingScored(
            scores=command.scores,
            total=total,
            most=terms.most,
            grade=terms.grade_of(total).key,
            remedies=command.remedies.strip(),
        ),
    )


def evolve(state: Scoring, event: MeetingScored) -> None:
    """Take an event into the state; scored again, the later score holds."""
    state.given = event
