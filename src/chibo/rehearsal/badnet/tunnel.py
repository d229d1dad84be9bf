"""Carries the packets of a bad line between two network devices (Linux, TUN)."""

import heapq
import os
import select
import threading
import time
from dataclasses import dataclass

from chibo.rehearsal.badnet.line import Line
from chibo.rehearsal.badnet.traffic import kind_of
from chibo.rehearsal.badnet.way import ways

LONGEST_PACKET = 2_048
LONGEST_WAIT = 0.2
IPV4 = 4

DROP_LASTS = 3.0
"""Seconds nothing passes when a line drops: packets know no connections that could be broken off."""


@dataclass(order=True, slots=True)
class _Underway:
    arrives: float
    number: int
    to: int
    packet: bytes


class Tunnel:
    """Two devices and the line between them, carried by a thread of its own."""

    def __init__(self, near: int, far: int, line: Line, *, seed: int) -> None:
        """Take the client's device and the server's as open files; they stay the caller's."""
        self.near, self.far = near, far
        self.become(line, seed=seed)
        self.is_silent = False
        """Set it to let nothing pass for a while."""
        self._underway: list[_Underway] = []
        self._number = 0
        self._began = 0.0
        self._is_over = threading.Event()
        self._thread = threading.Thread(target=self._run, name="badnet")

    def become(self, line: Line, *, seed: int) -> None:
        """Be another line from now on."""
        self.up, self.down = ways(line, seed)
        self.line = line

    def start(self) -> None:
        """Begin to carry."""
        self._began = time.monotonic()
        self._thread.start()

    def stop(self) -> None:
        """Carry no more; what is under way is lost."""
        self._is_over.set()
        self._thread.join()

    def _run(self) -> None:
        for device in (self.near, self.far):
            os.set_blocking(device, False)
        while not self._is_over.is_set():
            wait = LONGEST_WAIT
            if self._underway:
                wait = max(0.0, min(wait, self._underway[0].arrives - time.monotonic()))
            ready, _, _ = select.select([self.near, self.far], [], [], wait)
            for device in ready:
                self._take(device)
            self._give()

    def _passes_nothing(self, now: float) -> bool:
        elapsed = now - self._began
        if self.is_silent or self.line.is_silent(elapsed):
            return True
        return self.line.drops_until(elapsed) > self.line.drops_until(elapsed - DROP_LASTS)

    def _take(self, device: int) -> None:
        to, way = (self.far, self.up) if device == self.near else (self.near, self.down)
        try:
            packet = os.read(device, LONGEST_PACKET)
        except OSError:
            return  # Nothing there after all, or the device is not up yet.
        now = time.monotonic()
        # What the kernel says to its neighbours in IPv6 is nobody's traffic here.
        if packet[:1] and packet[0] >> 4 != IPV4:
            return
        if self._passes_nothing(now):
            way.counts.lost += 1
            return
        way.counts.kinds[kind_of(packet)] += len(packet)
        arrives = way.send(len(packet), now)
        if arrives is not None:
            self._number += 1
            heapq.heappush(self._underway, _Underway(arrives, self._number, to, packet))

    def _give(self) -> None:
        now = time.monotonic()
        while self._underway and self._underway[0].arrives <= now:
            due = heapq.heappop(self._underway)
            try:
                os.write(due.to, due.packet)
            except OSError:
                continue  # A device that is full or down loses packets, like any.
