"""What an approval reserves, a meeting uses, and nobody can take twice (PR-10)."""

from datetime import date, datetime, timedelta
from functools import partial

import pytest

from chibo.core.procedure import application as ask
from chibo.core.procedure import commands as do
from chibo.core.procedure.terms import CLOCK, Answer
from chibo.core.values import Reason, Refusal
from chibo.meetings.actions import begin, carry_out
from chibo.meetings.facts import occasion, past
from chibo.meetings.models import AllowedOccasion, OccasionState
from chibo.meetings.rulebooks import rulebook_for
from chibo.meetings.writer import Receipt
from chibo.registry.actions import record_summer_holiday
from chibo.registry.models import InabilityPeriod
from tests.shell.factories import OfficeFactory
from tests.shell.journal.hands import check, together
from tests.shell.story import (
    DAY,
    Cell,
    Live,
    accepted,
    ask_and_approve,
    cell,
    convene,
    new_id,
    request,
)

pytestmark = pytest.mark.django_db

CAP = 3
"""PR-06: so many meetings of special nature a year."""


@pytest.fixture
def of() -> Cell:
    return cell()


def on_month(month: int) -> datetime:
    return DAY.replace(month=month)


def submitted(of: Cell, starts_at: datetime = DAY, by: str = "An") -> str:
    key = new_id()
    begin(key, "application", of.public_id)
    wanted = request(
        of, starts_at=starts_at, expected_end_at=starts_at + timedelta(minutes=120)
    )
    at = starts_at - timedelta(days=10)
    for command in (ask.DraftApplication(wanted), ask.SubmitApplication()):
        accepted(tell(of, key, command, by=by, at=at))
    return key


def tell(of: Cell, key: str, command: object, *, by: str, at: datetime) -> Receipt | Refusal:
    return carry_out(key, command, actor=of.code(by), command_id=new_id(), at=at)


def approve(of: Cell, key: str, *, at: datetime = DAY - timedelta(days=9), by: str = "Sơn"):
    return tell(of, key, ask.ApproveApplication("12-CV/ĐU", ""), by=by, at=at)


def used_up_but_one(of: Cell) -> None:
    for month in (1, 2):
        at = on_month(month) - timedelta(days=9)
        accepted(approve(of, submitted(of, on_month(month)), at=at))


def states(of: Cell) -> list[str]:
    rows = AllowedOccasion.objects.filter(body=of.public_id).order_by("pk")
    return list(rows.values_list("state", flat=True))


def failing(refused: Receipt | Refusal) -> set[str]:
    assert isinstance(refused, Refusal)
    assert refused.reason == Reason.RULES_NOT_MET
    return {each.rule for each in refused.findings if each.must and not each.met}


@pytest.mark.django_db(transaction=True)
def test_of_two_approvals_of_the_last_unit_one_succeeds() -> None:
    """Worked number 7, with both superiors pressing the button at the same moment."""
    of = cell()
    used_up_but_one(of)
    keys = [submitted(of, on_month(month)) for month in (6, 7)]
    outcomes = together(
        [partial(approve, of, keys[0], by="Sơn"), partial(approve, of, keys[1], by="Thu")]
    )
    taken = [isinstance(each, Receipt) for each in outcomes]
    assert sorted(taken) == [False, True]
    assert failing(outcomes[taken.index(False)]) == {"PR-06"}
    assert states(of) == [OccasionState.RESERVED] * CAP
    for key in keys:
        check(key)


@pytest.mark.django_db(transaction=True)
def test_of_two_convocations_on_one_approval_one_succeeds() -> None:
    of = cell()
    application = ask_and_approve(of)

    def call() -> object:
        try:
            return convene(of, application)
        except AssertionError as refused:
            return refused.args[0]

    outcomes = together([call, call])
    refused = [each for each in outcomes if isinstance(each, Refusal)]
    assert refused == [Refusal(Reason.APPROVAL_ENDED)]
    row = AllowedOccasion.objects.get(application=application)
    assert row.meeting in outcomes


def test_withdrawing_releases_the_unit(of: Cell) -> None:
    used_up_but_one(of)
    first, second = submitted(of, on_month(6)), submitted(of, on_month(7))
    accepted(approve(of, first))
    assert failing(approve(of, second)) == {"PR-06"}
    withdrawn = ask.WithdrawApplication("Hoãn lại")
    accepted(tell(of, first, withdrawn, by="An", at=DAY - timedelta(days=8)))
    assert states(of)[-1] == OccasionState.RELEASED
    accepted(approve(of, second, at=DAY - timedelta(days=7)))
    assert states(of)[-2:] == [OccasionState.RELEASED, OccasionState.RESERVED]


def test_expiring_releases_the_unit(of: Cell) -> None:
    key = ask_and_approve(of)

    def expire(at: datetime) -> Receipt | Refusal:
        return carry_out(key, ask.ExpireApplication(), actor=CLOCK, command_id=new_id(), at=at)

    assert expire(DAY) == Refusal(Reason.DAY_NOT_APPROVED)
    accepted(expire(DAY + timedelta(days=1)))
    assert states(of) == [OccasionState.RELEASED]


