"""Vietnamese alphabetical order: letters first, tone marks only between equal letters."""

import unicodedata

_ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_PLACE = {letter: place for place, letter in enumerate(_ALPHABET, start=1)}
_TONES = {"\u0300": 1, "\u0309": 2, "\u0303": 3, "\u0301": 4, "\u0323": 5}
"""Huyền, hỏi, ngã, sắc, nặng: the order of Vietnamese dictionaries."""

SortKey = tuple[tuple[int, ...], tuple[int, ...]]


def sort_key(text: str) -> SortKey:
    """Return what puts a text into Vietnamese alphabetical order."""
    letters: list[int] = []
    tones: list[int] = []
    for character in unicodedata.normalize("NFC", text.casefold()):
        marks = unicodedata.normalize("NFD", character)
        tone = next((mark for mark in marks if mark in _TONES), "")
        plain = unicodedata.normalize("NFC", marks.replace(tone, "") if tone else marks)
        letters.append(_PLACE.get(plain, 0 if plain.isspace() else 100 + ord(plain[0])))
        tones.append(_TONES.get(tone, 0))
    return tuple(letters), tuple(tones)


def by_given_name(full_name: str) -> tuple[SortKey, SortKey]:
    """Return what orders people as a Vietnamese list does: by the given name, which comes last."""
    before, _, given = full_name.strip().rpartition(" ")
    return sort_key(given), sort_key(before)
