"""Holding a signed paper fast: sealed if it can be, kept by its hash, its hash in the journal (BB-13)."""

import logging
import uuid
from collections.abc import Sequence

from chibo.core.journal.chain import Entry
from chibo.core.procedure.events import MinutesConfirmed
from chibo.core.procedure.meeting import Meeting
from chibo.core.procedure.signatures import (
    AddendumSigned,
    FixPaper,
    MinutesSigned,
    PaperFixed,
)
from chibo.core.procedure.terms import CLOCK, Role
from chibo.documents.compiling import rulebook_of_minutes
from chibo.documents.minutes_paper import METHODS
from chibo.documents.paper import Paper
from chibo.documents.pdf_check import check_pdf
from chibo.documents.rendering import render_pdf
from chibo.documents.sealing import SealFault, SealingError, Signatory, seal
from chibo.documents.shelf import FileBrokenError, keep, taken
from chibo.documents.signing import Signed, paper_of, signing_of, subjects
from chibo.meetings.actions import carry_out
from chibo.meetings.followers import Follower
from chibo.meetings.queries import meeting
from chibo.web.naming import speaking_of

log = logging.getLogger(__name__)

OFFICES = {Role.MINUTES_TAKER: "người ghi biên bản", Role.CHAIR: "chủ trì"}


def fixed_paper(key: str, subject: str) -> bytes:
    """Return a signed paper, byte for byte as it was held fast; it is held fast now if it was not."""
    state, _ = meeting(key)
    fixed = signing_of(state, subject).fixed or hold_fast(key, subject)
    return taken(fixed.sha256)


def hold_fast(key: str, subject: str) -> PaperFixed:
    """Print and seal a paper that both have signed; without a certificate it is kept unsealed."""
    state, _ = meeting(key)
    with speaking_of(rulebook_of_minutes(key)):
        paper = paper_of(key, state, subject)
        pdf = render_pdf(paper)
    fault: SealFault | None = None
    try:
        pdf = seal(pdf, said_of(paper), signatories(state, subject))
    except SealingError as error:
        # The signatures count without the seal; the page says that it is missing, and why.
        log.warning("the paper %s of %s is not sealed: %s", subject, key, error)
        fault = error.fault
    seals = check_pdf(pdf)
    command = FixPaper(
        subject=subject,
        sha256=keep(pdf),
        seal=seals[-1].fingerprint if seals else "",
        fault=fault.value if fault else "",
    )
    carry_out(key, command, actor=CLOCK, command_id=uuid.uuid4().hex)
    # Somebody else may have been quicker: what stands in the journal is what counts.
    state, _ = meeting(key)
    fixed = signing_of(state, subject).fixed
    if fixed is None:
        raise FileBrokenError(subject)
    return fixed


def said_of(paper: Paper) -> str:
    """Return what a paper is, in a line."""
    return f"{paper.title} {paper.abstract}"


def signatories(state: Meeting, subject: str) -> tuple[Signatory, ...]:
    """Return who signed a paper, as what, when and how: the seal says so too."""
    return tuple(
        Signatory(each.by.name, OFFICES[Role(each.office)], at, _method(each))
        for each, at in signing_of(state, subject).signed
    )


def _method(signed: Signed) -> str:
    return "" if isinstance(signed, MinutesConfirmed) else METHODS[signed.method]


def _hold_fast_what_is_signed(key: str, entries: Sequence[tuple[Entry, object]]) -> None:
    signatures = (MinutesSigned, MinutesConfirmed, AddendumSigned)
    if not any(isinstance(event, signatures) for _, event in entries):
        return
    state, _ = meeting(key)
    for subject in subjects(state):
        signing = signing_of(state, subject)
        if signing.is_locked and signing.fixed is None:
            hold_fast(key, subject)


FIXED = Follower("papers-fixed", frozenset({"meeting"}), _hold_fast_what_is_signed)
"""Sees to it that what both have signed is held fast, whatever happened to the page."""
