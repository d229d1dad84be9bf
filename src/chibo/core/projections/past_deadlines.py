"""Moments of the past that a deadline spoke of: a group's report, a paper after a meeting (TG-05, MT-12)."""

from collections.abc import Callable
from dataclasses import dataclass, field

from chibo.core.procedure.groups import events as ev
from chibo.core.procedure.meeting import Meeting
from chibo.core.procedure.register_acts import PaperIssued, is_called_for
from chibo.core.projections.replay import Act, Decision
from chibo.core.rulebook.deadlines import issued_in_time, reported_in_time
from chibo.core.rulebook.model import Rulebook
from chibo.core.values import Instant


@dataclass(slots=True)
class PastReports:
    """The procedures by groups as far as they say when a report was due."""

    rulebook: Callable[[str], Rulebook]
    started: dict[str, ev.ProcedureStarted] = field(default_factory=dict)
    met_at: dict[tuple[str, str, int], Instant] = field(default_factory=dict)
    """When a group's meeting ended, by the procedure's journal, the group and the round."""

    def take(self, journal: str, event: object) -> None:
        """Take in what a procedure by groups says of its beginning and of its meetings."""
        match event:
            case ev.ProcedureStarted():
                self.started[journal] = event
            case ev.GroupMeetingNoted(group=group, round=round_, closed_at=closed_at):
                if closed_at is not None:
                    self.met_at[journal, group, round_] = closed_at
            case _:
                pass

    def reported(self, journal: str, at: Instant, event: ev.ReportSent) -> Decision | None:
        """TG-05: a report and whether it was late; None where no journal says when the group met."""
        began = self.started.get(journal)
        met_at = self.met_at.get((journal, event.group, event.round))
        if began is None or met_at is None:
            return None
        own = self.rulebook(began.rules.fingerprint)
        facts = {
            "reported_on": own.day_of(at).isoformat(),
            "due_on": own.day_of(event.due_at).isoformat(),
        }
        return Decision(
            Act.GROUP_REPORT,
            journal,
            at,
            met_at,
            event.group,
            own,
            lambda it: (reported_in_time(it, met_at=met_at, reported_at=at),),
            (own.finding("TG-05", met=not event.is_late, facts=facts),),
        )


def issued(
    at: Instant, event: PaperIssued, meeting: Meeting | None, own: Rulebook | None
) -> Decision | None:
    """MT-12: a paper that a meeting called for; None where nothing said by when to issue it."""
    if meeting is None or own is None or meeting.closed_at is None:
        return None
    if not is_called_for(event.name, event.source.subject):
        return None
    met_at = meeting.closed_at
    return Decision(
        Act.ISSUE,
        event.source.journal,
        at,
        meeting.plan.starts_at,
        event.number,
        own,
        lambda it: (issued_in_time(it, met_at=met_at, issued_at=at),),
    )