def test_cancelling_before_opening_releases_the_unit(of: Cell) -> None:
    application = ask_and_approve(of)
    live = Live(of, convene(of, application), at=DAY - timedelta(days=1))
    assert states(of) == [OccasionState.RESERVED]
    live.done("An", do.CancelMeeting("Bão"))
    assert states(of) == [OccasionState.RELEASED]


def opened_on(of: Cell, application: str) -> Live:
    live = Live(of, convene(of, application))
    keys = tuple(item.key for item in rulebook_for(of.body).infrastructure)
    live.done("An", do.OpenMeeting(keys))
    return live


def test_opening_uses_the_unit_and_breaking_off_does_not_give_it_back(of: Cell) -> None:
    used_up_but_one(of)
    application = ask_and_approve(of)
    live = opened_on(of, application)
    assert states(of)[-1] == OccasionState.HELD
    live.done("An", do.BreakOffMeeting("Mất điện"))
    assert states(of)[-1] == OccasionState.HELD
    withdrawn = ask.WithdrawApplication("Không dùng")
    assert tell(of, application, withdrawn, by="An", at=live.at) == Refusal(
        Reason.APPROVAL_ENDED
    )
    with pytest.raises(AssertionError):
        submitted(of, on_month(7))


def test_annulling_frees_the_unit(of: Cell) -> None:
    used_up_but_one(of)
    live = opened_on(of, ask_and_approve(of))
    live.done("An", do.BreakOffMeeting("Mất điện"))
    live.done("Sơn", do.AnnulMeeting("Mất kết nối ngay từ đầu"))
    assert states(of)[-1] == OccasionState.ANNULLED
    accepted(approve(of, submitted(of, on_month(7))))


def test_a_withdrawn_approval_stays_withdrawn_when_members_still_answer(of: Cell) -> None:
    application = ask_and_approve(of)
    live = Live(of, convene(of, application), at=DAY - timedelta(days=2))
    accepted(
        tell(
            of,
            application,
            ask.WithdrawApplication("Hoãn"),
            by="An",
            at=DAY - timedelta(days=3),
        )
    )
    live.done("Cường", do.AnswerConvocation(of.code("Cường"), Answer.ONLINE, ""))
    assert states(of) == [OccasionState.RELEASED]
    live.at = DAY
    keys = tuple(item.key for item in rulebook_for(of.body).infrastructure)
    assert live.by("An", do.OpenMeeting(keys)) == Refusal(Reason.APPROVAL_ENDED)


def test_the_approval_names_its_own_entry(of: Cell) -> None:
    application = ask_and_approve(of)
    allowed = occasion(application)
    assert allowed is not None
    assert (allowed.approval.seq, allowed.approval.number) == (3, "12-CV/ĐU")
    assert [each.on for each in past(of.public_id)] == [date(2026, 6, 3)]
    assert past(of.public_id, without=application) == ()


def test_students_count_only_in_their_holiday(of: Cell) -> None:
    students = [of.people["Nga"], of.people["Phúc"]]
    InabilityPeriod.objects.filter(member__in=students).update(code="B2")
    key = new_id()
    begin(key, "application", of.public_id)
    at = DAY - timedelta(days=10)
    accepted(tell(of, key, ask.DraftApplication(request(of)), by="An", at=at))
    assert "SC-02" in failing(tell(of, key, ask.SubmitApplication(), by="An", at=at))
    record_summer_holiday(of.body, from_on=date(2026, 6, 1), until_on=date(2026, 8, 31))
    accepted(tell(of, key, ask.SubmitApplication(), by="An", at=at))


def test_the_pilot_ends_with_its_last_day() -> None:
    """LB-04, worked number 8."""
    of = cell("hd03-2022")
    last = datetime.fromisoformat("2025-06-30T23:00:00+07:00")
    accepted(approve(of, submitted(of, last), at=last - timedelta(days=9)))
    with pytest.raises(AssertionError, match="LB-04"):
        submitted(of, last + timedelta(hours=2))


def test_nobody_decides_what_they_handed_in(of: Cell) -> None:
    OfficeFactory(member=of.people["Sơn"], body=of.body, office="deputy_secretary")
    key = submitted(of, by="Sơn")
    refused = approve(of, key, by="Sơn")
    assert refused == Refusal(
        Reason.APPLICANT_DECIDES, citation=rulebook_for(of.body).clause("AP-08")
    )
    accepted(approve(of, key, by="Thu"))


def test_nobody_approves_without_the_office(of: Cell) -> None:
    key = submitted(of)
    for name in ("An", "Bình", "Cường", "Lan"):
        assert approve(of, key, by=name) == Refusal(
            Reason.AUTHORITY_MISSING, facts={"needed": "superior"}
        )
    assert states(of) == []
