"""Content on the way to a meeting: hints while convening, and what was stopped online (CT-12, CT-15)."""

import pytest
from django.test import Client

from chibo.core.procedure import commands as do
from chibo.core.procedure.considered import HintsConsidered, SeenHint, Subject, Verdict
from chibo.core.procedure.terms import PlannedItem
from chibo.meetings.actions import carry_out
from chibo.meetings.carried import carried_items
from chibo.meetings.models import MeetingListing
from chibo.meetings.queries import entries, meeting, meeting_of_application
from chibo.meetings.rulebooks import rulebook_for
from tests.shell.meetings.coming import approved, browser, cell_with_addresses
from tests.shell.meetings.test_convening import filled_in, in_person
from tests.shell.story import Cell, accepted, new_id, request, under_way

pytestmark = pytest.mark.django_db

HINTING = "Rà soát công tác khen thưởng"


@pytest.fixture
def of() -> Cell:
    return cell_with_addresses()


@pytest.fixture
def an(of: Cell) -> Client:
    return browser(of, "An")


def hinting_form(of: Cell, an: Client) -> tuple[str, str, dict[str, str]]:
    application = approved(of)
    where = f"/meetings/convene/?application={application}"
    sent = filled_in(an.get(where))
    return application, where, sent | {"agenda-1-title": HINTING}


def test_items_with_a_hint_are_convened_once_they_are_declared(of: Cell, an: Client) -> None:
    application, where, sent = hinting_form(of, an)

    refused = an.post(where, sent)

    assert refused.status_code == 422
    assert list(refused.context["form"].errors) == ["is_content_declared"]
    hints = [[hint.content_class for hint in found] for _, found in refused.context["items"]]
    assert hints[:3] == [[], ["X07"], []]
    assert "khen thưởng" in refused.content.decode()
    assert meeting_of_application(application) is None

    assert an.post(where, sent | {"is_content_declared": "on"}).status_code == 302
    key = meeting_of_application(application)
    assert key is not None
    kept = [(e.actor, event) for e, event in entries(key) if isinstance(event, HintsConsidered)]
    seen = (SeenHint("X07", "khen thưởng"),)
    assert kept == [
        (of.code("An"), HintsConsidered(Subject.ITEM, "i2", HINTING, seen, Verdict.ORDINARY))
    ]
    journal = an.get(f"/meetings/{key}/journal/").content.decode()
    assert "khen thưởng" in journal


def test_hints_come_while_the_items_are_filled_in(of: Cell, an: Client) -> None:
    application, where, sent = hinting_form(of, an)

    answer = an.post(where, sent | {"look": "1"}).content.decode()

    assert answer.count("hx-swap-oob") == int(sent["agenda-TOTAL_FORMS"])
    assert answer.count('class="notice warn"') == 1
    assert meeting_of_application(application) is None


def test_in_person_nothing_is_asked_about_hints(of: Cell, an: Client) -> None:
    page = an.get("/meetings/convene/")

    assert "is_content_declared" not in page.context["form"].fields
    sent = in_person(of, **{"agenda-0-title": HINTING, "agenda-0-content_class": "ordinary"})
    assert an.post("/meetings/convene/", sent).status_code == 302


def test_what_was_put_off_or_stopped_comes_to_the_next_draft_in_person() -> None:
    live = under_way()
    of, rules = live.cell, rulebook_for(live.cell.body)
    live.done("An", do.StopContent("X06"))
    live.done("An", do.DeferItem("i2", "X07"))

    expected = (
        PlannedItem(
            f"{live.key}-d1",
            "Nghị quyết lãnh đạo tháng 6 (chuyển từ buổi sinh hoạt ngày 03/06/2026)",
            "X07",
            "Lò Thị An",
        ),
        PlannedItem(
            f"{live.key}-s0",
            "Kiểm tra, giám sát, thi hành kỷ luật đảng"
            " (chuyển từ buổi sinh hoạt ngày 03/06/2026)",
            "X06",
        ),
    )
    assert carried_items(of.public_id, rules) == expected
    assert carried_items(str(of.other.public_id), rules) == ()
    an = browser(of, "An")
    page = an.get("/meetings/convene/")
    assert [each["item"] for each in page.context["put_off"]] == [it.item for it in expected]
    # Online it has no place, and is not offered.
    online = an.get(f"/meetings/convene/?application={approved(of)}")
    assert online.context["put_off"] == []
    assert live.key not in "".join(
        form["item"].value() or "" for form in online.context["agenda"]
    )


def test_what_a_meeting_in_person_has_on_its_agenda_is_not_offered_twice() -> None:
    live = under_way()
    of, rules = live.cell, rulebook_for(live.cell.body)
    live.done("An", do.StopContent("X06"))
    an = browser(of, "An")
    page = an.get("/meetings/convene/")
    taken = filled_in(page) | in_person(of)
    taken |= {
        "agenda-0-item": f"{live.key}-s0", "agenda-0-title": "Việc chuyển sang",
        "agenda-0-content_class": "X06",
    }  # fmt: skip

    assert an.post("/meetings/convene/", taken).status_code == 302
    assert carried_items(of.public_id, rules) == ()

    # Called off, the meeting gives back what it had taken.
    key = MeetingListing.objects.exclude(key=live.key).get().key
    accepted(carry_out(key, do.CancelMeeting("Bão"), actor=of.code("An"), command_id=new_id()))
    assert [each.item for each in carried_items(of.public_id, rules)] == [f"{live.key}-s0"]


def test_an_item_added_live_is_declared_in_the_core_too() -> None:
    live = under_way()
    item = PlannedItem("i9", HINTING, "ordinary")

    live.done("An", do.AddItem(item, is_content_declared=True))

    state, _ = meeting(live.key)
    assert state.considered["i9"].hints == (SeenHint("X07", "khen thưởng"),)
    assert request(live.cell).agenda[0].item not in state.considered
