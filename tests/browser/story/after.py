"""After the meeting: two confirmations, a locked paper, and nothing for strangers."""

from tests.browser.people import Someone
from tests.browser.story.during import OPINION, RESERVED, RESOLUTION, TASK, Room
from tests.browser.story.papers import docx_text, pdf_text
from tests.browser.words import vi

KEPT = ("Lò Văn Thành", "Giàng A Tủa", OPINION, RESERVED, RESOLUTION, TASK)


def locks_the_minutes(room: Room) -> None:
    """BB-12, BB-13: the minutes taker and the chair confirm, and the paper is locked."""
    for one in (room.minutes_taker, room.chair):
        one.follows(vi("Open the minutes"))
        one.looks("minutes")
        one.presses(vi("I confirm these minutes"))
    room.chair.sees(
        vi(
            "Confirmed by the minutes taker and by the chair, and locked. Corrections are made only by an addendum."
        )
    )
    room.chair.looks("minutes-locked")
    address = f"/papers/meetings/{room.key}/minutes"
    for text in (
        pdf_text(room.member.downloads(f"{address}.pdf")),
        docx_text(room.member.downloads(f"{address}.docx")),
    ):
        assert [each for each in KEPT if each not in text] == []


def a_stranger_finds_nothing(stranger: Someone, meeting: str, application: str) -> None:
    """Look for the pages and papers of another cell in vain."""
    for path in (
        f"/meetings/{meeting}/",
        f"/meetings/{meeting}/journal/",
        f"/live/{meeting}/",
        f"/papers/meetings/{meeting}/minutes/",
        f"/papers/meetings/{meeting}/minutes.pdf",
        f"/applications/{application}/",
        f"/papers/applications/{application}/proposal.pdf",
    ):
        answer = stranger.context.request.get(path)
        assert answer.status in {403, 404}, path
        assert "Nà Pát" not in answer.text(), path
