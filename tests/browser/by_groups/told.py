"""What is told by commands, since it takes weeks or would only repeat what other pages have shown.

Run as a module with the server's environment: it opens the server's own database.
"""

import sys
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import uuid4

import django

django.setup()

from django.utils import timezone  # noqa: E402 -- after the setup

from chibo.core.procedure import application as ask  # noqa: E402 -- after the setup
from chibo.core.procedure import commands as meet  # noqa: E402 -- after the setup
from chibo.core.procedure.by_groups import (  # noqa: E402 -- after the setup
    AskedGroup,
    AskedGroups,
    Assignment,
)
from chibo.core.procedure.groups import commands as do  # noqa: E402 -- after the setup
from chibo.core.procedure.groups.terms import Account, Change  # noqa: E402 -- after the setup
from chibo.core.procedure.terms import (  # noqa: E402 -- after the setup
    ORDINARY,
    Gathering,
    OpinionKind,
    Person,
    PlannedItem,
    TextKind,
)
from chibo.core.values import (  # noqa: E402 -- after the setup
    Choice,
    Form,
    GatheringKind,
    MeetingKind,
    Mode,
    Refusal,
    RollEntry,
)
from chibo.groups import actions, queries  # noqa: E402 -- after the setup
from chibo.meetings import actions as door  # noqa: E402 -- after the setup
from chibo.meetings.followers import catch_up  # noqa: E402 -- after the setup
from chibo.meetings.writer import Receipt  # noqa: E402 -- after the setup
from chibo.registry.models import Body  # noqa: E402 -- after the setup
from chibo.registry.queries import names_of, roll_on  # noqa: E402 -- after the setup

SECRETARY, TAKER, SUPERIOR = "pb01", "pb02", "pb07"
COMMITTEE = ("pb01", "pb02", "pb03", "pb04", "pb05")
LEADERS = ("pb09", "pb10", "pb11", "pb12")
TAKERS = ("pb13", "pb14", "pb15", "pb16")
PLACE = "Nhà văn hóa bản Phiêng Ban"
TITLE = "Nghị quyết về việc tu sửa đường vào bản"
TEXT = "1. Mỗi hộ góp hai ngày công.\n2. Hoàn thành trước Tết Nguyên đán."
ORIENTATION = "Bàn kỹ mức góp công của mỗi hộ và thời hạn hoàn thành."
ITEMS = (
    PlannedItem("i1", "Đánh giá kết quả thực hiện nhiệm vụ tháng trước", ORDINARY),
    PlannedItem("i2", "Thảo luận dự thảo nghị quyết tu sửa đường", ORDINARY),
)
NONE = "Không có"


def group(number: int) -> str:
    """Return the name of a group."""
    return f"Tổ đảng số {number}"


def person(code: str) -> Person:
    """Return somebody as journals name them."""
    return Person(code, names_of([code])[code])


def officials(roll: tuple[RollEntry, ...], name: str) -> list[str]:
    """Return who of a group has a vote."""
    return [
        it.person
        for it in roll
        if it.group == name
        and it.person
        and it.standing == "official"
        and it.status == "active"
    ]


@dataclass
class Telling:
    """One journal, told command by command."""

    key: str
    at: datetime | None = None

    def does(self, actor: str, *commands: object) -> "Telling":
        """Carry out commands that have to be accepted."""
        for command in commands:
            done = door.carry_out(
                self.key, command, actor=actor, command_id=uuid4().hex, at=self.at
            )
            assert not isinstance(done, Refusal), (command, done)
        return self


def assignments() -> tuple[Assignment, ...]:
    """Return which committee member follows which group, and when it meets."""
    evening = tonight()
    return tuple(
        Assignment(group(number), person(COMMITTEE[number]), evening, PLACE)
        for number in range(1, 5)
    )


def tonight() -> datetime:
    """Return the hour at which everything is planned: the last of today."""
    return timezone.localtime().replace(hour=23, minute=58, second=0, microsecond=0)


def plan(body: Body, chair: str, taker: str, at: datetime) -> meet.Plan:
    """Return the plan of a meeting in person."""
    return meet.Plan(
        body=str(body.public_id), body_name=body.name, superior_name="Đảng bộ xã Mường Khoang",
        kind=MeetingKind.ORDINARY, form=Form.IN_PERSON, ground=None, starts_at=at,
        expected_end_at=at + timedelta(minutes=1), place=PLACE, points=(), platform="",
        agenda=ITEMS, chair=person(chair), minutes_taker=person(taker), approval=None,
    )  # fmt: skip


def asks(body: Body, at: datetime) -> str:
    """Ask for the meeting by groups three weeks ago, and have it approved; return its key."""
    application, evening = uuid4().hex, tonight()
    rows = roll_on(body, timezone.localdate())
    sizes = [len([it for it in rows if it.group == group(n)]) for n in range(1, 5)]
    asked = AskedGroups(
        tuple(
            AskedGroup(person(leader), size, len(officials(rows, given.group)), given)
            for leader, size, given in zip(LEADERS, sizes, assignments(), strict=True)
        ),
        ORIENTATION, TextKind.RESOLUTION, TITLE, TEXT,
    )  # fmt: skip
    request = ask.Request(
        body=str(body.public_id), body_name=body.name,
        superior_name="Đảng bộ xã Mường Khoang", kind=MeetingKind.ORDINARY,
        form=Form.BY_GROUPS, ground=None, reason="", starts_at=evening,
        expected_end_at=evening + timedelta(minutes=1), place="", points=(), platform="",
        agenda=ITEMS, is_content_declared=True, infrastructure=(), fallback="",
        chair=person(SECRETARY), minutes_taker=person(TAKER), technician="",
    )  # fmt: skip
    door.begin(application, "application", str(body.public_id))
    telling = Telling(application, at)
    telling.does(
        SECRETARY, ask.DraftApplication(request, groups=asked), ask.SubmitApplication()
    )
    telling.does(SUPERIOR, ask.ApproveApplication("31-CV/ĐU", ""))
    return application


