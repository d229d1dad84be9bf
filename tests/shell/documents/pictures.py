"""Pages as PNG for a person to look at; written without an imaging library."""

import struct
import zlib
from pathlib import Path

import pypdfium2

FOLDER = Path(__file__).parents[3] / "build" / "papers"
"""Ignored by git."""


def picture_pages(pdf: bytes, name: str, scale: float = 1.25) -> list[Path]:
    """Write every page as `build/papers/<name>-<page>.png` and return the files."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    files = []
    with pypdfium2.PdfDocument(pdf) as document:
        for number, page in enumerate(document, start=1):
            file = FOLDER / f"{name}-{number:02d}.png"
            file.write_bytes(_png(page.render(scale=scale, rev_byteorder=True)))
            files.append(file)
    return files


def _png(bitmap: pypdfium2.PdfBitmap) -> bytes:
    pixels = bytes(bitmap.buffer)
    rows = (
        b"\0" + pixels[row * bitmap.stride :][: bitmap.width * bitmap.n_channels]
        for row in range(bitmap.height)
    )
    colour = {1: 0, 3: 2, 4: 6}[bitmap.n_channels]
    header = struct.pack(">IIBBBBB", bitmap.width, bitmap.height, 8, colour, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        _chunk(kind, content)
        for kind, content in (
            (b"IHDR", header),
            (b"IDAT", zlib.compress(b"".join(rows), 6)),
            (b"IEND", b""),
        )
    )


def _chunk(kind: bytes, content: bytes) -> bytes:
    check = struct.pack(">I", zlib.crc32(kind + content))
    return struct.pack(">I", len(content)) + kind + content + check
