"""How much of a speech is understood behind a line, and how soon acts reach the journal meanwhile."""

import statistics
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from bench.badnet.hearing import samples_of, understood
from bench.badnet.house import House
from bench.badnet.pages import Member

SETTLING = 12
"""Seconds after which a page has found its rung."""

HEARD = 20
"""Packets of sound after which somebody hears."""

CHOICES = ("for", "against")


@dataclass(frozen=True, slots=True)
class Way:
    """Who speaks, who listens, and which of them is behind the line."""

    speaker: Member
    listener: Member
    behind: Member


def listen(name: str, way: Way, spoken: Path, seconds: int, every: float) -> None:
    """Record what arrives while whoever is behind the line votes again and again; print it."""
    speaker, listener, behind = way.speaker, way.listener, way.behind
    before = [each.asks("() => window.heard()") for each in (speaker, listener)]
    began = time.monotonic()
    recording = "(seconds) => { window.recorded = window.record(seconds); }"
    listener.asks(recording, seconds)
    wished = _vote_for(behind, seconds, every)
    heard = samples_of(str(listener.asks("() => window.recorded")))
    took = time.monotonic() - began
    after = [each.asks("() => window.heard()") for each in (speaker, listener)]
    alike, windows = understood(spoken, heard)
    sent = (after[0]["sentBytes"] - before[0]["sentBytes"]) * 8 / took / 1_000
    got = (after[1]["packets"] - before[1]["packets"]) / max(
        1, after[0]["sent"] - before[0]["sent"]
    )
    made_up = (after[1]["concealed"] - before[1]["concealed"]) / max(
        1, after[1]["samples"] - before[1]["samples"]
    )
    print(
        f"{name}: STOI in windows of 0.9 s {statistics.mean(windows):.2f} (n={len(windows)}), in pieces of 4 s "
        f"{statistics.mean(alike):.2f} (median {statistics.median(alike):.2f}, n={len(alike)}); rung {speaker.rung()} -> "
        f"{listener.rung()}; sent {sent:.1f} kbit/s, arrived {got:.0%}, made up {made_up:.1%}",
        flush=True,
    )
    print("  " + " ".join(f"{each:.2f}" for each in alike))
    said(f"{name}, acts", *delays(behind.house, wished))


def _vote_for(member: Member, seconds: int, every: float) -> dict[str, float]:
    wished: dict[str, float] = {}
    end = time.monotonic() + seconds - every
    while every and time.monotonic() < end:
        choice = CHOICES[len(wished) % 2]
        act, at = member.acts("cast", ballot=member.house.ballot, choice=choice)
        wished[act] = at
        member.page.wait_for_timeout(every * 1_000)
    return wished


def delays(house: House, wished: dict[str, float]) -> tuple[list[float], int, int]:
    """Return the seconds from wish to journal, how many are not there, and how many are twice."""
    end = time.monotonic() + 60
    entries = house.entries()
    while any(act not in entries for act in wished) and time.monotonic() < end:
        time.sleep(0.5)
        entries = house.entries()
    found = [
        datetime.fromisoformat(entries[act][1]).timestamp() - at / 1_000
        for act, at in wished.items()
        if act in entries
    ]
    twice = sum(entries[act][0] > 1 for act in wished if act in entries)
    return found, len(wished) - len(found), twice


def said(name: str, found: Sequence[float], lost: int, twice: int) -> None:
    """Print how soon acts reached the journal."""
    p95 = statistics.quantiles(found, n=20)[-1] if len(found) > 1 else max(found, default=0)
    print(
        f"{name}: {len(found)} in the journal, lost {lost}, twice {twice}; median "
        f"{statistics.median(found or [0]):.2f} s, p95 {p95:.2f} s, longest "
        f"{max(found, default=0):.2f} s",
        flush=True,
    )


def settle(listener: Member) -> None:
    """Wait until somebody hears something and their page has found what its line carries."""
    while int(listener.asks("() => window.heard()")["packets"]) < HEARD:
        listener.page.wait_for_timeout(200)
    listener.page.wait_for_timeout(SETTLING * 1_000)
