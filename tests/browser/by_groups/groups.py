"""Two groups meet on their phones: convened, led, voted, minuted and reported."""

from dataclasses import dataclass

from django.utils import timezone
from playwright.sync_api import expect

from tests.browser.people import Someone
from tests.browser.words import vi

OPINION = "Hộ neo đơn góp công ít hơn."
RESERVED = "Bảo lưu: nên lùi thời hạn sang tháng Hai."


@dataclass
class Group:
    """Who acts in one group."""

    number: int
    leader: Someone
    taker: Someone
    member: Someone
    present: tuple[str, ...]
    """The codes of those who sit in the room: leader, minutes taker, member, then others."""
    follower: str
    room: str = ""

    @property
    def people(self) -> tuple[Someone, ...]:
        """Everybody with a phone."""
        return self.leader, self.taker, self.member


def convenes(group: Group, board: str) -> None:
    """Convene the group from the board, on the committee's own agenda and draft."""
    leader, page = group.leader, group.leader.page
    leader.goes(board)
    page.locator(".lane", has_text=f"Tổ đảng số {group.number}").get_by_role(
        "link", name=vi("Convene"), exact=True
    ).click()
    page.locator("[name=day]").fill(timezone.localdate().isoformat())
    page.locator("[name=starts]").fill("23:58")
    page.locator("[name=ends]").fill("23:59")
    page.locator("[name=place]").fill("Nhà văn hóa bản Phiêng Ban")
    page.locator("[name=minutes_taker]").select_option(group.present[1])
    if group.number == 1:
        leader.looks("groups-convene")
    leader.presses(vi("Convene and tell everybody"))
    expect(page.locator(".notice.ok")).to_be_visible()
    group.room = f"/live/{page.url.rstrip('/').rsplit('/', 1)[-1]}/"
    for person in group.people:
        person.goes(group.room)


def gathers(group: Group) -> None:
    """Open, call the roll and come to the draft."""
    leader, taker = group.leader, group.taker
    leader.presses(vi("Open the meeting"))
    for code in group.present:
        taker.page.locator(f"#p-{code}").get_by_role("button", name=vi("In the room")).click()
        expect(taker.page.locator(f"#group-in_person #p-{code}")).to_be_attached()
    follower = taker.page.locator(f"#desk form:has(input[value={group.follower}])")
    follower.locator("button").click()
    leader.presses(vi("Close the roll-call"))
    leader.presses(vi("The agenda is approved"))
    leader.page.locator("#console .item-button").nth(1).click()


def speaks(group: Group) -> None:
    """Say something, and keep something, from a phone."""
    for text, kind in ((OPINION, "opinion"), (RESERVED, "reserved")):
        group.member.unfolds(vi("Write my opinion"))
        group.member.page.locator("#my-opinion-text").fill(f"{text} (tổ {group.number})")
        group.member.page.locator(f"#my-opinion [name=kind][value={kind}]").check()
        group.member.presses(vi("Send my opinion"))
        group.leader.sees(f"{text} (tổ {group.number})", "#opinions")


def votes(group: Group) -> None:
    """Vote on the version: phones for themselves, the minutes taker for the hands in the room."""
    leader, taker, member = group.people
    leader.unfolds(vi("Put to the vote…"))
    leader.presses(vi("Open the vote now"))
    for person in (member, leader, taker):
        person.presses(vi("For"), "#mine")
        person.sees(vi("You have voted"))
    for code in group.present[3:]:
        taker.presses(vi("For"), f"#hand-{code}")
        taker.page.locator(f"#hand-{code} .badge.ok").wait_for()
    if group.number == 1:
        member.looks("groups-room-vote")
    leader.unfolds(vi("Close the vote…"))
    leader.presses(vi("Close the vote now"))
    leader.page.locator("#now .result").wait_for()


def ends(group: Group) -> None:
    """Conclude, leave no field of the minutes empty, close."""
    leader, taker = group.leader, group.taker
    for place in (2, 1):
        leader.unfolds(vi("Conclude this item"), within="#console")
        leader.page.locator("#conclude-item button").click()
        expect(leader.page.locator("#conclude-item")).to_have_count(0)
        if place == 2:
            leader.page.locator("#console .item-button").first.click()
    empty = taker.page.locator("#unstated form")
    expect(empty).to_have_count(1)
    empty.locator("button").click()
    expect(empty).to_have_count(0)
    taker.presses(vi("The minutes have been read"))
    leader.presses(vi("The meeting approves the minutes"))
    leader.presses(vi("Close the meeting"))
    leader.page.get_by_role("link", name=vi("Open the minutes")).first.wait_for()


def reports(group: Group, board: str) -> None:
    """Send what the journal compiled (TG-05)."""
    leader = group.leader
    leader.goes(f"{board}reports/{group.number}/")
    expect(leader.page.locator("[name=reserved]")).to_have_value(
        f"- {speaker_of(group)}: {RESERVED} (tổ {group.number})"
    )
    if group.number == 1:
        leader.looks("groups-report")
    leader.presses(vi("Send the report"))
    leader.sees(vi("The report is sent to the committee."))


def speaker_of(group: Group) -> str:
    """Return the name of the member who spoke."""
    return {1: "Vì Thị Hoan", 2: "Sùng Thị Dua"}[group.number]
