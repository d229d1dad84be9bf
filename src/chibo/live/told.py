"""A message as it is sent: written once, and packed once for everybody who is told the same."""

import zlib
from dataclasses import dataclass, field

from chibo.web.frames import binary_frame, text_frame

WORTH_PACKING = 400
"""Shorter messages gain nothing by being packed."""


@dataclass(slots=True, eq=False)
class Told:
    """One message to many pages."""

    text: str
    _packed: bytes = field(default=b"", repr=False)
    _frames: dict[bool, bytes] = field(default_factory=dict, repr=False)

    @property
    def packed(self) -> bytes:
        """The text as raw deflate, nothing where packing is not worth it."""
        if not self._packed and len(self.text) >= WORTH_PACKING:
            # A thousand compressors, one a line as the protocol has it, cost a thousand times this.
            packer = zlib.compressobj(6, zlib.DEFLATED, -zlib.MAX_WBITS)
            self._packed = packer.compress(self.text.encode()) + packer.flush()
        return self._packed

    def frame(self, *, unpacks: bool) -> bytes:
        """Return the message as it goes over the line, to pages that unpack or to those that do not."""
        if unpacks not in self._frames:
            is_packed = unpacks and self.packed
            made = binary_frame(self.packed) if is_packed else text_frame(self.text)
            self._frames[unpacks] = made
        return self._frames[unpacks]


class Plain(Told):
    """A message that is never packed: beside a strand, whatever is packed belongs to it."""

    @property
    def packed(self) -> bytes:
        """Nothing."""
        return b""
