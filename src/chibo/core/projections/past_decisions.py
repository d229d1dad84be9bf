"""The decisions that a body's journals hold, each with its facts as they were at that moment."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date

from chibo.core.procedure import application as ask
from chibo.core.procedure import events as ev
from chibo.core.procedure import meeting as procedure
from chibo.core.procedure.application import Application
from chibo.core.procedure.ballots import counted, quorum
from chibo.core.procedure.commands import Plan
from chibo.core.procedure.frame import Moment
from chibo.core.procedure.groups.events import ReportSent
from chibo.core.procedure.meeting import Meeting
from chibo.core.procedure.register_acts import PaperIssued
from chibo.core.procedure.request import Request
from chibo.core.projections.past_deadlines import PastReports, issued
from chibo.core.projections.past_occasions import PastOccasions
from chibo.core.projections.replay import Act, Ask, Decision, Findings
from chibo.core.rulebook.deadlines import (
    documents_in_time,
    lead_time,
    long_enough,
    replied_in_time,
)
from chibo.core.rulebook.majority import majority_needed
from chibo.core.rulebook.meeting import may_meet
from chibo.core.rulebook.model import Period, Rulebook
from chibo.core.rulebook.questions import Circumstance, MeetingQuestion
from chibo.core.values import BodyKind, Facts, Finding, Form, Instant, PersonId, RollEntry

Roll = tuple[RollEntry, ...]


@dataclass(frozen=True, slots=True)
class Written:
    """One entry of one of a body's journals."""

    journal: str
    at: Instant
    actor: PersonId
    event: object


