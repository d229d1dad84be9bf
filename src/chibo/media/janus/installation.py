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
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        return any(_is_reachable(probe, name) for _, name in socket.if_nameindex())


def _module_folders(program: Path) -> Iterator[Path]:
    """Yield where packages put modules: Debian by architecture, a build of one's own plainly."""
    prefix = program.parent.parent
    yield from sorted((prefix / "lib").glob("*/janus"))
    yield prefix / "lib" / "janus"


def _is_reachable(probe: socket.socket, name: str) -> bool:
    request = struct.pack("256s", name.encode()[:15])
    try:
        answer = fcntl.ioctl(probe, _SIOCGIFFLAGS, request)
        fcntl.ioctl(probe, _SIOCGIFADDR, request)
    except OSError:
        return False  # No address of its own, or gone since it was listed.
    (flags,) = struct.unpack_from("H", answer, 16)
    return bool(flags & _IFF_UP) and not flags & _IFF_LOOPBACK
