"""Turns a refusal and its findings into sentences: what, why, which clause, what to do next."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from chibo.core.values import Citation, Facts, Finding, Refusal, Source
from chibo.web.dates import day_in_words
from chibo.web.gathering_words import OPINIONS
from chibo.web.refusal_words import WORDS
from chibo.web.role_words import ROLES


@dataclass(frozen=True, slots=True)
class Clause:
    """Where a rule stands, and whether it is a setting of ours rather than a rule of theirs."""

    text: str
    is_local: bool


@dataclass(frozen=True, slots=True)
class FindingSentence:
    """One rule that was looked at, in words."""

    rule: str
    state: str
    """`met`, `not-met` or `warning`: the class of its mark."""
    state_word: str
    text: str
    figures: str
    clause: Clause
    next_step: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """A refusal in words."""

    what: str
    why: str
    clause: Clause | None
    next_step: str
    findings: tuple[FindingSentence, ...] = ()


class _Words(Protocol):
    def in_language(self, language: str) -> str: ...


class _Rule(Protocol):
    @property
    def text(self) -> _Words: ...
    @property
    def remedy(self) -> _Words | None: ...


Rules = Mapping[str, _Rule]
"""The rules of a rulebook by their ids: `rulebook.rules`."""


def sentence(refusal: Refusal, rules: Rules | None = None) -> Sentence:
    """Return a refusal in the person's language; `rules` lets its findings say their text."""
    words = WORDS[refusal.reason]
    facts = _spoken(refusal.facts)
    findings = findings_in_words(refusal.findings, rules or {})
    stopping = [each for each in findings if each.state == "not-met"]
    return Sentence(
        what=str(words.what) % facts,
        why=" ".join(each.text for each in stopping),
        clause=clause_in_words(refusal.citation) if refusal.citation else None,
        next_step=str(words.next_step) % facts,
        findings=findings,
    )


def finding_sentence(finding: Finding, rules: Rules) -> FindingSentence:
    """Return a finding in the person's language, with the text its rulebook gives the rule."""
    rule = rules.get(finding.rule)
    language = get_language() or "vi"
    state = _state(finding)
    remedy = rule.remedy if rule and not finding.met else None
    return FindingSentence(
        rule=finding.rule,
        state=state,
        state_word=str(_STATES[state]),
        text=rule.text.in_language(language) if rule else finding.rule,
        figures=_figures(finding),
        clause=clause_in_words(finding.citation),
        next_step=remedy.in_language(language) if remedy else "",
    )


def findings_in_words(
    findings: tuple[Finding, ...], rules: Rules
) -> tuple[FindingSentence, ...]:
    """Return findings in words, in their order."""
    return tuple(finding_sentence(finding, rules) for finding in findings)


def clause_in_words(citation: Citation) -> Clause:
    """Return a clause; our own values are never passed off as the guideline's."""
    return Clause(citation.clause, citation.source is Source.LOCAL_SETTING)


def _state(finding: Finding) -> str:
    if finding.met:
        return "met"
    return "not-met" if finding.must else "warning"


_STATES: dict[str, Promise] = {
    "met": gettext_lazy("Met"),
    "not-met": gettext_lazy("Not met"),
    "warning": gettext_lazy("To note"),
}

_QUOTA = gettext_lazy("In %(year)s: %(used)s of %(cap)s used, %(reserved)s of them reserved.")
_FIGURES: dict[str, Promise] = {
    "SC-02": gettext_lazy(
        "%(affected)s of %(base)s members cannot come; at least %(needed)s are needed."
    ),
    "SC-09": gettext_lazy("%(official)s official members; at least %(minimum)s are needed."),
    "PR-04": gettext_lazy("%(could_come)s could come."),
    "CT-11": gettext_lazy("Excluded: %(classes)s."),
    "AT-03": gettext_lazy("%(present)s of %(expected)s official members are present."),
    "MT-15": gettext_lazy("%(reached)s could be reached; %(needed)s votes are needed."),
    "VT-02": gettext_lazy("%(votes_for)s of %(base)s for; at least %(needed)s are needed."),
    "AP-02": gettext_lazy("Applied on %(applied_on)s; the last day was %(apply_until)s."),
    "MT-07": gettext_lazy("Posted on %(posted_on)s; due on %(due_on)s."),
    "MT-04": gettext_lazy("Planned: %(minutes)s minutes; at least %(minimum)s."),
    "TG-05": gettext_lazy("Reported on %(reported_on)s; due on %(due_on)s."),
    "MT-12": gettext_lazy("Issued on %(issued_on)s; due on %(due_on)s."),
    "LB-04": gettext_lazy("The meeting is on %(on)s."),
}


def _figures(finding: Finding) -> str:
    """Return the numbers behind a finding, where they say more than its text."""
    facts = _spoken(finding.facts)
    if "replied_on" in facts:
        return _("Answered on %(replied_on)s; due on %(due_on)s.") % facts
    if "cap" in facts:
        return str(_QUOTA) % facts
    # Rules of a quorum and of a notice bear ids of their rulebook's own.
    if "expected" in facts and "needed" in facts:
        return (
            _("%(present)s of %(expected)s are present; at least %(needed)s are needed.")
            % facts
        )
    if "noticed_on" in facts:
        return _("Sent on %(noticed_on)s; the last day in time was %(due_on)s.") % facts
    if "without_group" in facts:
        return (
            _(
                "%(members)s members in %(groups)s groups; at least %(minimum)s members, "
                "none without a group (now %(without_group)s)."
            )
            % facts
        )
    if finding.rule == "SC-08":
        return (
            _(
                "Without exempt and suspended members: %(base)s; the form is meant for %(minimum)s."
            )
            % facts
        )
    words = _FIGURES.get(finding.rule)
    # A list that is empty says nothing.
    return str(words) % facts if words and "" not in facts.values() else ""


_DAYS = frozenset(
    [
        "day",
        "on",
        "since",
        "until",
        "valid_from",
        "valid_to",
        "applied_on",
        "apply_until",
        "posted_on",
        "noticed_on",
        "replied_on",
        "due_on",
        "issued_on",
        "reported_on",
    ]
)
"""Facts that are days, as ISO texts."""


class _Spoken(dict[str, str]):
    """Facts in words; one that is missing leaves a dash, never an error page."""

    def __missing__(self, key: str) -> str:
        return "–"


def _spoken(facts: Facts) -> _Spoken:
    return _Spoken({key: _spoken_fact(key, value) for key, value in facts.items()})


_LISTS: Mapping[str, Mapping[str, str | Promise]] = {"needed": ROLES, "kinds": OPINIONS}
"""Facts that list members of a closed list."""


def _spoken_fact(key: str, value: object) -> str:
    if key in _LISTS and isinstance(value, str):
        return ", ".join(str(_LISTS[key].get(each, each)) for each in value.split(","))
    if key in _DAYS and isinstance(value, str):
        return day_in_words(date.fromisoformat(value))
    return "–" if value is None else str(value)
