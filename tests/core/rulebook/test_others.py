"""Rules are data: another organisation, a proposal never adopted, and what a rulebook may leave out."""

import json
from datetime import UTC, date, datetime

import pytest

from chibo.core.rulebook.eligibility import may_check_in
from chibo.core.rulebook.majority import tally
from chibo.core.rulebook.meeting import may_meet
from chibo.core.rulebook.model import Rulebook, Share
from chibo.core.rulebook.questions import Voter
from chibo.core.rulebook.quorum import quorum_of
from chibo.core.rulebook.reading import read_rulebook, read_written
from chibo.core.rulebook.table import Wrong
from chibo.core.values import Choice, Form, Ground, Mode, Source
from tests.core.rulebook.shelf import PILOT, SHELF, meeting, members, variant

UNION = SHELF.rulebooks["union-2026"]
LEADERS = SHELF.rulebooks["leaders-2021"]


def read(text: str, parent: Rulebook = PILOT) -> Rulebook:
    found = read_rulebook(variant(text, parent), others=SHELF.rulebooks)
    assert isinstance(found, Rulebook), found
    return found


def mistakes(text: str, parent: Rulebook = PILOT) -> list[tuple[int, str, Wrong]]:
    found = read_rulebook(variant(text, parent), others=SHELF.rulebooks)
    assert not isinstance(found, Rulebook)
    return [(it.line, it.path, it.what) for it in found]


def test_the_union_has_rules_of_its_own() -> None:
    assert UNION.quorum
    assert UNION.notice
    assert UNION.quorum.at_least == Share(2, 3)
    assert UNION.notice.days == 7
    assert UNION.notice.is_by_post
    assert not UNION.voting.allows_proxies
    assert (UNION.quotas, UNION.grounds, UNION.inability) == ((), {}, {})
    assert Form.BY_GROUPS not in UNION.forms


def test_no_rulebook_of_the_party_sets_a_quorum_or_a_notice() -> None:
    """AT-03."""
    for name in ("hd03-2022", "training", "leaders-2021"):
        assert SHELF.rulebooks[name].quorum is None
        assert SHELF.rulebooks[name].notice is None


def test_the_proposal_offers_one_form_and_ends_before_the_guideline_begins() -> None:
    """N-08."""
    assert list(LEADERS.forms) == [Form.LEADERS]
    assert LEADERS.valid_to == date(2022, 12, 26)
    assert PILOT.valid_from == date(2022, 12, 27)
    assert LEADERS.is_training
    assert "03-HD/TW" not in LEADERS.written


def test_the_binding_quorum_cites_its_own_rule_and_the_others_warn() -> None:
    voters = [Voter(members(13)), Voter(members(7), is_present=False)]
    binding, warning = quorum_of(UNION, voters).finding, quorum_of(PILOT, voters).finding

    assert (binding.rule, binding.met, binding.must) == ("UB-04", False, True)
    assert (warning.rule, warning.met, warning.must) == ("AT-03", False, False)
    assert binding.citation.source is Source.REGULATION
    assert warning.citation.source is Source.LOCAL_SETTING
    assert binding.facts == {"present": 13, "expected": 20, "share": "2/3", "needed": 14}
    assert "needed" not in warning.facts


def test_the_notice_is_looked_at_once_it_was_sent() -> None:
    starts_at = datetime(2026, 3, 20, 11, 0, tzinfo=UTC)
    asked = meeting(members(20), ground=None, starts_at=starts_at)
    sent = meeting(members(20), ground=None, starts_at=starts_at, noticed_on=date(2026, 3, 14))

    assert may_meet(UNION, asked).is_permitted
    late = next(it for it in may_meet(UNION, sent).findings if it.rule == "UB-07")
    assert (late.met, late.facts) == (
        False,
        {"noticed_on": "2026-03-14", "due_on": "2026-03-13"},
    )


def test_a_rulebook_may_allow_proxies() -> None:
    voters = [
        Voter(members(10), choice=Choice.FOR),
        Voter(members(9), is_present=False),
        Voter(members(1), is_present=False, is_by_proxy=True, choice=Choice.FOR),
    ]
    allowing = read("[voting]\nproxies = true\n", UNION)

    assert tally(UNION, voters).refused_ballots == 1
    assert not tally(UNION, voters).is_adopted
    assert tally(allowing, voters).refused_ballots == 0
    assert tally(allowing, voters).is_adopted


