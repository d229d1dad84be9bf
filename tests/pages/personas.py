"""One cell with something on every page, and everybody who may come to look at it."""

import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from chibo.accounts.actions import open_account
from chibo.accounts.models import Account
from chibo.core.procedure import application as ask
from chibo.core.procedure import commands as do
from chibo.core.procedure.task_book import EnterTask
from chibo.core.procedure.terms import CLOCK, OpinionKind, PlannedItem, TextKind
from chibo.core.rulebook.text_hints import PlacedHint
from chibo.documents.actions import issue
from chibo.mailbox.models import ReceivedMail
from chibo.meetings import holding
from chibo.meetings.actions import attach_document, begin, carry_out
from chibo.meetings.uploads import PDF, Upload
from chibo.registry.actions import record_circumstance
from chibo.registry.words import CIRCUMSTANCES
from chibo.tasks.actions import carry_out as enter_task
from tests.conftest import PASSWORD
from tests.shell.documents.files import pdf
from tests.shell.documents.held import drafted_as_offered
from tests.shell.meetings.coming import cell_with_addresses, convened
from tests.shell.registry.files import AN, BODIES, write
from tests.shell.regulations.texts import enter, registered
from tests.shell.story import (
    DAY,
    Cell,
    Live,
    accepted,
    ask_and_approve,
    new_id,
    request,
    under_way,
)

ANONYMOUS, ADMINISTRATOR = "anonymous", "administrator"
PERSONAS = (ANONYMOUS, "Lan", "Cường", "An", "Bình", "Thu", "Sơn", ADMINISTRATOR)
"""Nobody known, the secretary of another cell, a member, the secretary and chair, the deputy and
minutes taker, the overseer, the superior committee, and who looks after the installation."""

TOPIC = "Đánh giá kết quả lãnh đạo tháng 5"
DRAFTED = "Kiểm điểm việc giao đất ven suối"
PAPER = "Danh sách hộ ven suối phải di dời"
HINTING = "Đề nghị khiển trách người lấn suối"
LETTER = "Giấy mời họp riêng gửi đồng chí An"
REASON = "Suối Nậm Pát dâng cao, không qua được"


@dataclass
class World:
    """The cell's journals, files, letters and accounts, by what pages need of them."""

    of: Cell
    coming: str
    running: str
    ended: str
    document: str
    held: str
    draft: str
    waiting: str
    application: str
    imported: str
    circumstance: int
    letter: int
    attachment: int
    key: int
    recovery: str
    text: str
    text_draft: str
    paper: str
    paper_draft: str
    task: str
    accounts: dict[str, Account]
    doors: dict[str, Client]

    def browser(self, name: str) -> Client:
        """Return a fresh browser in which somebody has just signed in, at the real door."""
        client = Client()
        client.cookies.update(self.doors[name].cookies)
        return client

    def sealed(self, name: str) -> tuple[str, ...]:
        """Return the words and keys that no page may ever show to somebody."""
        draft = (DRAFTED, self.draft)
        letter = (LETTER, HINTING)
        applications = (self.waiting, self.application)
        meetings = (TOPIC, PAPER, self.coming, self.running, self.ended, self.document)
        cell = (
            "Nà Pát",
            REASON,
            *(f"Lò Thị {each}" for each in ("An", "Bình", "Cường", "Hoa")),
        )
        return {
            ANONYMOUS: draft + letter + applications + meetings + cell,
            "Lan": draft + letter + applications + meetings + cell,
            ADMINISTRATOR: draft + letter + applications + meetings,
            "Cường": draft + letter + applications,
            "Thu": draft + letter,
            "Sơn": draft + letter,
            "Bình": letter,
            "An": (),
        }[name]


def make_world() -> World:
    """Make the cell, its papers and its meetings: to come, under way and over."""
    of = cell_with_addresses()
    coming = convened(of)
    document = bring(of, coming)
    accounts = {name: of.people[name].account for name in PERSONAS if name in of.people}
    accounts[ADMINISTRATOR] = administrator()
    doors = {name: signed_in(accounts.get(name)) for name in PERSONAS}
    letter = letter_to(accounts["An"])
    codes = RecoveryCodes.activate(accounts["An"]).get_unused_codes()
    return World(
        of=of,
        coming=coming,
        document=document,
        held=hold(of, coming),
        running=voting(of).key,
        ended=(over := ended(of)),
        paper=issued(of, over, "notice"),
        paper_draft=drafted_paper(of, over, "report"),
        task=given(of, over),
        draft=drafted(of, agenda=(PlannedItem("i1", DRAFTED, "ordinary", ""),)),
        waiting=handed_in(of),
        application=ask_and_approve(of, at=timezone.now(), wanted=next_year(of)),
        imported=str(write(*BODIES, AN).public_id),
        circumstance=flood(of),
        letter=letter.pk,
        attachment=letter.attachments.get().pk,
        key=key_of(of.people["Dung"].account),
        recovery=codes[0],
        text=registered(doors["Sơn"], of, valid_from="2040-01-01", valid_to="2040-12-31"),
        text_draft=enter(doors["Sơn"], of, number="06-HD/ĐU", valid_from="2042-01-01").split(
            "/"
        )[-2],
        accounts=accounts,
        doors=doors,
    )


def administrator() -> Account:
    """Open the account of who looks after the installation; they belong to no body."""
    account = open_account("qt-001", "Quản trị", "", PASSWORD, must_change_password=False)
    account.is_staff = True
    account.save()
    return account


