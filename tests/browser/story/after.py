"""After the meeting: two signatures, a locked and sealed paper, and nothing for strangers."""

import subprocess
from tempfile import NamedTemporaryFile

from tests.browser.people import Someone
from tests.browser.serving import CHIBO
from tests.browser.story import signing
from tests.browser.story.during import OPINION, RESERVED, RESOLUTION, TASK, Room
from tests.browser.story.papers import docx_text, pdf_text
from tests.browser.words import vi

KEPT = ("Lò Văn Thành", "Giàng A Tủa", OPINION, RESERVED, RESOLUTION, TASK)


def locks_the_minutes(room: Room) -> None:
    """BB-12, BB-13: the minutes taker and the chair sign, and the paper is locked and sealed."""
    room.minutes_taker.follows(vi("Open the minutes"))
    room.minutes_taker.looks("minutes")
    signing.signs_with_a_code(room.minutes_taker)
    room.minutes_taker.sees(
        vi("The minutes wait for the signature of %(name)s.", name="Lò Văn Thành")
    )
    room.chair.follows(vi("Open the minutes"))
    signing.signs_with_a_passkey(room.chair)
    room.chair.looks("minutes-locked")
    address = f"/papers/meetings/{room.key}/minutes"
    for text in (
        pdf_text(room.member.downloads(f"{address}.pdf")),
        docx_text(room.member.downloads(f"{address}.docx")),
    ):
        assert [each for each in KEPT if each not in text] == []
    sealed = room.member.downloads(f"{address}.pdf")
    assert "  unchanged since it was signed" in checked(sealed)
    assert room.chair.downloads(f"{address}.pdf") == sealed
    signing.removes_the_passkey(room.chair)


def checked(pdf: bytes) -> list[str]:
    """Return what the command says of a PDF; a demonstration's seal counts for nothing."""
    with NamedTemporaryFile(suffix=".pdf") as file:
        file.write(pdf)
        file.flush()
        words = [CHIBO, "check-pdf", file.name]
        done = subprocess.run(words, check=False, capture_output=True, text=True)  # noqa: S603 -- our own words
    assert done.returncode == 1, done.stderr
    return done.stdout.splitlines()


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
