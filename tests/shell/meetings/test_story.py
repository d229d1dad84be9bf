"""A meeting from application to confirmed minutes, through the one door."""

import pytest

from chibo.core.procedure import commands as do
from chibo.core.procedure.acts import Phase
from chibo.core.procedure.terms import OpinionKind, TextKind
from chibo.core.values import Choice, Reason, Refusal
from chibo.meetings.queries import meeting
from tests.shell.story import under_way

pytestmark = pytest.mark.django_db


def test_a_meeting_goes_from_application_to_confirmed_minutes() -> None:
    live = under_way()
    code = live.cell.code
    live.done("Cường", do.AskFloor(code("Cường")))
    live.done("An", do.GiveFloor(code("Cường")))
    opinion = do.RecordOpinion("o1", code("Cường"), "i1", "Tôi đồng ý.", OpinionKind.OPINION)
    live.done("Bình", opinion)
    live.done("An", do.EndFloor())
    live.done("An", do.ConcludeItem("i1", "Nhất trí đánh giá."))
    live.done("An", do.OpenItem("i2"))
    live.done("Bình", do.ProposeText("t1", "i2", TextKind.RESOLUTION, "Nghị quyết", "Nội dung"))
    live.done("An", do.OpenBallot("b1", "t1"))
    for name in ("Cường", "Minh", "Nga", "Phúc"):
        live.done(name, do.CastBallot("b1", code(name), Choice.FOR))
    for name in ("An", "Bình"):
        live.done("Bình", do.CastBallot("b1", code(name), Choice.FOR))
    assert live.by("Dung", do.CastBallot("b1", code("Dung"), Choice.FOR)) == Refusal(
        Reason.VOTE_NONE, citation=meeting_rule(live.key, "VT-01")
    )
    live.done("An", do.CloseBallot("b1"))
    live.done("An", do.ConcludeItem("i2", "Thông qua."))
    live.done("Bình", do.ReadMinutes())
    live.done("An", do.ApproveMinutes(""))
    live.done("An", do.CloseMeeting())
    state, standing = meeting(live.key)
    closed = state.ballots.ballots["b1"].closed
    assert closed is not None
    assert (closed.base, closed.votes_for, closed.is_adopted) == (7, 6, True)
    live.done("Bình", do.ConfirmMinutes(state.minutes_head))
    live.done("An", do.ConfirmMinutes(state.minutes_head))
    state, after = meeting(live.key)
    assert (state.phase, state.confirmation.is_locked) == (Phase.CLOSED, True)
    assert after.seq == standing.seq + 2


def meeting_rule(key: str, rule: str) -> object:
    """Return the clause of a rule under the meeting's own rulebook."""
    from chibo.meetings.rulebooks import rulebook_kept  # noqa: PLC0415 -- one use

    state, _ = meeting(key)
    assert state.convened is not None
    return rulebook_kept(state.convened.rules.fingerprint).clause(rule)
