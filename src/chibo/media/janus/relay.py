"""A seat: stands between one browser and the media server, and lets the listed verbs through.

What comes from the browser, from the server and from the house is followed in one queue, one
thing after another. Secrets go in here and never out: every message to the browser is built anew.
"""

import asyncio
import secrets
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any, assert_never

from chibo.media import verbs
from chibo.media.engine import Message, Send
from chibo.media.janus.allowance import Allowance
from chibo.media.janus.client import LOST, JanusError, Json, Reply
from chibo.media.janus.emission import Emission, come_in
from chibo.media.janus.hall import Hall, Order
from chibo.media.janus.keyring import Keyring, follow_keys, show_circle, withdraw
from chibo.media.janus.offerings import Offerings
from chibo.media.janus.reception import Reception
from chibo.media.janus.room import Desk
from chibo.media.news import news, refused, standing
from chibo.media.sealing import Give, Introduce, Want
from chibo.media.tasks import beside

MOST_WAITING = 200


@dataclass(frozen=True, slots=True)
class Event:
    """News of the media server about one of the two connections."""

    pc: str
    content: Json


@dataclass(slots=True)
class JanusSeat:
    """One page of one person in one room."""

    hall: Hall
    person: str
    name: str
    send: Send
    feed: str = field(default_factory=lambda: secrets.token_hex(8))
    """Fresh for every page, so that a page that hangs on never blocks the next."""
    has_sound: bool = False
    has_picture: bool = False
    has_screen: bool = False
    """Whether the picture is that of a shared screen."""
    up: Emission | None = None
    down: Reception | None = None
    offered: Offerings = field(default_factory=Offerings)
    keyring: Keyring = field(default_factory=Keyring)
    is_removed: bool = False
    holder: object = None
    """Which page's socket this seat belongs to."""
    allowance: Allowance = field(default_factory=Allowance)
    inbox: asyncio.Queue[verbs.Verb | Event | Order] = field(default_factory=asyncio.Queue)
    worker: asyncio.Task[None] | None = None

    def sit_down(self) -> None:
        """Begin to follow what comes in, starting with whether there is sound at all."""
        self.tell(Order.STANDING)
        self.worker = beside(self._work(), f"seat {self.feed}")

    @property
    def is_in_call(self) -> bool:
        """Whether this page has joined."""
        return self.up is not None

    async def handle(self, message: Message) -> None:
        """Take a message from the browser: follow it in its turn, or say why not."""
        verb = str(message.get("verb", ""))[:20]
        now = asyncio.get_running_loop().time()
        if not self.allowance.take(now) or self.inbox.qsize() > MOST_WAITING:
            await self.send(refused(verb, "rate.exceeded"))
            return
        try:
            self.inbox.put_nowait(verbs.read(message))
        except verbs.VerbError as error:
            await self.send(refused(verb, str(error)))

    def tell(self, order: Order) -> None:
        """Hand over an order of the house, to be followed in its turn."""
        self.inbox.put_nowait(order)

    async def apply_floor(self) -> None:
        """Let this person's sound through, or not, and tell their page."""
        may_speak = self.hall.may_speak.get(self.person, False)
        if self.up:
            await self.up.moderate(may_speak=may_speak)
        await self.send(news("floor", may_speak=may_speak))

    async def end_screen(self) -> None:
        """Let nobody see this page's screen any more, and tell the page."""
        await self._hold_picture()
        await self.send(news("screen", allowed=False, why="screen.ended"))

    async def close(self) -> None:
        """Give the seat up: the page is gone."""
        if self in self.hall.seats:
            self.hall.seats.remove(self)
        if self.worker:
            self.worker.cancel()
            with suppress(asyncio.CancelledError):
                await self.worker
        await self._go_out()

    async def _work(self) -> None:
        while True:
            happening = await self.inbox.get()
            try:
                await self._take(happening)
            except JanusError as error:
                if error.code != LOST:  # The loss is told to everybody by the house.
                    await self.send(refused(_name(happening), f"janus.{error.code}"))

    async def _take(self, happening: verbs.Verb | Event | Order) -> None:
        match happening:
            case Order():
                await self._obey(happening)
            case Event(pc=pc, content=content):
                await self._hear(pc, content)
            case _:
                await self._follow(happening)

    # --- what the browser asks -----------------------------------------------------------

    async def _follow(self, verb: verbs.Verb) -> None:
        if self.is_removed:
            await self.send(news("removed"))
        elif self.hall.why_not or self.hall.desk is None:
            await self.send(standing(self.hall.why_not))
        elif isinstance(verb, verbs.Join):
            await self._join(self.hall.desk)
        elif isinstance(verb, verbs.Resume):
            await self.send(refused(_name(verb), "call.gone"))
        elif isinstance(verb, verbs.Ways):
            await self.send(news("ways", ice_servers=self.hall.ways(self.person)))
        elif self.up is None:
            if not isinstance(verb, verbs.Leave):
                await self.send(refused(_name(verb), "call.not_joined"))
        elif isinstance(verb, Introduce | Give | Want):
            await self._keep_keys(verb)
        else:
            await self._follow_in_call(verb, self.hall.desk, self.up)

    async def _follow_in_call(self, verb: verbs.InCall, desk: Desk, up: Emission) -> None:
        match verb:
            case verbs.Publish(sdp=sdp, is_sealed=is_sealed):
                up.is_sealed = is_sealed
                await self._publish(up, sdp)
            case verbs.Unpublish():
                await self._unpublish(up)
            case verbs.Subscribe():
                await self._subscribe(desk, up)
            case verbs.Answer(sdp=sdp):
                await self._answer(sdp)
            case verbs.Trickle(pc=pc, candidate=candidate):
                await self._trickle(up, pc, candidate)
            case verbs.Restart():
                await self._restart(up, verb)
            case verbs.Layers(pictures=pictures):
                await self._show_pictures(pictures)
            case verbs.Own():
                await self._show(up, verb)
            case verbs.Leave():
                await self._go_out()
                await self.send(news("left"))
            case _:
                assert_never(verb)

    async def _join(self, desk: Desk) -> None:
        for other in self.hall.others_of(self):
            other.tell(Order.ELSEWHERE)
        await self._go_out()
        self.up, others = await come_in(
            desk, self.hall.keys, self.feed, lambda content: self._put(verbs.UP, content)
        )
        await self._welcome("joined")
        self.offered.note(others)
        await self._show_people()

    async def _welcome(self, what: str) -> None:
        may_speak = self.hall.may_speak.get(self.person, False)
        ways = self.hall.ways(self.person)
        protected = {"room": self.hall.keys.room} if self.hall.keys.is_protected else {}
        told = news(what, feed=self.feed, may_speak=may_speak, ice_servers=ways, **protected)
        await self.send(told)

    async def _keep_keys(self, verb: verbs.KeyVerb) -> None:
        if self.hall.keys.is_protected:
            await follow_keys(self, verb, self.hall.seats)
        else:
            await self.send(refused(_name(verb), "call.unprotected"))

    async def _publish(self, up: Emission, sdp: str) -> None:
        answer = await up.publish(sdp)
        if answer is None:
            await self.send(refused("publish", "sdp.unanswered"))
            return
        # Before the browser has the answer it cannot send: nobody is heard for a moment.
        may_speak = self.hall.may_speak.get(self.person, False)
        await up.moderate(may_speak=may_speak)
        await self.send(news("published", sdp=answer, may_speak=may_speak))

    async def _unpublish(self, up: Emission) -> None:
        await up.unpublish()
        self.has_sound = self.has_picture = self.has_screen = False
        await self.send(news("unpublished"))

    async def _show(self, up: Emission, own: verbs.Own) -> None:
        self.has_sound = own.sound
        if own.screen and self.hall.sharer != self.person:
            await self._hold_picture()
            await self.send(refused("own", "screen.not_allowed"))
        else:
            self.has_picture, self.has_screen = own.picture, own.picture and own.screen
            await up.make_room(for_screen=self.has_screen)
            await up.hold_picture(is_held=False)
        self.hall.tell_all(Order.PEOPLE)

    async def _hold_picture(self) -> None:
        """Let no picture of this page be seen until it says that it is a camera's."""
        self.has_picture = self.has_screen = False
        if self.up:
            await self.up.hold_picture(is_held=True)
            await self.up.make_room(for_screen=False)

    async def _subscribe(self, desk: Desk, up: Emission) -> None:
        if self.hall.keys.is_protected and not self.keyring.public:
            await self.send(refused("subscribe", "key.missing"))
            return
        pictures: frozenset[str] = self.down.pictures if self.down else frozenset()
        await self._stop_receiving()
        self.down = Reception(
            desk=desk,
            keys=self.hall.keys,
            private_id=up.private_id,
            on_event=lambda content: self._put(verbs.DOWN, content),
            pictures=pictures,
        )
        await self._catch_up()

    async def _answer(self, sdp: str) -> None:
        if self.down:
            await self.down.answer(sdp)
            await self._catch_up()

    async def _trickle(self, up: Emission, pc: str, candidate: Json | None) -> None:
        handle = up.handle if pc == verbs.UP else self.down and self.down.handle
        if handle:
            await handle.trickle(candidate)

    async def _restart(self, up: Emission, verb: verbs.Restart) -> None:
        if verb.pc == verbs.UP and (sdp := up.renewed(verb)):
            await self._publish(up, sdp)
        elif verb.pc == verbs.UP:
            await self._hang_up(verbs.UP)
        elif self.down:
            await self._offer(await self.down.restart())

    async def _show_pictures(self, feeds: frozenset[str]) -> None:
        if self.down:
            await self.down.show_pictures(feeds)
            await self._catch_up()

    # --- what the house orders -----------------------------------------------------------

    async def _obey(self, order: Order) -> None:
        match order:
            case Order.PEOPLE:
                await self._show_people()
            case Order.STANDING:
                await self.send(standing(self.hall.why_not))
            case Order.LOST:
                self._forget_connections()
                self.keyring.public = ""
                await self.send(standing(self.hall.why_not))
            case Order.CLOSED:
                await self._go_out()
                await self.send(standing(self.hall.why_not))
            case Order.REMOVED:
                self.is_removed = True
                await self._go_out()
                await self.send(news("removed"))
            case Order.RESUMED:
                await self._come_back()
            case Order.ELSEWHERE:
                await self._go_out()
                await self.send(news("elsewhere"))
            case _:
                assert_never(order)

    async def _come_back(self) -> None:
        """Tell a page that was away how it stands; it asks for new ways itself."""
        if self.is_removed or self.up is None:
            await self.send(news("removed"))
            return
        await self._welcome("resumed")
        if self.keyring.public:
            await show_circle(self, self.hall.seats)
        if self.down and self.down.is_awaiting_answer:
            # What was offered has been lost, or its answer has: receive anew.
            await self._hang_up(verbs.DOWN)
        await self._show_people()

    # --- what the server says ------------------------------------------------------------

    def _put(self, pc: str, content: Json) -> None:
        self.inbox.put_nowait(Event(pc, content))

    async def _hear(self, pc: str, content: Json) -> None:
        match content["janus"]:
            case "event":
                await self._hear_plugin(content["plugindata"]["data"], content.get("jsep"))
            case "trickle":
                candidate = _candidate(content["candidate"])
                await self.send(news("candidate", pc=pc, candidate=candidate))
            case "webrtcup":
                await self.send(news("connected", pc=pc))
            case "slowlink":
                await self.send(news("slow", pc=pc))
            case "hangup":
                await self._hang_up(pc)
            case _:
                pass  # The rest is for whoever studies the server.

    async def _hear_plugin(self, body: Json, jsep: Json | None) -> None:
        match body["videoroom"]:
            case "talking" | "stopped-talking" as what:
                is_talking = what == "talking"
                await self.send(news("talking", feed=body["id"], talking=is_talking))
            case "updated" if self.down:
                await self._offer(self.down.noted(Reply(body, jsep)))
            case "event":
                self.offered.note(body)
                await self._show_people()
            case _:
                pass

    async def _hang_up(self, pc: str) -> None:
        if pc == verbs.DOWN:
            await self._stop_receiving()
        elif self.up:
            self.up.lose()
        await self.send(news("hangup", pc=pc))

    # --- what follows from it ------------------------------------------------------------

    async def _show_people(self) -> None:
        if self.up:
            people = self.hall.people(self.offered.feeds, besides=self.feed)
            await self.send(news("people", people=people))
            await self._catch_up()

    async def _catch_up(self) -> None:
        """Receive what is sent in the room."""
        if self.down:
            showing = {seat.feed for seat in self.hall.seats if seat.has_picture}
            await self._offer(await self.down.follow(self.offered.wanted(showing)))

    async def _offer(self, reply: Reply | None) -> None:
        if self.down and reply and reply.jsep:
            sections = self.down.sections()
            await self.send(news("offer", sdp=reply.jsep["sdp"], sections=sections))

    async def _stop_receiving(self) -> None:
        if self.down:
            await self.down.close()
            self.down = None

    async def _go_out(self) -> None:
        up, down = self.up, self.down
        self._forget_connections()
        await withdraw(self, self.hall.seats)
        if down:
            await down.close()
        if up:
            await up.close()

    def _forget_connections(self) -> None:
        self.up = self.down = None
        self.offered = Offerings()
        self.has_sound = self.has_picture = self.has_screen = False


def _name(happening: Any) -> str:
    return type(happening).__name__.lower()


def _candidate(content: Json) -> Json | None:
    if content.get("completed"):
        return None
    fields = ("candidate", "sdpMid", "sdpMLineIndex")
    return {name: content[name] for name in fields if name in content}
