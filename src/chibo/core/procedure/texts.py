"""The texts that are voted on: a body's own drafts, and the cell's draft before a group (TG-03)."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from chibo.core.procedure import commands as do
from chibo.core.procedure import events as ev
from chibo.core.procedure.ballot_box import BallotEvent, Ballots
from chibo.core.procedure.frame import Decision, GroupOrder
from chibo.core.procedure.gatherings import objection_to_ref
from chibo.core.procedure.opinions import objection_to_text
from chibo.core.procedure.terms import TextRef
from chibo.core.rulebook.model import Rulebook
from chibo.core.values import PersonId, Reason, Refusal


@dataclass(frozen=True, slots=True)
class Cell:
    """What a group's vote has to know of the rest of the cell (TG-10)."""

    order: GroupOrder | None = None
    voted: Mapping[PersonId, str] = field(default_factory=dict)
    items: frozenset[str] = frozenset()


def bring_text(
    state: Ballots, text: TextRef, cell: Cell, rules: Rulebook
) -> Decision[ev.TextBrought]:
    """Return that a later version of the cell's draft lies before the group (TG-10)."""
    if not state.is_of_group:
        return Refusal(Reason.GATHERING_OTHER)
    if objection := objection_to_ref(text, cell.items):
        return objection
    if cell.order is not None and cell.order.text != text:
        return Refusal(Reason.TEXT_CHANGED)
    versions = state.texts.get(text.key)
    if versions and versions[-1].version >= text.version:
        return _outdated(versions[-1].version, rules)
    # TG-10: nobody finds another text under a vote that was begun on this one.
    if state.current is not None and state.ballots[state.current].opened.text == text.key:
        return Refusal(Reason.TEXT_BEFORE_VOTE)
    return (ev.TextBrought(text),)


def _outdated(version: int, rules: Rulebook) -> Refusal:
    return Refusal(
        Reason.TEXT_OUTDATED, citation=rules.clause("TG-10"), facts={"version": version}
    )


def objection_of_cell(state: Ballots, text: str, cell: Cell, rules: Rulebook) -> Refusal | None:
    """Return why a group may not vote on a text of the cell now, or None."""
    if not state.is_of_group or text not in state.texts:
        return None
    if state.is_counted(text):
        return Refusal(Reason.TEXT_COUNTED, citation=rules.clause("TG-10"))
    order = cell.order
    if order is None:
        return None
    if not order.is_open:
        return Refusal(Reason.PROCEDURE_OVER)
    now = order.text
    latest = state.texts[text][-1]
    if now is not None and (now.key, now.version) != (latest.text, latest.version):
        return _outdated(now.version, rules)
    return None


def propose(state: Ballots, command: do.ProposeText, item: str | None) -> Decision[BallotEvent]:
    """Return the next version of a body's own draft."""
    if objection := objection_to_text(command.body):
        return objection
    if not command.title.strip():
        return Refusal(Reason.TEXT_EMPTY)
    if command.item != item:
        return Refusal(Reason.ITEM_NOT_OPEN)
    versions = state.texts.get(command.text, [])
    if versions and state.is_adopted(command.text):
        return Refusal(Reason.TEXT_DECIDED)
    if state.current is not None and state.ballots[state.current].opened.text == command.text:
        return Refusal(Reason.TEXT_BEFORE_VOTE)
    return (
        ev.TextProposed(
            text=command.text,
            version=versions[-1].version + 1 if versions else 1,
            item=command.item,
            kind=command.kind,
            title=command.title.strip(),
            body=command.body.strip(),
        ),
    )
