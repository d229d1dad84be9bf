"""What waits for a page: nothing overtakes, nothing is written twice, whatever the line takes."""

import asyncio
import json
import zlib

import pytest
from websockets.frames import Frame, Opcode
from websockets.streams import StreamReader

from chibo.live.connection import Connection
from chibo.live.told import WORTH_PACKING, Told
from chibo.web.frames import binary_frame, text_frame


def read(frame: bytes) -> Frame:
    reader = StreamReader()
    reader.feed_data(frame)
    parsing = Frame.parse(reader.read_exact, mask=False)
    try:
        next(parsing)
    except StopIteration as end:
        return end.value
    raise AssertionError(frame)


@pytest.mark.parametrize("text", ["{}", "ế" * WORTH_PACKING])
def test_a_message_is_framed_once_for_all_who_read_alike(text):
    told = Told(text)
    plain, packed = told.frame(unpacks=False), told.frame(unpacks=True)

    assert told.frame(unpacks=False) is plain
    assert told.frame(unpacks=True) is packed
    assert (read(plain).opcode, bytes(read(plain).data).decode()) == (Opcode.TEXT, text)
    if told.packed:
        found = zlib.decompress(bytes(read(packed).data), -zlib.MAX_WBITS)
        assert (read(packed).opcode, found.decode()) == (Opcode.BINARY, text)
    else:
        assert packed == plain


class Line:
    """A line that takes frames only while it is free, and shows everything in its order."""

    def __init__(self) -> None:
        """Be free."""
        self.is_free = True
        self.passed: list[bytes] = []
        self.freed = asyncio.Event()
        self._heard = asyncio.Event()

    def write(self, frame: bytes) -> bool:
        if self.is_free:
            self._pass(frame)
        return self.is_free

    def _pass(self, frame: bytes) -> None:
        self.passed.append(frame)
        self._heard.set()

    async def until(self, number: int) -> None:
        """Wait until so many have passed."""
        async with asyncio.timeout(30):
            while len(self.passed) < number:
                self._heard.clear()
                await self._heard.wait()

    async def send(self, message):
        await self.freed.wait()
        if "bytes" in message:
            self._pass(binary_frame(message["bytes"]))
        else:
            self._pass(text_frame(message["text"]))


def page(line: Line, *, is_framed: bool = True) -> Connection:
    write = line.write if is_framed else None
    return Connection("dv-an", "An", 1, "s", "vi", line.send, write_now=write, unpacks=True)


TELLING = [Told(json.dumps({"seq": seq, "text": "ế" * seq * 40})) for seq in range(20)]


async def told_in_full(line: Line, connection: Connection) -> list[bytes]:
    """Tell everything to a line that is full from the sixth message to the twelfth."""
    writing = asyncio.create_task(connection.write())
    for seq, told in enumerate(TELLING):
        if seq == 6:
            line.is_free = False
        if seq == 12:
            # The line is free again while the writer still waits for it.
            await asyncio.sleep(0)
            line.is_free = True
        connection.put(told)
    line.freed.set()
    await line.until(len(TELLING))
    connection.put(TELLING[0])
    await line.until(len(TELLING) + 1)
    connection.end()
    await writing
    return line.passed


def test_a_line_that_was_full_hears_everything_in_its_order_as_a_slow_one_does():
    async def both():
        quick, slow = Line(), Line()
        return (
            await told_in_full(quick, page(quick)),
            await told_in_full(slow, page(slow, is_framed=False)),
        )

    quick, slow = asyncio.run(both())
    assert quick == slow == [told.frame(unpacks=True) for told in (*TELLING, TELLING[0])]


def test_who_has_gone_is_told_nothing():
    async def story():
        line = Line()
        connection = page(line)
        connection.end()
        connection.put(TELLING[0])
        return line.passed

    assert asyncio.run(story()) == []
