"""Two people with instruments instead of microphones, who speak through our relay."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

import av
from aiortc import RTCIceCandidate, RTCPeerConnection, RTCSessionDescription
from aiortc.mediastreams import AudioStreamTrack, MediaStreamError, VideoStreamTrack
from aiortc.sdp import candidate_from_sdp

from chibo.media.engine import MediaEngine, MediaSeat, Message

RATE, SAMPLES = 48_000, 960


class Whistle(AudioStreamTrack):
    """A loud tone of 440 Hz."""

    count = 0

    async def recv(self) -> av.AudioFrame:
        await asyncio.sleep(0.02)
        frame = av.AudioFrame(format="s16", layout="mono", samples=SAMPLES)
        # A square wave needs no library: half a period of 440 Hz is 54 samples.
        wave = (8000 if (self.count + n) // 54 % 2 else -8000 for n in range(SAMPLES))
        frame.planes[0].update(b"".join(v.to_bytes(2, "little", signed=True) for v in wave))
        frame.pts, frame.sample_rate = self.count, RATE
        frame.time_base = Fraction(1, RATE)
        self.count += SAMPLES
        return frame


class Slide(VideoStreamTrack):
    """A small grey picture, five times a second."""

    count = 0

    async def recv(self) -> av.VideoFrame:
        await asyncio.sleep(0.2)
        frame = av.VideoFrame(160, 120, "yuv420p")
        for plane in frame.planes:
            plane.update(bytes([128 + self.count % 64]) * plane.buffer_size)
        frame.pts, frame.time_base = self.count, Fraction(1, 5)
        self.count += 1
        return frame


@dataclass
class Caller:
    """A page that has no browser."""

    name: str
    seat: MediaSeat | None = None
    feed: str = ""
    received: list[Message] = field(default_factory=list)
    everything: list[Message] = field(default_factory=list)
    changed: asyncio.Event = field(default_factory=asyncio.Event)
    up: RTCPeerConnection | None = None
    down: RTCPeerConnection | None = None
    loudness: int = 0
    """The loudest sample heard since it was last set to nought."""
    frames: int = 0
    """How many pictures were seen."""
    tasks: list[asyncio.Task[None]] = field(default_factory=list)

    async def send(self, message: Message) -> None:
        """Receive a message of the seat, and do what a page must do at once."""
        self.received.append(message)
        self.everything.append(message)
        self.changed.set()
        match message["news"]:
            case "offer":
                self.tasks.append(asyncio.create_task(self._answer(message)))
            case "candidate" if message["candidate"]:
                self.tasks.append(asyncio.create_task(self._add(message)))
            case _:
                pass

    async def ask(self, verb: str, **fields: Any) -> None:
        assert self.seat
        await self.seat.handle({"type": "media", "verb": verb, **fields})

    async def sees(
        self, what: str, holds: Callable[[Message], bool] = lambda message: True
    ) -> Message:
        """Wait until such a message has come, and take it and all before it away."""
        async with asyncio.timeout(15):
            while True:
                for place, message in enumerate(self.received):
                    if message["news"] == what and holds(message):
                        del self.received[: place + 1]
                        return message
                self.changed.clear()
                await self.changed.wait()

    async def sit(self, engine: MediaEngine, room: str, *, may_speak: bool = True) -> None:
        self.seat = await engine.attach(
            room, self.name, self.name, self.send, may_speak=may_speak
        )

    async def join(self) -> None:
        await self.ask("join")
        self.feed = (await self.sees("joined"))["feed"]
        await self.ask("subscribe")

    async def publish(self, picture: Slide | None = None) -> None:
        """Send a tone, and offer a picture that stays dark where none is given."""
        self.up = RTCPeerConnection()
        self.up.addTrack(Whistle())
        self.up.addTransceiver(picture or "video", direction="sendonly")
        await self.up.setLocalDescription(await self.up.createOffer())
        await self.ask("publish", sdp=self.up.localDescription.sdp)
        answer = await self.sees("published")
        await self.up.setRemoteDescription(RTCSessionDescription(answer["sdp"], "answer"))
        await self.ask("own", sound=True, picture=False)

    async def hears_something(self) -> bool:
        """Listen until a tone comes."""
        return await self._listen(10, lambda: self.loudness > 1000)

    async def hears_nothing(self) -> bool:
        """Listen for two seconds, after what was still on its way."""
        await asyncio.sleep(1)
        self.loudness = 0
        return not await self._listen(2, lambda: self.loudness > 200)

    async def sees_something(self) -> bool:
        """Look until a picture comes."""
        before = self.frames
        return await self._listen(20, lambda: self.frames > before)

    async def sees_nothing(self) -> bool:
        """Look until no picture has come for two seconds, though five a second are sent."""
        for _ in range(10):
            before = self.frames
            await asyncio.sleep(2)
            if self.frames == before:
                return True
        return False

    async def stop(self) -> None:
        """Hang up."""
        await self._drop_tasks()
        for connection in (self.up, self.down):
            if connection:
                await connection.close()
        if self.seat:
            await self.seat.close()

    async def forget_connections(self) -> None:
        """Hang up, stay on the page."""
        await self._drop_tasks()
        for connection in (self.up, self.down):
            if connection:
                await connection.close()
        self.up = self.down = None
        self.loudness = 0

    async def _drop_tasks(self) -> None:
        """End what is still under way for connections that are about to end."""
        for task in self.tasks:
            task.cancel()
        await asyncio.gather(*self.tasks, return_exceptions=True)
        self.tasks.clear()

    async def _listen(self, seconds: float, until: Callable[[], bool]) -> bool:
        self.loudness = 0
        for _ in range(int(seconds * 20)):
            await asyncio.sleep(0.05)
            if until():
                return True
        return False

    async def _answer(self, offer: Message) -> None:
        if self.down is None:
            self.down = RTCPeerConnection()
            self.down.on("track", self._hear)
        await self.down.setRemoteDescription(RTCSessionDescription(offer["sdp"], "offer"))
        await self.down.setLocalDescription(await self.down.createAnswer())
        await self.ask("answer", sdp=self.down.localDescription.sdp)

    async def _add(self, message: Message) -> None:
        connection = self.up if message["pc"] == "up" else self.down
        if connection and connection.signalingState != "closed":
            while connection.remoteDescription is None:  # noqa: ASYNC110 -- aiortc tells nobody
                await asyncio.sleep(0.02)
            await connection.addIceCandidate(_candidate(message["candidate"]))

    def _hear(self, track: Any) -> None:
        if track.kind == "audio":
            self.tasks.append(asyncio.create_task(self._measure(track)))
        else:
            self.tasks.append(asyncio.create_task(self._count(track)))

    async def _count(self, track: Any) -> None:
        while True:
            try:
                await track.recv()
            except MediaStreamError:
                return
            self.frames += 1

    async def _measure(self, track: Any) -> None:
        while True:
            try:
                frame = await track.recv()
            except MediaStreamError:
                return
            samples = memoryview(bytes(frame.planes[0])).cast("h")
            self.loudness = max(self.loudness, *map(abs, samples[:400]))


def _candidate(content: Message) -> RTCIceCandidate:
    candidate = candidate_from_sdp(content["candidate"].removeprefix("candidate:"))
    candidate.sdpMid = content.get("sdpMid")
    candidate.sdpMLineIndex = content.get("sdpMLineIndex")
    return candidate
