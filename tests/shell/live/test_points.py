"""Many people on one device: a keeper's page, one vote a person by whatever way, a vote come too late."""

import pytest

from chibo.core.procedure import commands as do
from chibo.core.procedure.point_terms import (
    CheckInAtPoint,
    ConfirmPoint,
    NameKeeper,
    ReportMissedVote,
)
from chibo.core.procedure.terms import TextKind
from chibo.core.projections.minutes import minutes
from chibo.core.values import Choice
from chibo.meetings.queries import entries, meeting
from chibo.meetings.rulebooks import rulebook_for

pytestmark = pytest.mark.django_db(transaction=True)

FOREST = "Trạm kiểm lâm"
VOTED = "data-own-vote"


@pytest.fixture
def kept(live):
    """Let Giang keep the forest's point, where Nga and Minh sit too."""
    code = live.cell.code
    live.done("Bình", NameKeeper(FOREST, code("Giang")))
    for name in ("Nga", "Minh"):
        live.done("Giang", CheckInAtPoint(code(name), FOREST))
    return live


def put_to_vote(live):
    live.done("Bình", do.ProposeText("t1", "i1", TextKind.RESOLUTION, "Nghị quyết", "Điều 1."))
    live.done("An", do.OpenBallot("b1", "t1"))


def names(live):
    return [type(event).__name__ for _, event in entries(live.key)]


def test_who_is_named_keeper_gets_the_point_at_once_and_loses_it_with_the_office(live, at):
    async def story(come):
        async with come("Bình") as taker, come("Dung") as keeper, come("Cường") as member:
            for each in (taker, keeper, member):
                await each.hello()
            named = {"point": FOREST, "person": live.cell.code("Dung")}
            assert (await taker.act("name_keeper", **named))["type"] == "receipt"
            news = await keeper.has_heard(lambda it: it.get("regions", {}).get("keeping"))
            assert FOREST in news["regions"]["keeping"]
            other = await member.until(lambda it: "keeping" in it.get("regions", {}))
            assert other["regions"]["keeping"] == other["regions"]["points"] == ""

            again = {"point": FOREST, "person": live.cell.code("Giang")}
            assert (await taker.act("name_keeper", **again))["type"] == "receipt"
            gone = await keeper.until(lambda it: it.get("regions", {}).get("keeping") == "")
            assert gone["type"] == "news"

    at(story)


def test_the_keeper_takes_the_roll_and_the_hands_and_sees_who_voted_by_phone(kept, at):
    put_to_vote(kept)
    nga, minh, quy = (kept.cell.code(name) for name in ("Nga", "Minh", "Quý"))

    async def story(come):
        async with come("Giang") as keeper, come("Nga") as phone, come("Cường") as member:
            for each in (keeper, phone, member):
                await each.hello()
            await phone.act("cast", ballot="b1", choice="against")
            seen = await keeper.has_heard(
                lambda it: VOTED in it.get("regions", {}).get("keeping", "")
            )
            assert f'id="seat-{nga}"' in seen["regions"]["keeping"]

            for person in (nga, minh):
                done = await keeper.act("cast", ballot="b1", choice="for", person=person)
                assert done["type"] == "receipt"
            assert (await keeper.act("at_point", point=FOREST, person=quy))["type"] == "receipt"
            assert (await keeper.act("ask_floor", person=quy))["type"] == "receipt"
            foreign = kept.cell.code("Phúc")
            refused = await keeper.act("cast", ballot="b1", choice="for", person=foreign)
            assert refused["type"] == "refusal"
            assert not [it for it in member.heard if it.get("regions", {}).get("keeping")]

    at(story)
    state, _ = meeting(kept.key)
    cast = state.ballots.ballots["b1"].cast
    assert {person: each.choice for person, each in cast.items()} == {
        nga: Choice.FOR,
        minh: Choice.FOR,
    }
    assert state.points.hands == {("b1", nga): FOREST, ("b1", minh): FOREST}
    assert state.floor.queue == (quy,)


def test_who_walks_out_of_the_room_goes_on_by_phone_and_is_counted_once(kept, at):
    async def story(come):
        async with come("Nga") as member:
            state = await member.hello()
            assert "my-going-on" in state["regions"]["mine"]
            assert (await member.act("check_in", mode="online"))["type"] == "receipt"
            await member.has_heard(
                lambda it: "my-going-on" not in it.get("regions", {}).get("mine", "my-going-on")
            )

    present = len(meeting(kept.key)[0].attendance.present())
    at(story)
    assert len(meeting(kept.key)[0].attendance.present()) == present


def test_a_vote_that_came_too_late_is_given_to_the_minutes_taker_once(kept, at):
    put_to_vote(kept)
    kept.done("Nga", do.CastBallot("b1", kept.cell.code("Nga"), Choice.FOR))
    kept.done("An", do.CloseBallot("b1"))

    async def story(come):
        async with come("Cường") as member, come("Bình") as taker, come("Nga") as counted:
            for each in (member, taker, counted):
                await each.hello()
            late = await member.act("cast", ballot="b1", choice="against")
            assert late["type"] == "refusal"
            assert 'data-act="missed_vote"' in late["html"]
            fields = {"ballot": "b1", "person": "", "choice": "against"}
            assert (await member.act("missed_vote", **fields))["type"] == "receipt"
            news = await taker.has_heard(
                lambda it: "missed-votes" in it.get("regions", {}).get("points", "")
            )
            assert "Lò Thị Cường" in news["regions"]["points"]
            assert (await member.act("missed_vote", **fields))["type"] == "refusal"
            assert (await counted.act("missed_vote", **fields))["type"] == "refusal"

    at(story)
    state, _ = meeting(kept.key)
    assert set(state.ballots.ballots["b1"].cast) == {kept.cell.code("Nga")}
    assert names(kept).count("MissedVoteReported") == 1


def test_other_refusals_offer_nothing(kept, at):
    put_to_vote(kept)

    async def story(come):
        async with come("Dung") as member:
            await member.hello()
            refused = await member.act("cast", ballot="b1", choice="for")
            assert refused["type"] == "refusal"
            assert "missed_vote" not in refused["html"]

    at(story)


def test_the_sheet_and_the_choices_that_came_too_late_stand_in_the_minutes(kept):
    from chibo.documents.minutes_paper import minutes_paper  # noqa: PLC0415 -- after set-up

    code = kept.cell.code
    put_to_vote(kept)
    kept.done("Giang", do.CastBallot("b1", code("Nga"), Choice.FOR))
    kept.done("An", do.CloseBallot("b1"))
    kept.done("Phúc", ReportMissedVote("b1", code("Phúc"), Choice.AGAINST))
    kept.done("Giang", ConfirmPoint(FOREST))

    state, _ = meeting(kept.key)
    value = minutes(state, rulebook_for(kept.cell.body))
    said = str(minutes_paper(value))

    (sheet,) = value.sheets
    assert (sheet.point, sheet.keeper, sheet.people, sheet.votes) == (
        FOREST,
        "Lò Thị Giang",
        3,
        1,
    )
    assert sheet.confirmed_at is not None
    assert "Trạm kiểm lâm: đồng chí Lò Thị Giang phụ trách; 03 người có mặt" in said
    assert "ghi tại điểm cầu Trạm kiểm lâm" in said
    assert "không tính vào kết quả: đồng chí Lò Thị Phúc (không tán thành)" in said
