"""The groups: who is in which, their meetings as their journals tell them, who has not met."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from typing import assert_never

from chibo.core.procedure.acts import Phase
from chibo.core.procedure.by_groups import Assignment, objection_to_assignment
from chibo.core.procedure.frame import Decision, Moment
from chibo.core.procedure.gatherings import LEADER
from chibo.core.procedure.groups import commands as do
from chibo.core.procedure.groups import events as ev
from chibo.core.procedure.groups.terms import (
    CellFacts,
    OpinionMark,
    PlannedGroup,
)
from chibo.core.procedure.terms import Person
from chibo.core.rulebook.eligibility import is_on_roll
from chibo.core.values import Instant, PersonId, Reason, Refusal, RollEntry

HELD = frozenset({Phase.OPEN, Phase.CLOSED, Phase.BROKEN_OFF, Phase.ANNULLED})
"""What has begun, whatever became of it."""
OVER = frozenset({Phase.CANCELLED, Phase.BROKEN_OFF, Phase.ANNULLED})
"""What counts for nothing: the group may meet again."""

SessionCommand = do.NoteGroupMeeting | do.RecordMissing | do.ChangeGroup
SessionEvent = ev.GroupMeetingNoted | ev.MissingRecorded | ev.GroupChanged


@dataclass(slots=True)
class Sessions:
    """The groups and what they did; the roll is the one the plan fixed."""

    groups: dict[str, PlannedGroup] = field(default_factory=dict)
    roll: dict[PersonId, RollEntry] = field(default_factory=dict)
    meetings: dict[str, ev.GroupMeetingNoted] = field(default_factory=dict)
    missing: dict[tuple[str, int], ev.MissingRecorded] = field(default_factory=dict)

    def of(self, group: str, round_: int) -> ev.GroupMeetingNoted | None:
        """Return the meeting of a group in a round that counts, or is to count."""
        standing = [
            each
            for each in self.meetings.values()
            if (each.group, each.round) == (group, round_) and each.phase not in OVER
        ]
        return min(standing, key=_order, default=None)

    def closed(self, round_: int) -> tuple[ev.GroupMeetingNoted, ...]:
        """Return the meetings of a round that are closed, in the order they closed."""
        # Sorted, so that it does not matter in which order they were heard of.
        found = (each for each in self.meetings.values() if each.round == round_)
        return tuple(sorted((it for it in found if it.phase is Phase.CLOSED), key=_order))

    def voting(self) -> tuple[str, ...]:
        """Return the groups that are meeting now."""
        return tuple(it.group for it in self.meetings.values() if it.phase is Phase.OPEN)

    @property
    def has_begun(self) -> bool:
        """Whether a group has met: from then on the quota unit is used (PR-10)."""
        return any(each.phase in HELD for each in self.meetings.values())

    def opinions(self) -> dict[str, tuple[str, OpinionMark]]:
        """Return every opinion of the closed meetings with its group, by its id."""
        closed = (each for each in self.meetings.values() if each.phase is Phase.CLOSED)
        return {
            mark.opinion: (each.group, mark)
            for each in sorted(closed, key=_order)
            for mark in each.opinions
        }

    def group_of(self, person: PersonId) -> PlannedGroup | None:
        """Return the group that the plan has a member in."""
        return next((it for it in self.groups.values() if person in it.members), None)


def _order(meeting: ev.GroupMeetingNoted) -> tuple[bool, Instant, str]:
    at = meeting.closed_at or meeting.starts_at
    return meeting.phase is not Phase.CLOSED, at, meeting.reference.journal


# --- planning --------------------------------------------------------------------------------


def grouped(
    assignments: Iterable[Assignment], facts: CellFacts, *, approved_on: date, now: Moment
) -> tuple[PlannedGroup, ...] | Refusal:
    """Return the groups as the plan fixes them, or what stands against it (SC-10, TG-01)."""
    rules = facts.rulebook
    if objection := _objection_to_places(facts):
        return objection
    given = {each.group: each for each in assignments}
    members = _members(facts)
    for name in members:
        if name not in given:
            return Refusal(
                Reason.GROUP_UNASSIGNED, citation=rules.clause("TG-01"), facts={"group": name}
            )
    made: list[PlannedGroup] = []
    for name, each in given.items():
        if objection := objection_to_assignment(
            each, members, facts, month_of=approved_on, now=now
        ):
            return objection
        planned = _planned(each, members[name], facts)
        if isinstance(planned, Refusal):
            return planned
        made.append(planned)
    return tuple(made)


def _objection_to_places(facts: CellFacts) -> Refusal | None:
    """SC-10: everybody on the roll belongs to exactly one group."""
    seen: dict[PersonId, str] = {}
    for place in facts.places:
        if seen.setdefault(place.person, place.group) != place.group:
            entry = facts.members.get(place.person)
            names = {
                "name": entry.name if entry else place.person,
                "first": seen[place.person],
                "second": place.group,
            }
            citation = facts.rulebook.clause("SC-08")
            return Refusal(Reason.GROUP_MEMBER_TWICE, citation=citation, facts=names)
    return None


def _members(facts: CellFacts) -> dict[str, tuple[PersonId, ...]]:
    """Return who is in which group; whoever takes no part at all is left out (MB-06)."""
    found: dict[str, tuple[PersonId, ...]] = {}
    for person, entry in facts.members.items():
        if entry.group is not None and entry.status not in facts.rulebook.attendance.barred:
            found[entry.group] = (*found.get(entry.group, ()), person)
    return found


def _planned(
    each: Assignment, members: tuple[PersonId, ...], facts: CellFacts
) -> PlannedGroup | Refusal:
    # A leader who has left the cell leads nobody, whatever the list of offices still says.
    here = [
        (it.office == LEADER, Person(it.code, it.name))
        for it in facts.leaders
        if it.group == each.group and it.code in facts.members
    ]
    leader = next((person for is_leader, person in here if is_leader), None)
    if leader is None:
        return Refusal(
            Reason.GROUP_LEADER_MISSING,
            citation=facts.rulebook.clause("TG-02"),
            facts={"group": each.group},
        )
    return PlannedGroup(
        name=each.group,
        leader=leader,
        deputy=next((person for is_leader, person in here if not is_leader), None),
        follower=each.follower,
        members=members,
        starts_at=each.starts_at,
        place=each.place.strip(),
    )


def without_group(facts: CellFacts) -> tuple[Person, ...]:
    """Return who is on the roll and in no group: nobody is to be forgotten (SC-10)."""
    return tuple(
        Person(code, entry.name)
        for code, entry in facts.members.items()
        if entry.group is None and is_on_roll(facts.rulebook, entry)
    )


# --- meeting ---------------------------------------------------------------------------------


def decide(
    sessions: Sessions,
    command: SessionCommand,
    *,
    round_: int,
    round_of_meeting: int,
    reported: Iterable[tuple[str, int]],
) -> Decision[SessionEvent]:
    """Return what a command about the groups' meetings makes happen."""
    group = command.assignment.group if isinstance(command, do.ChangeGroup) else command.group
    if group not in sessions.groups:
        return Refusal(Reason.GROUP_UNKNOWN, facts={"group": group})
    match command:
        case do.NoteGroupMeeting():
            return _note(sessions, command, round_of_meeting)
        case do.RecordMissing(reason=reason):
            if (group, round_) in reported:
                return Refusal(Reason.REPORT_SENT, facts={"group": group})
            if not reason.strip():
                return Refusal(Reason.REASON_MISSING)
            return (ev.MissingRecorded(group, round_, reason.strip()),)
        case do.ChangeGroup(assignment=assignment, reason=reason):
            there = sessions.of(group, round_)
            if there is not None and there.phase in HELD:
                return Refusal(Reason.GROUP_MET, facts={"group": group})
            if not reason.strip():
                return Refusal(Reason.REASON_MISSING)
            return (ev.GroupChanged(assignment, reason.strip()),)
        case _:
            assert_never(command)


def _note(
    sessions: Sessions, command: do.NoteGroupMeeting, round_: int
) -> Decision[ev.GroupMeetingNoted]:
    known = sessions.meetings.get(command.reference.journal)
    if known is not None and known.reference.seq >= command.reference.seq:
        # News that comes late tells nothing new.
        return Refusal(Reason.MEETING_NOTED)
    return (
        ev.GroupMeetingNoted(
            group=command.group,
            round=round_,
            reference=command.reference,
            phase=command.phase,
            version=command.version,
            starts_at=command.starts_at,
            opened_at=command.opened_at,
            closed_at=command.closed_at,
            chair=command.chair,
            present=command.present,
            ballots=command.ballots,
            opinions=command.opinions,
        ),
    )


def evolve(sessions: Sessions, event: SessionEvent) -> None:
    """Take an event into the groups."""
    match event:
        case ev.GroupMeetingNoted():
            sessions.meetings[event.reference.journal] = event
        case ev.MissingRecorded():
            sessions.missing[event.group, event.round] = event
        case ev.GroupChanged(assignment=each):
            planned = sessions.groups[each.group]
            sessions.groups[each.group] = replace(
                planned, follower=each.follower, starts_at=each.starts_at, place=each.place
            )
        case _:
            assert_never(event)
