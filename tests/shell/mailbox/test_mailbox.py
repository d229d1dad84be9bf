"""Letters travel by real SMTP into the box of whom they are for, and nobody else reads them."""

import socket
from datetime import UTC, datetime

import pytest
from asgiref.sync import sync_to_async
from django.core.mail import EmailMessage, get_connection
from django.test import Client
from django.urls import reverse

from chibo.mailbox.models import ReceivedMail
from chibo.mailbox.queries import letters_for
from chibo.mailbox.receiving import MailboxPortError, smtp_server

INVITATION = b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n"


@pytest.fixture
def port(settings) -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        settings.EMAIL_PORT = free.getsockname()[1]
    settings.DEMONSTRATION = True
    return settings.EMAIL_PORT


@pytest.fixture
def letter(db) -> ReceivedMail:
    mail = ReceivedMail.objects.create(
        recipient="an@example.org",
        sender="chibo@localhost",
        subject="Giấy mời họp chi bộ tháng 6",
        text="Mời đồng chí dự họp: http://localhost:8000/meetings/1/ <b>",
        received_at=datetime(2027, 6, 1, 1, 30, tzinfo=UTC),
    )
    mail.attachments.create(name="hop.ics", content_type="text/calendar", content=INVITATION)
    return mail


def send() -> int:
    mail = EmailMessage(
        "Giấy mời họp",
        "Kính gửi đồng chí,",
        "chibo@localhost",
        ["An@example.org", "ben@example.org"],
        connection=get_connection("django.core.mail.backends.smtp.EmailBackend"),
    )
    mail.attach("hop.ics", INVITATION.decode(), "text/calendar")
    return mail.send()


@pytest.mark.asyncio
@pytest.mark.django_db(transaction=True)
async def test_a_letter_sent_by_smtp_is_in_every_box_when_it_is_acknowledged(port):
    async with smtp_server():
        assert await sync_to_async(send, thread_sensitive=False)() == 1

    found = [
        (mail.recipient, mail.subject, mail.text.strip(), bytes(file.content), file.name)
        async for mail in ReceivedMail.objects.order_by("recipient")
        async for file in mail.attachments.all()
    ]
    assert found == [
        (address, "Giấy mời họp", "Kính gửi đồng chí,", INVITATION, "hop.ics")
        for address in ("an@example.org", "ben@example.org")
    ]


@pytest.mark.asyncio
async def test_a_taken_port_is_named(port):
    with socket.socket() as other:
        other.bind(("127.0.0.1", port))
        other.listen()
        with pytest.raises(MailboxPortError, match=str(port)):
            async with smtp_server():
                pass


@pytest.mark.asyncio
async def test_outside_a_demonstration_nobody_listens(port, settings):
    settings.DEMONSTRATION = False
    async with smtp_server():
        with socket.socket() as probe:
            assert probe.connect_ex(("127.0.0.1", port)) != 0


def test_a_person_reads_their_own_letter(account, signed_in, letter):
    client = signed_in(account(email="An@Example.org"))

    assert letter.subject in client.get(reverse("mailbox:box")).text
    page = client.get(reverse("mailbox:letter", args=[letter.pk])).text
    assert 'href="http://localhost:8000/meetings/1/"' in page
    assert "&lt;b&gt;" in page
    letter.refresh_from_db()
    assert letter.read_at is not None

    file = client.get(
        reverse("mailbox:attachment", args=[letter.pk, letter.attachments.get().pk])
    )
    assert file.content == INVITATION
    assert file["Content-Disposition"] == 'attachment; filename="hop.ics"'


@pytest.mark.parametrize("address", ["cem@example.org", ""])
def test_nobody_reads_anybody_elses_letter(account, signed_in, letter, address):
    ReceivedMail.objects.create(recipient="", sender="x", received_at=letter.received_at)
    stranger = account("DV900", "Cem", email=address)
    client = signed_in(stranger)

    assert list(letters_for(stranger)) == []
    assert letter.subject not in client.get(reverse("mailbox:box")).text
    assert client.get(reverse("mailbox:letter", args=[letter.pk])).status_code == 404
    file = reverse("mailbox:attachment", args=[letter.pk, letter.attachments.get().pk])
    assert client.get(file).status_code == 404


def test_a_file_belongs_to_its_letter(account, signed_in, letter):
    own = ReceivedMail.objects.create(
        recipient="cem@example.org", sender="x", received_at=letter.received_at
    )
    client = signed_in(account("DV900", "Cem", email="cem@example.org"))

    file = reverse("mailbox:attachment", args=[own.pk, letter.attachments.get().pk])
    assert client.get(file).status_code == 404


def test_strangers_are_led_to_the_door(letter):
    for address in (reverse("mailbox:box"), reverse("mailbox:letter", args=[letter.pk])):
        assert Client().get(address).status_code == 302
