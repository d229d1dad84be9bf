"""What lies on the workbench: groups, votes, points with their opinions, and what is left (TG-06)."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise

from chibo.core.procedure.groups.procedure import Procedure
from chibo.core.procedure.groups.sums import set_aside, sum_of
from chibo.core.procedure.groups.synthesis import Point, unanswered, unplaced
from chibo.core.rulebook.majority import Tally, majority_needed
from chibo.core.rulebook.model import Rulebook
from chibo.groups.board import Lane, board_of
from chibo.groups.queries import Said, opinions
from chibo.groups.words import OPINIONS, TREATMENT_LOOKS, TREATMENTS


@dataclass(frozen=True, slots=True)
class Shown:
    """An opinion with its origin, as it was said."""

    key: str
    said: Said
    point: str

    @property
    def kind(self) -> Promise:
        """Return what kind of opinion it is."""
        return OPINIONS[self.said.mark.kind]


@dataclass(frozen=True, slots=True)
class Heap:
    """A point with its opinions."""

    point: Point
    opinions: tuple[Shown, ...]
    treatment: Promise | str
    look: str


@dataclass(frozen=True, slots=True)
class Bench:
    """Everything on the workbench."""

    lanes: tuple[Lane, ...]
    total: Tally | None
    needed: int
    heaps: tuple[Heap, ...]
    loose: tuple[Shown, ...]
    marked: tuple[Shown, ...]
    """Differing and reserved opinions, wherever they stand: always in sight."""
    aside: tuple[tuple[str, str], ...]
    """Votes that count nowhere, by group and name."""
    silent: tuple[str, ...]
    open_points: tuple[Point, ...]

    @property
    def count(self) -> int:
        """Return how many opinions there are."""
        return len(self.loose) + sum(len(heap.opinions) for heap in self.heaps)


def bench_of(state: Procedure, rules: Rulebook, now: datetime) -> Bench:
    """Return the workbench as it stands."""
    places = state.synthesis.places
    shown = {
        key: Shown(key, said, places.get(key, "")) for key, said in opinions(state).items()
    }
    total = (
        sum_of(state.sessions, state.round, state.versions, rules) if state.versions else None
    )
    roll = state.sessions.roll
    return Bench(
        lanes=board_of(state, rules, now).lanes,
        total=total,
        needed=majority_needed(rules, total.base) if total else 0,
        heaps=tuple(_heap(each, shown) for each in state.synthesis.points.values()),
        loose=tuple(shown[key] for key in unplaced(state.synthesis, shown)),
        marked=tuple(each for each in shown.values() if each.said.is_marked),
        aside=tuple(
            (group, roll[person].name if person in roll else person)
            for group, person in set_aside(state.sessions, state.round, state.versions)
        ),
        silent=state.silent(),
        open_points=unanswered(state.synthesis),
    )


def _heap(point: Point, shown: dict[str, Shown]) -> Heap:
    return Heap(
        point=point,
        opinions=tuple(each for each in shown.values() if each.point == point.point),
        treatment=TREATMENTS[point.treatment] if point.treatment else "",
        look=TREATMENT_LOOKS[point.treatment] if point.treatment else "",
    )
