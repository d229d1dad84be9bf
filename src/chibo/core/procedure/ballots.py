"""Texts and open votes by name on their versions (VT-01 to VT-08)."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import assert_never

from chibo.core.procedure import commands as do
from chibo.core.procedure import events as ev
from chibo.core.procedure.attendance import Attendance
from chibo.core.procedure.ballot_box import Ballot, BallotEvent, Ballots, evolve
from chibo.core.procedure.frame import Decision, Moment
from chibo.core.procedure.texts import Cell, bring_text, objection_of_cell, propose
from chibo.core.rulebook.majority import Tally, has_vote, majority_needed, tally, voting_base
from chibo.core.rulebook.model import Rulebook
from chibo.core.rulebook.questions import Voter
from chibo.core.rulebook.quorum import Quorum, quorum_of
from chibo.core.values import Mode, PersonId, Reason, Refusal, RollEntry

__all__ = ["Ballot", "BallotEvent", "Ballots", "evolve"]

BallotCommand = (
    do.ProposeText
    | do.BringText
    | do.OpenBallot
    | do.CastBallot
    | do.CloseBallot
    | do.AbandonBallot
)


def decide(  # noqa: C901, PLR0912 -- a case for each command
    state: Ballots,
    command: BallotCommand,
    *,
    now: Moment,
    attendance: Attendance,
    item: str | None,
    rules: Rulebook,
    cell: Cell | None = None,
) -> Decision[BallotEvent]:
    """Return what a command about texts and votes makes happen; `item` is the one open now."""
    cell = cell or Cell()
    match command:
        case do.ProposeText():
            if state.is_of_group:
                return Refusal(Reason.TEXT_OF_CELL, citation=rules.clause("TG-03"))
            return propose(state, command, item)
        case do.BringText(text=brought):
            return bring_text(state, brought, cell, rules)
        case do.OpenBallot(ballot=ballot, text=text):
            if objection := objection_of_cell(state, text, cell, rules):
                return objection
            return _open(state, ballot, text, item, attendance=attendance, rules=rules)
        case do.CastBallot():
            if group := cell.voted.get(command.person):
                return Refusal(
                    Reason.VOTE_ELSEWHERE,
                    citation=rules.clause("TG-10"),
                    facts={"name": attendance.name_of(command.person), "group": group},
                )
            return _cast(state, command, now=now, attendance=attendance, rules=rules)
        case do.CloseBallot(ballot=ballot):
            if objection := _not_open(state, ballot):
                return objection
            return _close(
                state.ballots[ballot], attendance, rules, is_of_group=state.is_of_group
            )
        case do.AbandonBallot(ballot=ballot, reason=reason):
            if objection := _not_open(state, ballot):
                return objection
            if not reason.strip():
                return Refusal(Reason.REASON_MISSING)
            return (ev.BallotAbandoned(ballot, reason.strip()),)
        case _:
            assert_never(command)


def _open(
    state: Ballots,
    ballot: str,
    text: str,
    item: str | None,
    *,
    attendance: Attendance,
    rules: Rulebook,
) -> Decision[BallotEvent]:
    if ballot in state.ballots:
        return Refusal(Reason.BALLOT_KNOWN)
    if state.current is not None:
        return Refusal(Reason.BALLOT_OPEN)
    if text not in state.texts:
        return Refusal(Reason.TEXT_UNKNOWN)
    if state.is_adopted(text):
        return Refusal(Reason.TEXT_DECIDED)
    latest = state.texts[text][-1]
    # CT-15: what was deferred is not voted on; a text goes on under a later item as a new version.
    if latest.item != item:
        return Refusal(Reason.ITEM_NOT_OPEN)
    if objection := (
        objection_to_quorum(quorum(attendance, rules), rules)
        or _objection_to_lines(attendance, rules)
    ):
        return objection
    return (ev.BallotOpened(ballot, text, latest.version, latest.item),)


def voters_present(attendance: Attendance, rules: Rulebook) -> tuple[PersonId, ...]:
    """Return who is there now and has a vote (VT-01)."""
    return tuple(
        person
        for person in attendance.present()
        if person in attendance.roll and has_vote(rules, _voter(attendance, person, None))
    )


def quorum(attendance: Attendance, rules: Rulebook, ballot: Ballot | None = None) -> Quorum:
    """Return how many of those expected are there, or were when they voted (AT-03)."""
    cast = ballot.cast if ballot else {}
    voters = [_voter(attendance, person, cast.get(person)) for person in attendance.roll]
    return quorum_of(rules, voters)


def objection_to_quorum(there: Quorum, rules: Rulebook) -> Refusal | None:
    """Return that too few are there to decide, where the rulebook binds it."""
    # Where the rulebook sets no quorum, too few only warn (AT-03).
    if there.finding.met or rules.quorum is None:
        return None
    return Refusal(
        Reason.QUORUM_NOT_MET,
        citation=there.finding.citation,
        facts=there.finding.facts,
        findings=(there.finding,),
    )


@dataclass(frozen=True, slots=True)
class Reach:
    """Whether a decision can come about now (AT-03, VT-03)."""

    base: int
    needed: int
    reached: int
    away: tuple[PersonId, ...]
    """Voters who are present and whose line is down."""


def reach(attendance: Attendance, rules: Rulebook) -> Reach:
    """Return the base if everybody present votes, what it needs, and how many can be reached."""
    present = voters_present(attendance, rules)
    away = tuple(person for person in present if not attendance.presences[person].is_line_up)
    here = set(present)
    absent = [person for person in attendance.roll if person not in here]
    base = len(present) + voting_base(
        rules, [_voter(attendance, person, None) for person in absent]
    )
    return Reach(base, majority_needed(rules, base), len(present) - len(away), away)


def _objection_to_lines(attendance: Attendance, rules: Rulebook) -> Refusal | None:
    now = reach(attendance, rules)
    # MT-15: no vote while a voter is cut off, unless those reached are a majority without them.
    if now.away and now.reached < now.needed:
        return _voters_away(now.away, now, attendance, rules)
    return None


def _voters_away(
    away: Sequence[PersonId], now: Reach, attendance: Attendance, rules: Rulebook
) -> Refusal:
    names = ", ".join(attendance.name_of(person) for person in away)
    return Refusal(
        Reason.VOTERS_AWAY,
        citation=rules.clause("MT-15"),
        facts={"names": names, "needed": now.needed, "reached": now.reached},
    )


def _not_open(state: Ballots, ballot: str) -> Refusal | None:
    known = state.ballots.get(ballot)
    if known is None:
        return Refusal(Reason.BALLOT_UNKNOWN)
    return None if state.current == ballot else Refusal(Reason.BALLOT_CLOSED)


def _cast(
    state: Ballots,
    command: do.CastBallot,
    *,
    now: Moment,
    attendance: Attendance,
    rules: Rulebook,
) -> Decision[BallotEvent]:
    if objection := _not_open(state, command.ballot):
        return objection
    entry = attendance.roll.get(command.person)
    presence = attendance.presence_of(command.person)
    if entry is not None and presence is None:
        return _absent(entry, now, rules)
    if presence is None or not has_vote(rules, _voter(attendance, command.person, None)):
        return Refusal(Reason.VOTE_NONE, citation=rules.clause("VT-01"))
    # VT-08: a voice on a failed line is entered by the minutes taker, and the note says so.
    is_by_voice = now.actor != command.person and presence.mode is Mode.ONLINE
    if is_by_voice and not command.note.strip():
        return Refusal(Reason.NOTE_MISSING, citation=rules.clause("VT-08"))
    return (
        ev.BallotCast(
            ballot=command.ballot,
            person=command.person,
            choice=command.choice,
            entered_by=now.actor,
            note=command.note.strip(),
        ),
    )


def _absent(entry: RollEntry, now: Moment, rules: Rulebook) -> Refusal:
    """Return why somebody who is not there has no vote: nobody votes in another's place."""
    facts = {"name": entry.name}
    if now.actor == entry.person or rules.voting.allows_proxies:
        return Refusal(Reason.PERSON_NOT_PRESENT, facts=facts)
    return Refusal(Reason.PROXY_NOT_ALLOWED, citation=rules.clause("VT-01"), facts=facts)


