"""Asking leave for a meeting by Party groups: what it has to say, and until when it holds (AP-04, TG-12)."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from chibo.core.procedure.application import (
    Application,
    ApplicationDrafted,
    ApplicationEvent,
    ApplicationSubmitted,
    ApproveApplication,
    DraftApplication,
    ExpireApplication,
    GroupsAsked,
    Stage,
    SubmitApplication,
    decide,
    evolve,
)
from chibo.core.procedure.by_groups import (
    AskedGroup,
    AskedGroups,
    last_day_of_month,
    objection_to_groups,
)
from chibo.core.procedure.frame import Decision, Moment
from chibo.core.procedure.request import Request
from chibo.core.procedure.terms import CLOCK, TextKind
from chibo.core.values import Form, Instant, MeetingKind, PersonId, Reason, Refusal
from tests.core.groups.procedures import (
    AGENDA,
    APPROVAL,
    FACTS,
    MEMBER,
    MET,
    NOW,
    SECRETARY,
    SIZES,
    SUPERIOR,
    assignment,
    code,
    person,
)
from tests.core.journals import RULES, VIETNAM

ASKED = AskedGroups(
    groups=tuple(
        AskedGroup(person(code(n, 1)), size, size, assignment(name))
        for n, (name, size) in enumerate(SIZES.items(), start=1)
    ),
    orientation="Tập trung vào thu ngân sách",
    draft_kind=TextKind.RESOLUTION,
    draft_title="Nghị quyết tháng 3",
    draft_body="",
)
REQUEST = Request(
    body="body-1", body_name="Chi bộ Thôn Đông", superior_name="Đảng ủy xã",
    kind=MeetingKind.ORDINARY, form=Form.BY_GROUPS, ground=None, reason="",
    starts_at=MET - timedelta(hours=1), expected_end_at=MET, place="", points=(), platform="",
    agenda=AGENDA, is_content_declared=True, infrastructure=(), fallback="",
    chair=person(SECRETARY), minutes_taker=person(MEMBER), technician="",
)  # fmt: skip


def asked(**changes: object) -> AskedGroups:
    return replace(ASKED, **changes)  # type: ignore[arg-type]  # the fields' own types


def moved(at: Instant = MET, follower: PersonId = MEMBER) -> AskedGroups:
    last = replace(ASKED.groups[2], assignment=assignment("Tổ 3", follower=follower, at=at))
    return asked(groups=(*ASKED.groups[:2], last))


def carried(
    state: Application, command: object, by: PersonId, at: Instant = NOW
) -> Decision[ApplicationEvent]:
    decision = decide(state, command, now=Moment(at, by), facts=FACTS)  # type: ignore[arg-type]  # one of its commands
    if isinstance(decision, tuple):
        for event in decision:
            evolve(state, event, Moment(at, by))
    return decision


def test_ap_04_what_is_asked_for_the_groups_is_kept_beside_the_request() -> None:
    state = Application()

    drafted = carried(state, DraftApplication(REQUEST, groups=ASKED), SECRETARY)
    assert drafted == (ApplicationDrafted(REQUEST), GroupsAsked(ASKED))
    assert state.groups == ASKED

    handed_in = carried(state, SubmitApplication(), SECRETARY)
    assert isinstance(handed_in, tuple)
    assert isinstance(handed_in[0], ApplicationSubmitted)
    assert handed_in[0].ruling.is_permitted
    assert isinstance(carried(state, ApproveApplication("12-CV/ĐU", ""), SUPERIOR), tuple)


def test_a_draft_written_anew_forgets_the_groups_it_no_longer_names() -> None:
    state = Application()
    carried(state, DraftApplication(REQUEST, groups=ASKED), SECRETARY)
    carried(state, DraftApplication(REQUEST), SECRETARY)

    assert state.groups is None
    assert carried(state, SubmitApplication(), SECRETARY) == Refusal(
        Reason.APPLICATION_INCOMPLETE
    )


@pytest.mark.parametrize(
    ("groups", "refusal"),
    [
        (asked(orientation=" "), Refusal(Reason.TEXT_EMPTY)),
        (asked(draft_title=" "), Refusal(Reason.TEXT_EMPTY)),
        (
            asked(groups=ASKED.groups[:2]),
            Refusal(Reason.GROUP_UNASSIGNED, RULES.clause("TG-01"), {"group": "Tổ 3"}),
        ),
        (
            asked(
                groups=(*ASKED.groups, replace(ASKED.groups[0], assignment=assignment("Tổ 9")))
            ),
            Refusal(Reason.GROUP_UNKNOWN, facts={"group": "Tổ 9"}),
        ),
        (
            asked(groups=(replace(ASKED.groups[0], leader=person("gone")), *ASKED.groups[1:])),
            Refusal(Reason.GROUP_LEADER_MISSING, RULES.clause("TG-02"), {"group": "Tổ 1"}),
        ),
        (
            moved(follower="3-09"),
            Refusal(
                Reason.FOLLOWER_UNKNOWN,
                RULES.clause("TG-01"),
                {"group": "Tổ 3", "name": "Đồng chí 3-09"},
            ),
        ),
        (moved(at=NOW), Refusal(Reason.MEETING_PAST)),
        (
            moved(at=MET + timedelta(days=22)),
            Refusal(
                Reason.GROUP_MONTH,
                RULES.clause("TG-12"),
                {"group": "Tổ 3", "day": "2024-04-01"},
            ),
        ),
    ],
)
def test_what_is_left_open_for_a_group_is_named(groups: AskedGroups, refusal: Refusal) -> None:
    state = Application()
    carried(state, DraftApplication(REQUEST, groups=groups), SECRETARY)

    assert carried(state, SubmitApplication(), SECRETARY) == refusal


def test_other_forms_are_asked_nothing_about_groups() -> None:
    def objection(form: Form) -> Refusal | None:
        asked_for = replace(REQUEST, form=form)
        return objection_to_groups(asked_for, None, now=Moment(NOW, SECRETARY), facts=FACTS)

    assert objection(Form.HYBRID) is None
    assert objection(Form.LEADERS) is None


def test_tg_12_the_approval_holds_until_the_end_of_the_month() -> None:
    state = Application()
    carried(state, DraftApplication(REQUEST, groups=ASKED), SECRETARY)
    carried(state, SubmitApplication(), SECRETARY)
    carried(state, ApproveApplication(APPROVAL.number, ""), SUPERIOR)
    last = datetime(2024, 3, 31, 23, 0, tzinfo=VIETNAM)

    assert carried(state, ExpireApplication(), CLOCK, at=last) == Refusal(
        Reason.DAY_NOT_APPROVED
    )
    assert isinstance(
        carried(state, ExpireApplication(), CLOCK, at=last + timedelta(hours=1)), tuple
    )
    assert state.stage is Stage.EXPIRED


@pytest.mark.parametrize(
    ("day", "last"),
    [
        (date(2024, 2, 3), date(2024, 2, 29)),
        (date(2024, 11, 30), date(2024, 11, 30)),
        (date(2024, 12, 1), date(2024, 12, 31)),
    ],
)
def test_a_month_has_a_last_day(day: date, last: date) -> None:
    assert last_day_of_month(day) == last
