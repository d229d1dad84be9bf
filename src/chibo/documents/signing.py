"""What is to be signed and by whom: the minutes or an addendum, as bytes that both signers sign."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace

from chibo.core.procedure.addenda import Addendum
from chibo.core.procedure.confirmation import ORDER
from chibo.core.procedure.events import MinutesConfirmed
from chibo.core.procedure.meeting import Meeting
from chibo.core.procedure.signatures import (
    MINUTES,
    AddendumSigned,
    MinutesSigned,
    PaperFixed,
    Statement,
)
from chibo.core.procedure.terms import Person, Role
from chibo.core.projections.minutes_value import Signatory
from chibo.core.values import Instant
from chibo.documents.addendum_paper import AddendumValue, addendum_paper
from chibo.documents.compiling import minutes_of, rulebook_of_minutes, said_in_minutes
from chibo.documents.paper import Paper
from chibo.documents.rendering import render_pdf
from chibo.documents.shelf import keep, taken
from chibo.web.naming import speaking_of

Signed = MinutesSigned | MinutesConfirmed | AddendumSigned


class SubjectUnknownError(LookupError):
    """There is no such paper of this meeting."""


@dataclass(frozen=True, slots=True)
class Signing:
    """A paper of a meeting on its way to two signatures, and to the bytes that are kept."""

    subject: str
    head: str
    signed: tuple[tuple[Signed, Instant], ...]
    people: tuple[Person, Person]
    is_open: bool
    """Whether it can be signed at all: the meeting is over, the addendum was not taken back."""
    fixed: PaperFixed | None

    @property
    def is_locked(self) -> bool:
        """Whether both have signed."""
        return len(self.signed) == len(ORDER)

    @property
    def next_signer(self) -> Person | None:
        """Who signs now."""
        return None if self.is_locked or not self.is_open else self.people[len(self.signed)]

    @property
    def next_office(self) -> Role:
        """As what the next one signs."""
        return ORDER[len(self.signed)]

    @property
    def paper_sha256(self) -> str:
        """The paper under the first signature; empty where nobody has signed one."""
        signed = (each for each, _ in self.signed)
        # The oldest confirmations name no paper.
        papers = (
            each.paper_sha256 for each in signed if not isinstance(each, MinutesConfirmed)
        )
        return next(papers, "")


def signing_of(state: Meeting, subject: str) -> Signing:
    """Return how far the minutes or an addendum of a meeting have come, or raise `SubjectUnknownError`."""
    fixed = state.addenda.fixed.get(subject)
    if subject == MINUTES:
        signed = tuple(state.confirmation.confirmed)
        is_open = state.closed_at is not None
        return Signing(subject, state.minutes_head, signed, state.signers, is_open, fixed)
    addendum = state.addenda.proposed.get(subject)
    if addendum is None:
        raise SubjectUnknownError(subject)
    is_open = addendum.withdrawn is None
    return Signing(
        subject, addendum.head, tuple(addendum.signed), state.signers, is_open, fixed
    )


def subjects(state: Meeting) -> tuple[str, ...]:
    """Return the minutes and every addendum that stands, in the order in which they were written."""
    standing = (key for key, each in state.addenda.proposed.items() if each.withdrawn is None)
    return (MINUTES, *standing)


def paper_to_sign(key: str, state: Meeting, subject: str) -> bytes:
    """Return the paper as both sign it: without signatures, the second time the very same bytes."""
    signing = signing_of(state, subject)
    if signing.paper_sha256:
        return taken(signing.paper_sha256)
    with speaking_of(rulebook_of_minutes(key)):
        return render_pdf(unsigned(paper_of(key, state, subject)))


def kept_to_sign(key: str, state: Meeting, subject: str) -> str:
    """Put the paper to be signed on the shelf and return its hash."""
    return keep(paper_to_sign(key, state, subject))


def statement_for(
    key: str, state: Meeting, subject: str, *, signer: str, paper: bytes, nonce: str
) -> Statement:
    """Return what the next signer is asked to confirm."""
    signing = signing_of(state, subject)
    return Statement(
        subject=subject,
        journal=key,
        head=signing.head,
        paper_sha256=hashlib.sha256(paper).hexdigest(),
        signer=signer,
        office=signing.next_office,
        nonce=nonce,
    )


def paper_of(key: str, state: Meeting, subject: str) -> Paper:
    """Return the minutes or an addendum as a paper, with the signatures it has so far."""
    if subject == MINUTES:
        return minutes_of(key)
    addendum = state.addenda.proposed[subject]
    return addendum_paper(said_in_minutes(key), _said(state, addendum))


def unsigned(paper: Paper) -> Paper:
    """Return the paper that goes to its signers: no draft any more, and no signature yet."""
    blank = tuple(
        replace(each, signed_at=None, note="", method="") for each in paper.signatures
    )
    number = None if paper.draft_line else paper.number
    return replace(paper, number=number, draft_line="", signatures=blank)


def _said(state: Meeting, addendum: Addendum) -> AddendumValue:
    taker, chair = (
        _signatory(addendum.signed, place, person) for place, person in enumerate(state.signers)
    )
    return AddendumValue(
        number=addendum.number,
        proposed_at=addendum.at,
        proposed_by=addendum.proposed.by.name,
        reason=addendum.proposed.reason,
        text=addendum.proposed.text,
        head=addendum.head,
        minutes_taker=taker,
        chair=chair,
    )


def _signatory(
    signed: Sequence[tuple[AddendumSigned, Instant]], place: int, person: Person
) -> Signatory:
    if place >= len(signed):
        return Signatory(person.name)
    event, at = signed[place]
    return Signatory(event.by.name, at, event.method)
