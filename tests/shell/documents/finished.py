"""A meeting that was held to its end, and the browsers of those who were there."""

from django.test import Client

from chibo.core.procedure import commands as do
from chibo.core.procedure.terms import OpinionKind, TextKind
from chibo.core.values import Choice
from tests.shell.story import Live, under_way


def as_(live: Live, name: str) -> Client:
    """Return the browser of somebody who is signed in."""
    client = Client()
    client.force_login(
        live.cell.people[name].account, backend="django.contrib.auth.backends.ModelBackend"
    )
    return client


def finished() -> Live:
    """Return a meeting that was held to its end."""
    live = under_way()
    code = live.cell.code
    said = "Tôi đề nghị giao rừng & chia #1 cho tổ tự quản <b>bản</b>."
    live.done("Bình", do.RecordOpinion("o1", code("Cường"), "i1", said, OpinionKind.RESERVED))
    live.done("An", do.StopContent("X07"))
    live.done("An", do.ConcludeItem("i1", "Nhất trí đánh giá."))
    live.done("An", do.OpenItem("i2"))
    live.done(
        "Bình", do.ProposeText("t1", "i2", TextKind.RESOLUTION, "Nghị quyết tháng 6", "A")
    )
    live.done("An", do.OpenBallot("b1", "t1"))
    for name in ("Cường", "Minh", "Nga", "Phúc"):
        live.done(name, do.CastBallot("b1", code(name), Choice.FOR))
    live.done("An", do.CloseBallot("b1"))
    live.done("An", do.ConcludeItem("i2", "Thông qua."))
    live.done("Bình", do.ReadMinutes())
    live.done("An", do.ApproveMinutes(""))
    live.done("An", do.CloseMeeting())
    return live
