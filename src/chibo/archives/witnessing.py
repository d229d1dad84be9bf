"""When a journal comes to an end of a kind, its head goes to the superior body, and out by letter."""

import hashlib
from collections.abc import Sequence
from datetime import datetime

from django.core.mail import EmailMessage, get_connection
from django.template.loader import render_to_string
from django.utils import timezone, translation

from chibo.archives.witness_kind import KIND, witness_key
from chibo.core.journal.chain import Entry
from chibo.core.procedure.terms import CLOCK
from chibo.core.procedure.witness import HeadWitnessed, WitnessHead
from chibo.meetings import facts, stored
from chibo.meetings.actions import begin, carry_out
from chibo.meetings.followers import Follower
from chibo.registry.models import Body
from chibo.registry.queries import addresses_of, office_holders, superior_of
from chibo.registry.words import COMMITTEE_OFFICES, LEADING_OFFICES

ENDINGS: dict[str, frozenset[str]] = {
    "meeting": frozenset(
        {
            *("MeetingClosed", "MeetingBrokenOff", "MeetingCancelled", "MeetingAnnulled"),
            *("MinutesConfirmed", "MinutesSigned", "AddendumSigned", "PaperFixed"),
        }
    ),
    "application": frozenset(
        {
            *("ApplicationSubmitted", "ApplicationApproved", "ApplicationRejected"),
            *("ApplicationWithdrawn", "ApplicationExpired"),
        }
    ),
    "papers": frozenset({"PaperIssued", "PaperVoided"}),
    "regulation": frozenset({"TextRegistered", "TextClosed"}),
    "groups": frozenset(
        {"ProcedureAbandoned", "SynthesisClosed", "TextDecided", "ProcedureClosed"}
    ),
    "tasks": frozenset({"TaskAccepted", "TaskReleased"}),
    "report": frozenset({"ReportWritten"}),
}
"""After which events the head of a journal is witnessed; a new kind of journal adds its line here."""

TOLD = frozenset({"MeetingClosed", "MeetingBrokenOff", "MeetingAnnulled", "PaperFixed"})
"""After which of them the hash also leaves the server by letter."""


def keep(key: str, entries: Sequence[tuple[Entry, object]]) -> None:
    """Bring the heads of a journal to the body above; what was brought before does nothing again."""
    found = stored.kind_of(key)
    if found is None:
        return
    kind, body = found
    superior = superior_of(facts.body(body))
    if superior is None:
        return
    for entry, _ in entries:
        if entry.event in ENDINGS[kind]:
            _bring(
                witness_key(str(superior.public_id)), str(superior.public_id), kind, body, entry
            )


def _bring(witness: str, superior: str, kind: str, body: str, entry: Entry) -> None:
    begin(witness, KIND, superior)
    name = hashlib.sha256(f"{entry.journal}.{entry.seq}.{entry.hash}".encode()).hexdigest()[:32]
    carry_out(
        witness,
        WitnessHead(entry.journal, kind, body, entry.seq, entry.hash, entry.at, entry.event),
        actor=CLOCK,
        command_id=name,
    )


HEADS = Follower(name="archives.heads", kinds=frozenset(ENDINGS), act=keep)


def tell(_key: str, entries: Sequence[tuple[Entry, object]]) -> None:
    """Send the hashes that were kept to the officers of both bodies, so that they exist elsewhere too."""
    for _, event in entries:
        if isinstance(event, HeadWitnessed) and event.after in TOLD:
            _tell(event)


LETTERS = Follower(name="archives.letters", kinds=frozenset({KIND}), act=tell)


def _tell(head: HeadWitnessed) -> None:
    body = facts.body(head.body)
    addresses = sorted(set(addresses_of(_readers(body)).values()))
    if not addresses:
        return
    context = {"head": head, "body": body, "at": datetime.fromisoformat(head.at)}
    with translation.override("vi"):
        subject = render_to_string("archives/letters/head_subject.txt", context)
        text = render_to_string("archives/letters/head.txt", context)
    connection = get_connection()
    try:
        connection.open()
        for address in addresses:
            name = hashlib.sha256(f"{head.hash}.{address}".encode()).hexdigest()[:32]
            # The same letter keeps its name: one that is sent twice after a crash is shown once.
            headers = {"Message-ID": f"<{name}@chibo>"}
            message = EmailMessage(
                " ".join(subject.split()), text, to=[address], headers=headers
            )
            connection.send_messages([message])
    finally:
        connection.close()


def _readers(body: Body) -> set[str]:
    """Return the secretary of the body and the committee above it."""
    today = timezone.localdate()
    own = {each.code for each in office_holders(body, today) if each.office in LEADING_OFFICES}
    above = superior_of(body)
    holders = office_holders(above, today) if above else ()
    return own | {each.code for each in holders if each.office in COMMITTEE_OFFICES}
