"""Writing in the register of papers: drafts, and issue under the next number."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from django.utils import timezone

from chibo.core.procedure import papers as procedure
from chibo.core.procedure.frame import Moment
from chibo.core.procedure.papers import Record, Register
from chibo.core.procedure.register_acts import DraftPaper, IssuePaper, PapersCommand, Source
from chibo.core.procedure.signatures import Evidence, SessionEvidence, Statement
from chibo.core.procedure.terms import Role
from chibo.core.values import Reason, Refusal
from chibo.documents import queries
from chibo.documents.kinds import Drafting, PaperKind, paper_kinds
from chibo.documents.press import printed, value_hash
from chibo.documents.register_kind import gather, register_key
from chibo.documents.sealing import Signatory
from chibo.meetings import actions as door
from chibo.meetings.kinds import Place
from chibo.meetings.queries import Standing, state_of
from chibo.meetings.writer import Receipt
from chibo.registry.models import Body

ATTEMPTS = 20
"""How often a paper is printed anew because somebody took its number while it was drawn."""


@dataclass(frozen=True, slots=True)
class Signed:
    """What whoever issues a paper confirmed, and what the second factor left behind."""

    statement: Statement
    evidence: Evidence


def carry_out(
    body: Body,
    command: PapersCommand,
    *,
    actor: str,
    command_id: str,
    at: datetime | None = None,
) -> Receipt | Refusal:
    """Carry out a command in the register of a body."""
    key = register_key(str(body.public_id))
    door.begin(key, "papers", str(body.public_id))
    return door.carry_out(key, command, actor=actor, command_id=command_id, at=at)


def draft(
    body: Body,
    kind: PaperKind,
    source: str,
    *,
    paper: str,
    abstract: str,
    actor: str,
    command_id: str,
    subject: str = "",
    words: Mapping[str, str] | None = None,
    at: datetime | None = None,
) -> Receipt | Refusal:
    """Write the next draft of a paper on a journal as it stands now (DF-03)."""
    standing = state_of(source, kind.source)
    named = Source(source, subject, standing.seq, standing.hash)
    command = DraftPaper(paper, kind.name, named, abstract, words or {})
    return carry_out(body, command, actor=actor, command_id=command_id, at=at)


def issue(
    body: Body,
    paper: str,
    version: int,
    *,
    actor: str,
    command_id: str,
    signed: Signed | None = None,
    at: datetime | None = None,
) -> Receipt | Refusal:
    """Issue a draft: drawn with the next number, which is given only if it is still free then.

    What the issuer confirmed is one paper under one number: should that number be taken meanwhile,
    the paper is not drawn under another. What goes wrong while it is drawn or sealed is raised; the register then holds nothing of it.
    """
    outcome: Receipt | Refusal = Refusal(Reason.PAPER_UNKNOWN)
    for _ in range(ATTEMPTS):
        register, standing = queries.register(body)
        record = register.papers.get(paper)
        if record is None:
            return outcome
        if queries.is_outdated(record.drafted):
            return Refusal(Reason.PAPER_CHANGED)
        now = Moment(at or timezone.now(), actor)
        attempt = _attempt(body, register, record, version, now, signed=signed)
        # Nothing is drawn for what would be refused anyhow.
        if objection := _objection(standing, attempt.command, now):
            return objection
        outcome = carry_out(body, _drawn(attempt), actor=actor, command_id=command_id, at=at)
        if not (isinstance(outcome, Refusal) and outcome.reason is Reason.NUMBER_TAKEN):
            return outcome
    return outcome


def statement_for(body: Body, paper: str, *, actor: str, nonce: str) -> Statement:
    """Return what whoever issues a draft is asked to confirm: its value under the next number."""
    register, standing = queries.register(body)
    record = register.papers[paper]
    now = Moment(timezone.now(), actor)
    attempt = _attempt(body, register, record, record.drafted.version, now)
    return Statement(
        subject=paper,
        journal=standing.key,
        head=standing.hash,
        paper_sha256=attempt.command.value_sha256,
        signer=actor,
        office=Role.SECRETARY,
        nonce=nonce,
    )


def objection_to_issue(
    body: Body, statement: Statement, version: int, *, actor: str
) -> Refusal | None:
    """Return what stands against issuing, before a code is used up for it."""
    register, standing = queries.register(body)
    record = register.papers.get(statement.subject)
    if record is None or statement.journal != standing.key:
        return Refusal(Reason.SIGNATURE_FOREIGN)
    if queries.is_outdated(record.drafted):
        return Refusal(Reason.PAPER_CHANGED)
    now = Moment(timezone.now(), actor)
    signed = Signed(statement, SessionEvidence(now.at))
    attempt = _attempt(body, register, record, version, now, signed=signed)
    return _objection(standing, attempt.command, now)


@dataclass(frozen=True, slots=True)
class _Attempt:
    kind: PaperKind
    drafting: Drafting
    command: IssuePaper
    """Still without the hashes of what is to be drawn; that of its value is known."""


def _attempt(
    body: Body,
    register: Register,
    record: Record,
    version: int,
    now: Moment,
    *,
    signed: Signed | None = None,
) -> _Attempt:
    """Return how the paper would be issued under the number that is free at this moment."""
    drafted = record.drafted
    kind = paper_kinds()[drafted.name]
    written = queries.drafting(body, drafted, now)
    ordinal = register.next_ordinal(written.type, written.dated)
    number = procedure.number_of(written.rulebook, written.body_kind, written.type, ordinal)
    drafting = replace(written, number=number, draft=None)
    standing = written.standing
    command = IssuePaper(
        paper=drafted.paper,
        version=version,
        type=written.type,
        ordinal=ordinal,
        number=number,
        dated=written.dated,
        source=replace(drafted.source, seq=standing.seq, hash=standing.hash),
        value_sha256=value_hash(kind.written(drafting)),
        pdf_sha256="",
        docx_sha256="",
        is_sealed=False,
        signers=written.signers,
        audiences=kind.audiences,
        statement=signed.statement.text if signed else "",
        evidence=signed.evidence if signed else None,
    )
    return _Attempt(kind, drafting, command)


def _objection(standing: Standing, command: IssuePaper, now: Moment) -> Refusal | None:
    place = Place(standing.key, standing.body, standing.seq, standing.hash)
    facts = gather(place, standing.state, command, now)
    decision = procedure.decide(standing.state, command, now=now, facts=facts)
    return decision if isinstance(decision, Refusal) else None


def _drawn(attempt: _Attempt) -> IssuePaper:
    signers = [Signatory(each.name, each.post) for each in attempt.command.signers]
    reason = " ".join(filter(None, ("Phát hành văn bản", attempt.command.number)))
    made = printed(attempt.kind.written(attempt.drafting), reason=reason, signers=signers)
    return replace(
        attempt.command,
        value_sha256=made.value_sha256,
        pdf_sha256=made.pdf_sha256,
        docx_sha256=made.docx_sha256,
        is_sealed=made.is_sealed,
    )
