"""The register of papers of a body: drafted, numbered at issue, sent, reached (DF-01 to DF-03, MT-12)."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import assert_never

from chibo.core.procedure.convening import rules_of
from chibo.core.procedure.frame import BodyFacts, Decision, Moment
from chibo.core.procedure.register_acts import (
    COMMANDS,
    EVENTS,
    AcknowledgePaper,
    Audience,
    DraftDropped,
    DraftPaper,
    DropDraft,
    IssuePaper,
    NumbersSkipped,
    OpenTerm,
    PaperDrafted,
    PaperIssued,
    PaperReached,
    PapersCommand,
    PaperSent,
    PapersEvent,
    PaperSigned,
    PaperVoided,
    RecordSending,
    SkipNumbers,
    TermOpened,
    VoidPaper,
)
from chibo.core.procedure.signatures import Statement, is_about, method_of, statement_in
from chibo.core.procedure.terms import CLOCK, Role
from chibo.core.rulebook.model import Rulebook
from chibo.core.rulebook.papers import document_ruling
from chibo.core.values import BodyKind, Instant, PersonId, Reason, Refusal

__all__ = ["COMMANDS", "EVENTS"]


@dataclass(frozen=True, slots=True)
class RegisterFacts(BodyFacts):
    """What is told beside the facts of a body: who may draft, by office or in the meeting itself."""

    drafters: frozenset[PersonId] = frozenset()


class PaperState(StrEnum):
    """How far a paper has come."""

    DRAFT = "draft"
    DROPPED = "dropped"
    ISSUED = "issued"
    VOID = "void"


@dataclass(slots=True)
class Record:
    """One paper of the register."""

    drafted: PaperDrafted
    state: PaperState = PaperState.DRAFT
    issued: PaperIssued | None = None
    issued_at: Instant | None = None
    signed: PaperSigned | None = None
    """How the issuer confirmed it; papers issued before this was asked have none."""
    ended: str = ""
    """Why the draft was dropped or the paper is void."""
    sent: dict[Audience, tuple[PaperSent, Instant]] = field(default_factory=dict)
    reached: tuple[PersonId, Instant] | None = None
    changes: int = 0


@dataclass(slots=True)
class Register:
    """The fold of a register's events."""

    papers: dict[str, Record] = field(default_factory=dict)
    terms: list[TermOpened] = field(default_factory=list)
    skipped: list[NumbersSkipped] = field(default_factory=list)
    last: dict[tuple[str, date | None], int] = field(default_factory=dict)
    """The last number used, by type and term."""
    last_dated: date | None = None
    changes: int = 0

    def term_on(self, day: date) -> date | None:
        """Return when the term of a day began, None before the first one that is known."""
        begun = [each.from_on for each in self.terms if each.from_on <= day]
        return begun[-1] if begun else None

    def next_ordinal(self, paper_type: str, day: date) -> int:
        """Return the next number of a type on a day; 0 for papers without a number."""
        return self.last.get((paper_type, self.term_on(day)), 0) + 1 if paper_type else 0


def number_of(rulebook: Rulebook, body: BodyKind, paper_type: str, ordinal: int) -> str:
    """Return a number as papers bear it, "01-NQ/CB": two digits at least (DF)."""
    return f"{ordinal:02d}-{paper_type}/{rulebook.papers.symbols[body]}" if paper_type else ""


_ROLES: dict[type, Role] = {
    OpenTerm: Role.SECRETARY,
    DraftPaper: Role.DRAFTER,
    DropDraft: Role.DRAFTER,
    IssuePaper: Role.SECRETARY,
    SkipNumbers: Role.SECRETARY,
    VoidPaper: Role.SECRETARY,
    RecordSending: Role.CLOCK,
    AcknowledgePaper: Role.SUPERIOR,
}
"""Who may do what in the register."""


def decide(
    state: Register, command: PapersCommand, *, now: Moment, facts: RegisterFacts
) -> Decision[PapersEvent]:
    """Return what carrying out a command makes happen, or why it cannot be."""
    if objection := _objection_to_actor(command, now, facts):
        return objection
    today = facts.rulebook.day_of(now.at)
    match command:
        case OpenTerm():
            return _open_term(state, command, today)
        case DraftPaper():
            return _draft(state, command)
        case DropDraft(paper=paper, reason=reason):
            objection = _not_a_draft(state, paper) or _because(reason)
            return objection or (DraftDropped(paper, reason.strip()),)
        case IssuePaper():
            return _issue(state, command, now, facts)
        case SkipNumbers():
            return _skip(state, command, today, facts)
        case VoidPaper(paper=paper, reason=reason):
            objection = _not_in_force(state, paper) or _because(reason)
            return objection or (PaperVoided(paper, reason.strip()),)
        case RecordSending():
            return _record_sending(state, command)
        case AcknowledgePaper(paper=paper):
            return _acknowledge(state, paper, now)
        case _:
            assert_never(command)


