"""Writes the folder the media server is started with: one plugin, one private door, no defaults."""

import re
import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

PLUGIN = "libjanus_videoroom.so"
TRANSPORT = "libjanus_websockets.so"
_KINDS = {"plugins": {PLUGIN}, "transports": {TRANSPORT}, "events": set(), "loggers": set()}
_SAFE = re.compile(r"[A-Za-z0-9 _.,:/@+-]*")

FEWEST_PORTS = 40
"""UDP ports of one server: twenty pages in calls."""

Value = str | int | bool


class ConfigurationError(ValueError):
    """A setting the media server cannot be started with, named in the message."""


@dataclass(frozen=True, slots=True)
class Installation:
    """Where the media server's program and its modules are."""

    binary: Path
    modules: Path

    def is_complete(self) -> bool:
        """Whether the program, the room plugin and the socket transport are there."""
        parts = (
            self.binary,
            self.modules / "plugins" / PLUGIN,
            self.modules / "transports" / TRANSPORT,
        )
        return all(part.is_file() for part in parts)


@dataclass(frozen=True, slots=True)
class Network:
    """How browsers reach the media server."""

    rtp_ports: str = "20000-20999"
    public_address: str = ""
    """Our address as the world sees it, where a router stands in between (1:1 NAT)."""
    interface: str = ""
    """The only interface or address to offer; every one when empty."""

    def __post_init__(self) -> None:
        if not re.fullmatch(r"\d{4,5}-\d{4,5}", self.rtp_ports):
            message = f"MEDIA_RTP_PORTS is {self.rtp_ports!r}: say, for example, 20000-20999."
            raise ConfigurationError(message)
        for name, value in (
            ("MEDIA_PUBLIC_ADDRESS", self.public_address),
            ("MEDIA_INTERFACE", self.interface),
        ):
            if not re.fullmatch(r"[A-Za-z0-9.:,_-]*", value):
                message = f"{name} is {value!r}: say an address such as 203.0.113.7."
                raise ConfigurationError(message)

    def shares(self, count: int) -> list["Network"]:
        """Divide the ports among so many servers of one machine."""
        if count == 1:
            return [self]
        first, last = map(int, self.rtp_ports.split("-"))
        size = (last - first + 1) // count
        if size < FEWEST_PORTS:
            message = (
                f"MEDIA_RTP_PORTS is {self.rtp_ports!r}: that is too few for MEDIA_NODES={count}; "
                f"each needs {FEWEST_PORTS}."
            )
            raise ConfigurationError(message)
        starts = range(first, first + size * count, size)
        return [replace(self, rtp_ports=f"{start}-{start + size - 1}") for start in starts]


def _fresh() -> str:
    return secrets.token_hex(32)


@dataclass(frozen=True, slots=True)
class Secrets:
    """What only this start of the media server knows; kept in memory and in a 0600 file."""

    api: str = field(default_factory=_fresh)
    admin_key: str = field(default_factory=_fresh)


def socket_in(folder: Path) -> Path:
    """Return where the media server listens: the only way to command it."""
    return folder / "janus.sock"


def write(folder: Path, installation: Installation, network: Network, keys: Secrets) -> None:
    """Write the configuration; the folder, 0700, is what guards the socket in it."""
    folder.chmod(0o700)
    sections = {
        "janus.jcfg": _core(folder, installation, network, keys),
        "janus.transport.websockets.jcfg": _door(folder),
        "janus.plugin.videoroom.jcfg": _videoroom(keys),
    }
    for name, content in sections.items():
        path = folder / name
        path.touch(mode=0o600)
        path.write_text(_jcfg(content), encoding="ascii")


def _core(
    folder: Path, installation: Installation, network: Network, keys: Secrets
) -> Mapping[str, Mapping[str, Value]]:
    modules = installation.modules
    general: dict[str, Value] = {
        "configs_folder": str(folder),
        **{f"{kind}_folder": str(modules / kind) for kind in _KINDS},
        "api_secret": keys.api,
        "session_timeout": 30,
        "reclaim_session_timeout": 15,
        "hide_dependencies": True,
        "debug_level": 3,
        "debug_colors": False,
        "event_loops": 2,
    }
    nat: dict[str, Value] = {"full_trickle": True, "ignore_mdns": True}
    if network.interface:
        nat["ice_enforce_list"] = network.interface
    if network.public_address:
        nat["nat_1_1_mapping"] = network.public_address
        # Those beside the server, behind the same router, still reach it directly.
        nat["keep_private_host"] = True
    return {
        "general": general,
        "media": {"rtp_port_range": network.rtp_ports, "slowlink_threshold": 4},
        "nat": nat,
        **{kind: {"disable": _unwanted(modules / kind, kept)} for kind, kept in _KINDS.items()},
    }


def _unwanted(folder: Path, kept: Iterable[str]) -> str:
    """Return every module but the wanted ones: Janus loads whatever it is not told to leave."""
    found = sorted(path.name for path in folder.glob("*.so")) if folder.is_dir() else []
    return ",".join(name for name in found if name not in kept)


def _door(folder: Path) -> Mapping[str, Mapping[str, Value]]:
    general: dict[str, Value] = {
        "json": "compact",
        "ws": True,
        "ws_unix": str(socket_in(folder)),
        "wss": False,
    }
    return {"general": general, "admin": {"admin_ws": False, "admin_wss": False}}


def _videoroom(keys: Secrets) -> Mapping[str, Mapping[str, Value]]:
    general: dict[str, Value] = {
        "admin_key": keys.admin_key,
        "string_ids": True,
        "lock_rtp_forward": True,
    }
    return {"general": general}


def _jcfg(sections: Mapping[str, Mapping[str, Value]]) -> str:
    blocks = []
    for name, values in sections.items():
        lines = [f"  {key} = {_written(key, value)}" for key, value in values.items()]
        blocks.append("\n".join([f"{name}: {{", *lines, "}"]))
    return "\n".join(blocks) + "\n"


def _written(key: str, value: Value) -> str:
    match value:
        case bool():
            return "true" if value else "false"
        case int():
            return str(value)
        case str():
            if not _SAFE.fullmatch(value):
                message = f"The media server cannot take {value!r} for {key}."
                raise ConfigurationError(message)
            return f'"{value}"'
