"""The agenda: approved, gone through item by item, and what has to leave it (CT-11, CT-15)."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import assert_never

from chibo.core.procedure import commands as do
from chibo.core.procedure import events as ev
from chibo.core.procedure.considered import HintsConsidered
from chibo.core.procedure.considering import items_considered
from chibo.core.procedure.frame import Decision, Moment
from chibo.core.procedure.terms import PlannedItem
from chibo.core.rulebook.model import Rulebook
from chibo.core.values import Form, Instant, Reason, Refusal

AgendaCommand = (
    do.ApproveAgenda
    | do.AddItem
    | do.OpenItem
    | do.ConcludeItem
    | do.DeferItem
    | do.StopContent
)
AgendaEvent = (
    ev.AgendaApproved
    | ev.ItemAdded
    | ev.ItemOpened
    | ev.ItemConcluded
    | ev.ItemDeferred
    | ev.ContentStopped
)


class ItemState(StrEnum):
    """How far an item has come."""

    WAITING = "waiting"
    OPEN = "open"
    CONCLUDED = "concluded"
    DEFERRED = "deferred"


@dataclass(slots=True)
class Item:
    """One item and what became of it."""

    plan: PlannedItem
    state: ItemState = ItemState.WAITING
    opened_at: Instant | None = None
    conclusion: str = ""
    deferred_class: str = ""


@dataclass(slots=True)
class Agenda:
    """The items in their order, and the one being handled."""

    form: Form = Form.IN_PERSON
    items: dict[str, Item] = field(default_factory=dict)
    is_approved: bool = False
    current: str | None = None
    stopped: list[ev.ContentStopped] = field(default_factory=list)


def decide(
    state: Agenda, command: AgendaCommand, *, rules: Rulebook, ballot: str | None
) -> Decision[AgendaEvent | HintsConsidered]:
    """Return what a command about the agenda makes happen; `ballot` is the one open now."""
    match command:
        case do.ApproveAgenda():
            if state.is_approved:
                return Refusal(Reason.AGENDA_APPROVED)
            return (ev.AgendaApproved(),)
        case do.AddItem():
            return _add(state, command, rules)
        case do.OpenItem(item=item):
            return _open(state, item)
        case do.ConcludeItem(item=item, conclusion=conclusion):
            if objection := _not_open(state, item, ballot):
                return objection
            return (ev.ItemConcluded(item, conclusion.strip()),)
        case do.DeferItem(item=item, content_class=content_class):
            return _defer(state, item, content_class, rules=rules, ballot=ballot)
        case do.StopContent(content_class=content_class):
            if not is_excluded(rules, state.form, content_class):
                return Refusal(Reason.CLASS_NOT_EXCLUDED)
            return (ev.ContentStopped(state.current, content_class),)
        case _:
            assert_never(command)


def is_excluded(rules: Rulebook, form: Form, content_class: str) -> bool:
    """Tell whether a class of content cannot be handled in a meeting of this form (CT-10)."""
    terms, known = rules.forms.get(form), rules.content.get(content_class)
    return bool(terms and known and terms.excludes_content and known.is_excluded)


def objection_to_item(rules: Rulebook, form: Form, item: PlannedItem) -> Refusal | None:
    """Return why this item cannot stand on an agenda of this form (CT-11), or None."""
    if not item.title.strip():
        return Refusal(Reason.TEXT_EMPTY)
    if item.content_class not in rules.content:
        return Refusal(Reason.CLASS_UNKNOWN, facts={"class": item.content_class})
    if is_excluded(rules, form, item.content_class):
        return Refusal(
            Reason.CONTENT_EXCLUDED,
            citation=rules.clause("CT-11"),
            facts={"class": item.content_class, "title": item.title},
        )
    return None


def _add(
    state: Agenda, command: do.AddItem, rules: Rulebook
) -> Decision[ev.ItemAdded | HintsConsidered]:
    item = command.item
    if objection := objection_to_item(rules, state.form, item):
        return objection
    if item.item in state.items:
        return Refusal(Reason.ITEM_KNOWN)
    considered = items_considered(
        rules, state.form, [item], is_declared=command.is_content_declared
    )
    if isinstance(considered, Refusal):
        return considered
    return (ev.ItemAdded(item), *considered)


def _open(state: Agenda, item: str) -> Decision[AgendaEvent]:
    if not state.is_approved:
        return Refusal(Reason.AGENDA_NOT_APPROVED)
    if item not in state.items:
        return Refusal(Reason.ITEM_UNKNOWN)
    if state.current is not None:
        title = state.items[state.current].plan.title
        return Refusal(Reason.ITEM_OPEN, facts={"title": title})
    if state.items[item].state is not ItemState.WAITING:
        return Refusal(Reason.ITEM_DONE)
    return (ev.ItemOpened(item),)


def _not_open(state: Agenda, item: str, ballot: str | None) -> Refusal | None:
    if item not in state.items:
        return Refusal(Reason.ITEM_UNKNOWN)
    if state.current != item:
        return Refusal(Reason.ITEM_NOT_OPEN)
    return Refusal(Reason.BALLOT_OPEN) if ballot is not None else None


def _defer(
    state: Agenda, item: str, content_class: str, *, rules: Rulebook, ballot: str | None
) -> Decision[AgendaEvent]:
    if item not in state.items:
        return Refusal(Reason.ITEM_UNKNOWN)
    if state.items[item].state in {ItemState.CONCLUDED, ItemState.DEFERRED}:
        return Refusal(Reason.ITEM_DONE)
    if not is_excluded(rules, state.form, content_class):
        return Refusal(Reason.CLASS_NOT_EXCLUDED)
    if state.current == item and ballot is not None:
        return Refusal(Reason.BALLOT_OPEN)
    return (ev.ItemDeferred(item, content_class),)


def evolve(state: Agenda, event: AgendaEvent, now: Moment) -> None:
    """Take an event into the state."""
    match event:
        case ev.AgendaApproved():
            state.is_approved = True
        case ev.ItemAdded(item=item):
            state.items[item.item] = Item(item)
        case ev.ItemOpened(item=item):
            state.current = item
            state.items[item].state = ItemState.OPEN
            state.items[item].opened_at = now.at
        case ev.ItemConcluded(item=item, conclusion=conclusion):
            state.current = None
            state.items[item].state = ItemState.CONCLUDED
            state.items[item].conclusion = conclusion
        case ev.ItemDeferred(item=item, content_class=content_class):
            state.current = None if state.current == item else state.current
            state.items[item].state = ItemState.DEFERRED
            state.items[item].deferred_class = content_class
        case ev.ContentStopped():
            state.stopped.append(event)
        case _:
            assert_never(event)
