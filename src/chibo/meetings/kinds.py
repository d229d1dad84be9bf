"""What a journal can be about: how its kind decides, evolves, gathers facts and is listed."""

from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, TypeVar, cast

from django.conf import settings
from django.utils.module_loading import import_string

from chibo.core.journal.codec import Catalogue
from chibo.core.procedure.frame import Decision, Moment

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of journal. The state is the kind's own; only its functions look into it."""

    name: str
    start: Callable[[], Any]
    decide: Callable[..., Decision[Any]]
    """`(state, command, now=, facts=)`: the core's decision."""
    evolve: Callable[[Any, Any, Moment, str], None]
    """`(state, event, now, entry_hash)`: takes a stored event into the state."""
    events: Catalogue
    commands: Catalogue
    gather: Callable[["Place", Any, Any, Moment], Any]
    """`(place, state, command, now)`: what the core is told, read inside the writer's transaction."""
    summary: Callable[[Any], object]
    """What of a state the lists show; they are written only when it differs from before."""
    listed: Callable[["Place", Any], None]
    """Writes the lists kept beside the journal, in the same transaction."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a state stands: which journal of which body, and up to which entry."""

    key: str
    body: str
    seq: int
    hash: str
    read: dict[Hashable, object] = field(default_factory=dict, compare=False, repr=False)
    """What was read for the commands that are written together: no journal changes the registry."""

    def once(self, what: Hashable, read: Callable[[], T]) -> T:
        """Return what is read of the registry, once for all who check in at the same moment."""
        if what not in self.read:
            self.read[what] = read()
        return cast(T, self.read[what])


@lru_cache(maxsize=1)
def kinds() -> dict[str, Kind]:
    """Return the kinds this installation knows, by name."""
    found = [import_string(path) for path in settings.CHIBO_JOURNAL_KINDS]
    return {kind.name: kind for kind in found}
