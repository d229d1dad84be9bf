"""From a journal to its papers: what the core compiled, with what the registry says of places and posts."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from chibo.core.procedure.application import Application, ApplicationSubmitted
from chibo.core.projections import proposal as projections
from chibo.core.projections.answer_value import Answer
from chibo.core.projections.minutes import minutes
from chibo.core.projections.minutes_value import Minutes
from chibo.core.projections.proposal_value import Proposal
from chibo.core.rulebook.model import Rulebook
from chibo.core.values import BodyKind
from chibo.documents.answer_paper import answer_paper
from chibo.documents.minutes_paper import minutes_paper
from chibo.documents.paper import Paper
from chibo.documents.proposal_paper import proposal_paper
from chibo.documents.wording import (
    empty_number,
    in_paper,
    short_day,
)
from chibo.meetings import facts
from chibo.meetings.queries import Standing, meeting, state_of
from chibo.meetings.rulebooks import rulebook_kept
from chibo.registry.models import Body
from chibo.registry.queries import circumstance_on, member_by_code, office_holders, superior_of
from chibo.registry.words import OfficeName
from chibo.web import naming

POSTS = {
    OfficeName.SECRETARY.value: "Bí thư",
    OfficeName.DEPUTY_SECRETARY.value: "Phó Bí thư",
    OfficeName.COMMITTEE_MEMBER.value: "Ủy viên",
}
"""How signatures name an office; papers are always in Vietnamese (DF-07)."""


class PaperMissingError(LookupError):
    """The journal has not come as far as this paper."""


@dataclass(frozen=True, slots=True)
class Signer:
    """Who signs a paper, and in which post."""

    name: str
    post: str


def minutes_of(key: str) -> Paper:
    """Return the minutes of a meeting as its journal stands (BB-01 to BB-12)."""
    said, rulebook = said_in_minutes(key), rulebook_of_minutes(key)
    with naming.speaking_of(rulebook):
        paper = minutes_paper(said)
    if said.number or not said.draft or rulebook is None:
        return paper
    _, standing = meeting(key)
    return _unnumbered(paper, rulebook, facts.body(standing.body))


def said_in_minutes(key: str) -> Minutes:
    """Return what the minutes of a meeting say, as a value."""
    state, _ = meeting(key)
    if state.convened is None or state.opened_at is None:
        raise PaperMissingError(key)
    said = minutes(state, rulebook_kept(state.convened.rules.fingerprint))
    if said.approval is not None:
        # The organisation is above the cell; the letter is its committee's.
        letter = replace(said.approval, body=committee_of(said.approval.body))
        said = replace(said, approval=letter)
    return said


def proposal_of(key: str) -> Paper:
    """Return the proposal of an application as it was handed in last (AP-05)."""
    rulebook = rulebook_of_application(key)
    with naming.speaking_of(rulebook):
        said = said_in_proposal(key)
        paper = proposal_paper(said)
    return paper if said.number else _unnumbered(paper, rulebook, _body_of(key))


def said_in_proposal(key: str) -> Proposal:
    """Return what the proposal of an application says, as a value."""
    standing, state, submitted = _submitted(key)
    rulebook = rulebook_kept(submitted.rules.fingerprint)
    body = facts.body(standing.body)
    request, at = state.request, state.submitted_at
    if request is None or at is None:
        raise PaperMissingError(key)
    day = rulebook.day_of(request.starts_at)
    signer = signer_of(body, state.submitted_by, rulebook.day_of(at))
    return projections.proposal(
        request,
        submitted,
        rulebook,
        addressee=committee_of(request.superior_name),
        place=body.place,
        secretary=signer.name,
        post=signer.post,
        at=at,
        holiday=facts.summer_holiday(body, day),
        circumstance=_circumstance(body, day),
        head=standing.hash,
        groups=state.groups,
    )


def answer_of(key: str) -> Paper:
    """Return the superior committee's answer to an application (AP-05)."""
    rulebook = rulebook_of_application(key)
    with naming.speaking_of(rulebook):
        said = said_in_answer(key)
        paper = answer_paper(said)
    above = superior_of(_body_of(key))
    return paper if said.number or above is None else _unnumbered(paper, rulebook, above)


def _unnumbered(paper: Paper, rulebook: Rulebook, body: Body) -> Paper:
    """Return a paper with room for its number, under the symbol of the body that issues it."""
    symbol = rulebook.papers.symbols[BodyKind(body.kind)]
    return replace(paper, number=empty_number(paper.kind_code, symbol))


def said_in_answer(key: str) -> Answer:
    """Return what the answer to an application says, as a value."""
    standing, state, submitted = _submitted(key)
    rulebook = rulebook_kept(submitted.rules.fingerprint)
    body = facts.body(standing.body)
    superior = superior_of(body)
    if state.request is None or superior is None or state.decided_at is None:
        raise PaperMissingError(key)
    above = superior_of(superior)
    signer = signer_of(superior, state.decided_by, rulebook.day_of(state.decided_at))
    answer = projections.answer(
        state,
        state.request,
        rulebook,
        superior=above.name if above else "",
        committee=committee_of(superior.name),
        place=superior.place,
        signatory=signer.name,
        post=signer.post,
        head=standing.hash,
    )
    if answer is None:
        raise PaperMissingError(key)
    return answer


PAPERS: dict[str, Callable[[str], Paper]] = {"proposal": proposal_of, "answer": answer_of}
"""The papers of an application, by the name in their address."""


def committee_of(organisation: str) -> str:
    """Return the committee that acts for an organisation: "Đảng ủy xã …" for "Đảng bộ xã …"."""
    return organisation.replace("Đảng bộ tỉnh", "Tỉnh ủy", 1).replace("Đảng bộ", "Đảng ủy", 1)


def _body_of(key: str) -> Body:
    return facts.body(state_of(key, "application").body)


def _submitted(key: str) -> tuple[Standing, Application, ApplicationSubmitted]:
    standing = state_of(key, "application")
    state = standing.state
    if not isinstance(state, Application) or state.submitted is None:
        raise PaperMissingError(key)
    return standing, state, state.submitted


def rulebook_of_application(key: str) -> Rulebook:
    """Return the rulebook under which an application was handed in."""
    _, _, submitted = _submitted(key)
    return rulebook_kept(submitted.rules.fingerprint)


def signer_of(body: Body, person: str, day: date) -> Signer:
    """Return who signs for a body on a day, with the post as papers print it."""
    held = [each for each in office_holders(body, day) if each.code == person]
    post = next((POSTS[each.office] for each in held if each.office in POSTS), "")
    member = member_by_code(person)
    return Signer(member.full_name if member else person, in_paper(post))


def _circumstance(body: Body, day: date) -> str:
    found = circumstance_on(body, day)
    if found is None:
        return ""
    since = short_day(found.from_on)
    return f"{found.area}, từ ngày {since}, theo {found.authority_decision}"


def rulebook_of_minutes(key: str) -> Rulebook | None:
    """Return the rulebook that a meeting stands under."""
    state, _ = meeting(key)
    return rulebook_kept(state.convened.rules.fingerprint) if state.convened else None
