"""A program of its own: draws one page of a PDF it reads, or counts the pages; it needs nothing of ours.

A PDF is somebody's program for PDFium. Whatever it does there, it does in a process that ends.
"""

import contextlib
import io
import sys
from enum import IntEnum

import pypdfium2
from PIL import Image
from pypdfium2 import PdfiumError
from pypdfium2.raw import FPDF_ERR_PASSWORD, FPDF_ERR_SECURITY, FPDF_GetLastError

MOST_PIXELS = 6_000_000
LONGEST_SIDE = 8_000
"""A page that is a thousand times as high as wide is drawn small instead of never."""

MOST_MEMORY = 2_000_000_000
MOST_SECONDS = 10

GREYS = 16
"""Letters need no more, and such a page is half the size."""

LARGE = 12
"""From a byte for this many pixels on it is a photograph rather than letters."""
PHOTOGRAPH_QUALITY = 35


class Ending(IntEnum):
    """With what the program ends."""

    DONE = 0
    LOCKED = 3
    BROKEN = 4
    NO_SUCH_PAGE = 5


def _bounded() -> None:
    """Let the system end us where a page takes too much."""
    with contextlib.suppress(ImportError):
        import resource  # noqa: PLC0415 -- not on Windows

        resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS + 1))


def drawn(page: pypdfium2.PdfPage, width: int) -> bytes:
    """Return a page in greys as WebP, as wide as was asked for unless that is too much."""
    wide, high = page.get_size()
    most = min((MOST_PIXELS / (wide * high)) ** 0.5, LONGEST_SIDE / max(wide, high))
    scale = min(width / wide, most)
    picture = page.render(scale=scale, grayscale=True).to_pil()
    letters = _written(_in_few_greys(picture), lossless=True, quality=80)
    if len(letters) * LARGE < picture.width * picture.height:
        return letters
    photograph = _written(picture, quality=PHOTOGRAPH_QUALITY)
    return min(letters, photograph, key=len)


def _in_few_greys(picture: Image.Image) -> Image.Image:
    step = 255 // (GREYS - 1)
    return picture.point([round(grey / step) * step for grey in range(256)])


def _written(picture: Image.Image, **options: object) -> bytes:
    written = io.BytesIO()
    picture.save(written, "WEBP", method=4, **options)
    return written.getvalue()


def main(wanted: str, width: str) -> Ending:
    """Write what is wanted of the PDF on our input: `count`, or the page of a number."""
    _bounded()
    try:
        document = pypdfium2.PdfDocument(sys.stdin.buffer.read())
    except PdfiumError:
        is_locked = FPDF_GetLastError() in {FPDF_ERR_PASSWORD, FPDF_ERR_SECURITY}
        return Ending.LOCKED if is_locked else Ending.BROKEN
    if wanted == "count":
        sys.stdout.buffer.write(str(len(document)).encode())
        return Ending.DONE
    if not 1 <= int(wanted) <= len(document):
        return Ending.NO_SUCH_PAGE
    try:
        sys.stdout.buffer.write(drawn(document[int(wanted) - 1], int(width)))
    except (PdfiumError, ArithmeticError, MemoryError, OSError, ValueError):
        return Ending.BROKEN
    return Ending.DONE


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2]))
