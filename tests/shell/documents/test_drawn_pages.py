"""Pages as pictures: small, drawn once, kept, and never the end of the server."""

import asyncio
import hashlib
import threading
from io import BytesIO

import pytest
from pypdf import PdfWriter

from chibo.documents import drawn_pages
from chibo.documents.drawn_pages import (
    WIDTHS,
    Fault,
    PageNotDrawnError,
    Source,
    page_count,
    page_leafed,
    page_picture,
)
from tests.shell.documents import files

LETTERS = files.pdf(*["Chi bộ lãnh đạo nhân dân trong bản tu sửa đường, trồng rừng."] * 30)


@pytest.fixture(autouse=True)
def _shelf(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


class Read:
    """A PDF that counts how often it is read."""

    def __init__(self, content):
        """Hold a PDF, or nothing where the file is gone."""
        self.content = content
        self.times = 0
        self.source = Source(hashlib.sha256(content or b"").hexdigest(), self)

    def __call__(self):
        self.times += 1
        return self.content


def fault_of(content, page=1, width=WIDTHS[0]):
    async def story():
        source = Read(content).source
        await page_count(source)
        await page_picture(source, page, width)

    with pytest.raises(PageNotDrawnError) as told:
        asyncio.run(story())
    return told.value.fault


def test_a_page_of_letters_on_a_phone_is_small_and_as_wide_as_asked():
    picture = asyncio.run(page_picture(Read(LETTERS).source, 1, 800))

    assert (picture[:4], picture[8:12]) == (b"RIFF", b"WEBP")
    assert 1_000 < len(picture) < 40_000
    # Lossless WebP: fourteen bits hold the width less one.
    assert (int.from_bytes(picture[21:25], "little") & 0x3FFF) + 1 == 800


def test_many_who_turn_to_a_page_at_once_draw_it_once_and_later_ones_find_it():
    read = Read(LETTERS)

    async def story():
        return await asyncio.gather(*(page_picture(read.source, 1, 480) for _ in range(50)))

    pictures = {*asyncio.run(story()), *asyncio.run(story())}

    assert (len(pictures), read.times) == (1, 1)


async def until(holds):
    async with asyncio.timeout(30):
        while not holds():  # noqa: ASYNC110 -- nobody tells
            await asyncio.sleep(0.01)


def test_who_asks_for_many_pages_holds_up_nobody_and_is_told_to_try_again(monkeypatch):
    monkeypatch.setattr(drawn_pages, "MOST_WAITING", 1)
    go_on, letters = threading.Event(), Read(LETTERS).source
    drawn = asyncio.run(page_picture(letters, 1, 480))

    def gone_after_a_while():
        go_on.wait(30)

    slow = Source("0" * 64, gone_after_a_while)

    async def story():
        # What another test has let be drawn ahead is over first.
        await until(lambda: not drawn_pages._wanted)
        waiting = [asyncio.create_task(page_leafed(slow, 1, 480)) for _ in range(3)]
        await until(lambda: bool(drawn_pages._wanted))
        with pytest.raises(PageNotDrawnError) as refused:
            await page_leafed(slow, 2, 480)
        kept = await page_leafed(letters, 1, 480)
        go_on.set()
        return refused.value.fault, kept, await asyncio.gather(*waiting, return_exceptions=True)

    fault, kept, ends = asyncio.run(story())
    assert (fault, kept) == (Fault.TOO_SLOW, drawn)
    assert [each.fault for each in ends] == [Fault.GONE] * 3


def test_a_page_that_cannot_be_kept_is_shown_all_the_same(settings, tmp_path, caplog):
    settings.MEDIA_ROOT = tmp_path / "full"
    settings.MEDIA_ROOT.write_bytes(b"")

    assert asyncio.run(page_picture(Read(LETTERS).source, 1, 480))[8:12] == b"WEBP"
    assert "a drawn page could not be kept" in caplog.text


def test_there_is_no_picture_where_there_is_no_page():
    assert fault_of(files.locked_pdf()) is Fault.LOCKED
    assert fault_of(b"%PDF-1.7 nothing") is Fault.BROKEN
    assert fault_of(None) is Fault.GONE
    assert fault_of(LETTERS, page=2) is Fault.NO_SUCH_PAGE
    assert fault_of(LETTERS, page=0) is Fault.NO_SUCH_PAGE
    assert fault_of(LETTERS, width=801) is Fault.NO_SUCH_PAGE
    assert fault_of(files.pages_pdf(501)) is Fault.TOO_MANY_PAGES


def test_a_page_beyond_all_measure_is_drawn_small():
    writer = PdfWriter()
    writer.add_blank_page(10, 14_000)
    written = BytesIO()
    writer.write(written)

    assert asyncio.run(page_picture(Read(written.getvalue()).source, 1, 1800))[8:12] == b"WEBP"
