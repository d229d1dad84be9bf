"""A group's meeting whose items hint at excluded content: who declared it is decided again (CT-12)."""

import json
from dataclasses import replace
from io import BytesIO

import pytest

from chibo.archive.container import MANIFEST
from chibo.archive.saying import Report
from chibo.archive.verifying import verify
from chibo.archives.contents import of_meeting
from chibo.core.journal.chain import canonical
from chibo.core.procedure import commands as do
from chibo.core.procedure.terms import Gathering
from chibo.core.values import GatheringKind
from chibo.meetings.actions import begin
from tests.shell.archives.forging import Files, chained, listed_again, rows_of, unpacked
from tests.shell.groups_cell import DAY, ITEMS, Told, groups_cell, opened, plan
from tests.shell.story import new_id

pytestmark = pytest.mark.django_db
HINTING = replace(ITEMS[0], title="Rà soát công tác khen thưởng")


@pytest.fixture
def files() -> Files:
    """Return the archive of a group's meeting that was convened over a hint and is under way."""
    of = groups_cell()
    chair, agenda = of.code(1, 1), (HINTING, ITEMS[1])
    told = Told(new_id(), DAY)
    begin(told.key, "meeting", of.public_id)
    gathering = Gathering(GatheringKind.GROUP, of.name(1))
    convening = do.ConveneGroupMeeting(
        plan(of, 1, agenda=agenda, starts_at=DAY.replace(day=11)), gathering,
        is_content_declared=True,
    )  # fmt: skip
    told.all(chair, convening)
    told.at = DAY.replace(day=11)
    opened(of, 1, told, present=18)
    stream = BytesIO()
    of_meeting(told.key).into(stream)
    return _without_papers(unpacked(stream.getvalue()))


def _without_papers(files: Files) -> Files:
    """Leave out the minutes as far as they are: they name the place of an entry."""
    manifest = json.loads(files[MANIFEST])
    drawn = {each["value"] for each in manifest["papers"]}
    drawn |= {file for each in manifest["papers"] for file in each["files"]}
    kept = {name: content for name, content in files.items() if name not in drawn}
    return {**kept, MANIFEST: canonical({**manifest, "papers": []})}


def verified(files: Files, *, considered: str | None) -> Report:
    """Verify with the words that were considered changed, or with nothing considered."""
    name = next(it for it in files if it.startswith("journals/"))
    rows = rows_of(files[name])
    place = next(n for n, it in enumerate(rows) if it["event"] == "HintsConsidered")
    if considered is None:
        del rows[place]
    else:
        rows[place]["data"]["hints"][0]["keyword"] = considered  # type: ignore[index, call-overload]  # as it lies
    return verify(BytesIO(listed_again({**files, name: chained(rows)})))


def test_the_declaration_is_led_back_to_who_convened(files: Files) -> None:
    report = verified(files, considered="khen thưởng")

    assert report.lie is None
    assert "hints" not in report.recorded


def test_other_words_than_the_rulebook_finds_are_a_lie(files: Files) -> None:
    report = verified(files, considered="kỷ luật")

    assert report.lie is not None
    assert report.lie.word == "event.otherwise"


def test_a_journal_from_before_declarations_is_true_and_the_report_says_so(
    files: Files,
) -> None:
    report = verified(files, considered=None)

    assert report.lie is None
    assert report.recorded["hints"] == 1
