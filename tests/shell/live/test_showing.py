"""Papers shown page by page: who leads, who follows, and what nobody else ever hears of."""

import asyncio
import hashlib
import threading
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from websockets.exceptions import ConnectionClosed

from chibo.core.procedure import commands as do
from chibo.core.procedure.course_terms import ResumeMeeting, SuspendMeeting
from chibo.documents import drawn_pages
from chibo.live.actions import lead_to, show
from chibo.live.queries import load, shown_in
from chibo.live.showing import Shown, may_lead, on_show
from chibo.meetings.actions import attach_document
from chibo.meetings.queries import entries
from chibo.meetings.uploads import DOCX, PDF
from chibo.web.database import in_database
from tests.shell.documents import files
from tests.shell.story import accepted, new_id

pytestmark = pytest.mark.django_db(transaction=True)

THREE = files.pages_pdf(3)


def brought(live, content=THREE, *, name="bao-cao.pdf", item="i1"):
    """Bring a document to the meeting and return its key."""
    sha256 = hashlib.sha256(content).hexdigest()
    command = do.AttachDocument(new_id(), item, "Báo cáo", name, sha256, len(content))
    accepted(
        attach_document(
            live.key, command, content=content, actor=live.cell.code("An"),
            content_type=PDF if name.endswith("pdf") else DOCX, command_id=new_id(),
        )
    )  # fmt: skip
    return command.document


def shows(number):
    """Return whether a message brings a page."""
    return lambda it: f'data-page="{number}"' in it.get("regions", {}).get("showing", "")


def wall_shows(number):
    return lambda it: f'data-page="{number}"' in it.get("regions", {}).get("wall", "")


def is_pointer(message):
    return message["type"] == "pointer"


def test_officers_lead_and_who_has_the_floor_where_the_chair_lets_them(live):
    code = live.cell.code
    people = ("An", "Bình", "Minh", "Cường", "Sơn", "Thu", "Lan")
    before = load(live.key).meeting
    live.done("An", do.GiveFloor(code("Cường")))
    meeting = load(live.key).meeting

    def leaders(held, shown):
        return [name for name in people if may_lead(held, code(name), shown)]

    assert leaders(meeting, Shown()) == ["An", "Bình"]
    assert leaders(meeting, Shown(speaker_may=True)) == ["An", "Bình", "Cường"]
    assert leaders(before, Shown(speaker_may=True)) == ["An", "Bình"]
    # Nobody has the floor, and nobody is nobody.
    assert not may_lead(before, "", Shown(speaker_may=True))


def test_nothing_is_shown_once_the_item_is_over_or_the_meeting_stands_still(live):
    document = brought(live)
    shown = Shown(document=document, pages=3)
    now = load(live.key).meeting
    assert on_show(now, shown) == now.documents[document]

    live.done("An", SuspendMeeting("Nghỉ giải lao"))
    still = load(live.key).meeting
    live.done("An", ResumeMeeting())
    again = load(live.key).meeting
    live.done("An", do.ConcludeItem("i1", ""))
    over = load(live.key).meeting

    assert [on_show(each, shown) is not None for each in (still, again, over)] == [
        *(False, True, False),
    ]
    assert [may_lead(each, live.cell.code("An"), shown) for each in (still, again)] == [
        *(False, True),
    ]


def test_everybody_follows_the_page_and_no_journal_keeps_it(live, at):
    document = brought(live)
    before = len(entries(live.key))

    async def story(come):
        async with (
            come("An") as chair,
            come("Cường") as member,
            come("An", path="wall/socket") as wall,
        ):
            for each in (chair, member, wall):
                await each.hello()
            for number in (1, 2):
                done = await chair.act("show_page", document=document, page=number)
                assert (done["type"], done["seq"]) == ("receipt", 0)
                told = await member.has_heard(shows(number))
                assert 'data-act="show_page"' not in told["regions"]["showing"]
                await wall.has_heard(wall_shows(number))
                led = await chair.has_heard(shows(number))
                assert 'data-leaf="next"' in led["regions"]["showing"]
            async with come("Dung") as late:
                assert shows(2)(await late.hello())
            assert (await chair.act("stop_showing"))["type"] == "receipt"
            gone = await member.until(lambda it: "showing" in it.get("regions", {}))
            assert gone["regions"]["showing"] == ""

    at(story)
    assert len(entries(live.key)) == before


