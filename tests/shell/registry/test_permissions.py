"""Offices and their terms decide, nothing else does."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from chibo.registry.models import Office

EVERYBODY = ("ann", "ben", "cem", "dao", "quy", "nobody")


def who_may(accounts, permission, body):
    return {name for name in EVERYBODY if accounts[name].has_perm(permission, body)}


def test_who_may_do_what_in_a_cell(commune, accounts):
    cell = commune.cell

    assert who_may(accounts, "registry.view_body", cell) == {"ann", "ben", "dao", "quy"}
    assert who_may(accounts, "registry.view_members", cell) == {"ann", "dao", "quy"}
    assert who_may(accounts, "registry.act_as_secretary", cell) == {"ann"}
    assert who_may(accounts, "registry.decide_applications", cell) == {"dao"}
    assert who_may(accounts, "registry.record_circumstance", cell) == {"ann", "quy"}
    assert who_may(accounts, "registry.administer", None) == {"quy"}


def test_a_cell_does_not_see_the_body_above_nor_its_neighbour(commune, accounts):
    assert who_may(accounts, "registry.view_body", commune.above) == {"dao", "quy"}
    assert who_may(accounts, "registry.view_body", commune.other) == {"cem", "dao", "quy"}
    assert who_may(accounts, "registry.view_body", commune.province) == {"quy"}


@pytest.mark.parametrize("days", [-1, 1])
def test_an_office_counts_within_its_term_only(commune, accounts, days):
    today = timezone.localdate()
    term = {"until_on": today - timedelta(1)} if days < 0 else {"from_on": today + timedelta(1)}
    Office.objects.filter(member=commune.ann).update(**term)

    assert who_may(accounts, "registry.act_as_secretary", commune.cell) == set()
    assert "ann" in who_may(accounts, "registry.view_body", commune.cell)


def test_a_superseded_office_counts_no_more(commune, accounts):
    Office.objects.filter(member=commune.dao).update(superseded_at=timezone.now())

    assert who_may(accounts, "registry.decide_applications", commune.cell) == set()


def test_who_is_not_signed_in_may_nothing(commune):
    assert not AnonymousUser().has_perm("registry.view_body", commune.cell)
    assert not AnonymousUser().has_perm("registry.administer")


def test_an_administrator_whose_account_is_closed_may_nothing(commune):
    commune.quy.is_active = False

    assert not commune.quy.has_perm("registry.administer")
