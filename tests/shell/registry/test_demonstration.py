"""The demonstration is loaded once, by the import, and opens its door only where it may."""

from io import StringIO

import pytest
from django.core.management import call_command

from chibo.accounts.models import Account
from chibo.registry.demonstration import demonstration_accounts
from chibo.registry.models import Body, Member

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
    shown = ("np01", "np03", "np04", "pb07", "pb01", "pb09", "pb11", "quantri")
    assert found == [(code, True, True) for code in shown]
    assert not Account.objects.filter(must_change_password=True).exists()
    assert "chibo-demo" not in said


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
