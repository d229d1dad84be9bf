"""A meeting held to its end, with a resolution adopted and a task given, for what follows a meeting."""

from datetime import date, datetime, timedelta

from chibo.core.procedure import commands as do
from chibo.core.procedure.terms import OpinionKind, TextKind
from chibo.core.values import Choice
from chibo.documents import actions, queries
from chibo.documents.kinds import paper_kinds
from chibo.meetings.queries import state_of
from tests.shell.story import Cell, Live, accepted, new_id, under_way

TEXT = (
    "1. Hoàn thành sửa 1,2 km đường nội bản trước ngày 20/6/2026.\n"
    "2. Phân công đảng viên phụ trách từng nhóm hộ ven suối trong mùa mưa lũ."
)
SAID = "Nhất trí với dự thảo; đề nghị làm rõ tiến độ sửa đường nội bản trước mùa mưa."
TITLE = "Nghị quyết lãnh đạo thực hiện nhiệm vụ tháng 6 năm 2026"


def held(
    of: Cell | None = None,
    *,
    text: str = TEXT,
    tasks: tuple[str, ...] = ("Vận động hộ dân hiến đất mở đường",),
) -> Live:
    """Return a meeting that adopted a resolution (4 of 7), gave tasks and was closed."""
    live = under_way(of)
    code = live.cell.code
    said = "Tôi đề nghị giao rừng & chia #1 cho tổ tự quản <b>bản</b>."
    live.done("Bình", do.RecordOpinion("o1", code("Cường"), "i1", said, OpinionKind.RESERVED))
    live.done("An", do.ConcludeItem("i1", "Nhất trí đánh giá."))
    live.done("An", do.OpenItem("i2"))
    live.done("Bình", do.ProposeText("t1", "i2", TextKind.RESOLUTION, TITLE, text))
    live.done("Bình", do.RecordOpinion("o2", code("Dung"), "i2", SAID, OpinionKind.OPINION))
    live.done("An", do.OpenBallot("b1", "t1"))
    for name in ("Cường", "Minh", "Nga", "Phúc"):
        live.done(name, do.CastBallot("b1", code(name), Choice.FOR))
    live.done("An", do.CloseBallot("b1"))
    live.done("An", do.ConcludeItem("i2", "Thông qua nghị quyết."))
    due = date(2026, 6, 20)
    for number, content in enumerate(tasks, start=1):
        live.done("An", do.GiveTask(f"k{number}", code("Cường"), content, due))
    live.done("Bình", do.ReadMinutes())
    live.done("An", do.ApproveMinutes(""))
    live.done("An", do.CloseMeeting())
    return live


def drafted(live: Live, name: str = "resolution", *, by: str = "An") -> str:
    """Draft a paper of a meeting as it is offered, an hour after its end, and return its key."""
    return drafted_as_offered(live.cell, live.key, name, by=by, at=later(live))


def drafted_as_offered(
    of: Cell, meeting: str, name: str, *, at: datetime, by: str = "An"
) -> str:
    """Draft a paper of a meeting as it is offered and return its key."""
    kind = paper_kinds()[name]
    standing = state_of(meeting, kind.source)
    (offer, *_) = kind.offers(standing.state)
    key = queries.key_for(meeting, name, offer.subject)
    accepted(
        actions.draft(
            of.body,
            kind,
            meeting,
            paper=key,
            abstract=kind.abstract(standing, offer),
            subject=offer.subject,
            words=offer.words,
            actor=of.code(by),
            command_id=new_id(),
            at=at,
        )
    )
    return key


def issued(live: Live, name: str = "resolution") -> str:
    """Draft and issue a paper of a meeting, and return its key."""
    key = drafted(live, name)
    accepted(
        actions.issue(
            live.cell.body, key, 1, actor=live.cell.code("An"), command_id=new_id(),
            at=later(live),
        )
    )  # fmt: skip
    return key


def later(live: Live) -> datetime:
    """Return the moment an hour after what happened last."""
    return live.at + timedelta(hours=1)
