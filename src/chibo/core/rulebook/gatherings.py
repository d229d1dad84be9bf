"""May the committee or a group of a body hold this meeting? (PR-12, PR-13, CT-10)."""

from dataclasses import replace

from chibo.core.rulebook.content import excluded_content
from chibo.core.rulebook.deadlines import noticed_in_time
from chibo.core.rulebook.eligibility import enough_official
from chibo.core.rulebook.meeting import findings_of_form, in_order
from chibo.core.rulebook.model import GatheringTerms, Rulebook
from chibo.core.rulebook.questions import MeetingQuestion
from chibo.core.rulebook.quotas import quota_use
from chibo.core.values import Finding, Form, GatheringKind, RollEntry, Ruling


def may_gather(
    rulebook: Rulebook,
    question: MeetingQuestion,
    terms: GatheringTerms,
    *,
    people: tuple[RollEntry, ...],
) -> Ruling:
    """Answer whether a part of a body may hold a meeting, with every rule that was looked at.

    The question's roll is the whole body's, `people` are those who meet; its past meetings are
    those of the part, not of the body.
    """
    findings: list[Finding | None] = [
        enough_official(rulebook, question),
        noticed_in_time(rulebook, question),
    ]
    if is_content_excluded(rulebook, terms.kind):
        findings.append(excluded_content(rulebook, question))
    if question.form is not Form.IN_PERSON:
        findings += _online(rulebook, replace(question, roll=people), terms)
    figures = {"members": len(people), "roll": len(question.roll)}
    return Ruling(rulebook.id, in_order(rulebook, findings), figures)


def is_content_excluded(rulebook: Rulebook, kind: GatheringKind) -> bool:
    """Tell whether a part of a body leaves out excluded content even in person (CT-10)."""
    by_groups = rulebook.forms.get(Form.BY_GROUPS)
    return kind is GatheringKind.GROUP and by_groups is not None and by_groups.excludes_content


def form_of_content(kind: GatheringKind, form: Form) -> Form:
    """Return the form whose exclusions hold where a body, or a part of it, meets in a form.

    CT-10: what is excluded by groups is excluded in every group, in person too.
    """
    return Form.BY_GROUPS if kind is GatheringKind.GROUP else form


def _online(
    rulebook: Rulebook, question: MeetingQuestion, terms: GatheringTerms
) -> list[Finding | None]:
    is_offered = question.form in terms.forms
    facts = {"form": question.form.value, "offered": ", ".join(terms.forms)}
    if terms.kind is GatheringKind.GROUP:
        offered = rulebook.finding("PR-13", met=is_offered, facts=facts)
    else:
        offered = rulebook.finding("PR-12", met=is_offered, facts=facts)
    if not is_offered:
        return [offered]
    asked = [each for each in findings_of_form(rulebook, question) if each is not None]
    # CT-10 is looked at once, whichever of the two asks for it.
    known = {"CT-11"} if is_content_excluded(rulebook, terms.kind) else set()
    return [
        offered,
        _is_free(rulebook, question, terms),
        *(each for each in asked if each.rule not in known),
    ]


def _is_free(
    rulebook: Rulebook, question: MeetingQuestion, terms: GatheringTerms
) -> Finding | None:
    """PR-12: a counter of its own for the committee, with the organisation's cap by default."""
    use = quota_use(rulebook, question)
    if terms.kind is GatheringKind.GROUP or use is None:
        return None
    cap = use.quota.cap if terms.cap is None else terms.cap
    return rulebook.finding(
        "PR-12",
        met=use.used < cap,
        facts={"year": use.year, "used": use.used, "reserved": use.reserved, "cap": cap},
    )
