"""What is read of a meeting, by whom, and what it costs."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from chibo.core.procedure import commands as do
from chibo.core.procedure.terms import Answer, TextKind
from chibo.core.values import Choice, Reason
from chibo.meetings import queries
from chibo.meetings.actions import carry_out
from chibo.meetings.models import Invitation, MeetingListing
from tests.shell.journal.hands import add, forget
from tests.shell.story import (
    DAY,
    Cell,
    Live,
    accepted,
    ask_and_approve,
    cell,
    convene,
    new_id,
    under_way,
)

pytestmark = pytest.mark.django_db

SEES_MEETING = {
    "An", "Bình", "Cường", "Dung", "Giang", "Hoa", "Khánh", "Minh", "Nga", "Phúc", "Quý",
    "Sơn", "Thu",
}  # fmt: skip
SEES_APPLICATION = {"An", "Bình", "Sơn", "Thu"}


@pytest.fixture
def of() -> Cell:
    return cell()


def who(of: Cell, permission: str, key: str) -> set[str]:
    return {name for name, each in of.people.items() if each.account.has_perm(permission, key)}


def test_lan_sees_neither_the_meeting_nor_its_application(of: Cell) -> None:
    application = ask_and_approve(of)
    key = convene(of, application)
    assert who(of, "meetings.view_meeting", key) == SEES_MEETING
    assert who(of, "meetings.view_application", application) == SEES_APPLICATION
    assert who(of, "meetings.view_meeting", "no-such") == set()
    assert who(of, "meetings.view_meeting", application) == set()
    assert who(of, "meetings.view_application", key) == set()


def test_lists_show_a_meeting_to_whom_it_concerns(of: Cell) -> None:
    key = convene(of, ask_and_approve(of))
    before = DAY - timedelta(days=1)
    for name, expected in (("Cường", [key]), ("Thu", [key]), ("Lan", []), ("Khánh", [])):
        code = of.code(name)
        assert [each.key for each in queries.meetings_for(code)] == expected
        assert [each.key for each in queries.next_meetings(code, before)] == expected
        assert [each.listing.key for each in queries.unanswered(code, before)] == expected
        assert [each.key for each in queries.meetings_seen(code, [])] == expected
    assert [each.key for each in queries.meetings_of(of.public_id)] == [key]
    assert list(queries.meetings_of(str(of.other.public_id))) == []
    assert [each.key for each in queries.coming(before)] == [key]
    assert list(queries.coming(DAY)) == []


def test_answers_are_listed_as_they_come(of: Cell) -> None:
    live = Live(of, convene(of, ask_and_approve(of)), at=DAY - timedelta(days=2))
    rows = set(Invitation.objects.values_list("pk", "person"))
    live.done("Cường", do.AnswerConvocation(of.code("Cường"), Answer.ONLINE, ""))
    live.done("Cường", do.AnswerConvocation(of.code("Cường"), Answer.ABSENT, "Ốm"))
    listings = MeetingListing.objects.all()
    (answer,) = queries.answers_of(of.code("Cường"), listings).values()
    assert answer == Answer.ABSENT
    assert set(queries.answers_of(of.code("An"), listings).values()) == {""}
    assert queries.answers_of(of.code("Lan"), listings) == {}
    assert set(Invitation.objects.values_list("pk", "person")) == rows


def test_what_stands_against_a_command_is_what_it_would_be_refused_for() -> None:
    live = under_way()
    _, standing = queries.meeting(live.key)
    lan, an = live.cell.code("Lan"), live.cell.code("An")
    assert queries.may(standing, do.EndFloor(), actor=an) == live.by("An", do.EndFloor())
    refused = queries.may(standing, do.AskFloor(lan), actor=lan)
    assert refused is not None
    assert refused.reason == Reason.AUTHORITY_MISSING
    assert queries.may(standing, do.AskFloor(an), actor=an) is None


def voting() -> Live:
    live = under_way()
    live.done("Bình", do.ProposeText("t1", "i1", TextKind.CONCLUSION, "Kết luận", "Nội dung"))
    live.done("An", do.OpenBallot("b1", "t1"))
    return live


def test_a_vote_costs_three_statements_in_one_transaction() -> None:
    live = voting()
    code = live.cell.code("Cường")
    command = do.CastBallot("b1", code, Choice.FOR)
    with CaptureQueriesContext(connection) as asked:
        accepted(carry_out(live.key, command, actor=code, command_id=new_id(), at=live.at))
    words = [query["sql"].replace('"', "").strip() for query in asked]
    # Where several processes may listen, one notice goes with each batch.
    notice = ["SELECT pg_notify('chibo_journals',"] if connection.vendor == "postgresql" else []
    # Inside the test's own transaction ours is a savepoint; alone it is BEGIN and COMMIT.
    assert [" ".join(each.split()[:2]) for each in words if "SAVEPOINT" not in each] == [
        "SELECT meetings_journal.id,",
        "INSERT INTO",
        "UPDATE meetings_journal",
        *notice,
    ]
    assert len(words) == 5 + len(notice)


def test_a_refused_vote_only_looks() -> None:
    live = voting()
    code = live.cell.code("Dung")
    command = do.CastBallot("b1", code, Choice.FOR)
    with CaptureQueriesContext(connection) as asked:
        carry_out(live.key, command, actor=code, command_id=new_id(), at=live.at)
    assert len(asked) == 3


@pytest.mark.parametrize("length", [1, 3])
def test_reading_a_state_costs_two_questions_however_long_it_is(key: str, length: int) -> None:
    for _ in range(length):
        add(key)
    forget(key)
    with CaptureQueriesContext(connection) as asked:
        queries.state_of(key, "tally")
    assert len(asked) == 2
    with CaptureQueriesContext(connection) as asked:
        assert len(queries.entries(key, after=1)) == length - 1
    assert len(asked) == 3
