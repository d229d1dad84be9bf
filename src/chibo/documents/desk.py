"""The papers of a meeting as a person finds them: which exist, which are due when, what to do next."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from chibo.core.procedure.frame import BodyFacts
from chibo.core.procedure.meeting import Meeting
from chibo.core.procedure.papers import PaperState, objection_to_type
from chibo.core.procedure.register_acts import is_called_for
from chibo.core.rulebook.deadlines import issue_due_on
from chibo.core.rulebook.papers import rights_on
from chibo.core.values import BodyKind, Refusal
from chibo.documents import queries
from chibo.documents.kinds import Offer, PaperKind, kinds_on
from chibo.documents.models import RegisteredPaper
from chibo.documents.permissions import Reader
from chibo.meetings import facts
from chibo.meetings.period_reports import period_of
from chibo.meetings.queries import Standing
from chibo.registry.models import Body

SIGNED, UNSIGNED = "signed", "unsigned"


@dataclass(frozen=True, slots=True)
class Line:
    """One paper that exists or can be written, and what this person may do with it."""

    name: str
    label: str | Promise
    abstract: str
    state: str = ""
    number: str = ""
    dated: date | None = None
    due_on: date | None = None
    is_overdue: bool = False
    objection: Refusal | None = None
    text: str = ""
    """The text on papers that is in force on the day, named with an objection."""
    href: str = ""
    is_main: bool = False


def lines(reader: Reader, standing: Standing) -> list[Line]:
    """Return the papers of a meeting that a person may see or write."""
    known = list(queries.papers_on(standing.key))
    made = [
        line
        for kind in kinds_on(standing.kind)
        for line in _of_kind(reader, standing, kind, known)
    ]
    return [*_minutes(standing), *_with_main(made)]


def _minutes(standing: Standing) -> list[Line]:
    """Return the minutes, which are signed by two and bear no number (BB-12)."""
    meeting = standing.state
    if not isinstance(meeting, Meeting) or meeting.opened_at is None:
        return []
    state = SIGNED if meeting.confirmation.is_locked else UNSIGNED
    href = reverse("documents:minutes", args=[standing.key])
    return [Line("minutes", _("Minutes"), meeting.plan.body_name, state=state, href=href)]


def _of_kind(
    reader: Reader, standing: Standing, kind: PaperKind, known: list[RegisteredPaper]
) -> list[Line]:
    rows = [row for row in known if row.name == kind.name and row.state != PaperState.DROPPED]
    offered = {each.subject: each for each in kind.offers(standing.state)}
    due_on = _due_on(standing, reader)
    due = {subject: due_on for subject in offered if is_called_for(kind.name, subject)}
    found = [_existing(row, kind, due.get(row.subject)) for row in rows if reader.sees(row)]
    if not reader.may_draft(standing.key):
        return found
    standing_rows = {row.subject for row in rows if row.state != PaperState.VOID}
    missing = [each for each in offered.values() if each.subject not in standing_rows]
    made = (_offered(each, kind, standing, reader, due.get(each.subject)) for each in missing)
    return [*found, *made]


def _existing(row: RegisteredPaper, kind: PaperKind, due_on: date | None) -> Line:
    return Line(
        name=kind.name,
        label=kind.label,
        abstract=row.abstract,
        state=row.state,
        number=row.number,
        dated=row.dated,
        due_on=due_on,
        is_overdue=due_on is not None and due_on < timezone.localdate(),
        href=reverse("documents:paper", args=[row.key]),
    )


def _offered(
    offer: Offer, kind: PaperKind, standing: Standing, reader: Reader, due_on: date | None
) -> Line:
    today = timezone.localdate()
    line = Line(kind.name, kind.label, kind.abstract(standing, offer), due_on=due_on)
    rulebook, body_kind = reader.rulebook_on(today), BodyKind(reader.body.kind)
    facts = BodyFacts(rulebook=rulebook, kind=body_kind)
    code = kind.type_on(rulebook, body_kind, today)
    if objection := objection_to_type(code, today, facts):
        rights = rights_on(rulebook, today)
        return replace(line, objection=objection, text=rights.clause if rights else "")
    query = f"?{urlencode({'subject': offer.subject})}" if offer.subject else ""
    href = reverse("documents:write", args=[standing.key, kind.name]) + query
    return replace(line, is_overdue=due_on is not None and due_on < today, href=href)


def _due_on(standing: Standing, reader: Reader) -> date | None:
    """MT-12: by when the paper is to be issued, counted from the end of the meeting."""
    ended = getattr(standing.state, "closed_at", None)
    if ended is None:
        return None
    return issue_due_on(reader.rulebook_on(timezone.localdate(ended)), ended)


def _with_main(made: list[Line]) -> list[Line]:
    """Mark the one act that comes next: the first paper that is due and not issued."""
    for place, line in enumerate(made):
        is_open = line.state in {"", PaperState.DRAFT} and line.href and line.objection is None
        if is_open and line.due_on is not None:
            made[place] = replace(line, is_main=True)
            break
    return made


def lines_on(account: Any, standing: Standing) -> list[Line]:
    """Return the papers of a source, each from the register of the body that issues it (AP-05)."""
    known = list(queries.papers_on(standing.key))
    body = facts.body(standing.body)
    return [
        line
        for kind in kinds_on(standing.kind)
        for line in _of_kind(Reader(account, kind.issuing_body(body)), standing, kind, known)
    ]


def page_of_source(kind: PaperKind, source: str, body: Body) -> str:
    """Return the address of what a paper rests on; where that has no page of its own, the register."""
    match kind.source:
        case "meeting":
            return reverse("documents:meeting_papers", args=[source])
        case "application":
            return reverse("applications:page", args=[source])
        case "report":
            return reverse("oversight:report", args=[body.public_id, *period_of(source)])
        case _:
            return reverse("documents:register", args=[body.public_id])


def part_of(reader: Reader, standing: Standing) -> dict[str, Any]:
    """Return what the papers of a meeting show on a page."""
    return {
        "key": standing.key,
        "rows": lines(reader, standing),
        "is_drafter": reader.may_draft(standing.key),
        "rules": reader.rulebook_on(timezone.localdate()).rules,
    }
