"""How the nodes stand: those that are linked, those of this machine, and those that are missing."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.utils import timezone

from chibo.media.engine import NodeStanding
from chibo.media.models import MediaNode
from chibo.media.nodes.guest import guests
from chibo.media.queries import in_use

LATELY = timedelta(seconds=90)
"""While a node is linked this is noted every half minute."""


@dataclass(frozen=True, slots=True)
class Row:
    """One media server as an administrator reads of it."""

    key: str
    name: str
    number: int
    """Which of this machine it is, where it has no name."""
    standing: NodeStanding | None
    """None while it is not linked to this process."""
    is_draining: bool
    since: datetime | None
    """When it came, or was seen last; None for one that never came."""
    is_registered: bool
    """Whether it is of another machine, which can be shut out."""
    is_elsewhere: bool = False
    """Whether it is linked to another process of the house."""

    @property
    def is_up(self) -> bool:
        """Whether rooms can be on it now."""
        return self.standing is not None and self.standing.is_up


def rows() -> list[Row]:
    """Return every media server, those of this machine first."""
    standings = {each.key: each for each in in_use().engine.standings()}
    registered = list(MediaNode.objects.filter(revoked_at=None))
    others = [_registered(each, standings.get(str(each.public_id))) for each in registered]
    keys = {row.key for row in others}
    here = [each for each in standings.values() if not each.name and each.key not in keys]
    return [*(_here(number, each) for number, each in enumerate(here, 1)), *others]


def registered(public_id: UUID) -> MediaNode | None:
    """Return a node that is let in."""
    return MediaNode.objects.filter(public_id=public_id, revoked_at=None).first()


def missing() -> list[MediaNode]:
    """Return the nodes that are let in and have not been linked to any process for a while."""
    return [row for row in MediaNode.objects.filter(revoked_at=None) if not _was_just_seen(row)]


def _was_just_seen(node: MediaNode) -> bool:
    return node.seen_at is not None and node.seen_at > timezone.now() - LATELY


def _here(number: int, standing: NodeStanding) -> Row:
    return Row(
        key=standing.key,
        name="",
        number=number,
        standing=standing,
        is_draining=standing.is_draining,
        since=standing.since,
        is_registered=False,
    )


def _registered(node: MediaNode, standing: NodeStanding | None) -> Row:
    return Row(
        key=str(node.public_id),
        name=node.name,
        number=0,
        standing=standing,
        is_draining=node.is_draining,
        since=standing.since if standing else node.seen_at,
        is_registered=True,
        is_elsewhere=not standing and node.pk not in guests and _was_just_seen(node),
    )