def _objection_to_actor(
    command: PapersCommand, now: Moment, facts: RegisterFacts
) -> Refusal | None:
    needed = _ROLES[type(command)]
    held = {
        Role.SECRETARY: now.actor in facts.secretaries,
        Role.DRAFTER: now.actor in facts.secretaries | facts.drafters,
        Role.SUPERIOR: now.actor in facts.superiors,
        Role.CLOCK: now.actor == CLOCK,
    }
    if held[needed]:
        return None
    return Refusal(Reason.AUTHORITY_MISSING, facts={"needed": needed.value})


def _because(reason: str) -> Refusal | None:
    return None if reason.strip() else Refusal(Reason.REASON_MISSING)


def _open_term(state: Register, command: OpenTerm, today: date) -> Decision[TermOpened]:
    if command.from_on > today:
        return Refusal(Reason.TERM_AHEAD)
    # Numbers already given on or after that day belong to the term before: they cannot change.
    earlier = [each.from_on for each in state.terms]
    latest = max((day for day in (*earlier, state.last_dated) if day), default=None)
    if latest is not None and command.from_on <= latest:
        return Refusal(Reason.TERM_TOO_EARLY, facts={"day": latest.isoformat()})
    return (TermOpened(command.from_on, command.name.strip()),)


def _draft(state: Register, command: DraftPaper) -> Decision[PaperDrafted]:
    known = state.papers.get(command.paper)
    if known is not None and known.state is not PaperState.DRAFT:
        return _ended(known)
    if not command.abstract.strip():
        return Refusal(Reason.TEXT_EMPTY)
    version = known.drafted.version + 1 if known else 1
    return (
        PaperDrafted(
            paper=command.paper,
            name=command.name,
            source=command.source,
            abstract=command.abstract.strip(),
            words={name: text.strip() for name, text in command.words.items()},
            version=version,
        ),
    )


def _ended(record: Record) -> Refusal:
    if record.state is PaperState.DROPPED:
        return Refusal(Reason.DRAFT_DROPPED)
    number = record.issued.number if record.issued else ""
    return Refusal(Reason.PAPER_ISSUED, facts={"number": number})


def _not_a_draft(state: Register, paper: str) -> Refusal | None:
    known = state.papers.get(paper)
    if known is None:
        return Refusal(Reason.PAPER_UNKNOWN)
    return None if known.state is PaperState.DRAFT else _ended(known)


def _not_in_force(state: Register, paper: str) -> Refusal | None:
    known = state.papers.get(paper)
    if known is None:
        return Refusal(Reason.PAPER_UNKNOWN)
    match known.state:
        case PaperState.ISSUED:
            return None
        case PaperState.VOID:
            return Refusal(Reason.PAPER_VOID)
        case PaperState.DRAFT | PaperState.DROPPED:
            return Refusal(Reason.PAPER_NOT_ISSUED)
        case _:
            assert_never(known.state)


def _issue(
    state: Register, command: IssuePaper, now: Moment, facts: BodyFacts
) -> Decision[PaperIssued | PaperSigned]:
    today = facts.rulebook.day_of(now.at)
    if objection := _not_a_draft(state, command.paper):
        return objection
    drafted = state.papers[command.paper].drafted
    # What is issued is what was read on the page, and it bears the day of its issue.
    if command.version != drafted.version or command.dated != today:
        return Refusal(Reason.PAPER_CHANGED)
    if objection := objection_to_type(command.type, today, facts):
        return objection
    # DF-03: given at issue and by the one writer, so that two who issue at once get two numbers.
    ordinal = state.next_ordinal(command.type, today)
    number = number_of(facts.rulebook, facts.kind, command.type, ordinal)
    if (command.ordinal, command.number) != (ordinal, number):
        return Refusal(Reason.NUMBER_TAKEN, facts={"number": number})
    signed = _signed(command, now)
    if isinstance(signed, Refusal):
        return signed
    return (
        PaperIssued(
            paper=command.paper,
            name=drafted.name,
            type=command.type,
            ordinal=ordinal,
            number=number,
            term=state.term_on(today),
            dated=today,
            abstract=drafted.abstract,
            source=command.source,
            value_sha256=command.value_sha256,
            pdf_sha256=command.pdf_sha256,
            docx_sha256=command.docx_sha256,
            is_sealed=command.is_sealed,
            signers=command.signers,
            audiences=command.audiences,
            rules=rules_of(facts.rulebook),
        ),
        *signed,
    )


