"""A cell of sixty-four in four Party groups, with a committee of five, made for every test that needs it."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from chibo.accounts.actions import open_account
from chibo.core.procedure import commands as do
from chibo.core.procedure.frame import GroupOrder
from chibo.core.procedure.gatherings import text_ref
from chibo.core.procedure.terms import Gathering, Person, PlannedItem, TextKind, TextRef
from chibo.core.values import Form, GatheringKind, MeetingKind, Mode, Refusal
from chibo.meetings.actions import begin, carry_out
from chibo.meetings.writer import Receipt
from chibo.registry.models import Body, Group, Member
from tests.shell.factories import (
    LONG_AGO,
    BodyFactory,
    GroupFactory,
    GroupPlaceFactory,
    OfficeFactory,
    member_in,
)
from tests.shell.story import accepted, new_id

DAY = datetime.fromisoformat("2026-03-10T13:00:00+00:00")
"""The tenth of March 2026, eight in the evening in Vietnam (worked number 10)."""
PROCEDURE = "procedure-of-tests"
ITEMS = (
    PlannedItem("i1", "Đánh giá kết quả tháng 2", "ordinary"),
    PlannedItem("i2", "Dự thảo nghị quyết tháng 3", "ordinary"),
)
SIZES = (18, 17, 15, 14)
"""Sixty-four; in each group the first is the leader, the second the deputy, the last on probation."""


def draft(version: int = 1) -> TextRef:
    """Return a version of the cell's draft."""
    return text_ref(
        "nq-3", version, kind=TextKind.RESOLUTION, title="Nghị quyết tháng 3",
        body=f"1. Nội dung của bản {version}.", item="i2",
    )  # fmt: skip


ORDERS: dict[str, GroupOrder] = {}
"""What the procedure of the tests asks of each group now."""


def orders(procedure: str, group: str) -> GroupOrder | None:
    """Return what the procedure of the tests asks; the settings of a test name this."""
    return ORDERS.get(group) if procedure == PROCEDURE else None


@dataclass
class GroupsCell:
    """The cell, its groups in order, and who belongs to them."""

    body: Body
    other: Body
    groups: list[Group] = field(default_factory=list)
    members: dict[str, list[Member]] = field(default_factory=dict)
    stranger: Member | None = None

    @property
    def public_id(self) -> str:
        """Return the cell's id in journals."""
        return str(self.body.public_id)

    def member(self, group: int, place: int) -> Member:
        """Return a member of a group; both count from one."""
        return self.members[self.groups[group - 1].name][place - 1]

    def code(self, group: int, place: int) -> str:
        """Return a member's code."""
        return self.member(group, place).code

    def person(self, group: int, place: int) -> Person:
        """Return a member as the journal names them."""
        found = self.member(group, place)
        return Person(found.code, found.full_name)

    def name(self, group: int) -> str:
        """Return the name of a group."""
        return self.groups[group - 1].name


def groups_cell(*, accounts: tuple[str, ...] = ()) -> GroupsCell:
    """Make the cell; the secretary is in the first group, a committee member in each."""
    commune = BodyFactory(
        kind="grassroots_organisation", name="Đảng bộ xã Mường Khoang", rulebook="training",
        official_name="ĐẢNG BỘ XÃ MƯỜNG KHOANG", place="Mường Khoang",
    )  # fmt: skip
    body = BodyFactory(parent=commune, name="Chi bộ bản Phiêng Ban", place="Mường Khoang")
    made = GroupsCell(body, BodyFactory(parent=commune, name="Chi bộ bản Huổi Lót"))
    for number, size in enumerate(SIZES, 1):
        group = GroupFactory(body=body, name=f"Tổ đảng số {number}")
        made.groups.append(group)
        made.members[group.name] = [
            _member(made, number, place, size, accounts) for place in range(1, size + 1)
        ]
        for place, office in ((1, "group_leader"), (2, "deputy_group_leader")):
            member = made.member(number, place)
            OfficeFactory(member=member, body=body, group=group, office=office)
    for number, office in ((1, "secretary"), (2, "committee_member"), (3, "committee_member")):
        OfficeFactory(member=made.member(number, 3), body=body, office=office)
    OfficeFactory(member=made.member(1, 4), body=body, office="deputy_secretary")
    made.stranger = member_in(made.other, code="stranger", full_name="Lan", office="secretary")
    return made


