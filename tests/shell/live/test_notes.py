"""What was said, for those who cannot hear it: shown to all at once, made an opinion with a touch."""

import pytest
from django.urls import reverse

from chibo.core.procedure import commands as do
from chibo.core.procedure.note_terms import CorrectNote, NoteCorrected, NoteTaken, TakeNote
from chibo.core.procedure.notes import LONGEST
from chibo.core.projections.minutes import minutes
from chibo.live.noting import LATEST
from chibo.live.queries import load
from chibo.live.stage import Stage
from chibo.meetings.queries import entries, meeting
from chibo.meetings.rulebooks import rulebook_for
from tests.shell.story import new_id

pytestmark = pytest.mark.django_db(transaction=True)


def shown(live, region, name):
    stage = Stage.of(live.key, load(live.key))
    person = live.cell.code(name)
    own, audience = stage.mine_of(person), stage.audience_of(person)
    return " ".join(stage.html(region, "en", audience, own).split())


def last(live):
    return entries(live.key)[-1][1]


def test_a_note_is_before_everybody_at_once_and_is_put_right_before_everybody(live, at):
    code = live.cell.code("Cường")

    async def story(come):
        async with come("Bình") as taker, come("Cường") as member, come("An") as chair:
            for page in (taker, member, chair):
                await page.hello()
            fields = {"person": code, "item": "i1", "text": "Đề nghị làm đường sớm"}
            assert (await taker.act("take_note", id="n1", **fields))["type"] == "receipt"
            news = await member.until(lambda it: "notes" in it.get("regions", {}))
            assert "Đề nghị làm đường sớm" in news["regions"]["notes"]
            assert "data-act" not in news["regions"]["notes"]
            assert (await chair.act("take_note", **fields))["type"] == "refusal"
            assert (await member.act("take_note", **fields))["type"] == "refusal"

            right = {"note": "n1", "text": "Đề nghị làm đường trước mùa mưa"}
            assert (await taker.act("correct_note", **right))["type"] == "receipt"
            news = await member.until(lambda it: "notes" in it.get("regions", {}))
            assert "trước mùa mưa" in news["regions"]["notes"]
            assert "làm đường sớm" not in news["regions"]["notes"]

    at(story)
    assert [event for _, event in entries(live.key)][-2:] == [
        NoteTaken("n1", code, "i1", "Đề nghị làm đường sớm"),
        NoteCorrected("n1", "Đề nghị làm đường trước mùa mưa"),
    ]


def test_who_has_the_floor_stands_in_the_form_of_the_minutes_taker_alone(live):
    live.done("An", do.GiveFloor(live.cell.code("Minh")))

    desk = shown(live, "desk", "Bình")
    assert 'data-act="take_note"' in desk
    assert f'<option value="{live.cell.code("Minh")}" selected' in desk
    assert 'data-act="take_note"' not in shown(live, "desk", "An")
    live.done("Bình", do.LeaveMeeting(live.cell.code("Bình"), "Việc nhà"))
    assert 'data-act="take_note"' in shown(live, "desk", "An")


def test_a_note_fills_in_the_form_of_an_opinion_and_is_in_the_minutes_only_then(live, at):
    code = live.cell.code("Cường")
    live.done("Bình", TakeNote("n1", code, "i1", "Nhất trí với báo cáo"))
    rules = rulebook_for(live.cell.body)
    assert "Nhất trí" not in str(minutes(meeting(live.key)[0], rules))
    offered = shown(live, "notes", "Bình")
    assert 'name="opinion" value="note-n1"' in offered
    assert "required >Nhất trí với báo cáo</textarea>" in offered

    async def story(come):
        async with come("Bình") as taker, come("Cường") as member:
            await member.hello()
            fields = {
                "opinion": "note-n1", "person": code, "item": "i1", "kind": "opinion",
                "text": "Nhất trí với báo cáo của chi ủy.",
            }  # fmt: skip
            assert (await taker.act("opinion", **fields))["type"] == "receipt"
            news = await member.until(lambda it: "notes" in it.get("regions", {}))
            assert "recorded as an opinion" in news["regions"]["notes"] or (
                "✓" in news["regions"]["notes"]
            )
            assert (await taker.act("opinion", **fields))["type"] == "refusal"

    at(story)
    assert "Nhất trí với báo cáo của chi ủy." in str(minutes(meeting(live.key)[0], rules))
    assert 'value="note-n1"' not in shown(live, "notes", "Bình")


def test_the_room_is_told_the_latest_and_the_list_holds_all(live, signed_in):
    code = live.cell.code("Cường")
    for n in range(LATEST + 2):
        live.done("Bình", TakeNote(f"n{n}", code, "i1", f"Lời thứ {n}."))

    region = shown(live, "notes", "Cường")
    assert "Lời thứ 1." not in region
    assert "2 earlier notes" in region
    assert region.index("Lời thứ 7.") < region.index("Lời thứ 2.")
    page = signed_in(live.cell.people["Cường"].account).get(
        reverse("live:notes", args=[live.key])
    )
    assert all(f"Lời thứ {n}." in page.content.decode() for n in range(LATEST + 2))
    stranger = signed_in(live.cell.people["Lan"].account)
    assert stranger.get(reverse("live:notes", args=[live.key])).status_code == 404


def test_ct_15_notes_of_a_deferred_item_are_shown_to_nobody(live, signed_in):
    live.done("Bình", TakeNote("n1", live.cell.code("Cường"), "i1", "Nội dung phải dừng"))
    live.done("Bình", CorrectNote("n1", "Nội dung phải dừng ngay"))
    taker = signed_in(live.cell.people["Bình"].account)
    journal = reverse("meetings:journal", args=[live.key])
    assert taker.get(journal).text.count("Nội dung phải dừng") == 2
    live.done("An", do.DeferItem("i1", "X10"))

    for name in ("An", "Bình", "Cường"):
        assert "Nội dung phải dừng" not in shown(live, "notes", name)
    for page in (reverse("live:notes", args=[live.key]), journal):
        assert "Nội dung phải dừng" not in taker.get(page).text
    assert "(chuyển sang sinh hoạt trực tiếp)" in taker.get(journal).text


def test_without_a_script_a_note_is_a_form_and_what_is_wrong_with_it_is_said(live, signed_in):
    taker = signed_in(live.cell.people["Bình"].account)
    where = reverse("live:act", args=[live.key])
    told = {
        "act": "take_note", "command_id": new_id(), "person": live.cell.code("Cường"),
        "item": "i1", "text": "Đề nghị họp sớm",
    }  # fmt: skip
    assert taker.post(where, told).status_code == 303
    assert last(live).text == "Đề nghị họp sớm"
    again = taker.post(where, told)
    assert (again.status_code, len(meeting(live.key)[0].notes.given)) == (303, 1)

    long = taker.post(where, told | {"command_id": new_id(), "text": "x" * (LONGEST + 1)})
    assert long.status_code == 422
    assert "x" * LONGEST in long.content.decode()
    gone = taker.post(where, told | {"command_id": new_id(), "person": "nobody"})
    assert gone.status_code == 409
