"""The first page of a room on a phone with a weak line: real Chromium, an emulated line, nothing kept.

`CHIBO_VAR=$(mktemp -d) python -m bench.first_page`; the limit is a page of the same bytes and no more.
"""

import argparse
import asyncio
import time
from dataclasses import dataclass
from typing import Any

from playwright.async_api import BrowserContext, CDPSession, async_playwright

from bench.stage import Stage, prepared, running_server

LINES = {"2G": (250, 300), "3G": (750, 100)}
"""Kilobits a second each way, and the round trip in milliseconds."""
_PAINT = """() => new Promise((done) => new PerformanceObserver((list) => {
  for (const one of list.getEntries())
    if (one.name === "first-contentful-paint") done(one.startTime);
}).observe({ type: "paint", buffered: true }))"""


@dataclass(frozen=True, slots=True)
class FirstPage:
    """What it took until the page could be read, and until it was live."""

    line: str
    painted: float
    live: float
    before_paint: int
    bytes_painted: int
    bytes_live: int


@dataclass(slots=True)
class _Request:
    url: str
    began: float
    ended: float = float("inf")
    bytes: int = 0

    @property
    def is_font(self) -> bool:
        return self.url.endswith(".woff2")


async def _watched(line: CDPSession) -> dict[str, _Request]:
    requests: dict[str, _Request] = {}

    def sent(event: dict[str, Any]) -> None:
        requests[event["requestId"]] = _Request(event["request"]["url"], event["timestamp"])

    def ended(event: dict[str, Any]) -> None:
        if known := requests.get(event["requestId"]):
            known.ended, known.bytes = event["timestamp"], int(event["encodedDataLength"])

    line.on("Network.requestWillBeSent", sent)
    line.on("Network.loadingFinished", ended)
    await line.send("Network.enable")
    return requests


async def _one(context: BrowserContext, stage: Stage, name: str) -> FirstPage:
    kilobits, round_trip = LINES[name]
    page = await context.new_page()
    line = await context.new_cdp_session(page)
    requests = await _watched(line)
    await line.send("Network.setCacheDisabled", {"cacheDisabled": True})
    rate = kilobits * 1000 / 8
    emulated = {"offline": False, "latency": round_trip}
    emulated |= {"downloadThroughput": rate, "uploadThroughput": rate}
    await line.send("Network.emulateNetworkConditions", emulated)
    await page.goto(f"http://127.0.0.1:{stage.port}/live/{stage.key}/", wait_until="commit")
    painted = float(await page.evaluate(_PAINT)) / 1000
    await page.wait_for_selector("chibo-room[data-line=open]", state="attached")
    live = float(await page.evaluate("performance.now()")) / 1000
    began = min(each.began for each in requests.values())
    plain = [each for each in requests.values() if not each.is_font]
    read = [each for each in plain if each.began - began <= painted]
    await page.close()
    return FirstPage(
        name,
        painted,
        live,
        len(read),
        sum(each.bytes for each in read),
        sum(each.bytes for each in plain if each.ended - began <= live),
    )


async def measured(stage: Stage) -> list[FirstPage]:
    """Open the room once on each line."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(
            executable_path="/usr/bin/chromium", args=["--no-sandbox", "--disable-gpu"]
        )
        found = []
        for name in LINES:
            context = await browser.new_context(viewport={"width": 390, "height": 844})
            cookie = {"name": stage.cookie, "value": stage.sessions[0]}
            await context.add_cookies([{**cookie, "url": f"http://127.0.0.1:{stage.port}"}])  # type: ignore[list-item]  # plain values
            found.append(await _one(context, stage, name))
            await context.close()
        await browser.close()
        return found


def main() -> None:
    """Measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--members", type=int, default=50)
    stage = prepared(parser.parse_args().members)
    with running_server(stage):
        began = time.perf_counter()
        for each in asyncio.run(measured(stage)):
            print(
                f"{each.line}: painted {each.painted:.2f} s after {each.before_paint} requests and "
                f"{each.bytes_painted:,} bytes, live {each.live:.2f} s and {each.bytes_live:,} bytes"
            )
        print(f"in {time.perf_counter() - began:.0f} s")


if __name__ == "__main__":
    main()
