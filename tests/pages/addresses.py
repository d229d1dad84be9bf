"""Where every page of the story is found, what is sent to it, and what it shows."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.urls import reverse
from django.utils import timezone

from chibo.registry.words import CIRCUMSTANCES
from tests.pages.personas import DRAFTED, HINTING, LETTER, PAPER, REASON, TOPIC, World
from tests.shell.applications.sheets import sheet
from tests.shell.media.checked import FOUND
from tests.shell.story import new_id

NO_PROCEDURE = "groups-nobody"


def _named(*names: str, by: Callable[[World], list[object]]) -> dict[str, Any]:
    return dict.fromkeys(names, by)


ARGUMENTS: dict[str, Callable[[World], list[object]]] = {
    **_named("mfa_remove_webauthn", "mfa_edit_webauthn", by=lambda world: [world.key]),
    **_named("mailbox:letter", by=lambda world: [world.letter]),
    **_named("mailbox:attachment", by=lambda world: [world.letter, world.attachment]),
    **_named(
        "registry:body", "registry:new_circumstance", "registry:summer_holiday",
        "applications:new", "applications:new_findings", "applications:new_by_groups",
        "applications:new_group_findings", "oversight:this_year",
        by=lambda world: [world.of.body.public_id],
    ),
    **_named("registry:end_circumstance", by=lambda world: [world.circumstance]),
    **_named("registry:member", by=lambda world: [world.of.code("Hoa")]),
    **_named(
        "registry:import_job", "registry:import_confirm", "registry:import_passwords",
        by=lambda world: [world.imported],
    ),
    **_named(
        "meetings:meeting", "meetings:calendar", "meetings:answer", "meetings:answer_for",
        "meetings:letters_again", "meetings:cancel", "meetings:chair",
        "meetings:minutes_taker", "meetings:text", "meetings:why", "meetings:journal", "meetings:add_document",
        "meetings:notice", "meetings:text",
        by=lambda world: [world.coming],
    ),
    **_named(
        "meetings:document", "meetings:file", "meetings:withdraw",
        by=lambda world: [world.coming, world.document],
    ),
    **_named("documents:page", by=lambda world: [world.coming, world.document, 1, 480]),
    **_named(
        "meetings:held_document", "meetings:held_file",
        by=lambda world: [world.coming, world.held],
    ),
    **_named(
        "applications:page", "applications:decide", "applications:withdraw",
        by=lambda world: [world.waiting],
    ),
    **_named("applications:edit", "applications:findings", by=lambda world: [world.draft]),
    **_named(
        "documents:minutes", "documents:minutes_why", "documents:propose_addendum", "documents:appoint_signer",
        by=lambda world: [world.ended],
    ),
    **_named(
        "documents:sign", "documents:to_sign", "documents:seal_again",
        by=lambda world: [world.ended, "minutes"],
    ),
    **_named(
        "documents:addendum_file", "documents:withdraw_addendum",
        by=lambda world: [world.ended, "none"],
    ),
    **_named("documents:minutes_file", by=lambda world: [world.ended, "docx"]),
    **_named(
        "documents:register", "documents:term", "documents:skip",
        by=lambda world: [world.of.body.public_id],
    ),
    **_named(
        "documents:register_file", by=lambda world: [world.of.body.public_id, "docx"]
    ),
    **_named("documents:write", by=lambda world: [world.ended, "report"]),
    **_named("documents:meeting_papers", by=lambda world: [world.ended]),
    **_named(
        "documents:paper", "documents:paper_why", "documents:void", "documents:received",
        by=lambda world: [world.paper],
    ),
    **_named("documents:paper_file", by=lambda world: [world.paper, "docx"]),
    **_named("documents:issue", "documents:drop", by=lambda world: [world.paper_draft]),
    **_named(
        "tasks:task", "tasks:report", "tasks:accept", "tasks:return", "tasks:extend",
        "tasks:release", by=lambda world: [world.task],
    ),
    **_named("tasks:file", by=lambda world: [world.task, "f1"]),
    **_named(
        "documents:application_file", by=lambda world: [world.waiting, "proposal", "docx"]
    ),
    **_named("meetings:ballot_why", by=lambda world: [world.running, "b1"]),
    **_named("oversight:absences", by=lambda world: [world.of.body.public_id, 2026]),
    **_named(
        "oversight:report", "oversight:report_workbook",
        by=lambda world: [world.of.body.public_id, 2026, 1],
    ),
    **_named(
        "documents:period_report_file",
        by=lambda world: [world.of.body.public_id, 2026, 1, "docx"],
    ),
    **_named("oversight:year", by=lambda world: [world.of.body.public_id, 2026]),
    **_named("regulations:body", "regulations:new", by=lambda w: [w.of.commune.public_id]),
    **_named(
        "regulations:preview", "regulations:edit", "regulations:draft_scan",
        "regulations:replay", "regulations:confirm", by=lambda world: [world.text_draft],
    ),
    **_named(
        "regulations:text", "regulations:scan", "regulations:close",
        by=lambda world: [world.text],
    ),
    **_named("archives:meeting", by=lambda world: [world.ended]),
    **_named("archives:application", by=lambda world: [world.waiting]),
    **_named(
        "archives:body", "archives:ask_for_year", "archives:witness_file", "archives:year",
        "archives:year_file", by=lambda world: [world.of.body.public_id],
    ),
    **_named(
        "archives:list_file", by=lambda world: [world.of.body.public_id, "members", "csv"]
    ),
    # A cell of twelve does not meet by groups: who may is said in test_groups.py.
    **_named(
        "groups:board", "groups:journal", "groups:news", "groups:mine", "groups:plan",
        "groups:text", "groups:synthesis", "groups:decision", "groups:tasks",
        "groups:upward", "groups:committee", "groups:abandon", "groups:close",
        "groups:wish", "groups:withdraw_task", "groups:report_task", "groups:answer",
        "groups:start",
        by=lambda _world: [NO_PROCEDURE],
    ),
    **_named(
        "groups:group", "groups:missing", "groups:report",
        by=lambda _world: [NO_PROCEDURE, 1],
    ),
    **_named("groups:report_file", by=lambda _world: [NO_PROCEDURE, 1, "pdf"]),
    **_named(
        "live:room", "live:act", "live:wall", "live:notes", by=lambda world: [world.running]
    ),
    # A machine that nobody has let in: what an administrator does is said in test_nodes_page.py.
    **_named("nodes:drain", by=lambda _world: ["nowhere"]),
    **_named("nodes:revoke", by=lambda _world: ["00000000-0000-4000-8000-000000000000"]),
    # A recording that nobody has given: who hears one is said in test_voice.py.
    **_named(
        "live:voice", "live:voice_piece", "live:voice_give",
        by=lambda world: [world.running, "0" * 32],
    ),
}  # fmt: skip
"""How the addresses are made that need something of the story."""


def address(world: World, page: str) -> str:
    """Return where a page is found; `?application` asks with the approval that is still free."""
    name, _, query = page.partition("?")
    where = reverse(name, args=ARGUMENTS.get(name, lambda _world: [])(world))
    return f"{where}?{query}={getattr(world, query)}" if query else where


def sent(world: World, page: str) -> dict[str, Any]:
    """Return what is sent with an act, so that only who sends it stands in its way."""
    today = timezone.localdate()
    act = {"command_id": new_id(), "reason": "Vì trời mưa", "person": world.of.code("Minh")}
    days = {"from_on": today, "until_on": today + timedelta(days=9)}
    kind = next(iter(CIRCUMSTANCES))
    flood = {"code": kind, "area": "Nậm Khoang", "authority_decision": "46/QĐ-UBND"}
    filled: dict[str, Callable[[], dict[str, Any]]] = {
        "account_language": lambda: {"language": "en"},
        "registry:new_circumstance": lambda: {**days, **flood},
        "registry:end_circumstance": lambda: days,
        "registry:summer_holiday": lambda: days,
        "meetings:answer": lambda: {**act, "answer": "in_room"},
        "meetings:answer_for": lambda: {**act, "answer": "in_room"},
        "meetings:cancel": lambda: act,
        "meetings:chair": lambda: act,
        "meetings:minutes_taker": lambda: act,
        "applications:new": lambda: sheet(world.of),
        "applications:new_findings": lambda: sheet(world.of),
        "applications:edit": lambda: sheet(world.of, key=world.draft, seen="1"),
        "applications:findings": lambda: sheet(world.of),
        "applications:decide": lambda: {**act, "do": "approve", "number": "13-CV/ĐU"},
        "applications:withdraw": lambda: act,
        "documents:issue": lambda: {**act, "version": 1},
        "documents:drop": lambda: act,
        "documents:void": lambda: act,
        "documents:received": lambda: act,
        "tasks:report": lambda: {**act, "text": "Đã sửa xong"},
        "tasks:accept": lambda: act,
        "tasks:return": lambda: act,
        "tasks:extend": lambda: {**act, "due_on": "2026-12-31"},
        "tasks:release": lambda: act,
        "documents:propose_addendum": lambda: {**act, "text": "Mục 1"},
        "documents:withdraw_addendum": lambda: act,
        "documents:appoint_signer": lambda: {
            **act,
            "office": "chair",
            "signer": world.of.code("Bình"),
        },
        "oversight:report": lambda: act,
        "regulations:close": lambda: {**act, "last_on": "2040-06-30"},
        "media:check": lambda: FOUND,
        "live:act": lambda: {"act": "ask_floor", "command_id": new_id()},
    }
    return filled.get(page, dict)()


def shown(world: World, page: str) -> str:
    """Return something that a page shows to everybody who may see it."""
    coming = reverse("meetings:meeting", args=[world.coming])
    return {
        "archives:verify": 'type="file"',
        "archives:meeting": "PK",
        "archives:application": "PK",
        "archives:body": 'name="year"',
        "archives:witness_file": "chibo-witness/1",
        "archives:list_file": "Lò Thị Hoa",
        "web:home": reverse("account_mine"),
        "account_login": 'name="password"',
        "account_logout": f'action="{reverse("account_logout")}"',
        "account_inactive": f'href="{reverse("web:home")}"',
        "account_reauthenticate": 'name="password"',
        "account_change_password": 'name="password2"',
        "account_mine": reverse("account_change_password"),
        "usersessions_list": "127.0.0.1",
        "mfa_index": reverse("mfa_list_webauthn"),
        "mfa_reauthenticate": 'name="code"',
        "mfa_activate_totp": reverse("account_app_picture"),
        "mfa_view_recovery_codes": reverse("mfa_download_recovery_codes"),
        "mfa_generate_recovery_codes": reverse("mfa_generate_recovery_codes"),
        "mfa_download_recovery_codes": world.recovery,
        "mfa_list_webauthn": reverse("mfa_add_webauthn"),
        "mfa_add_webauthn": 'name="credential"',
        "mailbox:box": reverse("mailbox:box"),
        "mailbox:letter": LETTER,
        "mailbox:attachment": "BEGIN",
        "registry:tree": reverse("registry:tree"),
        "registry:body": REASON,
        "registry:member": "Lò Thị Hoa",
        "registry:new_circumstance": 'name="authority_decision"',
        "registry:end_circumstance": 'name="until_on"',
        "registry:summer_holiday": 'name="until_on"',
        "registry:import": world.imported,
        "registry:import_template": "PK",
        "registry:import_job": "danh-sach.csv",
        "meetings:list": reverse("meetings:list"),
        "meetings:convene": 'name="chair"',
        "meetings:convene_committee": 'name="chair"',
        "meetings:convene?application": TOPIC,
        "meetings:meeting": PAPER,
        "meetings:calendar": "BEGIN:VCALENDAR",
        "meetings:cancel": coming,
        "meetings:chair": world.of.code("Minh"),
        "meetings:minutes_taker": world.of.code("Minh"),
        "meetings:why": "12-CV/ĐU",
        "meetings:ballot_why": reverse("meetings:why", args=[world.running]),
        "documents:minutes_why": reverse("documents:minutes", args=[world.ended]),
        "meetings:journal": PAPER,
        "meetings:add_document": TOPIC,
        "meetings:held_document": HINTING,
        "meetings:held_file": "%PDF-1.7",
        "meetings:document": "%PDF-1.7",
        "meetings:file": "%PDF-1.7",
        "documents:page": "WEBP",
        "applications:list": reverse("applications:list"),
        "applications:new": 'name="agenda-0-title"',
        "applications:page": TOPIC,
        "applications:edit": DRAFTED,
        "applications:new_by_groups": world.of.body.name,
        "groups:list": reverse("groups:list"),
        "documents:minutes": TOPIC,
        "documents:minutes_file": "PK",
        "documents:register_file": "PK",
        "documents:registers": "<h1",
        "documents:register": 'name="words"',
        "documents:term": 'name="from_on"',
        "documents:skip": 'name="until"',
        "documents:write": 'name="abstract"',
        "documents:paper": "01-TB/CB",
        "documents:paper_why": "01-TB/CB",
        "documents:drop": 'name="reason"',
        "documents:void": 'name="reason"',
        "documents:meeting_papers": reverse("meetings:meeting", args=[world.ended]),
        "tasks:list": 'id="mine"',
        "tasks:task": "Sửa cầu",
        "documents:paper_file": "PK",
        "documents:sign": 'id="set-up"',
        "documents:to_sign": "%PDF-1.7",
        "documents:check": 'name="file"',
        "documents:application_file": "PK",
        "oversight:index": reverse("oversight:what_if"),
        "oversight:what_if": 'id="what-if"',
        "oversight:year": 'id="months-words"',
        "oversight:absences": world.of.body.name,
        "oversight:report": 'id="r-meetings"',
        "oversight:report_workbook": "PK",
        "documents:period_report_file": "PK",
        "regulations:index": "regulations/regulations.css",
        "regulations:body": "05-HD/ĐU",
        "regulations:new": 'name="LB-04-clause"',
        "regulations:preview": "06-HD/ĐU",
        "regulations:edit": "06-HD/ĐU",
        "regulations:draft_scan": "%PDF",
        "regulations:text": "Đảng ủy xã Mường Khoang",
        "regulations:scan": "%PDF",
        "regulations:close": 'name="last_on"',
        "media:check": reverse("media:load"),
        "media:load": "",
        "nodes:overview": 'name="name"',
        "live:room": TOPIC,
        "live:wall": TOPIC,
        "live:notes": world.of.body.name,
    }[page]
