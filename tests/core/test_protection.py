"""The chair lets the call be encrypted between the devices, and undoes it by an act of its own."""

import pytest

from chibo.core.procedure.call_terms import (
    CallProtected,
    CallUnprotected,
    ProtectCall,
    UnprotectCall,
)
from chibo.core.procedure.course_terms import MeetingSuspended
from chibo.core.procedure.events import ChairReplaced, MeetingEvent
from chibo.core.values import Reason, Refusal
from tests.core.journals import AT_WORK, CONVENED, NOW, given
from tests.core.people import AN, BINH, CUONG, PHUC, person


@pytest.mark.parametrize("history", [CONVENED, AT_WORK, (*AT_WORK, MeetingSuspended("Nghỉ"))])
def test_the_chair_protects_the_call_and_only_another_act_undoes_it(
    history: tuple[MeetingEvent, ...],
) -> None:
    meeting = given(*history)

    assert meeting.when(UnprotectCall(), by=AN) == Refusal(Reason.CALL_UNPROTECTED)
    assert meeting.when(ProtectCall(), by=AN) == (CallProtected(),)
    meeting.then(CallProtected(), at=NOW)
    assert meeting.meeting.protection.since == NOW
    assert meeting.when(ProtectCall(), by=AN) == Refusal(Reason.CALL_PROTECTED)
    assert meeting.when(UnprotectCall(), by=AN) == (CallUnprotected(),)
    meeting.then(CallUnprotected())
    assert not meeting.meeting.protection.is_on


@pytest.mark.parametrize("command", [ProtectCall(), UnprotectCall()])
def test_who_presides_decides_and_nobody_else(command: ProtectCall | UnprotectCall) -> None:
    meeting = given(*AT_WORK, CallProtected(), ChairReplaced(person(PHUC), "Mất mạng"))
    refusal = Refusal(Reason.AUTHORITY_MISSING, facts={"needed": "chair"})

    assert [meeting.when(command, by=each) for each in (AN, BINH, CUONG)] == [refusal] * 3
    assert meeting.when(command, by=PHUC) != refusal
