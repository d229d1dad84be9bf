"""Who is looking: what is public is rendered once for each kind of reader, not for each reader."""

from dataclasses import dataclass

from chibo.core.procedure.frame import BodyFacts
from chibo.core.procedure.meeting import Meeting, roles_of
from chibo.core.procedure.terms import Role
from chibo.core.rulebook.eligibility import may_check_in
from chibo.core.rulebook.majority import has_vote
from chibo.core.rulebook.questions import Voter
from chibo.core.values import Choice, Mode, PersonId


@dataclass(frozen=True, slots=True)
class Audience:
    """One kind of reader; nobody's name or code is in here."""

    is_chair: bool = False
    is_minutes_taker: bool = False
    is_secretary: bool = False
    is_member: bool = False
    is_observer: bool = False
    point: str = ""
    """The connection point that the reader keeps."""
    is_wall: bool = False
    """The projector of the room: it reads what all may read, and does nothing."""

    @property
    def is_officer(self) -> bool:
        """Whether the reader keeps the roll and the record."""
        return self.is_chair or self.is_minutes_taker


WALL = Audience(is_wall=True)


def may_connect_wall(audience: Audience) -> bool:
    """Whether somebody may put the meeting on the wall: whoever keeps it and its record."""
    return audience.is_officer or audience.is_secretary


def audience_of(meeting: Meeting, person: PersonId, facts: BodyFacts) -> Audience:
    """Return what kind of reader somebody is."""
    roles = roles_of(meeting, person, facts)
    return Audience(
        is_chair=Role.CHAIR in roles,
        is_minutes_taker=Role.MINUTES_TAKER in roles,
        is_secretary=Role.SECRETARY in roles,
        is_member=Role.MEMBER in roles,
        is_observer=person in meeting.attendance.observers,
        point=meeting.points.kept_by(person),
    )


@dataclass(frozen=True, slots=True)
class Mine:
    """How somebody stands in the meeting, without saying who: most members stand alike."""

    is_on_roll: bool = False
    is_observer: bool = False
    presence: Mode | None = None
    has_left: bool = False
    may_be_online: bool = False
    may_go_on: bool = False
    """Whether somebody who is in a room may walk out of it and go on by phone (PR-03)."""
    has_vote: bool = False
    choice: Choice | None = None
    is_waiting: bool = False
    is_speaking: bool = False


def mine(meeting: Meeting, person: PersonId, facts: BodyFacts) -> Mine:
    """Return how somebody stands now."""
    people = meeting.attendance
    entry = people.roll.get(person)
    known = people.presences.get(person)
    ballot = meeting.ballots.ballots.get(meeting.ballots.current or "")
    cast = ballot.cast.get(person) if ballot else None
    return Mine(
        is_on_roll=entry is not None or person in people.invited,
        is_observer=person in people.observers,
        presence=known.mode if known and known.is_present else None,
        has_left=known is not None and not known.is_present,
        may_be_online=may_be_online(meeting, person, facts),
        may_go_on=known is not None
        and known.is_present
        and known.mode is Mode.IN_PERSON
        and _has_way_online(meeting, person, facts),
        has_vote=entry is not None
        and has_vote(facts.rulebook, Voter(entry, is_convened=True, is_present=True)),
        choice=cast.choice if cast else None,
        is_waiting=person in meeting.floor.queue,
        is_speaking=person == meeting.floor.speaker,
    )


def may_be_online(meeting: Meeting, person: PersonId, facts: BodyFacts) -> bool:
    """Whether somebody who is not there yet may check in online (PR-03)."""
    is_there = meeting.attendance.is_present(person)
    return not is_there and _has_way_online(meeting, person, facts)


def _has_way_online(meeting: Meeting, person: PersonId, facts: BodyFacts) -> bool:
    people = meeting.attendance
    entry = people.roll.get(person)
    if entry is None:
        return False
    rulebook = facts.rulebook
    return (
        may_check_in(
            rulebook,
            form=people.form,
            ground=people.ground,
            mode=Mode.ONLINE,
            member=entry,
            override=people.allowed_online.get(person, ""),
            on=rulebook.day_of(meeting.plan.starts_at),
            summer_holiday=facts.summer_holiday,
        ).is_permitted
        and entry.status not in rulebook.attendance.barred
    )