def signed_in(account: Account | None) -> Client:
    """Return a browser in which somebody came in through the door."""
    client = Client()
    if account is not None:
        entered = {"login": account.username, "password": PASSWORD}
        answer = client.post(reverse("account_login"), entered)
        assert answer.status_code == 302, answer.text
        # Second factors ask once more who one is; here it has just been said.
        client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    return client


def bring(of: Cell, key: str, number: int = 1) -> str:
    """Bring a document to a meeting and return its key."""
    content = pdf(str(number))
    sha256 = hashlib.sha256(content).hexdigest()
    command = do.AttachDocument(new_id(), "i1", PAPER, "ho.pdf", sha256, len(content))
    accepted(
        attach_document(
            key, command, content=content, content_type=PDF, actor=of.code("An"),
            command_id=new_id(),
        )
    )  # fmt: skip
    return command.document


def hold(of: Cell, key: str) -> str:
    """Bring a document whose words hint, so that it waits for the word of An."""
    found = holding.Found((PlacedHint("X06", "khiển trách", 2, HINTING),), 0, is_cut=False)
    waiting = new_id()
    holding.hold(
        waiting, meeting=key, person=of.code("An"), item="i1", title="", filename="b.pdf",
        upload=Upload(b"%PDF-1.7 0", PDF), found=found,
    )  # fmt: skip
    return waiting


def next_year(of: Cell, **changes: Any) -> ask.Request:
    """Return what is asked for next March: this year's quota is used up by what was held."""
    starts_at = datetime(timezone.now().year + 1, 3, 3, 12, tzinfo=UTC)
    ends_at = starts_at + timedelta(hours=2)
    return request(of, starts_at=starts_at, expected_end_at=ends_at, **changes)


def drafted(of: Cell, **changes: Any) -> str:
    """Begin an application and return its key."""
    key = new_id()
    begin(key, "application", of.public_id)
    said = ask.DraftApplication(next_year(of, **changes))
    accepted(carry_out(key, said, actor=of.code("An"), command_id=new_id()))
    return key


def handed_in(of: Cell) -> str:
    """Hand an application in and return its key."""
    key = drafted(of)
    said = ask.SubmitApplication()
    accepted(carry_out(key, said, actor=of.code("An"), command_id=new_id()))
    return key


def voting(of: Cell) -> Live:
    """Hold a meeting up to an open vote, with an opinion, a task and a raised hand of Minh's."""
    live = under_way(of)
    minh = of.code("Minh")
    live.done("Bình", do.ProposeText("t1", "i1", TextKind.RESOLUTION, "Nghị quyết", "Điều 1."))
    live.done("Minh", do.RecordOpinion("o1", minh, "i1", "Nhất trí.", OpinionKind.OPINION))
    live.done("An", do.GiveTask("k1", minh, "Sửa đường", DAY.date() + timedelta(days=9)))
    live.done("Minh", do.AskFloor(minh))
    live.done("An", do.OpenBallot("b1", "t1"))
    return live


def ended(of: Cell) -> str:
    """Hold a meeting to its end, its minutes still to be confirmed, and return its key."""
    live = under_way(of)
    live.done("An", do.ConcludeItem("i1", "Nhất trí."))
    live.done("An", do.OpenItem("i2"))
    live.done("An", do.ConcludeItem("i2", "Thông qua."))
    live.done("Bình", do.ReadMinutes())
    live.done("An", do.ApproveMinutes(""))
    live.done("An", do.CloseMeeting())
    return live.key


def drafted_paper(of: Cell, meeting: str, name: str) -> str:
    """Draft a paper of a meeting and return its key."""
    return drafted_as_offered(of, meeting, name, at=timezone.now())


def issued(of: Cell, meeting: str, name: str) -> str:
    """Issue a paper of a meeting and return its key."""
    key = drafted_paper(of, meeting, name)
    accepted(issue(of.body, key, 1, actor=of.code("An"), command_id=new_id()))
    return key


def given(of: Cell, meeting: str) -> str:
    """Enter a task of Cường's into the cell's book and return its key."""
    due = DAY.date() + timedelta(days=9)
    command = EnterTask(new_id(), meeting, 1, "a" * 64, of.code("Cường"), "Sửa cầu", due)
    accepted(enter_task(of.public_id, command, actor=CLOCK, command_id=new_id()))
    return command.task


def flood(of: Cell) -> int:
    """Enter a special circumstance and return its number."""
    today = timezone.localdate()
    made = record_circumstance(
        of.body, code=next(iter(CIRCUMSTANCES)), area=REASON, from_on=today, until_on=None,
        authority_decision="45/QĐ-UBND",
    )  # fmt: skip
    return int(made.pk)


def letter_to(account: Account) -> ReceivedMail:
    """Put a letter with a file into somebody's box."""
    mail = ReceivedMail.objects.create(
        recipient=account.email.lower(), sender="chibo@localhost", subject=LETTER,
        text=LETTER, received_at=timezone.now(),
    )  # fmt: skip
    mail.attachments.create(name="hop.ics", content_type="text/calendar", content=b"BEGIN")
    return mail


def key_of(account: Account) -> int:
    """Give somebody a passkey and return its number."""
    data = {"name": "Khóa", "credential": {}}
    kind = Authenticator.Type.WEBAUTHN
    return int(Authenticator.objects.create(user=account, type=kind, data=data).pk)
