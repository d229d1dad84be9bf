"""Texts and open votes by name on their versions (VT-01 to VT-08)."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import assert_never

from chibo.core.procedure import commands as do
from chibo.core.procedure import events as ev
from chibo.core.procedure.attendance import Attendance
from chibo.core.procedure.frame import Decision, Moment
from chibo.core.procedure.opinions import objection_to_text
from chibo.core.rulebook.majority import has_vote, majority_needed, tally, voting_base
from chibo.core.rulebook.model import Rulebook
from chibo.core.rulebook.questions import Voter
from chibo.core.rulebook.quorum import Quorum, quorum_of
from chibo.core.values import Instant, Mode, PersonId, Reason, Refusal, RollEntry

BallotCommand = (
    do.ProposeText | do.OpenBallot | do.CastBallot | do.CloseBallot | do.AbandonBallot
)
BallotEvent = (
    ev.TextProposed | ev.BallotOpened | ev.BallotCast | ev.BallotClosed | ev.BallotAbandoned
)


@dataclass(slots=True)
class Ballot:
    """One vote on one version of a text."""

    opened: ev.BallotOpened
    opened_at: Instant
    cast: dict[PersonId, ev.BallotCast] = field(default_factory=dict)
    closed: ev.BallotClosed | None = None
    abandoned: str | None = None


@dataclass(slots=True)
class Ballots:
    """The texts with their versions, and the ballots in the order opened."""

    texts: dict[str, list[ev.TextProposed]] = field(default_factory=dict)
    ballots: dict[str, Ballot] = field(default_factory=dict)
    current: str | None = None

    def is_adopted(self, text: str) -> bool:
        """Whether the present version of a text has been adopted."""
        version = self.texts[text][-1].version
        return any(
            each.closed is not None
            and each.closed.is_adopted
            and each.opened.version == version
            for each in self.ballots.values()
            if each.opened.text == text
        )


def decide(
    state: Ballots,
    command: BallotCommand,
    *,
    now: Moment,
    attendance: Attendance,
    item: str | None,
    rules: Rulebook,
) -> Decision[BallotEvent]:
    """Return what a command about texts and votes makes happen; `item` is the one open now."""
    match command:
        case do.ProposeText():
            return _propose(state, command, item)
        case do.OpenBallot(ballot=ballot, text=text):
            return _open(state, ballot, text, item, attendance=attendance, rules=rules)
        case do.CastBallot():
            return _cast(state, command, now=now, attendance=attendance, rules=rules)
        case do.CloseBallot(ballot=ballot):
            if objection := _not_open(state, ballot):
                return objection
            return _close(state.ballots[ballot], attendance, rules)
        case do.AbandonBallot(ballot=ballot, reason=reason):
            if objection := _not_open(state, ballot):
                return objection
            if not reason.strip():
                return Refusal(Reason.REASON_MISSING)
            return (ev.BallotAbandoned(ballot, reason.strip()),)
        case _:
            assert_never(command)


def _propose(
    state: Ballots, command: do.ProposeText, item: str | None
) -> Decision[BallotEvent]:
    if objection := objection_to_text(command.body):
        return objection
    if not command.title.strip():
        return Refusal(Reason.TEXT_EMPTY)
    if command.item != item:
        return Refusal(Reason.ITEM_NOT_OPEN)
    versions = state.texts.get(command.text, [])
    if versions and state.is_adopted(command.text):
        return Refusal(Reason.TEXT_DECIDED)
    if state.current is not None and state.ballots[state.current].opened.text == command.text:
        return Refusal(Reason.TEXT_BEFORE_VOTE)
    return (
        ev.TextProposed(
            text=command.text,
            version=len(versions) + 1,
            item=command.item,
            kind=command.kind,
            title=command.title.strip(),
            body=command.body.strip(),
        ),
    )


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
        _objection_to_quorum(quorum(attendance, rules), rules)
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


def _objection_to_quorum(there: Quorum, rules: Rulebook) -> Refusal | None:
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
    ballot: Ballot, attendance: Attendance, rules: Rulebook
) -> Decision[ev.BallotClosed]:
    # Whoever went away without a vote takes the quorum along; the vote can only be broken off.
    if objection := _objection_to_quorum(quorum(attendance, rules, ballot), rules):
        return objection
    closed = _closed(ballot, attendance, rules)
    lines = reach(attendance, rules)
    missing = [person for person in lines.away if person not in ballot.cast]
    # MT-15: a vote does not end on those who were cut off, where their voices could turn it.
    if not closed.is_adopted and closed.votes_for + len(missing) >= lines.needed:
        return _voters_away(missing, lines, attendance, rules)
    return (closed,)


def _closed(ballot: Ballot, attendance: Attendance, rules: Rulebook) -> ev.BallotClosed:
    counted = tally(
        rules,
        [_voter(attendance, person, ballot.cast.get(person)) for person in attendance.roll],
    )
    return ev.BallotClosed(
        ballot=ballot.opened.ballot,
        base=counted.base,
        votes_for=counted.votes_for,
        against=counted.against,
        other=counted.other,
        percent=counted.percent,
        is_adopted=counted.is_adopted,
        citation=rules.clause("VT-03").clause,
    )


def evolve(state: Ballots, event: BallotEvent, now: Moment) -> None:
    """Take an event into the state."""
    match event:
        case ev.TextProposed(text=text):
            state.texts.setdefault(text, []).append(event)
        case ev.BallotOpened(ballot=ballot):
            state.ballots[ballot] = Ballot(event, now.at)
            state.current = ballot
        case ev.BallotCast(ballot=ballot, person=person):
            state.ballots[ballot].cast[person] = event
        case ev.BallotClosed(ballot=ballot):
            state.ballots[ballot].closed = event
            state.current = None
        case ev.BallotAbandoned(ballot=ballot, reason=reason):
            state.ballots[ballot].abandoned = reason
            state.current = None
        case _:
            assert_never(event)
