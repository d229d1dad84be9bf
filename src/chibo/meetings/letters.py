"""Tells everybody who is invited by e-mail, once for each thing there is to tell (MT-06, MT-07)."""

import hashlib
import logging
import smtplib
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.core.validators import validate_email
from django.utils import timezone

from chibo.core.journal.chain import Entry
from chibo.core.procedure.acts import Phase
from chibo.core.procedure.meeting import Meeting
from chibo.core.procedure.terms import Person
from chibo.core.rulebook.model import Rulebook
from chibo.meetings import actions, facts, queries
from chibo.meetings.convocation import written
from chibo.meetings.followers import Follower
from chibo.meetings.invitation_file import FILE_NAME, calendar_file
from chibo.meetings.meeting_kind import rulebook_of
from chibo.meetings.models import LetterState
from chibo.meetings.notice import Notice, NoticeKind, gathered, notices
from chibo.registry.queries import addresses_of

log = logging.getLogger(__name__)

QUIET = timedelta(minutes=2)
"""How long nothing changes about the documents before people are told: five papers are one letter."""
_CALENDAR = "text/calendar; method={}; charset=utf-8"


def act(key: str, entries: Sequence[tuple[Entry, object]]) -> None:
    """Send what new entries give to tell; documents wait until they are all there."""
    fresh = [each for each in notices(entries) if each.kind is not NoticeKind.DOCUMENTS]
    if not fresh:
        return
    meeting, standing = queries.meeting(key)
    rules = rulebook_of(meeting, facts.body(standing.body))
    for notice in fresh:
        _tell(key, meeting, rules, notice)


LETTERS = Follower(name="meetings.letters", kinds=frozenset({"meeting"}), act=act)


def clock(now: datetime) -> None:
    """Send what waits: letters to be tried again, and news of documents that have settled."""
    for listing in queries.coming(now):
        try:
            _catch_up(listing.key, now)
        except (OSError, smtplib.SMTPException):
            log.exception("the letters of meeting %s wait", listing.key)


def _catch_up(key: str, now: datetime) -> None:
    letters = list(queries.letters_of(key))
    told = {each.entry for each in letters if each.state != LetterState.WAITING}
    waiting = {each.entry for each in letters if each.state == LetterState.WAITING}
    last = queries.last_document_entry(key)
    if not waiting and last <= max(told, default=0):
        return
    meeting, standing = queries.meeting(key)
    rules = rulebook_of(meeting, facts.body(standing.body))
    found = notices(queries.entries(key))
    for notice in found:
        if notice.entry in waiting and notice.kind is not NoticeKind.DOCUMENTS:
            _tell(key, meeting, rules, notice)
    for entry in sorted(waiting):
        earlier = max((one for one in told | waiting if one < entry), default=0)
        again = [each for each in found if each.entry <= entry]
        if about := gathered(again, told_until=earlier):
            _tell(key, meeting, rules, about)
    fresh = gathered(found, told_until=max(told | waiting, default=0))
    if fresh and now - fresh.at >= QUIET:
        _tell(key, meeting, rules, fresh)


def _tell(key: str, meeting: Meeting, rules: Rulebook, notice: Notice) -> None:
    """Tell everybody who has not been told; one bad address does not hold up the others."""
    people = _readers(key, meeting, notice)
    if not people:
        return
    addresses = addresses_of(person.code for person in people)
    connection = get_connection()
    try:
        # Where the mail server is away this raises, and everything is tried again later.
        connection.open()
        for person in people:
            address = addresses.get(person.code, "")
            if not address:
                state, error = LetterState.NO_ADDRESS, ""
            else:
                message = _message(key, meeting, rules, notice, person=person, address=address)
                state, error = sent(connection, message, address)
            actions.record_letter(
                key, person.code, notice.entry, state, address=address, error=error
            )
    finally:
        connection.close()


def _readers(key: str, meeting: Meeting, notice: Notice) -> list[Person]:
    """Return who is still to be told; nobody is told of what is over."""
    people = {**meeting.attendance.invited, **meeting.attendance.observers}
    letters = list(queries.letters_of(key))
    done = {
        each.person
        for each in letters
        if each.entry == notice.entry and each.state != LetterState.WAITING
    }
    if meeting.plan.starts_at <= timezone.now():
        return []
    if notice.kind is NoticeKind.CANCELLED:
        # Who was never told of the meeting need not be told that it is off.
        told = {each.person for each in letters if each.entry < notice.entry}
        return _people(people, told - done)
    if meeting.phase is not Phase.CONVENED:
        return []
    return _people(people, set(people) - done)


def _people(names: dict[str, str], codes: Iterable[str]) -> list[Person]:
    wanted = set(codes)
    return [Person(code, name) for code, name in names.items() if code in wanted]


def sent(
    connection: BaseEmailBackend, message: EmailMessage, address: str
) -> tuple[LetterState, str]:
    """Send a letter and return what became of it; where the mail server is away this raises."""
    try:
        validate_email(address)
        connection.send_messages([message])
    except ValidationError:
        return LetterState.FAILED, "not an e-mail address"
    except smtplib.SMTPRecipientsRefused as refused:
        code, said = next(iter(refused.recipients.values()))
        return LetterState.FAILED, f"{code} {_text(said)}"
    except smtplib.SMTPResponseException as refused:
        return LetterState.FAILED, f"{refused.smtp_code} {_text(refused.smtp_error)}"
    return LetterState.SENT, ""


def _text(said: bytes | str) -> str:
    return said.decode(errors="replace") if isinstance(said, bytes) else said


def _message(
    key: str,
    meeting: Meeting,
    rules: Rulebook,
    notice: Notice,
    *,
    person: Person,
    address: str,
) -> EmailMessage:
    writing = written(notice, key, meeting, rules, person)
    name = hashlib.sha256(f"{key}.{notice.entry}.{person.code}".encode()).hexdigest()[:32]
    message = EmailMessage(
        writing.subject,
        writing.text,
        to=[address],
        # The same letter keeps its name: one that is sent twice after a crash is shown once.
        headers={"Message-ID": f"<{name}@chibo>"},
    )
    file = calendar_file(
        key, meeting, sequence=notice.entry, stamp=notice.at, reader=(person.name, address)
    )
    method = "CANCEL" if meeting.phase is Phase.CANCELLED else "REQUEST"
    message.attach(FILE_NAME, file.decode(), _CALENDAR.format(method))
    return message
