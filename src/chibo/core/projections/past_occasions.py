"""The quota units of a body as they stood at any moment, folded from its journals (PR-10)."""

from dataclasses import dataclass, field, replace

from chibo.core.procedure import application as ask
from chibo.core.procedure import events as ev
from chibo.core.procedure.application import Application
from chibo.core.procedure.meeting import Meeting
from chibo.core.rulebook.model import Rulebook
from chibo.core.rulebook.questions import PastMeeting, PastState


@dataclass(slots=True)
class PastOccasions:
    """The approvals of a body by application, and what became of each so far."""

    units: dict[str, PastMeeting] = field(default_factory=dict)

    def without(self, application: str | None) -> tuple[PastMeeting, ...]:
        """Return the earlier meetings as the quotas see them, one application's own apart."""
        return tuple(unit for key, unit in self.units.items() if key != application)

    def take_application(
        self, key: str, state: Application, event: object, rulebook: Rulebook | None
    ) -> None:
        """Take an event of an application into the units, once it is in the application."""
        match event:
            case ask.ApplicationApproved() if state.request is not None and rulebook:
                on = rulebook.day_of(state.request.starts_at)
                self.units[key] = PastMeeting(
                    state.request.form, state.request.ground, on, PastState.RESERVED
                )
            case ask.ApplicationWithdrawn() | ask.ApplicationExpired():
                if key in self.units and self.units[key].state is PastState.RESERVED:
                    self._set(key, PastState.RELEASED)
            case _:
                pass

    def take_meeting(self, meeting: Meeting, event: object) -> None:
        """Take an event of a meeting into the units, once it is in the meeting."""
        approval = meeting.plan.approval if meeting.convened is not None else None
        if approval is None or approval.application not in self.units:
            return
        match event:
            case ev.MeetingOpened():
                self._set(approval.application, PastState.HELD)
            case ev.MeetingCancelled():
                self._set(approval.application, PastState.RELEASED)
            case ev.MeetingAnnulled():
                self._set(approval.application, PastState.ANNULLED)
            case _:
                pass

    def _set(self, key: str, state: PastState) -> None:
        self.units[key] = replace(self.units[key], state=state)
