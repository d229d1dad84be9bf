"""Sheets as browsers send them, and people who are signed in."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

from django.test import Client
from django.utils import timezone

from chibo.meetings.rulebooks import rulebook_for
from tests.shell.story import Cell

AHEAD = timedelta(days=20)


def browser(of: Cell, name: str) -> Client:
    """Return a browser in which somebody is signed in."""
    client = Client()
    client.force_login(
        of.people[name].account, backend="django.contrib.auth.backends.ModelBackend"
    )
    return client


def day_ahead(after: timedelta = AHEAD) -> str:
    """Return a day to come, as a browser writes it."""
    return timezone.localdate(timezone.now() + after).isoformat()


def sheet(of: Cell, **changes: Any) -> dict[str, Any]:
    """Return a sheet that breaks no rule."""
    filled = {
        "command_id": uuid4().hex,
        "key": uuid4().hex,
        "seen": "0",
        "kind": "ordinary",
        "form": "hybrid",
        "ground": "special_nature",
        "reason": "Đảng viên đi làm ăn xa, không về sinh hoạt được.",
        "on": day_ahead(),
        "starts": "19:00",
        "ends": "21:00",
        "place": "Nhà văn hóa bản Nà Pát",
        "platform": "Chibo",
        "is_content_declared": "on",
        "infrastructure": [item.key for item in rulebook_for(of.body).infrastructure],
        "fallback": "0912 000 111",
        "chair": of.code("An"),
        "minutes_taker": of.code("Bình"),
        "technician": "Lò Thị Minh",
        "points-TOTAL_FORMS": "2",
        "points-INITIAL_FORMS": "0",
        "points-0-name": "Nhà văn hóa bản Nà Pát",
        "points-0-address": "",
        "points-1-name": "Trạm kiểm lâm",
        "points-1-address": "Nà Pát",
        "agenda-TOTAL_FORMS": "2",
        "agenda-INITIAL_FORMS": "0",
        "agenda-0-item": "i1",
        "agenda-0-title": "Đánh giá kết quả lãnh đạo tháng 5",
        "agenda-0-content_class": "ordinary",
        "agenda-0-presenter": "Lò Thị An",
        "agenda-1-item": "i2",
        "agenda-1-title": "Nhiệm vụ tháng 6",
        "agenda-1-content_class": "ordinary",
        "agenda-1-presenter": "",
        "do": "save",
    }
    return {**filled, **changes}