@dataclass(slots=True)
class PastDecisions:
    """A body's journals being read in the order of time."""

    kind: BodyKind
    rulebook: Callable[[str], Rulebook]
    """Returns the rulebook of a fingerprint, as journals name it."""
    roll_on: Callable[[date], Roll]
    """Returns the roll by the register: the last resort, where it agrees with what was found."""
    applications: dict[str, Application] = field(default_factory=dict)
    meetings: dict[str, Meeting] = field(default_factory=dict)
    occasions: PastOccasions = field(default_factory=PastOccasions)
    reports: PastReports = field(init=False)

    def __post_init__(self) -> None:
        self.reports = PastReports(self.rulebook)

    def read(self, entries: Iterable[Written]) -> Iterator[Decision]:
        """Return every decision; ask each before the next, for the state moves on."""
        for entry in entries:
            if isinstance(entry.event, tuple(ask.EVENTS)):
                yield from self._of_application(entry)
            elif isinstance(entry.event, tuple(procedure.EVENTS)):
                yield from self._of_meeting(entry)
            else:
                yield from self._of_deadline(entry)

    # --- applications ------------------------------------------------------------------------

    def _of_application(self, entry: Written) -> Iterator[Decision]:
        state = self.applications.setdefault(entry.journal, Application())
        event = entry.event
        match event:
            case ask.ApplicationSubmitted() if state.request is not None:
                yield from self._submitted(entry, event, state.request)
            case ask.ApplicationApproved() if state.request is not None and state.submitted:
                yield self._approved(entry, event, state.request, state.submitted.roll)
                yield from self._replied(entry, state)
            case ask.ApplicationRejected() | ask.ApplicationReturned():
                yield from self._replied(entry, state)
            case _:
                pass
        moment = Moment(entry.at, entry.actor)
        ask.evolve(state, event, moment)  # type: ignore[arg-type]  # one of the catalogue
        under = self.rulebook(state.approved.rules.fingerprint) if state.approved else None
        self.occasions.take_application(entry.journal, state, event, under)

    def _submitted(
        self, entry: Written, event: ask.ApplicationSubmitted, request: Request
    ) -> Iterator[Decision]:
        own = self.rulebook(event.rules.fingerprint)
        question = self._question(request, entry.journal)
        case = _Case(Act.SUBMITTED, entry, own, question)
        yield self._ruled(case, event.ruling.findings, [event.roll], request.infrastructure)
        yield replace(case, act=Act.LEAD_TIME).timed(
            lambda it: lead_time(it, question, entry.at)
        )
        yield replace(case, act=Act.LENGTH).timed(
            lambda it: long_enough(it, question, request.expected_end_at)
        )

    def _approved(
        self, entry: Written, event: ask.ApplicationApproved, request: Request, roll: Roll
    ) -> Decision:
        own = self.rulebook(event.rules.fingerprint)
        case = _Case(Act.APPROVED, entry, own, self._question(request, entry.journal))
        return self._ruled(case, event.ruling.findings, [roll], request.infrastructure)

    def _replied(self, entry: Written, state: Application) -> Iterator[Decision]:
        if state.submitted is None or state.submitted_at is None or state.request is None:
            return
        own, submitted_at = self.rulebook(state.submitted.rules.fingerprint), state.submitted_at
        yield _Case(Act.REPLY, entry, own, self._question(state.request, entry.journal)).timed(
            lambda it: replied_in_time(it, submitted_at=submitted_at, replied_at=entry.at)
        )

    # --- meetings ----------------------------------------------------------------------------

    def _of_meeting(self, entry: Written) -> Iterator[Decision]:
        meeting = self.meetings.setdefault(entry.journal, Meeting())
        event = entry.event
        match event:
            case ev.MeetingConvened():
                yield self._convened(entry, event)
            case ev.MeetingOpened() if meeting.convened is not None:
                yield self._opened(entry, event, meeting)
            case ev.BallotClosed() if meeting.convened is not None:
                yield self._ballot(entry, event, meeting)
            case ev.DocumentAttached() if meeting.convened is not None:
                yield self._document(entry, event, meeting)
            case _:
                pass
        moment = Moment(entry.at, entry.actor)
        procedure.evolve(meeting, event, moment)  # type: ignore[arg-type]  # one of the catalogue
        self.occasions.take_meeting(meeting, event)

    def _convened(self, entry: Written, event: ev.MeetingConvened) -> Decision:
        own = self.rulebook(event.rules.fingerprint)
        application = event.plan.approval.application if event.plan.approval else None
        question = self._question(event.plan, application)
        asked = self.applications.get(application or "")
        rolls = [asked.submitted.roll] if asked is not None and asked.submitted else []
        case = _Case(Act.CONVENED, entry, own, question)
        return self._ruled(case, event.ruling.findings, rolls, None)

    def _opened(self, entry: Written, event: ev.MeetingOpened, meeting: Meeting) -> Decision:
        own, plan = self._under(meeting), meeting.plan
        application = plan.approval.application if plan.approval else None
        question = self._question(plan, application)
        case = _Case(Act.OPENED, entry, own, question)
        declared = None if plan.form is Form.IN_PERSON else event.confirmed
        return self._ruled(case, event.ruling.findings, [event.roll], declared)

    def _ballot(self, entry: Written, event: ev.BallotClosed, meeting: Meeting) -> Decision:
        own, ballot = self._under(meeting), meeting.ballots.ballots[event.ballot]
        people = meeting.attendance

        def result(rulebook: Rulebook) -> Findings:
            tally = counted(ballot, people, rulebook)
            there = quorum(people, rulebook, ballot).finding
            # TG-10: no group adopts by itself, under whatever rules.
            is_adopted = tally.is_adopted and not meeting.is_of_group
            adopted = _adopted(rulebook, tally.votes_for, tally.base, is_adopted=is_adopted)
            return (adopted, there) if rulebook.quorum else (adopted,)

        recorded = _adopted(own, event.votes_for, event.base, is_adopted=event.is_adopted)
        return Decision(
            Act.BALLOT,
            entry.journal,
            entry.at,
            meeting.plan.starts_at,
            meeting.ballots.text_of(ballot).title,
            own,
            result,
            (recorded,),
        )

    def _document(
        self, entry: Written, event: ev.DocumentAttached, meeting: Meeting
    ) -> Decision:
        question = self._question(meeting.plan, None)
        decision = _Case(Act.DOCUMENT, entry, self._under(meeting), question).timed(
            lambda it: documents_in_time(it, question, entry.at)
        )
        return replace(decision, subject=event.title)

    # --- reports of groups and papers of meetings ----------------------------------------------

    def _of_deadline(self, entry: Written) -> Iterator[Decision]:
        self.reports.take(entry.journal, entry.event)
        found = None
        match entry.event:
            case ReportSent() as event:
                found = self.reports.reported(entry.journal, entry.at, event)
            case PaperIssued() as event:
                meeting = self.meetings.get(event.source.journal)
                convened = meeting is not None and meeting.convened is not None
                own = self._under(meeting) if meeting is not None and convened else None
                found = issued(entry.at, event, meeting, own)
            case _:
                pass
        if found is not None:
            yield found

    def _under(self, meeting: Meeting) -> Rulebook:
        if meeting.convened is None:
            raise LookupError(meeting.phase)
        return self.rulebook(meeting.convened.rules.fingerprint)

    # --- asking ------------------------------------------------------------------------------

    def _question(self, wanted: Request | Plan, application: str | None) -> MeetingQuestion:
        return MeetingQuestion(
            body=self.kind,
            kind=wanted.kind,
            form=wanted.form,
            ground=wanted.ground,
            starts_at=wanted.starts_at,
            roll=(),
            past=self.occasions.without(application),
            agenda=tuple(item.content_class for item in wanted.agenda),
        )

    def _rolls(self, kept: Iterable[Roll], on: date) -> Iterator[Roll]:
        # The register is only asked where no roll of the journals fits.
        yield from kept
        yield self.roll_on(on)

    def _ruled(
        self,
        case: "_Case",
        recorded: Findings,
        rolls: Iterable[Roll],
        declared: tuple[str, ...] | None,
    ) -> Decision:
        """Return a ruling with the facts that give again what the journal says was found."""
        own, asking = case.own, _asking(declared)
        on = own.day_of(case.question.starts_at)
        told = _with_recorded(case.question, recorded, own.day_of(case.entry.at))
        for roll in self._rolls(rolls, on):
            # SC-05: the holiday is in no journal; what was found says whether it held.
            for holiday in (None, Period(on, on)):
                tried = replace(told, roll=roll, summer_holiday=holiday)
                if asking(tried)(own) == recorded:
                    return case.decision(asking(tried), recorded)
        return case.decision(asking(told), recorded)


