"""The papers of an archive: what each journal gives to say, as a value and as it is drawn."""

from collections.abc import Callable

from chibo.archive.packing import Packing
from chibo.core.procedure.fold import Meeting
from chibo.core.procedure.papers import Register
from chibo.core.procedure.signatures import MINUTES
from chibo.core.projections.minutes import minutes
from chibo.documents import shelf
from chibo.documents.answer_paper import answer_paper
from chibo.documents.compiling import (
    PaperMissingError,
    minutes_of,
    said_in_answer,
    said_in_proposal,
)
from chibo.documents.paper import Paper
from chibo.documents.proposal_paper import proposal_paper
from chibo.documents.rendering import render_docx, render_pdf
from chibo.meetings import queries
from chibo.meetings.rulebooks import rulebook_kept
from chibo.meetings.stored import Stored
from chibo.web.naming import speaking_of


def add_papers(packing: Packing, journal: Stored) -> None:
    """Add every paper that a journal gives; kinds that give none are passed over."""
    _BY_KIND.get(journal.kind, _none)(packing, journal)


def _none(_packing: Packing, _journal: Stored) -> None:
    """Leave the archive as it is."""


def _drawn(paper: Paper) -> list[tuple[str, bytes]]:
    return [("pdf", render_pdf(paper)), ("docx", render_docx(paper))]


def _of_meeting(packing: Packing, journal: Stored) -> None:
    state, standing = queries.meeting(journal.key)
    if state.convened is None or state.opened_at is None:
        return
    rulebook = rulebook_kept(state.convened.rules.fingerprint)
    said = minutes(state, rulebook)
    with speaking_of(rulebook):
        paper = minutes_of(journal.key)
        drawn = [("pdf", _pdf_of_minutes(state, paper)), ("docx", render_docx(paper))]
    packing.add_paper(
        kind="minutes",
        journal=journal.key,
        seq=standing.seq,
        title=f"Biên bản {state.plan.body_name}",
        number=said.number or "",
        value=said,
        drawn=drawn,
    )


def _pdf_of_minutes(state: Meeting, paper: Paper) -> bytes:
    """Return the bytes that were signed and held fast, else the minutes as they stand."""
    fixed = state.addenda.fixed.get(MINUTES)
    return shelf.taken(fixed.sha256) if fixed else render_pdf(paper)


def _of_application(packing: Packing, journal: Stored) -> None:
    seq = len(journal.entries)
    try:
        proposal = said_in_proposal(journal.key)
    except PaperMissingError:
        return
    packing.add_paper(
        kind="proposal", journal=journal.key, seq=seq, title="Tờ trình",
        number=proposal.number or "", value=proposal, drawn=_drawn(proposal_paper(proposal)),
    )  # fmt: skip
    try:
        answer = said_in_answer(journal.key)
    except PaperMissingError:
        return
    packing.add_paper(
        kind="answer", journal=journal.key, seq=seq, title="Công văn trả lời",
        number=answer.number or "", value=answer, drawn=_drawn(answer_paper(answer)),
    )  # fmt: skip


def _of_register(packing: Packing, journal: Stored) -> None:
    state = queries.state_of(journal.key, journal.kind).state
    if not isinstance(state, Register):
        return
    for key, record in state.papers.items():
        issued = record.issued
        if issued is None:
            continue
        packing.add_paper(
            kind=issued.name,
            journal=journal.key,
            seq=len(journal.entries),
            title=issued.abstract,
            number=issued.number,
            value=None,
            drawn=[
                (ending, shelf.taken(sha256))
                for ending, sha256 in (("pdf", issued.pdf_sha256), ("docx", issued.docx_sha256))
                if sha256
            ],
            paper=key,
        )


_BY_KIND: dict[str, Callable[[Packing, Stored], None]] = {
    "meeting": _of_meeting,
    "application": _of_application,
    "papers": _of_register,
}
"""What a journal of a kind gives; a new kind of journal adds its line here."""
