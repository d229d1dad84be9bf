"""What kind of packet goes over a line: pages and acts, sound, its reports, or the search for a way."""

from typing import Final

TCP: Final = 6
UDP: Final = 17
_UDP_HEADER = 8

_DTLS, _RTP = range(20, 64), range(128, 192)
"""The first byte says what shares a port (RFC 7983, 7)."""

_RTCP = range(192, 224)
"""The second byte of what is a report and no sound (RFC 5761, 4)."""


def kind_of(packet: bytes) -> str:
    """Return the kind of an IPv4 packet: `tcp`, `sound`, `reports`, `ways`, `keys`, `other`."""
    protocol, begin = packet[9], (packet[0] & 15) * 4
    if protocol == TCP:
        return "tcp"
    content = packet[begin + _UDP_HEADER :]
    if protocol != UDP or len(content) < 2:  # noqa: PLR2004 -- two bytes are looked at
        return "other"
    first, second = content[:2]
    if first in _RTP:
        return "reports" if second in _RTCP else "sound"
    if first in _DTLS:
        return "keys"
    return "ways" if first < 4 else "other"  # noqa: PLR2004 -- STUN (RFC 8489, 5)
