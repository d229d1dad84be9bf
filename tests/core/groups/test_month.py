"""A group is convened for its procedure within the approved month only (TG-12)."""

from dataclasses import replace
from datetime import timedelta

from chibo.core.procedure import commands as meet
from chibo.core.rulebook.model import Period
from chibo.core.values import Reason, Refusal
from tests.core.journals import DAYS_BEFORE, IN_PERSON_PLAN, RULES, STARTS, given
from tests.core.people import AN
from tests.core.test_gatherings import OF_PROCEDURE, ORDER, ORDERED

ON = RULES.day_of(STARTS)


def test_tg_12_a_group_meets_in_the_approved_month() -> None:
    plan = replace(IN_PERSON_PLAN, agenda=IN_PERSON_PLAN.agenda)
    command = meet.ConveneGroupMeeting(plan, OF_PROCEDURE)

    def asked(days: Period) -> object:
        facts = replace(ORDERED, order=replace(ORDER, days=days))
        return given().when(command, by=AN, at=DAYS_BEFORE, facts=facts)

    assert asked(Period(ON + timedelta(days=1))) == Refusal(
        Reason.GROUP_MONTH,
        RULES.clause("TG-12"),
        {"group": OF_PROCEDURE.group, "day": ON.isoformat()},
    )
    assert isinstance(asked(Period(ON.replace(day=1), ON)), tuple)
