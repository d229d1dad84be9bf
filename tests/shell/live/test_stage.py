"""What a room has folded and rendered bit by bit is what somebody who reads the journal anew is shown."""

import pytest

from chibo.core.procedure import commands as do
from chibo.core.procedure.terms import TextKind
from chibo.core.values import Choice, Mode
from chibo.live.queries import load
from chibo.live.stage import Stage
from chibo.meetings.queries import entries
from tests.shell import union
from tests.shell.story import Live, opened

pytestmark = pytest.mark.django_db(transaction=True)

READERS = ("An", "Bình", "Cường", "Dung", "Cúc")


def course(live: Live) -> list[tuple[str, object]]:
    """Return a meeting from the roll call to a vote that is over, as who does what."""
    code = live.cell.code
    comes = [
        ("Bình", do.CheckIn(code(name), Mode.IN_PERSON)) for name in ("An", "Bình", "Dung")
    ]
    comes += [(name, do.CheckIn(code(name), Mode.ONLINE)) for name in ("Cường", "Nga", "Phúc")]
    votes = [
        (name, do.CastBallot("b1", code(name), choice))
        for choice in (Choice.FOR, Choice.AGAINST)
        for name in ("An", "Cường", "Nga")
    ]
    return [
        *comes,
        ("An", do.CloseRollCall()),
        ("An", do.ApproveAgenda()),
        ("An", do.OpenItem("i1")),
        ("Cường", do.AskFloor(code("Cường"))),
        ("An", do.GiveFloor(code("Cường"))),
        ("Bình", do.ProposeText("t1", "i1", TextKind.RESOLUTION, "Nghị quyết", "Điều 1.")),
        ("An", do.OpenBallot("b1", "t1")),
        *votes,
        ("Phúc", do.LeaveMeeting(code("Phúc"), "Mất điện")),
        ("An", do.CloseBallot("b1")),
    ]


def pages(stage: Stage, live: Live) -> dict[tuple[str, str], str]:
    """Return every region as each reader sees it."""
    found = {}
    for name in READERS:
        if name not in live.cell.people:
            continue
        person = live.cell.code(name)
        audience, own = stage.audience_of(person), stage.mine_of(person)
        for region in stage.regions_for(audience):
            found[name, region] = stage.html(region, "vi", audience, own)
    return found


def followed(live: Live, acts: list[tuple[str, object]], *, together: int) -> None:
    """Follow a meeting so many commands at a time, and compare with what is read anew."""
    stage = fresh(live)
    for start in range(0, len(acts), together):
        for name, command in acts[start : start + together]:
            live.done(name, command)
            assert stage.take_in(entries(live.key, after=stage.seq))
            # Somebody looks between two happenings, and what they saw is not kept too long.
            pages(stage, live)
        anew = fresh(live)
        stage.gathered()
        assert stage.changed_figures() is not None
        assert stage.figures == anew.figures
        assert pages(stage, live) == pages(anew, live)


def fresh(live: Live) -> Stage:
    loaded = load(live.key)
    assert loaded is not None
    return Stage.of(live.key, loaded)


@pytest.mark.parametrize("together", [1, 5])
def test_bit_by_bit_is_the_same_as_anew(together):
    live = opened()
    followed(live, course(live), together=together)


def test_where_a_quorum_binds_it_is_noticed_when_it_is_there_and_when_it_is_lost():
    live = union.opened(union.branch(), present=7)
    code = live.cell.code
    stage = fresh(live)

    def happens(name: str, command: object) -> bool:
        live.done(name, command)
        stage.gathered()
        assert stage.take_in(entries(live.key, after=stage.seq))
        assert pages(stage, live) == pages(fresh(live), live)
        return {"now", "console"} <= stage.gathered().regions

    late = union.WORKERS[7]
    assert happens("Bình", do.CheckIn(code(late), Mode.IN_PERSON))
    assert not happens("An", do.AskFloor(code("An")))
    assert happens("Bình", do.LeaveMeeting(code(late), "Đi đón con"))
