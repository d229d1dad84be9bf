"""Bringing one track of a person from what the registry holds to what the file says."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from chibo.core.values import Status
from chibo.registry.importing.claims import (
    Claim,
    column_of_kind,
    from_column_of_kind,
    shown_value,
)
from chibo.registry.importing.columns import BY_KEY
from chibo.registry.importing.mistakes import Mistake, Wrong
from chibo.registry.importing.snapshot import Entry

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Change:
    """What a person's record says before and after, in the words of the file."""

    column: str
    before: str
    after: str


@dataclass(slots=True)
class Effects:
    """What must be written: ends of open periods, replaced periods, new periods."""

    closed: list[Entry] = field(default_factory=list)
    superseded: list[Entry] = field(default_factory=list)
    added: list[Entry] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)

    def extend(self, other: "Effects") -> None:
        """Add the effects of another track."""
        self.closed += other.closed
        self.superseded += other.superseded
        self.added += other.added
        self.changes += other.changes


@dataclass(slots=True)
class TrackResult:
    """A track as it will be, what has to be written for it, and what is wrong."""

    entries: list[Entry]
    effects: Effects
    mistakes: list[Mistake]


def bring_up_to(
    known: Iterable[Entry], claims: Iterable[Claim], default_from: date | None
) -> TrackResult:
    """Return how the known periods become what the file says; an empty cell changes nothing."""
    before = list(known)
    after = [replace(entry) for entry in before]
    mistakes: list[Mistake] = []
    for claim in claims:
        dated = _with_first_day(claim, after, default_from)
        if dated is not None:
            _apply(dated, after, mistakes)
        elif not _says_nothing(claim):
            facts = {
                "value": shown_value(claim),
                "column": BY_KEY[from_column_of_kind(claim.kind)].heading,
            }
            column = from_column_of_kind(claim.kind)
            mistakes.append(Mistake(claim.row, column, Wrong.FROM_MISSING, facts))
    return TrackResult(after, _effects(before, after), mistakes)


def _says_nothing(claim: Claim) -> bool:
    """Whether it is "active" without a day: that ends nothing and begins nothing."""
    return claim.kind == "status" and claim.value == Status.ACTIVE


def _with_first_day(
    claim: Claim, entries: list[Entry], default_from: date | None
) -> Claim | None:
    if claim.from_on is not None:
        return claim
    same = [entry for entry in entries if entry.thing == claim.thing]
    if same:
        latest = max(same, key=lambda entry: entry.from_on)
        return replace(claim, from_on=latest.from_on)
    if default_from is None or _says_nothing(claim):
        return None
    return replace(claim, from_on=default_from)


def _apply(claim: Claim, entries: list[Entry], mistakes: list[Mistake]) -> None:
    from_on = claim.from_on or date.min
    if _says_nothing(claim):
        _cut(from_on, entries)
        return
    same_day = next((entry for entry in entries if entry.from_on == from_on), None)
    wanted = Entry(
        claim.kind,
        claim.value,
        from_on,
        claim.until_on or (same_day.until_on if same_day else None),
        claim.decision or (same_day.decision if same_day else ""),
        claim.where,
        claim.group,
    )
    others = [
        entry
        for entry in entries
        if entry is not same_day and entry.overlaps(from_on, wanted.until_on)
    ]
    if same_day is not None and not others:
        _correct(same_day, wanted, entries)
    elif not others:
        entries.append(wanted)
    elif len(others) == 1 and others[0].until_on is None and others[0].from_on < from_on:
        # MB-08: a changed status closes the old period and opens a new one.
        others[0].until_on = from_on - ONE_DAY
        entries.append(wanted)
    else:
        facts = {"value": shown_value(claim), "other": described(others[0])}
        column = column_of_kind(claim.kind)
        mistakes.append(Mistake(claim.row, column, Wrong.OVERLAPS_IN_REGISTRY, facts))


def _cut(from_on: date, entries: list[Entry]) -> None:
    """End what holds on the day from which the file says "active"."""
    for entry in [each for each in entries if each.covers(from_on)]:
        if entry.from_on == from_on:
            entries.remove(entry)
        elif entry.until_on is None:
            entry.until_on = from_on - ONE_DAY
        else:
            entries.remove(entry)
            entries.append(replace(entry, until_on=from_on - ONE_DAY, pk=None))


def _correct(entry: Entry, wanted: Entry, entries: list[Entry]) -> None:
    """Close an open period, or replace one that said something else."""
    if (entry.thing, entry.decision) == (wanted.thing, wanted.decision):
        if entry.until_on == wanted.until_on:
            return
        if entry.until_on is None:
            entry.until_on = wanted.until_on
            return
    entries.remove(entry)
    entries.append(wanted)


def _effects(before: list[Entry], after: list[Entry]) -> Effects:
    kept: dict[int | None, Entry] = {each.pk: each for each in after if each.pk is not None}
    return Effects(
        closed=[
            kept[entry.pk]
            for entry in before
            if entry.pk in kept and kept[entry.pk].until_on != entry.until_on
        ],
        superseded=[entry for entry in before if entry.pk not in kept],
        added=[entry for entry in after if entry.pk is None],
    )


def changes_of(before: Iterable[Entry], effects: Effects) -> list[Change]:
    """Return what the effects change, each beside what was said before."""
    known = {entry.pk: entry for entry in before}
    replaced = {entry.from_on: entry for entry in effects.superseded}
    pairs: list[tuple[Entry | None, Entry | None]] = [
        (known[entry.pk], entry) for entry in effects.closed
    ]
    pairs += [(replaced.pop(entry.from_on, None), entry) for entry in effects.added]
    pairs += [(entry, None) for entry in replaced.values()]
    return [
        Change(
            column_of_kind(either.kind),
            described(old) if old else "",
            described(new) if new else "",
        )
        for old, new in pairs
        if (either := new or old)
    ]


def described(entry: Entry) -> str:
    """Return a period in the words of the file: what, where, and its days."""
    word = BY_KEY[column_of_kind(entry.kind)].word_for(entry.value) if entry.value else ""
    where = entry.where if entry.kind != "group" else ""
    said = ", ".join(part for part in (word, entry.group, where) if part)
    until = f"{entry.until_on:%d/%m/%Y}" if entry.until_on else "…"
    return f"{said}: {entry.from_on:%d/%m/%Y} – {until}"
