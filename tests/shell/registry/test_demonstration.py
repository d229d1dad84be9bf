"""The demonstration is loaded once, by the import, and opens its door only where it may."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from chibo.accounts.models import Account
from chibo.core.rulebook.model import Share
from chibo.meetings.rulebooks import rulebook_for
from chibo.registry.demonstration import demonstration_accounts
from chibo.registry.models import Body, Member
from chibo.registry.queries import office_holders, roll_on

pytestmark = pytest.mark.django_db


def load():
    out = StringIO()
    call_command("load_demonstration", stdout=out)
    return out.getvalue()


def test_in_a_demonstration_the_accounts_at_the_door_open(settings):
    settings.DEMONSTRATION = True

    said = load()

    found = [
        (account.code, person.check_password(account.password), person.name == account.name)
        for account in demonstration_accounts()
        for person in [Account.objects.get(username=account.code)]
    ]
    cells = ("np01", "np03", "np04", "pb07", "pb01", "pb09", "pb11")
    union = ("cd01", "cd03", "cs01")
    assert found == [(code, True, True) for code in (*cells, *union, "quantri")]
    assert not Account.objects.filter(must_change_password=True).exists()
    assert "chibo-demo" not in said


def test_a_union_branch_meets_under_rules_and_words_of_its_own(settings):
    settings.DEMONSTRATION = True
    load()
    branch = Body.objects.get(name="Công đoàn bộ phận Phân xưởng Sấy")
    today = timezone.localdate()

    rules = rulebook_for(branch)
    president = Client()
    president.force_login(Account.objects.get(username="cd01"))

    assert len(roll_on(branch, today)) == 12
    assert {each.code for each in office_holders(branch, today)} == {
        "cd01",
        "cd02",
        "cd03",
        "cs02",
    }
    assert rules.quorum is not None
    assert rules.notice is not None
    assert (rules.quorum.at_least, rules.notice.days) == (Share(2, 3), 7)
    assert not branch.summer_holidays.exists()
    for where in (
        "web:home",
        "registry:tree",
        "tasks:list",
        "archives:verify",
        "account_logout",
    ):
        page = president.get(reverse(where)).text
        assert "Chi bộ bản Nà Pát" not in page
        assert "chi bộ" not in page.casefold()
        assert "đảng viên" not in page.casefold()


def test_elsewhere_nobody_can_sign_in_with_a_known_password(settings):
    settings.DEMONSTRATION = False

    load()

    assert demonstration_accounts() == []
    assert not Account.objects.filter(username="quantri").exists()
    assert not Member.objects.get(code="np01").account.check_password("chibo-demo")


@pytest.mark.parametrize("is_demonstration", [True, False])
def test_a_registry_with_something_in_it_is_left_alone(settings, is_demonstration):
    settings.DEMONSTRATION = is_demonstration
    Body.objects.create(kind="cell", name="Chi bộ có sẵn")

    load()

    assert (Body.objects.count(), Member.objects.count()) == (1, 0)
