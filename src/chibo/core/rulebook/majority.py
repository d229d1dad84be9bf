"""Who votes, on what base, and whether it is adopted (VT-01 to VT-03)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from chibo.core.rulebook.model import Rulebook
from chibo.core.rulebook.questions import Voter
from chibo.core.values import Choice

PER_MILLE = 1000


@dataclass(frozen=True, slots=True)
class Tally:
    """The result of an open vote."""

    base: int
    votes_for: int
    against: int
    other: int
    refused_ballots: int
    is_adopted: bool
    percent: str
    """Share of the base in favour, with one decimal and a comma, as minutes write it."""


def is_in_voting_base(rulebook: Rulebook, voter: Voter) -> bool:
    """Tell whether a member is counted in the whole that a majority is taken of."""
    # VT-03: everybody convened counts, present or not. Exempt and transferred-out members
    # count only when they come and vote; suspended members never do (MB-06).
    entry, terms = voter.entry, rulebook.voting
    if entry.standing not in terms.standings or not voter.is_convened:
        return False
    if entry.status in terms.without_vote:
        return False
    return entry.status not in terms.only_if_voting or (
        voter.is_present and voter.choice is not None
    )


def has_vote(rulebook: Rulebook, voter: Voter) -> bool:
    """Tell whether a choice of this person counts if it is made now (VT-01)."""
    entry, terms = voter.entry, rulebook.voting
    return (
        entry.standing in terms.standings
        and entry.status not in terms.without_vote
        and voter.is_convened
        and (voter.is_present or (voter.is_by_proxy and terms.allows_proxies))
    )


def voting_base(rulebook: Rulebook, voters: Iterable[Voter]) -> int:
    """Return the whole that a majority is taken of (VT-03)."""
    return sum(voter.entry.count for voter in voters if is_in_voting_base(rulebook, voter))


def majority_needed(rulebook: Rulebook, base: int) -> int:
    """Return the least number of votes in favour that adopts (VT-02)."""
    return rulebook.voting.more_than.least_above(base)


def tally(rulebook: Rulebook, voters: Sequence[Voter]) -> Tally:
    """Count an open vote; choices of people without a vote count nowhere."""
    base = voting_base(rulebook, voters)
    counted = [voter for voter in voters if has_vote(rulebook, voter)]
    votes_for = _chosen(counted, Choice.FOR)
    refused = [it for it in voters if it.choice is not None and not has_vote(rulebook, it)]
    return Tally(
        base=base,
        votes_for=votes_for,
        against=_chosen(counted, Choice.AGAINST),
        other=_chosen(counted, Choice.OTHER),
        refused_ballots=sum(voter.entry.count for voter in refused),
        is_adopted=rulebook.voting.more_than.is_exceeded_by(votes_for, base),
        percent=percent(votes_for, base),
    )


def _chosen(voters: Sequence[Voter], choice: Choice) -> int:
    return sum(voter.entry.count for voter in voters if voter.choice is choice)


def percent(part: int, whole: int) -> str:
    """Return a share as minutes write it, such as `55,0`, rounded half up with integers."""
    if whole == 0:
        return "0,0"
    tenths = (2 * part * PER_MILLE + whole) // (2 * whole)
    return f"{tenths // 10},{tenths % 10}"
