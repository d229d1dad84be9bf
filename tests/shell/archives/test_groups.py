"""The year of a cell that met by groups: true as it is; a vote in one group's journal cannot be changed."""

from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from django.test import TestCase

from chibo.archive.saying import Said
from chibo.archive.verifying import verify
from chibo.core.journal.chain import digest
from tests.shell.archives.forging import Files, chained, listed_again, rows_of, unpacked

pytestmark = pytest.mark.django_db
Rows = list[dict[str, Any]]
LAST = "Tổ đảng số 4"


@pytest.fixture(scope="module")
def year(django_db_setup, django_db_blocker) -> bytes:
    """Return the archive of the year; made once."""
    from tests.shell.archives.walked import walked, year_of  # noqa: PLC0415 -- needs the models
    from tests.shell.groups_cell import groups_cell  # noqa: PLC0415 -- needs the models

    with django_db_blocker.unblock():
        undone = TestCase._enter_atomics()
        try:
            return year_of(walked(groups_cell()))
        finally:
            TestCase._rollback_atomics(undone)


def journals(files: Files) -> dict[str, Rows]:
    """Return the rows of every journal by its file."""
    names = (it for it in files if it.startswith("journals/"))
    return {name: rows_of(files[name]) for name in names}  # type: ignore[misc]  # as they lie


def of_last_group(found: dict[str, Rows]) -> str:
    """Return the file of the journal of the last group's meeting."""
    return next(
        name
        for name, rows in found.items()
        for row in rows
        if row["event"] == "GatheringNamed" and row["data"]["gathering"]["group"] == LAST
    )


def of_procedure(found: dict[str, Rows]) -> str:
    """Return the file of the procedure's journal."""
    return next(it for it in found if it.startswith("journals/groups-"))


def lie(files: Files) -> tuple[str, object]:
    """Return the word of what is wrong and the event or the member it is about."""
    said = verify(BytesIO(listed_again(files))).lie
    assert said is not None
    return said.word, said.facts.get("event", said.facts.get("difference"))


def turned(rows: Rows) -> None:
    """Turn one vote round, and the result with it: the journal alone is right again."""
    place = max(n for n, it in enumerate(rows) if it["event"] == "BallotCast")
    row = rows[place]
    row["data"] = {**row["data"], "choice": "for"}
    told = {name: row["data"][name] for name in ("ballot", "person", "choice", "note")}
    row["digest"] = digest(["CastBallot", told, row["actor"]])
    closed = next(it for it in rows if it["event"] == "BallotClosed")
    closed["data"] |= {"votes_for": 6, "against": 7, "percent": "46,2"}


def noted_again(found: dict[str, Rows], journal: str, change: Callable[[Any], None]) -> None:
    """Let the procedure name the journal as it is now, with the digests of its commands."""
    key = journal.removeprefix("journals/meeting-").removesuffix(".jsonl")
    hashes = {it["seq"]: it["hash"] for it in rows_of(chained(found[journal]))}
    for row in found[of_procedure(found)]:
        data = row["data"]
        if row["event"] == "GroupMeetingNoted" and data["reference"]["journal"] == key:
            data["reference"]["hash"] = hashes[data["reference"]["seq"]]
            change(data)
            told = {name: value for name, value in data.items() if name != "round"}
            row["digest"] = digest(["NoteGroupMeeting", told, row["actor"]])
        elif row["event"] == "ReportSent" and data["meeting"]["journal"] == key:
            data["meeting"]["hash"] = hashes[data["meeting"]["seq"]]


def written(files: Files, found: dict[str, Rows]) -> Files:
    return {**files, **{name: chained(rows) for name, rows in found.items()}}


def test_everything_is_decided_again_and_true(year: bytes) -> None:
    report = verify(BytesIO(year))

    assert report.lie is None
    assert [each.word for each in report.unchecked] == ["witness.none"]
    assert Said("heard.meetings", {"count": 10}) in report.checked
    assert Said("links.hold", {"count": 15}) in report.checked


def test_a_vote_changed_in_one_group_is_not_what_the_procedure_names(year: bytes) -> None:
    files = unpacked(year)
    found = journals(files)
    turned(found[of_last_group(found)])

    word, _ = lie(written(files, found))

    assert word == "link.wrong"


def test_nor_do_new_references_help(year: bytes) -> None:
    files = unpacked(year)
    found = journals(files)
    name = of_last_group(found)
    turned(found[name])
    noted_again(found, name, lambda _: None)

    assert lie(written(files, found)) == ("heard.other", "ballots")


def test_and_the_sum_of_the_cell_would_have_to_change_too(year: bytes) -> None:
    files = unpacked(year)
    found = journals(files)
    name = of_last_group(found)
    turned(found[name])
    who = next(
        it["data"]["person"] for it in reversed(found[name]) if it["event"] == "BallotCast"
    )

    def vote(data: Any) -> None:
        for each in data["ballots"]:
            for one in each["votes"]:
                one["choice"] = "for" if one["person"] == who else one["choice"]

    noted_again(found, name, vote)

    assert lie(written(files, found)) == ("event.otherwise", "TextDecided")


def test_a_vote_added_to_one_group_is_found(year: bytes) -> None:
    files = unpacked(year)
    found = journals(files)
    rows = found[of_last_group(found)]
    place = max(n for n, it in enumerate(rows) if it["event"] == "BallotCast")
    told = {**rows[place]["data"], "person": "g4-14"}
    names = ("ballot", "person", "choice", "note")
    asked = {name: told[name] for name in names}
    added = {
        **rows[place],
        "data": told,
        "command": "0" * 32,
        "digest": digest(["CastBallot", asked, rows[place]["actor"]]),
    }
    rows.insert(place + 1, added)

    assert lie(written(files, found)) == ("event.refused", "BallotCast")
