"""Every refusal says what, which clause and what to do next, in every language."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation

from chibo.core.procedure.terms import Role
from chibo.core.rulebook.reading import read_rulebook
from chibo.core.values import Citation, Finding, Reason, Refusal, Source
from chibo.web.refusal_words import WORDS
from chibo.web.refusals import Clause, finding_sentence, sentence
from chibo.web.role_words import ROLES

GUIDELINE = Citation(Source.GUIDELINE, "Mục II, điểm 2")
OURS = Citation(Source.LOCAL_SETTING, "Thiết lập tại chỗ")


@pytest.fixture
def rules():
    text = (Path(settings.RULEBOOKS) / "hd03-2022.toml").read_text(encoding="utf-8")
    return read_rulebook(text).rules


@pytest.mark.parametrize("reason", Reason)
def test_every_reason_has_words_in_every_language(reason):
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            said = sentence(Refusal(reason))
        assert said.what
        assert said.next_step
        assert "%(" not in said.what + said.next_step


def test_every_role_has_a_name():
    assert set(ROLES) == {role.value for role in Role}
    assert set(WORDS) == set(Reason)


def test_facts_are_said():
    with translation.override("en"):
        said = sentence(
            Refusal(Reason.AUTHORITY_MISSING, facts={"needed": "chair,minutes_taker"})
        )
        day = sentence(Refusal(Reason.DAY_NOT_APPROVED, facts={"day": "2027-06-05"}))

    assert said.what == "This is for somebody else to do: the chair, the minutes taker."
    assert day.what == "The approval is for another day: 5 June 2027."


def test_a_percent_sign_in_a_title_is_only_a_percent_sign():
    facts = {"title": "Tăng 5% %(x)s", "class": "X13"}

    assert "5% %(x)s" in sentence(Refusal(Reason.CONTENT_EXCLUDED, facts=facts)).what


def test_a_finding_says_its_rule_its_numbers_and_the_way_out(rules):
    finding = Finding(
        "SC-02",
        met=False,
        citation=GUIDELINE,
        facts={"base": 20, "affected": 10, "needed": 11},
    )

    with translation.override("en"):
        said = finding_sentence(finding, rules)

    assert (said.state, said.clause) == ("not-met", Clause("Mục II, điểm 2", is_local=False))
    assert said.text == rules["SC-02"].text.en
    assert said.figures == "10 of 20 members cannot come; at least 11 are needed."
    assert said.next_step == rules["SC-02"].remedy.en


def test_what_is_met_asks_for_nothing_and_what_warns_is_no_refusal(rules):
    met = finding_sentence(Finding("PR-01", met=True, citation=GUIDELINE), rules)
    warns = finding_sentence(Finding("SC-08", met=False, citation=GUIDELINE, must=False), rules)

    assert (met.state, met.next_step) == ("met", "")
    assert warns.state == "warning"


def test_our_own_values_are_never_passed_off_as_the_guideline(rules):
    finding = Finding("AP-02", met=False, citation=OURS, must=False)

    page = render_to_string("web/findings.html", {"findings": [finding], "rules": rules})

    assert 'class="badge"' in page


def test_a_refusal_is_announced_with_all_its_findings(rules):
    findings = (
        Finding("SC-02", met=False, citation=GUIDELINE),
        Finding("PR-01", met=True, citation=GUIDELINE),
    )
    refusal = Refusal(Reason.RULES_NOT_MET, GUIDELINE, findings=findings)

    page = render_to_string("web/refusal.html", {"refusal": refusal, "rules": rules})

    assert 'role="alert"' in page
    assert re.findall(r'class="finding ([\w-]+)"', page) == ["not-met", "met"]
    assert "Mục II, điểm 2" in page
