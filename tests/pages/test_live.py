"""The room as everybody's page, and its acts as plain forms."""

import pytest
from django.urls import reverse

from chibo.core.procedure import commands as do
from chibo.core.procedure.terms import TextKind
from chibo.core.values import Choice
from chibo.meetings.queries import entries, meeting
from tests.shell.story import ask_and_approve, cell, convene, new_id, opened, under_way

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def page(signed_in):
    """Open the room as somebody."""

    def open_it(live, name):
        client = signed_in(live.cell.people[name].account)
        return client, client.get(reverse("live:room", args=[live.key]))

    return open_it


def regions(response):
    return {
        name
        for name in ("now", "mine", "hands", "console", "desk", "floor", "people", "agenda")
        if f'<section id="{name}"' in response.content.decode()
        and f'<section id="{name}" class="region" data-region></section>'
        not in response.content.decode()
    }


ALL = {"now", "mine", "floor", "people", "agenda"}


@pytest.mark.parametrize(
    ("name", "status", "seen"),
    [
        ("An", 200, ALL | {"console", "desk"}),
        ("Bình", 200, ALL | {"desk", "console"}),
        ("Cường", 200, ALL),
        ("Dung", 200, ALL),
        ("Thu", 200, ALL),
        ("Sơn", 200, ALL),
        ("Khánh", 404, set()),
        ("Lan", 404, set()),
    ],
)
def test_everybody_sees_what_concerns_them(page, name, status, seen):
    _, response = page(under_way(), name)

    assert (response.status_code, regions(response)) == (status, seen)


def test_who_is_not_signed_in_is_led_to_the_door(client):
    live = opened()

    response = client.get(reverse("live:room", args=[live.key]))

    assert (response.status_code, response.url) == (
        302,
        f"{reverse('account_login')}?next=/live/{live.key}/",
    )


def test_before_the_opening_the_chair_gets_the_checklist(page, signed_in):
    of = cell()
    key = convene(of, ask_and_approve(of))
    chair = signed_in(of.people["An"].account).get(reverse("live:room", args=[key]))
    member = signed_in(of.people["Cường"].account).get(reverse("live:room", args=[key]))

    assert 'data-act="open"' in chair.content.decode()
    assert 'data-act="open"' not in member.content.decode()


def test_a_member_who_may_be_online_checks_in_with_one_press(page):
    live = opened()
    client, response = page(live, "Cường")
    assert 'data-act="check_in"' in response.content.decode()
    sent = {"act": "check_in", "mode": "online", "command_id": new_id()}

    done = client.post(reverse("live:act", args=[live.key]), sent)
    again = client.post(reverse("live:act", args=[live.key]), sent)

    assert (done.status_code, done.url) == (303, f"/live/{live.key}/")
    assert again.status_code == 303
    events = [type(event).__name__ for _, event in entries(live.key)]
    assert events.count("PersonArrived") == 1
    shown = client.get(done.url).content.decode()
    assert "badge ok" in shown


def test_who_has_no_code_is_told_why(page):
    live = opened()
    _, response = page(live, "Dung")

    assert 'data-act="check_in"' not in response.content.decode()
    assert "clause" in response.content.decode()


def test_a_refusal_says_why_and_keeps_what_was_entered(page):
    live = opened()
    client, _ = page(live, "Cường")
    sent = {"act": "opinion", "item": "i1", "kind": "opinion", "text": "Tôi nhất trí."}

    response = client.post(reverse("live:act", args=[live.key]), sent)

    assert response.status_code == 409
    assert "refusal-what" in response.content.decode()
    assert "Tôi nhất trí." in response.content.decode()


def test_a_form_filled_in_wrongly_says_what_is_missing(page):
    live = under_way()
    client, _ = page(live, "Bình")
    sent = {
        "act": "propose_text",
        "item": "i1",
        "kind": "resolution",
        "title": "",
        "body": "Văn bản",
    }

    response = client.post(reverse("live:act", args=[live.key]), sent)

    assert response.status_code == 422
    assert "Văn bản" in response.content.decode()


def test_words_of_excluded_content_have_to_be_confirmed(page):
    live = under_way()
    client, _ = page(live, "An")
    sent = {"act": "add_item", "title": "Xét kết nạp quần chúng", "content_class": "ordinary"}
    where = reverse("live:act", args=[live.key])

    warned = client.post(where, sent)
    added = client.post(where, {**sent, "is_confirmed": "1"})

    assert (warned.status_code, added.status_code) == (422, 303)


