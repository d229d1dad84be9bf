"""Taking in a letter, and noting that it was read."""

from collections.abc import Iterable
from email.message import EmailMessage

from django.db import transaction
from django.utils import timezone

from chibo.mailbox.letters import attachments_of, text_of
from chibo.mailbox.models import Attachment, ReceivedMail


@transaction.atomic
def receive(message: EmailMessage, sender: str, recipients: Iterable[str]) -> None:
    """Put a letter into the box of everybody it is addressed to."""
    files = tuple(attachments_of(message))
    for recipient in recipients:
        mail = ReceivedMail.objects.create(
            recipient=recipient.lower(),
            sender=sender,
            subject=str(message["Subject"] or "")[:998],
            text=text_of(message),
            received_at=timezone.now(),
        )
        Attachment.objects.bulk_create(
            Attachment(
                mail=mail, name=each.name, content_type=each.content_type, content=each.content
            )
            for each in files
        )


def mark_read(mail: ReceivedMail) -> None:
    """Note when a letter was first read."""
    if mail.read_at is None:
        mail.read_at = timezone.now()
        mail.save(update_fields=["read_at"])
