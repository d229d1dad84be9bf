"""Reading a letter as it comes over the line: its words and its files."""

from collections.abc import Iterator
from dataclasses import dataclass
from email.message import EmailMessage


@dataclass(frozen=True, slots=True)
class File:
    """A file that came with a letter."""

    name: str
    content_type: str
    content: bytes


def text_of(message: EmailMessage) -> str:
    """Return the words of a letter; PostgreSQL takes no NUL, so there is none."""
    body = message.get_body(preferencelist=("plain",))
    return str(body.get_content()).replace("\x00", "") if body else ""


def attachments_of(message: EmailMessage) -> Iterator[File]:
    """Return the files of a letter, invitations to a calendar included."""
    for part in message.walk():
        name = part.get_filename()
        is_invitation = part.get_content_type() == "text/calendar"
        if part.is_multipart() or not (name or is_invitation):
            continue
        content = part.get_payload(decode=True)
        if isinstance(content, bytes):
            yield File(
                (name or "invitation.ics")[-255:].replace("/", "_"),
                part.get_content_type(),
                content,
            )
