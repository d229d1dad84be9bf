"""Whether acts are lost or doubled behind a line that loses a fifth and breaks every minute."""

import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from bench.badnet.house import House, free_port
from bench.badnet.pages import Member
from bench.badnet.sound import CHOICES, delays, said

BREAKS_EVERY = 60


@contextmanager
def breaking(house: House, host: str) -> Iterator[int]:
    """Put a port before the server that breaks every connection off each minute."""
    port = free_port()
    words = [sys.executable, "-m", "chibo", "badnet", "--listen", f"{host}:{port}"]
    words += ["--to", f"127.0.0.1:{house.port}", "--drop-every", str(BREAKS_EVERY)]
    running = subprocess.Popen(words, stdout=subprocess.PIPE)  # noqa: S603 -- our own command
    assert running.stdout
    while b"http://" not in running.stdout.readline():
        assert running.poll() is None
    try:
        yield port
    finally:
        running.terminate()
        running.wait(20)


def act(name: str, members: Sequence[Member], wanted: int, every: float) -> None:
    """Let members act in turn, then wait until nothing waits; print what the journal holds."""
    house = members[0].house
    wished: dict[str, float] = {}
    began = time.monotonic()
    while len(wished) < wanted:
        for member in members:
            at = len(wished) // len(members)
            if member is members[-1] and len(members) > 1:
                # One of them asks for the floor and changes their mind, again and again.
                done = member.acts(("ask_floor", "withdraw_request")[at % 2])
            else:
                done = member.acts("cast", ballot=house.ballot, choice=CHOICES[at % 2])
            wished[done[0]] = done[1]
        members[0].page.wait_for_timeout(every * 1_000)
    found, lost, twice = delays(house, wished)
    refused = [
        each for member in members for each in member.asks("() => window.outbox().refused")
    ]
    said(
        f"{name}, {len(members)} members, {time.monotonic() - began:.0f} s", found, lost, twice
    )
    if refused:
        print(f"  refused: {len(refused)}, for example {refused[0]!r}")
