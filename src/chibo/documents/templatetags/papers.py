"""The papers of an application on its page, shown to whoever may read or write them."""

import re
from typing import Any
from urllib.parse import urlencode

from django import template
from django.urls import reverse
from django.utils import timezone

from chibo.core.procedure.application import Application
from chibo.documents import queries
from chibo.documents.desk import lines_on
from chibo.documents.permissions import Reader
from chibo.documents.report_papers import early
from chibo.meetings import facts
from chibo.meetings.period_reports import report_key
from chibo.meetings.queries import JournalUnknownError, Standing, state_of
from chibo.meetings.rulebooks import rulebook_for
from chibo.registry.models import Body
from chibo.registry.queries import superior_of

register = template.Library()
_LETTER = "CV"


@register.inclusion_tag("documents/application_papers.html", takes_context=True)
def papers_of_application(context: dict[str, Any], key: str) -> dict[str, Any]:
    """Show which papers of an application stand in a register, and which can be written."""
    user = context["request"].user
    standing = state_of(key, "application")
    rules = rulebook_for(facts.body(standing.body)).rules
    rows = lines_on(user, standing)
    return {"part": {"rows": rows, "rules": rules}, "outside": _outside(user, standing)}


@register.inclusion_tag("documents/report_papers.html", takes_context=True)
def papers_of_report(
    context: dict[str, Any], body: Body, year: int, half: int
) -> dict[str, Any]:
    """Show the paper of a report on half a year or a year in the register, or what is still missing for it."""
    user = context["request"].user
    key = report_key(body, year, half)
    try:
        rows = lines_on(user, state_of(key, "report"))
    except JournalUnknownError:
        rows = []
    # Whoever drafts papers but may not write the report is not sent to save its words.
    may_begin = not rows and context["may_write"] and Reader(user, body).may_draft(key)
    return {
        "part": {"rows": rows, "rules": rulebook_for(body).rules},
        "may_begin": may_begin,
        "caution": early(key, timezone.localdate()),
    }


def _outside(user: Any, standing: Standing) -> str:
    """Return where a number given outside is accounted for, while the register knows nothing of it."""
    state, above = standing.state, superior_of(facts.body(standing.body))
    if not isinstance(state, Application) or state.approved is None or above is None:
        return ""
    given = re.match(r"\D*(\d+)", state.approved.number)
    if given is None or not Reader(user, above).leads:
        return ""
    kept, _standing = queries.register(above)
    if int(given[1]) < kept.next_ordinal(_LETTER, timezone.localdate()):
        return ""
    asked = urlencode(
        {"type": _LETTER, "until": int(given[1]), "reason": state.approved.number}
    )
    return f"{reverse('documents:skip', args=[above.public_id])}?{asked}"
