"""The wall of the meeting room: who may connect it, what it is told, and that nobody acts there."""

import pytest
from websockets.exceptions import ConnectionClosed

from chibo.core.procedure import commands as do
from chibo.core.procedure.terms import TextKind
from chibo.core.values import Choice
from chibo.groups.tracked import Piece
from chibo.live.wall import AROUND, MOST_WORDS, _shown
from chibo.meetings.queries import entries
from chibo.web.database import in_database

pytestmark = pytest.mark.django_db(transaction=True)

WALL = "wall/socket"


async def in_thread(work, *given):
    return await in_database(work)(*given)


@pytest.mark.parametrize(
    ("name", "comes_in"),
    [("An", True), ("Bình", True), ("Cường", False), ("Sơn", False), ("Lan", False)],
)
def test_who_keeps_the_meeting_or_its_record_connects_the_wall(at, name, comes_in):
    async def story(come):
        async with come(name, path=WALL) as wall:
            if comes_in:
                assert (await wall.hello())["type"] == "state"
                return
            with pytest.raises(ConnectionClosed) as closed:
                await wall.hello()
            assert closed.value.rcvd.code == 4403

    at(story)


def test_the_wall_is_told_its_region_alone_and_no_count_before_the_end_of_a_vote(live, at):
    def by(name, command):
        return in_thread(live.done, name, command)

    async def story(come):
        async with come("An", path=WALL) as wall:
            state = await wall.hello()
            assert {name for name, html in state["regions"].items() if html} == {"wall"}
            assert "cast" not in state["figures"]
            text = do.ProposeText("t1", "i1", TextKind.RESOLUTION, "Nghị quyết", "Điều 1.")
            await by("Bình", text)
            await by("An", do.OpenBallot("b1", "t1"))
            await wall.until(lambda it: "Điều 1." in it.get("regions", {}).get("wall", ""))
            for name in ("An", "Bình", "Cường"):
                await by(name, do.CastBallot("b1", live.cell.code(name), Choice.FOR))
            await by("An", do.GiveFloor(live.cell.code("Cường")))
            news = await wall.until(lambda it: "wall-speaker" in str(it.get("regions")))
            shown = [str(it) for it in (*wall.heard, news) if it["type"] == "news"]
            assert not any("wall-votes" in it or "'cast'" in it for it in shown)
            await by("An", do.CloseBallot("b1"))
            closed = await wall.until(lambda it: "wall-votes" in str(it.get("regions")))
            assert "<dd>3</dd>" in "".join(closed["regions"]["wall"].split())

    at(story)


@pytest.mark.parametrize(
    "said",
    [
        {"type": "act", "id": "one", "act": "end_floor", "fields": {}},
        {"type": "roll"},
        {"type": "media", "do": "join"},
    ],
)
def test_nobody_acts_at_the_wall(live, at, said):
    before = len(entries(live.key))

    async def story(come):
        async with come("An", path=WALL) as wall:
            await wall.hello()
            await wall.say(**said)
            with pytest.raises(ConnectionClosed) as closed:
                await wall.until(lambda _: False)
            assert closed.value.rcvd.code == 1003

    at(story)
    assert len(entries(live.key)) == before


def test_the_wall_of_who_no_longer_keeps_the_record_is_taken_away(live, at):
    def kept_by(name):
        return in_thread(live.done, "An", do.AppointMinutesTaker(live.cell.person(name)))

    async def story(come):
        await kept_by("Cường")
        async with come("Cường", path=WALL) as lost, come("An", path=WALL) as kept:
            for wall in (lost, kept):
                await wall.hello()
            await kept_by("Bình")
            with pytest.raises(ConnectionClosed) as closed:
                await lost.until(lambda _: False)
            assert closed.value.rcvd.code == 4403
            await in_thread(live.done, "An", do.GiveFloor(live.cell.code("Cường")))
            await kept.until(lambda it: "wall-speaker" in str(it.get("regions")))

    at(story)


def test_the_wall_is_nobodys_line(at):
    async def story(come):
        from chibo.live import rooms  # noqa: PLC0415 -- after set-up

        async with come("An", path=WALL) as wall:
            await wall.hello()
            (room,) = list(rooms._in_use[-1])
            assert (len(room.connections), room.by_person) == (1, {})

    at(story)


def test_a_short_text_is_shown_whole_with_its_changes():
    assert _shown("Nộp trước ngày 5.", "Nộp trước ngày 10.") == (
        (Piece("Nộp trước ngày ", "same"), Piece("5.", "del"), Piece("10.", "ins")),
        True,
    )


def test_of_a_long_text_the_wall_shows_the_changes_and_the_words_around_them():
    words = [f"từ{number}" for number in range(400)]
    before, after = " ".join(words), " ".join([*words[:200], "mới", *words[200:]])

    pieces, is_whole = _shown(before, after)

    text = "".join(piece.text for piece in pieces)
    assert not is_whole
    assert [piece.text.strip() for piece in pieces if piece.kind == "ins"] == ["mới"]
    assert "từ199" in text
    assert "từ200" in text
    assert len(text.split()) <= 2 * AROUND + 4


def test_of_a_long_new_text_the_wall_shows_the_beginning():
    text = " ".join(f"từ{number}" for number in range(400))

    pieces, is_whole = _shown(text, text)

    assert (len(pieces), is_whole) == (1, False)
    assert len(pieces[0].text.split()) == MOST_WORDS + 1


def test_a_text_changed_from_end_to_end_is_cut_off():
    before = " ".join(f"cũ{number}" for number in range(90))
    after = " ".join(f"mới{number}" for number in range(90))

    pieces, is_whole = _shown(before, after)

    assert not is_whole
    assert sum(len(piece.text.split()) for piece in pieces) <= MOST_WORDS + 1
