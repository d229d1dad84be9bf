"""A meeting held to the end by commands: answers, votes, opinions, a lost line, a task, two confirmations."""

from datetime import timedelta

from chibo.core.procedure import commands as do
from chibo.core.procedure.terms import OpinionKind, TextKind
from chibo.core.values import Choice, Mode
from chibo.meetings.queries import meeting
from tests.shell.story import DAY, Cell, Live, opened


def held(of: Cell | None = None) -> Live:
    """Return a meeting that was held, closed and confirmed."""
    live = opened(of)
    done, code = live.done, live.cell.code
    for name in ("An", "Bình", "Dung", "Giang", "Hoa", "Minh", "Quý"):
        done("Bình", do.CheckIn(code(name), Mode.IN_PERSON))
    for name in ("Cường", "Nga", "Phúc"):
        done(name, do.CheckIn(code(name), Mode.ONLINE))
        done("Bình", do.ConfirmIdentity(code(name)))
    done("Bình", do.CloseRollCall())
    done("An", do.ApproveAgenda())
    done("An", do.OpenItem("i1"))
    done("Cường", do.AskFloor(code("Cường")))
    done("An", do.GiveFloor(code("Cường")))
    done(
        "Bình",
        do.RecordOpinion(
            "o1",
            code("Cường"),
            "i1",
            "Đề nghị sửa đường bản trước mùa mưa.",
            OpinionKind.OPINION,
        ),
    )
    done("Hoa", do.AskFloor(code("Hoa")))
    done("An", do.GiveFloor(code("Hoa")))
    done("An", do.EndFloor())
    live.at += timedelta(minutes=1)
    done("An", do.ConcludeItem("i1", "Nhất trí với báo cáo."))
    done("An", do.OpenItem("i2"))
    done(
        "Bình",
        do.ProposeText(
            "t1", "i2", TextKind.RESOLUTION, "Nghị quyết tháng 6", "Điều 1. Sửa đường bản."
        ),
    )
    done("An", do.OpenBallot("b1", "t1"))
    for name in ("An", "Bình", "Cường", "Minh", "Nga"):
        done(name, do.CastBallot("b1", code(name), Choice.FOR))
    done("Quý", do.CastBallot("b1", code("Quý"), Choice.AGAINST))
    done("An", do.CloseBallot("b1"))
    done(
        "Nga",
        do.RecordOpinion(
            "o2",
            code("Nga"),
            "i2",
            "Tôi bảo lưu ý kiến về thời hạn.",
            OpinionKind.RESERVED,
            to_superior=True,
        ),
    )
    done("Nga", do.AmendOpinion("o2", "Tôi bảo lưu ý kiến về thời hạn và kinh phí."))
    done(
        "Bình",
        do.GiveTask(
            "k1", code("Minh"), "Vận động các hộ góp công", (DAY + timedelta(days=20)).date()
        ),
    )
    done("An", do.ConcludeItem("i2", "Thông qua nghị quyết."))
    done("Bình", do.LeaveMeeting(code("Hoa"), "Có việc nhà"))
    done("Bình", do.ReadMinutes())
    done("An", do.ApproveMinutes(""))
    done("An", do.CloseMeeting())
    for name in ("Bình", "An"):
        state, _ = meeting(live.key)
        done(name, do.ConfirmMinutes(state.minutes_head))
    return live
