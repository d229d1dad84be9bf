"""Who was convened, who came, how, when, and who stayed away (AT-01 to AT-07, PR-03)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import assert_never

from chibo.core.procedure import commands as do
from chibo.core.procedure import events as ev
from chibo.core.procedure.convening import suspended
from chibo.core.procedure.frame import Decision, Moment
from chibo.core.procedure.terms import Answer
from chibo.core.rulebook.eligibility import may_check_in
from chibo.core.rulebook.model import Period, Rulebook
from chibo.core.values import (
    Form,
    Ground,
    Instant,
    Mode,
    PersonId,
    Reason,
    Refusal,
    RollEntry,
    Standing,
    Status,
)

AttendanceCommand = (
    do.AnswerConvocation
    | do.CheckIn
    | do.AllowOnline
    | do.ConfirmIdentity
    | do.LeaveMeeting
    | do.RecordAbsence
    | do.AdmitGuest
    | do.CloseRollCall
    | do.ReportLine
)
AttendanceEvent = (
    ev.ConvocationAnswered
    | ev.PersonArrived
    | ev.OnlineAllowed
    | ev.IdentityConfirmed
    | ev.PersonLeft
    | ev.AbsenceRecorded
    | ev.GuestAdmitted
    | ev.RollCallClosed
    | ev.LineLost
    | ev.LineRestored
)


@dataclass(slots=True)
class Presence:
    """One person's coming and going."""

    mode: Mode
    arrived_at: Instant
    is_late: bool
    override: str | None
    left_at: Instant | None = None
    is_confirmed: bool = False
    is_line_up: bool = True
    has_been_online: bool = False
    has_been_in_room: bool = False

    @property
    def is_present(self) -> bool:
        """Whether the person is there now."""
        return self.left_at is None


@dataclass(slots=True)
class Outage:
    """One failure of one line (TC-07)."""

    person: PersonId
    lost_at: Instant
    item: str | None
    ballot: str | None
    restored_at: Instant | None = None


@dataclass(slots=True)
class Attendance:
    """The roll as it was fixed, and everyone's presence."""

    form: Form = Form.IN_PERSON
    ground: Ground | None = None
    invited: dict[PersonId, str] = field(default_factory=dict)
    observers: dict[PersonId, str] = field(default_factory=dict)
    roll: dict[PersonId, RollEntry] = field(default_factory=dict)
    answers: dict[PersonId, ev.ConvocationAnswered] = field(default_factory=dict)
    presences: dict[PersonId, Presence] = field(default_factory=dict)
    absences: dict[PersonId, ev.AbsenceRecorded] = field(default_factory=dict)
    allowed_online: dict[PersonId, str] = field(default_factory=dict)
    guests: dict[str, ev.GuestAdmitted] = field(default_factory=dict)
    outages: list[Outage] = field(default_factory=list)
    is_roll_call_closed: bool = False

    def is_present(self, person: PersonId) -> bool:
        """Whether this person is there now, in the room or online."""
        presence = self.presences.get(person)
        return presence is not None and presence.is_present

    def presence_of(self, person: PersonId) -> Presence | None:
        """Return the person's presence if they are there now."""
        presence = self.presences.get(person)
        return presence if presence is not None and presence.is_present else None

    def present(self) -> tuple[PersonId, ...]:
        """Return who is there now, in the order of arrival."""
        return tuple(code for code, each in self.presences.items() if each.is_present)

    def name_of(self, person: PersonId) -> str:
        """Return how the journal names this person."""
        if person in self.roll:
            return self.roll[person].name
        if person in self.guests:
            return self.guests[person].name
        return self.invited.get(person) or self.observers.get(person, person)

    def official(self) -> tuple[PersonId, ...]:
        """Return the official members on the roll who are convened (AT-03, VT-03)."""
        return tuple(
            code
            for code, entry in self.roll.items()
            if entry.standing is Standing.OFFICIAL and entry.status is not Status.SUSPENDED
        )


@dataclass(frozen=True, slots=True)
class Law:
    """What decides how somebody may be present: the rules, the day, the unit's summer holiday."""

    rules: Rulebook
    on: date
    holiday: Period | None


