"""An application with a history, and the request that tests begin with."""

from dataclasses import dataclass, field, replace
from datetime import date

from chibo.core.procedure.application import (
    Application,
    ApplicationApproved,
    ApplicationCommand,
    ApplicationDrafted,
    ApplicationEvent,
    ApplicationExpired,
    ApplicationRejected,
    ApplicationReturned,
    ApplicationSubmitted,
    ApplicationWithdrawn,
    ApproveApplication,
    DraftApplication,
    ExpireApplication,
    RejectApplication,
    Request,
    ReturnApplication,
    SubmitApplication,
    WithdrawApplication,
    decide,
    evolve,
    ruling_on,
)
from chibo.core.procedure.convening import rules_of
from chibo.core.procedure.frame import BodyFacts, Decision, Moment
from chibo.core.procedure.terms import CLOCK
from chibo.core.rulebook.questions import PastMeeting, PastState
from chibo.core.values import (
    Form,
    Ground,
    Instant,
    MeetingKind,
    PersonId,
    Reason,
    Refusal,
)
from tests.core.journals import (
    CHECKLIST,
    DAYS_BEFORE,
    ENDS,
    FACTS,
    ITEM_1,
    ITEM_2,
    PLAN,
    RULES,
    STARTS,
)
from tests.core.people import AN, BINH, ROLL, THU, UYEN, person

REQUEST = Request(
    body="body-1",
    body_name=PLAN.body_name,
    superior_name=PLAN.superior_name,
    kind=MeetingKind.ORDINARY,
    form=Form.HYBRID,
    ground=Ground.SPECIAL_NATURE,
    reason="Đảng viên đi làm ăn xa",
    starts_at=STARTS,
    expected_end_at=ENDS,
    place=PLAN.place,
    points=PLAN.points,
    platform="Chibo",
    agenda=(ITEM_1, ITEM_2),
    is_content_declared=True,
    infrastructure=CHECKLIST,
    fallback="0203 555 0100",
    chair=person(AN),
    minutes_taker=person(BINH),
    technician="Ngô Hồng Phúc",
)
RULES_NAMED = rules_of(RULES)
RULING = ruling_on(REQUEST, FACTS)
DRAFTED = ApplicationDrafted(REQUEST)
SUBMITTED = ApplicationSubmitted(RULES_NAMED, RULING, ROLL)
APPROVED = ApplicationApproved("12-CV/ĐU", "Đồng ý", RULES_NAMED, RULING)
APPROVE = ApproveApplication("12-CV/ĐU", " Đồng ý ")
HANDED_IN = (DRAFTED, SUBMITTED)
USED = replace(FACTS, occasion=None)
PAST_UNITS = tuple(
    PastMeeting(Form.HYBRID, Ground.SPECIAL_NATURE, date(2024, month, 3), PastState.HELD)
    for month in (1, 2)
)


@dataclass(slots=True)
class Asked:
    """An application with a history, written by the deputy secretary."""

    state: Application = field(default_factory=Application)

    def when(
        self,
        command: ApplicationCommand,
        *,
        by: PersonId = THU,
        at: Instant = DAYS_BEFORE,
        facts: BodyFacts = FACTS,
    ) -> Decision[ApplicationEvent]:
        return decide(self.state, command, now=Moment(at, by), facts=facts)

    def then(self, *events: ApplicationEvent, by: PersonId = THU) -> "Asked":
        for event in events:
            evolve(self.state, event, Moment(DAYS_BEFORE, by))
        return self


def asked(*events: ApplicationEvent, by: PersonId = THU) -> Asked:
    return Asked().then(*events, by=by)


def drafted(**changes: object) -> Asked:
    return asked(ApplicationDrafted(replace(REQUEST, **changes)))


def unmet(decision: object) -> set[str]:
    assert isinstance(decision, Refusal)
    assert decision.reason is Reason.RULES_NOT_MET
    return {each.rule for each in decision.findings if each.must and not each.met}


COMMANDS: dict[str, tuple[ApplicationCommand, PersonId, ApplicationEvent]] = {
    "draft": (DraftApplication(REQUEST), THU, DRAFTED),
    "submit": (SubmitApplication(), THU, SUBMITTED),
    "approve": (APPROVE, UYEN, APPROVED),
    "reject": (RejectApplication(" Chưa rõ "), UYEN, ApplicationRejected("Chưa rõ")),
    "return": (ReturnApplication(" Chưa rõ "), UYEN, ApplicationReturned("Chưa rõ")),
    "withdraw": (WithdrawApplication(" Đổi ngày "), THU, ApplicationWithdrawn("Đổi ngày")),
    "expire": (ExpireApplication(), CLOCK, ApplicationExpired()),
}
"""Every command with who may give it and what then happens."""
