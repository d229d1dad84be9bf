"""Before the meeting: asking, deciding, convening, answering, preparing."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from tests.browser.people import Someone
from tests.browser.story.papers import docx, pdf, pdf_text
from tests.browser.words import vi

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")
PLACE = "Nhà văn hóa bản Nà Pát"
LAST_ITEM = "form-rows[prefix=agenda] [data-row]:last-child"
REWARD = "Khen thưởng đảng viên có thành tích xuất sắc"
DRAFT = "Chi bộ phấn đấu trồng mới 5 ha rừng trước ngày 30/12."
HARMLESS = "Tổ trồng rừng được xã khen thưởng vì giữ rừng tốt."
EXCLUDED = "Đề nghị khiển trách đảng viên phá rừng."


def today() -> date:
    """Return the day it is in Vietnam."""
    return timezone.now().astimezone(VIETNAM).date()


def soon() -> tuple[datetime, datetime]:
    """Return hours of today for a meeting that is about to begin."""
    now = timezone.now().astimezone(VIETNAM)
    last = now.replace(hour=23, minute=59)
    if last - now < timedelta(minutes=10):
        pytest.skip("A meeting of today can no longer be convened: it is nearly midnight.")
    return now + timedelta(minutes=6), min(now + timedelta(minutes=126), last)


def share(on: date) -> str:
    """Return how many cannot come of how many who count, from the demonstration's register."""
    # SC-05: the two students are away in their holidays only; np19 is suspended until a day.
    away = 13 + (2 if 6 <= on.month <= 8 else 0)
    base = 24 + (1 if on > date(2026, 11, 27) else 0)
    return f"{away}/{base}"


def asks_for_the_meeting(secretary: Someone) -> str:
    """Write an application, be refused with an excluded item, mend it and hand it in."""
    starts, ends = soon()
    secretary.looks("home-secretary")
    secretary.goes("/applications/")
    secretary.looks("applications")
    secretary.follows(vi("Ask to meet online or mixed"))
    secretary.fills(vi("Day"), starts.date().isoformat())
    secretary.fills(vi("Starts at"), f"{starts:%H:%M}")
    secretary.fills(vi("Ends at (expected)"), f"{ends:%H:%M}")
    secretary.fills(
        vi("Why the cell cannot meet in one place"),
        "Nhiều đảng viên đi làm ăn xa và làm nhiệm vụ kiểm lâm tại các chốt bảo vệ rừng.",
    )
    secretary.fills(vi("Place of the main point"), PLACE)
    secretary.fills(vi("Name of the point"), "Bản Nà Pát")
    for box in secretary.page.locator("input[name=infrastructure]").all():
        box.check()
    secretary.fills(vi("Fallback telephone"), "0900 000 004")
    secretary.chooses(vi("Minutes taker"), "Cà Văn Ín")
    secretary.fills(vi("Technician"), "Cà Văn Ín")
    secretary.sees(share(today()), "#findings")
    secretary.page.locator("#findings summary").first.click()
    secretary.sees("Giàng A Tủa", "#findings")

    for _ in range(2):
        secretary.presses(vi("Remove"), LAST_ITEM)
    secretary.presses(vi("Add an item"))
    secretary.fills(vi("Item"), REWARD, LAST_ITEM)
    secretary.fills(vi("Presenter"), "Lò Văn Thành", LAST_ITEM)
    secretary.sees("khen thưởng", ".item-hint")
    secretary.looks("application-hint")
    secretary.chooses(vi("Content class"), "X07", LAST_ITEM)
    secretary.ticks(vi("I declare that the agenda holds no excluded content."))
    secretary.sees(vi("The draft can be saved at any time."), "#why-not")
    secretary.insists(vi("Hand in"))
    secretary.sees(vi("The rules do not allow this."), ".refusal")
    secretary.sees("Không thực hiện: X07.", ".findings")
    secretary.looks("application-refused")

    secretary.presses(vi("Remove"), LAST_ITEM)
    secretary.presses(vi("Hand in"))
    secretary.sees(vi("The application is handed in."))
    secretary.looks("application")
    key = secretary.page.url.rstrip("/").split("/")[-1]
    assert secretary.page.get_by_role("button", name=vi("Approve")).count() == 0
    proposal = secretary.downloads(f"/papers/applications/{key}/proposal.pdf")
    assert "Giàng A Tủa" in pdf_text(proposal)
    return key


def decides(superior: Someone, application: str) -> None:
    """Find the application in the inbox, see the same figures, and approve it."""
    superior.goes("/")
    superior.looks("home-superior")
    superior.goes("/applications/")
    superior.looks("inbox")
    superior.follows("Chi bộ bản Nà Pát")
    superior.sees(share(today()))
    superior.looks("decision")
    superior.presses(vi("Approve"))
    superior.sees(vi("The application is approved. A unit of the quota is reserved for it."))
    answer = superior.downloads(f"/papers/applications/{application}/answer.pdf")
    assert "Chi bộ bản Nà Pát" in pdf_text(answer)


