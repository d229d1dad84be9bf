"""What if, and the year at a glance, as everybody's pages."""

import re
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from chibo.core.procedure.acts import Phase
from chibo.meetings.models import OccasionState
from chibo.registry.models import Circumstance
from tests.shell.applications.sheets import browser
from tests.shell.factories import BodyFactory, OfficeFactory
from tests.shell.oversight.asking import WHAT_IF, asked, queries, ruling
from tests.shell.oversight.years import allowed, listed
from tests.shell.story import DAY, Cell, ask_and_approve, cell, convene

pytestmark = pytest.mark.django_db

PEOPLE = ("An", "Cường", "Sơn", "Thu", "Lan")


@pytest.fixture
def of() -> Cell:
    return cell()


@pytest.fixture
def administrator(of: Cell, account):
    person = account("QT001", "Quản trị")
    person.is_staff = True
    person.save()
    client = Client()
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    return client


def year_page(of: Cell, year: int = 2026) -> str:
    return reverse("oversight:year", args=[of.body.public_id, year])


def statuses(of: Cell, address: str, data: dict[str, str] | None = None) -> dict[str, int]:
    return {name: browser(of, name).get(address, data).status_code for name in PEOPLE}


# --- who may


def test_who_may_see_a_year(of: Cell) -> None:
    expected = {"An": 200, "Cường": 200, "Sơn": 200, "Thu": 200, "Lan": 404}

    assert statuses(of, year_page(of)) == expected
    assert statuses(of, WHAT_IF, asked(of)) == expected
    assert statuses(of, reverse("oversight:this_year", args=[of.body.public_id])) == {
        name: 302 if status == 200 else status for name, status in expected.items()
    }


def test_everybody_has_an_index_of_what_they_may_see(of: Cell) -> None:
    def seen(name: str) -> list[str]:
        page = browser(of, name).get(reverse("oversight:index"))
        return [row["each"].body.name for row in page.context["rows"]]

    here, above, other = of.body.name, of.commune.name, of.other.name
    assert seen("An") == seen("Cường") == [here]
    assert seen("Lan") == [other]
    assert seen("Sơn") == [other, above, here]


def test_who_looks_after_the_installation_sees_figures_and_opens_no_meeting(
    of: Cell, administrator: Client
) -> None:
    key = listed(of.body, date(2026, 1, 3))
    address = reverse("meetings:meeting", args=[key])

    assert address not in administrator.get(year_page(of)).text
    assert address in browser(of, "An").get(year_page(of)).text


def test_strangers_are_led_to_the_door(of: Cell) -> None:
    door = reverse("account_login")
    for address in (reverse("oversight:index"), WHAT_IF, year_page(of)):
        assert Client().get(address).url == f"{door}?next={address}"


@pytest.mark.parametrize("year", [1, 1999, 2101, 99999])
def test_a_year_out_of_reach_is_not_found(of: Cell, year: int) -> None:
    assert browser(of, "An").get(year_page(of, year)).status_code == 404


def test_what_is_no_body_that_meets_is_not_found(of: Cell) -> None:
    an = browser(of, "An")
    committee = BodyFactory(kind="committee", name="Tỉnh ủy")
    OfficeFactory(member=of.people["An"], body=committee, office="committee_member")

    assert (
        an.get(reverse("oversight:year", args=[committee.public_id, 2026])).status_code == 404
    )
    for wrong in ("nothing", "00000000-0000-4000-8000-000000000000", str(committee.public_id)):
        assert an.get(WHAT_IF, {"body": wrong}).status_code == 404


def test_an_account_of_no_member_is_told_so(account, signed_in) -> None:
    nobody = signed_in(account("K001", "Khách"))

    assert nobody.get(WHAT_IF).context["bodies"] == ()
    assert nobody.get(reverse("oversight:index")).status_code == 200


def test_reasons_for_being_away_are_for_officers(of: Cell) -> None:
    assert "Lò Thị Nga" in browser(of, "An").get(WHAT_IF, asked(of)).text
    assert "Lò Thị Nga" not in browser(of, "Cường").get(WHAT_IF, asked(of)).text


