"""What is written to those who are invited: always in Vietnamese, whatever a reader's language (DF-07)."""

from dataclasses import dataclass

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation

from chibo.core.procedure.meeting import Meeting
from chibo.core.procedure.terms import Person
from chibo.core.rulebook.model import Rulebook
from chibo.core.values import Form
from chibo.meetings.notice import Notice
from chibo.web.naming import speaking_of


@dataclass(frozen=True, slots=True)
class Writing:
    """The words of a letter."""

    subject: str
    text: str


def address_of(key: str) -> str:
    """Return the address of a meeting's page as letters name it."""
    with translation.override("vi"):
        return settings.CHIBO_ADDRESS.rstrip("/") + reverse("meetings:meeting", args=[key])


def written(
    notice: Notice, key: str, meeting: Meeting, rules: Rulebook, reader: Person | None = None
) -> Writing:
    """Return a notice to a reader, or without one the text that a secretary copies out by hand."""
    plan = meeting.plan
    form = rules.forms.get(plan.form)
    context = {
        "meeting": meeting,
        "plan": plan,
        "starts_at": plan.starts_at.astimezone(rules.zone),
        "ends_at": plan.expected_end_at.astimezone(rules.zone),
        "form": form.label.vi if form else "Trực tiếp",
        "is_online": plan.form is not Form.IN_PERSON and form is not None and form.is_online,
        "is_training": rules.is_training,
        "reader": reader,
        "invited_as": _invited_as(meeting, reader),
        "gathering": meeting.gathering,
        "notice": notice,
        "documents": notice.documents,
        "link": address_of(key),
    }
    with translation.override("vi"), speaking_of(rules):
        text = render_to_string(f"meetings/letters/{notice.kind}.txt", context)
        subject = render_to_string(f"meetings/letters/{notice.kind}_subject.txt", context)
    return Writing(" ".join(subject.split()), text.strip() + "\n")


def _invited_as(meeting: Meeting, reader: Person | None) -> str:
    """Return as what somebody is asked to come: a member, the assigned, a guest, who watches."""
    if reader is None or reader.code not in meeting.attendance.observers:
        return "member"
    named = meeting.named
    if named is not None and named.assigned is not None and reader.code == named.assigned.code:
        return "assigned"
    if named is not None and reader.code in {guest.code for guest in named.guests}:
        return "guest"
    return "overseer"
