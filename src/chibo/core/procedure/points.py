"""Connection points: who keeps them, who sits there, whose hands were entered there, their sheets."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import assert_never

from chibo.core.procedure import events as ev
from chibo.core.procedure.attendance import Attendance
from chibo.core.procedure.ballot_box import Ballots
from chibo.core.procedure.frame import Decision, Moment
from chibo.core.procedure.point_terms import (
    CheckInAtPoint,
    ConfirmPoint,
    HandEntered,
    KeeperNamed,
    MissedVoteReported,
    NameKeeper,
    PersonAtPoint,
    PointCommand,
    PointConfirmed,
    PointEvent,
    ReportMissedVote,
)
from chibo.core.procedure.terms import Person, Point
from chibo.core.rulebook.majority import has_vote
from chibo.core.rulebook.model import Rulebook
from chibo.core.rulebook.questions import Voter
from chibo.core.values import Instant, Mode, PersonId, Reason, Refusal


@dataclass(slots=True)
class Points:
    """Who keeps which point, who sits where, and what came in by whom."""

    keepers: dict[str, PersonId] = field(default_factory=dict)
    at: dict[PersonId, str] = field(default_factory=dict)
    """Where those present in person sit, if not simply in the main room."""
    been: dict[str, dict[PersonId, None]] = field(default_factory=dict)
    """Everybody who has been at a point, in the order of coming."""
    hands: dict[tuple[str, PersonId], str] = field(default_factory=dict)
    """By which point a vote that stands came in: by ballot and person."""
    confirmed: dict[str, tuple[PointConfirmed, Instant]] = field(default_factory=dict)
    missed: list[MissedVoteReported] = field(default_factory=list)

    def kept_by(self, person: PersonId) -> str:
        """Return the point that somebody keeps, empty where none."""
        return next((each for each, who in self.keepers.items() if who == person), "")

    def hands_of(self, point: str) -> int:
        """Return how many votes that stand came in by a point."""
        return sum(each == point for each in self.hands.values())


def place_of(
    state: Points, attendance: Attendance, person: PersonId, named: Sequence[Point]
) -> str:
    """Return at which point somebody is now; in person without a word of it is the main point."""
    presence = attendance.presence_of(person)
    if presence is None or presence.mode is not Mode.IN_PERSON:
        return ""
    return state.at.get(person) or (named[0].name if named else "")


def people_of(
    state: Points, attendance: Attendance, point: str, named: Sequence[Point]
) -> tuple[PersonId, ...]:
    """Return who was at a point, whoever left early or went on by phone among them."""
    been = state.been.get(point, {})
    here = [
        person
        for person in attendance.present()
        if person not in been and place_of(state, attendance, person, named) == point
    ]
    return (*been, *here)


def objection_to_keeper(
    state: Points,
    attendance: Attendance,
    command: object,
    actor: PersonId,
    named: Sequence[Point],
) -> Refusal | None:
    """Return why a keeper may not do this: it is about another point, or about nobody at theirs."""
    kept = state.kept_by(actor)
    point = getattr(command, "point", kept)
    if point != kept:
        return Refusal(Reason.KEEPER_OF_OTHER_POINT, facts={"kept": kept, "point": point})
    people = [actor]
    if not isinstance(command, CheckInAtPoint | ConfirmPoint):
        people.append(getattr(command, "person", actor))
    for person in people:
        # Who has gone out of the room acts for themselves; and so does its keeper.
        if place_of(state, attendance, person, named) != kept:
            return Refusal(
                Reason.PERSON_NOT_AT_POINT,
                facts={"name": attendance.name_of(person), "point": kept},
            )
    return None


def decide(
    state: Points,
    command: NameKeeper | ConfirmPoint | ReportMissedVote,
    *,
    now: Moment,
    named: Sequence[Point],
    attendance: Attendance,
    ballots: Ballots,
    rules: Rulebook,
) -> Decision[ev.MeetingEvent]:
    """Return what a command about a point makes happen."""
    match command:
        case NameKeeper():
            return _name(state, command, attendance, named)
        case ConfirmPoint(point=point):
            return _confirm(state, point, attendance, ballots, now=now, named=named)
        case ReportMissedVote():
            return _missed(
                state, command, now=now, attendance=attendance, ballots=ballots, rules=rules
            )
        case _:
            assert_never(command)


def _unknown(point: str, named: Sequence[Point]) -> Refusal | None:
    if any(point == each.name for each in named):
        return None
    return Refusal(Reason.CONNECTION_POINT_UNKNOWN, facts={"point": point})


def _name(
    state: Points, command: NameKeeper, attendance: Attendance, named: Sequence[Point]
) -> Decision[ev.MeetingEvent]:
    if objection := _unknown(command.point, named):
        return objection
    if command.person not in attendance.roll:
        return Refusal(Reason.PERSON_UNKNOWN)
    presence = attendance.presence_of(command.person)
    name = attendance.name_of(command.person)
    if presence is None:
        return Refusal(Reason.PERSON_NOT_PRESENT, facts={"name": name})
    is_there = state.at.get(command.person) == command.point
    if state.keepers.get(command.point) == command.person and is_there:
        return Refusal(Reason.KEEPER_NAMED, facts={"name": name, "point": command.point})
    coming = _coming(state, command.person, command.point, attendance)
    return (*coming, KeeperNamed(command.point, command.person))


def _coming(
    state: Points, person: PersonId, point: str, attendance: Attendance
) -> tuple[ev.PersonArrived | PersonAtPoint, ...]:
    """Return how somebody comes to a point from wherever they are."""
    presence = attendance.presence_of(person)
    if presence is not None and presence.mode is Mode.IN_PERSON:
        return () if state.at.get(person) == point else (PersonAtPoint(person, point),)
    is_late = attendance.is_roll_call_closed and person not in attendance.presences
    arrived = ev.PersonArrived(person, Mode.IN_PERSON, is_late, None)
    return (arrived, PersonAtPoint(person, point))


def check_in(
    state: Points,
    command: CheckInAtPoint,
    checked: Refusal | None,
    *,
    attendance: Attendance,
    is_officer: bool,
    named: Sequence[Point],
) -> Decision[ev.MeetingEvent]:
    """Return that somebody is in the room of a point; `checked` is why not in a room at all."""
    if objection := _unknown(command.point, named):
        return objection
    if command.person not in attendance.roll:
        return Refusal(Reason.PERSON_UNKNOWN)
    name = attendance.name_of(command.person)
    there = place_of(state, attendance, command.person, named)
    if there == command.point:
        return Refusal(Reason.PERSON_PRESENT, facts={"name": name})
    # One person is in one room: a keeper takes nobody out of another one.
    if there and not is_officer:
        return Refusal(Reason.PERSON_AT_OTHER_POINT, facts={"name": name, "point": there})
    if checked is not None:
        return checked
    return _coming(state, command.person, command.point, attendance)


def entered(
    cast: ev.BallotCast,
    *,
    before: ev.BallotCast | None,
    point: str,
) -> tuple[ev.BallotCast, HandEntered]:
    """Return a vote with the point whose keeper entered it."""
    # VT-08: one vote a person, the last before closing; the journal says by which way it came.
    over_own = before is not None and before.entered_by == cast.person
    return (cast, HandEntered(cast.ballot, cast.person, point, over_own))


def _confirm(
    state: Points,
    point: str,
    attendance: Attendance,
    ballots: Ballots,
    *,
    now: Moment,
    named: Sequence[Point],
) -> Decision[ev.MeetingEvent]:
    if objection := _unknown(point, named):
        return objection
    if ballots.current is not None:
        return Refusal(Reason.BALLOT_OPEN)
    if point in state.confirmed:
        return Refusal(Reason.SHEET_CONFIRMED, facts={"point": point})
    by = Person(now.actor, attendance.name_of(now.actor))
    people = people_of(state, attendance, point, named)
    return (PointConfirmed(point, by, people, state.hands_of(point)),)


def _missed(
    state: Points,
    command: ReportMissedVote,
    *,
    now: Moment,
    attendance: Attendance,
    ballots: Ballots,
    rules: Rulebook,
) -> Decision[ev.MeetingEvent]:
    ballot = ballots.ballots.get(command.ballot)
    entry = attendance.roll.get(command.person)
    if ballot is None:
        return Refusal(Reason.BALLOT_UNKNOWN)
    if ballots.current == command.ballot:
        return Refusal(Reason.BALLOT_OPEN)
    if ballot.closed is None:
        return Refusal(Reason.BALLOT_ABANDONED)
    if command.person not in attendance.presences:
        name = attendance.name_of(command.person)
        return Refusal(Reason.PERSON_NOT_PRESENT, facts={"name": name})
    if entry is None or not has_vote(rules, Voter(entry, is_convened=True, is_present=True)):
        return Refusal(Reason.VOTE_NONE, citation=rules.clause("VT-01"))
    name = attendance.name_of(command.person)
    if command.person in ballot.cast:
        return Refusal(
            Reason.VOTE_COUNTED, citation=rules.clause("VT-08"), facts={"name": name}
        )
    if any(
        each.person == command.person and each.ballot == command.ballot for each in state.missed
    ):
        return Refusal(Reason.MISSED_VOTE_KNOWN, facts={"name": name})
    return (MissedVoteReported(command.ballot, command.person, command.choice, now.actor),)


def evolve(state: Points, event: PointEvent, now: Moment) -> None:
    """Take an event into the state."""
    match event:
        case KeeperNamed(point=point, person=person):
            state.keepers = {
                each: who for each, who in state.keepers.items() if who != person
            } | {point: person}
            state.confirmed.pop(point, None)
        case PersonAtPoint(person=person, point=point):
            state.at[person] = point
            state.been.setdefault(point, {})[person] = None
            # A sheet that has changed since is confirmed anew.
            state.confirmed.pop(point, None)
        case HandEntered(ballot=ballot, person=person, point=point):
            state.hands[ballot, person] = point
            state.confirmed.pop(point, None)
        case PointConfirmed(point=point):
            state.confirmed[point] = (event, now.at)
        case MissedVoteReported():
            state.missed.append(event)
        case _:
            assert_never(event)


def follow(state: Points, event: object) -> None:
    """Let the points go with what happened elsewhere: coming, leaving, voting by another way."""
    match event:
        case ev.PersonArrived(person=person) | ev.PersonLeft(person=person):
            state.at.pop(person, None)
        case ev.BallotCast(ballot=ballot, person=person):
            if point := state.hands.pop((ballot, person), None):
                state.confirmed.pop(point, None)
        case _:
            return


__all__ = ["PointCommand", "PointEvent", "Points", "check_in", "decide", "evolve", "follow"]
