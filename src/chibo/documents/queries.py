"""Reading registers of papers: what is drafted, issued, due, and for whom."""

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import NAMESPACE_OID, uuid5

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from chibo.core.procedure.frame import BodyFacts, Moment
from chibo.core.procedure.papers import PaperState, Record, Register, objection_to_type
from chibo.core.procedure.register_acts import PaperDrafted, PaperSigner
from chibo.core.values import BodyKind, Refusal
from chibo.documents.compiling import signer_of
from chibo.documents.kinds import Drafting, PaperKind, paper_kinds
from chibo.documents.models import DuePaper, RegisteredPaper
from chibo.documents.register_kind import plain, register_key
from chibo.meetings.queries import JournalUnknownError, Standing, state_of
from chibo.meetings.rulebooks import rulebook_for
from chibo.registry.models import Body
from chibo.registry.permissions import VIEWING_OFFICES, bodies_seen_by
from chibo.registry.queries import member_of, office_holders, offices_of, tree_below
from chibo.registry.words import LEADING_OFFICES


def register(body: Body) -> tuple[Register, Standing]:
    """Return the register of a body as it stands; one in which nothing was written is empty."""
    key = register_key(str(body.public_id))
    try:
        standing = state_of(key, "papers")
    except JournalUnknownError:
        standing = Standing(key, "papers", str(body.public_id), Register(), 0, "")
    state = standing.state
    if not isinstance(state, Register):
        raise JournalUnknownError(key)
    return state, standing


def drafting(body: Body, drafted: PaperDrafted, now: Moment) -> Drafting:
    """Return everything a draft is compiled from, signed by whoever reads it as theirs to sign."""
    kind = paper_kinds()[drafted.name]
    standing = state_of(drafted.source.journal, kind.source)
    rulebook = rulebook_for(body)
    today = rulebook.day_of(now.at)
    body_kind = BodyKind(body.kind)
    return Drafting(
        standing=standing,
        body=body,
        body_kind=body_kind,
        rulebook=rulebook,
        type=kind.type_on(rulebook, body_kind, today),
        abstract=drafted.abstract,
        dated=today,
        signers=kind.signers(standing, _issuer(body, now.actor, today)),
        subject=drafted.source.subject,
        words=drafted.words,
        draft=drafted.version,
    )


def _issuer(body: Body, person: str, day: date) -> PaperSigner:
    """Return who signs: the person, if they lead the body, else its secretary."""
    leading = [each for each in office_holders(body, day) if each.office in LEADING_OFFICES]
    codes = [each.code for each in leading]
    code = person if person in codes or not codes else codes[0]
    signer = signer_of(body, code, day)
    return PaperSigner(code, signer.name, signer.post)


def record(body: Body, key: str) -> Record | None:
    """Return all that a register holds of a paper."""
    return register(body)[0].papers.get(key)


def objection_to_issue(written: Drafting) -> Refusal | None:
    """Return why the body may not issue such a paper on that day (DF-02)."""
    facts = BodyFacts(rulebook=written.rulebook, kind=written.body_kind)
    return objection_to_type(written.type, written.dated, facts)


def is_outdated(drafted: PaperDrafted) -> bool:
    """Whether the source of a draft has gone on and no longer says what the draft is about."""
    kind = paper_kinds()[drafted.name]
    standing = state_of(drafted.source.journal, kind.source)
    return not kind.stands(standing.state, drafted.source.subject)


def issued_now(source: str, name: str) -> RegisteredPaper | None:
    """Return the issued paper of a name that says what its source says now."""
    kind = paper_kinds()[name]
    subjects = [each.subject for each in kind.offers(state_of(source, kind.source).state)]
    rows = papers_on(source).filter(name=name, subject__in=subjects, state=PaperState.ISSUED)
    return rows.last()


def paper(key: str) -> RegisteredPaper | None:
    """Return a paper as lists show it."""
    return RegisteredPaper.objects.filter(key=key).first()


