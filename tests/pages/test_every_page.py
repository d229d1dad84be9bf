"""Every address × everybody × looking and acting: who is answered what, and who learns nothing."""

from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import TestCase, override_settings
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from chibo.core.values import Reason
from chibo.live.forms import ACTS
from chibo.meetings.queries import entries
from tests.pages.addresses import address, sent, shown
from tests.pages.personas import ADMINISTRATOR, ANONYMOUS, PERSONAS, World, make_world

pytestmark = pytest.mark.django_db

WHO_MAY = """\
                                           anon  Lan Cường An Bình Thu Sơn admin
GET  web:home                               302  200  200  200  200  200  200  200
POST web:home                               405  405  405  405  405  405  405  405
GET  web:favicon                            302  302  302  302  302  302  302  302
POST web:favicon                            405  405  405  405  405  405  405  405
GET  account_login                          200  302  302  302  302  302  302  302
POST account_login                          200  302  302  302  302  302  302  302
GET  account_logout                         302  200  200  200  200  200  200  200
POST account_logout                         302  302  302  302  302  302  302  302
GET  account_inactive                       200  200  200  200  200  200  200  200
POST account_inactive                       405  405  405  405  405  405  405  405
GET  account_reauthenticate                 302  200  200  200  200  200  200  200
POST account_reauthenticate                 302  200  200  200  200  200  200  200
GET  account_change_password                302  200  200  200  200  200  200  200
POST account_change_password                302  200  200  200  200  200  200  200
GET  account_language                       405  405  405  405  405  405  405  405
POST account_language                       302  302  302  302  302  302  302  302
GET  account_mine                           302  200  200  200  200  200  200  200
POST account_mine                           405  405  405  405  405  405  405  405
GET  account_app_picture                    302  404  404  404  404  404  404  404
POST account_app_picture                    405  405  405  405  405  405  405  405
GET  usersessions_list                      302  200  200  200  200  200  200  200
POST usersessions_list                      302  302  302  302  302  302  302  302
GET  mfa_index                              302  200  200  200  200  200  200  200
POST mfa_index                              302  405  405  405  405  405  405  405
GET  mfa_authenticate                       302  302  302  302  302  302  302  302
POST mfa_authenticate                       302  302  302  302  302  302  302  302
GET  mfa_reauthenticate                     302  302  302  200  302  302  302  302
POST mfa_reauthenticate                     302  302  302  200  302  302  302  302
GET  mfa_activate_totp                      302  200  200  200  200  200  200  200
POST mfa_activate_totp                      302  200  200  200  200  200  200  200
GET  mfa_deactivate_totp                    302  404  404  404  404  404  404  404
POST mfa_deactivate_totp                    302  404  404  404  404  404  404  404
GET  mfa_view_recovery_codes                302  404  404  200  404  404  404  404
POST mfa_view_recovery_codes                302  405  405  405  405  405  405  405
GET  mfa_generate_recovery_codes            302  200  200  200  200  200  200  200
POST mfa_generate_recovery_codes            302  200  200  200  200  200  200  200
GET  mfa_download_recovery_codes            302  404  404  200  404  404  404  404
POST mfa_download_recovery_codes            302  404  404  405  404  404  404  404
GET  mfa_list_webauthn                      302  200  200  200  200  200  200  200
POST mfa_list_webauthn                      302  405  405  405  405  405  405  405
GET  mfa_add_webauthn                       302  200  200  200  200  200  200  200
POST mfa_add_webauthn                       302  200  200  200  200  200  200  200
GET  mfa_reauthenticate_webauthn            302  302  302  302  302  302  302  302
POST mfa_reauthenticate_webauthn            302  302  302  302  302  302  302  302
GET  mfa_remove_webauthn                    302  404  404  404  404  404  404  404
POST mfa_remove_webauthn                    302  404  404  404  404  404  404  404
GET  mfa_edit_webauthn                      302  404  404  404  404  404  404  404
POST mfa_edit_webauthn                      302  404  404  404  404  404  404  404
GET  mailbox:box                            302  200  200  200  200  200  200  200
POST mailbox:box                            405  405  405  405  405  405  405  405
GET  mailbox:letter                         302  404  404  200  404  404  404  404
POST mailbox:letter                         405  405  405  405  405  405  405  405
GET  mailbox:attachment                     302  404  404  200  404  404  404  404
POST mailbox:attachment                     405  405  405  405  405  405  405  405
GET  registry:tree                          302  200  200  200  200  200  200  200
POST registry:tree                          302  405  405  405  405  405  405  405
GET  registry:body                          302  403  200  200  200  200  200  200
POST registry:body                          302  405  405  405  405  405  405  405
GET  registry:member                        302  403  403  200  200  200  200  200
POST registry:member                        302  405  405  405  405  405  405  405
GET  registry:new_circumstance              302  403  403  200  200  403  403  200
POST registry:new_circumstance              302  403  403  302  302  403  403  302
GET  registry:end_circumstance              302  403  403  200  200  403  403  200
POST registry:end_circumstance              302  403  403  302  302  403  403  302
GET  registry:summer_holiday                302  403  403  200  200  403  403  200
POST registry:summer_holiday                302  403  403  302  302  403  403  302
GET  registry:import                        302  403  403  403  403  403  403  200
POST registry:import                        302  403  403  403  403  403  403  422
GET  registry:import_template               302  403  403  403  403  403  403  200
POST registry:import_template               302  405  405  405  405  405  405  405
GET  registry:import_job                    302  403  403  403  403  403  403  200
POST registry:import_job                    302  405  405  405  405  405  405  405
GET  registry:import_confirm                302  405  405  405  405  405  405  405
POST registry:import_confirm                302  403  403  403  403  403  403  302
GET  registry:import_passwords              302  405  405  405  405  405  405  405
POST registry:import_passwords              302  403  403  403  403  403  403  200
GET  meetings:list                          302  200  200  200  200  200  200  200
POST meetings:list                          302  405  405  405  405  405  405  405
GET  meetings:convene                       302  200  403  200  200  403  200  403
POST meetings:convene                       302  422  403  422  422  403  422  403
GET  meetings:convene_committee             302  200  403  200  200  403  403  403
POST meetings:convene_committee             302  422  403  422  422  403  403  403
GET  meetings:convene_group                 302  403  403  403  403  403  403  403
POST meetings:convene_group                 302  403  403  403  403  403  403  403
GET  meetings:convene?application           302  404  404  200  200  403  403  404
POST meetings:convene?application           302  404  404  422  422  403  403  404
GET  meetings:meeting                       302  404  200  200  200  200  200  404
POST meetings:meeting                       302  405  405  405  405  405  405  405
GET  meetings:calendar                      302  404  200  200  200  200  200  404
POST meetings:calendar                      302  405  405  405  405  405  405  405
GET  meetings:answer                        302  405  405  405  405  405  405  405
POST meetings:answer                        302  404  302  302  302  302  409  404
GET  meetings:answer_for                    302  405  405  405  405  405  405  405
POST meetings:answer_for                    302  404  409  302  302  409  409  404
GET  meetings:letters_again                 302  405  405  405  405  405  405  405
POST meetings:letters_again                 302  404  403  302  302  403  403  404
GET  meetings:cancel                        302  404  403  200  200  403  403  404
POST meetings:cancel                        302  404  403  302  302  403  403  404
GET  meetings:chair                         302  404  403  200  200  403  403  404
POST meetings:chair                         302  404  403  302  302  403  403  404
GET  meetings:minutes_taker                 302  404  403  200  200  403  403  404
POST meetings:minutes_taker                 302  404  403  302  302  403  403  404
GET  meetings:notice                        302  404  403  404  404  403  403  404
POST meetings:notice                        302  404  403  404  404  403  403  404
GET  meetings:ballot_why                    302  404  200  200  200  200  200  404
POST meetings:ballot_why                    302  405  405  405  405  405  405  405
GET  meetings:text                          302  404  404  404  404  404  404  404
POST meetings:text                          302  404  404  404  404  404  404  404
GET  meetings:why                           302  404  200  200  200  200  200  404
POST meetings:why                           302  405  405  405  405  405  405  405
GET  meetings:journal                       302  404  200  200  200  200  200  404
POST meetings:journal                       302  405  405  405  405  405  405  405
GET  meetings:add_document                  302  404  403  200  200  403  403  404
POST meetings:add_document                  302  404  403  422  422  403  403  404
GET  meetings:held_document                 302  404  404  200  404  404  404  404
POST meetings:held_document                 302  404  404  422  404  404  404  404
GET  meetings:held_file                     302  404  404  200  404  404  404  404
POST meetings:held_file                     302  405  405  405  405  405  405  405
GET  meetings:document                      302  404  200  200  200  200  200  404
POST meetings:document                      302  405  405  405  405  405  405  405
GET  meetings:file                          302  404  200  200  200  200  200  404
POST meetings:file                          302  405  405  405  405  405  405  405
GET  meetings:withdraw                      302  405  405  405  405  405  405  405
POST meetings:withdraw                      302  404  409  302  302  409  409  404
GET  applications:list                      302  200  403  200  200  200  200  403
POST applications:list                      405  405  405  405  405  405  405  405
GET  applications:new                       302  403  403  200  200  403  403  403
POST applications:new                       302  403  403  302  302  403  403  403
GET  applications:new_findings              405  405  405  405  405  405  405  405
POST applications:new_findings              302  403  403  200  200  403  403  403
GET  applications:page                      302  404  404  200  200  200  200  404
POST applications:page                      405  405  405  405  405  405  405  405
GET  applications:edit                      302  404  404  200  200  404  404  404
POST applications:edit                      302  404  404  302  302  404  404  404
GET  applications:findings                  405  405  405  405  405  405  405  405
POST applications:findings                  302  404  404  200  200  404  404  404
GET  applications:decide                    405  405  405  405  405  405  405  405
POST applications:decide                    302  404  404  409  409  302  302  404
GET  applications:withdraw                  405  405  405  405  405  405  405  405
POST applications:withdraw                  302  404  404  302  302  409  409  404
GET  oversight:index                        302  200  200  200  200  200  200  200
POST oversight:index                        302  405  405  405  405  405  405  405
GET  oversight:what_if                      302  200  200  200  200  200  200  200
POST oversight:what_if                      302  405  405  405  405  405  405  405
GET  oversight:this_year                    302  404  302  302  302  302  302  302
POST oversight:this_year                    302  405  405  405  405  405  405  405
GET  oversight:absences                     302  404  404  200  200  200  200  404
POST oversight:absences                     302  405  405  405  405  405  405  405
GET  oversight:report                       302  404  404  200  200  200  200  404
POST oversight:report                       302  404  404  302  302  403  403  404
GET  oversight:report_workbook              302  404  404  200  200  200  200  404
POST oversight:report_workbook              302  405  405  405  405  405  405  405
GET  documents:period_report_file           302  404  404  200  200  200  200  404
POST documents:period_report_file           302  405  405  405  405  405  405  405
GET  oversight:year                         302  404  200  200  200  200  200  200
POST oversight:year                         302  405  405  405  405  405  405  405
GET  documents:minutes                      302  404  200  200  200  200  200  404
POST documents:minutes                      302  405  405  405  405  405  405  405
GET  documents:minutes_why                  302  404  200  200  200  200  200  404
POST documents:minutes_why                  302  405  405  405  405  405  405  405
GET  documents:minutes_file                 302  404  200  200  200  200  200  404
POST documents:minutes_file                 302  405  405  405  405  405  405  405
GET  documents:sign                         302  404  302  302  200  302  302  404
POST documents:sign                         302  404  409  409  422  409  409  404
GET  documents:to_sign                      302  404  200  200  200  200  200  404
POST documents:to_sign                      302  405  405  405  405  405  405  405
GET  documents:seal_again                   302  405  405  405  405  405  405  405
POST documents:seal_again                   302  404  409  409  409  409  409  404
GET  documents:appoint_signer               302  405  405  405  405  405  405  405
POST documents:appoint_signer               302  404  409  409  409  409  409  404
GET  documents:propose_addendum             302  405  405  405  405  405  405  405
POST documents:propose_addendum             302  404  409  409  409  409  409  404
GET  documents:addendum_file                302  404  404  404  404  404  404  404
POST documents:addendum_file                302  405  405  405  405  405  405  405
GET  documents:withdraw_addendum            302  405  405  405  405  405  405  405
POST documents:withdraw_addendum            302  404  409  409  409  409  409  404
GET  documents:check                        302  200  200  200  200  200  200  200
POST documents:check                        302  422  422  422  422  422  422  422
GET  documents:registers                    302  302  302  302  302  200  200  200
POST documents:registers                    302  405  405  405  405  405  405  405
GET  documents:register                     302  404  200  200  200  200  200  404
POST documents:register                     302  405  405  405  405  405  405  405
GET  documents:register_file                302  404  200  200  200  200  200  404
POST documents:register_file                302  405  405  405  405  405  405  405
GET  documents:term                         302  404  403  200  200  403  403  404
POST documents:term                         302  404  403  422  422  403  403  404
GET  documents:skip                         302  404  403  200  200  403  403  404
POST documents:skip                         302  404  403  422  422  403  403  404
GET  documents:write                        302  404  404  200  200  404  404  404
POST documents:write                        302  404  404  422  422  404  404  404
GET  documents:paper                        302  404  200  200  200  200  200  404
POST documents:paper                        302  405  405  405  405  405  405  405
GET  documents:paper_why                    302  404  200  200  200  200  200  404
POST documents:paper_why                    302  405  405  405  405  405  405  405
GET  documents:paper_file                   302  404  200  200  200  200  200  404
POST documents:paper_file                   302  405  405  405  405  405  405  405
GET  documents:issue                        302  405  405  405  405  405  405  405
POST documents:issue                        302  404  404  302  302  404  404  404
GET  documents:drop                         302  404  404  200  200  404  404  404
POST documents:drop                         302  404  404  302  302  404  404  404
GET  documents:void                         302  404  403  200  200  403  403  404
POST documents:void                         302  404  403  302  302  403  403  404
GET  documents:received                     302  405  405  405  405  405  405  405
POST documents:received                     302  404  403  403  403  302  302  404
GET  documents:meeting_papers               302  404  200  200  200  200  200  404
POST documents:meeting_papers               302  405  405  405  405  405  405  405
GET  tasks:list                             302  200  200  200  200  200  200  200
POST tasks:list                             302  405  405  405  405  405  405  405
GET  tasks:task                             302  404  200  200  200  200  200  404
POST tasks:task                             302  405  405  405  405  405  405  405
GET  tasks:report                           302  405  405  405  405  405  405  405
POST tasks:report                           302  404  302  403  403  403  403  404
GET  tasks:accept                           302  405  405  405  405  405  405  405
POST tasks:accept                           302  404  403  302  302  403  403  404
GET  tasks:return                           302  405  405  405  405  405  405  405
POST tasks:return                           302  404  403  409  409  403  403  404
GET  tasks:extend                           302  405  405  405  405  405  405  405
POST tasks:extend                           302  404  403  302  302  403  403  404
GET  tasks:release                          302  405  405  405  405  405  405  405
POST tasks:release                          302  404  403  302  302  403  403  404
GET  tasks:file                             302  404  404  404  404  404  404  404
POST tasks:file                             302  405  405  405  405  405  405  405
GET  archives:verify                        302  200  200  200  200  200  200  200
POST archives:verify                        302  422  422  422  422  422  422  422
GET  archives:meeting                       302  404  404  200  200  200  200  404
POST archives:meeting                       302  405  405  405  405  405  405  405
GET  archives:application                   302  404  404  200  200  200  200  404
POST archives:application                   302  405  405  405  405  405  405  405
GET  archives:body                          302  404  404  200  200  200  200  404
POST archives:body                          302  405  405  405  405  405  405  405
GET  archives:ask_for_year                  302  405  405  405  405  405  405  405
POST archives:ask_for_year                  302  404  404  422  422  422  422  404
GET  archives:witness_file                  302  404  404  200  200  200  200  404
POST archives:witness_file                  302  405  405  405  405  405  405  405
GET  archives:list_file                     302  404  404  200  200  200  200  404
POST archives:list_file                     302  405  405  405  405  405  405  405
GET  archives:year                          302  404  404  404  404  404  404  404
POST archives:year                          302  405  405  405  405  405  405  405
GET  archives:year_file                     302  404  404  404  404  404  404  404
POST archives:year_file                     302  405  405  405  405  405  405  405
GET  documents:application_file             302  404  404  200  200  200  200  404
POST documents:application_file             302  405  405  405  405  405  405  405
GET  regulations:index                      302  200  200  200  200  200  200  200
POST regulations:index                      302  405  405  405  405  405  405  405
GET  regulations:body                       302  200  200  200  200  200  200  200
POST regulations:body                       302  405  405  405  405  405  405  405
GET  regulations:new                        302  403  403  403  403  403  200  403
POST regulations:new                        302  403  403  403  403  403  422  403
GET  regulations:preview                    302  404  404  404  404  404  200  404
POST regulations:preview                    302  405  405  405  405  405  405  405
GET  regulations:edit                       302  404  404  404  404  404  200  404
POST regulations:edit                       302  404  404  404  404  404  422  404
GET  regulations:draft_scan                 302  404  404  404  404  404  200  404
POST regulations:draft_scan                 302  405  405  405  405  405  405  405
GET  regulations:replay                     302  405  405  405  405  405  405  405
POST regulations:replay                     302  404  404  404  404  404  302  404
GET  regulations:confirm                    302  405  405  405  405  405  405  405
POST regulations:confirm                    302  404  404  404  404  404  409  404
GET  regulations:text                       302  200  200  200  200  200  200  200
POST regulations:text                       302  405  405  405  405  405  405  405
GET  regulations:scan                       302  200  200  200  200  200  200  200
POST regulations:scan                       302  405  405  405  405  405  405  405
GET  regulations:close                      302  403  403  403  403  403  200  403
POST regulations:close                      302  403  403  403  403  403  302  403
GET  groups:list                            302  200  200  200  200  200  200  200
POST groups:list                            302  405  405  405  405  405  405  405
GET  groups:plan                            302  404  404  404  404  404  404  404
POST groups:plan                            302  404  404  404  404  404  404  404
GET  groups:group                           302  404  404  404  404  404  404  404
POST groups:group                           302  404  404  404  404  404  404  404
GET  groups:text                            302  404  404  404  404  404  404  404
POST groups:text                            302  404  404  404  404  404  404  404
GET  groups:report                          302  404  404  404  404  404  404  404
POST groups:report                          302  404  404  404  404  404  404  404
GET  groups:synthesis                       302  404  404  404  404  404  404  404
POST groups:synthesis                       302  404  404  404  404  404  404  404
GET  groups:decision                        302  404  404  404  404  404  404  404
POST groups:decision                        302  404  404  404  404  404  404  404
GET  groups:tasks                           302  404  404  404  404  404  404  404
POST groups:tasks                           302  404  404  404  404  404  404  404
GET  groups:upward                          302  404  404  404  404  404  404  404
POST groups:upward                          302  404  404  404  404  404  404  404
GET  groups:board                           302  404  404  404  404  404  404  404
POST groups:board                           302  405  405  405  405  405  405  405
GET  groups:journal                         302  404  404  404  404  404  404  404
POST groups:journal                         302  405  405  405  405  405  405  405
GET  groups:news                            302  404  404  404  404  404  404  404
POST groups:news                            302  405  405  405  405  405  405  405
GET  groups:mine                            302  404  404  404  404  404  404  404
POST groups:mine                            302  405  405  405  405  405  405  405
GET  groups:report_file                     302  404  404  404  404  404  404  404
POST groups:report_file                     302  405  405  405  405  405  405  405
GET  groups:start                           302  405  405  405  405  405  405  405
POST groups:start                           302  404  404  404  404  404  404  404
GET  groups:committee                       302  405  405  405  405  405  405  405
POST groups:committee                       302  404  404  404  404  404  404  404
GET  groups:abandon                         302  405  405  405  405  405  405  405
POST groups:abandon                         302  404  404  404  404  404  404  404
GET  groups:missing                         302  405  405  405  405  405  405  405
POST groups:missing                         302  404  404  404  404  404  404  404
GET  groups:close                           302  405  405  405  405  405  405  405
POST groups:close                           302  404  404  404  404  404  404  404
GET  groups:wish                            302  405  405  405  405  405  405  405
POST groups:wish                            302  404  404  404  404  404  404  404
GET  groups:withdraw_task                   302  405  405  405  405  405  405  405
POST groups:withdraw_task                   302  404  404  404  404  404  404  404
GET  groups:report_task                     302  405  405  405  405  405  405  405
POST groups:report_task                     302  404  404  404  404  404  404  404
GET  groups:answer                          302  405  405  405  405  405  405  405
POST groups:answer                          302  404  404  404  404  404  404  404
GET  applications:new_by_groups             302  403  403  200  200  403  403  403
POST applications:new_by_groups             302  403  403  422  422  403  403  403
GET  applications:new_group_findings        405  405  405  405  405  405  405  405
POST applications:new_group_findings        302  403  403  200  200  403  403  403
GET  live:room                              302  404  200  200  200  200  200  404
POST live:room                              405  405  405  405  405  405  405  405
GET  live:act                               405  405  405  405  405  405  405  405
POST live:act                               302  404  303  303  303  303  409  404
"""
"""Everybody in the order of `PERSONAS`; acts are sent as `sent` fills them in, else empty."""

