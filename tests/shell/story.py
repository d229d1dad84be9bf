"""One cell and its first meeting, made by commands, for every test that needs them."""

import uuid
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from chibo.accounts.actions import open_account
from chibo.core.procedure import application as ask
from chibo.core.procedure import commands as do
from chibo.core.procedure.terms import Person, PlannedItem, Point
from chibo.core.values import Form, Ground, MeetingKind, Mode, Refusal
from chibo.meetings.actions import begin, carry_out
from chibo.meetings.facts import occasion
from chibo.meetings.rulebooks import rulebook_for
from chibo.meetings.writer import Receipt
from chibo.registry.models import Body, Member
from tests.shell.factories import BodyFactory, OfficeFactory, member_in

DAY = datetime.fromisoformat("2026-06-03T12:00:00+00:00")
"""The third of June 2026, seven in the evening in Vietnam."""


def new_id() -> str:
    """Return an id as a client makes them."""
    return uuid.uuid4().hex


def accepted(outcome: Receipt | Refusal) -> Receipt:
    """Return the receipt of a command that has to be accepted."""
    assert isinstance(outcome, Receipt), outcome
    return outcome


@dataclass
class Cell:
    """A cell of twelve: An (secretary, chair), Bình (minutes taker), Cường (away), and others.

    Dung is probationary, Giang attached, Hoa exempt, Khánh suspended; Sơn decides for the
    commune's committee and Thu watches over the cell for it; Lan belongs to another cell.
    """

    commune: Body
    body: Body
    other: Body
    people: dict[str, Member] = field(default_factory=dict)

    @property
    def public_id(self) -> str:
        """Return the cell's id in journals."""
        return str(self.body.public_id)

    def person(self, name: str) -> Person:
        """Return somebody as the journal names them."""
        return Person(self.people[name].code, self.people[name].full_name)

    def code(self, name: str) -> str:
        """Return somebody's code."""
        return self.people[name].code


def _somebody(body: Body, name: str, **particulars: str) -> Member:
    code = f"dv-{name.lower()}"
    account = open_account(
        code, name, f"{code}@example.org", "mat-khau-de-thu", must_change_password=False
    )
    return member_in(
        body, account=account, code=code, full_name=f"Lò Thị {name}", email=account.email,
        **particulars,
    )  # fmt: skip


def cell(rulebook: str = "training") -> Cell:
    """Make the cell, its commune and another cell."""
    commune = BodyFactory(
        kind="grassroots_organisation", name="Đảng bộ xã Mường Khoang", rulebook=rulebook,
        official_name="ĐẢNG BỘ XÃ MƯỜNG KHOANG", place="Mường Khoang",
    )  # fmt: skip
    body = BodyFactory(parent=commune, name="Chi bộ bản Nà Pát", place="Mường Khoang")
    other = BodyFactory(parent=commune, name="Chi bộ bản Huổi Lót")
    made = Cell(commune, body, other)
    here = {
        "An": {"office": "secretary"},
        "Bình": {"office": "deputy_secretary"},
        "Cường": {"inability": "B1"},
        "Dung": {"standing": "probationary"},
        "Giang": {"standing": "temporary"},
        "Hoa": {"status": "exempt"},
        "Khánh": {"status": "suspended"},
        "Minh": {"inability": "C3"},
        "Nga": {"inability": "B1"},
        "Phúc": {"inability": "B1"},
        "Quý": {"inability": "C3"},
    }
    for name, particulars in here.items():
        made.people[name] = _somebody(body, name, **particulars)
    made.people["Lan"] = _somebody(other, "Lan", office="secretary")
    for name, office, where in (
        ("Sơn", "secretary", commune), ("Thu", "committee_member", commune),
    ):  # fmt: skip
        made.people[name] = _somebody(other, name)
        OfficeFactory(member=made.people[name], body=where, office=office)
    OfficeFactory(member=made.people["Thu"], body=body, office="overseer")
    return made


