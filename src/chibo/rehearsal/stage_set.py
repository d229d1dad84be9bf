"""An invented cell of N members with a meeting about to be opened, in a database of its own."""

import csv
import io
import uuid
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth import (
    BACKEND_SESSION_KEY,
    HASH_SESSION_KEY,
    SESSION_KEY,
    get_user_model,
)
from django.contrib.sessions.backends.db import SessionStore
from django.utils import timezone

from chibo.core.procedure import application as ask
from chibo.core.procedure import commands as do
from chibo.core.procedure.plan import Plan
from chibo.core.procedure.terms import ORDINARY, Person, PlannedItem, Point
from chibo.core.rulebook.model import Rulebook
from chibo.core.values import Form, Ground, MeetingKind, Refusal
from chibo.meetings import facts
from chibo.meetings.actions import begin
from chibo.meetings.actions import carry_out as carry_out_in_journal
from chibo.meetings.rulebooks import shipped
from chibo.registry.actions import carry_out, claim_job, prepare
from chibo.registry.models import Body
from chibo.registry.queries import roll_on

ABOVE, BODY = "Đảng bộ xã Diễn tập", "Chi bộ Diễn tập"
SUPERIOR, CHAIR, MINUTES_TAKER = "dt-00000", "dt-00001", "dt-00002"

_COLUMNS = (
    "Tổ chức đảng (đường dẫn)",
    "Loại tổ chức",
    "Tên trên văn bản",
    "Địa danh",
    "Bộ quy tắc",
    "Mã đảng viên",
    "Họ và tên",
    "Ngày sinh",
    "Giới tính",
    "Sinh hoạt tại đây từ ngày",
    "Loại đảng viên",
    "Loại đảng viên từ ngày",
    "Chức vụ",
    "Chức vụ từ ngày",
    "Mã lý do không đến họp",
    "Lý do từ ngày",
)
"""The columns of the registry's file that an invented cell needs."""


class RehearsalRefusedError(Exception):
    """The rules refuse what the rehearsal is made of."""


@dataclass(frozen=True, slots=True)
class StageSet:
    """A meeting to be rehearsed: its key, its agenda item, and a session for everybody, by code."""

    key: str
    item: str
    sessions: dict[str, str]
    infrastructure: tuple[str, ...]


def set_up(members: int) -> StageSet:
    """Invent the cell and its meeting; the database must be empty."""
    rulebook = _rulebook()
    _import(members, rulebook)
    key = _convene(rulebook)
    return StageSet(key, "i1", _sessions(), tuple(each.key for each in rulebook.infrastructure))


def _rulebook() -> Rulebook:
    """Return the training rulebook under which a cell may meet in a mixed room today."""
    today = timezone.localdate()
    for each in shipped().values():
        offers = Form.HYBRID in each.forms and Ground.SPECIAL_NATURE in each.grounds
        if each.is_training and offers and each.valid.covers(today):
            return each
    raise RehearsalRefusedError("No training rulebook offers a mixed room today.")


def _import(members: int, rulebook: Rulebook) -> None:
    above, below = ABOVE, f"{ABOVE} / {BODY}"
    rows = [
        {
            "path": above,
            "kind": "Đảng bộ cơ sở",
            "official": ABOVE.upper(),
            "rules": rulebook.id,
        },
        {"path": below, "kind": "Chi bộ", "official": BODY.upper(), "rules": ""},
    ]
    written = io.StringIO()
    table = csv.writer(written)
    table.writerow(_COLUMNS)
    for row in rows:
        table.writerow(
            [row["path"], row["kind"], row["official"], "Diễn tập", row["rules"], *[""] * 11]
        )
    table.writerow(_member(above, 0, office="Bí thư"))
    for number in range(1, members + 1):
        office = {1: "Bí thư", 2: "Cấp ủy viên"}.get(number, "")
        table.writerow(_member(below, number, office=office))
    job = prepare(written.getvalue().encode("utf-8-sig"), "rehearsal.csv", None)
    if not claim_job(job):
        raise RehearsalRefusedError(str(job.preview["wrong"]))
    carry_out(job)


def _member(where: str, number: int, *, office: str) -> list[str]:
    away = ["", ""] if office else ["B1", "01/01/2020"]
    office_since = "01/01/2020" if office else ""
    return [
        *[where, "", "", "", "", f"dt-{number:05}", f"Đảng viên {number}", "02/09/1980", "Nam"],
        *["01/01/2015", "Chính thức", "03/02/2010", office, office_since, *away],
    ]


def _convene(rulebook: Rulebook) -> str:
    body = Body.objects.get(name=BODY)
    starts_at = timezone.now() + timedelta(minutes=10)
    infrastructure = tuple(each.key for each in rulebook.infrastructure)
    shared: dict[str, Any] = {
        "body": str(body.public_id),
        "body_name": BODY,
        "superior_name": ABOVE,
        "kind": MeetingKind.ORDINARY,
        "form": Form.HYBRID,
        "ground": Ground.SPECIAL_NATURE,
        "starts_at": starts_at,
        "expected_end_at": starts_at + timedelta(minutes=100),
        "place": "Nhà văn hóa",
        "points": (Point("Điểm cầu chính"),),
        "platform": "Chibo",
        "agenda": (PlannedItem("i1", "Nghị quyết tháng", ORDINARY),),
        "chair": Person(CHAIR, "Đảng viên 1"),
        "minutes_taker": Person(MINUTES_TAKER, "Đảng viên 2"),
    }
    request = ask.Request(
        **shared,
        reason="Diễn tập",
        is_content_declared=True,
        infrastructure=infrastructure,
        fallback="0900 000 000",
        technician="Đảng viên 2",
    )
    application = _begun("application", body)
    _done(application, CHAIR, ask.DraftApplication(request))
    _done(application, CHAIR, ask.SubmitApplication())
    _done(application, SUPERIOR, ask.ApproveApplication("01-CV/ĐU", ""))
    occasion = facts.occasion(application)
    if occasion is None:
        raise RehearsalRefusedError(application)
    roll = roll_on(body, rulebook.day_of(starts_at))
    invited = tuple(Person(entry.person or "", entry.name) for entry in roll)
    meeting = _begun("meeting", body)
    plan = Plan(**shared, approval=occasion.approval)
    _done(meeting, CHAIR, do.ConveneMeeting(plan, invited, ()))
    return meeting


def _begun(kind: str, body: Body) -> str:
    key = uuid.uuid4().hex
    begin(key, kind, str(body.public_id))
    return key


def _done(key: str, actor: str, command: object) -> None:
    outcome = carry_out_in_journal(key, command, actor=actor, command_id=uuid.uuid4().hex)
    if isinstance(outcome, Refusal):
        raise RehearsalRefusedError(f"{command}: {outcome}")


def _sessions() -> dict[str, str]:
    """Sign everybody in, as after their first password."""
    found = {}
    accounts = get_user_model().objects.filter(username__startswith="dt-")
    accounts.update(must_change_password=False)
    for account in accounts.all():
        session = SessionStore()
        session[SESSION_KEY] = str(account.pk)
        session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[1]
        session[HASH_SESSION_KEY] = account.get_session_auth_hash()
        session.save()
        found[account.get_username()] = str(session.session_key)
    # Who approved it does not come.
    del found[SUPERIOR]
    return found
