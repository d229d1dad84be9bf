"""Who signs in the tests, and how: with an app, and with what a signature leaves behind."""

import io

from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from chibo.accounts.models import UsedCode
from chibo.core.procedure.signatures import (
    MINUTES,
)
from chibo.meetings.queries import entries
from tests.shell.documents.finished import as_, finished
from tests.shell.story import Live

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def with_app(live: Live, name: str, secret: str = SECRET) -> Client:
    """Return the browser of somebody who has an app that shows codes."""
    TOTP.activate(live.cell.people[name].account, secret)
    return as_(live, name)


def current_code(secret: str) -> str:
    """Return what an app shows whose clock is a little ahead: good for a minute on a slow machine."""
    *_, ahead = yield_hotp_counters_from_time()
    return format_hotp_value(hotp_value(secret, ahead))


def address(live: Live, subject: str = MINUTES) -> str:
    return reverse("documents:sign", args=[live.key, subject])


def token(client: Client, live: Live, subject: str = MINUTES) -> str:
    return client.get(address(live, subject)).context["token"]


def post(client: Client, live: Live, subject: str = MINUTES, **fields: str):
    return client.post(address(live, subject), fields)


def sign_with_code(client: Client, live: Live, subject: str = MINUTES, secret: str = SECRET):
    """Sign with the code shown now; codes used by earlier signatures are forgotten, as time passes."""
    UsedCode.objects.all().delete()
    cache.clear()
    fields = {"token": token(client, live, subject), "code": current_code(secret)}
    answer = client.post(address(live, subject), fields)
    assert answer.status_code == 302, answer.content.decode()
    return answer


def events(live: Live, kind: type) -> list:
    return [event for _, event in entries(live.key) if isinstance(event, kind)]


def locked() -> Live:
    live = finished()
    sign_with_code(with_app(live, "Bình"), live)
    sign_with_code(with_app(live, "An"), live)
    return live


def text_of(pdf: bytes) -> str:
    pages = PdfReader(io.BytesIO(pdf)).pages
    return " ".join(" ".join(page.extract_text().split()) for page in pages)
