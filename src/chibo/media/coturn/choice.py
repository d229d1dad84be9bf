"""Which TURN server this machine can have: one of somebody else, one of our own, or none."""

import re
import shutil
from pathlib import Path

from django.conf import settings

from chibo.media.coturn.configuration import Listening
from chibo.media.coturn.process import Plan
from chibo.media.janus.configuration import ConfigurationError
from chibo.media.turn import TurnServer

PROGRAM = "turnserver"


def elsewhere() -> TurnServer | None:
    """Return the server somewhere else that the settings name."""
    urls, secret = tuple(settings.MEDIA_TURN_URLS), settings.MEDIA_TURN_SECRET
    if wrong := [url for url in urls if not re.fullmatch(r"turns?:[^\s/]+", url)]:
        message = f"MEDIA_TURN_URLS has {wrong[0]!r}: say turn:example.vn:3478?transport=udp."
        raise ConfigurationError(message)
    if secret and not urls:
        message = "MEDIA_TURN_SECRET belongs to a server: name it in MEDIA_TURN_URLS."
        raise ConfigurationError(message)
    return TurnServer(urls, secret) if secret else None


def our_own() -> Plan | None:
    """Return how to start our own, if its program is there."""
    program = shutil.which(settings.MEDIA_TURN_BIN or PROGRAM)
    if program is None:
        return None
    return Plan(
        binary=Path(program),
        listening=Listening(
            host=settings.MEDIA_TURN_HOST,
            port=_port("MEDIA_TURN_PORT"),
            tls_port=_port("MEDIA_TURN_TLS_PORT"),
            certificate=settings.MEDIA_TURN_CERTIFICATE,
            key=settings.MEDIA_TURN_KEY,
            relay_ports=settings.MEDIA_TURN_PORTS,
            interface=settings.MEDIA_INTERFACE,
        ),
        user=settings.MEDIA_JANUS_USER,
        public_address=settings.MEDIA_PUBLIC_ADDRESS,
        told_urls=tuple(settings.MEDIA_TURN_URLS),
    )


def _port(name: str) -> int:
    value = getattr(settings, name)
    try:
        return int(value)
    except ValueError as error:
        message = f"{name} is {value!r}: say, for example, 3478."
        raise ConfigurationError(message) from error
