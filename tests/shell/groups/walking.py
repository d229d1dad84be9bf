"""The whole way of a cell of sixty-four in four groups, step by step, at the hours a test says."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import count

from chibo.core.procedure import application as ask
from chibo.core.procedure import commands as meet
from chibo.core.procedure.by_groups import AskedGroup, AskedGroups, Assignment
from chibo.core.procedure.groups import commands as do
from chibo.core.procedure.groups.procedure import Procedure
from chibo.core.procedure.groups.terms import Account, Change
from chibo.core.procedure.terms import OpinionKind, TextKind
from chibo.core.values import Choice, Form, Mode, Refusal
from chibo.groups import actions, queries
from chibo.meetings.actions import begin, carry_out
from chibo.meetings.followers import catch_up
from chibo.meetings.writer import Receipt
from tests.shell.factories import OfficeFactory, member_in
from tests.shell.groups_cell import DAY, ITEMS, GroupsCell, Told, convened, plan
from tests.shell.story import accepted, new_id

SECRETARY, MEMBER, LEADER, DEPUTY, TAKER = (1, 3), (2, 3), 1, 2, 5
NONE = "Không có"
ACCOUNT = Account("Nhất trí với dự thảo", NONE, NONE, NONE)
EARLY = DAY - timedelta(days=20)
TEXT = "1. Thu đủ ngân sách.\n2. Tu sửa đường vào bản."
_numbers = count(1)


@dataclass
class Walk:
    """One procedure and the cell it belongs to."""

    of: GroupsCell
    key: str = ""
    application: str = ""
    superior: str = ""

    def code(self, whom: tuple[int, int]) -> str:
        """Return a member's code."""
        return self.of.code(*whom)

    @property
    def state(self) -> Procedure:
        """Return the procedure as its journal has it."""
        return queries.procedure(self.key)[0]

    def by(
        self, whom: tuple[int, int] | str, command: do.GroupsCommand, *, at: datetime = EARLY
    ) -> Receipt | Refusal:
        """Carry a command out."""
        actor = whom if isinstance(whom, str) else self.code(whom)
        return carry_out(self.key, command, actor=actor, command_id=new_id(), at=at)

    def done(
        self, whom: tuple[int, int] | str, command: do.GroupsCommand, *, at: datetime = EARLY
    ) -> "Walk":
        """Carry out a command that has to be accepted."""
        accepted(self.by(whom, command, at=at))
        return self


def asked(of: GroupsCell) -> tuple[ask.Request, AskedGroups]:
    """Return what the cell asks for."""
    groups = tuple(
        AskedGroup(
            of.person(n, LEADER),
            len(of.members[of.name(n)]),
            len(of.members[of.name(n)]) - 1,
            Assignment(of.name(n), of.person(*MEMBER), DAY + timedelta(days=n), "Nhà văn hóa"),
        )
        for n in range(1, 5)
    )
    wanted = AskedGroups(
        groups, "Tập trung vào thu ngân sách", TextKind.RESOLUTION, "Nghị quyết tháng 3", TEXT
    )
    first = plan(of, 1, starts_at=DAY + timedelta(days=1))
    request = ask.Request(
        body=first.body, body_name=first.body_name, superior_name=first.superior_name,
        kind=first.kind, form=Form.BY_GROUPS, ground=None, reason="", starts_at=first.starts_at,
        expected_end_at=first.starts_at + timedelta(days=3), place="", points=(), platform="",
        agenda=ITEMS, is_content_declared=True, infrastructure=(), fallback="",
        chair=of.person(*SECRETARY), minutes_taker=of.person(*MEMBER), technician="",
    )  # fmt: skip
    return request, wanted


def approved(of: GroupsCell) -> Walk:
    """Ask for the meeting by groups and have it approved by the commune's committee."""
    commune = of.body.parent
    superior = member_in(of.other, code=f"above-{next(_numbers)}", full_name="Sơn")
    OfficeFactory(member=superior, body=commune, office="secretary")
    walk = Walk(of, application=new_id(), superior=superior.code)
    begin(walk.application, "application", of.public_id)
    request, groups = asked(of)
    for command, actor in (
        (ask.DraftApplication(request, groups=groups), walk.code(SECRETARY)),
        (ask.SubmitApplication(), walk.code(SECRETARY)),
        (ask.ApproveApplication("15-CV/ĐU", ""), superior.code),
    ):
        sent = carry_out(walk.application, command, actor=actor, command_id=new_id(), at=EARLY)
        accepted(sent)
    walk.key = actions.key_for(walk.application)
    return walk


def started(of: GroupsCell) -> Walk:
    """Start the procedure."""
    walk = approved(of)
    outcome = actions.start(
        of.body, walk.application, actor=walk.code(SECRETARY), command_id=new_id()
    )
    assert isinstance(outcome, Receipt), outcome
    return walk


