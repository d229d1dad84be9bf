"""One strand of packing: what a thin line was told before costs next to nothing again."""

import json
import zlib

import pytest

from chibo.live import strand
from chibo.live.connection import Connection
from chibo.live.strand import FLUSHED, Strand, begun

LONG = ", ".join(f"đồng chí thứ {each}" for each in range(300))


def test_pieces_are_read_in_their_order_and_repetition_is_cheap():
    packing, reading = Strand(), zlib.decompressobj(-zlib.MAX_WBITS)
    first, again, short = (packing.pack(text) for text in (LONG, LONG, "ngắn"))
    read = [reading.decompress(piece + FLUSHED).decode() for piece in (first, again, short)]
    assert read == [f"{LONG}\n", f"{LONG}\n", "ngắn\n"]
    assert len(again) * 5 < len(first)


def test_there_is_an_end_to_strands_and_thin_lines_get_the_last(monkeypatch):
    monkeypatch.setattr(strand, "MOST_AT_EASE", len(strand._in_use) + 1)
    monkeypatch.setattr(strand, "MOST", len(strand._in_use) + 2)
    held = [begun(is_thin=is_thin) for is_thin in (False, False, True, True)]
    assert [each is not None for each in held] == [True, False, True, False]
    del held
    assert begun(is_thin=False) is not None


@pytest.mark.django_db(transaction=True)
def test_a_page_that_says_how_its_line_is_is_told_everything_in_one_strand(live, at):
    async def story(come):
        async with come("An") as chair, come("Cường") as member:
            await chair.hello()
            await member.say(type="hello", seq=-1, unpacks=True, thin=True)
            await member.until(lambda it: it["type"] == "strand")
            reading = zlib.decompressobj(-zlib.MAX_WBITS)

            async def told():
                piece = await member.line.recv()
                assert isinstance(piece, bytes)
                return json.loads(reading.decompress(piece + FLUSHED)), len(piece)

            assert (await told())[0]["type"] == "state"
            sizes = []
            for title in ("Một", "Hai"):
                await chair.act(
                    "propose_text", item="i1", kind="resolution", title=title, body="Điều 1."
                )
                news, size = await told()
                assert title in news["regions"]["now"]
                sizes.append(size)
            assert max(sizes) < 400

    at(story)


async def _never(message):
    raise AssertionError(message)


@pytest.mark.asyncio
async def test_a_pass_is_told_beside_the_strand():
    # Others choose words that stand in the strand: the length of what is packed must tell nothing.
    line = Connection("p", "P", 1, "s", "vi", _never, unpacks=True, reads_strands=True)
    line.say_thin(is_thin=True)
    await line.put_media({"type": "media", "ice_servers": [{"credential": "x" * 500}]})
    await line.put_media({"type": "media", "news": "connected"})
    begun, apart, packed = line.waiting
    assert (begun.packed, apart.packed) == (b"", b"")
    reading = zlib.decompressobj(-zlib.MAX_WBITS)
    assert json.loads(reading.decompress(packed.packed + FLUSHED))["news"] == "connected"


@pytest.mark.django_db(transaction=True)
def test_a_page_of_an_older_version_is_told_as_before(live, at):
    async def story(come):
        async with come("Cường") as member:
            await member.say(type="hello", seq=-1)
            assert (await member.until(lambda it: it["type"] != "media"))["type"] == "state"

    at(story)
