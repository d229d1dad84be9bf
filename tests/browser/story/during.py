"""In the room: five browsers, one of them without JavaScript, one on a weak line."""

import re
from dataclasses import dataclass
from datetime import date

from tests.browser.people import Someone, all_see
from tests.browser.story import sound
from tests.browser.story.before import today
from tests.browser.words import vi

IN_THE_ROOM = ("np01", "np02", "np03", "np13", "np14", "np15", *(f"np2{n}" for n in range(5)))
ITEM = "Bí thư chi bộ trình bày nội dung sinh hoạt"
OPINION = "Đề nghị bổ sung cây giống mắc ca cho bản."
RESERVED = "Tôi bảo lưu ý kiến về mốc thời gian 30/12."
RESOLUTION = "Nghị quyết lãnh đạo thực hiện nhiệm vụ tháng 12"
BODY = "1. Trồng mới 5 ha rừng.\n2. Làm 200 m đường bê tông nội bản."
TASK = "Lập danh sách hộ đăng ký trồng rừng"
AT_ONCE = 2.0
"""Seconds until all four screens show what happened: one is the aim, two leave room for the test."""


@dataclass
class Room:
    """Who is in the meeting, each in front of their own screen."""

    key: str
    chair: Someone
    minutes_taker: Someone
    member: Someone
    superior: Someone
    plain: Someone
    """A member whose browser runs no scripts."""

    @property
    def address(self) -> str:
        """Where the room is."""
        return f"/live/{self.key}/"

    @property
    def screens(self) -> list[Someone]:
        """The four screens that move by themselves."""
        return [self.chair, self.minutes_taker, self.member, self.superior]


def opens(room: Room) -> None:
    """TC-02: the chair opens with the checklist confirmed, and not without."""
    for one in room.screens:
        one.page.add_init_script(sound.KEEP_CONNECTIONS)
        one.goes(room.address)
        one.sees(vi("Waiting for the chair to open the meeting"))
    room.chair.looks("room-waiting-chair")
    room.chair.presses(vi("Open the meeting"))
    room.chair.sees(vi("Go through the list, confirm each point, then open the meeting."))
    room.chair.presses(vi("Close"), ".receipt")
    for box in room.chair.page.locator("#console input[name=confirmed]").all():
        box.check()
    room.chair.presses(vi("Open the meeting"))
    assert all_see(room.screens, vi("Roll-call"), "#now") < AT_ONCE


def calls_the_roll(room: Room) -> None:
    """Tick those in the room; the phone and the plain page check in online."""
    taker, member, plain = room.minutes_taker, room.member, room.plain
    member.looks("room-roll-call-phone")
    member.presses(vi("I am here (online)"))
    member.sees(vi("You are here: online"))
    for code in IN_THE_ROOM:
        taker.presses(vi("In the room"), f"#p-{code}", exact=False)
        taker.page.locator(f"[data-rows=in_person] #p-{code}").wait_for(state="attached")
    taker.unfolds(vi("More"), "#p-np10")
    taker.fills(
        vi("Reason for being absent"), "Đi làm công ty tại Bắc Ninh, tăng ca", "#p-np10"
    )
    taker.presses(vi("Record as absent"), "#p-np10")
    taker.page.locator("[data-rows=absent] #p-np10").wait_for(state="attached")
    plain.goes(room.address)
    plain.presses(vi("I am here (online)"))
    plain.sees(vi("You are here: online"))
    plain.looks("room-without-javascript")
    taker.looks("room-roll-call-minutes-taker")
    room.chair.presses(vi("Close the roll-call"))
    room.chair.presses(vi("The agenda is approved"))
    room.chair.presses(ITEM, "#console")
    all_see(room.screens, ITEM, "#now h2")


def speaks(room: Room) -> None:
    """Give the phone the floor; record what is said, and one opinion that is reserved."""
    chair, taker, member = room.chair, room.minutes_taker, room.member
    is_sounding = sound.joins(member, chair)
    member.presses(vi("Ask for the floor"))
    chair.sees("Giàng A Tủa", "#floor")
    chair.presses(vi("Give the floor"), "#floor")
    member.sees(vi("Has the floor"), "#now")
    if is_sounding:
        sound.hears(chair)
    member.looks("room-speaking-phone")
    taker.unfolds(vi("Record an opinion"), "#desk")
    taker.chooses(vi("Speaker"), "Giàng A Tủa", "#desk")
    taker.fills(vi("Opinion"), OPINION, "#desk-opinion")
    taker.presses(vi("Record the opinion"))
    all_see(room.screens, OPINION, "#opinions")
    member.presses(vi("I have finished speaking"))
    chair.sees(vi("Nobody has the floor."))

    member.unfolds(vi("Write my opinion"))
    member.fills(vi("Opinion"), RESERVED, "#my-opinion")
    member.ticks(vi("I reserve my opinion (recorded word for word)"), "#my-opinion")
    member.ticks(vi("Report my reserved opinion to the superior committee"), "#my-opinion")
    member.presses(vi("Send my opinion"))
    all_see(room.screens, RESERVED, "#opinions")