def issued_of(body: str) -> QuerySet[RegisteredPaper]:
    """Return the papers of a body that bear a number or were issued without one, the latest first."""
    states = (PaperState.ISSUED, PaperState.VOID)
    return RegisteredPaper.objects.filter(body=body, state__in=states)


def drafts_of(body: str) -> QuerySet[RegisteredPaper]:
    """Return the drafts of a body, the latest first."""
    return RegisteredPaper.objects.filter(body=body, state=PaperState.DRAFT).order_by("-pk")


def papers_on(source: str) -> QuerySet[RegisteredPaper]:
    """Return every paper that rests on a journal, in the order in which they were begun."""
    return RegisteredPaper.objects.filter(source=source).order_by("pk")


def found(rows: QuerySet[RegisteredPaper], words: str) -> QuerySet[RegisteredPaper]:
    """Return those papers that hold every one of these words, typed with or without accents."""
    for word in plain(words).split():
        rows = rows.filter(Q(searched__contains=word))
    return rows


def key_for(source: str, name: str, subject: str) -> str:
    """Return the key of the paper of a name on a source: the one that stands, else a new one."""
    ended = (PaperState.DROPPED, PaperState.VOID)
    rows = RegisteredPaper.objects.filter(source=source, name=name, subject=subject)
    again = rows.filter(state__in=ended).count()
    return uuid5(NAMESPACE_OID, "\n".join((source, name, subject, str(again)))).hex


def bodies_with_registers(account: Any) -> tuple[Body, ...]:
    """Return the bodies whose registers a person may open: their own, and all below an office."""
    seen = {body.pk: body for body in bodies_seen_by(account)}
    member = member_of(account)
    if member is not None:
        for office in offices_of(member, timezone.localdate()):
            if office.office in VIEWING_OFFICES:
                seen |= {body.pk: body for _depth, body in tree_below(office.body)}
    return tuple(seen.values())


# --- what waits ------------------------------------------------------------------------------


def all_due() -> QuerySet[DuePaper]:
    """Return the papers that have still to be issued, the most pressing first (MT-12)."""
    done = RegisteredPaper.objects.filter(
        source=OuterRef("meeting"),
        name=OuterRef("name"),
        subject=OuterRef("subject"),
        state=PaperState.ISSUED,
    )
    return DuePaper.objects.filter(~Exists(done))


def due_papers(bodies: Iterable[str], since: date) -> QuerySet[DuePaper]:
    """Return the papers that some bodies have still to issue, due since a day."""
    return all_due().filter(body__in=list(bodies), due_on__gte=since)


def may_issue(kind: PaperKind, body: Body, day: date) -> bool:
    """Whether a body may issue a kind of paper on a day (DF-02)."""
    facts = BodyFacts(rulebook=rulebook_for(body), kind=BodyKind(body.kind))
    code = kind.type_on(facts.rulebook, facts.kind, day)
    return objection_to_type(code, day, facts) is None


def to_note(bodies: Iterable[str]) -> QuerySet[RegisteredPaper]:
    """Return the papers in force that the committee above has not taken note of, oldest first."""
    rows = RegisteredPaper.objects.filter(
        body__in=list(bodies), state=PaperState.ISSUED, for_superior=True, is_reached=False
    )
    return rows.order_by("issued_at", "pk")


def recent(bodies: Iterable[str], since: date) -> QuerySet[RegisteredPaper]:
    """Return the papers addressed to the members of some bodies since a day, the latest first."""
    return RegisteredPaper.objects.filter(
        body__in=list(bodies), state=PaperState.ISSUED, for_members=True, dated__gte=since
    )


def children_of(bodies: Iterable[Body]) -> dict[str, str]:
    """Return the names of the bodies immediately below some bodies, by their public ids."""
    found = Body.objects.filter(parent__in=[body.pk for body in bodies])
    return {str(body.public_id): body.name for body in found}
