"""Members in Debian's Chromium, before the line or behind it."""

import stat
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, Playwright

from bench.badnet.house import COOKIE, House

CHROMIUM = "/usr/bin/chromium"
LOADING = 240_000
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--use-fake-device-for-media-stream",
    "--use-fake-ui-for-media-stream",
    "--disable-features=WebRtcHideLocalIpsWithMdns",
    "--autoplay-policy=no-user-gesture-required",
)
KEPT = Path(__file__).with_name("page.js").read_text(encoding="utf-8")


@contextmanager
def browser(
    playwright: Playwright, house: House, host: str, entering: Sequence[str], speech: Path
) -> Iterator[Browser]:
    """Start a browser that says the speech; `entering` is the command that goes behind the line."""
    program = speech.with_name(f"chromium-{len(entering)}")
    program.write_text(f'#!/bin/sh\nexec {" ".join(entering)} {CHROMIUM} "$@"\n')
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    launched = playwright.chromium.launch(
        executable_path=program,
        args=[
            *ARGUMENTS,
            f"--use-file-for-fake-audio-capture={speech}",
            f"--unsafely-treat-insecure-origin-as-secure=http://{host}:{house.port}",
        ],
    )
    try:
        yield launched
    finally:
        launched.close()


class Member:
    """One member's page in the room."""

    def __init__(
        self, launched: Browser, house: House, code: str, host: str, port: int = 0
    ) -> None:
        """Come into the room, however long the line takes."""
        self.house = house
        self.code = code
        where = f"http://{host}:{port or house.port}"
        # The page's own rules for scripts forbid the recorder: they are not what is measured here.
        self.context = launched.new_context(locale="vi-VN", bypass_csp=True)
        session = {"name": COOKIE, "value": house.scene.sessions[code], "url": where}
        self.context.add_cookies([session])  # type: ignore[list-item]  # a plain mapping is meant
        self.context.set_default_timeout(LOADING)
        self.page: Page = self.context.new_page()
        self.page.add_init_script(KEPT)
        began = time.monotonic()
        self.page.goto(f"{where}/live/{house.scene.key}/", wait_until="commit")
        self.page.wait_for_selector("chibo-room[data-line=open]")
        print(f"  {code} is in the room after {time.monotonic() - began:.0f} s", flush=True)

    def presses(self, name: str) -> None:
        """Press a button of the call."""
        self.page.wait_for_selector(f"button[data-call={name}]:visible")
        # As a script, because an element that moves while the room changes would be waited for.
        self.page.evaluate("(name) => window.press(name)", name)

    def holds(self, rung: str) -> None:
        """Choose what the line shall carry."""
        self.page.evaluate("(rung) => window.hold(rung)", rung)

    def rung(self) -> str:
        """Return what the line carries."""
        return str(self.page.evaluate("window.rung"))

    def acts(self, act: str, **fields: str) -> tuple[str, float]:
        """Do something as by a form of the page; return the act's id and the moment."""
        wished = self.page.evaluate(
            "([act, fields]) => window.act(act, fields)", [act, {"person": self.code, **fields}]
        )
        return str(wished["id"]), float(wished["at"])

    def asks(self, script: str, *given: Any) -> Any:
        """Ask the page something."""
        return self.page.evaluate(script, *given)
