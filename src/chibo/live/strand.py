"""One strand of packing for a thin line: what the page was told before costs next to nothing again."""

import weakref
import zlib

FLUSHED = b"\x00\x00\xff\xff"
"""With what every piece of a strand ends; it is not sent, the page adds it."""

MEMORY = 6
"""Of nine: a strand takes about 160 kB, most of it the 32 kB that are looked back on."""

MOST, MOST_AT_EASE = 400, 200
"""How many strands a process has; above the second only lines that need one get it."""

_in_use: "weakref.WeakSet[Strand]" = weakref.WeakSet()


class Strand:
    """Packs one message after the other, each with what came before in mind."""

    __slots__ = ("__weakref__", "_packer")

    def __init__(self) -> None:
        """Begin with nothing told."""
        self._packer = zlib.compressobj(6, zlib.DEFLATED, -zlib.MAX_WBITS, MEMORY)

    def pack(self, text: str) -> bytes:
        """Return the next piece; pieces mean something only in their order, and none left out."""
        packed = self._packer.compress(text.encode() + b"\n")
        return (packed + self._packer.flush(zlib.Z_SYNC_FLUSH)).removesuffix(FLUSHED)


def begun(*, is_thin: bool) -> Strand | None:
    """Return a strand for a line, none where there are enough: a thousand of them would be dear."""
    if len(_in_use) >= (MOST if is_thin else MOST_AT_EASE):
        return None
    strand = Strand()
    _in_use.add(strand)
    return strand
