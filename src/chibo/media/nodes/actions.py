"""Letting machines in as nodes, emptying them, and shutting them out."""

import hashlib
import secrets
from typing import Any

from django.utils import timezone

from chibo.media.models import MediaNode


def register(name: str, account: Any) -> tuple[MediaNode, str]:
    """Let a machine in by a fresh token, which is returned and kept nowhere."""
    token = secrets.token_urlsafe(32)
    node = MediaNode.objects.create(name=name, token_hash=hashed(token), made_by=account)
    return node, token


def revoke(node: MediaNode) -> None:
    """Shut a machine out for good; whichever process it is linked to lets it go in seconds."""
    MediaNode.objects.filter(pk=node.pk, revoked_at=None).update(revoked_at=timezone.now())


def drain(node: MediaNode, *, is_draining: bool) -> None:
    """Let a machine take no more rooms, or take them again."""
    MediaNode.objects.filter(pk=node.pk).update(is_draining=is_draining)


def note_seen(node: MediaNode) -> None:
    """Keep that a machine is linked to us now."""
    MediaNode.objects.filter(pk=node.pk).update(seen_at=timezone.now())


def hashed(token: str) -> str:
    """Return what is kept of a token: it is long and random, so that a plain hash is enough."""
    return hashlib.sha256(token.encode()).hexdigest()
