"""What sound and picture lack on this machine; `chibo check --deploy` tells the administrator."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.apps import AppConfig
from django.core.checks import CheckMessage, Error, Warning  # noqa: A004 -- Django's name for it
from django.db import DatabaseError

from chibo.media.background import media_plans
from chibo.media.coturn import choice
from chibo.media.janus.configuration import ConfigurationError
from chibo.media.janus.installation import has_network
from chibo.media.nodes.queries import missing

INSTALL = "Run tools/install-janus."


def lacks(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    """Return what is missing, and what to do about it."""
    try:
        return list(_lacks())
    except ConfigurationError as error:
        return [Error(str(error), id="media.E001")]


def _lacks() -> Iterator[CheckMessage]:
    if not media_plans():
        yield Warning(
            "No Janus was found: meetings have no sound and no picture.",
            hint=f"{INSTALL} Or name it in MEDIA_JANUS_BIN.",
            id="media.W001",
        )
    elif not has_network():
        yield Warning(
            "This machine has no network besides the loopback: there is no sound.",
            hint="Give it an address.",
            id="media.W002",
        )
    yield from _lacks_of_turn()
    yield from _lacks_of_nodes()


def _lacks_of_turn() -> Iterator[CheckMessage]:
    if choice.elsewhere():
        return
    plan = choice.our_own()
    if plan is None:
        yield Warning(
            "No TURN server: where a firewall closes the UDP ports there is no sound.",
            hint=f"{INSTALL} Or name another's in MEDIA_TURN_URLS and MEDIA_TURN_SECRET.",
            id="media.W003",
        )
    elif not plan.listening.has_tls:
        yield Warning(
            "The TURN server has no certificate: where only port 443 is open there is no sound.",
            hint="Set MEDIA_TURN_HOST, MEDIA_TURN_CERTIFICATE and MEDIA_TURN_KEY; see docs/media.md.",
            id="media.W004",
        )


def _lacks_of_nodes() -> Iterator[CheckMessage]:
    try:
        lost = missing()
    except DatabaseError:
        return  # The tables are still to be made; Django's own checks say so.
    for node in lost:
        since = node.seen_at.isoformat(" ", "minutes") if node.seen_at else "it was let in"
        yield Warning(
            f"The media node “{node.name}” has not been seen since {since}.",
            hint="Start chibo media-node on that machine, or revoke its token on /nodes/.",
            id="media.W005",
        )
