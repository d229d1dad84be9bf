"""The agenda: approved, handled item by item, and what has to leave it (CT-11, CT-15)."""

import pytest

from chibo.core.procedure import commands as do
from chibo.core.procedure import events as ev
from chibo.core.procedure.agenda import Agenda, ItemState, objection_to_item
from chibo.core.procedure.terms import PlannedItem
from chibo.core.values import Form, Reason, Refusal
from tests.core.journals import AT_WORK, ITEM_1, NOW, OPENED, RULES, VOTING, given

ITEM_3 = PlannedItem("item-3", "Việc phát sinh", "ordinary")
REWARDS = PlannedItem("item-4", "Xét khen thưởng", "X07")
AT_ITEM_1 = Refusal(Reason.ITEM_OPEN, facts={"title": ITEM_1.title})


def agenda_after(*events: ev.MeetingEvent) -> Agenda:
    return given(*events).meeting.agenda


def test_mt_08_the_agenda_is_approved_once() -> None:
    meeting = given(*OPENED)

    assert meeting.when(do.ApproveAgenda()) == (ev.AgendaApproved(),)
    meeting.then(ev.AgendaApproved())
    assert meeting.when(do.ApproveAgenda()) == Refusal(Reason.AGENDA_APPROVED)


def test_no_item_is_opened_before_the_agenda_is_approved() -> None:
    assert given(*OPENED).when(do.OpenItem("item-1")) == Refusal(Reason.AGENDA_NOT_APPROVED)


def test_one_item_is_open_at_a_time() -> None:
    meeting = given(*OPENED, ev.AgendaApproved())

    assert meeting.when(do.OpenItem("item-1")) == (ev.ItemOpened("item-1"),)
    meeting.then(ev.ItemOpened("item-1"))
    assert meeting.when(do.OpenItem("item-2")) == AT_ITEM_1
    assert meeting.meeting.agenda.items["item-1"].opened_at == NOW


def test_an_item_is_opened_once_and_has_to_be_known() -> None:
    meeting = given(*AT_WORK, ev.ItemConcluded("item-1", ""))

    assert meeting.when(do.OpenItem("item-1")) == Refusal(Reason.ITEM_DONE)
    assert meeting.when(do.OpenItem("item-9")) == Refusal(Reason.ITEM_UNKNOWN)


def test_bb_05_an_item_ends_with_the_chairs_conclusion() -> None:
    meeting = given(*AT_WORK)

    decision = meeting.when(do.ConcludeItem("item-1", " Nhất trí. "))

    assert decision == (ev.ItemConcluded("item-1", "Nhất trí."),)
    agenda = meeting.then(*decision).meeting.agenda
    assert agenda.current is None
    assert agenda.items["item-1"].state is ItemState.CONCLUDED
    assert agenda.items["item-1"].conclusion == "Nhất trí."


def test_only_the_open_item_is_concluded() -> None:
    meeting = given(*AT_WORK)

    assert meeting.when(do.ConcludeItem("item-2", "")) == Refusal(Reason.ITEM_NOT_OPEN)
    assert meeting.when(do.ConcludeItem("item-9", "")) == Refusal(Reason.ITEM_UNKNOWN)


def test_an_item_is_not_left_while_its_ballot_is_open() -> None:
    meeting = given(*VOTING)

    assert meeting.when(do.ConcludeItem("item-1", "")) == Refusal(Reason.BALLOT_OPEN)
    assert meeting.when(do.DeferItem("item-1", "X07")) == Refusal(Reason.BALLOT_OPEN)
    # Another item can go while this one is voted on.
    assert meeting.when(do.DeferItem("item-2", "X07")) == (ev.ItemDeferred("item-2", "X07"),)


def test_an_item_is_added_while_the_meeting_runs() -> None:
    meeting = given(*AT_WORK)

    assert meeting.when(do.AddItem(ITEM_3)) == (ev.ItemAdded(ITEM_3),)
    meeting.then(ev.ItemAdded(ITEM_3))
    assert list(meeting.meeting.agenda.items) == ["item-1", "item-2", "item-3"]
    assert meeting.when(do.AddItem(ITEM_3)) == Refusal(Reason.ITEM_KNOWN)


@pytest.mark.parametrize(
    ("item", "refusal"),
    [
        (
            REWARDS,
            Refusal(
                Reason.CONTENT_EXCLUDED,
                RULES.clause("CT-11"),
                {"class": "X07", "title": "Xét khen thưởng"},
            ),
        ),
        (
            PlannedItem("item-5", "Việc lạ", "X99"),
            Refusal(Reason.CLASS_UNKNOWN, facts={"class": "X99"}),
        ),
        (PlannedItem("item-6", " ", "ordinary"), Refusal(Reason.TEXT_EMPTY)),
    ],
    ids=["CT-11 worked number 15", "unknown class", "no title"],
)
def test_ct_11_what_may_not_stand_on_the_agenda_is_not_added_live(
    item: PlannedItem, refusal: Refusal
) -> None:
    assert given(*AT_WORK).when(do.AddItem(item)) == refusal


def test_ct_10_in_person_everything_may_stand_on_the_agenda() -> None:
    assert objection_to_item(RULES, Form.IN_PERSON, REWARDS) is None
    assert objection_to_item(RULES, Form.BY_GROUPS, REWARDS) is not None


def test_ct_15_an_item_is_deferred_with_its_class_and_no_word_more() -> None:
    meeting = given(*AT_WORK)

    decision = meeting.when(do.DeferItem("item-1", "X06"))

    assert decision == (ev.ItemDeferred("item-1", "X06"),)
    agenda = meeting.then(*decision).meeting.agenda
    assert agenda.current is None
    assert agenda.items["item-1"].state is ItemState.DEFERRED
    assert agenda.items["item-1"].deferred_class == "X06"
    assert meeting.when(do.OpenItem("item-1")) == Refusal(Reason.ITEM_DONE)


def test_ct_15_deferring_a_waiting_item_leaves_the_open_one() -> None:
    assert agenda_after(*AT_WORK, ev.ItemDeferred("item-2", "X06")).current == "item-1"


@pytest.mark.parametrize(
    ("item", "content_class", "reason"),
    [
        ("item-1", "ordinary", Reason.CLASS_NOT_EXCLUDED),
        ("item-1", "X99", Reason.CLASS_NOT_EXCLUDED),
        ("item-9", "X06", Reason.ITEM_UNKNOWN),
        ("item-2", "X06", Reason.ITEM_DONE),
    ],
)
def test_a_deferral_is_refused(item: str, content_class: str, reason: Reason) -> None:
    meeting = given(*AT_WORK, ev.ItemDeferred("item-2", "X06"))

    assert meeting.when(do.DeferItem(item, content_class)) == Refusal(reason)


def test_ct_15_content_that_came_up_is_stopped_under_its_item() -> None:
    meeting = given(*AT_WORK)

    decision = meeting.when(do.StopContent("X10"))

    assert decision == (ev.ContentStopped("item-1", "X10"),)
    assert meeting.then(*decision).meeting.agenda.stopped == list(decision)
    assert meeting.when(do.StopContent("ordinary")) == Refusal(Reason.CLASS_NOT_EXCLUDED)
    assert given(*OPENED).when(do.StopContent("X10")) == (ev.ContentStopped(None, "X10"),)
