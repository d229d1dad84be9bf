"""Short notes of what is said and voice notes: at once and for all, beside the minutes (BB-05)."""

from dataclasses import replace

import pytest

from chibo.core.procedure import commands as do
from chibo.core.procedure import events as ev
from chibo.core.procedure.course_terms import MeetingSuspended
from chibo.core.procedure.note_terms import (
    CorrectNote,
    GiveVoiceNote,
    NoteCorrected,
    NoteTaken,
    TakeNote,
    VoiceNoteGiven,
)
from chibo.core.procedure.notes import (
    LARGEST_VOICE,
    LONGEST,
    LONGEST_VOICE,
    MOST_VOICES,
    opinion_from,
)
from chibo.core.procedure.opinions import Opinions
from chibo.core.procedure.terms import OpinionKind
from chibo.core.values import Reason, Refusal
from tests.core.journals import AT_WORK, CLOSED, NOW, RULES, given
from tests.core.people import AN, BINH, CUONG, LAN, PHUC, THU, VINH

TAKE = TakeNote("n-1", CUONG, "item-1", " Đề nghị làm sớm. ")
TAKEN = NoteTaken("n-1", CUONG, "item-1", "Đề nghị làm sớm.")
VOICE = GiveVoiceNote("v-1", CUONG, "item-1", "a" * 64, 23, 35_000, "webm")
GIVEN = VoiceNoteGiven("v-1", CUONG, "item-1", "a" * 64, 23, 35_000, "webm")
DEFERRED = Refusal(Reason.ITEM_DONE, RULES.clause("CT-15"))


def test_the_minutes_taker_notes_what_is_said() -> None:
    meeting = given(*AT_WORK)

    assert meeting.when(TAKE, by=BINH) == (TAKEN,)
    note = meeting.then(TAKEN).meeting.notes.given["n-1"]
    assert (note.text, note.at, note.voice, note.is_corrected) == (
        "Đề nghị làm sớm.",
        NOW,
        None,
        False,
    )
    assert meeting.when(TAKE, by=BINH) == Refusal(Reason.NOTE_KNOWN)


def test_the_chair_notes_only_while_nobody_takes_the_minutes() -> None:
    there = given(*AT_WORK)
    gone = given(*AT_WORK, ev.PersonLeft(BINH, ""))
    cut_off = given(*AT_WORK, ev.LineLost(BINH, None, None))

    assert there.when(TAKE, by=AN) == Refusal(Reason.NOTE_NOT_YOURS)
    assert gone.when(TAKE, by=AN) == (TAKEN,)
    assert cut_off.when(TAKE, by=AN) == (TAKEN,)


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"text": " "}, Refusal(Reason.TEXT_EMPTY)),
        (
            {"text": "x" * (LONGEST + 1)},
            Refusal(Reason.TEXT_TOO_LONG, facts={"length": LONGEST + 1, "longest": LONGEST}),
        ),
        ({"person": THU}, Refusal(Reason.PERSON_NOT_PRESENT)),
        ({"item": "item-9"}, Refusal(Reason.ITEM_UNKNOWN)),
    ],
)
def test_a_note_is_short_and_of_somebody_on_something(
    changes: dict[str, str], refusal: Refusal
) -> None:
    assert given(*AT_WORK).when(replace(TAKE, **changes), by=BINH) == refusal  # type: ignore[arg-type]  # members by name


def test_a_note_is_put_right_by_another_act() -> None:
    meeting = given(*AT_WORK, TAKEN, GIVEN)
    right = CorrectNote("n-1", " Đề nghị làm muộn. ")
    corrected = NoteCorrected("n-1", "Đề nghị làm muộn.")

    assert meeting.when(right, by=BINH) == (corrected,)
    note = meeting.then(corrected).meeting.notes.given["n-1"]
    assert (note.text, note.is_corrected, note.given) == ("Đề nghị làm muộn.", True, TAKEN)
    unknown = Refusal(Reason.NOTE_UNKNOWN)
    assert meeting.when(replace(right, note="n-9"), by=BINH) == unknown
    assert meeting.when(replace(right, note="v-1"), by=BINH) == unknown
    assert meeting.when(replace(right, text=""), by=BINH) == Refusal(Reason.TEXT_EMPTY)


@pytest.mark.parametrize("person", [CUONG, PHUC, VINH], ids=["room", "online", "MB-07"])
def test_who_may_give_an_opinion_may_say_it_without_the_floor(person: str) -> None:
    decision = given(*AT_WORK).when(replace(VOICE, person=person), by=person)

    assert decision == (replace(GIVEN, person=person),)


