"""Letters over real SMTP: who gets which, once, with a calendar file that says the same."""

import socket
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from hashlib import sha256
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from django.conf import settings as configured
from django.utils import timezone
from icalendar import Calendar

from chibo.core.procedure import commands as do
from chibo.meetings import followers, letters
from chibo.meetings.actions import attach_document
from chibo.meetings.models import Cursor, SentLetter
from tests.shell.meetings.coming import (
    VIETNAM,
    browser,
    by,
    cell_with_addresses,
    coming_day,
    convened,
)
from tests.shell.story import Cell, accepted, new_id, opened

pytestmark = pytest.mark.django_db

INVITED_WITH_ADDRESS = 9


@dataclass
class Post:
    """A mail server on the loopback that keeps what it takes."""

    refused: set[str] = field(default_factory=set)
    taken: list[tuple[str, EmailMessage]] = field(default_factory=list)

    async def handle_RCPT(  # noqa: N802 -- aiosmtpd's name
        self, server: Any, session: Any, envelope: Any, address: str, options: list[str]
    ) -> str:
        if address in self.refused:
            return "550 no such mailbox"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802 -- aiosmtpd's name
        message = message_from_bytes(envelope.content, EmailMessage, policy=default)
        self.taken.extend((address, message) for address in envelope.rcpt_tos)
        return "250 OK"

    def to(self, address: str) -> list[EmailMessage]:
        return [message for reader, message in self.taken if reader == address]


def _free_port() -> int:
    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 0))
        port: int = sock.getsockname()[1]
        return port


@pytest.fixture
def post(settings: Any) -> Iterator[Post]:
    kept = Post()
    server = Controller(kept, hostname="127.0.0.1", port=_free_port())
    server.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
    settings.CHIBO_ADDRESS = "https://chibo.example.org"
    yield kept
    server.stop()


@pytest.fixture
def of() -> Cell:
    return cell_with_addresses()


@pytest.fixture(autouse=True)
def _rested() -> Iterator[None]:
    followers._resting.clear()
    yield
    followers._resting.clear()


def text_of(message: EmailMessage) -> str:
    part = message.get_body(("plain",))
    assert part is not None
    return str(part.get_content())


def calendar_of(message: EmailMessage) -> tuple[str, Any]:
    (file,) = message.iter_attachments()
    assert file.get_content_type() == "text/calendar"
    calendar = Calendar.from_ical(file.get_content())
    (event,) = calendar.walk("VEVENT")
    assert str(calendar["METHOD"]) == file["Content-Type"].params["method"]
    return str(calendar["METHOD"]), event


def test_everybody_invited_and_who_watches_gets_the_convocation_once(
    of: Cell, post: Post
) -> None:
    key = convened(of)
    for _ in range(3):
        followers.catch_up()

    assert sorted(address for address, _message in post.taken) == sorted(
        of.people[name].email
        for name in (
            "An",
            "Bình",
            "Cường",
            "Dung",
            "Giang",
            "Minh",
            "Nga",
            "Phúc",
            "Quý",
            "Thu",
        )
    )
    (letter,) = post.to(of.people["Cường"].email)
    text = text_of(letter)
    assert "Kính gửi: Đồng chí Lò Thị Cường" in text
    assert f"https://chibo.example.org/meetings/{key}/" in text
    assert "12-CV/ĐU" in text
    assert "Trạm kiểm lâm" in text
    assert (
        letter["Subject"]
        .strip()
        .startswith("[Tập huấn] Giấy mời sinh hoạt thường kỳ 19 giờ 00")
    )
    (watching,) = post.to(of.people["Thu"].email)
    assert "kính mời đồng chí đến dự và chỉ đạo" in text_of(watching)


def test_the_calendar_file_says_when_where_and_who(of: Cell, post: Post) -> None:
    key = convened(of)
    followers.catch_up()
    (letter,) = post.to(of.people["Cường"].email)
    method, event = calendar_of(letter)

    assert (method, str(event["UID"]), event["SEQUENCE"]) == ("REQUEST", f"{key}@chibo", 1)
    assert event["DTSTART"].dt == coming_day()
    assert event["DTSTART"].params["TZID"] == "Asia/Ho_Chi_Minh"
    assert event["DTEND"].dt.astimezone(VIETNAM).hour == 21
    assert str(event["LOCATION"]) == "Nhà văn hóa bản Nà Pát"
    assert str(event["ATTENDEE"]) == f"mailto:{of.people['Cường'].email}"
    assert str(event["ORGANIZER"]) == f"mailto:{configured.DEFAULT_FROM_EMAIL}"


def test_a_meeting_called_off_takes_itself_out_of_calendars(of: Cell, post: Post) -> None:
    key = convened(of)
    followers.catch_up()
    by(of, key, "An", do.CancelMeeting("Bão số 3"))
    followers.catch_up()

    _first, second = post.to(of.people["Cường"].email)
    method, event = calendar_of(second)
    assert (method, str(event["UID"]), event["SEQUENCE"], str(event["STATUS"])) == (
        "CANCEL", f"{key}@chibo", 2, "CANCELLED",
    )  # fmt: skip
    assert "Bão số 3" in text_of(second)


def test_who_was_never_told_of_a_meeting_is_not_told_that_it_is_off(
    of: Cell, post: Post
) -> None:
    key = convened(of)
    by(of, key, "An", do.CancelMeeting("Nhầm ngày"))
    followers.catch_up()

    assert post.taken == []


