"""What a page is told: the whole, or what has changed, written once for all who see the same."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from chibo.core.procedure.ballots import voters_present
from chibo.live.audience import WALL, Audience, Mine
from chibo.live.connection import Connection
from chibo.live.stage import Stage
from chibo.live.told import Told
from chibo.live.touching import EVERYTHING, SHOWN, Touched

MOST_ROWS = 200
"""With more rows than this to bring up to date a page is given everything anew."""


ON_WALL = frozenset({"present", "official", "official_present"})
"""The figures that the wall shows; how many have voted is not among them."""


def _reader(stage: Stage, connection: Connection) -> tuple[Audience, Mine]:
    if connection.is_wall:
        return WALL, Mine()
    return stage.audience_of(connection.person), stage.mine_of(connection.person)


def _figures(figures: Mapping[str, int], audience: Audience) -> dict[str, int]:
    shown = ON_WALL if audience.is_wall else figures.keys()
    return {name: number for name, number in figures.items() if name in shown}


def whole(stage: Stage, connection: Connection) -> Told:
    """Return everything, for a page that has just come or was away."""
    audience, own = _reader(stage, connection)
    language = connection.language
    with_roll = connection.with_roll
    return stage.once(
        (language, audience, own, with_roll),
        lambda: _whole(stage, language, audience, own, with_roll=with_roll),
    )


def _whole(
    stage: Stage, language: str, audience: Audience, own: Mine, *, with_roll: bool
) -> Told:
    regions = dict.fromkeys(EVERYTHING, "") | {
        name: stage.html(name, language, audience, own, with_roll=with_roll)
        for name in stage.regions_for(audience)
    }
    figures = _figures(stage.figures, audience)
    return _written("state", stage, {"regions": regions, "figures": figures})


def since(stage: Stage, connection: Connection, seq: int) -> Told | None:
    """Return what a page that was away has missed, or the whole where that is not known any more."""
    touched = stage.touched_since(seq)
    if touched is None or len(touched.rows) > MOST_ROWS:
        return whole(stage, connection)
    tidings = Tidings(stage, touched, stage.figures)
    told = ("since", seq, *tidings.alike(connection))
    return stage.once(told, lambda: message_for(tidings, connection))


def the_roll(stage: Stage, connection: Connection) -> Told:
    """Return the long lists, for a page that has asked for them."""
    audience, own = stage.audience_of(connection.person), stage.mine_of(connection.person)
    regions = {
        name: stage.html(name, connection.language, audience, own, with_roll=True)
        for name in ("people", "hands", "points", "keeping")
        if name in stage.regions_for(audience)
    }
    return _written("news", stage, {"regions": regions})


@dataclass(slots=True)
class Tidings:
    """What has changed since pages were last told."""

    stage: Stage
    touched: Touched
    figures: dict[str, int]

    def alike(self, connection: Connection) -> tuple[object, ...]:
        """Return what two connections have in common if they are told the same."""
        audience, own = _reader(self.stage, connection)
        is_concerned = self.concerns(connection.person) or self._is_about_showing
        concerned = own if is_concerned else None
        return connection.language, audience, concerned, connection.with_roll

    @property
    def _is_about_showing(self) -> bool:
        return "showing" in self.touched.regions and self.stage.shown.turn > 0

    def concerns(self, person: str) -> bool:
        """Whether somebody's own region may have changed."""
        return "mine" in self.touched.regions or person in self.touched.mine


def message_for(tidings: Tidings, connection: Connection) -> Told | None:
    """Return what a connection, and all that are alike, is told; nothing where nothing changed."""
    stage, touched = tidings.stage, tidings.touched
    audience, own = _reader(stage, connection)
    changed = touched.regions | _own(tidings, connection)
    regions = {
        name: stage.html(
            name, connection.language, audience, own, with_roll=connection.with_roll
        )
        for name in stage.regions_for(audience)
        if name in changed
    }
    if touched.regions == EVERYTHING:
        # Who has the chair may have changed: what is no longer theirs is taken away.
        regions = dict.fromkeys(EVERYTHING, "") | regions
    # A page without the long lists is told their figures, not their rows.
    has_lists = not audience.is_wall and (connection.with_roll or stage.is_roll_short)
    figures = _figures(tidings.figures, audience)
    rows = _rows(tidings, connection.language, audience, regions) if has_lists else {}
    if not regions and not rows and not figures:
        return None
    return _written("news", stage, {"regions": regions, "rows": rows, "figures": figures})


def _own(tidings: Tidings, connection: Connection) -> set[str]:
    """Return the regions that change for somebody with how they stand."""
    if not tidings.concerns(connection.person):
        return set()
    # Who gets the floor may get the lead with it.
    return {"mine", "showing"} if tidings.stage.shown.speaker_may else {"mine"}


def shown(stage: Stage, connection: Connection) -> Told:
    """Return the page that everybody is led to, for a page that was away when it was turned."""
    audience, own = _reader(stage, connection)
    regions = {
        name: stage.html(name, connection.language, audience, own)
        for name in stage.regions_for(audience)
        if name in SHOWN
    }
    return _written("news", stage, {"regions": regions})


def _rows(
    tidings: Tidings, language: str, audience: Audience, regions: Mapping[str, str]
) -> dict[str, str]:
    stage, touched = tidings.stage, tidings.touched
    rows: dict[str, str] = {}
    people = stage.meeting.attendance
    if "people" not in regions:
        known = people.roll or people.invited
        for person in touched.rows:
            if person in known:
                rows[f"p-{person}"] = stage.row_html(person, language, audience)
    if audience.is_minutes_taker and touched.hands and stage.meeting.ballots.current:
        if "hands" in regions:
            return rows
        voters = set(voters_present(people, stage.facts.rulebook))
        for person in touched.hands:
            is_there = person in voters
            rows[f"hand-{person}"] = (
                stage.hand_html(person, language, audience) if is_there else ""
            )
    return rows


def _written(kind: str, stage: Stage, parts: dict[str, Any]) -> Told:
    message = {"type": kind, "seq": stage.seq} | {
        name: part for name, part in parts.items() if part
    }
    return Told(json.dumps(message, ensure_ascii=False, separators=(",", ":")))
