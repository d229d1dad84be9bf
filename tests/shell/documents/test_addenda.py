"""After the signatures: the seal, what follows it by itself, addenda, and who signs for whom."""

import hashlib
import io
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from chibo.accounts.second_factor import Wrong
from chibo.core.procedure import commands as do
from chibo.core.procedure.signatures import (
    MINUTES,
    AppointSigner,
    Method,
    PaperFixed,
    SignerAppointed,
)
from chibo.core.procedure.terms import Role
from chibo.core.values import Reason, Refusal
from chibo.documents.certificates import SealFault
from chibo.documents.fixing import FIXED
from chibo.documents.minutes_paper import METHODS
from chibo.documents.pdf_check import State, check_pdf
from chibo.documents.seal_words import FAULTS
from chibo.documents.signing_form import WORDS
from chibo.meetings.queries import entries, meeting
from chibo.meetings.signature_words import METHODS as SPOKEN_METHODS
from chibo.registry.models import Affiliation
from tests.shell.documents.finished import as_, finished
from tests.shell.documents.signers import events, locked, sign_with_code, text_of, with_app
from tests.shell.story import Live

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _own_folders(settings, tmp_path):
    """Keep papers and the demonstration's certificate in folders of the test's own."""
    settings.MEDIA_ROOT = tmp_path / "files"
    settings.CHIBO_SIGNING_FOLDER = tmp_path / "signing"
    settings.DEMONSTRATION = True


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
