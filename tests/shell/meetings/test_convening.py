"""Convening: what the form offers, what it makes, and what it refuses without losing a word."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from chibo.core.procedure.application import WithdrawApplication
from chibo.core.values import Form, Ground, MeetingKind
from chibo.meetings.facts import occasion
from chibo.meetings.models import MeetingListing
from chibo.meetings.queries import listing, meeting, meeting_of_application
from tests.shell.factories import OfficeFactory
from tests.shell.meetings.coming import (
    approved,
    browser,
    by,
    cell_with_addresses,
    coming_day,
    convened,
)
from tests.shell.story import Cell, new_id, request

pytestmark = pytest.mark.django_db


@pytest.fixture
def of() -> Cell:
    return cell_with_addresses()


def in_person(of: Cell, **changes: str) -> dict[str, str]:
    """Return what a secretary fills in for a meeting in person."""
    return {
        "command_id": "once",
        "kind": "ordinary",
        "day": coming_day().date().isoformat(),
        "starts": "19:00",
        "ends": "21:00",
        "place": "Nhà văn hóa bản Nà Pát",
        "chair": of.code("An"),
        "minutes_taker": of.code("Bình"),
        "agenda-TOTAL_FORMS": "3",
        "agenda-INITIAL_FORMS": "0",
        "agenda-0-item": "i1",
        "agenda-0-place": "2",
        "agenda-0-title": "Kiểm điểm cuối năm",
        "agenda-0-presenter": "Lò Thị An",
        "agenda-0-content_class": "X12",
        "agenda-1-place": "1",
        "agenda-1-title": "Thông tin thời sự",
        "agenda-1-content_class": "ordinary",
        "agenda-2-content_class": "ordinary",
        **changes,
    }


def filled_in(page: object) -> dict[str, str]:
    """Return a form of the page as a browser would send it back."""
    context = page.context  # type: ignore[attr-defined]  # Django's test response
    sent = {"command_id": context["form"]["command_id"].value()}
    for field in context["form"]:
        value = field.value()
        sent[field.html_name] = value.strftime("%H:%M") if hasattr(value, "strftime") else value
    agenda = context["agenda"]
    sent["agenda-TOTAL_FORMS"] = str(agenda.total_form_count())
    sent["agenda-INITIAL_FORMS"] = str(agenda.initial_form_count())
    for form in agenda:
        sent |= {f.html_name: f.value() if f.value() is not None else "" for f in form}
    return sent


def test_the_form_takes_everything_over_from_the_approved_application(of: Cell) -> None:
    application = approved(of)
    an = browser(of, "An")
    page = an.get(f"/meetings/convene/?application={application}")
    sent = filled_in(page) | {"starts": "20:00", "ends": "21:30"}

    answer = an.post(f"/meetings/convene/?application={application}", sent)

    key = meeting_of_application(application)
    assert (answer.status_code, answer.headers["Location"]) == (302, f"/meetings/{key}/")
    assert key is not None
    state, _standing = meeting(key)
    wanted = request(of)
    allowed = occasion(application)
    assert allowed is not None
    assert (
        state.plan.form, state.plan.ground, state.plan.points, state.plan.agenda,
        state.plan.chair, state.plan.approval, state.plan.starts_at,
    ) == (
        Form.HYBRID, Ground.SPECIAL_NATURE, wanted.points, wanted.agenda,
        wanted.chair, allowed.approval, coming_day() + timedelta(hours=1),
    )  # fmt: skip


def test_everybody_on_the_roll_is_invited_but_who_is_suspended_and_who_watches_is_told(
    of: Cell,
) -> None:
    state, _standing = meeting(convened(of))

    assert set(state.attendance.invited.values()) == {
        of.people[name].full_name
        for name in ("An", "Bình", "Cường", "Dung", "Giang", "Hoa", "Minh", "Nga", "Phúc", "Quý")
    }  # fmt: skip
    assert state.attendance.observers == {of.code("Thu"): of.people["Thu"].full_name}


def test_a_meeting_in_person_needs_no_application_and_may_handle_anything(of: Cell) -> None:
    answer = browser(of, "Bình").post("/meetings/convene/", in_person(of))

    found = MeetingListing.objects.get()
    assert answer.headers["Location"] == f"/meetings/{found.key}/"
    state, _standing = meeting(found.key)
    assert (state.plan.kind, state.plan.form, state.plan.approval) == (
        MeetingKind.ORDINARY, Form.IN_PERSON, None,
    )  # fmt: skip
    assert [(each.title, each.content_class) for each in state.plan.agenda] == [
        ("Thông tin thời sự", "ordinary"),
        ("Kiểm điểm cuối năm", "X12"),
    ]


def test_sent_twice_it_is_convened_once(of: Cell) -> None:
    an = browser(of, "An")
    answers = [an.post("/meetings/convene/", in_person(of)) for _ in range(2)]

    assert MeetingListing.objects.count() == 1
    assert {each.headers["Location"] for each in answers} == {
        f"/meetings/{MeetingListing.objects.get().key}/"
    }


def test_a_past_day_is_refused_and_the_form_is_kept(of: Cell) -> None:
    yesterday = (timezone.localdate() - timedelta(days=1)).isoformat()
    answer = browser(of, "An").post("/meetings/convene/", in_person(of, day=yesterday))

    assert answer.status_code == 409
    assert answer.context["refusal"].reason == "meeting.past"
    assert "Kiểm điểm cuối năm" in answer.content.decode()
    assert not MeetingListing.objects.exists()


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"ends": "18:00"}, "ends"),
        ({"starts": "bảy giờ"}, "starts"),
        ({"day": "32/13/2026"}, "day"),
        ({"place": ""}, "place"),
        ({"chair": "dv-lan"}, "chair"),
        ({"chair": "dv-khánh"}, "chair"),
        ({"kind": "party"}, "kind"),
    ],
)
def test_what_cannot_be_read_is_marked_and_nothing_is_lost(
    of: Cell, wrong: dict[str, str], field: str
) -> None:
    answer = browser(of, "An").post("/meetings/convene/", in_person(of, **wrong))

    assert (answer.status_code, list(answer.context["form"].errors)) == (422, [field])
    assert "Kiểm điểm cuối năm" in answer.content.decode()


def test_an_agenda_without_items_is_refused(of: Cell) -> None:
    nothing = {"agenda-0-title": "", "agenda-1-title": ""}
    answer = browser(of, "An").post("/meetings/convene/", in_person(of, **nothing))

    assert (answer.status_code, answer.context["refusal"].reason) == (409, "agenda.empty")


def test_more_items_can_be_asked_for_without_sending(of: Cell) -> None:
    answer = browser(of, "An").post("/meetings/convene/", in_person(of, more="1"))

    assert (answer.status_code, len(answer.context["agenda"].forms)) == (200, 6)
    assert not MeetingListing.objects.exists()


def test_a_title_is_one_line_however_it_was_pasted(of: Cell) -> None:
    pasted = {"agenda-1-title": "Thông tin\r\n  thời sự"}
    browser(of, "An").post("/meetings/convene/", in_person(of, **pasted))

    state, _standing = meeting(MeetingListing.objects.get().key)
    assert state.plan.agenda[0].title == "Thông tin thời sự"


def test_excluded_classes_are_not_offered_where_an_approval_is_needed(of: Cell) -> None:
    page = browser(of, "An").get(f"/meetings/convene/?application={approved(of)}")

    offered = [
        code for code, _word in page.context["agenda"][0].fields["content_class"].choices
    ]
    assert offered == ["ordinary"]


def test_an_approval_is_used_once(of: Cell) -> None:
    application = approved(of)
    an = browser(of, "An")
    address = f"/meetings/convene/?application={application}"
    sent = filled_in(an.get(address))
    first = an.post(address, sent)
    again = an.get(address)
    second = an.post(address, sent | {"command_id": "another"})

    assert (again.status_code, again.headers["Location"]) == (302, first.headers["Location"])
    assert (second.status_code, second.context["refusal"].reason) == (409, "approval.ended")
    assert MeetingListing.objects.count() == 1


def test_an_application_that_is_not_approved_is_not_convened_on(of: Cell) -> None:
    application = approved(of)
    by(of, application, "An", WithdrawApplication("Hoãn"))

    answer = browser(of, "An").get(f"/meetings/convene/?application={application}")

    assert answer.status_code == 409
    assert not MeetingListing.objects.exists()


@pytest.mark.parametrize(
    ("name", "alone", "with_application"),
    [("Cường", 403, 404), ("Thu", 403, 403), ("Sơn", 403, 403), ("Lan", 200, 404)],
)
def test_only_secretary_and_deputy_convene(
    of: Cell, name: str, alone: int, with_application: int
) -> None:
    address = f"/meetings/convene/?application={approved(of)}"
    client = browser(of, name)

    if name == "Sơn":
        # Secretary of the commune: convenes its meetings, not those of the cell.
        assert client.get("/meetings/convene/").context["body"] == of.commune
    else:
        assert client.get("/meetings/convene/").status_code == alone
    assert client.get(address).status_code == with_application


def test_lan_convenes_for_her_own_cell_only(of: Cell) -> None:
    lan = browser(of, "Lan")
    answer = lan.post(f"/meetings/convene/?body={of.public_id}", in_person(of))

    assert answer.context["body"] == of.other
    assert answer.status_code == 422
    assert not MeetingListing.objects.exists()


def test_nobody_comes_in_without_signing_in(of: Cell) -> None:
    answer = Client().get("/meetings/convene/")

    assert (answer.status_code, answer.headers["Location"]) == (
        302, "/account/sign-in/?next=/meetings/convene/",
    )  # fmt: skip


def test_who_leads_two_bodies_is_asked_which(of: Cell) -> None:
    OfficeFactory(member=of.people["An"], body=of.other, office="deputy_secretary")
    an = browser(of, "An")

    assert an.get("/meetings/convene/").context["bodies"] == [of.body, of.other]
    assert an.get(f"/meetings/convene/?body={of.other.public_id}").context["body"] == of.other


def test_a_meeting_that_was_convened_on_an_approval_stands_alone(of: Cell) -> None:
    application = approved(of)
    first = convened(of, application)

    assert occasion(application, meeting=first) is not None
    assert occasion(application, meeting=first).is_standing is True  # type: ignore[union-attr]  # just said
    assert occasion(application, meeting=new_id()).is_standing is False  # type: ignore[union-attr]  # said above
    assert occasion(application).is_standing is True  # type: ignore[union-attr]  # said above
    assert listing(first) is not None