# --- the year


def test_a_meeting_carried_out_by_commands_is_in_the_year(of: Cell) -> None:
    key = convene(of, ask_and_approve(of))

    found = browser(of, "An").get(year_page(of)).context["year"]

    (meeting,) = found.months[DAY.month - 1].meetings
    assert (meeting.key, meeting.phase, meeting.is_valid) == (key, Phase.CONVENED, False)
    assert [each.use.reserved for each in found.quotas] == [1, 0]


def test_months_are_counted_in_vietnam_time(of: Cell) -> None:
    # Six in the morning of the first of January there is still the old year in London.
    listed(of.body, date(2026, 1, 1), hour=6)

    an = browser(of, "An")
    assert an.get(year_page(of)).context["year"].held == 1
    assert an.get(year_page(of, 2025)).context["year"].held == 0


def test_the_year_shows_what_the_engine_counts(of: Cell) -> None:
    allowed(of.body, date(2026, 2, 10))
    allowed(of.body, date(2026, 5, 10), state=OccasionState.RESERVED)
    allowed(of.body, date(2026, 6, 10), state=OccasionState.RELEASED)

    online = browser(of, "An").get(year_page(of)).context["year"].quotas[0]
    figures = ruling(of).ruling.figures

    assert (online.use.used, online.use.reserved, online.use.quota.cap) == (
        figures["quota_used"],
        figures["quota_reserved"],
        figures["quota_cap"],
    )
    assert figures["quota_used"] == 2


def test_meetings_and_applications_of_another_cell_are_not_counted(of: Cell) -> None:
    allowed(of.other, date(2026, 2, 10))
    listed(of.other, date(2026, 2, 10))

    found = browser(of, "An").get(year_page(of)).context["year"]

    assert (found.held, found.quotas[0].use.used) == (0, 0)


def test_the_picture_says_in_words_what_it_shows(of: Cell) -> None:
    listed(of.body, date(2020, 1, 3))
    Circumstance.objects.create(
        body=of.body, code="D3", area="Nà Pát", from_on=date(2020, 2, 1),
        until_on=date(2020, 2, 20), authority_decision="3/QĐ-UBND",
    )  # fmt: skip

    page = browser(of, "An").get(year_page(of, 2020)).text

    (words,) = re.findall(r'<desc id="months-words">(.*?)</desc>', page, re.DOTALL)
    assert words.count(".") == 12
    assert page.count('class="tile held"') == 1
    assert page.count('class="tile without"') == 11
    assert 'role="img"' in page


def test_the_pages_are_linked_from_the_register_and_the_meetings(of: Cell) -> None:
    an = browser(of, "An")
    this_year = reverse("oversight:this_year", args=[of.body.public_id])

    assert this_year in an.get(reverse("registry:body", args=[of.body.public_id])).text
    assert this_year in an.get(reverse("meetings:list")).text
    assert reverse("oversight:index") in an.get(reverse("web:home")).text


def test_nothing_on_the_pages_is_inline(of: Cell) -> None:
    an = browser(of, "An")
    for address in (
        reverse("oversight:index"),
        f"{WHAT_IF}?try_away=1",
        year_page(of),
    ):
        page = an.get(address).text
        assert re.findall(r"<script(?![^>]*src=)", page) == []
        assert re.findall(r"\sstyle=|\son\w+=|<style", page) == []


# --- how much is asked


def test_an_index_asks_as_much_for_nine_bodies_as_for_three(of: Cell) -> None:
    son, address = browser(of, "Sơn"), reverse("oversight:index")
    before = queries(son, address)
    for _ in range(6):
        body = BodyFactory(parent=of.commune)
        listed(body, timezone.localdate())
        allowed(body, timezone.localdate())

    assert queries(son, address) == before


def test_a_year_asks_as_much_for_twelve_meetings_as_for_none(of: Cell) -> None:
    an = browser(of, "An")
    before = queries(an, year_page(of))
    for month in range(1, 13):
        listed(of.body, date(2026, month, 3))
        allowed(of.body, date(2026, month, 3))

    assert queries(an, year_page(of)) == before
