"""Past decisions asked again: the same rulebook changes nothing, another one says what and why."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from chibo.core.procedure import application as ask
from chibo.core.procedure.ballots import quorum
from chibo.core.projections.replay import Act, Decision, Judge, Replay
from chibo.core.rulebook.model import Period, QuorumTerms, Rulebook, Share
from chibo.core.values import (
    Finding,
    Form,
)
from tests.core import applications as asked
from tests.core.journals import (
    DAYS_BEFORE,
    NOW,
    RULES,
    STARTS,
    VOTING,
    given,
)
from tests.core.past import (
    BODY,
    STORY,
    VOTED,
    found,
    line,
    past,
    replayed,
)
from tests.core.people import THU, UYEN


def test_the_same_rulebook_changes_nothing_and_proves_what_was_found() -> None:
    assert replayed(RULES, *STORY) == Replay(decisions=9)
    assert [each.act for each in past().read(STORY)] == [
        Act.SUBMITTED,
        Act.LEAD_TIME,
        Act.LENGTH,
        Act.APPROVED,
        Act.REPLY,
        Act.CONVENED,
        Act.DOCUMENT,
        Act.OPENED,
        Act.BALLOT,
    ]


def test_a_text_of_other_days_is_asked_as_if_it_had_spoken_then() -> None:
    later = replace(RULES, valid=Period(date(2030, 1, 1)))

    assert replayed(later, *STORY).differing == ()


def test_a_higher_share_turns_what_was_allowed() -> None:
    share = replace(RULES.eligibility, more_than=Share(2, 3))

    result = replayed(replace(RULES, eligibility=share), *STORY)

    turned = [("SC-02", True, False)]
    assert found(result) == [
        (act, True, turned) for act in (Act.SUBMITTED, Act.APPROVED, Act.CONVENED, Act.OPENED)
    ]
    first = result.differing[0]
    assert (first.body, first.journal, first.subject, first.rulebook) == (
        BODY,
        "application-1",
        "hybrid",
        RULES.fingerprint,
    )
    (outcome,) = first.outcomes
    assert outcome.clause_before == RULES.clause("SC-02") == outcome.clause_after
    assert outcome.after is not None
    assert outcome.after.facts["needed"] == 7


def test_a_warning_that_comes_turns_no_answer() -> None:
    days = replace(RULES.deadlines, apply_working_days=0, documents_days_online=9)
    shorter = replace(days, minimum_minutes=500, reply_working_days=0)

    result = replayed(replace(RULES, deadlines=shorter), *STORY)

    assert [(each.act, each.is_turned) for each in result.differing] == [
        (Act.LEAD_TIME, False),
        (Act.LENGTH, False),
        (Act.DOCUMENT, False),
    ]
    assert result.differing[2].subject == "Báo cáo"


def test_ap_02_a_reply_that_would_have_been_late() -> None:
    late = line("application-1", asked.APPROVED, at=DAYS_BEFORE + timedelta(days=2), by=UYEN)
    story = (*line("application-1", *asked.HANDED_IN, by=THU), *late)
    short = replace(RULES.deadlines, reply_working_days=1)

    result = replayed(replace(RULES, deadlines=short), *story)

    assert found(result) == [(Act.REPLY, False, [("AP-02", True, False)])]


@pytest.mark.parametrize(
    "answer", [ask.ApplicationRejected("Chưa rõ"), ask.ApplicationReturned("Thiếu")]
)
def test_every_answer_is_a_reply(answer: ask.ApplicationEvent) -> None:
    story = line("application-1", *asked.HANDED_IN, answer, by=THU)

    assert [each.act for each in past().read(story)][-1] is Act.REPLY


def test_a_reply_to_nothing_is_none() -> None:
    story = line("application-1", asked.DRAFTED, ask.ApplicationReturned("Thiếu"), by=THU)

    assert list(past().read(story)) == []


def test_a_ballot_is_counted_again_with_who_was_there() -> None:
    without = replace(RULES.voting, more_than=Share(3, 4))

    result = replayed(replace(RULES, voting=without), *STORY)

    assert found(result) == [(Act.BALLOT, True, [("VT-02", True, False)])]
    (differing,) = result.differing
    assert differing.subject == VOTING[-2].title  # type: ignore[union-attr]  # the text
    assert differing.outcomes[0].after.facts == {  # type: ignore[union-attr]  # it speaks
        "votes_for": 4,
        "base": 7,
        "needed": 6,
    }


def test_a_new_quorum_would_have_let_nothing_be_decided() -> None:
    strict = replace(RULES, quorum=QuorumTerms("AT-03", Share(1, 1)))
    there = quorum(given(*VOTING, *VOTED).meeting.attendance, strict)

    result = replayed(strict, *STORY)

    assert not there.finding.met
    assert found(result) == [(Act.BALLOT, there.finding.must, [("AT-03", None, False)])]


def test_a_form_that_is_not_offered_any_more() -> None:
    forms = {form: terms for form, terms in RULES.forms.items() if form is not Form.HYBRID}

    result = replayed(replace(RULES, forms=forms), *STORY)

    assert found(result)[0] == (Act.SUBMITTED, True, [("PR-14", True, False)])


def test_a_rule_that_only_one_side_knows_has_one_clause() -> None:
    rules = {key: rule for key, rule in RULES.rules.items() if key != "PR-06"}
    quotas = tuple(replace(it, rule="Q", cap=0) for it in RULES.quotas)
    rules["Q"] = replace(RULES.rules["PR-06"], id="Q")

    result = replayed(replace(RULES, rules=rules, quotas=quotas), *STORY)

    (outcome,) = result.differing[0].outcomes
    assert (outcome.rule, outcome.before, outcome.clause_before) == ("Q", None, None)
    assert outcome.clause_after == RULES.clause("PR-06")


def test_a_rule_that_speaks_twice_is_compared_place_by_place() -> None:
    once = Finding("PR-06", met=True, citation=RULES.clause("PR-06"))
    twice = replace(once, met=False)

    def decision(rulebook: Rulebook) -> tuple[Finding, ...]:
        return (once, once) if rulebook.is_training else (once, twice)

    own = replace(RULES, is_training=True)
    each = Decision(Act.OPENED, "m-1", NOW, STARTS, "hybrid", own, decision)

    result = Judge(RULES).judge(BODY, [each])

    assert found(result) == [(Act.OPENED, True, [("PR-06", True, False)])]