def test_who_was_away_when_the_page_was_turned_is_told_and_who_was_not_is_not(live, at):
    document = brought(live)

    async def story(come):
        async with come("An") as chair:
            seq = (await chair.hello())["seq"]
            await chair.act("show_page", document=document, page=1)
            async with come("Cường") as member:
                await member.say(type="hello", seq=seq, turn=0)
                assert shows(1)(await member.until(lambda it: it["type"] == "news"))
            async with come("Cường") as member:
                await member.say(type="hello", seq=seq, turn=1)
                await member.say(type="ping")
                heard = await member.until(lambda it: it["type"] in {"news", "pong"})
                assert heard["type"] == "pong"

    at(story)


def test_nobody_else_shows_turns_ends_or_points(live, at):
    document = brought(live)
    tried = (
        ("show_page", {"document": document, "page": 3}),
        ("stop_showing", {}),
        ("let_speaker_show", {"speaker_may": "1"}),
    )

    async def story(come):
        async with come("An") as chair:
            await chair.hello()
            await chair.act("show_page", document=document, page=2)
            for name in ("Cường", "Thu", "Sơn"):
                async with come(name) as other:
                    await other.hello()
                    answers = [await other.act(act, **fields) for act, fields in tried]
                    assert {each["type"] for each in answers} == {"refusal"}
                    await other.say(type="point", turn=1, x=10, y=10)
                    # What the other one said has been heard before the chair points.
                    await other.say(type="ping")
                    await other.until(lambda it: it["type"] == "pong")
                    await chair.say(type="point", turn=1, x=500, y=250)
                    told = await other.until(is_pointer)
                    assert told == {"type": "pointer", "turn": 1, "x": 500, "y": 250}

    at(story)
    expected = Shown(document, 2, 3, live.cell.code("An"), turn=1)
    assert shown_in([live.key])[live.key] == expected


def test_a_stranger_gets_nothing(live, at, signed_in):
    document = brought(live)
    show(live.key, document=document, page=1, pages=3, by=live.cell.code("An"))
    stranger = signed_in(live.cell.people["Lan"].account)
    sent = {"act": "show_page", "document": document, "page": 2, "command_id": new_id()}

    assert stranger.post(reverse("live:act", args=[live.key]), sent).status_code == 404
    picture = reverse("documents:page", args=[live.key, document, 1, 480])
    assert stranger.get(picture).status_code == 404
    member = signed_in(live.cell.people["Cường"].account).get(picture)
    assert (member.status_code, member["Content-Type"]) == (200, "image/webp")


def test_who_has_the_floor_leads_once_the_chair_lets_them(live, at):
    document = brought(live)

    async def story(come):
        async with come("An") as chair, come("Cường") as speaker:
            await chair.hello()
            await speaker.hello()
            assert (await speaker.act("show_page", document=document, page=1))[
                "type"
            ] == "refusal"
            await in_database(live.done)("An", do.GiveFloor(live.cell.code("Cường")))
            await chair.act("let_speaker_show", speaker_may="1")
            await speaker.until(
                lambda it: 'data-act="show_page"' in it.get("regions", {}).get("showing", "")
            )
            assert (await speaker.act("show_page", document=document, page=1))[
                "type"
            ] == "receipt"
            await in_database(live.done)("An", do.EndFloor())
            await speaker.until(
                lambda it: "data-leaf" not in it.get("regions", {}).get("showing", "data-leaf")
            )
            assert (await speaker.act("stop_showing"))["type"] == "refusal"

    at(story)


def test_a_flood_of_pointers_is_a_few_messages_and_the_last_place_stays(live, at):
    document = brought(live)

    async def story(come):
        async with come("An") as chair, come("Cường") as member:
            await chair.hello()
            await member.hello()
            await chair.act("show_page", document=document, page=1)
            loop = asyncio.get_running_loop()
            began = loop.time()
            for place in range(100):
                await chair.say(type="point", turn=1, x=place, y=place)
            await member.until(lambda it: is_pointer(it) and it["x"] == 99)
            heard = [it for it in member.heard if is_pointer(it)]
            # Five a second, and the first at once, however slow the machine is.
            assert len(heard) <= (loop.time() - began) / 0.2 + 2
            async with come("Dung") as late:
                await late.hello()
                assert (await late.has_heard(is_pointer))["x"] == 99

    at(story)


def test_a_place_that_does_not_exist_ends_the_socket(live, at):
    async def story(come):
        wrong = (
            {"x": -1},
            {"x": 1001},
            {"x": True},
            {"y": None},
            {"turn": True},
            {"turn": 0.0},
        )
        for each in wrong:
            async with come("An") as chair:
                await chair.hello()
                await chair.say(**{"type": "point", "turn": 0, "x": 0, "y": 0, **each})
                with pytest.raises(ConnectionClosed) as closed:
                    await chair.until(lambda _: False)
                assert closed.value.rcvd.code == 1003

    at(story)