@pytest.mark.parametrize("ground", [None, *Ground])
def test_a_ground_that_the_rulebook_does_not_know_changes_nothing(ground: Ground) -> None:
    asked = meeting(members(20), ground=ground, starts_at=datetime(2026, 3, 20, tzinfo=UTC))
    ruling = may_check_in(
        UNION, form=Form.HYBRID, ground=ground, mode=Mode.ONLINE, member=members(1)
    )

    assert may_meet(UNION, asked).is_permitted
    assert ruling.is_permitted


WITHOUT = [
    ('without = ["rules.SC-10"]\n', None),
    ("without = []\n", None),
    ('without = ["forms.party"]\n', [(4, "rulebook.without[0]", Wrong.UNKNOWN_VALUE)]),
    ('without = ["quotas.0"]\n', [(4, "rulebook.without[0]", Wrong.UNKNOWN_VALUE)]),
    ('without = ["rulebook.id.x"]\n', [(4, "rulebook.without[0]", Wrong.UNKNOWN_VALUE)]),
    ("without = 3\n", [(4, "rulebook.without", Wrong.WRONG_TYPE)]),
    ("without = [3]\n", [(4, "rulebook.without[0]", Wrong.WRONG_TYPE)]),
    ('without = ["voting"]\n', [(2, "voting", Wrong.MISSING)]),
    (
        'without = ["rules.SC-02"]\n',
        [(2, "rules", Wrong.NO_CLAUSE)],
    ),
    (
        'without = ["grounds.special_nature"]\n',
        [
            (2, "grounds.special_nature", Wrong.MISSING),
        ],
    ),
    (
        'without = ["grounds.special_nature", "grounds.special_circumstance", "rules.PR-08"]\n',
        [
            (2, "forms.all_online.needs_ground", Wrong.MISSING),
            (2, "forms.hybrid.needs_ground", Wrong.MISSING),
        ],
    ),
]


@pytest.mark.parametrize(("text", "wrong"), WITHOUT)
def test_a_rulebook_may_leave_out_what_does_not_hold_under_it(
    text: str, wrong: list[tuple[int, str, Wrong]] | None
) -> None:
    if wrong is None:
        assert read(text).forms == PILOT.forms
    else:
        assert mistakes(text) == wrong


def test_nothing_can_be_left_out_of_nothing() -> None:
    text = '[rulebook]\nwithout = ["rules.SC-10"]\n'
    found = read_rulebook(text)

    assert not isinstance(found, Rulebook)
    assert [(it.line, it.path, it.what) for it in found] == [
        (2, "rulebook.without", Wrong.NO_PARENT)
    ]


def test_what_is_left_out_is_left_out_once() -> None:
    child = read("", LEADERS)

    assert child.forms == LEADERS.forms
    assert "without" not in json.loads(child.written)["rulebook"]
    assert read_written(LEADERS.written) == LEADERS


OWN = [
    ('[quorum]\nrule = "UB-99"\nat_least = "2/3"\n', (5, "quorum.rule", Wrong.NO_CLAUSE)),
    ('[quorum]\nrule = "UB-04"\nat_least = 0.66\n', (6, "quorum.at_least", Wrong.WRONG_TYPE)),
    ('[notice]\nrule = "UB-99"\ndays = 7\n', (5, "notice.rule", Wrong.NO_CLAUSE)),
    ('[notice]\nrule = "UB-07"\ndays = -7\n', (6, "notice.days", Wrong.NEGATIVE)),
    ('[notice]\nrule = "UB-07"\ndays = 700\n', (6, "notice.days", Wrong.OUT_OF_RANGE)),
    ('[notice]\nrule = "VT-03"\ndays = 7\n', (2, "rules.VT-03.remedy", Wrong.NO_REMEDY)),
    ("[voting]\nproxies = 2\n", (5, "voting.proxies", Wrong.WRONG_TYPE)),
    (
        "[forms.hybrid]\nneeds_groups = 2\n",
        (5, "forms.hybrid.needs_groups", Wrong.WRONG_TYPE),
    ),
]


@pytest.mark.parametrize(("text", "wrong"), OWN)
def test_a_quorum_and_a_notice_are_read_as_strictly(
    text: str, wrong: tuple[int, str, Wrong]
) -> None:
    assert mistakes(text, UNION) == [wrong]
