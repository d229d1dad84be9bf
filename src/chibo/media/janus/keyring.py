"""The keys a page shows and hands on in a call that is encrypted between the devices."""

import asyncio
from collections.abc import Awaitable, Iterable
from dataclasses import dataclass, field
from typing import Protocol

from chibo.media.engine import Message
from chibo.media.janus.allowance import Allowance
from chibo.media.news import news, refused
from chibo.media.sealing import Give, Introduce, Want

MOST_GIVEN, GIVEN_EACH_SECOND = 4000, 100
"""How many sealed keys a page may hand on: a hundred people who come within a minute get theirs."""
MOST_WANTED, WANTED_EACH_SECOND = 300, 2
"""How often a page may ask for one again: once for everybody after an outage."""


@dataclass(slots=True)
class Keyring:
    """What one page has shown, and how much more it may hand on."""

    public: str = ""
    """The key by which others seal theirs for this page; empty until the page has shown it."""
    given: Allowance = field(
        default_factory=lambda: Allowance(MOST_GIVEN, GIVEN_EACH_SECOND, left=MOST_GIVEN)
    )
    wanted: Allowance = field(
        default_factory=lambda: Allowance(MOST_WANTED, WANTED_EACH_SECOND, left=MOST_WANTED)
    )


class Holder(Protocol):
    """A seat with its keys."""

    person: str
    name: str
    feed: str
    keyring: Keyring

    def send(self, message: Message, /) -> Awaitable[None]:
        """Say something to the page."""


async def follow_keys(
    seat: Holder, verb: Introduce | Give | Want, seats: Iterable[Holder]
) -> None:
    """Do what a page asks about keys; `seats` are all of the room."""
    others = {each.feed: each for each in seats if each.keyring.public and each is not seat}
    match verb:
        case Introduce(key=key):
            await _introduce(seat, key, others)
        case _ if not seat.keyring.public:
            await seat.send(refused(type(verb).__name__.lower(), "key.missing"))
        case Give():
            await _give(seat, verb, others)
        case Want(feed=feed):
            if not seat.keyring.wanted.take(_now()):
                await seat.send(refused("want", "rate.exceeded"))
            elif other := others.get(feed):
                await other.send(news("wanted", feed=seat.feed))


async def show_circle(seat: Holder, seats: Iterable[Holder]) -> None:
    """Tell a page who is in the call and by which keys, itself among them."""
    people = [_shown(each) for each in seats if each.keyring.public]
    await seat.send(news("circle", people=people))


async def withdraw(seat: Holder, seats: Iterable[Holder]) -> None:
    """Tell the others that a page is no longer in the call: they seal nothing more for it."""
    if not seat.keyring.public:
        return
    seat.keyring.public = ""
    for each in tuple(seats):
        if each.keyring.public and each is not seat:
            await each.send(news("went", feed=seat.feed))


async def _introduce(seat: Holder, key: str, others: dict[str, Holder]) -> None:
    if seat.keyring.public:
        # Another key on the same place would be somebody else's.
        await seat.send(refused("introduce", "key.shown"))
        return
    seat.keyring.public = key
    await show_circle(seat, [*others.values(), seat])
    for other in others.values():
        await other.send(news("came", **_shown(seat)))


async def _give(seat: Holder, verb: Give, others: dict[str, Holder]) -> None:
    now = _now()
    if not all(seat.keyring.given.take(now) for _ in verb.keys):
        await seat.send(refused("give", "rate.exceeded"))
        return
    for key in verb.keys:
        # Who has just left gets nothing any more.
        if other := others.get(key.to):
            told = news("given", feed=seat.feed, number=key.number, sealed=key.sealed)
            await other.send(told)


def _shown(seat: Holder) -> Message:
    return {
        "feed": seat.feed,
        "person": seat.person,
        "name": seat.name,
        "key": seat.keyring.public,
    }


def _now() -> float:
    return asyncio.get_running_loop().time()
