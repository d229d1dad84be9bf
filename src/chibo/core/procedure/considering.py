"""Hints at excluded content are decided by people, and who decided is kept (CT-12, CT-17)."""

from collections.abc import Container, Iterable, Mapping

from chibo.core.procedure import commands as do
from chibo.core.procedure import events as ev
from chibo.core.procedure.considered import (
    HintsConsidered,
    MarksDeclaredAbsent,
    SeenHint,
    Subject,
    Verdict,
    WithholdDocument,
)
from chibo.core.procedure.terms import PlannedItem
from chibo.core.rulebook.content import Hint, hints
from chibo.core.rulebook.model import Rulebook
from chibo.core.values import Form, Reason, Refusal


def excludes_content(rules: Rulebook, form: Form) -> bool:
    """Tell whether a form of meeting excludes any content (CT-10)."""
    terms = rules.forms.get(form)
    return terms is not None and terms.excludes_content


def hints_at(rules: Rulebook, form: Form, item: PlannedItem) -> tuple[Hint, ...]:
    """Return what the words of an item hint at and it is not declared as."""
    if not excludes_content(rules, form):
        return ()
    found = hints(rules, item.title)
    return tuple(hint for hint in found if hint.content_class != item.content_class)


def items_considered(
    rules: Rulebook, form: Form, items: Iterable[PlannedItem], *, is_declared: bool
) -> tuple[HintsConsidered, ...] | Refusal:
    """Return what is kept of the hints of items, once somebody declares them ordinary."""
    kept = []
    for item in items:
        if not (found := hints_at(rules, form, item)):
            continue
        if not is_declared:
            return _undeclared(rules, item.title)
        seen = tuple(SeenHint(each.content_class, each.keyword) for each in found)
        kept.append(
            HintsConsidered(Subject.ITEM, item.item, item.title, seen, Verdict.ORDINARY)
        )
    return tuple(kept)


def _undeclared(rules: Rulebook, title: str) -> Refusal:
    return Refusal(
        Reason.CONTENT_UNDECLARED, citation=rules.clause("CT-12"), facts={"title": title}
    )


def document_considered(
    rules: Rulebook, form: Form, command: do.AttachDocument
) -> tuple[HintsConsidered | MarksDeclaredAbsent, ...] | Refusal:
    """Return what is kept of what was found in a document, once somebody declares it."""
    kept: list[HintsConsidered | MarksDeclaredAbsent] = []
    if command.hints and excludes_content(rules, form):
        if not command.is_content_declared:
            return _undeclared(rules, command.title)
        title = command.title.strip() or command.filename
        kept.append(
            HintsConsidered(
                Subject.DOCUMENT, command.document, title, command.hints, Verdict.ORDINARY
            )
        )
    if command.unread_pages:
        # CT-17: what no program can read, a person has looked at.
        if not command.is_unmarked_declared:
            facts = {"pages": command.unread_pages}
            return Refusal(Reason.SCAN_UNDECLARED, citation=rules.clause("CT-17"), facts=facts)
        kept.append(MarksDeclaredAbsent(command.document, command.unread_pages))
    return tuple(kept)


def withhold(
    documents: Mapping[str, ev.DocumentAttached],
    items: Container[str],
    command: WithholdDocument,
) -> tuple[HintsConsidered, ...] | Refusal:
    """Return that a document is not put up; its words stay outside (CT-17)."""
    if command.document in documents:
        return Refusal(Reason.DOCUMENT_KNOWN)
    if command.item not in items:
        return Refusal(Reason.ITEM_UNKNOWN)
    seen = tuple(SeenHint(each.content_class, "", each.page) for each in command.hints)
    return (
        HintsConsidered(
            Subject.DOCUMENT, command.document, "", tuple(dict.fromkeys(seen)), Verdict.WITHHELD
        ),
    )
