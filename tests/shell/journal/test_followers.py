"""Followers go on where they were, whatever happens to them or to one journal."""

import asyncio
import uuid
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from chibo.core.journal.chain import START, Entry, sealed
from chibo.meetings import followers
from chibo.meetings.actions import begin
from chibo.meetings.followers import Follower, catch_up, hurries, running, tick
from chibo.meetings.models import Cursor
from chibo.meetings.news import News
from tests.shell.journal.hands import add, change, until_true

NOW = datetime(2026, 6, 3, 12, 0, tzinfo=UTC)
heard: list[tuple[str, int]] = []
ticked: list[datetime] = []
trouble: dict[str, int] = {}
"""By journal: at which entry the follower stumbles."""


def act(key: str, entries: Sequence[tuple[object, object]]) -> None:
    for entry, _event in entries:
        if trouble.get(key) == entry.seq:
            raise OSError("the mail server is away")
        heard.append((key, entry.seq))


LISTENING = Follower("listening", frozenset({"tally"}), act)
ALSO = Follower("listening too", frozenset({"tally"}), act)
DEAF = Follower("deaf", frozenset({"meeting"}), act)


def clock(now: datetime) -> None:
    ticked.append(now)


def broken_clock(now: datetime) -> None:
    raise OSError("stopped")


@pytest.fixture(autouse=True)
def _following(settings) -> Iterator[None]:
    here = "tests.shell.journal.test_followers"
    settings.CHIBO_FOLLOWERS = [f"{here}.DEAF", f"{here}.LISTENING"]
    settings.CHIBO_CLOCKS = [f"{here}.broken_clock", f"{here}.clock"]
    restart()
    for each in (heard, ticked, trouble):
        each.clear()
    yield
    restart()


def restart() -> None:
    """Let the process know nothing, as after a restart."""
    followers.followers.cache_clear()
    followers._resting.clear()


def places() -> dict[tuple[str, str], int]:
    return {(each.follower, each.journal.key): each.seq for each in Cursor.objects.all()}


@pytest.fixture
def other(db: None) -> str:
    made = uuid.uuid4().hex
    begin(made, "tally", "")
    return made


def test_every_entry_is_heard_once_in_order(key: str, other: str) -> None:
    add(key, 1)
    add(key, 2)
    add(other, 1)
    catch_up()
    catch_up()
    add(key, 3)
    restart()
    catch_up()
    assert heard == [(key, 1), (key, 2), (other, 1), (key, 3)]
    assert places() == {("listening", key): 3, ("listening", other): 1}


def test_followers_at_the_same_place_read_it_once(key: str, settings) -> None:
    settings.CHIBO_FOLLOWERS = [*settings.CHIBO_FOLLOWERS, f"{__name__}.ALSO"]
    restart()
    add(key, 1)
    add(key, 2)
    with CaptureQueriesContext(connection) as asked:
        catch_up()
    read = [each["sql"] for each in asked if 'FROM "meetings_journalentry"' in each["sql"]]
    assert len(read) == 1
    assert heard == [(key, 1), (key, 2)] * 2
    assert places() == {("listening", key): 2, ("listening too", key): 2}


def test_a_round_does_not_hold_every_journal_there_is(
    key: str, other: str, settings, monkeypatch
) -> None:
    settings.CHIBO_FOLLOWERS = [*settings.CHIBO_FOLLOWERS, f"{__name__}.ALSO"]
    monkeypatch.setattr(followers, "MOST_HELD", 2)
    restart()
    for journal in (key, other):
        add(journal, 1)
        add(journal, 2)
    with CaptureQueriesContext(connection) as asked:
        catch_up()
    read = [each["sql"] for each in asked if 'FROM "meetings_journalentry"' in each["sql"]]
    assert len(read) == 4
    assert heard == [(key, 1), (key, 2), (other, 1), (other, 2)] * 2


@pytest.mark.parametrize(
    ("events", "are_urgent"),
    [
        (["BallotCast"] * 3, False),
        (["PersonArrived", "LineLost"], False),
        (["BallotCast", "BallotClosed"], True),
        (["MeetingConvened"], True),
    ],
)
def test_what_everybody_does_at_once_wakes_no_follower(
    events: list[str], *, are_urgent: bool
) -> None:
    written = tuple((entry_of(event), None) for event in events)
    assert hurries(News("a-journal", "meeting", written)) is are_urgent


def entry_of(event: str) -> Entry:
    return sealed(
        journal="a-journal", seq=1, at="", actor="an", command="c", digest="", event=event,
        data={}, previous=START,
    )  # fmt: skip


def test_a_stumbling_journal_does_not_hold_up_others_and_is_tried_again(
    key: str, other: str, caplog
) -> None:
    add(key, 1)
    add(key, 2)
    add(other, 1)
    trouble[key] = 2
    catch_up()
    assert heard == [(key, 1), (other, 1)]
    assert [record.levelname for record in caplog.records] == ["ERROR"]
    # It rests a while, then begins again after its cursor: at least once, never left out.
    add(other, 2)
    trouble.clear()
    catch_up()
    assert heard[2:] == [(other, 2)]
    restart()
    catch_up()
    assert heard[3:] == [(key, 1), (key, 2)]
    assert places() == {("listening", key): 2, ("listening", other): 2}


@pytest.mark.django_db(transaction=True)
def test_a_broken_journal_is_not_acted_upon(key: str, caplog) -> None:
    add(key, 1)
    change(key, 1, data='{"number":9}')
    add_to_another = uuid.uuid4().hex
    begin(add_to_another, "tally", "")
    add(add_to_another, 1)
    catch_up()
    assert heard == [(add_to_another, 1)]
    assert "content.changed at 1" in caplog.text


def test_the_clock_goes_on_when_another_stops(caplog) -> None:
    tick(NOW)
    assert ticked == [NOW]
    assert "broken_clock" in caplog.text


@pytest.mark.django_db(transaction=True)
@pytest.mark.filterwarnings("error")
def test_running_follows_ticks_and_stops(key: str, caplog) -> None:
    async def serve() -> None:
        async with running():
            await asyncio.to_thread(until_true, lambda: bool(ticked))
            await asyncio.to_thread(lone_add, key)
            # Sooner than the next look at the database: news woke it.
            await asyncio.to_thread(until_true, lambda: (key, 1) in heard)
        assert len(asyncio.all_tasks()) == 1

    asyncio.run(serve(), debug=False)
    assert len(ticked) == 1
    assert [record.message for record in caplog.records] == [
        "the clock tests.shell.journal.test_followers.broken_clock stumbled"
    ]
    add(key, 2)
    assert heard == [(key, 1)]


def lone_add(key: str) -> None:
    from django.db import connections  # noqa: PLC0415 -- one use

    add(key, 1)
    connections.close_all()


def test_a_storm_of_votes_puts_a_look_off_but_not_for_ever(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(followers, "POLL", 0.001)

    async def story() -> bool:
        bell = followers._Bell()
        # As if the votes never ended.
        bell._unhurried_at = float("inf")
        async with asyncio.timeout(30):
            await bell.wait()
            bell.heard(News("a-journal", "meeting", ((entry_of("BallotCast"), None),)))
            assert not bell.rung.is_set()
            bell.hinted("a-journal", 1)
            await bell.wait()
        return bell.rung.is_set()

    assert asyncio.run(story())
