"""A network namespace whose only way out is a bad line to this machine (Linux, root)."""

import ctypes
import errno
import fcntl
import os
import shutil
import struct
import subprocess
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from chibo.rehearsal.badnet.line import Line
from chibo.rehearsal.badnet.tunnel import Tunnel

DEVICE = Path("/dev/net/tun")
PROGRAMS = ("ip", "nsenter")
MTU = 1_400

_CLONE_NEWNET = 0x40000000
_TUNSETIFF, _IFF_TUN, _IFF_NO_PI = 0x400454CA, 0x0001, 0x1000
_LINES = 64


class NamespaceError(RuntimeError):
    """No bad line can be laid here; `lacks` names what is missing."""

    def __init__(self, lacks: str) -> None:
        """Name what is missing."""
        super().__init__(lacks)
        self.lacks = lacks


def lacking() -> str:
    """Return what this machine lacks: `linux`, `root`, `tun`, a program; nothing if all is there."""
    if sys.platform != "linux":
        return "linux"
    if os.geteuid() != 0:
        return "root"
    missing = [name for name in PROGRAMS if not shutil.which(name)]
    if missing:
        return missing[0]
    try:
        os.close(os.open(DEVICE, os.O_RDWR))
    except OSError:
        return "tun"
    return ""


@dataclass(frozen=True, slots=True)
class Namespace:
    """The far side of a bad line: where programs run that shall suffer."""

    server: str
    """The address under which this machine is reached from there."""
    address: str
    tunnel: Tunnel
    _file: int

    def command(self, words: Sequence[str]) -> list[str]:
        """Return a command that runs another one there."""
        return [*_entering(self._file), *words]


@contextmanager
def laid(line: Line, *, seed: int) -> Iterator[Namespace]:
    """Lay a bad line to a namespace of its own; nothing is left of either afterwards."""
    if lacks := lacking():
        raise NamespaceError(lacks)
    with ExitStack() as stack:
        try:
            number, far = _free_device()
            stack.callback(os.close, far)
            name, server, client = f"badnet{number}", f"10.77.{number}.1", f"10.77.{number}.2"
            with ThreadPoolExecutor(1) as elsewhere:
                # Namespaces belong to threads: this one goes there, opens, and ends.
                space, near = elsewhere.submit(_opened_elsewhere, name).result()
            stack.callback(os.close, space)
            stack.callback(os.close, near)
            _configure([], name, server, client)
            _configure(_entering(space), name, client, server)
            _ip([*_entering(space), "ip", "link", "set", "lo", "up"])
            _ip([*_entering(space), "ip", "route", "add", "default", "dev", name])
        except (OSError, subprocess.CalledProcessError) as error:
            # A container may show the device and forbid its use.
            raise NamespaceError("tun") from error
        tunnel = Tunnel(near, far, line, seed=seed)
        tunnel.start()
        stack.callback(tunnel.stop)
        yield Namespace(server, client, tunnel, space)


def _free_device() -> tuple[int, int]:
    """Return the number of a line that nobody else has laid, and its device on this side."""
    for number in range(1, _LINES):
        try:
            return number, _device(f"badnet{number}")
        except OSError as error:
            if error.errno != errno.EBUSY:
                raise
    raise NamespaceError("tun")


def _opened_elsewhere(name: str) -> tuple[int, int]:
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.unshare(_CLONE_NEWNET):
        raise OSError(ctypes.get_errno(), "unshare")
    space = os.open("/proc/thread-self/ns/net", os.O_RDONLY)
    return space, _device(name)


def _device(name: str) -> int:
    device = os.open(DEVICE, os.O_RDWR)
    try:
        request = struct.pack("16sH22x", name.encode(), _IFF_TUN | _IFF_NO_PI)
        fcntl.ioctl(device, _TUNSETIFF, request)
    except OSError:
        os.close(device)
        raise
    return device


def _entering(space: int) -> list[str]:
    return ["nsenter", f"--net=/proc/{os.getpid()}/fd/{space}"]


def _configure(entering: Sequence[str], name: str, own: str, other: str) -> None:
    _ip([*entering, "ip", "address", "add", own, "peer", other, "dev", name])
    _ip([*entering, "ip", "link", "set", name, "mtu", str(MTU), "up"])


def _ip(words: Sequence[str]) -> None:
    subprocess.run(words, check=True, capture_output=True)  # noqa: S603 -- our own words