def votes(room: Room) -> None:
    """VT-01 to VT-08: a draft, a vote by name, hands entered, a line lost, the result for all."""
    chair, taker, member = room.chair, room.minutes_taker, room.member
    taker.unfolds(vi("Draft for a vote"), "#desk")
    taker.fills(vi("Subject of the text"), RESOLUTION, "#desk-draft")
    taker.fills(vi("Wording"), BODY, "#desk-draft")
    taker.presses(vi("Record the draft"), "#desk-draft")
    chair.sees(RESOLUTION, "#now")
    chair.looks("room-item-chair")
    chair.unfolds(vi("Put to the vote…"))
    chair.presses(vi("Open the vote now"))
    all_see(room.screens, vi("Vote open"), "#now")

    votes_from_a_lost_line(member)
    room.plain.goes(room.address)
    room.plain.presses(vi("For"), "#mine")
    room.plain.sees(vi("You have voted"))
    for code in IN_THE_ROOM:
        choice = "Other opinion" if code == "np02" else "For"
        taker.presses(vi(choice), f"#hand-{code}")
        taker.page.locator(f"#hand-{code} .badge.ok").wait_for()
    chair.sees("13/13", "#now")
    taker.looks("room-ballot-minutes-taker")
    member.looks("room-ballot-phone")
    room.superior.looks("room-ballot-superior")

    chair.unfolds(vi("Close the vote…"))
    chair.presses(vi("Close the vote now"))
    assert all_see(room.screens, vi("Adopted"), "#now .result") < AT_ONCE
    # np02 has another opinion; the base is every official member who counts, present or not.
    assert {result(one) for one in room.screens} == {frozenset({12, base(today())})}
    chair.looks("room-result-chair")


def votes_from_a_lost_line(member: Someone) -> None:
    """Vote while the line is away: it is kept, sent once, and found again after a reload."""
    with member.loses_the_line():
        member.sees(
            vi(
                "The line is lost – connecting again. What you do now is kept and sent when the line is back."
            )
        )
        member.presses(vi("For"), "#mine")
        member.sees(vi("Kept, not sent yet: waiting for the line."))
        member.looks("room-offline-phone")
    member.sees(vi("You have voted"), seconds=20)
    member.sees("1/13", "#now")
    member.page.reload()
    member.sees(vi("You have voted"))


def base(on: date) -> int:
    """VT-03: 24 official members, without two exempt and, until a day, one suspended."""
    return 22 if on > date(2026, 11, 27) else 21


def result(one: Someone) -> frozenset[int]:
    """Return the votes in favour and the base that a screen shows."""
    shown = one.page.locator("#now .result p.number").first.inner_text()
    return frozenset(int(number) for number in re.findall(r"\d+", shown)[:2])


def stops_excluded_content(room: Room) -> None:
    """CT-15: only the class is recorded; an item goes to a meeting in person."""
    chair = room.chair
    chair.unfolds(vi("Excluded content has come up"))
    chair.chooses(vi("Class of content"), "X01", "#stop-content")
    chair.presses(vi("Stop this content"))
    all_see(
        room.screens,
        vi(
            "Excluded content came up and was stopped; it goes to a meeting in person, and no substance is recorded."
        ),
        "#agenda",
    )
    chair.unfolds(vi("Conclude this item"), "#console")
    chair.fills(vi("Conclusion of the chair"), "Thông qua nghị quyết.", "#console")
    chair.presses(vi("Conclude and end the item"), "#console")
    chair.sees(vi("Waiting for the next item"))
    chair.page.locator("#console .item-button").first.click()
    chair.unfolds(vi("Conclude this item"), "#console")
    chair.presses(vi("Conclude and end the item"), "#console")
    chair.sees(vi("Waiting for the next item"))
    chair.page.locator("#console .item-button").first.click()
    chair.unfolds(vi("Excluded content has come up"))
    chair.presses(vi("Move the whole item to a meeting in person"))
    chair.sees(vi("The minutes are about to be read"))


def gives_a_task(room: Room) -> None:
    """BB-08: a task with its day."""
    taker = room.minutes_taker
    taker.unfolds(vi("Give a task"))
    taker.chooses(vi("Member"), "Giàng A Tủa", "#desk-task")
    taker.fills(vi("Task"), TASK, "#desk-task")
    taker.fills(vi("Due on"), "2030-12-20", "#desk-task")
    taker.presses(vi("Give the task"), "#desk-task")
    all_see(room.screens, TASK, "#tasks")


def closes(room: Room) -> None:
    """BB-11: the minutes are read and approved, and the meeting is closed."""
    room.minutes_taker.presses(vi("The minutes have been read"))
    room.chair.presses(vi("The meeting approves the minutes"))
    room.chair.presses(vi("Close the meeting"))
    assert all_see(room.screens, vi("The meeting is closed"), "#now") < AT_ONCE
    room.member.looks("room-closed-phone")
