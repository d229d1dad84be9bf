"""Signing the minutes with a code and with a passkey, and everything that does not count as a signature."""

import base64
import hashlib
import io
import json
from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import load_der_public_key
from django.core import signing
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

from chibo.accounts.models import UsedCode
from chibo.accounts.second_factor import Wrong
from chibo.core.procedure import commands as do
from chibo.core.procedure.signatures import (
    MINUTES,
    AddendumSigned,
    AppointSigner,
    CodeEvidence,
    Method,
    MinutesSigned,
    PaperFixed,
    PasskeyEvidence,
    SessionEvidence,
    SignerAppointed,
    statement_in,
)
from chibo.core.procedure.terms import Role
from chibo.core.values import Reason, Refusal
from chibo.documents.certificates import SealFault
from chibo.documents.fixing import FIXED
from chibo.documents.minutes_paper import METHODS
from chibo.documents.pdf_check import State, Trust, check_pdf
from chibo.documents.seal_words import FAULTS
from chibo.documents.shelf import taken
from chibo.documents.signing_form import SALT, WORDS
from chibo.meetings.queries import entries, meeting
from chibo.meetings.signature_words import METHODS as SPOKEN_METHODS
from chibo.registry.models import Affiliation
from tests.conftest import PASSWORD
from tests.shell.documents.finished import as_, finished
from tests.shell.documents.softkey import SoftKey
from tests.shell.story import Live

pytestmark = pytest.mark.django_db(transaction=True)

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


@pytest.fixture(autouse=True)
def _own_folders(settings, tmp_path):
    """Keep papers and the demonstration's certificate in folders of the test's own."""
    settings.MEDIA_ROOT = tmp_path / "files"
    settings.CHIBO_SIGNING_FOLDER = tmp_path / "signing"
    settings.DEMONSTRATION = True


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


def text_of(pdf: bytes) -> str:
    pages = PdfReader(io.BytesIO(pdf)).pages
    return " ".join(" ".join(page.extract_text().split()) for page in pages)


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


# --- without a seal -------------------------------------------------------------------------------


def test_without_a_certificate_minutes_are_signed_and_sealed_later(settings) -> None:
    settings.DEMONSTRATION = False
    live = locked()
    (fixed,) = events(live, PaperFixed)
    assert (fixed.seal, fixed.fault) == ("", "not_configured")
    assert meeting(live.key)[0].confirmation.is_locked
    file = reverse("documents:minutes_file", args=[live.key, "pdf"])
    unsealed = as_(live, "An").get(file).content
    assert check_pdf(unsealed) == ()
    page = as_(live, "An").get(reverse("documents:minutes", args=[live.key])).content.decode()
    again = reverse("documents:seal_again", args=[live.key, MINUTES])
    assert again in page
    assert as_(live, "Cường").post(again).status_code == 409
    assert as_(live, "An").post(again).status_code == 302
    assert len(events(live, PaperFixed)) == 1

    settings.DEMONSTRATION = True
    assert as_(live, "An").post(again).status_code == 302
    assert [bool(each.seal) for each in events(live, PaperFixed)] == [False, True]
    assert check_pdf(as_(live, "An").get(file).content)[0].state is State.UNCHANGED
    assert as_(live, "An").post(again).status_code == 409


def test_the_follower_holds_fast_what_was_confirmed_before_there_were_signatures() -> None:
    live = finished()
    head = meeting(live.key)[0].minutes_head
    live.done("Bình", do.ConfirmMinutes(head))
    live.done("An", do.ConfirmMinutes(head))
    FIXED.act(live.key, entries(live.key))
    FIXED.act(live.key, entries(live.key))
    (fixed,) = events(live, PaperFixed)
    file = reverse("documents:minutes_file", args=[live.key, "pdf"])
    kept = as_(live, "An").get(file).content
    assert hashlib.sha256(kept).hexdigest() == fixed.sha256
    assert "Đã xác nhận:" in text_of(kept)


# --- addenda --------------------------------------------------------------------------------------


def test_an_addendum_is_written_signed_by_both_sealed_and_shown() -> None:
    live = locked()
    chair, taker = as_(live, "An"), as_(live, "Bình")
    minutes_before = chair.get(
        reverse("documents:minutes_file", args=[live.key, "pdf"])
    ).content
    propose = reverse("documents:propose_addendum", args=[live.key])
    empty = chair.post(propose, {"reason": "Ghi nhầm tên", "text": " "})
    assert empty.status_code == 422
    assert "Ghi nhầm tên" in empty.content.decode()
    words = {"reason": "Ghi nhầm tên", "text": "Mục 1: đồng chí Nga, không phải Ngân."}
    assert as_(live, "Cường").post(propose, words).status_code == 409
    assert chair.post(propose, words).status_code == 302
    assert chair.post(propose, words).status_code == 409

    (key,) = meeting(live.key)[0].addenda.proposed
    file = reverse("documents:addendum_file", args=[live.key, key])
    assert chair.get(file).status_code == 404
    sign_with_code(taker, live, key)
    sign_with_code(chair, live, key)
    pdf = chair.get(file).content
    assert check_pdf(pdf)[0].state is State.UNCHANGED
    text = text_of(pdf)
    assert "BIÊN BẢN BỔ SUNG" in text
    assert "Mục 1: đồng chí Nga, không phải Ngân." in text
    assert text.count("Đã ký xác nhận lúc") == 2
    page = as_(live, "Cường").get(reverse("documents:minutes", args=[live.key]))
    assert file in page.content.decode()
    now = chair.get(reverse("documents:minutes_file", args=[live.key, "pdf"])).content
    assert now == minutes_before


