"""What is written about papers: to those they go to, and to whoever still has to issue them (MT-12)."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation

from chibo.core.rulebook.model import Rulebook
from chibo.documents.models import Reminder
from chibo.meetings.letters import sent
from chibo.registry.queries import addresses_of
from chibo.web.naming import speaking_of

SENT = "sent"


@dataclass(frozen=True, slots=True)
class Tally:
    """How many were told by a letter, and how many have to be told in another way."""

    told: int
    untold: int


def tell(
    about: str,
    readers: Mapping[str, str],
    template: str,
    context: Mapping[str, Any],
    rulebook: Rulebook,
) -> Tally:
    """Write to everybody who was not told of this yet; where the mail server is away this raises.

    `readers` are names by code. Nobody is told twice, also after a crash.
    """
    done = set(Reminder.objects.filter(about=about).values_list("person", flat=True))
    waiting = {code: name for code, name in readers.items() if code not in done}
    addresses = addresses_of(waiting)
    connection = get_connection()
    if addresses:
        connection.open()
    try:
        for code, address in addresses.items():
            said = {**context, "reader": waiting[code], "is_training": rulebook.is_training}
            # DF-07: always in Vietnamese, whatever a reader's language.
            with translation.override("vi"), speaking_of(rulebook):
                letter = _letter(about, address, template, said)
            state, _error = sent(connection, letter, address)
            if state == SENT:
                Reminder.objects.get_or_create(
                    about=about, person=code, defaults={"at": timezone.now()}
                )
    finally:
        connection.close()
    told = Reminder.objects.filter(about=about, person__in=readers).count()
    return Tally(told, len(readers) - told)


def _letter(about: str, address: str, template: str, said: Mapping[str, Any]) -> EmailMessage:
    text = render_to_string(f"documents/letters/{template}.txt", said)
    subject = render_to_string(f"documents/letters/{template}_subject.txt", said)
    name = hashlib.sha256(f"{about}.{address}".encode()).hexdigest()[:32]
    return EmailMessage(
        " ".join(subject.split()),
        text.strip() + "\n",
        to=[address],
        # The same letter keeps its name: one that is sent twice after a crash is shown once.
        headers={"Message-ID": f"<{name}@chibo>"},
    )


def link_to(page: str, key: str) -> str:
    """Return the address of a page as letters name it."""
    with translation.override("vi"):
        return settings.CHIBO_ADDRESS.rstrip("/") + reverse(page, args=[key])


def in_vietnamese(words: Any) -> str:
    """Return words of the catalogues in the language of papers."""
    with translation.override("vi"):
        return str(words)
