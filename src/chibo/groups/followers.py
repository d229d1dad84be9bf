"""What follows the journals and the clock: figures of meetings, reminders, letters (TG-05)."""

import logging
from collections.abc import Iterable, Sequence
from datetime import datetime

from django.core.mail import EmailMessage, get_connection
from django.template.loader import render_to_string
from django.utils import timezone, translation

from chibo.core.journal.chain import Entry
from chibo.core.procedure.groups import events as ev
from chibo.core.procedure.groups.procedure import Procedure
from chibo.groups import actions
from chibo.groups.due import becoming
from chibo.groups.groups_kind import NAME, rulebook_of
from chibo.groups.hearing import hear
from chibo.groups.links import address_of
from chibo.groups.queries import due, place_of, procedure
from chibo.meetings import facts
from chibo.meetings.followers import Follower
from chibo.registry.queries import addresses_of

log = logging.getLogger(__name__)

HEARING = Follower(name="groups.hearing", kinds=frozenset({"meeting"}), act=hear)

_TOLD = {ev.ReportReminded: "reminder", ev.ReportOverdue: "overdue"}


def write_letters(key: str, entries: Sequence[tuple[Entry, object]]) -> None:
    """Write to a group's leaders that a report is due; to the secretary too once it is late."""
    told = [
        event for _, event in entries if isinstance(event, ev.ReportReminded | ev.ReportOverdue)
    ]
    if not told:
        return
    state, standing = procedure(key)
    for event in told:
        if (event.group, event.round) not in state.reports.sent:
            _write(key, state, standing.body, event)


LETTERS = Follower(name="groups.letters", kinds=frozenset({NAME}), act=write_letters)


def _write(
    key: str, state: Procedure, public_id: str, event: ev.ReportReminded | ev.ReportOverdue
) -> None:
    body = facts.body(public_id)
    rules = rulebook_of(state, body)
    today = rules.day_of(timezone.now())
    people = {it.code for it in facts.leaders(body, today) if it.group == event.group}
    if isinstance(event, ev.ReportOverdue):
        people |= set(facts.secretaries(body, today))
    context = {
        "group": event.group,
        "body": body,
        "due_at": event.due_at.astimezone(rules.zone),
        "link": address_of(key, place_of(state, event.group)),
        "is_training": rules.is_training,
    }
    name = _TOLD[type(event)]
    with translation.override("vi"):
        subject = render_to_string(f"groups/letters/{name}_subject.txt", context)
        text = render_to_string(f"groups/letters/{name}.txt", context)
    _send(" ".join(subject.split()), text.strip() + "\n", addresses_of(people).values())


def _send(subject: str, text: str, addresses: Iterable[str]) -> None:
    messages = [EmailMessage(subject, text, to=[address]) for address in addresses]
    if messages:
        # Where the mail server is away this raises, and the follower tries again.
        get_connection().send_messages(messages)


def clock(now: datetime) -> None:
    """Say what has become due since the clock last ticked, however long ago that was."""
    for key in due(now):
        state, standing = procedure(key)
        rules = rulebook_of(state, facts.body(standing.body))
        for each in becoming(state, rules):
            if each.at <= now:
                actions.hear(key, each.command, at=now)
