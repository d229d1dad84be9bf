"""Witnessed heads: what a body keeps, and whether the journals here still extend it."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.core.exceptions import ValidationError

from chibo.archive.witness import Head
from chibo.archives.witness_kind import KIND, witness_key
from chibo.core.procedure.witness import HeadWitnessed, Witness
from chibo.meetings import stored
from chibo.meetings.queries import JournalUnknownError, state_of
from chibo.registry.models import Body
from chibo.registry.queries import body_by_public_id, superior_of


@dataclass(frozen=True, slots=True)
class Kept:
    """One head that was kept, and whether the journal here still has it."""

    head: HeadWitnessed
    body_name: str
    holds: bool


def witness_of(body: Body) -> Witness:
    """Return everything a body keeps; a body that keeps nothing yet is empty-handed."""
    try:
        state = state_of(witness_key(str(body.public_id)), KIND).state
    except JournalUnknownError:
        return Witness()
    return state if isinstance(state, Witness) else Witness()


def kept_by(body: Body) -> list[Kept]:
    """Return the heads a body keeps, the latest first, each compared with the journal here."""
    heads = [each for places in witness_of(body).heads.values() for each in places.values()]
    hashes = stored.hashes_at((each.journal, each.seq) for each in heads)
    names = {str(each.public_id): each.name for each in body.children.all()}
    kept = [
        Kept(
            each,
            names.get(each.body, each.body),
            hashes.get((each.journal, each.seq)) == each.hash,
        )
        for each in heads
    ]
    return sorted(kept, key=lambda each: each.head.at, reverse=True)


def heads_for_file(body: Body) -> list[Head]:
    """Return the heads a body keeps as a list that leaves the server."""
    return [
        Head(head.journal, head.kind, head.body, head.seq, head.hash, head.at)
        for kept in kept_by(body)
        for head in (kept.head,)
    ]


def heads_about(bodies: Iterable[str]) -> list[Head] | None:
    """Return what the bodies above these keep here; None where nobody here keeps anything."""
    superiors = {above.pk: above for each in bodies if (above := _above(each)) is not None}
    found = [head for above in superiors.values() for head in heads_for_file(above)]
    return found or None


def _above(public_id: str) -> Body | None:
    try:
        body = body_by_public_id(UUID(public_id))
    except (ValueError, ValidationError):
        return None
    return superior_of(body) if body else None