def request(of: Cell, **changes: object) -> ask.Request:
    """Return a request that breaks no rule."""
    rulebook = rulebook_for(of.body)
    made = ask.Request(
        body=of.public_id,
        body_name=of.body.name,
        superior_name=of.commune.name,
        kind=MeetingKind.ORDINARY,
        form=Form.HYBRID,
        ground=Ground.SPECIAL_NATURE,
        reason="Đảng viên đi làm ăn xa",
        starts_at=DAY,
        expected_end_at=DAY + timedelta(minutes=120),
        place="Nhà văn hóa bản Nà Pát",
        points=(Point("Nhà văn hóa bản Nà Pát"), Point("Trạm kiểm lâm")),
        platform="Chibo",
        agenda=(
            PlannedItem("i1", "Đánh giá kết quả lãnh đạo tháng 5", "ordinary", "Lò Thị An"),
            PlannedItem("i2", "Nghị quyết lãnh đạo tháng 6", "ordinary", "Lò Thị An"),
        ),
        is_content_declared=True,
        infrastructure=tuple(item.key for item in rulebook.infrastructure),
        fallback="0912 000 111",
        chair=of.person("An"),
        minutes_taker=of.person("Bình"),
        technician="Lò Thị Minh",
    )
    return replace(made, **changes)  # type: ignore[arg-type]  # the fields' own types


def ask_and_approve(
    of: Cell, *, at: datetime = DAY - timedelta(days=10), wanted: ask.Request | None = None
) -> str:
    """Carry an application through to its approval and return its key."""
    key = new_id()
    begin(key, "application", of.public_id)
    wanted = wanted or request(of)
    for command, who in (
        (ask.DraftApplication(wanted), "An"),
        (ask.SubmitApplication(), "An"),
        (ask.ApproveApplication("12-CV/ĐU", ""), "Sơn"),
    ):
        accepted(carry_out(key, command, actor=of.code(who), command_id=new_id(), at=at))
    return key


def convene(of: Cell, application: str, *, at: datetime = DAY - timedelta(days=5)) -> str:
    """Convene the meeting of an approved application and return its key."""
    allowed = occasion(application)
    assert allowed is not None
    wanted = request(of)
    plan = do.Plan(
        body=wanted.body, body_name=wanted.body_name, superior_name=wanted.superior_name,
        kind=wanted.kind, form=wanted.form, ground=wanted.ground, starts_at=wanted.starts_at,
        expected_end_at=wanted.expected_end_at, place=wanted.place, points=wanted.points,
        platform=wanted.platform, agenda=wanted.agenda, chair=wanted.chair,
        minutes_taker=wanted.minutes_taker, approval=allowed.approval,
    )  # fmt: skip
    invited = tuple(
        of.person(name) for name in of.people if name not in {"Khánh", "Lan", "Sơn", "Thu"}
    )
    key = new_id()
    begin(key, "meeting", of.public_id)
    command = do.ConveneMeeting(plan, invited, (of.person("Thu"),))
    accepted(carry_out(key, command, actor=of.code("An"), command_id=new_id(), at=at))
    return key


@dataclass
class Live:
    """A meeting under way, to which a test says who does what."""

    cell: Cell
    key: str
    at: datetime = DAY

    def by(self, name: str, command: object) -> Receipt | Refusal:
        """Carry out a command a second after the one before."""
        self.at += timedelta(seconds=1)
        return carry_out(
            self.key, command, actor=self.cell.code(name), command_id=new_id(), at=self.at
        )

    def done(self, name: str, command: object) -> Receipt:
        """Carry out a command that has to be accepted."""
        return accepted(self.by(name, command))


def opened(of: Cell | None = None) -> Live:
    """Return a meeting that has just been opened."""
    of = of or cell()
    live = Live(of, convene(of, ask_and_approve(of)))
    keys = tuple(item.key for item in rulebook_for(of.body).infrastructure)
    live.done("An", do.OpenMeeting(keys))
    return live


def under_way(of: Cell | None = None) -> Live:
    """Return a meeting with the roll called, the agenda approved and the first item open."""
    live = opened(of)
    for name in ("An", "Bình", "Dung", "Giang"):
        live.done("Bình", do.CheckIn(live.cell.code(name), Mode.IN_PERSON))
    for name in ("Cường", "Minh", "Nga", "Phúc"):
        live.done(name, do.CheckIn(live.cell.code(name), Mode.ONLINE))
    live.done("An", do.CloseRollCall())
    live.done("An", do.ApproveAgenda())
    live.done("An", do.OpenItem("i1"))
    return live