def committee_meets(walk: Walk, at: datetime, *, votes: int | None = None) -> str:
    """Hold a meeting of the committee in Chibo; it may vote on the draft."""
    of = walk.of
    told = Told(new_id(), at - timedelta(days=3))
    begin(told.key, "meeting", of.public_id)
    planned = plan(
        of, 1, starts_at=at, chair=of.person(*SECRETARY), minutes_taker=of.person(*MEMBER)
    )
    secretary, taker = walk.code(SECRETARY), walk.code(MEMBER)
    told.all(secretary, meet.ConveneCommitteeMeeting(planned, (), (), walk.key))
    told.at = at
    told.all(secretary, meet.OpenMeeting(()))
    seats = [walk.code(SECRETARY), of.code(1, 4), walk.code(MEMBER), of.code(3, 3)]
    told.all(taker, *(meet.CheckIn(seat, Mode.IN_PERSON) for seat in seats))
    told.all(taker, meet.CloseRollCall())
    told.all(secretary, meet.ApproveAgenda(), meet.OpenItem("i2"))
    if votes is not None:
        said = walk.state.texts.versions[-1].proposed
        told.all(taker, meet.ProposeText("t1", "i2", said.kind, said.title, said.body))
        told.all(secretary, meet.OpenBallot("b1", "t1"))
        for place, seat in enumerate(seats):
            choice = Choice.FOR if place < votes else Choice.AGAINST
            told.all(taker, meet.CastBallot("b1", seat, choice))
        told.all(secretary, meet.CloseBallot("b1"))
    told.all(secretary, meet.ConcludeItem("i2", "Nhất trí"), meet.OpenItem("i1"))
    told.all(secretary, meet.ConcludeItem("i1", "Nhất trí"))
    told.all(taker, meet.ReadMinutes())
    told.all(secretary, meet.ApproveMinutes(""), meet.CloseMeeting())
    catch_up()
    return told.key


def planned(of: GroupsCell) -> Walk:
    """Let the committee meet, write the draft and settle the plan."""
    walk = started(of)
    committee_meets(walk, EARLY + timedelta(days=1))
    at = EARLY + timedelta(days=2)
    draft = do.ProposeVersion(
        TextKind.RESOLUTION, "Nghị quyết tháng 3", TEXT, 0, Change.FIRST, None, ""
    )
    _, groups = asked(of)
    settled = do.PlanProcedure(
        ITEMS, "Tập trung vào thu ngân sách", "i2",
        tuple(each.assignment for each in groups.groups),
    )  # fmt: skip
    return walk.done(SECRETARY, draft, at=at).done(SECRETARY, settled, at=at)


def group_meets(
    walk: Walk,
    number: int,
    votes_for: int,
    *,
    at: datetime | None = None,
    opinions: tuple[tuple[str, OpinionKind], ...] = (),
) -> str:
    """Hold a group's meeting from its convocation to its end; return its journal."""
    of = walk.of
    starts_at = at or DAY + timedelta(days=number)
    told = convened(of, number, procedure=walk.key, starts_at=starts_at)
    chair, taker = of.code(number, LEADER), of.code(number, TAKER)
    size = len(of.members[of.name(number)])
    told.all(chair, meet.OpenMeeting(()))
    catch_up()
    there = range(1, size + 1)
    told.all(taker, *(meet.CheckIn(of.code(number, n), Mode.IN_PERSON) for n in there))
    told.all(taker, meet.CloseRollCall())
    told.all(chair, meet.ApproveAgenda(), meet.OpenItem("i2"))
    for place, (text, kind) in enumerate(opinions, 1):
        who = of.code(number, 5 + place)
        said = meet.RecordOpinion(f"o{place}", who, "i2", text, kind)
        told.all(taker if kind is not OpinionKind.RESERVED else who, said)
    told.all(chair, meet.OpenBallot("b1", walk.key))
    for n in range(1, size):
        choice = Choice.FOR if n <= votes_for else Choice.AGAINST
        told.all(taker, meet.CastBallot("b1", of.code(number, n), choice))
    told.all(chair, meet.CloseBallot("b1"), meet.ConcludeItem("i2", "Chuyển chi ủy"))
    given = {kind for _, kind in opinions}
    told.all(taker, *(meet.StateNone(kind) for kind in OpinionKind if kind not in given))
    told.all(chair, meet.OpenItem("i1"), meet.ConcludeItem("i1", "Nhất trí"))
    told.all(taker, meet.ReadMinutes())
    told.all(chair, meet.ApproveMinutes(""), meet.CloseMeeting())
    catch_up()
    return told.key


def report(walk: Walk, number: int, *, at: datetime) -> Receipt | Refusal:
    """Send a group's report."""
    version = walk.state.texts.number
    sent = do.SendReport(walk.of.name(number), version, ACCOUNT, "")
    return walk.by((number, LEADER), sent, at=at)
