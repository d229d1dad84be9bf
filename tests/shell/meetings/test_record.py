"""Why a meeting was allowed, its journal, and what happens when a row of it was changed by hand."""

import logging
from datetime import date
from typing import get_args

import pytest

from chibo.core.procedure import commands as do
from chibo.core.procedure import events as ev
from chibo.core.procedure import point_terms as points
from chibo.core.procedure import signatures as sign
from chibo.core.procedure.call_terms import CallProtected, CallUnprotected
from chibo.core.procedure.considered import (
    HintsConsidered,
    MarksDeclaredAbsent,
    SeenHint,
    Subject,
    Verdict,
)
from chibo.core.procedure.course_terms import MeetingResumed, MeetingSuspended
from chibo.core.procedure.gatherings import text_ref
from chibo.core.procedure.note_terms import NoteCorrected, NoteTaken, VoiceNoteGiven
from chibo.core.procedure.score import MeetingScored
from chibo.core.procedure.speaking_time import TimeAllotted
from chibo.core.procedure.terms import (
    Answer,
    Gathering,
    Officer,
    OpinionKind,
    Person,
    PlannedItem,
    TextKind,
)
from chibo.core.values import Choice, GatheringKind, Mode, Ruling
from chibo.meetings.actions import carry_out
from chibo.meetings.journal_words import told
from chibo.meetings.models import JournalEntry
from chibo.meetings.queries import meeting
from chibo.meetings.rulebooks import rulebook_for
from chibo.meetings.store import JournalBrokenError
from chibo.meetings.teller import Teller
from chibo.meetings.writer import WRITERS
from tests.shell.journal.hands import trigger_away
from tests.shell.meetings.coming import browser, by, cell_with_addresses, convened
from tests.shell.story import DAY, Cell, new_id, opened

pytestmark = pytest.mark.django_db


@pytest.fixture
def of() -> Cell:
    return cell_with_addresses()


def change_by_hand(key: str, seq: int) -> None:
    """Change a row as somebody with the database in hand can, past the trigger."""
    with trigger_away():
        rows = JournalEntry.objects.filter(journal__key=key, seq=seq)
        rows.update(data=rows.get().data.replace("Trực rừng", "Nghỉ mát"))


def test_why_shows_the_findings_the_rulebook_and_the_people(of: Cell) -> None:
    key = convened(of)
    page = browser(of, "Thu").get(f"/meetings/{key}/why/")

    state, _standing = meeting(key)
    assert state.convened is not None
    text = page.content.decode()
    assert state.convened.rules.fingerprint in text
    assert rulebook_for(of.body).clause("SC-02").clause in text
    behind = page.context["at_convening"]
    assert behind.figures["base"] == len(behind.base) == 8
    assert behind.figures["affected"] == len(behind.affected) == 5
    assert {each.name for each in behind.left_out} == {
        "Lò Thị Giang",
        "Lò Thị Hoa",
        "Lò Thị Khánh",
    }
    assert page.context["opened"] is None


def test_why_is_reached_from_the_list_in_two_clicks(of: Cell) -> None:
    key = convened(of)
    cuong = browser(of, "Cường")

    assert f'href="/meetings/{key}/"' in cuong.get("/meetings/").content.decode()
    assert f'href="/meetings/{key}/why/"' in cuong.get(f"/meetings/{key}/").content.decode()


def test_members_see_the_figures_without_the_reasons_of_others(of: Cell) -> None:
    key = convened(of)
    text = browser(of, "Cường").get(f"/meetings/{key}/why/").content.decode()

    assert "Lò Thị Khánh" not in text


def test_after_the_opening_its_own_findings_and_roll_are_shown() -> None:
    live = opened()
    page = browser(live.cell, "An").get(f"/meetings/{live.key}/why/")

    assert page.context["opened"] is not None
    assert page.context["at_opening"].figures["base"] == 8


def test_the_journal_tells_every_entry_and_says_that_it_is_intact(of: Cell) -> None:
    key = convened(of)
    by(of, key, "Minh", do.AnswerConvocation(of.code("Minh"), Answer.ABSENT, "Trực rừng"))
    page = browser(of, "An").get(f"/meetings/{key}/journal/")

    _state, standing = meeting(key)
    assert [(line.seq, line.actor) for line in page.context["lines"]] == [
        (1, "Lò Thị An"), (2, "Lò Thị Minh"),
    ]  # fmt: skip
    assert page.context["lines"][1].hash == standing.hash
    assert "Trực rừng" in page.context["lines"][1].what


