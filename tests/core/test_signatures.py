"""Signing the minutes, what comes after the lock, and who signs for one who has left (BB-12, BB-13)."""

import base64
import hashlib
import json
from dataclasses import replace

import pytest

from chibo.core.journal.codec import encode
from chibo.core.procedure import commands as do
from chibo.core.procedure import events as ev
from chibo.core.procedure.meeting import EVENTS
from chibo.core.procedure.signatures import (
    MINUTES,
    AddendumProposed,
    AddendumSigned,
    AddendumWithdrawn,
    AppointSigner,
    CodeEvidence,
    FixPaper,
    Method,
    MinutesSigned,
    PaperFixed,
    PasskeyEvidence,
    ProposeAddendum,
    SessionEvidence,
    SignAddendum,
    SignerAppointed,
    SignMinutes,
    Statement,
    WithdrawAddendum,
    method_of,
    statement_in,
)
from chibo.core.procedure.terms import CLOCK, Role
from chibo.core.projections.minutes import minutes
from chibo.core.projections.minutes_value import Signatory
from chibo.core.values import Reason, Refusal
from tests.core.journals import APPROVED, BROKEN_OFF, CLOSED, FACTS, NOW, RULES, Given, given
from tests.core.people import AN, BINH, CUONG, NAMES, PHUC, THU, UYEN, person

HEAD, PAPER = "0" * 64, "a" * 64
CODE = CodeEvidence(NOW, 57_000_000)


def statement(by: str = BINH, office: Role = Role.MINUTES_TAKER, **other: str) -> Statement:
    said = {"subject": MINUTES, "journal": "m-1", "head": HEAD, "paper_sha256": PAPER}
    return Statement(**{**said, "nonce": "một lần", **other}, signer=by, office=office)


BY_BINH, BY_AN = statement(), statement(AN, Role.CHAIR)


def passkey(about: Statement, kind: str = "webauthn.get") -> PasskeyEvidence:
    """Return an assertion whose client says it was asked for a statement; the core reads no more."""
    asked = base64.urlsafe_b64encode(about.challenge).rstrip(b"=").decode()
    client = json.dumps({"type": kind, "challenge": asked, "origin": "https://chibo"}).encode()
    told = base64.urlsafe_b64encode(client).rstrip(b"=").decode()
    return PasskeyEvidence("chibo", "a2V5", "a2V5", -7, "ZGF0YQ", told, "c2ln")


def signed(about: Statement, evidence=CODE) -> MinutesSigned:
    return MinutesSigned(
        person(about.signer),
        about.office.value,
        HEAD,
        about.paper_sha256,
        about.text,
        method_of(evidence),
        evidence,
    )


LOCKED = (*CLOSED, signed(BY_BINH), signed(BY_AN))


def test_a_statement_has_one_form_and_comes_back_from_it() -> None:
    assert BY_BINH.text == (
        f'{{"head":"{HEAD}","journal":"m-1","nonce":"một lần","office":"minutes_taker",'
        f'"paper_sha256":"{PAPER}","purpose":"chibo.signature.1","signer":"{BINH}",'
        '"subject":"minutes"}'
    )
    assert BY_BINH.challenge == hashlib.sha256(BY_BINH.text.encode()).digest()
    assert statement_in(BY_BINH.text) == BY_BINH
    for other in ("[]", '{"purpose":"login"}', "no"):
        with pytest.raises(ValueError, match=r".+"):
            statement_in(other)


@pytest.mark.parametrize("history", [CLOSED, BROKEN_OFF], ids=["closed", "broken off"])
@pytest.mark.parametrize(
    "evidence",
    [CODE, SessionEvidence(NOW), passkey(BY_BINH)],
    ids=["code", "session", "passkey"],
)
def test_bb_12_the_minutes_taker_signs_and_then_the_chair(history, evidence) -> None:
    meeting = given(*history)
    assert meeting.when(SignMinutes(BY_AN, CODE), by=AN) == Refusal(
        Reason.MINUTES_NOT_CONFIRMED, facts={"name": NAMES[BINH]}
    )
    assert meeting.when(SignMinutes(BY_BINH, evidence), by=BINH) == (signed(BY_BINH, evidence),)
    meeting.then(signed(BY_BINH, evidence), by=BINH)
    assert not meeting.meeting.confirmation.is_locked
    assert meeting.when(SignMinutes(BY_BINH, evidence), by=BINH) == Refusal(
        Reason.MINUTES_CONFIRMED, facts={"name": NAMES[AN]}
    )
    assert meeting.when(SignMinutes(BY_AN, CODE), by=AN) == (signed(BY_AN),)
    meeting.then(signed(BY_AN), by=AN)
    assert meeting.meeting.confirmation.is_locked
    assert meeting.when(SignMinutes(BY_AN, CODE), by=AN) == Refusal(Reason.MINUTES_CONFIRMED)


