"""The papers that rest on an application: the proposal of the cell, the answer of the committee (AP-05)."""

from dataclasses import replace

from django.utils.translation import gettext_lazy as _

from chibo.core.procedure.application import Application, Stage
from chibo.core.procedure.papers import PaperState
from chibo.core.procedure.register_acts import Audience
from chibo.core.projections.answer_value import Verdict
from chibo.core.values import Instant
from chibo.documents.answer_paper import answer_paper, matter
from chibo.documents.compiling import (
    proposal_of,
    rulebook_of_application,
    said_in_answer,
)
from chibo.documents.formats import format_on
from chibo.documents.kinds import Drafting, Offer, PaperKind
from chibo.documents.paper import Paper
from chibo.documents.queries import papers_on
from chibo.documents.wording import draft_line, empty_number, form_words
from chibo.web.naming import speaking_of

APPLICATION = "application"
PROPOSAL, ANSWER = "proposal", "answer"
_OPEN = frozenset({Stage.SUBMITTED, Stage.APPROVED})
_VERDICTS = {
    Stage.APPROVED: Verdict.APPROVED,
    Stage.REJECTED: Verdict.REJECTED,
    Stage.RETURNED: Verdict.RETURNED,
}


def proposals_on(state: Application) -> tuple[Offer, ...]:
    """Return the proposal of what was handed in last; handed in again, it is another paper."""
    if state.request is None or state.submitted_at is None or state.stage not in _OPEN:
        return ()
    abstract = f"về việc tổ chức sinh hoạt {form_words(state.request.form)}"
    return (Offer(abstract, _moment(state.submitted_at)),)


def answers_on(state: Application) -> tuple[Offer, ...]:
    """Return the answer that was decided, unless it bears a number given outside the register."""
    verdict = _VERDICTS.get(state.stage)
    if state.request is None or state.decided_at is None or verdict is None:
        return ()
    if state.approved is not None and state.approved.number:
        return ()
    abstract = f"V/v {matter(verdict)} sinh hoạt {form_words(state.request.form)}"
    return (Offer(abstract, _moment(state.decided_at)),)


def _moment(at: Instant) -> str:
    return at.strftime("%Y%m%dT%H%M%S")


def proposal_to_issue(drafting: Drafting) -> Paper:
    """Return the proposal as it was handed in, with the number and the day of its issue."""
    return _issued(proposal_of(drafting.standing.key), drafting)


def answer_to_issue(drafting: Drafting) -> Paper:
    """Return the answer to the proposal, which it names by its number where it bears one."""
    key = drafting.standing.key
    said = said_in_answer(key)
    proposals = papers_on(key).filter(name=PROPOSAL, state=PaperState.ISSUED)
    if (proposal := proposals.last()) is not None:
        said = replace(said, proposal_number=proposal.number, proposal_dated=proposal.dated)
    with speaking_of(rulebook_of_application(key)):
        return _issued(answer_paper(said), drafting)


def _issued(paper: Paper, drafting: Drafting) -> Paper:
    symbol = drafting.rulebook.papers.symbols[drafting.body_kind]
    (signer, *_others) = drafting.signers
    (block, *_blocks) = paper.signatures
    signed = replace(block, post=signer.post.upper(), name=signer.name, signed_at=None)
    return replace(
        paper,
        format=format_on(drafting.dated).id,
        number=drafting.number or empty_number(drafting.type, symbol),
        draft_line=draft_line(drafting.draft),
        dated=drafting.dated,
        abstract=drafting.abstract,
        signatures=(signed,),
    )


PAPERS = (
    PaperKind(
        name=PROPOSAL,
        label=_("Proposal"),
        source=APPLICATION,
        types=("TTr",),
        offers=proposals_on,
        compile=proposal_to_issue,
        audiences=(Audience.SUPERIOR,),
        file_name="to-trinh",
        must_stand=True,
    ),
    PaperKind(
        name=ANSWER,
        label=_("Answer"),
        source=APPLICATION,
        types=("CV",),
        offers=answers_on,
        compile=answer_to_issue,
        audiences=(Audience.ASKER,),
        file_name="cong-van-tra-loi",
        by_superior=True,
        must_stand=True,
    ),
)
