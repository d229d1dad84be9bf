"""May this body hold this meeting? The findings of every rule that speaks, put together."""

from chibo.core.rulebook.content import excluded_content, held_in_person
from chibo.core.rulebook.deadlines import noticed_in_time
from chibo.core.rulebook.eligibility import (
    affected_of,
    all_unable,
    base_of,
    enough_official,
    groups_fit,
    more_than_the_share,
    size_of,
)
from chibo.core.rulebook.model import FormTerms, Rulebook
from chibo.core.rulebook.questions import MeetingQuestion
from chibo.core.rulebook.quotas import circumstance_lasts, quota_use, quotas_are_free
from chibo.core.values import Facts, FactValue, Finding, Form, Ruling


def may_meet(rulebook: Rulebook, question: MeetingQuestion) -> Ruling:
    """Answer whether a body may hold a meeting, with every rule that was looked at."""
    # The meeting in person needs no leave: it is only asked whether there is a cell, and
    # whether it was told in time.
    findings: list[Finding | None] = [
        enough_official(rulebook, question),
        noticed_in_time(rulebook, question),
    ]
    if question.form is Form.IN_PERSON:
        return Ruling(rulebook.id, in_order(rulebook, findings))
    findings += [*findings_of_form(rulebook, question), *quotas_are_free(rulebook, question)]
    terms = rulebook.forms.get(question.form)
    figures = _figures(rulebook, question, terms)
    return Ruling(rulebook.id, in_order(rulebook, findings), figures)


def in_order(rulebook: Rulebook, findings: list[Finding | None]) -> tuple[Finding, ...]:
    """Return the findings of the rules that spoke, in the rulebook's order."""
    order = list(rulebook.rules)
    looked_at = [finding for finding in findings if finding is not None]
    return tuple(sorted(looked_at, key=lambda finding: order.index(finding.rule)))


def findings_of_form(rulebook: Rulebook, question: MeetingQuestion) -> list[Finding | None]:
    """Return what a form that is not the meeting in person asks for, the quotas apart."""
    found = [
        _is_in_force(rulebook, question),
        _is_offered(rulebook, question),
        held_in_person(rulebook, question),
    ]
    terms = rulebook.forms.get(question.form)
    return found if terms is None else [*found, *_asked_by(rulebook, question, terms)]


def _asked_by(
    rulebook: Rulebook, question: MeetingQuestion, terms: FormTerms
) -> list[Finding | None]:
    found: list[Finding | None] = [_is_open(rulebook, question, terms)]
    if terms.needs_ground:
        found += [
            more_than_the_share(rulebook, question),
            circumstance_lasts(rulebook, question),
        ]
    if terms.is_online:
        found.append(_has_infrastructure(rulebook, question))
    if terms.needs_ground and terms.form is Form.ALL_ONLINE:
        found.append(all_unable(rulebook, question))
    if terms.needs_groups:
        found.append(groups_fit(rulebook, question))
    if terms.excludes_content:
        found.append(excluded_content(rulebook, question))
    return found


def _is_in_force(rulebook: Rulebook, question: MeetingQuestion) -> Finding:
    """LB-04: the day of the meeting lies within the rulebook's days."""
    on = rulebook.day_of(question.starts_at)
    last = rulebook.valid.last_on
    facts = {
        "on": on.isoformat(),
        "valid_from": rulebook.valid.first_on.isoformat(),
        "valid_to": last.isoformat() if last else None,
    }
    return rulebook.finding("LB-04", met=rulebook.valid.covers(on), facts=facts)


def _is_offered(rulebook: Rulebook, question: MeetingQuestion) -> Finding:
    """PR-14: the rulebook offers this form."""
    facts = {"form": question.form.value, "offered": ", ".join(rulebook.forms)}
    return rulebook.finding("PR-14", met=question.form in rulebook.forms, facts=facts)


def _is_open(rulebook: Rulebook, question: MeetingQuestion, terms: FormTerms) -> Finding:
    """SC-01: the form is open to this kind of body."""
    facts = {"body": question.body.value, "form": question.form.value}
    return rulebook.finding("SC-01", met=question.body in terms.bodies, facts=facts)


def _has_infrastructure(rulebook: Rulebook, question: MeetingQuestion) -> Finding:
    """PR-01: online only where the infrastructure was declared sufficient."""
    return rulebook.finding("PR-01", met=question.infrastructure)


def _figures(rulebook: Rulebook, question: MeetingQuestion, terms: FormTerms | None) -> Facts:
    # SC-08 counts everybody on the roll, SC-02 leaves out exempt and suspended members.
    counted = size_of if terms is not None and terms.needs_groups else base_of
    figures: dict[str, FactValue] = {"base": counted(rulebook, question.roll)}
    if terms is not None and terms.needs_ground:
        figures["affected"] = affected_of(rulebook, question)
    if use := quota_use(rulebook, question):
        figures |= {
            "quota_used": use.used,
            "quota_reserved": use.reserved,
            "quota_cap": use.quota.cap,
        }
    return figures