def test_who_has_no_address_is_named_to_the_secretary(of: Cell, post: Post) -> None:
    key = convened(of)
    followers.catch_up()

    page = browser(of, "An").get(f"/meetings/{key}/")
    assert [each["name"] for each in page.context["untold"]] == ["Lò Thị Hoa"]
    assert "GIẤY MỜI" in page.context["to_copy"]
    assert f"https://chibo.example.org/meetings/{key}/" in page.context["to_copy"]
    assert len(page.context["sent"]) == INVITED_WITH_ADDRESS + 1
    assert "to_copy" not in browser(of, "Cường").get(f"/meetings/{key}/").context


def test_one_refused_address_holds_up_nobody_and_can_be_tried_again(
    of: Cell, post: Post
) -> None:
    post.refused.add(of.people["Cường"].email)
    key = convened(of)
    followers.catch_up()

    assert len(post.taken) == INVITED_WITH_ADDRESS
    an = browser(of, "An")
    (failed,) = an.get(f"/meetings/{key}/").context["failed"]
    assert (failed["name"], failed["error"]) == ("Lò Thị Cường", "550 no such mailbox")
    of.people["Cường"].email = "moi@example.org"
    of.people["Cường"].save()
    assert browser(of, "Cường").post(f"/meetings/{key}/letters/").status_code == 403
    an.post(f"/meetings/{key}/letters/")
    letters.clock(timezone.now())
    letters.clock(timezone.now())

    assert len(post.to("moi@example.org")) == 1
    assert len(post.taken) == INVITED_WITH_ADDRESS + 1
    assert an.get(f"/meetings/{key}/").context["failed"] == []


def test_what_is_no_address_is_said_and_not_sent(of: Cell, post: Post) -> None:
    of.people["Cường"].email = "dv-cường@example.org"
    of.people["Cường"].save()
    convened(of)
    followers.catch_up()

    assert SentLetter.objects.get(person=of.code("Cường")).state == "failed"
    assert len(post.taken) == INVITED_WITH_ADDRESS


def test_while_the_mail_server_is_away_nothing_is_lost(
    of: Cell, post: Post, settings: Any, caplog: pytest.LogCaptureFixture
) -> None:
    there, settings.EMAIL_PORT = settings.EMAIL_PORT, _free_port()
    convened(of)
    followers.catch_up()
    assert not Cursor.objects.filter(seq__gt=0, follower="meetings.letters").exists()
    assert "stumbled" in caplog.text

    settings.EMAIL_PORT = there
    followers._resting.clear()
    followers.catch_up()
    assert len(post.taken) == INVITED_WITH_ADDRESS + 1


def test_after_a_crash_only_the_rest_is_sent(of: Cell, post: Post) -> None:
    convened(of)
    followers.catch_up()
    Cursor.objects.all().delete()
    SentLetter.objects.filter(person=of.code("Cường")).delete()
    followers.catch_up()

    first, again = post.to(of.people["Cường"].email)
    assert first["Message-ID"] == again["Message-ID"]
    assert len(post.taken) == INVITED_WITH_ADDRESS + 2


def test_documents_that_come_together_are_one_letter(of: Cell, post: Post) -> None:
    key = convened(of)
    followers.catch_up()
    for title in ("Báo cáo tháng 5", "Dự thảo nghị quyết"):
        bring(of, key, title)
    followers.catch_up()
    letters.clock(timezone.now())
    assert len(post.to(of.people["Cường"].email)) == 1

    later = timezone.now() + letters.QUIET
    letters.clock(later)
    letters.clock(later + timedelta(minutes=1))

    _convocation, news = post.to(of.people["Cường"].email)
    assert "Báo cáo tháng 5 (tài liệu mới)" in text_of(news)
    assert "Dự thảo nghị quyết (tài liệu mới)" in text_of(news)
    assert calendar_of(news)[1]["SEQUENCE"] == 3

    withdraw = meeting_documents(key)[0]
    by(of, key, "An", do.WithdrawDocument(withdraw))
    letters.clock(timezone.now() + letters.QUIET)
    assert "Báo cáo tháng 5 (đã rút lại" in text_of(post.to(of.people["Cường"].email)[-1])


def bring(of: Cell, key: str, title: str) -> None:
    content = title.encode()
    command = do.AttachDocument(
        new_id(), "i1", title, "a.pdf", sha256(content).hexdigest(), len(content)
    )
    accepted(
        attach_document(
            key, command, content=content, content_type="application/pdf",
            actor=of.code("An"), command_id=new_id(),
        )
    )  # fmt: skip


def meeting_documents(key: str) -> list[str]:
    from chibo.meetings.queries import meeting  # noqa: PLC0415 -- one use

    return list(meeting(key)[0].documents)


def test_nobody_is_told_of_a_meeting_that_is_past(post: Post) -> None:
    live = opened()
    assert live.at < datetime.now(tz=VIETNAM)  # noqa: TID251 -- the wall clock is meant
    followers.catch_up()

    assert post.taken == []


def test_the_file_for_the_calendar_can_be_taken_from_the_page(of: Cell) -> None:
    key = convened(of)
    answer = browser(of, "Giang").get(f"/meetings/{key}/calendar.ics")

    calendar = Calendar.from_ical(answer.content)
    (event,) = calendar.walk("VEVENT")
    assert (str(calendar["METHOD"]), str(event["UID"])) == ("PUBLISH", f"{key}@chibo")
    assert event["DTSTART"].dt == coming_day()
    assert "ATTENDEE" not in event
