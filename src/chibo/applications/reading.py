"""An application as its page shows it: where it stands, what was found, what the reader may do."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from chibo.applications.assessment import (
    Assessment,
    Difference,
    Share,
    assess,
    difference,
    share_at_submission,
)
from chibo.applications.readiness import Readiness, readiness_of
from chibo.core.procedure import application as ask
from chibo.core.procedure.application import Application, ApplicationCommand, Stage, decide
from chibo.core.procedure.considered import HintsConsidered
from chibo.core.procedure.frame import Moment
from chibo.core.rulebook.model import Rulebook
from chibo.core.values import Finding, PersonId, Reason, Refusal
from chibo.meetings.queries import meeting_of_application, meetings_of_period
from chibo.meetings.rulebooks import rulebook_kept
from chibo.registry.models import Body

STAGES: dict[Stage, Promise] = {
    Stage.DRAFT: _("Draft"),
    Stage.SUBMITTED: _("Waiting for a decision"),
    Stage.RETURNED: _("Returned for completion"),
    Stage.APPROVED: _("Approved"),
    Stage.REJECTED: _("Rejected"),
    Stage.WITHDRAWN: _("Withdrawn"),
    Stage.EXPIRED: _("Expired"),
}
LOOKS = {
    Stage.SUBMITTED: "note",
    Stage.RETURNED: "warn",
    Stage.APPROVED: "ok",
    Stage.REJECTED: "stop",
}
EVENTS: dict[type, Promise] = {
    ask.ApplicationDrafted: _("Draft saved"),
    ask.GroupsAsked: _("Groups, orientation and draft saved"),
    ask.ApplicationSubmitted: _("Handed in"),
    ask.ApplicationApproved: _("Approved"),
    ask.ApplicationRejected: _("Rejected"),
    ask.ApplicationReturned: _("Returned for completion"),
    ask.ApplicationWithdrawn: _("Withdrawn"),
    ask.ApplicationExpired: _("Expired: the day has passed without a meeting"),
    ask.PeriodAsked: _("Asked for a period"),
    ask.PeriodAllowed: _("Allowed for a period"),
    HintsConsidered: _("Declared to be no excluded content, over hints"),
}
_SOMETHING = "-"
"""A reason to ask with whether an act would be allowed at all."""


@dataclass(frozen=True, slots=True)
class Step:
    """One of the four steps of an application."""

    words: str | Promise
    is_done: bool
    is_current: bool
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Kept:
    """Findings as the journal kept them, under the rulebook it names (SC-11)."""

    rulebook: Rulebook
    findings: tuple[Finding, ...]
    share: Share | None


@dataclass(frozen=True, slots=True)
class Offers:
    """What the reader may do; the core that would refuse it is asked first."""

    may_write: bool
    may_withdraw: bool
    objection_to_deciding: Refusal | None
    objection_to_approving: Refusal | None

    @property
    def may_decide(self) -> bool:
        """Whether the decision is this reader's."""
        return self.objection_to_deciding is None

    @property
    def decides_own(self) -> bool:
        """Whether the reader would decide, but for being the applicant (AP-08)."""
        objection = self.objection_to_deciding
        return objection is not None and objection.reason is Reason.APPLICANT_DECIDES


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything about one application for one reader."""

    key: str
    body: Body
    state: Application
    offers: Offers
    now: Assessment | None
    """The findings computed again, while the decision is open."""
    submitted: Kept | None
    approved: Kept | None
    changed: Difference | None
    meeting: str | None
    under_period: list[tuple[str, date]]
    """The meetings convened on an approval for a period (AP-07)."""
    leads: bool
    """Whether the reader is secretary or deputy of the body."""
    readiness: Readiness | None
    """Whose devices and line were checked, while the meeting lies ahead (TC-02)."""

    @property
    def stage(self) -> Promise:
        """The stage in words."""
        return STAGES[self.state.stage]

    @property
    def look(self) -> str:
        """The colour of the stage."""
        return LOOKS.get(self.state.stage, "")

    @property
    def steps(self) -> tuple[Step, ...]:
        """The way from draft to convened (AP-06)."""
        stage, state = self.state.stage, self.state
        is_handed_in = stage not in {Stage.DRAFT, Stage.RETURNED} and bool(state.submitted)
        is_decided = stage in {Stage.APPROVED, Stage.REJECTED}
        is_convened = bool(self.meeting or self.under_period)
        is_ended = stage in {Stage.WITHDRAWN, Stage.EXPIRED, Stage.REJECTED}
        return (
            Step(_("Draft"), is_handed_in or is_ended, stage in {Stage.DRAFT, Stage.RETURNED}),
            Step(_("Handed in"), is_handed_in, stage is Stage.SUBMITTED, state.submitted_at),
            Step(
                STAGES[stage] if is_decided or is_ended else _("Decision"),
                is_decided,
                is_ended or (stage is Stage.APPROVED and not is_convened),
                state.decided_at if is_decided else None,
            ),
            Step(_("Convened"), is_convened, is_convened),
        )


def read(
    key: str, body: Body, state: Application, *, reader: PersonId, now: datetime
) -> Reading:
    """Return an application as one reader sees it now."""
    if state.request is None:
        raise ValueError(key)
    assessment = assess(
        body, state.request, now=now, application=key, until=state.until, groups=state.groups
    )
    submitted = _submitted(body, state)
    is_open = state.stage is Stage.SUBMITTED
    return Reading(
        key=key,
        body=body,
        state=state,
        offers=_offers(state, assessment, Moment(now, reader)),
        now=assessment if is_open else None,
        submitted=submitted,
        approved=_approved(state),
        changed=(
            difference(state.submitted.ruling, submitted.share, assessment)
            if is_open and state.submitted and submitted and submitted.share
            else None
        ),
        meeting=meeting_of_application(key),
        under_period=meetings_of_period(key) if state.until else [],
        leads=reader in assessment.facts.secretaries,
        readiness=readiness_of(assessment, state.request, until=state.until, now=now),
    )


def _submitted(body: Body, state: Application) -> Kept | None:
    if state.submitted is None or state.request is None:
        return None
    rulebook = rulebook_kept(state.submitted.rules.fingerprint)
    share = share_at_submission(rulebook, body, state.request, state.submitted.roll)
    return Kept(rulebook, state.submitted.ruling.findings, share)


def _approved(state: Application) -> Kept | None:
    if state.approved is None:
        return None
    rulebook = rulebook_kept(state.approved.rules.fingerprint)
    return Kept(rulebook, state.approved.ruling.findings, None)


def _offers(state: Application, assessment: Assessment, moment: Moment) -> Offers:
    def objection(command: ApplicationCommand) -> Refusal | None:
        answer = decide(state, command, now=moment, facts=assessment.facts)
        return answer if isinstance(answer, Refusal) else None

    may_write = (
        state.request is not None
        and objection(ask.DraftApplication(state.request, state.until)) is None
    )
    return Offers(
        may_write=may_write,
        may_withdraw=objection(ask.WithdrawApplication(_SOMETHING)) is None,
        objection_to_deciding=objection(ask.ReturnApplication(_SOMETHING)),
        objection_to_approving=objection(ask.ApproveApplication("", "")),
    )
