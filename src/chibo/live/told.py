"""A message as it is sent: written once, and packed once for everybody who is told the same."""

import zlib
from dataclasses import dataclass, field

WORTH_PACKING = 400
"""Shorter messages gain nothing by being packed."""


@dataclass(slots=True, eq=False)
class Told:
    """One message to many pages."""

    text: str
    _packed: bytes = field(default=b"", repr=False)

    @property
    def packed(self) -> bytes:
        """The text as raw deflate, nothing where packing is not worth it."""
        if not self._packed and len(self.text) >= WORTH_PACKING:
            # A thousand compressors, one a line as the protocol has it, cost a thousand times this.
            packer = zlib.compressobj(6, zlib.DEFLATED, -zlib.MAX_WBITS)
            self._packed = packer.compress(self.text.encode()) + packer.flush()
        return self._packed
