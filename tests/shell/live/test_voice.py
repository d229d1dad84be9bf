"""Voice notes: sent in pieces over a line that breaks, accepted once, heard by the room, kept in the archive."""

import hashlib
import io
import zipfile

import pytest
from django.urls import reverse

from chibo.archive.verifying import verify
from chibo.archives.contents import of_meeting
from chibo.core.procedure import commands as do
from chibo.core.procedure.course_terms import SuspendMeeting
from chibo.core.procedure.note_terms import VoiceNoteGiven
from chibo.core.procedure.notes import LARGEST_VOICE, MOST_VOICES
from chibo.core.procedure.terms import OpinionKind
from chibo.live import voice_parts as parts
from chibo.live.queries import load
from chibo.live.stage import Stage
from chibo.live.voice import LARGEST_PIECE
from chibo.meetings.actions import carry_out
from chibo.meetings.queries import entries
from tests.shell.story import accepted, new_id

pytestmark = pytest.mark.django_db(transaction=True)

WEBM = bytes.fromhex("1a45dfa39f4286810142f7810142f2810442f381084282847765626d") + b"o" * 30_000
MP4 = b"\x00\x00\x00\x20ftypisom" + b"a" * 9_000


@pytest.fixture(autouse=True)
def _files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def cuong(live, signed_in):
    return signed_in(live.cell.people["Cường"].account)


def piece(live, browser, note, content, offset, *, end=None, size=None):
    where = reverse("live:voice_piece", args=[live.key, note])
    query = f"?item=i1&size={size or len(content)}&offset={offset}"
    return browser.post(
        where + query, content[offset:end], content_type="application/octet-stream"
    )


def give(live, browser, note, content, seconds=23, **changes):
    told = {
        "item": "i1", "seconds": seconds, "size": len(content),
        "sha256": hashlib.sha256(content).hexdigest(), **changes,
    }  # fmt: skip
    return browser.post(reverse("live:voice_give", args=[live.key, note]), told)


def sent(live, browser, content=WEBM, note=""):
    note = note or new_id()
    assert piece(live, browser, note, content, 0).json() == {"offset": len(content)}
    return note, give(live, browser, note, content)


def hear(live, browser, note, **headers):
    return browser.get(reverse("live:voice", args=[live.key, note]), headers=headers)


def on_disk():
    return [each.name for each in parts._root().iterdir()]


def shelved():
    return [each.name for each in (parts._root().parent / "papers").glob("*/*")]


def shown(live, name):
    stage = Stage.of(live.key, load(live.key))
    person = live.cell.code(name)
    return " ".join(
        stage.html("notes", "en", stage.audience_of(person), stage.mine_of(person)).split()
    )


def test_a_note_goes_on_where_the_line_broke_and_is_received_once(live, cuong):
    note = new_id()
    assert piece(live, cuong, note, WEBM, 0, end=8192).json() == {"offset": 8192}
    assert piece(live, cuong, note, WEBM, 0, end=8192).json() == {"offset": 8192}
    assert piece(live, cuong, note, WEBM, 20_000, end=21_000).json() == {"offset": 8192}
    assert piece(live, cuong, note, WEBM, 0, end=0).json() == {"offset": 8192}
    assert piece(live, cuong, note, WEBM, 8192).json() == {"offset": len(WEBM)}

    first = give(live, cuong, note, WEBM).json()
    again = give(live, cuong, note, WEBM).json()

    entry, event = entries(live.key)[-1]
    assert first == again == {"type": "receipt", "id": note, "seq": entry.seq}
    sha256 = hashlib.sha256(WEBM).hexdigest()
    person = live.cell.code("Cường")
    assert event == VoiceNoteGiven(note, person, "i1", sha256, 23, len(WEBM), "webm")
    assert on_disk() == []
    assert piece(live, cuong, note, WEBM, 0, end=0).json() == {"offset": len(WEBM)}


def test_everybody_reads_of_it_and_loads_it_when_asked_and_phones_by_parts(
    live, cuong, signed_in
):
    note, _ = sent(live, cuong)
    minh = signed_in(live.cell.people["Minh"].account)

    line = shown(live, "Minh")
    assert "Voice note (23 seconds, 30 kB)" in line
    assert 'preload="none"' in line
    assert 'data-act="opinion"' not in line
    heard = hear(live, minh, note)
    assert (heard.status_code, heard.content, heard["Content-Type"]) == (
        200,
        WEBM,
        "audio/webm",
    )
    part = hear(live, minh, note, range="bytes=0-1")
    assert (part.status_code, part.content) == (206, WEBM[:2])
    assert part["Content-Range"] == f"bytes 0-1/{len(WEBM)}"
    assert hear(live, minh, note, range="bytes=-4").content == WEBM[-4:]
    assert hear(live, minh, note, range=f"bytes={len(WEBM)}-").status_code == 416
    other, _ = sent(live, cuong, MP4)
    assert hear(live, minh, other)["Content-Type"] == "audio/mp4"


def test_nobody_from_elsewhere_hears_it_or_sends_any(live, cuong, signed_in, client):
    note, _ = sent(live, cuong)
    lan = signed_in(live.cell.people["Lan"].account)

    assert hear(live, lan, note).status_code == 404
    assert hear(live, client, note).status_code == 302
    assert piece(live, lan, new_id(), WEBM, 0).status_code == 404
    assert piece(live, client, new_id(), WEBM, 0).status_code == 302
    minh = signed_in(live.cell.people["Minh"].account)
    assert give(live, minh, note, WEBM).status_code == 404
    assert hear(live, minh, new_id()).status_code == 404
    assert piece(live, cuong, "..", WEBM, 0).status_code == 404


