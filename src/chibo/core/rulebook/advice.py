"""What is worth a warning before a meeting; none of it ever blocks."""

from chibo.core.rulebook.deadlines import documents_in_time, lead_time, long_enough
from chibo.core.rulebook.eligibility import groups_fit_barely
from chibo.core.rulebook.model import Rulebook
from chibo.core.rulebook.questions import MeetingQuestion
from chibo.core.values import Finding, Instant


def warnings(
    rulebook: Rulebook,
    question: MeetingQuestion,
    *,
    applied_at: Instant | None = None,
    ends_at: Instant | None = None,
    documents_at: Instant | None = None,
) -> tuple[Finding, ...]:
    """Return the findings that warn; what is not known yet is not looked at."""
    looked_at: list[Finding] = []
    terms = rulebook.forms.get(question.form)
    if terms is not None and terms.needs_groups:
        looked_at.append(groups_fit_barely(rulebook, question))
    if terms is not None and applied_at is not None:
        # A meeting in person needs nobody's leave and so has no lead time.
        looked_at.append(lead_time(rulebook, question, applied_at))
    if documents_at is not None:
        looked_at.append(documents_in_time(rulebook, question, documents_at))
    if ends_at is not None:
        looked_at.append(long_enough(rulebook, question, ends_at))
    return tuple(finding for finding in looked_at if not finding.met)