def _voter(attendance: Attendance, person: PersonId, cast: ev.BallotCast | None) -> Voter:
    return Voter(
        entry=attendance.roll[person],
        is_convened=True,
        # Who voted was there; leaving afterwards takes no vote back.
        is_present=cast is not None or attendance.is_present(person),
        choice=cast.choice if cast else None,
    )


def _close(
    ballot: Ballot, attendance: Attendance, rules: Rulebook, *, is_of_group: bool
) -> Decision[ev.BallotClosed]:
    # Whoever went away without a vote takes the quorum along; the vote can only be broken off.
    if objection := objection_to_quorum(quorum(attendance, rules, ballot), rules):
        return objection
    closed = _closed(ballot, attendance, rules)
    lines = reach(attendance, rules)
    missing = [person for person in lines.away if person not in ballot.cast]
    # MT-15: a vote does not end on those who were cut off, where their voices could turn it; of
    # a group every voice can turn the cell's sum.
    can_turn = is_of_group or (
        not closed.is_adopted and closed.votes_for + len(missing) >= lines.needed
    )
    if missing and can_turn:
        return _voters_away(missing, lines, attendance, rules)
    if is_of_group:
        # TG-10: the figures are a part of the cell's; no group adopts by itself.
        citation = rules.clause("TG-10").clause
        return (replace(closed, is_adopted=False, citation=citation),)
    return (closed,)


def counted(ballot: Ballot, attendance: Attendance, rules: Rulebook) -> Tally:
    """Return what a vote comes to if it ends now (VT-02, VT-03)."""
    return tally(
        rules,
        [_voter(attendance, person, ballot.cast.get(person)) for person in attendance.roll],
    )


def _closed(ballot: Ballot, attendance: Attendance, rules: Rulebook) -> ev.BallotClosed:
    result = counted(ballot, attendance, rules)
    return ev.BallotClosed(
        ballot=ballot.opened.ballot,
        base=result.base,
        votes_for=result.votes_for,
        against=result.against,
        other=result.other,
        percent=result.percent,
        is_adopted=result.is_adopted,
        citation=rules.clause("VT-03").clause,
    )