def test_an_old_confirmation_counts_beside_a_signature() -> None:
    meeting = given(*CLOSED, ev.MinutesConfirmed(person(BINH), "minutes_taker", HEAD))
    assert meeting.when(SignMinutes(BY_AN, CODE), by=AN) == (signed(BY_AN),)


@pytest.mark.parametrize(
    ("about", "reason"),
    [
        (statement(head="1" * 64), Reason.MINUTES_CHANGED),
        (statement(subject="a-1"), Reason.SIGNATURE_FOREIGN),
        (statement(office=Role.CHAIR), Reason.SIGNATURE_FOREIGN),
        (statement(AN), Reason.SIGNATURE_FOREIGN),
    ],
    ids=["another head", "another paper", "another office", "another person"],
)
def test_a_statement_of_something_else_is_refused(about, reason) -> None:
    assert given(*CLOSED).when(SignMinutes(about, CODE), by=BINH) == Refusal(reason)


def test_the_second_signs_the_paper_that_the_first_one_signed() -> None:
    other = statement(AN, Role.CHAIR, paper_sha256="b" * 64)
    decision = given(*CLOSED, signed(BY_BINH)).when(SignMinutes(other, CODE), by=AN)
    assert decision == Refusal(Reason.MINUTES_CHANGED)


@pytest.mark.parametrize(
    "evidence",
    [
        passkey(statement(nonce="khác")),
        passkey(BY_BINH, kind="webauthn.create"),
        replace(passkey(BY_BINH), client="!"),
        replace(passkey(BY_BINH), client="WzFd"),
    ],
    ids=["another nonce", "a registration", "not base64", "not an object"],
)
def test_a_passkey_that_was_asked_for_something_else_is_refused(evidence) -> None:
    decision = given(*CLOSED).when(SignMinutes(BY_BINH, evidence), by=BINH)
    assert decision == Refusal(Reason.SIGNATURE_FOREIGN)


def test_what_is_kept_comes_back_with_its_evidence() -> None:
    for evidence in (CODE, SessionEvidence(NOW), passkey(BY_BINH)):
        event = signed(BY_BINH, evidence)
        back = EVENTS.decode("MinutesSigned", encode(event))
        assert encode(back) == encode(event)
    assert method_of(passkey(BY_BINH)) is Method.PASSKEY


def test_signing_changes_nothing_that_is_signed() -> None:
    meeting = Given()
    meeting.then(*LOCKED, PaperFixed(MINUTES, PAPER, "", "expired"))
    state = meeting.meeting
    meeting.then(AddendumProposed("a-1", person(AN), "Nhầm", "Sửa"))
    assert state.minutes_head == HEAD
    assert minutes(state, RULES).draft is None
    assert minutes(state, RULES).chair == Signatory(NAMES[AN], NOW, Method.CODE)


# --- the bytes --------------------------------------------------------------------------------


def test_bb_13_the_bytes_are_held_fast_once_both_have_signed() -> None:
    fix = FixPaper(MINUTES, PAPER, "f", "")
    unsealed = FixPaper(MINUTES, PAPER, "", "expired")
    assert given(*CLOSED, signed(BY_BINH)).when(fix, by=CLOCK) == Refusal(
        Reason.MINUTES_NOT_LOCKED
    )
    meeting = given(*LOCKED)
    assert meeting.when(unsealed, by=CLOCK) == (PaperFixed(MINUTES, PAPER, "", "expired"),)
    meeting.then(PaperFixed(MINUTES, PAPER, "", "expired"))
    assert meeting.when(unsealed, by=CLOCK) == Refusal(Reason.PAPER_FIXED)
    assert meeting.when(fix, by=CLOCK) == (PaperFixed(MINUTES, PAPER, "f", ""),)
    meeting.then(PaperFixed(MINUTES, PAPER, "f", ""))
    assert meeting.when(fix, by=CLOCK) == Refusal(Reason.PAPER_FIXED)
    assert meeting.when(FixPaper("a-9", PAPER, "f", ""), by=CLOCK) == Refusal(
        Reason.ADDENDUM_UNKNOWN
    )


