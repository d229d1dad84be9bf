"""What if: the worked numbers, the other facts, what cannot be read."""

from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone

from chibo.core.rulebook.meeting import may_meet
from chibo.core.values import Form
from chibo.registry.models import Circumstance, InabilityPeriod
from tests.shell.applications.sheets import browser
from tests.shell.factories import member_in
from tests.shell.oversight.asking import WHAT_IF, asked, queries, ruling
from tests.shell.oversight.years import allowed
from tests.shell.story import Cell, cell

pytestmark = pytest.mark.django_db


@pytest.fixture
def of() -> Cell:
    return cell()


def test_the_first_page_is_filled_in_and_answered(of: Cell) -> None:
    page = browser(of, "An").get(WHAT_IF)

    told = page.context["told"]
    assert (told.asked.on.day, told.asked.form) == (3, Form.HYBRID)
    assert told.asked.on > timezone.localdate()
    assert told.answer.ruling.figures["base"] == 8
    assert told.answer.ruling == may_meet(page.context["rulebook"], told.answer.question)
    assert "tried" not in page.context


def test_worked_number_5(of: Cell) -> None:
    for month in (2, 5, 9):
        allowed(of.body, date(2026, month, 10))

    page = browser(of, "An").get(WHAT_IF, asked(of, try_on="2027-01-05"))

    told, tried = page.context["told"], page.context["tried"]
    assert told.answer.ruling.refused_by == ("PR-06",)
    assert tried.told.answer.ruling.refused_by == ()
    assert "PR-06" in [each.rule for each in tried.difference.turned]
    assert [each[1:] for each in page.context["figures"]] == [(3, 0)]
    assert len(told.behind.meetings) == 3


def test_worked_number_6(of: Cell) -> None:
    allowed(of.commune, date(2026, 1, 10))
    for inability in ("B1", "B1", "B1", ""):
        member_in(of.commune, inability=inability)
    son = browser(of, "Sơn")
    july = {**asked(of), "body": str(of.commune.public_id), "on": "2026-07-10"}

    nature = son.get(WHAT_IF, july).context["told"].answer
    without = son.get(WHAT_IF, {**july, "try_ground": "special_circumstance"})
    Circumstance.objects.create(
        body=of.commune, code="D1", area="Mường Khoang", from_on=date(2026, 7, 1),
        authority_decision="12/QĐ-UBND",
    )  # fmt: skip
    special = son.get(WHAT_IF, {**july, "try_ground": "special_circumstance"})

    assert nature.ruling.refused_by == ("PR-05",)
    assert without.context["tried"].told.answer.ruling.refused_by == ("PR-08",)
    assert special.context["tried"].told.answer.ruling.refused_by == ()


def test_two_more_members_away(of: Cell) -> None:
    InabilityPeriod.objects.filter(member=of.people["Cường"]).delete()
    InabilityPeriod.objects.filter(member=of.people["Nga"]).delete()

    page = browser(of, "An").get(WHAT_IF, asked(of, try_away="2"))

    told, tried = page.context["told"], page.context["tried"]
    assert (told.answer.ruling.figures["affected"], told.answer.is_permitted) == (3, False)
    assert tried.told.answer.ruling.figures["affected"] == 5
    assert tried.told.answer.is_permitted
    assert [each.rule for each in tried.difference.turned] == ["SC-02"]


@pytest.mark.parametrize(
    ("changes", "rule"),
    [
        ({"try_form": "all_online"}, "PR-04"),
        ({"try_form": "by_groups"}, "SC-08"),
        ({"try_form": "leaders"}, "PR-14"),
        ({"try_item": "X07"}, "CT-11"),
        ({"try_on": "2025-06-30"}, "LB-04"),
    ],
)
def test_one_fact_otherwise_breaks_a_rule(of: Cell, changes: dict[str, str], rule: str) -> None:
    page = browser(of, "An").get(WHAT_IF, asked(of, **changes))

    assert page.context["told"].answer.is_permitted
    assert rule in page.context["tried"].told.answer.ruling.refused_by
    assert rule in [each.rule for each in page.context["tried"].difference.turned]


def test_what_changes_nothing_says_so(of: Cell) -> None:
    page = browser(of, "An").get(WHAT_IF, asked(of, try_form="hybrid"))

    assert page.context["tried"].is_same


def test_every_suggestion_is_answered(of: Cell) -> None:
    an = browser(of, "An")
    found = an.get(WHAT_IF, asked(of)).context["suggestions"]

    assert len(found) == 4
    for each in found:
        assert "tried" in an.get(each.href).context


def test_a_meeting_in_person_needs_no_leave(of: Cell) -> None:
    found = ruling(of, form="in_person")

    assert [each.rule for each in found.findings] == ["SC-09"]


@pytest.mark.parametrize(
    ("changes", "where", "field"),
    [
        ({"on": "31/31/2026"}, "form", "on"),
        ({"on": "9999-12-31"}, "form", "on"),
        ({"at": "25:00"}, "form", "at"),
        ({"form": "telepathy"}, "form", "form"),
        ({"ground": "boredom"}, "form", "ground"),
        ({"try_away": "-1"}, "trial", "try_away"),
        ({"try_away": "two"}, "trial", "try_away"),
        ({"try_away": "9"}, "trial", "try_away"),
        ({"try_on": "1826-01-01"}, "trial", "try_on"),
        ({"try_item": "X99"}, "trial", "try_item"),
    ],
)
def test_what_cannot_be_read_is_marked_and_kept(
    of: Cell, changes: dict[str, str], where: str, field: str
) -> None:
    page = browser(of, "An").get(WHAT_IF, asked(of, **changes))

    assert page.status_code == 422
    assert list(page.context[where].errors) == [field]
    assert page.context[where][field].value() == changes[field]
    assert ("told" in page.context) == (where == "trial")


def test_htmx_gets_the_part_that_changes(of: Cell) -> None:
    page = browser(of, "An").get(WHAT_IF, asked(of), headers={"HX-Request": "true"})

    assert page.text.lstrip().startswith('<div class="stack wide" id="what-if">')
    assert "<html" not in page.text


def test_a_body_without_a_rulebook_is_told_so(of: Cell) -> None:
    of.commune.rulebook = ""
    of.commune.save()
    an = browser(of, "An")

    assert an.get(WHAT_IF).context["rulebook"] is None
    year = reverse("oversight:this_year", args=[of.body.public_id])
    assert an.get(year, follow=True).context["quotas"] == []


def test_a_rulebook_without_grounds_asks_for_none(of: Cell) -> None:
    of.commune.rulebook = "union-2026"
    of.commune.save()

    page = browser(of, "An").get(WHAT_IF, asked(of))

    assert page.status_code == 200
    assert "ground" not in page.context["form"].fields
    assert page.context["told"].asked.ground is None


def test_what_if_asks_as_much_for_sixty_as_for_twelve(of: Cell) -> None:
    an, data = browser(of, "An"), asked(of, try_away="1")
    before = queries(an, WHAT_IF, data)
    for _ in range(48):
        member_in(of.body)

    assert queries(an, WHAT_IF, data) == before
