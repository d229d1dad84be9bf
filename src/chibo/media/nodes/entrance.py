"""Who may link a machine to us: a token that an administrator made, one machine at a time."""

import hashlib
from typing import Any

from chibo.media.models import MediaNode
from chibo.media.nodes.actions import hashed
from chibo.media.rations import Rations
from chibo.web.asgi import Scope
from chibo.web.database import in_database
from chibo.web.handshake import header

LONGEST_TOKEN = 200
STRANGERS = Rations(burst=20, each_second=0.2)
"""How often an address may come with tokens that have not been good before."""
_known: set[str] = set()
"""Hashes of tokens that were good: who has one is not kept waiting by those who guess."""


class RefusedError(Exception):
    """Why somebody is not let in, or is let go: a code (`noun.state`) the node has words for."""

    def __init__(self, why: str) -> None:
        """Keep the code."""
        super().__init__(why)
        self.why = why


async def admitted(scope: Scope) -> MediaNode:
    """Return the node whose token came with the socket, or raise `RefusedError`."""
    token = _token(scope)
    known_by = hashed(token)
    if known_by not in _known and not STRANGERS.take(_address(scope)):
        raise RefusedError("asked.too_often")
    found = await in_database(_found)(known_by) if token else None
    if found is None or found.revoked_at is not None:
        _known.discard(known_by)
        raise RefusedError("token.revoked" if found else "token.unknown")
    _known.add(known_by)
    return found


async def expect_still_admitted(node: MediaNode) -> MediaNode:
    """Return the node as it is kept now; raise `RefusedError` if it has been shut out."""
    fresh = await in_database(_again)(node.pk)
    if fresh is None or fresh.revoked_at is not None:
        raise RefusedError("token.revoked")
    return fresh


def _token(scope: Scope) -> str:
    kind, _space, token = header(scope, b"authorization").partition(" ")
    # A page of a browser names its origin; a node has none.
    is_node = kind == "Bearer" and not header(scope, b"origin")
    return token if is_node and len(token) <= LONGEST_TOKEN else ""


def _address(scope: Scope) -> int:
    """Return the caller's address as a number; behind a proxy that hides it all have the same."""
    client: Any = scope.get("client") or ("",)
    return int.from_bytes(hashlib.sha256(str(client[0]).encode()).digest()[:8])


def _found(known_by: str) -> MediaNode | None:
    return MediaNode.objects.filter(token_hash=known_by).first()


def _again(key: int) -> MediaNode | None:
    return MediaNode.objects.filter(pk=key).first()