@dataclass(frozen=True, slots=True)
class _Case:
    """What is asked about, by whom it was written, and under which rulebook."""

    act: Act
    entry: Written
    own: Rulebook
    question: MeetingQuestion

    def decision(self, ask_of: Ask, recorded: Findings | None) -> Decision:
        """Return the case with how it is asked and what was found."""
        return Decision(
            self.act,
            self.entry.journal,
            self.entry.at,
            self.question.starts_at,
            self.question.form.value,
            self.own,
            ask_of,
            recorded,
        )

    def timed(self, found: Callable[[Rulebook], Finding]) -> Decision:
        """Return what follows from moments alone."""
        return self.decision(lambda it: (found(it),), None)


def _asking(declared: tuple[str, ...] | None) -> Callable[[MeetingQuestion], Ask]:
    def asking(question: MeetingQuestion) -> Ask:
        def answer(rulebook: Rulebook) -> Findings:
            # TC-02: what was declared is held against the list of the rulebook that asks.
            needed = {item.key for item in rulebook.infrastructure}
            is_declared = declared is None or needed <= set(declared)
            return may_meet(rulebook, replace(question, infrastructure=is_declared)).findings

        return answer

    return asking


def _with_recorded(
    question: MeetingQuestion, recorded: Findings, noticed_on: date
) -> MeetingQuestion:
    """Return the question with what the findings of then say of circumstance, body and notice."""
    told = replace(question, noticed_on=noticed_on)
    for finding in recorded:
        facts = finding.facts
        if "noticed_on" in facts:
            told = replace(told, noticed_on=_day(facts["noticed_on"]))
        if "since" in facts and "code" in facts:
            told = replace(told, circumstance=_circumstance(facts))
        if "body" in facts:
            told = replace(told, body=BodyKind(str(facts["body"])))
    return told


def _circumstance(facts: Facts) -> Circumstance | None:
    first = _day(facts["since"])
    if first is None:
        return None
    return Circumstance(str(facts["code"]), Period(first, _day(facts.get("until"))))


def _day(fact: object) -> date | None:
    return date.fromisoformat(fact) if isinstance(fact, str) else None


def _adopted(rulebook: Rulebook, votes_for: int, base: int, *, is_adopted: bool) -> Finding:
    facts = {"votes_for": votes_for, "base": base, "needed": majority_needed(rulebook, base)}
    return rulebook.finding("VT-02", met=is_adopted, facts=facts, must=True)