def test_an_addendum_is_taken_back_with_a_reason() -> None:
    live = locked()
    chair = as_(live, "An")
    words = {"reason": "Nhầm", "text": "Sửa"}
    chair.post(reverse("documents:propose_addendum", args=[live.key]), words)
    (key,) = meeting(live.key)[0].addenda.proposed
    back = reverse("documents:withdraw_addendum", args=[live.key, key])
    assert as_(live, "Cường").post(back, {"reason": "x"}).status_code == 409
    assert chair.post(back, {"reason": ""}).status_code == 409
    assert chair.post(back, {"reason": "Viết lại"}).status_code == 302
    assert meeting(live.key)[0].addenda.waiting is None


def test_minutes_that_are_not_locked_get_no_addendum() -> None:
    live = finished()
    words = {"reason": "Nhầm", "text": "Sửa"}
    answer = as_(live, "An").post(reverse("documents:propose_addendum", args=[live.key]), words)
    assert answer.status_code == 409


# --- who has left ---------------------------------------------------------------------------------


def test_the_deputy_names_who_signs_for_a_minutes_taker_who_has_left() -> None:
    live = finished()
    secretary = as_(live, "An")
    page = reverse("documents:minutes", args=[live.key])
    appoint = reverse("documents:appoint_signer", args=[live.key])
    assert appoint not in secretary.get(page).content.decode()
    leave(live, "Bình")
    shown = secretary.get(page)
    assert appoint in shown.content.decode()
    (place,) = shown.context["places"]
    assert live.cell.person("Cường") in place.people
    assert live.cell.person("An") not in place.people
    fields = {
        "office": "minutes_taker",
        "signer": live.cell.code("Cường"),
        "reason": "Chuyển đi",
    }
    assert as_(live, "Minh").post(appoint, fields).status_code == 409
    assert secretary.post(appoint, fields).status_code == 302
    assert events(live, SignerAppointed) == [
        SignerAppointed("minutes_taker", live.cell.person("Cường"), "Chuyển đi")
    ]
    sign_with_code(with_app(live, "Cường"), live)
    sign_with_code(with_app(live, "An"), live)
    pdf = secretary.get(reverse("documents:minutes_file", args=[live.key, "pdf"])).content
    assert "Ký thay đồng chí Lò Thị Bình: Chuyển đi" in text_of(pdf)


def leave(live: Live, name: str) -> None:
    """Let somebody transfer to another cell since yesterday."""
    yesterday = timezone.localdate() - timedelta(days=1)
    Affiliation.objects.filter(member=live.cell.people[name]).update(until_on=yesterday)


def test_nobody_is_replaced_who_is_still_here() -> None:
    live = finished()
    command = AppointSigner(Role.CHAIR, live.cell.person("Bình"), "Bận")
    refused = live.by("Bình", command)
    assert isinstance(refused, Refusal)
    assert refused.reason is Reason.SIGNER_STILL_HERE


# --- checking a PDF -------------------------------------------------------------------------------


def test_the_page_says_whose_seal_a_pdf_bears_and_whether_it_was_changed() -> None:
    live = locked()
    client = as_(live, "Cường")
    kept = client.get(reverse("documents:minutes_file", args=[live.key, "pdf"])).content
    changed = bytearray(kept)
    changed[changed.index(b"/Title") + 8] ^= 1
    states = []
    for content in (kept, bytes(changed), kept + b"\n%\n"):
        file = io.BytesIO(content)
        file.name = "bien-ban.pdf"
        answer = client.post(reverse("documents:check"), {"file": file})
        assert answer.status_code == 200
        states += [seal.state for seal in answer.context["seals"]]
    assert states == [State.UNCHANGED, State.CHANGED, State.ADDED_TO]
    other = io.BytesIO(b"no paper")
    other.name = "x.pdf"
    assert client.post(reverse("documents:check"), {"file": other}).status_code == 422
    assert client.post(reverse("documents:check")).status_code == 422


# --- words ----------------------------------------------------------------------------------------


def test_everything_that_can_go_wrong_has_its_words() -> None:
    assert set(FAULTS) == set(SealFault)
    assert set(WORDS) == set(Wrong)
    assert set(METHODS) == set(SPOKEN_METHODS) == set(Method)
