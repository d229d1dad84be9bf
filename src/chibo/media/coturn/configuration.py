"""Writes the folder coturn is started with: passes that end, and one peer, the media server."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from chibo.media.janus.configuration import ConfigurationError

REALM = "chibo"
MOST_FOR_ONE, MOST_FOR_ALL = 24, 2400
"""Ways that may be open at once: two connections a page, each over UDP, TCP and TLS, twice over
while a new way is sought."""
HIGHEST_RATE = 500_000
"""Bytes a second for one way: twelve pictures and three who speak."""
FIRST_HIGH_PORT = 1024
CERTIFICATE, KEY = "certificate.pem", "key.pem"
_HOST = re.compile(r"[A-Za-z0-9.-]+")


@dataclass(frozen=True, slots=True)
class Listening:
    """Where coturn is found, and by which name."""

    host: str = ""
    """The name or address browsers find it by; the machine's address when empty."""
    port: int = 3478
    tls_port: int = 5349
    certificate: str = ""
    key: str = ""
    relay_ports: str = "21000-21999"
    interface: str = ""
    """The only interface or address to listen on, as the media server has it."""

    def __post_init__(self) -> None:
        for name, port in (
            ("MEDIA_TURN_PORT", self.port),
            ("MEDIA_TURN_TLS_PORT", self.tls_port),
        ):
            if not 0 < port < 2**16:
                message = f"{name} is {port}: say, for example, 3478."
                raise ConfigurationError(message)
        if not re.fullmatch(r"\d{4,5}-\d{4,5}", self.relay_ports):
            message = (
                f"MEDIA_TURN_PORTS is {self.relay_ports!r}: say, for example, 21000-21999."
            )
            raise ConfigurationError(message)
        if self.host and not _HOST.fullmatch(self.host):
            message = f"MEDIA_TURN_HOST is {self.host!r}: say a name such as turn.example.vn."
            raise ConfigurationError(message)
        self._check_certificate()

    def _check_certificate(self) -> None:
        if bool(self.certificate) != bool(self.key):
            message = "MEDIA_TURN_CERTIFICATE and MEDIA_TURN_KEY belong together: set both."
            raise ConfigurationError(message)
        if self.certificate and not self.host:
            message = "MEDIA_TURN_HOST must say the name that is in MEDIA_TURN_CERTIFICATE."
            raise ConfigurationError(message)
        for name, path in (
            ("MEDIA_TURN_CERTIFICATE", self.certificate),
            ("MEDIA_TURN_KEY", self.key),
        ):
            if path and not Path(path).is_file():
                message = f"{name} is {path!r}: there is no such file."
                raise ConfigurationError(message)

    @property
    def has_tls(self) -> bool:
        """Whether it can be reached over TLS."""
        return bool(self.certificate)

    @property
    def ports(self) -> tuple[int, ...]:
        """The ports it listens on."""
        return (self.port, self.tls_port) if self.has_tls else (self.port,)

    @property
    def has_low_port(self) -> bool:
        """Whether it needs the right to a port below 1024."""
        return min(self.ports) < FIRST_HIGH_PORT

    def urls(self, address: str) -> tuple[str, ...]:
        """Return what browsers are told, the best way first."""
        host = self.host or address
        plain = tuple(f"turn:{host}:{self.port}?transport={way}" for way in ("udp", "tcp"))
        return (
            (*plain, f"turns:{host}:{self.tls_port}?transport=tcp") if self.has_tls else plain
        )


def write(
    folder: Path,
    listening: Listening,
    addresses: Sequence[str],
    peers: Sequence[str],
    secret: str,
) -> Path:
    """Write the configuration, and return where; certificate and key are copied beside it."""
    folder.chmod(0o700)
    content = _content(folder, listening, addresses, peers, secret)
    files = {"turnserver.conf": content.encode("ascii")}
    if listening.has_tls:
        # It runs as somebody who may not read ours. Remarks in them may be in any language.
        files[CERTIFICATE] = Path(listening.certificate).read_bytes()
        files[KEY] = Path(listening.key).read_bytes()
    for name, written in files.items():
        path = folder / name
        path.touch(mode=0o600)
        path.write_bytes(written)
    return folder / "turnserver.conf"


def _content(
    folder: Path,
    listening: Listening,
    addresses: Sequence[str],
    peers: Sequence[str],
    secret: str,
) -> str:
    first, last = listening.relay_ports.split("-")
    lines = [
        *(f"listening-ip={address}" for address in addresses),
        # Only the media server is spoken to, which is on this machine.
        f"relay-ip={addresses[0]}",
        f"listening-port={listening.port}",
        *_tls(folder, listening),
        f"min-port={first}",
        f"max-port={last}",
        f"realm={REALM}",
        "use-auth-secret",
        f"static-auth-secret={secret}",
        "fingerprint",
        "stale-nonce=600",
        f"user-quota={MOST_FOR_ONE}",
        f"total-quota={MOST_FOR_ALL}",
        f"max-bps={HIGHEST_RATE}",
        # Nobody may be reached through it but the media server.
        "denied-peer-ip=0.0.0.0-255.255.255.255",
        "denied-peer-ip=::-ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
        *(f"allowed-peer-ip={peer}" for peer in peers),
        "no-multicast-peers",
        "no-tcp-relay",
        "no-dtls",
        "no-tlsv1",
        "no-tlsv1_1",
        "no-cli",
        "no-rfc5780",
        "no-stun-backward-compatibility",
        "response-origin-only-with-rfc5780",
        "no-software-attribute",
        "no-dynamic-ip-list",
        "no-dynamic-realms",
        f"userdb={folder / 'turndb'}",
        f"pidfile={folder / 'pid'}",
        "log-file=stdout",
        "simple-log",
    ]
    return "\n".join(lines) + "\n"


def _tls(folder: Path, listening: Listening) -> tuple[str, ...]:
    if not listening.has_tls:
        return ("no-tls",)
    return (
        f"tls-listening-port={listening.tls_port}",
        f"cert={folder / CERTIFICATE}",
        f"pkey={folder / KEY}",
    )
