"""A new text written down as a difference to a rulebook: what its head says, and what it sets anew."""

import tomllib
from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import date
from typing import cast

from chibo.core.rulebook.extending import Values, laid_over
from chibo.core.rulebook.lines import lines_of
from chibo.core.rulebook.model import Rulebook
from chibo.core.rulebook.parts import OPEN_END
from chibo.core.rulebook.reading import RulebookMistake, syntax_mistake
from chibo.core.rulebook.table import Path
from chibo.core.rulebook.toml_text import toml_of
from chibo.core.rulebook.varying import Variable, values_of
from chibo.core.rulebook.words import Words
from chibo.core.values import Source


@dataclass(frozen=True, slots=True)
class Head:
    """What a new text is called, who issued it, and on which days it speaks."""

    id: str
    number: str
    dated: date
    issuer: str
    title: str
    valid_from: date
    valid_to: date | None
    follows: str | None
    legal_basis: tuple[str, ...]
    version: str = "1"


@dataclass(frozen=True, slots=True)
class RuleWords:
    """What a new text says of one rule, and in which clause."""

    rule: str
    source: Source
    clause: str
    text: Words
    remedy: Words | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """Everything somebody has written down of a new text."""

    base: Rulebook
    head: Head
    values: Mapping[Variable, int | str] = field(default_factory=dict)
    left_out: tuple[str, ...] = ()
    """The forms of meeting that the new text does not offer any more."""
    rules: tuple[RuleWords, ...] = ()
    expert: Values = field(default_factory=dict)
    """A difference written by hand, laid over everything else but the head."""


def read_expert(text: str) -> Values | tuple[RulebookMistake, ...]:
    """Return the values of a difference written by hand, or where it is no TOML."""
    try:
        return cast("Values", tomllib.loads(text))
    except (ValueError, RecursionError) as error:
        return (syntax_mistake(text, str(error)),)


def line_in_expert(text: str, path: Path) -> int | None:
    """Return the line on which a difference written by hand has a key, None where it has not."""
    lines = lines_of(text)
    while path:
        if path in lines:
            return lines[path]
        path = path[:-1]
    return None


def text_of(draft: Draft) -> str:
    """Return the difference as the TOML text that the reader reads like a file."""
    above: Values = {"rulebook": _head(draft)}
    base = values_of(draft.base)
    for variable, value in draft.values.items():
        _put(above, base, variable, value)
    rules = {each.rule: _rule(draft.base, each) for each in draft.rules}
    if rules:
        above["rules"] = rules
    merged = laid_over(above, draft.expert)
    merged["rulebook"] = {**cast("Values", merged["rulebook"]), **_head(draft)}
    if without := _without(draft):
        cast("Values", merged["rulebook"])["without"] = without
    return toml_of(merged)


def _head(draft: Draft) -> Values:
    head = draft.head
    follows = {"follows": head.follows} if head.follows else {}
    return {
        "extends": draft.base.id,
        **follows,
        "id": head.id,
        "version": head.version,
        "number": head.number,
        "dated": head.dated,
        "issuer": head.issuer,
        "title": head.title,
        "valid_from": head.valid_from,
        "valid_to": head.valid_to or OPEN_END,
        "legal_basis": list(head.legal_basis),
    }


def _without(draft: Draft) -> list[object]:
    head = draft.expert.get("rulebook")
    named = head.get("without", []) if isinstance(head, dict) else []
    own: list[object] = [f"forms.{form}" for form in draft.left_out]
    return [*own, *(it for it in named if it not in own)] if isinstance(named, list) else own


def _put(above: Values, base: Values, variable: Variable, value: int | str) -> None:
    """Write a value where the reader looks for it; a list of tables is replaced whole."""
    key, *inside = variable.path
    name = str(key)
    table: object
    if isinstance(inside[0], int):
        rows = cast("list[Values]", above.setdefault(name, deepcopy(base[name])))
        table = rows[inside[0]]
    else:
        table = above.setdefault(name, {})
        if name not in base:
            cast("Values", table)["rule"] = variable.rule
    cast("Values", table)[str(inside[-1])] = value


def _rule(base: Rulebook, said: RuleWords) -> Values:
    # A rule that the base does not know binds: a text sets a quorum or a notice to be kept.
    is_new = {} if said.rule in base.rules else {"must": True}
    remedy = {"remedy": _words(said.remedy)} if said.remedy else {}
    head: Values = {"source": said.source.value, "clause": said.clause, **is_new}
    return {**head, "text": _words(said.text), **remedy}


def _words(words: Words) -> dict[str, str]:
    return {"vi": words.vi, "en": words.en, "fr": words.fr}
