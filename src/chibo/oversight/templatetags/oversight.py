"""Forms, grounds, quotas and months in the person's language."""

from django import template
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from chibo.core.procedure.acts import Phase
from chibo.core.projections.period_report import Refused
from chibo.core.rulebook.model import Rulebook
from chibo.core.rulebook.questions import PastState
from chibo.core.values import Form, Ground
from chibo.meetings.words import FORMS, GROUNDS, PHASES
from chibo.oversight.words import REFUSED
from chibo.oversight.year import MonthState
from chibo.registry.words import CIRCUMSTANCES
from chibo.web.refusals import Clause, clause_in_words

register = template.Library()

STATES: dict[MonthState, str | Promise] = {
    MonthState.HELD: _("with a valid meeting"),
    MonthState.WITHOUT: _("without a valid meeting"),
    MonthState.RUNNING: _("not yet, the month is running"),
    MonthState.COMING: _("still to come"),
}
MARKS = {
    MonthState.HELD: "✓",
    MonthState.WITHOUT: "✕",
    MonthState.RUNNING: "…",
    MonthState.COMING: "",
}
SHORT: dict[Form, str | Promise] = {
    Form.IN_PERSON: _("direct"),
    Form.HYBRID: _("mixed"),
    Form.ALL_ONLINE: _("online"),
    Form.BY_GROUPS: _("groups"),
    Form.LEADERS: _("leaders"),
}
PAST: dict[PastState, str | Promise] = {
    PastState.HELD: _("held"),
    PastState.RESERVED: _("approved, place reserved"),
    PastState.RELEASED: _("released"),
    PastState.ANNULLED: _("annulled"),
}


@register.filter
def refused_word(how: Refused) -> str:
    """Return how something was kept out."""
    return str(REFUSED[how])


@register.filter
def decimal(figures: str) -> str:
    """Return a figure as the language writes it: with a point in English, else with a comma."""
    return figures.replace(",", ".") if (get_language() or "").startswith("en") else figures


@register.filter
def form_word(form: Form) -> str:
    """Return what people call a form of meeting."""
    return str(FORMS[form])


@register.filter
def short_form(form: Form) -> str:
    """Return a form of meeting in a word that fits a tile."""
    return str(SHORT[form])


@register.filter
def ground_word(ground: Ground | None) -> str:
    """Return what people call a ground."""
    return str(GROUNDS[ground]) if ground else ""


@register.filter
def phase_word(phase: Phase) -> str:
    """Return how far a meeting has come."""
    return str(PHASES[phase])


@register.filter
def past_word(state: PastState) -> str:
    """Return what became of an allowed meeting."""
    return str(PAST[state])


@register.filter
def month_state(state: MonthState) -> str:
    """Return how a month stands."""
    return str(STATES[state])


@register.filter
def month_mark(state: MonthState) -> str:
    """Return the mark of a month: never colour alone."""
    return MARKS[state]


@register.filter
def circumstance(code: str) -> str:
    """Return what a special circumstance is called."""
    return str(CIRCUMSTANCES.get(code, code))


@register.simple_tag
def rule_text(rulebook: Rulebook | None, rule: str) -> str:
    """Return what a rulebook says under a rule, nothing where it does not have the rule."""
    found = rulebook.rules.get(rule) if rulebook else None
    return found.text.in_language(get_language() or "vi") if found else ""


@register.simple_tag
def rule_clause(rulebook: Rulebook | None, rule: str) -> Clause | None:
    """Return the clause of a rule, marked where it is a setting of ours."""
    found = rulebook.rules.get(rule) if rulebook else None
    return clause_in_words(found.citation) if found else None
