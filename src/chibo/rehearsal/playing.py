"""The course of a rehearsal: all come, some speak and write, all vote, the server falls and comes back."""

import statistics
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field

from chibo.rehearsal.audience import Page, all_act, all_current, coming
from chibo.rehearsal.stage_set import CHAIR, MINUTES_TAKER, StageSet

SPEAKERS = 5
WRITERS = 50


class RehearsalFailedError(Exception):
    """An act of the chair was refused: the rehearsal cannot go on."""


@dataclass(frozen=True, slots=True)
class Step:
    """What one step of the rehearsal took: how many, all together, and each of them."""

    name: str
    count: int
    seconds: float
    each: tuple[float, ...] = ()
    refused: int = 0
    lost: int = 0

    @property
    def p95(self) -> float:
        """The seconds within which 95 of 100 had their answer."""
        if len(self.each) < 2:  # noqa: PLR2004 -- one alone has no spread
            return max(self.each, default=self.seconds)
        return statistics.quantiles(self.each, n=20)[-1]


@dataclass(slots=True)
class Report:
    """What a rehearsal has shown."""

    members: int
    steps: list[Step] = field(default_factory=list)
    state_bytes: int = 0
    storm_bytes: int = 0
    ballot: str = ""

    @property
    def is_clean(self) -> bool:
        """Whether every act was taken once."""
        return not any(step.lost or step.refused for step in self.steps)


async def play(
    where: str, scene: StageSet, *, cookie: str, restart: Callable[[], Awaitable[None]]
) -> Report:
    """Go through the whole course; `restart` kills the server in mid-ballot and starts it again."""
    report = Report(len(scene.sessions))
    begun = time.perf_counter()
    async with coming(where, scene.key, scene.sessions, cookie=cookie) as pages:
        report.steps.append(Step("come", len(pages), time.perf_counter() - begun))
        report.state_bytes = max(page.bytes for page in pages)
        await _gather(report, pages, scene)
        await _speak(report, pages, scene)
        half = len(pages) // 2
        await _vote(report, pages[:half], pages)
        seq = max(page.seq for page in pages)
    await restart()
    begun = time.perf_counter()
    async with coming(where, scene.key, scene.sessions, cookie=cookie) as pages:
        report.steps.append(Step("return", len(pages), time.perf_counter() - begun))
        await all_current(pages, seq)
        await _vote(report, pages[half:], pages, ballot=report.ballot)
        chair = _by(pages, CHAIR)
        await _must(report, "close", pages, chair, "close_ballot", ballot=report.ballot)
    return report


def _by(pages: Sequence[Page], code: str) -> Page:
    return next(page for page in pages if page.code == code)


async def _must(
    report: Report, name: str, pages: Sequence[Page], who: Page, act: str, **fields: object
) -> int:
    """Let an officer act, and wait until every page shows it."""
    begun = time.perf_counter()
    answer, seconds = await who.act(act, **fields)
    if answer["type"] != "receipt":
        raise RehearsalFailedError(f"{act}: {answer}")
    seq = int(answer["seq"])
    await all_current(pages, seq)
    if name:
        report.steps.append(Step(name, len(pages), time.perf_counter() - begun, (seconds,)))
    return seq


async def _all(
    report: Report, name: str, pages: Sequence[Page], act: str, **fields: object
) -> None:
    begun = time.perf_counter()
    each, refused, lost = await all_act(pages, act, **fields)
    report.steps.append(
        Step(name, len(pages), time.perf_counter() - begun, tuple(each), refused, lost)
    )


async def _gather(report: Report, pages: Sequence[Page], scene: StageSet) -> None:
    chair = _by(pages, CHAIR)
    await _must(report, "open", pages, chair, "open", confirmed=list(scene.infrastructure))
    officers = [page for page in pages if page.code in {CHAIR, MINUTES_TAKER}]
    others = [page for page in pages if page not in officers]
    await _all(report, "check_in", others, "check_in", mode="online")
    for officer in officers:
        await _must(report, "", pages, officer, "check_in", mode="in_person")
    for act, fields in (
        ("close_roll_call", {}),
        ("approve_agenda", {}),
        ("open_item", {"item": scene.item}),
    ):
        await _must(report, "", pages, chair, act, **fields)


async def _speak(report: Report, pages: Sequence[Page], scene: StageSet) -> None:
    chair = _by(pages, CHAIR)
    speakers = [page for page in pages if page is not chair][:SPEAKERS]
    await _all(report, "ask_floor", speakers, "ask_floor")
    for speaker in speakers:
        await _must(report, "", pages, chair, "give_floor", person=speaker.code)
        await _must(report, "", pages, chair, "end_floor")
    writers = [page for page in pages if page is not chair][:WRITERS]
    words = "Tôi nhất trí với dự thảo nghị quyết."
    fields = {"item": scene.item, "text": words, "kind": "opinion"}
    await _all(report, "opinion", writers, "opinion", **fields)


async def _vote(
    report: Report, voters: Sequence[Page], pages: Sequence[Page], *, ballot: str = ""
) -> None:
    if not ballot:
        chair = _by(pages, CHAIR)
        text = {"item": "i1", "kind": "resolution", "title": "Nghị quyết", "body": "Điều 1."}
        answer, _ = await chair.act("propose_text", **text)
        await _must(report, "open_ballot", pages, chair, "open_ballot", text=answer["id"])
        report.ballot = next(reversed(chair.answers))
    begun = time.perf_counter()
    for page in pages:
        page.bytes = 0
    cast = max(page.figures.get("cast", 0) for page in pages)
    each, refused, lost = await all_act(voters, "cast", ballot=report.ballot, choice="for")
    wanted = cast + len(voters) - refused - lost
    for page in pages:
        await page.until(lambda page: page.figures.get("cast", 0) >= wanted)
    seconds = time.perf_counter() - begun
    report.steps.append(Step("vote", len(voters), seconds, tuple(each), refused, lost))
    report.storm_bytes = max(report.storm_bytes, *(page.bytes for page in pages))
