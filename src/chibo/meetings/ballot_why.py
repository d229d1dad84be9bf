"""Why a vote came out as it did: the findings at its opening, and the people behind each number."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from chibo.core.journal.chain import Entry
from chibo.core.procedure import events as ev
from chibo.core.procedure.ballots import Ballot, quorum, reach, voters_present
from chibo.core.procedure.meeting import Meeting, evolve
from chibo.core.rulebook.majority import has_vote, is_in_voting_base, majority_needed
from chibo.core.rulebook.model import Rulebook
from chibo.core.rulebook.questions import Voter
from chibo.core.values import Choice, Finding, PersonId, RollEntry
from chibo.meetings.writer import moment
from chibo.registry.words import STANDINGS, STATUSES

Words = str | Promise

CHOICES: dict[Choice, Words] = {
    Choice.FOR: _("For"),
    Choice.AGAINST: _("Against"),
    Choice.OTHER: _("Other opinion"),
}


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody behind a number, and what matters about them."""

    name: str
    note: Words = ""


@dataclass(frozen=True, slots=True)
class AtOpening:
    """How things stood when the vote was opened."""

    at: datetime
    voters: tuple[Named, ...]
    away: tuple[Named, ...]
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class AtClosing:
    """What was counted when the vote was closed, with the names behind every number."""

    at: datetime
    closed: ev.BallotClosed
    votes: tuple[tuple[Words, tuple[Named, ...]], ...]
    base: tuple[Named, ...]
    silent: tuple[Named, ...]
    """In the base without having voted: their silence counts in the whole."""
    left_out: tuple[Named, ...]
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class BallotWhy:
    """A vote from its opening to its result."""

    text: ev.TextProposed
    opening: AtOpening
    closing: AtClosing | None
    abandoned: str | None


def ballot_why(
    entries: Iterable[tuple[Entry, object]], ballot: str, rules: Rulebook
) -> BallotWhy | None:
    """Return why a vote came out as it did, from the journal alone; None where there is none."""
    meeting = Meeting()
    opening: AtOpening | None = None
    closing: AtClosing | None = None
    for entry, event in entries:
        now = moment(entry)
        if isinstance(event, ev.BallotClosed) and event.ballot == ballot:
            # Nobody has come or gone since: as the result was counted, so it is shown.
            closing = _at_closing(meeting, event, rules, now.at)
        evolve(meeting, event, now, entry.hash)  # type: ignore[arg-type]  # a meeting's journal
        if isinstance(event, ev.BallotOpened) and event.ballot == ballot:
            opening = _at_opening(meeting, rules, now.at)
    if opening is None:
        return None
    known = meeting.ballots.ballots[ballot]
    text = meeting.ballots.text_of(known)
    return BallotWhy(text, opening, closing, known.abandoned)


def _at_opening(meeting: Meeting, rules: Rulebook, at: datetime) -> AtOpening:
    people = meeting.attendance
    lines = reach(people, rules)
    is_reached = not lines.away or lines.reached >= lines.needed
    reached = rules.finding(
        "MT-15", met=is_reached, facts={"reached": lines.reached, "needed": lines.needed}
    )
    return AtOpening(
        at=at,
        voters=tuple(Named(people.name_of(it)) for it in voters_present(people, rules)),
        away=tuple(Named(people.name_of(it)) for it in lines.away),
        findings=(quorum(people, rules).finding, reached),
    )


def _at_closing(
    meeting: Meeting, closed: ev.BallotClosed, rules: Rulebook, at: datetime
) -> AtClosing:
    ballot = meeting.ballots.ballots[closed.ballot]
    voters = {code: _voter(meeting, ballot, code) for code in meeting.attendance.roll}
    in_base = {code: it for code, it in voters.items() if is_in_voting_base(rules, it)}
    return AtClosing(
        at=at,
        closed=closed,
        votes=tuple(
            (CHOICES[choice], tuple(_votes(meeting, ballot, choice, rules)))
            for choice in Choice
        ),
        base=tuple(Named(it.entry.name, _note(it.entry)) for it in in_base.values()),
        silent=tuple(
            Named(it.entry.name, _("present, made no choice") if it.is_present else _("absent"))
            for it in in_base.values()
            if it.choice is None
        ),
        left_out=tuple(
            Named(it.entry.name, _why_not(it, rules))
            for code, it in voters.items()
            if code not in in_base
        ),
        findings=tuple(_findings(meeting, closed, rules)),
    )


def _voter(meeting: Meeting, ballot: Ballot, code: PersonId) -> Voter:
    people = meeting.attendance
    cast = ballot.cast.get(code)
    return Voter(
        people.roll[code],
        is_present=cast is not None or people.is_present(code),
        choice=cast.choice if cast else None,
    )


def _votes(
    meeting: Meeting, ballot: Ballot, choice: Choice, rules: Rulebook
) -> Iterable[Named]:
    people = meeting.attendance
    for code, cast in ballot.cast.items():
        if cast.choice is not choice or not has_vote(rules, _voter(meeting, ballot, code)):
            continue
        # VT-08: a raised hand or a voice on a failed line is entered by the minutes taker.
        entered = "" if cast.entered_by == code else people.name_of(cast.entered_by)
        yield Named(people.name_of(code), _entered(entered, cast.note))


def _entered(by: str, note: str) -> Words:
    if not by:
        return ""
    said = {"name": by, "note": note}
    if note:
        return str(_("entered by %(name)s: %(note)s")) % said
    return str(_("raised hand, entered by %(name)s")) % said


def _note(entry: RollEntry) -> Words:
    return STATUSES[entry.status] if entry.status.value != "active" else ""


def _why_not(voter: Voter, rules: Rulebook) -> Words:
    """Return why somebody on the roll is not counted in the whole (VT-03)."""
    entry, terms = voter.entry, rules.voting
    if entry.standing not in terms.standings:
        return STANDINGS[entry.standing]
    if entry.status in terms.without_vote:
        return STATUSES[entry.status]
    said = {"status": STATUSES[entry.status]}
    return str(_("%(status)s: counted only when they come and vote")) % said


def _findings(meeting: Meeting, closed: ev.BallotClosed, rules: Rulebook) -> Iterable[Finding]:
    # TG-10: a group adopts nothing by itself; its votes are added to those of the others.
    if not meeting.ballots.is_of_group:
        yield rules.finding(
            "VT-02",
            met=closed.is_adopted,
            facts={
                "votes_for": closed.votes_for,
                "base": closed.base,
                "needed": majority_needed(rules, closed.base),
            },
        )
    yield rules.finding("VT-03", met=True, facts={"base": closed.base})
    yield rules.finding("VT-01", met=True)