def prepared() -> str:
    """Tell everything up to the plan, and the meetings of the last two groups; return the key."""
    body = Body.objects.get(name="Chi bộ bản Phiêng Ban")
    at = timezone.now() - timedelta(days=21)
    application = asks(body, at)
    # Begun at its own hour: what the page's button does, three weeks ago.
    started = actions.start(body, application, actor=SECRETARY, command_id=uuid4().hex)
    assert isinstance(started, Receipt), started
    key = actions.key_for(application)
    committee_meets(body, key)
    draft = do.ProposeVersion(TextKind.RESOLUTION, TITLE, TEXT, 0, Change.FIRST, None, "")
    settled = do.PlanProcedure(ITEMS, ORIENTATION, "i2", assignments())
    Telling(key).does(TAKER, draft, settled)
    for number in (3, 4):
        group_meets(body, key, number)
    return key


def committee_meets(body: Body, procedure: str, *, votes: int | None = None) -> None:
    """Hold a meeting of the committee; it may vote on the draft."""
    telling = Telling(uuid4().hex)
    door.begin(telling.key, "meeting", str(body.public_id))
    planned = plan(body, SECRETARY, TAKER, tonight())
    telling.does(SECRETARY, meet.ConveneCommitteeMeeting(planned, (), (), procedure))
    telling.does(SECRETARY, meet.OpenMeeting(()))
    telling.does(TAKER, *(meet.CheckIn(seat, Mode.IN_PERSON) for seat in COMMITTEE))
    telling.does(TAKER, meet.CloseRollCall())
    telling.does(SECRETARY, meet.ApproveAgenda(), meet.OpenItem("i2"))
    if votes is not None:
        said = queries.procedure(procedure)[0].texts.versions[-1].proposed
        telling.does(TAKER, meet.ProposeText("t1", "i2", said.kind, said.title, said.body))
        telling.does(SECRETARY, meet.OpenBallot("b1", "t1"))
        for place, seat in enumerate(COMMITTEE):
            choice = Choice.FOR if place < votes else Choice.AGAINST
            telling.does(TAKER, meet.CastBallot("b1", seat, choice))
        telling.does(SECRETARY, meet.CloseBallot("b1"))
    telling.does(SECRETARY, meet.ConcludeItem("i2", "Nhất trí"), meet.OpenItem("i1"))
    telling.does(SECRETARY, meet.ConcludeItem("i1", "Nhất trí"))
    telling.does(TAKER, meet.ReadMinutes())
    telling.does(SECRETARY, meet.ApproveMinutes(""), meet.CloseMeeting())
    catch_up()


def group_meets(body: Body, procedure: str, number: int) -> None:
    """Hold a group's meeting from its convocation to its report."""
    chair, taker, name = LEADERS[number - 1], TAKERS[number - 1], group(number)
    telling = Telling(uuid4().hex)
    door.begin(telling.key, "meeting", str(body.public_id))
    gathering = Gathering(GatheringKind.GROUP, name, procedure)
    planned = plan(body, chair, taker, tonight())
    telling.does(chair, meet.ConveneGroupMeeting(planned, gathering, None, None))
    telling.does(chair, meet.OpenMeeting(()))
    catch_up()
    voters = officials(roll_on(body, timezone.localdate()), name)
    telling.does(taker, *(meet.CheckIn(code, Mode.IN_PERSON) for code in voters))
    telling.does(taker, meet.CloseRollCall())
    telling.does(chair, meet.ApproveAgenda(), meet.OpenItem("i2"))
    said = f"{name} đề nghị nêu rõ thời hạn hoàn thành."
    telling.does(taker, meet.RecordOpinion("o1", voters[-1], "i2", said, OpinionKind.OPINION))
    telling.does(chair, meet.OpenBallot("b1", procedure))
    telling.does(taker, *(meet.CastBallot("b1", code, Choice.FOR) for code in voters))
    telling.does(chair, meet.CloseBallot("b1"), meet.ConcludeItem("i2", "Chuyển chi ủy"))
    nothing = (OpinionKind.DIFFERING, OpinionKind.RESERVED)
    telling.does(taker, *(meet.StateNone(kind) for kind in nothing))
    telling.does(chair, meet.OpenItem("i1"), meet.ConcludeItem("i1", "Nhất trí"))
    telling.does(taker, meet.ReadMinutes())
    telling.does(chair, meet.ApproveMinutes(""), meet.CloseMeeting())
    catch_up()
    account = Account(f"- {said}", NONE, NONE, NONE)
    Telling(procedure).does(chair, do.SendReport(name, 1, account, ""))


def main() -> None:
    """Tell what is asked for, and print the procedure's key."""
    match sys.argv[1:]:
        case ["prepared"]:
            sys.stdout.write(prepared())
        case ["decided", key]:
            body = Body.objects.get(name="Chi bộ bản Phiêng Ban")
            committee_meets(body, key, votes=4)
            sys.stdout.write(key)
        case _:
            sys.exit("prepared | decided KEY")


if __name__ == "__main__":
    main()
