"""How many of those expected are there; it only warns unless the rulebook sets a quorum (AT-03)."""

from collections.abc import Sequence
from dataclasses import dataclass

from chibo.core.rulebook.majority import has_vote, is_in_voting_base
from chibo.core.rulebook.model import Rulebook
from chibo.core.rulebook.questions import Voter
from chibo.core.values import FactValue, Finding


@dataclass(frozen=True, slots=True)
class Quorum:
    """Official members expected and present, and what the rulebook says of it."""

    expected: int
    present: int
    finding: Finding


def quorum_of(rulebook: Rulebook, voters: Sequence[Voter]) -> Quorum:
    """Count the official members who are expected and present (AT-03)."""
    terms = rulebook.quorum
    rule, share = (
        (terms.rule, terms.at_least) if terms else ("AT-03", rulebook.attendance.warn_below)
    )
    expected = sum(it.entry.count for it in voters if _is_expected(rulebook, it))
    present = sum(it.entry.count for it in voters if has_vote(rulebook, it))
    facts: dict[str, FactValue] = {
        "present": present,
        "expected": expected,
        "share": str(share),
    }
    if terms is not None:
        facts["needed"] = share.least_reaching(expected)
    met = share.is_reached_by(present, expected)
    return Quorum(expected, present, rulebook.finding(rule, met=met, facts=facts))


def _is_expected(rulebook: Rulebook, voter: Voter) -> bool:
    # VT-03: exempt and transferred-out members are expected only once they are there.
    return has_vote(rulebook, voter) or is_in_voting_base(rulebook, voter)
