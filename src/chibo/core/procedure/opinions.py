"""Opinions: by speaker and item, differing or reserved where asked, never lost (BB-05, VT-06)."""

from collections.abc import Container, Mapping
from dataclasses import dataclass, field
from typing import assert_never

from chibo.core.procedure import commands as do
from chibo.core.procedure import events as ev
from chibo.core.procedure.agenda import ItemState
from chibo.core.procedure.frame import Decision, Moment
from chibo.core.procedure.terms import OpinionKind
from chibo.core.rulebook.model import Rulebook
from chibo.core.values import Instant, PersonId, Reason, Refusal

LONGEST = 20_000
"""Characters of one opinion: about seven pages, so that nobody's words are cut unawares."""

OpinionCommand = do.RecordOpinion | do.AmendOpinion | do.StateNone
OpinionEvent = ev.OpinionRecorded | ev.OpinionAmended | ev.NoneStated


@dataclass(slots=True)
class Opinion:
    """One opinion as recorded, with its present wording."""

    recorded: ev.OpinionRecorded
    text: str
    at: Instant
    amended_by: PersonId | None = None


@dataclass(slots=True)
class Opinions:
    """All opinions in the order given."""

    given: dict[str, Opinion] = field(default_factory=dict)
    none: list[OpinionKind] = field(default_factory=list)
    """Of which kinds the minutes taker has said that there are none (TG-04)."""

    def on(self, item: str) -> tuple[Opinion, ...]:
        """Return the opinions on one item."""
        return tuple(each for each in self.given.values() if each.recorded.item == item)


def decide(  # noqa: C901 -- a case for each command
    state: Opinions,
    command: OpinionCommand,
    *,
    now: Moment,
    speakers: Container[PersonId],
    items: Mapping[str, ItemState],
    rules: Rulebook,
    is_minutes_taker: bool,
    is_of_group: bool = False,
) -> Decision[OpinionEvent]:
    """Return what a command about opinions makes happen."""
    if isinstance(command, do.StateNone):
        if not is_of_group:
            return Refusal(Reason.GATHERING_OTHER)
        return _none(state, command.kind, items)
    if objection := objection_to_text(command.text):
        return objection
    match command:
        case do.RecordOpinion(person=person, item=item):
            if command.opinion in state.given:
                return Refusal(Reason.OPINION_KNOWN)
            if person not in speakers:
                return Refusal(Reason.PERSON_NOT_PRESENT)
            if item not in items:
                return Refusal(Reason.ITEM_UNKNOWN)
            return _deferred(items[item], rules) or (_recorded(command, now),)
        case do.AmendOpinion(opinion=opinion, text=text):
            given = state.given.get(opinion)
            if given is None:
                return Refusal(Reason.OPINION_UNKNOWN)
            # VT-06: a reserved opinion is its author's alone, word for word.
            is_reserved = given.recorded.kind is OpinionKind.RESERVED
            if now.actor != given.recorded.person and (is_reserved or not is_minutes_taker):
                return Refusal(Reason.OPINION_NOT_YOURS)
            return _deferred(items[given.recorded.item], rules) or (
                ev.OpinionAmended(opinion, text.strip()),
            )
        case _:
            assert_never(command)


def _none(
    state: Opinions, kind: OpinionKind, items: Mapping[str, ItemState]
) -> Decision[ev.NoneStated]:
    if _is_given(state, kind, items):
        return Refusal(Reason.OPINIONS_GIVEN)
    return Refusal(Reason.NONE_STATED) if kind in state.none else (ev.NoneStated(kind),)


def _is_given(state: Opinions, kind: OpinionKind, items: Mapping[str, ItemState]) -> bool:
    # CT-15: what was said on a deferred item is in no minutes, so it fills no field either.
    return any(
        each.recorded.kind is kind and items[each.recorded.item] is not ItemState.DEFERRED
        for each in state.given.values()
    )


def unstated(state: Opinions, items: Mapping[str, ItemState]) -> tuple[OpinionKind, ...]:
    """Return the fields of a group's minutes that are empty and do not say "none" (TG-04)."""
    return tuple(
        kind
        for kind in OpinionKind
        if kind not in state.none and not _is_given(state, kind, items)
    )


def objection_to_text(text: str) -> Refusal | None:
    """Return why a text cannot be recorded, or None."""
    if not text.strip():
        return Refusal(Reason.TEXT_EMPTY)
    if len(text) > LONGEST:
        return Refusal(Reason.TEXT_TOO_LONG, facts={"length": len(text), "longest": LONGEST})
    return None


def _deferred(state: ItemState, rules: Rulebook) -> Refusal | None:
    # CT-15: of a deferred item no substance is kept, from anybody.
    if state is ItemState.DEFERRED:
        return Refusal(Reason.ITEM_DONE, citation=rules.clause("CT-15"))
    return None


def _recorded(command: do.RecordOpinion, now: Moment) -> ev.OpinionRecorded:
    return ev.OpinionRecorded(
        opinion=command.opinion,
        person=command.person,
        item=command.item,
        text=command.text.strip(),
        kind=command.kind,
        # Only a reserved opinion travels upward (VT-06).
        to_superior=command.to_superior and command.kind is OpinionKind.RESERVED,
        recorded_by=now.actor,
    )


def evolve(state: Opinions, event: OpinionEvent, now: Moment) -> None:
    """Take an event into the state."""
    match event:
        case ev.OpinionRecorded(opinion=opinion, kind=kind):
            state.given[opinion] = Opinion(event, event.text, now.at)
            state.none = [each for each in state.none if each is not kind]
        case ev.OpinionAmended(opinion=opinion, text=text):
            state.given[opinion].text = text
            state.given[opinion].amended_by = now.actor
        case ev.NoneStated(kind=kind):
            state.none.append(kind)
        case _:
            assert_never(event)