def test_the_minutes_taker_writes_it_down_as_an_opinion_once(live, cuong):
    note, _ = sent(live, cuong)
    assert f'name="opinion" value="note-{note}"' in shown(live, "Bình")

    person = live.cell.code("Cường")
    live.done(
        "Bình", do.RecordOpinion(f"note-{note}", person, "i1", "Nhất trí.", OpinionKind.OPINION)
    )

    assert "recorded as an opinion" in shown(live, "Minh")
    assert 'data-act="opinion"' not in shown(live, "Bình")


@pytest.mark.parametrize(
    ("content", "seconds", "words"),
    [
        (b"%PDF-1.7" + b"x" * 5_000, 23, "no sound that browsers record"),
        (WEBM, 61, "from one to 60 seconds"),
    ],
)
def test_what_is_no_voice_note_is_refused_in_words_and_leaves_nothing(
    live, cuong, content, seconds, words
):
    note = new_id()
    piece(live, cuong, note, content, 0)
    cuong.cookies["django_language"] = "en"

    answer = give(live, cuong, note, content, seconds)

    assert (answer.status_code, answer.json()["type"]) == (409, "refusal")
    assert words in answer.json()["html"]
    assert on_disk() == shelved() == []


def test_a_recording_that_the_journal_refused_is_not_kept(live, cuong):
    asked, other = new_id(), new_id()
    person = live.cell.code("Cường")
    accepted(carry_out(live.key, do.AskFloor(person), actor=person, command_id=asked))

    # What an act already had as its id is no note's.
    assert sent(live, cuong, note=asked)[1].json()["type"] == "refusal"
    assert on_disk() == shelved() == []

    sent(live, cuong, note=other)
    assert sent(live, cuong, note=asked)[1].json()["type"] == "refusal"
    assert shelved() == [hashlib.sha256(WEBM).hexdigest()]


def test_too_much_is_refused_before_it_is_sent(live, cuong):
    large = piece(live, cuong, new_id(), b"x", 0, size=LARGEST_VOICE + 1)
    assert (large.status_code, large.json()["type"]) == (409, "refusal")
    assert piece(live, cuong, new_id(), b"x" * (LARGEST_PIECE + 1), 0).status_code == 400
    # More than was announced is not kept.
    note = new_id()
    assert piece(live, cuong, note, WEBM, 0, size=100).json() == {"offset": 100}


def test_what_came_otherwise_than_the_page_has_it_is_sent_anew(live, cuong):
    note = new_id()
    piece(live, cuong, note, WEBM[:-1] + b"x", 0)

    assert give(live, cuong, note, WEBM).json() == {"type": "again"}
    assert on_disk() == []
    assert sent(live, cuong, note=note)[1].json()["type"] == "receipt"


def test_nothing_is_taken_in_while_the_meeting_stands_still_or_of_who_is_not_there(
    live, cuong, signed_in
):
    hoa = signed_in(live.cell.people["Hoa"].account)
    assert piece(live, hoa, new_id(), WEBM, 0).json()["type"] == "refusal"
    note = new_id()
    piece(live, cuong, note, WEBM, 0)
    live.done("An", SuspendMeeting("Giải lao"))

    assert give(live, cuong, note, WEBM).json()["type"] == "refusal"
    assert on_disk() == []


def test_ct_15_the_recording_of_a_deferred_item_is_handed_to_nobody(live, cuong):
    note, _ = sent(live, cuong)
    live.done("An", do.DeferItem("i1", "X10"))

    assert hear(live, cuong, note).status_code == 404


def test_beginnings_that_were_given_up_do_not_fill_the_disk(live, cuong):
    for _ in range(MOST_VOICES + 3):
        piece(live, cuong, new_id(), WEBM, 0, end=10)

    assert len(on_disk()) == MOST_VOICES


def test_a_note_that_goes_while_another_begins_is_no_trouble(live, cuong):
    piece(live, cuong, new_id(), WEBM, 0, end=10)
    (begun,) = parts._root().iterdir()
    # Listed, and gone when it is looked at.
    begun.with_suffix(f".{new_id()}").symlink_to(parts._root() / "gone")

    assert piece(live, cuong, new_id(), WEBM, 0, end=10).json() == {"offset": 10}


def test_the_archive_holds_the_recording_and_a_changed_one_is_found_out(live, cuong):
    note, _ = sent(live, cuong)
    archive = io.BytesIO()
    of_meeting(live.key).into(archive)

    report = verify(archive)
    assert report.lie is None
    with zipfile.ZipFile(archive) as read:
        assert read.read(f"documents/{note}.webm") == WEBM
        files = {name: read.read(name) for name in read.namelist()}
    changed = io.BytesIO()
    with zipfile.ZipFile(changed, "w") as written:
        for name, kept in files.items():
            written.writestr(name, kept[:-1] + b"x" if name.endswith(".webm") else kept)
    lie = verify(changed).lie
    assert lie is not None
    assert lie.facts["file"] == f"documents/{note}.webm"
    without = io.BytesIO()
    of_meeting(live.key, with_files=False).into(without)
    assert verify(without).lie is None


def test_a_file_that_was_changed_on_our_disk_is_not_handed_out(live, cuong, tmp_path):
    note, _ = sent(live, cuong)
    (kept,) = (tmp_path / "papers").glob("*/*")
    kept.write_bytes(b"other")

    assert hear(live, cuong, note).status_code == 500