P = Person("dv-cường", "Lò Thị Cường")
RULING = Ruling("training", ())
DRAFT = text_ref("n", 2, kind=TextKind.RESOLUTION, title="Nghị quyết", body="1.", item="i1")
PRESSED = sign.SessionEvidence(DAY)
EVERY_EVENT: tuple[ev.MeetingEvent, ...] = (
    *(ev.GatheringNamed(Gathering(kind, "Tổ 1"), (), P, DRAFT) for kind in GatheringKind),
    ev.GatheringNamed(Gathering(), (Officer("c", "Lò", "group_leader", "Tổ 2"),), None, None),
    *(ev.NoneStated(kind) for kind in OpinionKind),
    ev.TextBrought(DRAFT),
    ev.MeetingCancelled("Bão"),
    ev.DocumentAttached("d", "i1", "Báo cáo", "a.pdf", "0" * 64, 1),
    ev.DocumentWithdrawn("d"),
    HintsConsidered(
        Subject.DOCUMENT, "d", "Báo cáo", (SeenHint("X07", "khen", 2),) * 9, Verdict.ORDINARY
    ),
    HintsConsidered(Subject.DOCUMENT, "d", "", (SeenHint("X99", ""),), Verdict.WITHHELD),
    MarksDeclaredAbsent("d", 3),
    MeetingScored((), 91, 100, "good", ""),
    ev.NoticeRecorded(date(2026, 6, 1)),
    ev.ConvocationAnswered(P.code, Answer.ONLINE, ""),
    ev.ChairReplaced(P, "Bận"),
    ev.MinutesTakerAppointed(P),
    ev.MeetingOpened((), (), RULING),
    ev.PersonArrived(P.code, Mode.IN_PERSON, is_late=False, override=None),
    ev.PersonArrived(P.code, Mode.IN_PERSON, is_late=True, override=None),
    ev.PersonArrived(P.code, Mode.ONLINE, is_late=False, override=None),
    ev.PersonArrived(P.code, Mode.ONLINE, is_late=True, override=None),
    ev.OnlineAllowed(P.code, "Ốm"),
    ev.IdentityConfirmed(P.code),
    ev.PersonLeft(P.code, ""),
    ev.AbsenceRecorded(P.code, excused=True, reason="Ốm"),
    ev.AbsenceRecorded(P.code, excused=False, reason=""),
    ev.GuestAdmitted("g", "Ông Sùng", "Trưởng bản"),
    ev.RollCallClosed(9, 7, 8),
    ev.LineLost(P.code, None, None),
    ev.LineRestored(P.code),
    points.KeeperNamed("Nhà văn hóa", P.code),
    points.PersonAtPoint(P.code, "Nhà văn hóa"),
    *(points.HandEntered("b", P.code, "Nhà văn hóa", over) for over in (False, True)),
    points.PointConfirmed("Nhà văn hóa", P, (P.code,), 1),
    *(points.MissedVoteReported("b", P.code, choice, P.code) for choice in Choice),
    ev.AgendaApproved(),
    ev.ItemAdded(PlannedItem("i9", "Việc khác", "ordinary")),
    ev.ItemOpened("i1"),
    ev.ItemConcluded("i1", "Nhất trí"),
    ev.ItemDeferred("i1", "X01"),
    ev.ContentStopped(None, "X01"),
    ev.FloorAsked(P.code, is_point_of_order=False),
    ev.FloorAsked(P.code, is_point_of_order=True),
    ev.RequestWithdrawn(P.code),
    ev.FloorGiven(P.code),
    ev.FloorEnded(P.code),
    *(
        ev.OpinionRecorded("o", P.code, "i1", "Ý", kind, to_superior=False, recorded_by=P.code)
        for kind in OpinionKind
    ),
    ev.OpinionAmended("o", "Ý"),
    *(ev.TextProposed("t", 1, "i1", kind, "Nghị quyết", "Nội dung") for kind in TextKind),
    ev.BallotOpened("b", "t", 1, "i1"),
    *(ev.BallotCast("b", P.code, choice, P.code, "") for choice in Choice),
    ev.BallotClosed("b", 7, 6, 0, 0, "85,7", is_adopted=True, citation=""),
    ev.BallotClosed("b", 7, 3, 0, 0, "42,9", is_adopted=False, citation=""),
    ev.BallotAbandoned("b", "Mất điện"),
    ev.TaskGiven("k", P.code, "Thu quỹ", date(2026, 6, 30)),
    ev.TaskTakenBack("k", "Nhầm"),
    MeetingSuspended("Giải lao"),
    MeetingResumed(),
    CallProtected(),
    CallUnprotected(),
    TimeAllotted(P.code, 180),
    NoteTaken("n", P.code, "i1", "Đề nghị họp sớm hơn"),
    NoteCorrected("n", "Đề nghị họp muộn hơn"),
    VoiceNoteGiven("v", P.code, "i1", "0" * 64, 23, 35_000, "webm"),
    ev.MinutesRead(),
    ev.MinutesApproved(""),
    ev.MeetingClosed(),
    ev.MeetingBrokenOff("Mất điện"),
    ev.MeetingAnnulled("Sự cố"),
    ev.MinutesConfirmed(P, "chair", "0" * 64),
    *(
        sign.MinutesSigned(P, "chair", "0" * 64, "a" * 64, "{}", method, PRESSED)
        for method in sign.Method
    ),
    sign.SignerAppointed("chair", P, "Chuyển đi"),
    sign.PaperFixed("minutes", "a" * 64, "f" * 64, ""),
    sign.PaperFixed("minutes", "a" * 64, "", "expired"),
    sign.AddendumProposed("a", P, "Nhầm", "Sửa"),
    sign.AddendumWithdrawn("a", "Viết lại"),
    sign.AddendumSigned("a", P, "chair", "0" * 64, "a" * 64, "{}", sign.Method.CODE, PRESSED),
)


