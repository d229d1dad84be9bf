"""A person in front of a browser: what they see, press and fill in."""

import json
import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Locator, Page, expect

from tests.browser.serving import ROOT, Server
from tests.browser.weak_line import WeakLine
from tests.browser.words import vi

PASSWORD = "chibo-demo"
PHONE, LAPTOP = (390, 844), (1440, 900)
PICTURES = ROOT / "var" / "pictures"
AXE = (ROOT / "node_modules" / "axe-core" / "axe.min.js").read_text(encoding="utf-8")
BARRIERS = """async () => (await axe.run(document, {resultTypes: ["violations"]})).violations
  .filter((each) => ["serious", "critical"].includes(each.impact))
  .map((each) => `${each.id}: ${each.nodes.map((node) => node.html).join(" ").slice(0, 600)}`)"""
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
TICKS = "input[type=checkbox], input[type=radio]"
TEXTS = "input:not([type=checkbox]):not([type=radio]), textarea"
# A refusal is an answer; browsers call every answer from 400 on an error.
ANSWERS = re.compile(
    r"Failed to load resource: the server responded with a status of (409|422) "
)
OFFLINE = re.compile(r"net::ERR_")


class Someone:
    """One person with a browser of their own."""

    def __init__(
        self,
        browser: Browser,
        server: Server,
        size: tuple[int, int] = LAPTOP,
        line: WeakLine | None = None,
        **options: Any,
    ) -> None:
        """Open a window; whatever it complains about is kept."""
        self.line = line
        self.size = size
        self.complaints: list[str] = []
        self.is_offline = False
        self.context: BrowserContext = browser.new_context(
            base_url=line.url if line else server.url,
            viewport={"width": size[0], "height": size[1]},
            locale="vi-VN",
            timezone_id="Asia/Ho_Chi_Minh",
            has_touch=size == PHONE,
            **options,
        )
        self.has_scripts = options.get("java_script_enabled", True)
        self.context.set_default_timeout(15_000)
        self.page: Page = self.context.new_page()
        self.page.on("console", self._heard)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def _heard(self, message: ConsoleMessage) -> None:
        if message.type not in {"error", "warning"} or ANSWERS.match(message.text):
            return
        if self.is_offline and OFFLINE.search(message.text):
            return
        self.complaints.append(f"{message.text} [{message.location.get('url', '')}]")

    # --- going ---------------------------------------------------------------------------------

    def signs_in(self, code: str) -> "Someone":
        """Sign in with the password of the demonstration."""
        self.goes("/account/sign-in/")
        form = self.page.locator("form.card")
        form.get_by_label(vi("Member code")).fill(code)
        form.get_by_label(vi("Password"), exact=True).fill(PASSWORD)
        form.get_by_role("button", name=vi("Sign in")).click()
        expect(self.page.locator(".sign-out")).to_be_attached()
        return self

    def goes(self, path: str, status: int = 200) -> None:
        """Open an address."""
        answer = self.page.goto(path)
        assert answer is not None
        assert answer.status == status, f"{path}: {answer.status}"

    def follows(self, text: str, within: str = "body", **options: Any) -> None:
        """Follow a link."""
        self.page.locator(within).get_by_role("link", name=text, **options).first.click()

    @contextmanager
    def loses_the_line(self) -> Iterator[None]:
        """Be without a line for a while: what is open breaks off, and nothing new opens."""
        assert self.line
        self.is_offline = True
        self.context.set_offline(offline=True)
        self.line.is_lost.set()
        yield
        self.line.is_lost.clear()
        self.context.set_offline(offline=False)

    # --- acting --------------------------------------------------------------------------------

    def presses(self, text: str, within: str = "body", *, exact: bool = True) -> None:
        """Press the first visible button of this name."""
        self.button(text, within, exact=exact).click()

    def insists(self, text: str) -> None:
        """Press a button that says it will not do, as people do."""
        self.button(text).click(force=True)

    def button(self, text: str, within: str = "body", *, exact: bool = True) -> Locator:
        """Return the first visible button of this name."""
        found = self.page.locator(within).get_by_role("button", name=text, exact=exact)
        return found.locator("visible=true").first

    def unfolds(self, text: str, within: str = "body") -> None:
        """Open what is folded away under these words, unless it is open."""
        summary = self.page.locator(within).locator("summary", has_text=text).first
        if summary.evaluate("(one) => !one.parentElement.open"):
            summary.click()

    def fills(self, label: str, text: str, within: str = "body") -> None:
        """Fill in the visible field of this label."""
        self.field(label, TEXTS, within).fill(text)

    def chooses(self, label: str, option: str, within: str = "body") -> None:
        """Choose the first option with these words from the visible list of this label."""
        choices = self.field(label, "select", within)
        value = choices.locator("option", has_text=option).first.get_attribute("value")
        choices.select_option(value=value)

    def ticks(self, label: str, within: str = "body") -> None:
        """Tick what has this label."""
        self.field(label, TICKS, within).check()

    def field(self, label: str, kind: str, within: str = "body") -> Locator:
        """Return the visible field of this kind and label."""
        labelled = self.page.locator(within).get_by_label(label)
        return labelled.and_(self.page.locator(kind)).locator("visible=true").first

    # --- seeing --------------------------------------------------------------------------------

    def sees(self, text: str, within: str = "body", seconds: float = 10) -> None:
        """Wait until these words can be seen."""
        found = self.page.locator(within).get_by_text(text).locator("visible=true").first
        expect(found).to_be_visible(timeout=seconds * 1000)

    def does_not_see(self, text: str, within: str = "body") -> None:
        """Wait until these words are nowhere to be seen."""
        found = self.page.locator(within).get_by_text(text).locator("visible=true")
        expect(found).to_have_count(0)

    def text(self, within: str = "main") -> str:
        """Return everything that is written there."""
        return self.page.locator(within).first.inner_text()

    def downloads(self, path: str) -> bytes:
        """Fetch a file with this person's rights."""
        answer = self.context.request.get(path)
        assert answer.ok, f"{path}: {answer.status}"
        return answer.body()

    # --- looking -------------------------------------------------------------------------------

    def looks(self, name: str) -> None:
        """Take the page's picture at both widths; nothing may stick out or shut anybody out."""
        PICTURES.mkdir(parents=True, exist_ok=True)
        self.page.bring_to_front()
        for size in (LAPTOP, PHONE) if self.size == PHONE else (PHONE, LAPTOP):
            self.page.set_viewport_size({"width": size[0], "height": size[1]})
            path = PICTURES / f"{name}-{size[0]}.png"
            self.page.screenshot(path=path, full_page=True, animations="disabled")
            if not self.has_scripts:
                continue
            assert self.page.evaluate(OVERFLOW) <= 0, f"{name} is too wide at {size[0]} px"
        if self.has_scripts:
            self._checks_access(name)

    def _checks_access(self, name: str) -> None:
        self.page.evaluate(AXE)
        barriers = self.page.evaluate(BARRIERS)
        assert barriers == [], f"{name}: {json.dumps(barriers, ensure_ascii=False, indent=1)}"


def all_see(people: list[Someone], text: str, within: str) -> float:
    """Wait until everybody sees these words, and return how many seconds it took."""
    begin = time.monotonic()
    for one in people:
        one.sees(text, within)
    return time.monotonic() - begin
