"""The container: a ZIP that is sane before anything in it is believed."""

import hashlib
import json
import re
import stat
import unicodedata
import zlib
from typing import BinaryIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, LargeZipFile, ZipFile, ZipInfo

from chibo.archive.saying import LieError, NoArchiveError
from chibo.core.journal.chain import canonical
from chibo.core.journal.codec import Json

MANIFEST = "manifest.json"
MOST_FILES = 20_000
MOST_BYTES = 2_000_000_000
"""All files of an archive together, unpacked: a cell's year with its papers is a hundredth of it."""
MOST_AT_ONCE = 400_000_000
MOST_TIMES = 400
"""How many times its size a packed file may unpack to; text of one kind packs a hundredfold."""
SMALL = 1_000_000
_HEAD_OF_ENTRY = 30
_ENCRYPTED = 1
_PLAIN = re.compile(r"[A-Za-z0-9._()+=,@-]+")
_BROKEN = (BadZipFile, LargeZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError)


class Container:
    """The files of an archive by name; what is read has the length and the sum the ZIP promises."""

    def __init__(self, stream: BinaryIO, *, most: int = MOST_BYTES) -> None:
        """Open a ZIP that unpacks to `most` bytes, or raise `NoArchiveError` with what is wrong."""
        start = stream.read(2)
        stream.seek(0)
        try:
            self._zip = ZipFile(stream)
        except (*_BROKEN, ValueError, OSError, UnicodeDecodeError):
            raise NoArchiveError("zip.cut_off" if start == b"PK" else "zip.none") from None
        self._files = _sane(self._zip.infolist(), most)

    @property
    def names(self) -> frozenset[str]:
        """The names of all files."""
        return frozenset(self._files)

    def read(self, name: str) -> bytes:
        """Return a file's content, or raise a lie where it is missing or damaged."""
        if name not in self._files:
            raise LieError("file.missing", file=name)
        try:
            return self._zip.read(self._files[name])
        except (*_BROKEN, ValueError, OSError):
            raise LieError("file.damaged", file=name) from None

    def size(self, name: str) -> int:
        """Return how long a file says it is."""
        return self._files[name].file_size


def _sane(entries: list[ZipInfo], most: int) -> dict[str, ZipInfo]:
    if len(entries) > MOST_FILES:
        raise NoArchiveError("zip.too_many", most=MOST_FILES)
    if sum(each.file_size for each in entries) > most:
        raise NoArchiveError("zip.bomb")
    found: dict[str, ZipInfo] = {}
    folded: set[str] = set()
    for each in entries:
        _check(each)
        # Two names that one disk takes for the same would hide each other.
        alike = unicodedata.normalize("NFC", each.filename).casefold()
        if alike in folded:
            raise NoArchiveError("zip.twice", file=each.filename)
        folded.add(alike)
        found[each.filename] = each
    _check_places(entries)
    return found


def _check(entry: ZipInfo) -> None:
    if not is_safe_path(entry.orig_filename) or entry.is_dir():
        raise NoArchiveError("zip.path", file=entry.orig_filename[:200])
    if stat.S_ISLNK(entry.external_attr >> 16):
        raise NoArchiveError("zip.path", file=entry.filename)
    if entry.flag_bits & _ENCRYPTED:
        raise NoArchiveError("zip.encrypted", file=entry.filename)
    if entry.compress_type not in {ZIP_STORED, ZIP_DEFLATED}:
        raise NoArchiveError("zip.packing", file=entry.filename)
    is_bomb = entry.file_size > SMALL and entry.file_size > MOST_TIMES * entry.compress_size
    if is_bomb or entry.file_size > MOST_AT_ONCE:
        raise NoArchiveError("zip.bomb")


def _check_places(entries: list[ZipInfo]) -> None:
    """Files that share bytes are how small bombs unpack to large ones."""
    end = 0
    for each in sorted(entries, key=lambda one: one.header_offset):
        if each.header_offset < end:
            raise NoArchiveError("zip.bomb")
        end = each.header_offset + _HEAD_OF_ENTRY + each.compress_size


def is_safe_path(name: str) -> bool:
    """Tell whether a name stays inside the folder it is unpacked to, on every system."""
    parts = name.split("/")
    return all(_PLAIN.fullmatch(part) and part.strip(".") for part in parts)


def write_container(stream: BinaryIO, files: dict[str, bytes]) -> None:
    """Write files as a ZIP; equal files give equal bytes with the same packing library."""
    with ZipFile(stream, "w", ZIP_DEFLATED) as packed:
        for name in sorted(files):
            entry = ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
            entry.compress_type = ZIP_DEFLATED
            entry.create_system = 3
            entry.external_attr = 0o100644 << 16
            packed.writestr(entry, files[name], compresslevel=6)


def sha256(content: bytes) -> str:
    """Return the SHA-256 of some bytes, in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def read_json(container: Container, name: str) -> Json:
    """Return what a JSON file says; one that is not canonical is not ours."""
    content = container.read(name)
    value = parsed(content, name)
    if canonical(value) != content:
        raise LieError("json.not_canonical", file=name)
    return value


def parsed(content: bytes, name: str, line: int = 0) -> Json:
    """Return the value of some JSON, or raise a lie with the place."""
    try:
        value: Json = json.loads(content.decode("utf-8"), parse_float=_no_float)
    except (ValueError, RecursionError):
        raise LieError("json.broken", file=name, line=line) from None
    return value


def _no_float(text: str) -> object:
    raise ValueError(text)