# --- addenda ----------------------------------------------------------------------------------

PROPOSED = AddendumProposed("a-1", person(AN), "Ghi nhầm số", "Điều 2 ghi là 5 ha.")
WAITING = (*LOCKED, PROPOSED)


def addendum(by: str, office: Role, **other: str) -> SignAddendum:
    return SignAddendum(statement(by, office, **{"subject": "a-1", **other}), CODE)


def addendum_signed(asked: SignAddendum) -> AddendumSigned:
    about = asked.statement
    return AddendumSigned(
        "a-1",
        person(about.signer),
        about.office.value,
        HEAD,
        about.paper_sha256,
        about.text,
        Method.CODE,
        CODE,
    )


def test_bb_13_only_locked_minutes_get_an_addendum_with_reason_and_text() -> None:
    propose = ProposeAddendum("a-1", " Ghi nhầm số ", "Điều 2 ghi là 5 ha.")
    assert given(*CLOSED).when(propose, by=AN) == Refusal(Reason.MINUTES_NOT_LOCKED)
    meeting = given(*LOCKED)
    assert meeting.when(propose, by=AN) == (PROPOSED,)
    assert meeting.when(replace(propose, reason=" "), by=AN) == Refusal(Reason.REASON_MISSING)
    assert meeting.when(replace(propose, text="\n"), by=BINH) == Refusal(Reason.ADDENDUM_EMPTY)
    assert meeting.when(replace(propose, addendum=MINUTES), by=AN) == Refusal(
        Reason.ADDENDUM_UNKNOWN
    )
    for other in (CUONG, THU, UYEN):
        decision = meeting.when(propose, by=other)
        assert isinstance(decision, Refusal)
        assert decision.reason is Reason.AUTHORITY_MISSING
    meeting.then(PROPOSED)
    assert meeting.when(replace(propose, addendum="a-2"), by=AN) == Refusal(
        Reason.ADDENDUM_WAITING
    )


def test_bb_13_an_addendum_is_signed_by_both_and_then_held_fast() -> None:
    taker = addendum(BINH, Role.MINUTES_TAKER)
    chair = addendum(AN, Role.CHAIR)
    fix = FixPaper("a-1", PAPER, "f", "")
    meeting = given(*WAITING)
    assert meeting.when(chair, by=AN) == Refusal(
        Reason.MINUTES_NOT_CONFIRMED, facts={"name": NAMES[BINH]}
    )
    assert meeting.when(taker, by=BINH) == (addendum_signed(taker),)
    meeting.then(addendum_signed(taker), by=BINH)
    assert meeting.when(fix, by=CLOCK) == Refusal(Reason.MINUTES_NOT_LOCKED)
    other = addendum(AN, Role.CHAIR, paper_sha256="b" * 64)
    assert meeting.when(other, by=AN) == Refusal(Reason.MINUTES_CHANGED)
    assert meeting.when(chair, by=AN) == (addendum_signed(chair),)
    meeting.then(addendum_signed(chair), by=AN)
    assert meeting.meeting.addenda.waiting is None
    assert meeting.when(chair, by=AN) == Refusal(Reason.ADDENDUM_CLOSED)
    assert meeting.when(fix, by=CLOCK) == (PaperFixed("a-1", PAPER, "f", ""),)


