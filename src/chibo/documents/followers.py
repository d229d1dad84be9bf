"""What follows an issue and a meeting: letters to those a paper goes to, and reminders of what is due (MT-12)."""

import logging
import smtplib
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from itertools import groupby

from django.utils import timezone

from chibo.core.journal.chain import Entry
from chibo.core.procedure import events as ev
from chibo.core.procedure.register_acts import (
    Audience,
    PaperIssued,
    RecordSending,
    is_called_for,
)
from chibo.core.procedure.terms import CLOCK
from chibo.core.rulebook.deadlines import issue_due_on
from chibo.core.rulebook.model import Rulebook
from chibo.documents import actions, drawn_pages, queries
from chibo.documents.kinds import kinds_on, paper_kinds
from chibo.documents.letters import in_vietnamese, link_to, tell
from chibo.documents.models import DuePaper
from chibo.meetings import facts
from chibo.meetings.followers import Follower
from chibo.meetings.queries import entries as entries_of
from chibo.meetings.queries import listing, meeting, state_of
from chibo.meetings.rulebooks import rulebook_for
from chibo.registry.models import Body
from chibo.registry.queries import office_holders, superior_of
from chibo.registry.words import COMMITTEE_OFFICES, LEADING_OFFICES

log = logging.getLogger(__name__)

AHEAD = timedelta(days=1)
"""How long before the last day the secretary is reminded."""
FORGOTTEN = timedelta(days=30)
"""After so long no letter is written any more; the pages still say it."""


# --- issued papers ---------------------------------------------------------------------------


def _announce(key: str, entries: Sequence[tuple[Entry, object]]) -> None:
    for entry, event in entries:
        if isinstance(event, PaperIssued):
            body = facts.body(state_of(key, "papers").body)
            for audience in event.audiences:
                _send(body, entry, event, audience)


ANNOUNCED = Follower(name="documents.announced", kinds=frozenset({"papers"}), act=_announce)


def _send(body: Body, entry: Entry, event: PaperIssued, audience: Audience) -> None:
    """Write to everybody a paper goes to, then write down in the register that it was sent."""
    rulebook = rulebook_for(body)
    superior = superior_of(body)
    kind = paper_kinds()[event.name]
    # AP-05: an answer stands in the register above; whoever asked is the body of its source.
    asker = facts.body(state_of(event.source.journal, kind.source).body)
    readers = _readers(
        asker if audience is Audience.ASKER else body, audience, event.dated, rulebook
    )
    context = {
        "body": body.name,
        "superior": superior.name if superior else "",
        "asker": asker.name,
        "audience": audience.value,
        "label": in_vietnamese(kind.label),
        "number": event.number,
        "dated": event.dated,
        "abstract": event.abstract,
        "signer": ", ".join(each.name for each in event.signers),
        "link": link_to("documents:paper", event.paper),
    }
    tally = tell(
        f"{entry.journal}:{entry.seq}:{audience}", readers, "issued", context, rulebook
    )
    # Refused when it was written down before: a follower may act twice.
    actions.carry_out(
        body,
        RecordSending(event.paper, audience, tally.told, tally.untold),
        actor=CLOCK,
        command_id=f"sent-{event.paper}-{audience}",
    )


def _readers(body: Body, audience: Audience, day: date, rulebook: Rulebook) -> dict[str, str]:
    if audience is Audience.MEMBERS:
        return {each.code: each.name for each in facts.expected(body, day, rulebook)}
    if audience is Audience.ASKER:
        asking = office_holders(body, day)
        return {each.code: each.name for each in asking if each.office in COMMITTEE_OFFICES}
    superior = superior_of(body)
    above = office_holders(superior, day) if superior else ()
    leading = {each.code: each.name for each in above if each.office in LEADING_OFFICES}
    return leading | {each.code: each.name for each in facts.overseers(body, day)}


# --- documents that were withdrawn -----------------------------------------------------------


def _forget_pages(key: str, entries: Sequence[tuple[Entry, object]]) -> None:
    gone = {event.document for _, event in entries if isinstance(event, ev.DocumentWithdrawn)}
    for _, event in entries_of(key) if gone else ():
        if isinstance(event, ev.DocumentAttached) and event.document in gone:
            drawn_pages.forget(event.sha256)


UNDRAWN = Follower(name="documents.undrawn", kinds=frozenset({"meeting"}), act=_forget_pages)
"""The pictures of its pages go with a document that was withdrawn."""


# --- due papers ------------------------------------------------------------------------------


def _note_due(key: str, entries: Sequence[tuple[Entry, object]]) -> None:
    for _entry, event in entries:
        if isinstance(event, ev.MeetingClosed | ev.MeetingBrokenOff):
            _write_due(key)
        elif isinstance(event, ev.MeetingAnnulled):
            DuePaper.objects.filter(meeting=key).delete()


DUE = Follower(name="documents.due", kinds=frozenset({"meeting"}), act=_note_due)


def _write_due(key: str) -> None:
    """Write down what a meeting calls for, and by when; safe to do twice."""
    state, standing = meeting(key)
    body = facts.body(standing.body)
    if state.closed_at is None:
        return
    due_on = issue_due_on(
        rulebook_for(body, timezone.localdate(state.closed_at)), state.closed_at
    )
    for kind in kinds_on("meeting"):
        for offer in kind.offers(state):
            if is_called_for(kind.name, offer.subject) and queries.may_issue(
                kind, body, due_on
            ):
                DuePaper.objects.update_or_create(
                    meeting=key,
                    name=kind.name,
                    subject=offer.subject,
                    defaults={"body": standing.body, "due_on": due_on},
                )


def remind(now: datetime) -> None:
    """Write to the secretaries whose papers are due tomorrow, today, or since yesterday (MT-12)."""
    today = timezone.localdate(now)
    due = queries.all_due().filter(due_on__lte=today + AHEAD, due_on__gte=today - FORGOTTEN)
    rows = due.order_by("meeting", "pk")
    for key, papers in groupby(rows, key=lambda row: row.meeting):
        try:
            _remind(key, list(papers), today)
        except (OSError, smtplib.SMTPException):
            log.exception("the reminder about meeting %s waits", key)


def _remind(key: str, papers: list[DuePaper], today: date) -> None:
    body, held = facts.body(papers[0].body), listing(key)
    if held is None:
        return
    rulebook = rulebook_for(body)
    is_overdue = any(each.due_on < today for each in papers)
    holders = office_holders(body, today)
    readers = {each.code: each.name for each in holders if each.office in LEADING_OFFICES}
    context = {
        "body": body.name,
        "held_on": held.starts_at,
        "is_overdue": is_overdue,
        "papers": [
            {"label": in_vietnamese(paper_kinds()[each.name].label), "due_on": each.due_on}
            for each in papers
        ],
        "clause": rulebook.clause("MT-12").clause,
        "link": link_to("documents:meeting_papers", key),
    }
    about = f"due:{key}:{'overdue' if is_overdue else 'soon'}"
    tell(about, readers, "due", context, rulebook)