def decide(  # noqa: C901, PLR0912 -- a case for each command
    state: Attendance,
    command: AttendanceCommand,
    *,
    now: Moment,
    is_officer: bool,
    rules: Rulebook,
    holiday: Period | None,
    expected: Mapping[PersonId, RollEntry],
    starts_on: date,
    current: tuple[str | None, str | None],
) -> Decision[AttendanceEvent]:
    """Return what a command about attendance makes happen.

    `expected` are the members as the registry has them before the roll is fixed; `current` is
    the item and the ballot under way.
    """
    law = Law(rules, starts_on, holiday)
    match command:
        case do.AnswerConvocation():
            return _answer(state, command, law, expected)
        case do.CheckIn():
            return _check_in(state, command, law, now=now, is_officer=is_officer)
        case do.AllowOnline(person=person, reason=reason):
            return _allow_online(state, person, reason.strip(), law)
        case do.ConfirmIdentity(person=person):
            presence = state.presence_of(person)
            if presence is None:
                return Refusal(Reason.PERSON_NOT_PRESENT)
            if presence.is_confirmed:
                return Refusal(Reason.IDENTITY_CONFIRMED)
            return (ev.IdentityConfirmed(person),)
        case do.LeaveMeeting(person=person, reason=reason):
            if not state.is_present(person):
                return Refusal(Reason.PERSON_NOT_PRESENT)
            return (ev.PersonLeft(person, reason.strip()),)
        case do.RecordAbsence(person=person, excused=excused, reason=reason):
            return _absence(state, person, excused=excused, reason=reason, rules=rules)
        case do.AdmitGuest(guest=guest, name=name, position=position):
            if guest in state.guests or guest in state.roll:
                return Refusal(Reason.GUEST_KNOWN)
            if not name.strip():
                return Refusal(Reason.TEXT_EMPTY)
            return (ev.GuestAdmitted(guest, name.strip(), position.strip()),)
        case do.CloseRollCall():
            return _close_roll_call(state)
        case do.ReportLine(person=person, is_up=is_up):
            return _line(state, person, is_up=is_up, current=current)
        case _:
            assert_never(command)


def _answer(
    state: Attendance,
    command: do.AnswerConvocation,
    law: Law,
    expected: Mapping[PersonId, RollEntry],
) -> Decision[AttendanceEvent]:
    person = command.person
    if person not in state.invited and person not in state.observers:
        return Refusal(Reason.PERSON_UNKNOWN)
    if command.answer is Answer.ABSENT and not command.reason.strip():
        return Refusal(Reason.REASON_MISSING)
    # PR-11: who watches for the superior may be anywhere; members need a code (PR-03).
    if command.answer is not Answer.ABSENT and person in state.invited:
        entry = expected.get(person)
        if entry is None:
            return Refusal(Reason.PERSON_UNKNOWN)
        mode = Mode.ONLINE if command.answer is Answer.ONLINE else Mode.IN_PERSON
        if objection := _objection_to_mode(state, entry, mode, "", law):
            return objection
    return (ev.ConvocationAnswered(person, command.answer, command.reason.strip()),)


def _objection_to_mode(
    state: Attendance, entry: RollEntry, mode: Mode, override: str, law: Law
) -> Refusal | None:
    if objection := suspended(entry, law.rules):
        return objection
    ruling = may_check_in(
        law.rules,
        form=state.form,
        ground=state.ground,
        mode=mode,
        member=entry,
        override=override,
        on=law.on,
        summer_holiday=law.holiday,
    )
    if ruling.is_permitted:
        return None
    refused = next(finding for finding in ruling.findings if finding.must and not finding.met)
    return Refusal(
        Reason.MODE_NOT_ALLOWED,
        citation=refused.citation,
        facts={"name": entry.name},
        findings=ruling.findings,
    )


def _check_in(
    state: Attendance,
    command: do.CheckIn,
    law: Law,
    *,
    now: Moment,
    is_officer: bool,
) -> Decision[AttendanceEvent]:
    entry = state.roll.get(command.person)
    if entry is None:
        return Refusal(Reason.PERSON_UNKNOWN)
    # MT-15: online is one's own account; in the room is ticked by who sees the person.
    if command.mode is Mode.ONLINE and now.actor != command.person:
        return Refusal(Reason.MODE_NOT_YOURS)
    if command.mode is Mode.IN_PERSON and not is_officer:
        return Refusal(Reason.MODE_NOT_YOURS)
    presence = state.presence_of(command.person)
    if presence is not None and presence.mode is command.mode:
        return Refusal(Reason.PERSON_PRESENT, facts={"name": entry.name})
    allowed = state.allowed_online.get(command.person, "")
    if objection := _objection_to_mode(state, entry, command.mode, allowed, law):
        return objection
    override = allowed or None if command.mode is Mode.ONLINE else None
    is_late = state.is_roll_call_closed and command.person not in state.presences
    return (ev.PersonArrived(command.person, command.mode, is_late, override),)