def test_an_addendum_is_taken_back_before_both_have_signed() -> None:
    back = WithdrawAddendum("a-1", "Viết lại")
    meeting = given(*WAITING)
    assert meeting.when(WithdrawAddendum("a-9", "Viết lại"), by=AN) == Refusal(
        Reason.ADDENDUM_UNKNOWN
    )
    assert meeting.when(replace(back, reason=""), by=AN) == Refusal(Reason.REASON_MISSING)
    assert meeting.when(back, by=BINH) == (AddendumWithdrawn("a-1", "Viết lại"),)
    meeting.then(AddendumWithdrawn("a-1", "Viết lại"))
    assert meeting.when(back, by=BINH) == Refusal(Reason.ADDENDUM_CLOSED)
    assert meeting.when(addendum(BINH, Role.MINUTES_TAKER), by=BINH) == Refusal(
        Reason.ADDENDUM_CLOSED
    )
    meeting.then(AddendumProposed("a-2", person(AN), "Nhầm", "Sửa"))
    assert meeting.meeting.addenda.proposed["a-2"].number == 1


# --- who has left -----------------------------------------------------------------------------


def without(*gone: str):
    return replace(FACTS, roll=tuple(each for each in FACTS.roll if each.person not in gone))


def test_somebody_else_signs_only_for_one_who_has_left_the_cell() -> None:
    appoint = AppointSigner(Role.CHAIR, person(THU), "Chuyển sinh hoạt Đảng")
    meeting = given(*CLOSED)
    assert meeting.when(appoint, by=THU) == Refusal(
        Reason.SIGNER_STILL_HERE, facts={"name": NAMES[AN]}
    )
    gone = without(AN)
    assert meeting.when(replace(appoint, reason=""), by=THU, facts=gone) == Refusal(
        Reason.REASON_MISSING
    )
    unfit = Refusal(Reason.SIGNER_UNFIT, facts={"name": NAMES[CUONG]})
    assert meeting.when(replace(appoint, signer=person(CUONG)), by=THU, facts=gone) == unfit
    assert meeting.when(replace(appoint, office=Role.MEMBER), by=THU, facts=gone) == Refusal(
        Reason.SIGNER_UNFIT
    )
    named = SignerAppointed("chair", person(THU), "Chuyển sinh hoạt Đảng")
    assert meeting.when(appoint, by=THU, facts=gone) == (named,)

    meeting.then(named, signed(BY_BINH))
    by_thu = statement(THU, Role.CHAIR)
    assert meeting.when(SignMinutes(BY_AN, CODE), by=AN) == Refusal(
        Reason.MINUTES_NOT_CONFIRMED, facts={"name": NAMES[THU]}
    )
    assert meeting.when(SignMinutes(by_thu, CODE), by=THU) == (signed(by_thu),)
    meeting.then(signed(by_thu))
    chair = minutes(meeting.meeting, RULES).chair
    assert chair == Signatory(NAMES[THU], NOW, Method.CODE, NAMES[AN], "Chuyển sinh hoạt Đảng")


def test_the_minutes_takers_place_goes_to_somebody_who_was_there_and_is_not_the_chair() -> None:
    appoint = AppointSigner(Role.MINUTES_TAKER, person(PHUC), "Từ trần")
    meeting, gone = given(*CLOSED), without(BINH)
    assert meeting.when(replace(appoint, signer=person(AN)), by=THU, facts=gone) == Refusal(
        Reason.OFFICERS_SAME
    )
    # Thư belongs to the cell and was not at the meeting.
    assert meeting.when(replace(appoint, signer=person(THU)), by=THU, facts=gone) == Refusal(
        Reason.SIGNER_UNFIT, facts={"name": NAMES[THU]}
    )
    assert meeting.when(appoint, by=THU, facts=gone) == (
        SignerAppointed("minutes_taker", person(PHUC), "Từ trần"),
    )


def test_who_signed_before_leaving_stays_on_the_paper() -> None:
    state = given(*LOCKED, SignerAppointed("chair", person(THU), "Chuyển đi")).meeting
    assert minutes(state, RULES).chair == Signatory(NAMES[AN], NOW, Method.CODE)


# --- before the lock (BB-11) --------------------------------------------------------------------


def test_bb_11_what_the_meeting_says_to_the_minutes_stands_in_them() -> None:
    state = given(*APPROVED[:-1], ev.MinutesApproved("Sửa tên đồng chí Nga")).meeting
    reading = minutes(state, RULES).reading
    assert reading is not None
    assert [each.text for each in reading.comments] == ["Sửa tên đồng chí Nga"]
    assert given(*APPROVED).when(do.ReadMinutes(), by=BINH) == Refusal(Reason.MINUTES_APPROVED)
