"""What an application's papers say: the proposal as handed in, and the committee's answer (AP-05)."""

from chibo.core.procedure.application import Application, ApplicationSubmitted, Request, Stage
from chibo.core.procedure.by_groups import AskedGroups
from chibo.core.projections.answer_value import Answer, Verdict
from chibo.core.projections.minutes_value import Signatory
from chibo.core.projections.proposal_value import (
    CheckedCondition,
    CodeMembers,
    Computation,
    GroupPlan,
    Proposal,
    ProposedItem,
    QuotaState,
)
from chibo.core.rulebook.eligibility import counts_as_affected
from chibo.core.rulebook.majority import percent
from chibo.core.rulebook.model import Period, Rulebook
from chibo.core.values import Instant

_LANGUAGE = "vi"
"""Papers are always in Vietnamese (DF-07)."""


def proposal(  # one paper, one call
    request: Request,
    submitted: ApplicationSubmitted,
    rulebook: Rulebook,
    *,
    addressee: str,
    place: str,
    secretary: str,
    post: str,
    at: Instant,
    holiday: Period | None,
    circumstance: str,
    head: str,
    groups: AskedGroups | None = None,
) -> Proposal:
    """Return what the proposal paper says, from the request and the roll it was judged by."""
    figures = submitted.ruling.figures
    base, affected = figures.get("base"), figures.get("affected")
    day = rulebook.day_of(request.starts_at)
    return Proposal(
        superior=request.superior_name,
        body=request.body_name,
        addressee=addressee,
        place=place,
        dated=rulebook.day_of(at),
        kind=request.kind,
        form=request.form,
        ground=request.ground,
        opens_at=request.starts_at,
        closes_at=request.expected_end_at,
        signatory=Signatory(secretary, at),
        post=post,
        agenda=tuple(
            ProposedItem(
                title=item.title,
                content_class=rulebook.content[item.content_class].label.in_language(_LANGUAGE),
                presenter=item.presenter,
            )
            for item in request.agenda
        ),
        legal_basis=rulebook.legal_basis,
        reason=request.reason,
        main_place=request.place,
        circumstance=circumstance,
        codes=_codes(request, submitted, rulebook, holiday),
        computation=(
            Computation(base, affected, percent(affected, base))
            if isinstance(base, int) and isinstance(affected, int)
            else None
        ),
        connection_points=tuple(point.name for point in request.points),
        platform=request.platform,
        is_free_of_excluded_content=request.is_content_declared,
        checklist=tuple(
            CheckedCondition(
                condition=condition.label.in_language(_LANGUAGE),
                is_met=condition.key in request.infrastructure,
            )
            for condition in rulebook.infrastructure
        ),
        quota=_quota(submitted, day.year),
        chair=request.chair.name,
        minutes_taker=request.minutes_taker.name,
        technician=request.technician,
        groups=_groups(groups),
        orientation=groups.orientation if groups else "",
        draft_text=f"{groups.draft_title}\n{groups.draft_body}".strip() if groups else "",
        journal_head=head,
        rulebook_title=rulebook.title,
        rulebook_fingerprint=rulebook.fingerprint,
        is_training=rulebook.is_training,
    )


def _groups(asked: AskedGroups | None) -> tuple[GroupPlan, ...]:
    return tuple(
        GroupPlan(
            name=each.assignment.group,
            leader=each.leader.name,
            members=each.members,
            follower=each.assignment.follower.name,
        )
        for each in (asked.groups if asked else ())
    )


def _codes(
    request: Request,
    submitted: ApplicationSubmitted,
    rulebook: Rulebook,
    holiday: Period | None,
) -> tuple[CodeMembers, ...]:
    on = rulebook.day_of(request.starts_at)
    affected: dict[str, list[str]] = {}
    for entry in submitted.roll:
        if entry.inability is not None and counts_as_affected(
            rulebook, entry, ground=request.ground, on=on, summer_holiday=holiday
        ):
            affected.setdefault(entry.inability, []).append(entry.name)
    return tuple(
        CodeMembers(code, rulebook.inability[code].label.in_language(_LANGUAGE), tuple(names))
        for code, names in sorted(affected.items())
    )


def _quota(submitted: ApplicationSubmitted, year: int) -> QuotaState | None:
    figures = submitted.ruling.figures
    used, cap = figures.get("quota_used"), figures.get("quota_cap")
    reserved = figures.get("quota_reserved") or 0
    if not isinstance(used, int) or not isinstance(reserved, int):
        return None
    return QuotaState(
        year=year,
        used=used - reserved,
        reserved=reserved,
        cap=cap if isinstance(cap, int) else None,
    )


_VERDICTS = {
    Stage.APPROVED: Verdict.APPROVED,
    Stage.REJECTED: Verdict.REJECTED,
    Stage.RETURNED: Verdict.RETURNED,
}


def answer(
    application: Application,
    request: Request,
    rulebook: Rulebook,
    *,
    superior: str,
    committee: str,
    place: str,
    signatory: str,
    post: str,
    head: str,
) -> Answer | None:
    """Return what the committee's letter says, or None while there is no decision."""
    verdict, at = _VERDICTS.get(application.stage), application.decided_at
    if verdict is None or at is None:
        return None
    approved = application.approved
    return Answer(
        superior=superior,
        body=committee,
        applicant=request.body_name,
        place=place,
        dated=rulebook.day_of(at),
        verdict=verdict,
        form=request.form,
        opens_at=request.starts_at,
        signatory=Signatory(signatory, at),
        post=post,
        number=(approved.number or None) if approved else None,
        proposal_dated=(
            rulebook.day_of(application.submitted_at) if application.submitted_at else None
        ),
        legal_basis=rulebook.legal_basis,
        reason=application.answer,
        journal_head=head,
        rulebook_title=rulebook.title,
        rulebook_fingerprint=rulebook.fingerprint,
        is_training=rulebook.is_training,
    )
