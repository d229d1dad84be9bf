"""What rulebooks and rolls say, in the person's language."""

from collections.abc import Mapping

from django import template
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from chibo.applications.reading import LOOKS, STAGES
from chibo.core.procedure.application import Stage
from chibo.core.procedure.considered import HintsConsidered
from chibo.core.rulebook.model import Rulebook, Words
from chibo.core.rulebook.questions import PastState
from chibo.core.values import RollEntry, Standing, Status
from chibo.meetings.declared_words import declared
from chibo.registry.words import STANDINGS, STATUSES

register = template.Library()

PAST: dict[PastState, Promise] = {
    PastState.HELD: _("held"),
    PastState.RESERVED: _("approved, place reserved"),
    PastState.RELEASED: _("released"),
    PastState.ANNULLED: _("annulled"),
}
FIGURES: dict[str, Promise] = {
    "base": _("Members counted"),
    "affected": _("Members who cannot come"),
    "quota_used": _("Quota used"),
    "quota_reserved": _("of it reserved"),
    "quota_cap": _("Allowed in the year"),
}


@register.filter
def said(words: Words | None) -> str:
    """Return what a rulebook says, in the person's language."""
    return words.in_language(get_language() or "vi") if words else ""


@register.filter
def particulars(entry: RollEntry) -> str:
    """Return what distinguishes a member from an active official one."""
    found = []
    if entry.standing is not Standing.OFFICIAL:
        found.append(str(STANDINGS[entry.standing]))
    if entry.status is not Status.ACTIVE:
        found.append(str(STATUSES[entry.status]))
    return ", ".join(found)


@register.filter
def in_percent(figures: str) -> str:
    """Return a share as the language writes it: with a point in English, else with a comma."""
    point = "." if (get_language() or "").startswith("en") else ","
    return figures.replace(",", point).replace(".", point)


@register.filter
def past_state(state: PastState) -> str:
    """Return what became of a meeting."""
    return str(PAST[state])


@register.filter
def figure(name: str) -> str:
    """Return the name of a figure."""
    return str(FIGURES.get(name, name))


@register.filter
def stage(name: str) -> str:
    """Return the stage of an application in words."""
    return str(STAGES[Stage(name)])


@register.filter
def stage_look(name: str) -> str:
    """Return the colour of a stage."""
    return LOOKS.get(Stage(name), "")


@register.filter
def declared_over(event: HintsConsidered, rulebook: Rulebook) -> str:
    """Return what was declared over which hints (CT-12)."""
    return declared(event, rulebook, get_language() or "vi")


@register.filter
def of(table: Mapping[str, object], key: str) -> object:
    """Return what a table of a rulebook holds under a code."""
    return table[key]
