"""Opinions by speaker and item, differing or reserved where asked (BB-05, BB-07, VT-06)."""

from dataclasses import replace

import pytest

from chibo.core.procedure import commands as do
from chibo.core.procedure import events as ev
from chibo.core.procedure.opinions import LONGEST
from chibo.core.procedure.terms import OpinionKind
from chibo.core.values import Reason, Refusal
from tests.core.journals import AT_WORK, RULES, given
from tests.core.people import AN, BINH, CUONG, DUNG, KHANH, PHUC, THU, VINH, XUAN

RECORD = do.RecordOpinion("o-1", CUONG, "item-1", " Nhất trí. ", OpinionKind.OPINION)
RECORDED = ev.OpinionRecorded(
    "o-1",
    CUONG,
    "item-1",
    "Nhất trí.",
    OpinionKind.OPINION,
    to_superior=False,
    recorded_by=CUONG,
)
RESERVED = replace(RECORDED, kind=OpinionKind.RESERVED, to_superior=True)
DEFERRED = Refusal(Reason.ITEM_DONE, RULES.clause("CT-15"))


def test_bb_05_an_opinion_is_recorded_by_speaker_and_item() -> None:
    meeting = given(*AT_WORK)

    assert meeting.when(RECORD, by=CUONG) == (RECORDED,)
    assert meeting.when(RECORD, by=BINH) == (replace(RECORDED, recorded_by=BINH),)
    opinions = meeting.then(RECORDED).meeting.opinions
    assert [each.text for each in opinions.on("item-1")] == ["Nhất trí."]
    assert opinions.on("item-2") == ()
    assert meeting.when(RECORD, by=CUONG) == Refusal(Reason.OPINION_KNOWN)


@pytest.mark.parametrize("kind", list(OpinionKind))
def test_vt_06_only_a_reserved_opinion_travels_upward(kind: OpinionKind) -> None:
    decision = given(*AT_WORK).when(replace(RECORD, kind=kind, to_superior=True), by=CUONG)

    is_reserved = kind is OpinionKind.RESERVED
    assert decision == (replace(RECORDED, kind=kind, to_superior=is_reserved),)


@pytest.mark.parametrize("code", [DUNG, VINH, XUAN], ids=["MB-02", "MB-07", "guest"])
def test_who_has_no_vote_still_has_an_opinion(code: str) -> None:
    meeting = given(*AT_WORK, ev.GuestAdmitted(XUAN, "Hồ Xuân", ""))

    decision = meeting.when(replace(RECORD, person=code), by=BINH)

    assert decision == (replace(RECORDED, person=code, recorded_by=BINH),)


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"text": " "}, Refusal(Reason.TEXT_EMPTY)),
        (
            {"text": "ý" * (LONGEST + 1)},
            Refusal(Reason.TEXT_TOO_LONG, facts={"length": LONGEST + 1, "longest": LONGEST}),
        ),
        ({"person": THU}, Refusal(Reason.PERSON_NOT_PRESENT)),
        ({"person": KHANH}, Refusal(Reason.PERSON_NOT_PRESENT)),
        ({"item": "item-9"}, Refusal(Reason.ITEM_UNKNOWN)),
    ],
    ids=["empty", "too long", "absent", "suspended", "unknown item"],
)
def test_an_opinion_is_refused(changes: dict[str, str], refusal: Refusal) -> None:
    decision = given(*AT_WORK).when(replace(RECORD, **changes), by=BINH)

    assert decision == refusal


def test_ct_15_of_a_deferred_item_nothing_more_is_recorded() -> None:
    meeting = given(*AT_WORK, RECORDED, ev.ItemDeferred("item-1", "X06"))

    assert meeting.when(replace(RECORD, opinion="o-2"), by=CUONG) == DEFERRED
    assert meeting.when(do.AmendOpinion("o-1", "Thêm"), by=CUONG) == DEFERRED


def test_the_minutes_taker_may_record_after_an_item_is_concluded() -> None:
    meeting = given(*AT_WORK, ev.ItemConcluded("item-1", ""))

    assert meeting.when(RECORD, by=BINH) == (replace(RECORDED, recorded_by=BINH),)


@pytest.mark.parametrize("by", [CUONG, BINH])
def test_an_opinion_is_amended_by_its_author_or_the_minutes_taker(by: str) -> None:
    meeting = given(*AT_WORK, RECORDED)

    decision = meeting.when(do.AmendOpinion("o-1", " Nhất trí cao. "), by=by)

    assert decision == (ev.OpinionAmended("o-1", "Nhất trí cao."),)
    opinion = meeting.then(*decision, by=by).meeting.opinions.given["o-1"]
    assert (opinion.text, opinion.amended_by) == ("Nhất trí cao.", by)


def test_vt_06_a_reserved_opinion_is_its_authors_alone() -> None:
    meeting = given(*AT_WORK, RESERVED)
    amend = do.AmendOpinion("o-1", "Rút lại")

    assert meeting.when(amend, by=BINH) == Refusal(Reason.OPINION_NOT_YOURS)
    assert meeting.when(amend, by=AN) == Refusal(Reason.OPINION_NOT_YOURS)
    assert meeting.when(amend, by=CUONG) == (ev.OpinionAmended("o-1", "Rút lại"),)


def test_nobody_amends_what_another_member_said() -> None:
    meeting = given(*AT_WORK, RECORDED)

    foreign = meeting.when(do.AmendOpinion("o-1", "Khác"), by=PHUC)
    unknown = meeting.when(do.AmendOpinion("o-9", "Khác"), by=PHUC)
    empty = meeting.when(do.AmendOpinion("o-1", " "), by=CUONG)

    assert foreign == Refusal(Reason.OPINION_NOT_YOURS)
    assert unknown == Refusal(Reason.OPINION_UNKNOWN)
    assert empty == Refusal(Reason.TEXT_EMPTY)
