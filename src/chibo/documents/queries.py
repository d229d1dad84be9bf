"""Reading registers of papers: what is drafted, issued, due, and for whom."""

from uuid import NAMESPACE_OID, uuid5

from django.db.models import Q, QuerySet

from chibo.core.procedure.frame import Moment
from chibo.core.procedure.papers import PaperState, Register
from chibo.core.procedure.register_acts import PaperDrafted, PaperSigner
from chibo.core.values import BodyKind
from chibo.documents.compiling import signer_of
from chibo.documents.kinds import Drafting, paper_kinds
from chibo.documents.models import RegisteredPaper
from chibo.documents.register_kind import plain, register_key
from chibo.meetings.queries import JournalUnknownError, Standing, state_of
from chibo.meetings.rulebooks import rulebook_for
from chibo.registry.models import Body


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
    issuer = signer_of(body, now.actor, today)
    return Drafting(
        standing=standing,
        body=body,
        body_kind=body_kind,
        rulebook=rulebook,
        type=kind.type_on(rulebook, body_kind, today),
        abstract=drafted.abstract,
        dated=today,
        signers=kind.signers(standing, PaperSigner(now.actor, issuer.name, issuer.post)),
        subject=drafted.source.subject,
        words=drafted.words,
        draft=drafted.version,
    )


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
