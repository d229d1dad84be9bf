"""What papers say after a meeting: what was adopted, what was concluded, who attended (AT-01, VT-07)."""

from chibo.core.procedure import events as ev
from chibo.core.procedure.terms import Answer, OpinionKind, TextKind
from chibo.core.projections.attendance_list import Attended, Came, attendance_list
from chibo.core.projections.decisions import Concluded, adopted, conclusions
from chibo.core.values import Mode, Standing, Status
from tests.core.journals import CONVENED, NOW, PRESENT, VOTING, cast, given
from tests.core.people import AN, BINH, CUONG, NAMES, THU

SAID = ev.OpinionRecorded(
    "o-1",
    CUONG,
    "item-1",
    "Nhất trí",
    OpinionKind.OPINION,
    to_superior=False,
    recorded_by=CUONG,
)
CLOSED = ev.BallotClosed(
    "b-1",
    base=9,
    votes_for=6,
    against=0,
    other=0,
    percent="66.7",
    is_adopted=True,
    citation="x",
)
ADOPTED = (*VOTING, SAID, cast(AN), CLOSED)


def test_an_adopted_text_is_told_with_its_vote_and_the_opinions_on_its_item() -> None:
    (found,) = adopted(given(*ADOPTED).meeting)

    assert (found.key, found.kind, found.title, found.text) == (
        "t-1", TextKind.RESOLUTION, "Nghị quyết tháng 6", "Điều 1 …",
    )  # fmt: skip
    assert (found.vote.votes_for, found.vote.base) == (6, 9)
    assert [(each.speaker, each.text) for each in found.opinions] == [
        (NAMES[CUONG], "Nhất trí")
    ]


def test_what_was_not_adopted_or_was_deferred_is_not_told() -> None:
    lost = ev.BallotClosed(
        "b-1", base=9, votes_for=1, against=0, other=0, percent="11.1", is_adopted=False,
        citation="x",
    )  # fmt: skip

    assert adopted(given(*VOTING).meeting) == ()
    assert adopted(given(*VOTING, lost).meeting) == ()
    # CT-15: nothing of what was deferred leaves the meeting.
    assert adopted(given(*ADOPTED, ev.ItemDeferred("item-1", "X07")).meeting) == ()


def test_conclusions_are_told_item_by_item_without_empty_and_deferred_ones() -> None:
    concluded = given(*ADOPTED, ev.ItemConcluded("item-1", "Thông qua"))
    title = concluded.meeting.agenda.items["item-1"].plan.title

    assert conclusions(concluded.meeting) == (Concluded(title, "Thông qua"),)
    assert conclusions(given(*VOTING).meeting) == ()


def test_everybody_on_the_roll_stands_on_the_list_once() -> None:
    happened = (
        *CONVENED,
        ev.ConvocationAnswered(THU, Answer.ABSENT, "Đi công tác"),
        *PRESENT[len(CONVENED) :],
        ev.PersonLeft(BINH, ""),
    )
    rows = {each.name: each for each in attendance_list(given(*happened).meeting)}

    assert rows[NAMES[AN]] == Attended(
        NAMES[AN], Standing.OFFICIAL, Status.ACTIVE, Came.IN_PERSON, arrived_at=NOW
    )
    assert rows[NAMES[BINH]].left_at == NOW
    assert rows[NAMES[CUONG]].came is Came.ONLINE
    away = {name: each.came for name, each in rows.items() if each.arrived_at is None}
    assert set(away.values()) <= {Came.EXCUSED, Came.UNEXCUSED, Came.AWAY}
    assert {each.came for each in rows.values()} >= {Came.IN_PERSON, Came.ONLINE, Came.AWAY}
    assert Mode.ONLINE.value == Came.ONLINE.value