def test_the_leader_is_told_why_a_paper_cannot_be_shown(live, signed_in):
    chair = signed_in(live.cell.people["An"].account)
    chair.cookies["django_language"] = "en"
    where = reverse("live:act", args=[live.key])
    for content, name, item, number, words in (
        (files.locked_pdf(), "a.pdf", "i1", 1, "password"),
        (b"%PDF-1.7 nothing", "a.pdf", "i1", 1, "damaged"),
        (files.pages_pdf(501), "a.pdf", "i1", 1, "more than 500 pages"),
        (THREE, "a.pdf", "i1", 4, "only 3 pages"),
        (THREE, "a.pdf", "i1", 0, "greater than or equal to 1"),
        (THREE, "a.pdf", "i2", 1, "not among the papers"),
        (b"PK", "a.docx", "i1", 1, "Only a PDF"),
    ):
        document = brought(live, content, name=name, item=item)
        sent = {"act": "show_page", "document": document, "page": number}
        answer = chair.post(where, sent, headers={"accept": "application/json"})
        assert (answer.status_code, words in answer.json()["html"]) == (422, True), words
    assert shown_in([live.key]) == {}


def test_without_scripts_the_page_names_the_document_and_the_page(live, signed_in):
    document = brought(live)
    chair = signed_in(live.cell.people["An"].account)
    member = signed_in(live.cell.people["Cường"].account)
    room, act = (reverse(f"live:{name}", args=[live.key]) for name in ("room", "act"))
    sent = {"act": "show_page", "document": document, "page": 2, "command_id": new_id()}

    assert chair.post(act, sent).status_code == 303

    member.cookies["django_language"] = "en"
    shown = " ".join(member.get(room).content.decode().split())
    assert "page 2 of 3" in shown
    assert reverse("meetings:document", args=[live.key, document]) in shown
    assert chair.post(act, {"act": "stop_showing", "command_id": new_id()}).status_code == 303
    assert "page 2 of 3" not in " ".join(member.get(room).content.decode().split())


def test_what_was_asked_for_last_is_shown_whatever_is_drawn_first(live):
    document = brought(live)
    given = {"document": document, "pages": 3, "by": live.cell.code("An")}
    first, second, third = (timezone.now() + timedelta(seconds=each) for each in range(3))

    lead_to(live.key, second, page=2, **given)
    late = lead_to(live.key, first, page=1, **given)
    assert (late.page, late.turn) == (2, 1)
    assert lead_to(live.key, third, document="").document == ""
    # Nothing is shown any more, and a page that was slow does not come after it.
    assert lead_to(live.key, second, page=3, **given).document == ""


def test_a_page_that_is_slow_to_draw_holds_up_nothing_else(live, at):
    document = brought(live)
    is_free = threading.Event()

    async def story(come):
        async with come("An") as chair, come("Cường") as member:
            await chair.hello()
            await member.hello()
            for _ in range(drawn_pages.AT_ONCE):
                drawn_pages._drawing.submit(is_free.wait, 60)
            for command, page in (("slow", 1), ("fast", 3)):
                fields = {"document": document, "page": page}
                await chair.say(type="act", id=command, act="show_page", fields=fields)
            await chair.say(type="ping")
            await chair.until(lambda it: it["type"] == "pong")
            assert (await chair.act("give_floor", person=live.cell.code("Cường")))[
                "type"
            ] == "receipt"
            assert not [it for it in chair.heard if it.get("id") in {"slow", "fast"}]
            is_free.set()
            for command in ("slow", "fast"):
                answer = await chair.has_heard(lambda it, own=command: it.get("id") == own)
                assert answer["type"] == "receipt"
            await member.has_heard(shows(3))

    try:
        at(story)
    finally:
        is_free.set()
    assert shown_in([live.key])[live.key].page == 3


def test_another_process_turns_the_page_here_as_well(live, at):
    document = brought(live)
    given = {"document": document, "pages": 3, "by": live.cell.code("An")}

    async def story(come):
        async with come("Cường") as member:
            await member.hello()
            await in_database(show)(live.key, page=1, **given)
            await member.until(shows(1))
            await in_database(show)(live.key, page=2, **given)
            await member.until(shows(2))

    at(story)