def test_nobody_speaks_for_another() -> None:
    decision = given(*AT_WORK).when(VOICE, by=BINH)

    assert isinstance(decision, Refusal)
    assert decision.reason is Reason.AUTHORITY_MISSING
    elsewhere = given(*AT_WORK).when(replace(VOICE, person=LAN), by=LAN)
    assert isinstance(elsewhere, Refusal)
    assert elsewhere.reason is Reason.AUTHORITY_MISSING


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"kind": ""}, Refusal(Reason.VOICE_NOT_SOUND)),
        ({"seconds": 0}, Refusal(Reason.VOICE_TOO_LONG, facts={"longest": LONGEST_VOICE})),
        (
            {"seconds": LONGEST_VOICE + 1},
            Refusal(Reason.VOICE_TOO_LONG, facts={"longest": LONGEST_VOICE}),
        ),
        (
            {"size": LARGEST_VOICE + 1},
            Refusal(Reason.VOICE_TOO_LARGE, facts={"largest": LARGEST_VOICE // 1000}),
        ),
        ({"item": "item-9"}, Refusal(Reason.ITEM_UNKNOWN)),
    ],
)
def test_a_voice_note_is_sound_and_within_its_limits(
    changes: dict[str, object], refusal: Refusal
) -> None:
    assert given(*AT_WORK).when(replace(VOICE, **changes), by=CUONG) == refusal  # type: ignore[arg-type]  # members by name


def test_somebody_gives_a_number_of_voice_notes_and_leaves_the_others_theirs() -> None:
    many = [replace(GIVEN, note=f"v-{n}") for n in range(MOST_VOICES)]
    meeting = given(*AT_WORK, TAKEN, *many)
    another = replace(VOICE, note="v-x")

    too_many = Refusal(Reason.VOICE_TOO_MANY, facts={"most": MOST_VOICES})
    assert meeting.when(another, by=CUONG) == too_many
    assert meeting.when(replace(another, person=PHUC), by=PHUC) == (
        replace(GIVEN, note="v-x", person=PHUC),
    )
    assert meeting.when(replace(VOICE, note="v-0"), by=CUONG) == Refusal(Reason.NOTE_KNOWN)


def test_ct_15_of_a_deferred_item_nothing_is_noted() -> None:
    meeting = given(*AT_WORK, TAKEN, ev.ItemDeferred("item-1", "X10"))

    assert meeting.when(replace(TAKE, note="n-2"), by=BINH) == DEFERRED
    assert meeting.when(CorrectNote("n-1", "Khác"), by=BINH) == DEFERRED
    assert meeting.when(VOICE, by=CUONG) == DEFERRED


def test_nothing_is_noted_while_a_meeting_stands_still_or_after_it() -> None:
    still = given(*AT_WORK, MeetingSuspended("Giải lao"))
    over = given(*CLOSED)

    assert still.when(TAKE, by=BINH) == Refusal(Reason.MEETING_SUSPENDED)
    assert still.when(VOICE, by=CUONG) == Refusal(Reason.MEETING_SUSPENDED)
    assert over.when(TAKE, by=BINH) == Refusal(Reason.MEETING_OVER)
    assert over.when(VOICE, by=CUONG) == Refusal(Reason.MEETING_OVER)


def test_bb_11_a_note_is_no_part_of_the_minutes() -> None:
    meeting = given(*AT_WORK, ev.ItemConcluded("item-1", ""), ev.MinutesRead())

    assert meeting.meeting.confirmation.is_read
    meeting.then(TAKEN, GIVEN, NoteCorrected("n-1", "Khác"))
    assert meeting.meeting.confirmation.is_read
    assert meeting.meeting.opinions == Opinions()
    approved = meeting.then(ev.MinutesApproved(""))
    assert approved.when(replace(TAKE, note="n-2"), by=BINH) == Refusal(Reason.MINUTES_APPROVED)


def test_a_note_becomes_an_opinion_once() -> None:
    record = do.RecordOpinion(
        opinion_from("n-1"), CUONG, "item-1", "Đề nghị làm sớm.", OpinionKind.OPINION
    )
    meeting = given(*AT_WORK, TAKEN)
    recorded = meeting.when(record, by=BINH)
    assert not isinstance(recorded, Refusal)

    assert meeting.then(*recorded).when(record, by=BINH) == Refusal(Reason.OPINION_KNOWN)
