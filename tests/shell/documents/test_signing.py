"""Signing the minutes with a code and with a passkey, and everything that does not count as a signature."""

import base64
import hashlib
import json

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import (
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import load_der_public_key
from django.core import signing
from django.test import Client
from django.urls import reverse

from chibo.accounts.models import UsedCode
from chibo.core.procedure.signatures import (
    MINUTES,
    AddendumSigned,
    CodeEvidence,
    Method,
    MinutesSigned,
    PaperFixed,
    PasskeyEvidence,
    SessionEvidence,
    statement_in,
)
from chibo.documents.pdf_check import State, Trust, check_pdf
from chibo.documents.shelf import taken
from chibo.documents.signing_form import SALT
from chibo.meetings.queries import meeting
from tests.conftest import PASSWORD
from tests.shell.documents.finished import as_, finished
from tests.shell.documents.signers import (
    SECRET,
    address,
    current_code,
    events,
    post,
    sign_with_code,
    text_of,
    token,
    with_app,
)
from tests.shell.documents.softkey import SoftKey
from tests.shell.story import Live

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _own_folders(settings, tmp_path):
    """Keep papers and the demonstration's certificate in folders of the test's own."""
    settings.MEDIA_ROOT = tmp_path / "files"
    settings.CHIBO_SIGNING_FOLDER = tmp_path / "signing"
    settings.DEMONSTRATION = True


# --- the two ways -------------------------------------------------------------------------------


def test_both_sign_in_order_with_codes_and_the_paper_is_sealed_and_kept() -> None:
    live = finished()
    taker, chair = with_app(live, "Bình"), with_app(live, "An")
    assert chair.get(address(live)).status_code == 302
    shown = taker.get(reverse("documents:to_sign", args=[live.key, MINUTES])).content
    sign_with_code(taker, live)
    assert chair.get(reverse("documents:to_sign", args=[live.key, MINUTES])).content == shown
    sign_with_code(chair, live)

    first, second = events(live, MinutesSigned)
    assert [first.office, second.office] == ["minutes_taker", "chair"]
    assert [each.method for each in (first, second)] == [Method.CODE] * 2
    said = statement_in(first.statement)
    assert said.paper_sha256 == hashlib.sha256(shown).hexdigest() == second.paper_sha256
    assert (said.journal, said.signer) == (live.key, live.cell.code("Bình"))
    assert taken(said.paper_sha256) == shown

    (fixed,) = events(live, PaperFixed)
    file = reverse("documents:minutes_file", args=[live.key, "pdf"])
    kept = taker.get(file).content
    assert hashlib.sha256(kept).hexdigest() == fixed.sha256
    assert chair.get(file).content == kept
    (seal,) = check_pdf(kept)
    assert (seal.state, seal.trust, seal.fingerprint) == (
        State.UNCHANGED,
        Trust.DEMONSTRATION,
        fixed.seal,
    )
    assert "Lò Thị Bình (người ghi biên bản) ký xác nhận lúc" in seal.reason
    words = text_of(kept)
    assert words.count("Đã ký xác nhận lúc") == 2
    assert words.count("bằng mã xác thực") == 2
    assert "Dự thảo" not in words


def test_a_passkey_signs_the_statement_and_anyone_can_check_it_later() -> None:
    live, key = finished(), SoftKey()
    client = registered(live, "Bình", key)
    page = client.get(address(live)).context
    credential = key.sign(page["passkey"]["request_options"])
    answer = post(client, live, token=page["token"], credential=credential)

    assert answer.status_code == 302
    (signed,) = events(live, MinutesSigned)
    assert (signed.method, signed.statement) == (Method.PASSKEY, page["statement"].text)
    proof = signed.evidence
    assert isinstance(proof, PasskeyEvidence)
    # From here on only what the journal holds, and nothing of ours.
    client_data, data, signature, public = (
        decoded(each)
        for each in (proof.client, proof.authenticator, proof.signature, proof.public_key)
    )
    asked = decoded(json.loads(client_data)["challenge"])
    assert asked == hashlib.sha256(signed.statement.encode()).digest()
    assert data[:32] == hashlib.sha256(proof.relying_party.encode()).digest()
    known = load_der_public_key(public)
    assert isinstance(known, ec.EllipticCurvePublicKey)
    known.verify(
        signature, data + hashlib.sha256(client_data).digest(), ec.ECDSA(hashes.SHA256())
    )


def decoded(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def registered(live: Live, name: str, key: SoftKey) -> Client:
    """Return the browser of somebody who came in through the door and added a passkey."""
    client = Client()
    code = live.cell.code(name)
    client.post(reverse("account_login"), {"login": code, "password": PASSWORD})
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    key.register(client)
    return client


# --- what does not count --------------------------------------------------------------------------


def test_a_wrong_code_and_one_used_before_are_refused_and_nothing_is_lost() -> None:
    live = finished()
    client = with_app(live, "Bình")
    wrong = post(client, live, token=token(client, live), code="000 000")
    assert wrong.status_code == 422
    assert "Mã này" in wrong.content.decode() or "This code" in wrong.content.decode()
    empty = post(client, live, token=token(client, live))
    assert empty.status_code == 422

    code = current_code(SECRET)
    assert post(client, live, token=token(client, live), code=code).status_code == 302
    chair = as_(live, "An")
    sign_with_code(with_app(live, "An"), live)
    UsedCode.objects.create(account=live.cell.people["Bình"].account, step=step_of(code))
    words = {"reason": "Nhầm", "text": "Sửa"}
    chair.post(reverse("documents:propose_addendum", args=[live.key]), words)
    (key,) = meeting(live.key)[0].addenda.proposed
    replayed = post(client, live, key, token=token(client, live, key), code=code)
    assert replayed.status_code == 422
    assert events(live, AddendumSigned) == []


def step_of(code: str) -> int:
    """Return the thirty seconds that a code is for."""
    steps = yield_hotp_counters_from_time()
    return next(s for s in steps if format_hotp_value(hotp_value(SECRET, s)) == code)


def test_a_second_press_does_nothing_twice() -> None:
    live = finished()
    client = with_app(live, "Bình")
    fields = {"token": token(client, live), "code": current_code(SECRET)}
    assert [client.post(address(live), fields).status_code for _ in range(2)] == [302, 302]
    assert len(events(live, MinutesSigned)) == 1


def test_somebody_elses_passkey_and_an_answer_to_another_paper_are_refused() -> None:
    live, own, other = finished(), SoftKey(), SoftKey()
    client = registered(live, "Bình", own)
    registered(live, "An", other)
    page = client.get(address(live)).context
    options = page["passkey"]["request_options"]
    old = own.sign(client.get(address(live)).context["passkey"]["request_options"])
    for credential in (
        other.sign(options),
        old,
        own.sign(options, site="elsewhere.example"),
        '{"id":1}',
        "[]",
        "no json",
    ):
        answer = post(client, live, token=page["token"], credential=credential)
        assert answer.status_code == 422, credential
    assert events(live, MinutesSigned) == []


def test_a_changed_or_old_page_and_another_meetings_page_are_refused(monkeypatch) -> None:
    live = finished()
    client = with_app(live, "Bình")
    code = current_code(SECRET)
    assert post(client, live, token="x", code=code).status_code == 422
    assert post(client, live, code=code).status_code == 422
    text = client.get(address(live)).context["statement"].text
    foreign = signing.dumps(text.replace(live.key, "another"), salt=SALT)
    assert post(client, live, token=foreign, code=code).status_code == 409
    moved = signing.dumps(
        text.replace('"office":"minutes_taker"', '"office":"chair"'), salt=SALT
    )
    assert post(client, live, token=moved, code=code).status_code == 409
    monkeypatch.setattr("chibo.documents.signing_form.VALID_FOR", -1)
    late = post(client, live, token=token(client, live), code=code)
    assert late.status_code == 422
    assert events(live, MinutesSigned) == []


def test_a_paper_that_reads_differently_meanwhile_is_not_signed() -> None:
    live = finished()
    client = with_app(live, "Bình")
    text = client.get(address(live)).context["statement"].text
    shown = json.loads(text)["paper_sha256"]
    other = signing.dumps(text.replace(shown, "a" * 64), salt=SALT)
    answer = post(client, live, token=other, code=current_code(SECRET))
    assert answer.status_code == 409
    assert events(live, MinutesSigned) == []


def test_out_of_turn_nothing_is_signed_and_no_code_is_used_up() -> None:
    live = finished()
    chair, taker = with_app(live, "An"), with_app(live, "Bình")
    text = taker.get(address(live)).context["statement"].text
    mine = text.replace(live.cell.code("Bình"), live.cell.code("An"))
    early = post(chair, live, token=signing.dumps(mine, salt=SALT), code=current_code(SECRET))
    assert early.status_code == 409
    assert post(chair, live, token="x", code="1").status_code == 409
    sign_with_code(taker, live)
    assert taker.get(address(live)).status_code == 302


def test_who_has_no_second_factor_is_led_to_one_and_back() -> None:
    live = finished()
    client = Client()
    code = live.cell.code("Bình")
    client.post(reverse("account_login"), {"login": code, "password": PASSWORD})
    page = client.get(address(live))
    assert reverse("mfa_index") in page.content.decode()
    assert post(client, live, token=page.context["token"], code="123456").status_code == 409
    assert address(live) in client.get(reverse("mfa_index")).content.decode()


def test_an_installation_may_do_without_and_the_paper_says_so(settings) -> None:
    live = finished()
    settings.CHIBO_SIGNING_SECOND_FACTOR = False
    for name in ("Bình", "An"):
        client = as_(live, name)
        assert post(client, live, token=token(client, live)).status_code == 302
    assert {type(each.evidence) for each in events(live, MinutesSigned)} == {SessionEvidence}
    pdf = as_(live, "An").get(reverse("documents:minutes_file", args=[live.key, "pdf"])).content
    assert text_of(pdf).count("bằng mật khẩu đăng nhập") == 2


def test_only_a_demonstrations_own_people_are_shown_a_code(settings) -> None:
    live = finished()
    client = as_(live, "Bình")
    assert client.get(address(live)).context["shown_code"] == ""
    account = live.cell.people["Bình"].account
    account.username = "np03"
    account.save()
    page = client.get(address(live)).context
    assert post(client, live, token=page["token"], code=page["shown_code"]).status_code == 302
    (signed,) = events(live, MinutesSigned)
    assert isinstance(signed.evidence, CodeEvidence)
    assert not Authenticator.objects.exists()
    settings.DEMONSTRATION = False
    chair = as_(live, "An")
    live.cell.people["An"].account.username = "np01"
    live.cell.people["An"].account.save()
    assert chair.get(address(live)).context["shown_code"] == ""
