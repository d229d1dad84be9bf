"""Looks for the media server on this machine, and for a network it could be reached on."""

import fcntl
import shutil
import socket
import struct
from collections.abc import Iterator
from pathlib import Path

from chibo.media.janus.configuration import Installation

_SIOCGIFFLAGS, _SIOCGIFADDR = 0x8913, 0x8915
_IFF_UP, _IFF_LOOPBACK = 0x1, 0x8


def find(binary: str = "", modules: str = "") -> Installation | None:
    """Return the media server named in the settings, or the one on the path, if it is whole."""
    program = shutil.which(binary or "janus")
    if program is None:
        return None
    folders = [Path(modules)] if modules else _module_folders(Path(program).resolve())
    candidates = (Installation(Path(program), folder) for folder in folders)
    return next((found for found in candidates if found.is_complete()), None)


def has_network() -> bool:
    """Whether an interface other than the loopback has an address (Janus never offers `lo`)."""
    return bool(addresses())


def addresses(offered: str = "") -> list[str]:
    """Return where Janus can be reached on this machine; `offered` is what MEDIA_INTERFACE says."""
    wanted = [part.strip() for part in offered.split(",") if part.strip()]
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        found = [(name, _address(probe, name)) for _, name in socket.if_nameindex()]
    return [
        address
        for name, address in found
        # As Janus has it: the name of an interface, or the beginning of an address.
        if address
        and (not wanted or any(one == name or address.startswith(one) for one in wanted))
    ]


def _module_folders(program: Path) -> Iterator[Path]:
    """Yield where packages put modules: Debian by architecture, a build of one's own plainly."""
    prefix = program.parent.parent
    yield from sorted((prefix / "lib").glob("*/janus"))
    yield prefix / "lib" / "janus"


def _address(probe: socket.socket, name: str) -> str | None:
    request = struct.pack("256s", name.encode()[:15])
    try:
        flags = struct.unpack_from("H", fcntl.ioctl(probe, _SIOCGIFFLAGS, request), 16)[0]
        answer = fcntl.ioctl(probe, _SIOCGIFADDR, request)
    except OSError:
        return None  # No address of its own, or gone since it was listed.
    if not flags & _IFF_UP or flags & _IFF_LOOPBACK:
        return None
    return socket.inet_ntoa(answer[20:24])
