"""The committee at its workbench in two browsers, its decision, and what members read of it."""

from datetime import timedelta

from django.utils import timezone
from playwright.sync_api import expect

from tests.browser.by_groups.groups import OPINION, RESERVED
from tests.browser.people import Someone
from tests.browser.words import vi

POINT = "Mức góp công và thời hạn"
TAKEN = "Hộ neo đơn được miễn góp công."
OTHER = "Giữ nguyên thời hạn, vì mùa mưa đến sớm."
TASK = "Lập danh sách hộ neo đơn trong tổ."


def answers(one: Someone, words: str) -> None:
    """Answer the point on the page as it lies open."""
    page = one.page
    page.locator(".point summary").first.click()
    page.locator(".point [name=treatment][value=in_part]").check()
    page.locator(".point [name=reason]").fill(words)
    page.locator(".point button[value=answer]").click()


def two_work(secretary: Someone, deputy: Someone, board: str) -> None:
    """TG-06: of two who answer one point neither loses words; every opinion finds its place."""
    secretary.goes(f"{board}synthesis/")
    secretary.page.locator("form:has(button[value=create]) [name=title]").fill(POINT)
    secretary.page.locator("button[value=create]").click()
    secretary.sees(vi("It is kept."))
    deputy.goes(f"{board}synthesis/")

    answers(deputy, OTHER)
    deputy.sees(vi("It is kept."))
    secretary.sees(vi("Changed meanwhile by others:"), seconds=30)
    answers(secretary, TAKEN)
    expect(secretary.page.locator("#theirs")).to_contain_text(OTHER)
    expect(secretary.page.locator(".point [name=reason]")).to_have_value(TAKEN)
    secretary.looks("groups-synthesis-conflict")
    secretary.page.locator(".point button[value=answer]").click()
    secretary.sees(vi("It is kept."))

    loose = secretary.page.locator(".bench > section:first-child .opinion")
    for left in range(loose.count(), 0, -1):
        loose.first.locator("select").select_option(label=POINT)
        loose.first.locator("button[value=place]").click()
        expect(loose).to_have_count(left - 1)
    secretary.looks("groups-synthesis")
    secretary.page.locator("button[value=close]").click()
    secretary.sees(vi("It is kept."))


def decides(secretary: Someone, board: str) -> None:
    """TG-10: both figures, the cell's and the committee's."""
    secretary.goes(f"{board}decision/")
    expect(secretary.page.locator("[name=votes_for]")).to_have_value("4")
    secretary.looks("groups-decision-form")
    secretary.presses(vi("Keep the decision"))
    secretary.sees(vi("The text is adopted."))
    secretary.looks("groups-decision")


def gives_a_task(secretary: Someone, board: str) -> None:
    """TG-08: a task to a member."""
    secretary.goes(f"{board}tasks/")
    page = secretary.page
    page.locator("[name=who]").select_option("person:pb17")
    page.locator("[name=content]").fill(TASK)
    page.locator("[name=due_on]").fill((timezone.localdate() + timedelta(days=9)).isoformat())
    secretary.presses(vi("Give the task"))
    secretary.sees(vi("The task is given."))


def member_reads(member: Someone, board: str) -> None:
    """Read how one's own opinions were dealt with, and nobody else's."""
    member.goes(f"{board}mine/")
    words = member.text()
    for said in (OPINION, RESERVED, TAKEN):
        assert said in words, said
    assert "(tổ 2)" not in words
    member.looks("groups-mine")


def reports_on_the_task(member: Someone) -> None:
    """Find the task in the one list of tasks, and report on it there."""
    member.goes("/tasks/")
    member.follows(TASK)
    member.fills(vi("What has been done"), "Đã lập danh sách mười hai hộ.")
    member.ticks(vi("The task is done"))
    member.looks("groups-task")
    member.presses(vi("Send the report"))
    member.sees(vi("Your report has reached the secretary."))