def convenes(secretary: Someone, application: str) -> str:
    """Convene the meeting that was approved."""
    secretary.goes(f"/applications/{application}/")
    secretary.follows(vi("Convene the meeting"))
    secretary.looks("convene")
    secretary.presses(vi("Convene and tell everybody"))
    secretary.sees(vi("When and where"))
    secretary.looks("meeting-secretary")
    return secretary.page.url.rstrip("/").split("/")[-1]


def answers_online(member: Someone, meeting: str) -> None:
    """Read the letter, keep the day in the calendar, and answer from the phone."""
    member.looks("home-member")
    member.goes("/mailbox/")
    member.looks("mailbox")
    member.page.locator("main ul.links a").first.click()
    member.looks("letter")
    file = member.page.locator("main a.button", has_text=".ics").get_attribute("href")
    assert file is not None
    assert b"BEGIN:VCALENDAR" in member.downloads(file)
    member.follows(meeting, "main")
    member.looks("meeting-member")
    member.ticks(vi("I take part online"))
    member.presses(vi("Send the answer"))
    member.sees(f"{vi('Your answer')}: {vi('online')}")


def is_refused_online(neighbour: Someone, meeting: str) -> None:
    """PR-03: who has no reason in the register is told why, and what to do."""
    neighbour.goes(f"/meetings/{meeting}/")
    neighbour.sees(vi("Taking part online is not open to you."))
    neighbour.sees("Hướng dẫn 03-HD/TW", "#answer .clause")
    neighbour.looks("meeting-not-online")
    assert neighbour.page.get_by_label(vi("I take part online")).count() == 0


def brings_documents(minutes_taker: Someone, meeting: str) -> None:
    """CT-17: bring a secret paper in vain, then one as PDF and one as Word document."""
    minutes_taker.goes(f"/meetings/{meeting}/")
    minutes_taker.follows(vi("Add a document"))
    minutes_taker.fills(vi("Title"), "Dự thảo nghị quyết")
    minutes_taker.page.set_input_files("input[type=file]", pdf("mat.pdf", "TUYỆT MẬT"))
    minutes_taker.presses(vi("Put the document up"))
    minutes_taker.sees("CT-17")
    minutes_taker.looks("document-refused")

    minutes_taker.page.set_input_files("input[type=file]", pdf("nghi-quyet.pdf", DRAFT))
    minutes_taker.presses(vi("Put the document up"))
    minutes_taker.sees(vi("The document is up. Everybody invited is being told."))
    shown = minutes_taker.page.locator("li.document a").first.get_attribute("href")
    assert shown is not None
    assert DRAFT in pdf_text(minutes_taker.downloads(shown))

    minutes_taker.follows(vi("Add a document"))
    minutes_taker.page.set_input_files("input[type=file]", docx("bao-cao.docx", DRAFT))
    minutes_taker.presses(vi("Put the document up"))
    minutes_taker.follows("bao-cao.docx", "main")
    minutes_taker.sees(DRAFT, "article")
    minutes_taker.looks("document")


def considers_hints(minutes_taker: Someone, meeting: str) -> None:
    """CT-12: look at what a document hints at, decide, and find the decision in the journal."""
    minutes_taker.goes(f"/meetings/{meeting}/documents/add/")
    minutes_taker.page.set_input_files("input[type=file]", docx("rung.docx", HARMLESS))
    minutes_taker.presses(vi("Put the document up"))
    minutes_taker.sees(HARMLESS, "main")
    minutes_taker.looks("document-hints")
    minutes_taker.presses(vi("Put the document up"))
    minutes_taker.sees(vi("Tick this, or do not put the document up."))
    minutes_taker.ticks(
        vi("I have looked at these places: the document belongs to no excluded content.")
    )
    minutes_taker.presses(vi("Put the document up"))
    minutes_taker.sees(vi("The document is up. Everybody invited is being told."))

    minutes_taker.goes(f"/meetings/{meeting}/documents/add/")
    minutes_taker.page.set_input_files("input[type=file]", docx("don.docx", EXCLUDED))
    minutes_taker.presses(vi("Put the document up"))
    minutes_taker.sees(EXCLUDED, "main")
    minutes_taker.presses(vi("Do not put it up"))
    minutes_taker.sees(vi("The document was not put up, and its file is deleted."))

    minutes_taker.goes(f"/meetings/{meeting}/journal/")
    minutes_taker.sees("“khen thưởng”")
    minutes_taker.sees("X06")
    minutes_taker.does_not_see("khiển trách")
