"""After the meeting: its resolution gets a number, is found again, and the task is reported on."""

from tests.browser.story.during import RESOLUTION, TASK, Room
from tests.browser.story.papers import docx_text, pdf_text
from tests.browser.words import vi


def issues_the_resolution(room: Room) -> None:
    """DF-03, MT-12: drafted from the journal, issued with a number, found without accents."""
    secretary, member = room.chair, room.member
    secretary.goes(f"/meetings/{room.key}/")
    secretary.page.locator("a[href*='/resolution/']").click()
    secretary.presses(vi("Save the draft and look at it"))
    secretary.sees("Dự thảo lần 1")
    secretary.looks("paper-draft")
    shown = secretary.page.locator("#demonstration-code strong").inner_text()
    secretary.fills(vi("Code from the app"), shown)
    secretary.presses(vi("Sign with the code"))
    secretary.sees(vi("The paper is issued and stands in the register."))
    secretary.looks("paper-issued")

    member.goes("/papers/")
    member.fills(vi("Search, with or without accents"), "nghi quyet nq")
    member.presses(vi("Search"))
    member.sees("-NQ/CB", "ul.register")
    member.looks("register-found")
    member.page.locator("a.register-link").first.click()
    file = member.page.get_by_role("link", name=vi("Open as PDF")).get_attribute("href") or ""
    issued = member.downloads(file)
    abstract = RESOLUTION.removeprefix("Nghị quyết ")
    assert f"NGHỊ QUYẾT {abstract}" in pdf_text(issued)
    assert abstract in docx_text(member.downloads(file.replace("file.pdf", "file.docx")))
    assert secretary.downloads(file) == issued


def reports_on_the_task(room: Room) -> None:
    """TG-08: the member says what was done, the secretary takes it as done."""
    member, secretary = room.member, room.chair
    member.goes("/tasks/")
    member.follows(TASK)
    member.fills(vi("What has been done"), "Đã vận động được 12 hộ.")
    member.ticks(vi("The task is done"))
    member.presses(vi("Send the report"))
    member.sees(vi("Your report has reached the secretary."))
    member.looks("task-reported")
    secretary.goes("/tasks/")
    secretary.follows(TASK)
    secretary.presses(vi("Take it as done"))
    secretary.sees(vi("The task is taken as done."))
    secretary.looks("task-done")