def _allow_online(
    state: Attendance, person: PersonId, reason: str, law: Law
) -> Decision[AttendanceEvent]:
    if person not in state.roll:
        return Refusal(Reason.PERSON_UNKNOWN)
    if not reason:
        return Refusal(Reason.REASON_MISSING)
    # A reason stands in for a code; it does not lift a suspension nor change the form.
    entry = state.roll[person]
    if objection := _objection_to_mode(state, entry, Mode.ONLINE, reason, law):
        return objection
    return (ev.OnlineAllowed(person, reason),)


def _absence(
    state: Attendance, person: PersonId, *, excused: bool, reason: str, rules: Rulebook
) -> Decision[AttendanceEvent]:
    if person not in state.roll:
        return Refusal(Reason.PERSON_UNKNOWN)
    # MB-06: who is suspended was not convened, and so is not absent either.
    if objection := suspended(state.roll[person], rules):
        return objection
    if person in state.presences:
        return Refusal(Reason.PERSON_PRESENT, facts={"name": state.name_of(person)})
    if excused and not reason.strip():
        return Refusal(Reason.REASON_MISSING)
    return (ev.AbsenceRecorded(person, excused, reason.strip()),)


def _close_roll_call(state: Attendance) -> Decision[AttendanceEvent]:
    if state.is_roll_call_closed:
        return Refusal(Reason.ROLL_CALL_CLOSED)
    official = state.official()
    here = [person for person in official if state.is_present(person)]
    return (
        ev.RollCallClosed(
            present=len(state.present()), official_present=len(here), official=len(official)
        ),
    )


def _line(
    state: Attendance, person: PersonId, *, is_up: bool, current: tuple[str | None, str | None]
) -> Decision[AttendanceEvent]:
    presence = state.presence_of(person)
    # A line matters for who is online; somebody in the room may close the phone.
    if presence is None or presence.mode is not Mode.ONLINE:
        return Refusal(Reason.PERSON_NOT_PRESENT)
    if presence.is_line_up is is_up:
        return Refusal(Reason.LINE_UNCHANGED)
    if is_up:
        return (ev.LineRestored(person),)
    return (ev.LineLost(person, *current),)


def evolve(  # noqa: C901 -- a case for each event
    state: Attendance, event: AttendanceEvent, now: Moment
) -> None:
    """Take an event into the state."""
    match event:
        case ev.ConvocationAnswered(person=person):
            state.answers[person] = event
        case ev.PersonArrived():
            _arrive(state, event, now)
        case ev.OnlineAllowed(person=person, reason=reason):
            state.allowed_online[person] = reason
        case ev.IdentityConfirmed(person=person):
            state.presences[person].is_confirmed = True
        case ev.PersonLeft(person=person):
            state.presences[person].left_at = now.at
        case ev.AbsenceRecorded(person=person):
            state.absences[person] = event
        case ev.GuestAdmitted(guest=guest):
            state.guests[guest] = event
        case ev.RollCallClosed():
            state.is_roll_call_closed = True
        case ev.LineLost(person=person, item=item, ballot=ballot):
            state.presences[person].is_line_up = False
            state.outages.append(Outage(person, now.at, item, ballot))
        case ev.LineRestored(person=person):
            state.presences[person].is_line_up = True
            _restore(state, person, now)
        case _:
            assert_never(event)


def _arrive(state: Attendance, event: ev.PersonArrived, now: Moment) -> None:
    before = state.presences.get(event.person)
    presence = Presence(
        mode=event.mode,
        arrived_at=before.arrived_at if before else now.at,
        is_late=before.is_late if before else event.is_late,
        override=event.override,
        # MT-15: who is ticked in the room was seen; who comes online is looked at each time.
        is_confirmed=event.mode is Mode.IN_PERSON,
        has_been_online=event.mode is Mode.ONLINE or bool(before and before.has_been_online),
        has_been_in_room=event.mode is Mode.IN_PERSON
        or bool(before and before.has_been_in_room),
    )
    state.presences[event.person] = presence
    state.absences.pop(event.person, None)
    _restore(state, event.person, now)


def _restore(state: Attendance, person: PersonId, now: Moment) -> None:
    for outage in reversed(state.outages):
        if outage.person == person and outage.restored_at is None:
            outage.restored_at = now.at
            return