@pytest.mark.parametrize("name", ["Khánh", "Lan"])
def test_an_act_of_somebody_from_elsewhere_is_not_found(signed_in, name):
    live = under_way()
    before = len(entries(live.key))
    client = signed_in(live.cell.people[name].account)

    response = client.post(reverse("live:act", args=[live.key]), {"act": "ask_floor"})

    assert (response.status_code, len(entries(live.key))) == (404, before)


def test_an_unknown_act_is_not_found(page):
    live = under_way()
    client, _ = page(live, "An")

    response = client.post(reverse("live:act", args=[live.key]), {"act": "delete_everything"})

    assert response.status_code == 404


def test_scripts_are_answered_in_json(page):
    live = under_way()
    client, _ = page(live, "Cường")
    where = reverse("live:act", args=[live.key])
    sent = {"act": "ask_floor", "command_id": "one"}

    done = client.post(where, sent, headers={"Accept": "application/json"})
    refused = client.post(
        where, {**sent, "command_id": "two"}, headers={"Accept": "application/json"}
    )

    assert done.json() == {"type": "receipt", "id": "one", "seq": len(entries(live.key))}
    assert (refused.status_code, refused.json()["type"]) == (409, "refusal")


def voting():
    live = under_way()
    live.done("Bình", do.ProposeText("t1", "i1", TextKind.RESOLUTION, "Nghị quyết", "Điều 1."))
    live.done("An", do.OpenBallot("b1", "t1"))
    return live


def test_only_official_members_are_offered_the_vote(page):
    live = voting()
    _, official = page(live, "Cường")
    _, probationary = page(live, "Dung")

    assert official.content.decode().count('data-act="cast"') == 3
    assert probationary.content.decode().count('data-act="cast"') == 0


def test_a_vote_is_shown_back_and_the_result_only_after_closing(page):
    live = voting()
    client, _ = page(live, "Cường")
    where = reverse("live:act", args=[live.key])

    client.post(where, {"act": "cast", "ballot": "b1", "choice": "for"})
    mine = client.get(reverse("live:room", args=[live.key])).content.decode()
    _, other = page(live, "Minh")

    assert mine.count('aria-pressed="true"') == 1
    assert other.content.decode().count('aria-pressed="true"') == 0
    assert 'class="result' not in other.content.decode()
    live.done("An", do.CloseBallot("b1"))
    assert (
        'class="result not-adopted'
        in client.get(reverse("live:room", args=[live.key])).content.decode()
    )
    assert (
        meeting(live.key)[0].ballots.ballots["b1"].cast[live.cell.code("Cường")].choice
        is Choice.FOR
    )


def test_hands_are_entered_by_the_minutes_taker(page):
    live = voting()
    client, response = page(live, "Bình")
    assert response.content.decode().count('id="hand-') == 6

    done = client.post(
        reverse("live:act", args=[live.key]),
        {"act": "cast", "ballot": "b1", "person": live.cell.code("An"), "choice": "against"},
    )

    assert done.status_code == 303


def test_the_author_may_change_an_opinion_and_others_may_not(page):
    live = under_way()
    client, _ = page(live, "Cường")
    sent = {
        "act": "opinion",
        "item": "i1",
        "kind": "reserved",
        "text": "Bảo lưu",
        "to_superior": "1",
    }
    client.post(reverse("live:act", args=[live.key]), sent)
    mark = f'<div data-of="{live.cell.code("Cường")}"'

    def shown_to(response) -> str:
        # How the template is broken into lines is not what is asked here.
        return " ".join(response.content.decode().split()).replace(" >", ">")

    _, author = page(live, "Cường")
    _, other = page(live, "Minh")

    assert f"{mark}>" in shown_to(author)
    assert f"{mark} hidden>" in shown_to(other)


def test_a_training_meeting_says_so(page):
    _, response = page(opened(), "Cường")

    assert '<p class="banner">' in response.content.decode()


def test_after_the_end_the_minutes_are_one_press_away(page):
    live = under_way()
    live.done("An", do.BreakOffMeeting("Mất điện"))
    _, response = page(live, "Cường")

    assert reverse("documents:minutes", args=[live.key]) in response.content.decode()
    assert "Mất điện" in response.content.decode()
