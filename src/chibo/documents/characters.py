"""Text made fit for print: what the paper's font cannot show is written out as its code."""

import unicodedata
from functools import cache
from pathlib import Path

from django.conf import settings
from fontTools.ttLib import TTFont

_INVISIBLE = {"Cc", "Cf", "Zl", "Zp"}
_VARIATION_SELECTORS = range(0xFE00, 0xFE10)


def font_folder() -> Path:
    """Return the folder with the four faces of the papers' font."""
    return Path(settings.NODE_MODULES) / "@expo-google-fonts" / "tinos"


@cache
def printable() -> frozenset[int]:
    """Return the characters that every face of the font can show."""
    faces = [_characters_of(file) for file in sorted(font_folder().rglob("*.ttf"))]
    return frozenset(set.intersection(*faces))


def legible(text: str) -> str:
    """Return one line of text as it will be printed, the same in the PDF and the DOCX.

    Nothing a person can see is dropped: a character outside the font becomes "[U+1F44D]".
    """
    composed = unicodedata.normalize("NFC", text.replace("\t", " "))
    return "".join(_shown(character) for character in composed)


def lines(text: str) -> tuple[str, ...]:
    """Return the lines of a text that hold something, each legible."""
    return tuple(shown for line in text.splitlines() if (shown := legible(line).strip()))


def _shown(character: str) -> str:
    code = ord(character)
    if code in _VARIATION_SELECTORS or unicodedata.category(character) in _INVISIBLE:
        return ""
    return character if code in printable() else f"[U+{code:04X}]"


def _characters_of(file: Path) -> set[int]:
    with TTFont(file, lazy=True) as font:
        return set(font.getBestCmap())