def _member(
    made: GroupsCell, number: int, place: int, size: int, accounts: tuple[str, ...]
) -> Member:
    code = f"g{number}-{place:02}"
    account = (
        open_account(
            code, code, f"{code}@example.org", "mat-khau-de-thu", must_change_password=False
        )
        if code in accounts
        else None
    )
    standing = "probationary" if place == size else "official"
    member = member_in(
        made.body, account=account, code=code, full_name=f"Lò Văn {number}{place:02}",
        email=f"{code}@example.org", standing=standing,
    )  # fmt: skip
    GroupPlaceFactory(member=member, group=made.groups[number - 1], from_on=LONG_AGO)
    return member


def plan(
    of: GroupsCell, group: int, *, starts_at: datetime = DAY, **changes: object
) -> do.Plan:
    """Return a plan of a group's meeting in person, led by its leader."""
    told: dict[str, object] = {
        "body": of.public_id,
        "body_name": of.body.name,
        "superior_name": "Đảng bộ xã Mường Khoang",
        "kind": MeetingKind.ORDINARY,
        "form": Form.IN_PERSON,
        "ground": None,
        "starts_at": starts_at,
        "expected_end_at": starts_at + timedelta(hours=2),
        "place": "Nhà văn hóa bản",
        "points": (),
        "platform": "",
        "agenda": ITEMS,
        "chair": of.person(group, 1),
        "minutes_taker": of.person(group, 5),
        "approval": None,
    }
    return do.Plan(**(told | changes))  # type: ignore[arg-type]  # the fields' own types


@dataclass
class Told:
    """One meeting being told, command by command, at its own hour."""

    key: str
    at: datetime

    def carry_out(self, command: object, actor: str) -> Receipt | Refusal:
        """Carry out a command a little later than the one before."""
        self.at += timedelta(seconds=20)
        return carry_out(self.key, command, actor=actor, command_id=new_id(), at=self.at)

    def all(self, actor: str, *commands: object) -> None:
        """Carry out commands that have to be accepted."""
        for command in commands:
            accepted(self.carry_out(command, actor))


def convened(
    of: GroupsCell, group: int, *, procedure: str = PROCEDURE, starts_at: datetime = DAY,
    text: TextRef | None = None,
) -> Told:  # fmt: skip
    """Convene a group's meeting by its leader and return it at its hour."""
    told = Told(new_id(), starts_at - timedelta(days=4))
    begin(told.key, "meeting", of.public_id)
    gathering = Gathering(GatheringKind.GROUP, of.name(group), procedure)
    command = do.ConveneGroupMeeting(
        plan(of, group, starts_at=starts_at), gathering, None, text
    )
    told.all(of.code(group, 1), command)
    told.at = starts_at
    return told


def opened(of: GroupsCell, group: int, told: Told, *, present: int) -> Told:
    """Open a group's meeting with its first members in the room, and come to the draft."""
    chair, taker = of.code(group, 1), of.code(group, 5)
    told.all(chair, do.OpenMeeting(()))
    told.all(
        taker, *(do.CheckIn(of.code(group, n), Mode.IN_PERSON) for n in range(1, present + 1))
    )
    told.all(taker, do.CloseRollCall())
    told.all(chair, do.ApproveAgenda(), do.OpenItem("i2"))
    return told


def moved(of: GroupsCell, group: int, place: int, *, to: int, from_on: date) -> None:
    """Move a member to another group on a day."""
    member = of.member(group, place)
    period = member.group_places.get(until_on=None)
    period.until_on = from_on - timedelta(days=1)
    period.save()
    GroupPlaceFactory(member=member, group=of.groups[to - 1], from_on=from_on)