def _signed(command: IssuePaper, now: Moment) -> Decision[PaperSigned]:
    """Return what the issuer confirmed, if anything, or why it is not about this paper."""
    if command.evidence is None:
        return ()
    statement = _stated(command.statement)
    if (
        statement is None
        or (statement.subject, statement.signer) != (command.paper, now.actor)
        or not is_about(command.evidence, statement)
    ):
        return Refusal(Reason.SIGNATURE_FOREIGN)
    # The value bears the number: what was confirmed is this paper under this number.
    if statement.paper_sha256 != command.value_sha256:
        return Refusal(Reason.PAPER_CHANGED)
    method = method_of(command.evidence)
    return (
        PaperSigned(
            command.paper,
            now.actor,
            statement.head,
            command.statement,
            method,
            command.evidence,
        ),
    )


def _stated(text: str) -> Statement | None:
    try:
        return statement_in(text)
    except ValueError:
        return None


def objection_to_type(paper_type: str, day: date, facts: BodyFacts) -> Refusal | None:
    """Return why a body may not issue a type of paper on a day (DF-02); what has no type may be."""
    if not paper_type:
        return None
    asked = document_ruling(
        facts.rulebook, paper_type=paper_type, body=facts.kind, dated=day
    ).ruling
    return None if asked.is_permitted else Refusal(
        Reason.RULES_NOT_MET, findings=asked.findings
    )  # fmt: skip


def _skip(
    state: Register, command: SkipNumbers, today: date, facts: BodyFacts
) -> Decision[NumbersSkipped]:
    if objection := _because(command.reason) or objection_to_type(command.type, today, facts):
        return objection
    first = state.next_ordinal(command.type, today)
    if command.until < first:
        number = number_of(facts.rulebook, facts.kind, command.type, first)
        return Refusal(Reason.NUMBER_TAKEN, facts={"number": number})
    term, reason = state.term_on(today), command.reason.strip()
    return (NumbersSkipped(command.type, term, first, command.until, reason),)


def _record_sending(state: Register, command: RecordSending) -> Decision[PaperSent]:
    if objection := _not_in_force(state, command.paper):
        return objection
    if command.audience in state.papers[command.paper].sent:
        return Refusal(Reason.PAPER_SENT)
    return (PaperSent(command.paper, command.audience, command.told, command.untold),)


def _acknowledge(state: Register, paper: str, now: Moment) -> Decision[PaperReached]:
    if objection := _not_in_force(state, paper):
        return objection
    record = state.papers[paper]
    if record.issued is None or Audience.SUPERIOR not in record.issued.audiences:
        return Refusal(Reason.PAPER_NOT_FOR_SUPERIOR)
    if record.reached is not None:
        return Refusal(Reason.PAPER_REACHED)
    return (PaperReached(paper, now.actor),)


def evolve(state: Register, event: PapersEvent, now: Moment) -> None:
    """Take an event into the register."""
    state.changes += 1
    match event:
        case TermOpened():
            state.terms.append(event)
        case NumbersSkipped(type=paper_type, term=term, last=last):
            state.skipped.append(event)
            state.last[paper_type, term] = last
        case PaperDrafted(paper=paper):
            state.papers.setdefault(paper, Record(event)).drafted = event
            state.papers[paper].changes += 1
        case (
            DraftDropped(paper=paper)
            | PaperIssued(paper=paper)
            | PaperSigned(paper=paper)
            | PaperVoided(paper=paper)
            | PaperSent(paper=paper)
            | PaperReached(paper=paper)
        ):
            _evolve_record(state, state.papers[paper], event, now)
        case _:
            assert_never(event)


def _evolve_record(
    state: Register,
    record: Record,
    event: DraftDropped | PaperIssued | PaperSigned | PaperVoided | PaperSent | PaperReached,
    now: Moment,
) -> None:
    record.changes += 1
    match event:
        case DraftDropped(reason=reason):
            record.state, record.ended = PaperState.DROPPED, reason
        case PaperIssued(dated=dated):
            record.state, record.issued, record.issued_at = PaperState.ISSUED, event, now.at
            if event.type:
                state.last[event.type, event.term] = event.ordinal
                state.last_dated = dated
        case PaperSigned():
            record.signed = event
        case PaperVoided(reason=reason):
            record.state, record.ended = PaperState.VOID, reason
        case PaperSent(audience=audience):
            record.sent[audience] = (event, now.at)
        case PaperReached(by=by):
            record.reached = (by, now.at)
        case _:
            assert_never(event)