STATUSES = {
    (method, page): dict(zip(PERSONAS, map(int, statuses), strict=True))
    for method, page, *statuses in map(str.split, WHO_MAY.splitlines())
    if method in {"GET", "POST"}
}
PAGES = sorted({page for _, page in STATUSES})
PUBLIC = {"web:favicon", "account_login", "account_logout", "account_language", "account_inactive"}
"""Where nobody is led to the door: the door itself, the way out, the choice of a language."""
FRAGMENTS = {
    "applications:new_findings",
    "applications:new_group_findings",
    "applications:findings",
}
"""What is put into a page that is there already."""


def patterns(of: URLResolver, namespace: str = "") -> Iterator[str]:
    """Return the full name of every address below a resolver."""
    for each in of.url_patterns:
        if isinstance(each, URLPattern):
            yield f"{namespace}{each.name}"
        else:
            inner = f"{each.namespace}:" if each.namespace else ""
            yield from patterns(each, namespace + inner)


@pytest.fixture(scope="module")
def world(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[World]:
    """Make the world once; what a test does to it is undone after the test."""
    files = override_settings(MEDIA_ROOT=tmp_path_factory.mktemp("files"))
    with files, django_db_blocker.unblock():
        undone = TestCase._enter_atomics()
        try:
            yield make_world()
        finally:
            TestCase._rollback_atomics(undone)


@pytest.mark.parametrize("name", sorted(patterns(get_resolver())))
def test_every_address_stands_in_the_table(name: str) -> None:
    rows = {method for method, page in STATUSES if page.partition("?")[0] == name}

    assert rows == {"GET", "POST"}


def test_the_table_holds_nothing_else() -> None:
    assert {page.partition("?")[0] for page in PAGES} <= set(patterns(get_resolver()))


@pytest.mark.parametrize("name", PERSONAS)
@pytest.mark.parametrize("page", PAGES)
def test_everybody_is_answered_what_is_theirs(world: World, page: str, name: str) -> None:
    browser = world.browser(name)
    where, acted = address(world, page), sent(world, page)

    answers = {"GET": browser.get(where), "POST": browser.post(where, acted)}

    assert {method: answer.status_code for method, answer in answers.items()} == {
        method: STATUSES[method, page][name] for method in answers
    }
    for answer in answers.values():
        assert [word for word in world.sealed(name) if word in words(answer)] == []
        if name == ANONYMOUS and answer.status_code == 302 and page not in PUBLIC:
            assert answer.headers["Location"].startswith(reverse("account_login"))
        if answer.headers.get("Content-Type", "").startswith("text/html") and answer.content:
            is_whole = page not in FRAGMENTS or answer.status_code != 200
            assert faults(answer, is_whole=is_whole) == []
    if answers["GET"].status_code == 200:
        assert shown(world, page) in words(answers["GET"])


def words(answer: HttpResponse) -> str:
    """Return what an answer says, a file's bytes as far as they are words."""
    return answer.content.decode(errors="replace")


class Reader(HTMLParser):
    """Reads a page for what every page must have, and for what none may."""

    def __init__(self) -> None:
        """Begin with nothing read."""
        super().__init__()
        self.inline: list[str] = []
        self.language = ""
        self.words = {"title": "", "script": ""}
        self.headings = 0
        self._within = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.inline += [name for name in given if name == "style" or name.startswith("on")]
        self.inline += [tag] if tag == "style" else []
        self.headings += tag == "h1"
        if tag == "html":
            self.language = given.get("lang") or ""
        is_data = tag == "script" and given.get("type") == "application/json"
        self._within = "" if is_data else tag

    def handle_endtag(self, tag: str) -> None:
        self._within = ""

    def handle_data(self, data: str) -> None:
        if self._within in self.words:
            self.words[self._within] += data.strip()


def faults(answer: HttpResponse, *, is_whole: bool) -> list[str]:
    """Return what is wrong with a page whatever it is about."""
    page = Reader()
    page.feed(answer.text)
    policy = answer.headers.get("Content-Security-Policy", "")
    found = [f"inline {each}" for each in page.inline]
    found += ["inline script"] if page.words["script"] else []
    found += [] if "default-src 'none'" in policy else [f"policy: {policy}"]
    if is_whole:
        found += [] if page.language in {"vi", "en", "fr"} else [f"lang: {page.language}"]
        found += [] if page.words["title"] else ["no title"]
        found += [] if page.headings == 1 else [f"{page.headings} headings"]
    return found


AMONG_OTHERS: dict[str, dict[str, str]] = {
    "open": {},
    "check_in": {"mode": "online"},
    "allow_online": {},
    "confirm_identity": {},
    "leave": {},
    "absence": {},
    "guest": {"name": "Vàng A Sình"},
    "close_roll_call": {},
    "approve_agenda": {},
    "add_item": {"title": "Việc khác", "content_class": "ordinary", "is_confirmed": "1"},
    "open_item": {"item": "i2"},
    "conclude_item": {"item": "i1"},
    "defer_item": {"item": "i2", "content_class": "ordinary"},
    "stop_content": {"content_class": "ordinary"},
    "ask_floor": {},
    "withdraw_request": {},
    "give_floor": {},
    "end_floor": {},
    "opinion": {"item": "i1", "text": "Nhất trí.", "kind": "opinion"},
    "amend_opinion": {"opinion": "o1", "text": "Không nhất trí."},
    "state_none": {"kind": "reserved"},
    "propose_text": {"item": "i1", "kind": "resolution", "title": "Nghị quyết", "body": "1."},
    "open_ballot": {"text": "t1"},
    "cast": {"ballot": "b1", "choice": "for"},
    "close_ballot": {"ballot": "b1"},
    "abandon_ballot": {"ballot": "b1"},
    "give_task": {"content": "Sửa đường", "due_on": "2026-07-01"},
    "take_back_task": {"task": "k1"},
    "score": {},
    "read_minutes": {},
    "approve_minutes": {},
    "close": {},
    "break_off": {},
    "replace_chair": {},
    "appoint_minutes_taker": {},
}
"""Every act of the room as if it were the chair's, or about somebody else: about Minh."""
OWN: dict[str, dict[str, str]] = {
    "leave": {},
    "ask_floor": {},
    "opinion": AMONG_OTHERS["opinion"],
    "cast": AMONG_OTHERS["cast"],
}
"""What a member does in their own name while a vote is open."""


def test_every_act_of_the_room_is_tried() -> None:
    assert set(AMONG_OTHERS) == set(ACTS)


def for_minh(world: World, act: str) -> dict[str, str]:
    """Return an act of the room as it is sent about Minh."""
    said = {"person": world.of.code("Minh"), "reason": "Vì thế"}
    return {**said, **AMONG_OTHERS[act], "act": act}


@pytest.mark.parametrize("act", [*AMONG_OTHERS, "mute", "unmute"])
def test_nobody_from_elsewhere_acts_in_the_room(world: World, act: str) -> None:
    before = len(entries(world.running))
    where = reverse("live:act", args=[world.running])
    filled = for_minh(world, act) if act in AMONG_OTHERS else {"act": act, "person": "dv-minh"}

    answers = {
        name: world.browser(name).post(where, filled).status_code
        for name in (ANONYMOUS, "Lan", ADMINISTRATOR)
    }

    assert answers == {ANONYMOUS: 302, "Lan": 404, ADMINISTRATOR: 404}
    assert len(entries(world.running)) == before


@pytest.mark.parametrize("name", ["Cường", "Thu", "Sơn"])
@pytest.mark.parametrize("act", AMONG_OTHERS)
def test_nobody_acts_in_the_room_for_others(world: World, act: str, name: str) -> None:
    before = len(entries(world.running))
    where = reverse("live:act", args=[world.running])

    answer = world.browser(name).post(where, for_minh(world, act))

    assert (answer.status_code, len(entries(world.running))) == (409, before)
    # Not that it cannot be done now: that it is not theirs to do.
    reason = answer.context["objection"]["refusal"].reason
    assert reason in {Reason.AUTHORITY_MISSING, Reason.OPINION_NOT_YOURS}


@pytest.mark.parametrize("act", OWN)
def test_a_member_acts_in_the_room_in_their_own_name(world: World, act: str) -> None:
    where = reverse("live:act", args=[world.running])

    answer = world.browser("Cường").post(where, {**OWN[act], "act": act})

    assert answer.status_code == 303
    entry, _ = entries(world.running)[-1]
    assert (entry.actor, entry.data.get("person")) == (world.of.code("Cường"),) * 2
