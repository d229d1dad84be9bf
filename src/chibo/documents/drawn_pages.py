"""Pages of PDFs as pictures: drawn once, beside the server, and kept under hash, page and width."""

import asyncio
import logging
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from django.conf import settings

from chibo.documents import page_drawing
from chibo.documents.page_drawing import Ending

log = logging.getLogger(__name__)

WIDTHS = (480, 800, 1200, 1800)
"""Pixels: a weak line, a phone, a laptop, the wall. A page of letters is 15, 30, 45 and 70 kB."""

MOST_PAGES = 500
"""Of a longer document nobody is led through the pages."""

PATIENCE = 30
"""Seconds after which a page is given up; the program itself may use a third of them."""

AT_ONCE = 2
"""How many pages are drawn at the same time."""

MOST_WAITING = 40
"""How many pages may wait before whoever leafs is asked to try again: a few seconds' work."""


class Fault(StrEnum):
    """Why there is no picture."""

    LOCKED = "locked"
    BROKEN = "broken"
    NO_SUCH_PAGE = "no_such_page"
    TOO_MANY_PAGES = "too_many_pages"
    TOO_SLOW = "too_slow"
    GONE = "gone"
    """The file is no longer there, or not the one the journal names."""


class PageNotDrawnError(Exception):
    """There is no picture of a page; it says why."""

    def __init__(self, fault: Fault) -> None:
        """Say why."""
        super().__init__(fault)
        self.fault = fault


@dataclass(frozen=True, slots=True)
class Source:
    """A PDF: the hash that names it, and how its bytes are had where they are needed."""

    sha256: str
    read: Callable[[], bytes | None]


_FAULTS: dict[int, Fault] = {
    Ending.LOCKED: Fault.LOCKED,
    Ending.NO_SUCH_PAGE: Fault.NO_SUCH_PAGE,
    -getattr(signal, "SIGXCPU", 0): Fault.TOO_SLOW,
}

_drawing = ThreadPoolExecutor(AT_ONCE, thread_name_prefix="pages")
_wanted: dict[Path, "Future[bytes]"] = {}
_lock = threading.Lock()


async def page_count(source: Source) -> int:
    """Return how many pages there are, or raise `PageNotDrawnError`."""
    pages = int(await _awaited(_soon(source, "count", 0)))
    if pages > MOST_PAGES:
        raise PageNotDrawnError(Fault.TOO_MANY_PAGES)
    return pages


async def page_picture(source: Source, page: int, width: int) -> bytes:
    """Return a page as WebP, or raise `PageNotDrawnError`."""
    return await _awaited(draw_ahead(source, page, width))


async def page_leafed(source: Source, page: int, width: int) -> bytes:
    """Return a page for whoever asks: one that is drawn waits for nobody, others wait in bounds."""
    if not _is_offered(page, width):
        raise PageNotDrawnError(Fault.NO_SUCH_PAGE)
    place = _place(source.sha256, str(page), width)
    kept = await asyncio.to_thread(_kept, place)
    if kept is not None:
        return kept
    if place not in _wanted and len(_wanted) >= MOST_WAITING:
        # One who asks for all pages of all papers holds up neither the others nor a restart.
        raise PageNotDrawnError(Fault.TOO_SLOW)
    return await page_picture(source, page, width)


async def _awaited(work: "Future[bytes]") -> bytes:
    # Who goes away takes nothing from the others who wait for the same page.
    return await asyncio.shield(asyncio.wrap_future(work))


def draw_ahead(source: Source, page: int, width: int) -> "Future[bytes]":
    """Let a page be drawn that will be asked for."""
    if not _is_offered(page, width):
        raise PageNotDrawnError(Fault.NO_SUCH_PAGE)
    return _soon(source, str(page), width)


def _is_offered(page: int, width: int) -> bool:
    return width in WIDTHS and 1 <= page <= MOST_PAGES


def _soon(source: Source, wanted: str, width: int) -> "Future[bytes]":
    """Return what is being drawn: a thousand who turn to a page at once draw it once."""
    place = _place(source.sha256, wanted, width)
    with _lock:
        if place not in _wanted:
            work = _drawing.submit(_kept_or_drawn, source, wanted, width, place)
            _wanted[place] = work
            work.add_done_callback(lambda _: _wanted.pop(place, None))
            return work
        return _wanted[place]


def forget(sha256: str) -> None:
    """Throw the pictures of a PDF away; where it is still read they are drawn anew."""
    shutil.rmtree(_folder(sha256), ignore_errors=True)


def _place(sha256: str, wanted: str, width: int) -> Path:
    return _folder(sha256) / f"{wanted}-{width}"


def _folder(sha256: str) -> Path:
    # Beside the shelf of papers; what lies here may be thrown away at any time.
    return Path(settings.MEDIA_ROOT) / "pages" / sha256[:2] / sha256


def _kept(place: Path) -> bytes | None:
    try:
        return place.read_bytes()
    except OSError:
        return None


def _kept_or_drawn(source: Source, wanted: str, width: int, place: Path) -> bytes:
    kept = _kept(place)
    if kept is not None:
        return kept
    content = source.read()
    if content is None:
        raise PageNotDrawnError(Fault.GONE)
    picture = _drawn(content, wanted, width)
    try:
        _keep(picture, place)
    except OSError:
        # A full disk takes the picture from nobody: it is drawn anew the next time.
        log.exception("a drawn page could not be kept")
    return picture


def _keep(picture: bytes, place: Path) -> None:
    place.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=place.parent, delete=False) as written:
        try:
            written.write(picture)
            written.flush()
            # Whole or not at all: another process may be reading.
            Path(written.name).replace(place)
        except OSError:
            Path(written.name).unlink(missing_ok=True)
            raise


def _drawn(content: bytes, wanted: str, width: int) -> bytes:
    try:
        done = subprocess.run(  # noqa: S603 -- our own program
            [sys.executable, "-I", "-B", page_drawing.__file__, wanted, str(width)],
            input=content,
            capture_output=True,
            timeout=PATIENCE,
            check=False,
            env={"PATH": os.environ.get("PATH", "")},
        )
    except subprocess.TimeoutExpired:
        raise PageNotDrawnError(Fault.TOO_SLOW) from None
    if done.returncode != Ending.DONE:
        # Also where the system ended it: for too much memory, or PDFium's own fault.
        raise PageNotDrawnError(_FAULTS.get(done.returncode, Fault.BROKEN))
    return done.stdout
