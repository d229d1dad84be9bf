"""Journals written once: every release still reads each of them to the same end."""

from datetime import datetime

import pytest

from chibo.core.journal.chain import Entry, verify
from chibo.core.journal.codec import encode
from chibo.core.procedure import application as ask
from chibo.core.procedure import meeting as procedure
from chibo.core.procedure.acts import Phase
from chibo.core.procedure.agenda import ItemState
from chibo.core.procedure.application import Application, Stage
from chibo.core.procedure.attendance import Outage
from chibo.core.procedure.frame import Moment
from chibo.core.procedure.meeting import Meeting
from chibo.core.procedure.opinions import Opinion
from tests.core.golden import FOLDER, stories
from tests.core.journals import CHECKLIST, STARTS, line_of, read_journal
from tests.core.people import AN, BINH, CUONG, DUNG, GIANG, HOA, MINH, NGA, PHUC, THU, UYEN

MEETING = read_journal("meeting-2024-06.jsonl")
APPLICATION = read_journal("application-2024-06.jsonl")


def minute(number: int) -> datetime:
    return STARTS.replace(minute=number)


@pytest.fixture(scope="module")
def meeting() -> Meeting:
    state = Meeting()
    for entry in MEETING:
        event = procedure.EVENTS.decode(entry.event, entry.data)
        assert encode(event) == entry.data
        procedure.evolve(state, event, _moment(entry), entry.hash)
    return state


@pytest.fixture(scope="module")
def application() -> Application:
    state = Application()
    for entry in APPLICATION:
        event = ask.EVENTS.decode(entry.event, entry.data)
        assert encode(event) == entry.data
        ask.evolve(state, event, _moment(entry))
    return state


def _moment(entry: Entry) -> Moment:
    return Moment(datetime.fromisoformat(entry.at), entry.actor)


def test_the_chains_hold_up_to_the_heads_that_were_written_down() -> None:
    assert verify(MEETING) is None
    assert verify(APPLICATION) is None
    assert (len(MEETING), MEETING[-1].hash) == (
        69,
        "5e3048ffc09c65110ef9eec7b9d818a30aaf42d2d84cee779749f24d5a3a620e",
    )
    assert (len(APPLICATION), APPLICATION[-1].hash) == (
        6,
        "2a749f35695f4d8da55b5bbcec71819275c6f68f92a0f02b2ac90a1b0c704e8a",
    )


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.jsonl")), ids=lambda path: path.stem)
def test_a_stored_line_has_one_form(path: object) -> None:
    name = getattr(path, "name", "")
    lines = (FOLDER / name).read_text(encoding="utf-8").splitlines()

    assert [line_of(entry) for entry in read_journal(name)] == lines


def test_the_stories_still_happen_as_they_were_written() -> None:
    """The same commands make the same events; names of rules may have moved on since."""
    for name, entries in stories().items():
        told = [
            (entry.seq, entry.at, entry.actor, entry.command, entry.event) for entry in entries
        ]
        kept = [
            (each.seq, each.at, each.actor, each.command, each.event)
            for each in read_journal(name)
        ]
        assert told == kept


# --- the application -------------------------------------------------------------------------


def test_the_application_was_returned_mended_and_approved(application: Application) -> None:
    assert application.stage is Stage.APPROVED
    assert (application.submitted_by, application.decided_by) == (THU, UYEN)
    assert application.approved is not None
    assert (application.approved.number, application.answer) == ("12-CV/ĐU", "Đồng ý")
    assert application.approved.ruling.figures == {
        "base": 9,
        "affected": 5,
        "quota_used": 0,
        "quota_reserved": 0,
        "quota_cap": 3,
    }
    assert application.approved.rules.rulebook == "hd03-2022"


# --- the meeting -----------------------------------------------------------------------------


def test_the_meeting_rests_on_the_approval_in_the_other_journal(meeting: Meeting) -> None:
    approval = meeting.plan.approval

    assert approval is not None
    assert (approval.seq, approval.hash) == (APPLICATION[-1].seq, APPLICATION[-1].hash)


def test_the_meeting_is_closed_and_its_minutes_locked(meeting: Meeting) -> None:
    assert meeting.phase is Phase.CLOSED
    assert (meeting.opened_at, meeting.closed_at) == (STARTS, STARTS.replace(hour=20))
    assert meeting.confirmation.is_locked
    assert [each.by.code for each, _ in meeting.confirmation.confirmed] == [BINH, AN]
    assert meeting.minutes_head == MEETING[-3].hash
    assert MEETING[-3].event == "MeetingClosed"


def test_the_two_votes_count_as_they_did(meeting: Meeting) -> None:
    rejected, adopted = (each.closed for each in meeting.ballots.ballots.values())

    assert rejected is not None
    assert (rejected.base, rejected.votes_for, rejected.against, rejected.percent) == (
        7,
        3,
        2,
        "42,9",
    )
    assert adopted is not None
    # MB-05: Hoa is exempt, came and voted.
    assert (adopted.base, adopted.votes_for, adopted.against, adopted.percent) == (
        8,
        5,
        1,
        "62,5",
    )
    assert (rejected.is_adopted, adopted.is_adopted) == (False, True)


def test_who_was_there_is_who_was_there(meeting: Meeting) -> None:
    people = meeting.attendance

    assert people.present() == (AN, BINH, GIANG, HOA, CUONG, DUNG, NGA, PHUC, THU)
    assert people.presences[MINH].left_at is not None
    assert people.presences[THU].is_late
    assert people.presences[PHUC].override == "Đường lũ, không qua được"
    assert people.outages == [Outage(PHUC, minute(44), "item-2", "b-2", minute(47))]


def test_the_agenda_went_as_it_went(meeting: Meeting) -> None:
    assert {key: item.state for key, item in meeting.agenda.items.items()} == {
        "item-1": ItemState.CONCLUDED,
        "item-2": ItemState.CONCLUDED,
        "item-3": ItemState.DEFERRED,
    }
    assert [each.content_class for each in meeting.agenda.stopped] == ["X07"]
    assert [task.task for task in meeting.tasks.standing()] == ["k-1"]
    assert meeting.opened is not None
    assert meeting.opened.confirmed == CHECKLIST


def test_the_reserved_opinion_is_kept_word_for_word(meeting: Meeting) -> None:
    opinion: Opinion = meeting.opinions.given["o-2"]

    assert opinion.text == "Đề nghị lùi thời hạn một tháng"
    assert (opinion.recorded.person, opinion.recorded.to_superior) == (NGA, True)
