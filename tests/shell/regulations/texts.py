"""A text as somebody enters it, and a commune whose secretary registers it."""

from datetime import date, timedelta
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from chibo.core.rulebook.varying import values_of
from chibo.meetings.rulebooks import rulebook_for
from chibo.registry.models import Body
from chibo.regulations.drafting import groups_of, value_name
from tests.shell.documents.files import pdf
from tests.shell.story import Cell

NUMBER = "05-HD/ĐU"


def tomorrow() -> date:
    """Return the day on which the text begins unless told otherwise."""
    return timezone.localdate() + timedelta(days=1)


def scan(*lines: str, name: str = "05-HD.pdf") -> SimpleUploadedFile:
    """Return a scanned text."""
    return SimpleUploadedFile(name, pdf(*(lines or ("Hướng dẫn số 05-HD/ĐU",))))


def entered(body: Body, **changes: Any) -> dict[str, Any]:
    """Return a whole form: the base's values, a head, and what is changed."""
    base = rulebook_for(body)
    values = {
        value_name(it): it.value
        for group in groups_of(base)
        for it in group.variables
        if it.value is not None
    }
    return {
        "base": base.id,
        "number": NUMBER,
        "dated": timezone.localdate().isoformat(),
        "issuer": "Đảng ủy xã Mường Khoang",
        "title": "Hướng dẫn sinh hoạt trực tuyến",
        "source": "guideline",
        "valid_from": tomorrow().isoformat(),
        "valid_to": "",
        "follows": "",
        "legal_basis": "Điều lệ Đảng",
        "LB-04-clause": "mục IV",
        "offered": list(values_of(base)["forms"]),  # type: ignore[call-overload]  # a table
        "file": scan(),
        **values,
        **changes,
    }


def share(of: str = "4/5") -> dict[str, str]:
    """Return what is entered for another share of members who cannot come."""
    return {
        "v-eligibility-more_than": of,
        "SC-02-clause": "mục II.1",
        "SC-02-vi": "Trên bốn phần năm số đảng viên không thể đến.",
    }


def enter(client: Client, of: Cell, **changes: Any) -> str:
    """Enter a text that has no mistake; return where its preview is."""
    where = reverse("regulations:new", args=[of.commune.public_id])
    answer = client.post(where, entered(of.commune, **changes))
    assert answer.status_code == 302, answer.text
    return str(answer.url)


def registered(client: Client, of: Cell, **changes: Any) -> str:
    """Enter, replay and confirm a text; return its id."""
    preview = enter(client, of, **changes)
    client.post(f"{preview}replay/")
    answer = client.post(f"{preview}confirm/")
    assert answer.status_code == 302, answer.text
    return str(answer.url).rstrip("/").rpartition("/")[2]
