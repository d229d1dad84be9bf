"""A branch of a workers' union and its meeting: another organisation, with rules of its own."""

from datetime import datetime, timedelta

from chibo.core.procedure import commands as do
from chibo.core.procedure.terms import PlannedItem, TextKind
from chibo.core.values import Choice, Form, MeetingKind, Mode
from chibo.meetings.actions import begin, carry_out
from chibo.meetings.facts import expected
from chibo.meetings.rulebooks import rulebook_for
from tests.shell.factories import BodyFactory
from tests.shell.story import DAY, Cell, Live, _somebody, accepted, new_id

WORKERS = (
    "An",
    "Bình",
    "Cúc",
    "Đào",
    "Giang",
    "Hiền",
    "Khuê",
    "Liên",
    "Mai",
    "Ngọc",
    "Oanh",
    "Phượng",
)
"""Twelve with full rights: An is president, Bình her deputy; eight make the quorum of two thirds."""


def branch() -> Cell:
    """Make the branch, the union of the works above it, and another branch."""
    works = BodyFactory(
        kind="grassroots_organisation", name="Công đoàn cơ sở Nhà máy Sợi Phú Bài",
        rulebook="union-2026", official_name="CÔNG ĐOÀN CƠ SỞ NHÀ MÁY SỢI PHÚ BÀI", place="Huế",
    )  # fmt: skip
    body = BodyFactory(parent=works, name="Công đoàn bộ phận Phân xưởng Dệt", place="Huế")
    other = BodyFactory(parent=works, name="Công đoàn bộ phận Phân xưởng Nhuộm")
    made = Cell(works, body, other)
    offices = {"An": "secretary", "Bình": "deputy_secretary"}
    for name in WORKERS:
        particulars = {"office": offices[name]} if name in offices else {}
        made.people[name] = _somebody(body, name, **particulars)
    return made


def plan(of: Cell, starts_at: datetime = DAY) -> do.Plan:
    """Return the plan of a meeting in person."""
    return do.Plan(
        body=of.public_id, body_name=of.body.name, superior_name=of.commune.name,
        kind=MeetingKind.ORDINARY, form=Form.IN_PERSON, ground=None, starts_at=starts_at,
        expected_end_at=starts_at + timedelta(hours=2), place="Hội trường nhà máy", points=(),
        platform="",
        agenda=(
            PlannedItem("i1", "Góp ý dự thảo thỏa ước lao động tập thể", "ordinary"),
            PlannedItem("i2", "Chăm lo cho công nhân dịp hè", "ordinary"),
        ),
        chair=of.person("An"), minutes_taker=of.person("Bình"), approval=None,
    )  # fmt: skip


def convened(of: Cell, starts_at: datetime = DAY, *, at: datetime | None = None) -> Live:
    """Convene a meeting ten days before it; its notice is still to be posted."""
    key, at = new_id(), at or starts_at - timedelta(days=10)
    rules = rulebook_for(of.body)
    invited = expected(of.body, rules.day_of(starts_at), rules)
    begin(key, "meeting", of.public_id)
    command = do.ConveneMeeting(plan(of, starts_at), invited, ())
    accepted(carry_out(key, command, actor=of.code("An"), command_id=new_id(), at=at))
    return Live(of, key, at)


def opened(of: Cell, *, present: int) -> Live:
    """Return a meeting posted in time, with so many there and a draft under the first item."""
    live = convened(of)
    live.done("An", do.RecordNotice(live.at.date()))
    live.at = DAY
    live.done("An", do.OpenMeeting(()))
    for name in WORKERS[:present]:
        live.done("Bình", do.CheckIn(of.code(name), Mode.IN_PERSON))
    live.done("Bình", do.CloseRollCall())
    live.done("An", do.ApproveAgenda())
    live.done("An", do.OpenItem("i1"))
    live.done(
        "An",
        do.ProposeText(
            "t1", "i1", TextKind.RESOLUTION, "Nghị quyết về thỏa ước", "Điều 1. Nhất trí."
        ),
    )
    return live


def held(of: Cell) -> Live:
    """Return a meeting from the post to the two confirmations of its minutes."""
    live = opened(of, present=9)
    live.done("An", do.OpenBallot("b1", "t1"))
    for name in WORKERS[:9]:
        live.done("Bình", do.CastBallot("b1", of.code(name), Choice.FOR))
    live.done("An", do.CloseBallot("b1"))
    live.done("An", do.ConcludeItem("i1", "Nhất trí"))
    live.done("An", do.OpenItem("i2"))
    live.done("An", do.ConcludeItem("i2", ""))
    live.done("An", do.GiveTask("k1", of.code("Cúc"), "Gửi dự thảo cho giám đốc", DAY.date()))
    live.done("Bình", do.ReadMinutes())
    live.done("An", do.ApproveMinutes(""))
    live.done("An", do.CloseMeeting())
    return live