def test_every_kind_of_event_has_its_sentence(of: Cell) -> None:
    state, _standing = meeting(convened(of))
    assert state.convened is not None
    teller = Teller(state, rulebook_for(of.body), "vi", {}, is_officer=True)
    events = (state.convened, *EVERY_EVENT)

    assert {type(event) for event in events} == set(get_args(ev.MeetingEvent))
    sentences = [told(teller, event) for event in events]
    assert all(sentences)
    assert not [each for each in sentences if "%(" in each]


def test_how_somebody_votes_is_not_told_before_the_ballot_is_closed(of: Cell) -> None:
    state, _standing = meeting(convened(of))
    teller = Teller(state, rulebook_for(of.body), "vi", {}, is_officer=True)
    said = {told(teller, ev.BallotCast("b", P.code, choice, P.code, "")) for choice in Choice}

    assert len(said) == 1


@pytest.mark.django_db(transaction=True)
def test_a_row_changed_by_hand_is_named_and_nothing_else_breaks(
    of: Cell, caplog: pytest.LogCaptureFixture
) -> None:
    key = convened(of)
    by(of, key, "Minh", do.AnswerConvocation(of.code("Minh"), Answer.ABSENT, "Trực rừng"))
    by(of, key, "Nga", do.AnswerConvocation(of.code("Nga"), Answer.ONLINE, ""))
    change_by_hand(key, 2)

    an = browser(of, "An")
    with caplog.at_level(logging.ERROR):
        for page in ("", "journal/", "why/", "calendar.ics", "cancel/"):
            answer = an.get(f"/meetings/{key}/{page}")
            assert (answer.status_code, answer.context["broken"].seq) == (500, 2)
            assert "Lò Thị Minh" not in answer.content.decode()
    assert [an.get(page).status_code for page in ("/", "/meetings/", "/meetings/convene/")] == [
        200, 200, 200,
    ]  # fmt: skip
    assert browser(of, "Lan").get(f"/meetings/{key}/journal/").status_code == 404


@pytest.mark.django_db(transaction=True)
def test_the_writer_takes_nothing_more_into_a_changed_journal(of: Cell) -> None:
    key = convened(of)
    by(of, key, "Minh", do.AnswerConvocation(of.code("Minh"), Answer.ABSENT, "Trực rừng"))
    change_by_hand(key, 2)
    # Another process, or this one after a restart, has kept nothing.
    WRITERS._by_key.clear()

    answer = do.AnswerConvocation(of.code("Nga"), Answer.ONLINE, "")
    with pytest.raises(JournalBrokenError) as caught:
        carry_out(key, answer, actor=of.code("Nga"), command_id=new_id())
    assert caught.value.broken.seq == 2
    sent = {"answer": "online", "command_id": "1"}
    assert browser(of, "Nga").post(f"/meetings/{key}/answer/", sent).status_code == 500
    assert JournalEntry.objects.filter(journal__key=key).count() == 2
