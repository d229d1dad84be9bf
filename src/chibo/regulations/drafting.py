"""What was entered of a new text becomes a difference to its base, read as if it were a file."""

import re
import unicodedata
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from chibo.core.rulebook.citing import RULE_OF_DAYS, RULE_OF_FORMS
from chibo.core.rulebook.extending import Values
from chibo.core.rulebook.model import Rulebook
from chibo.core.rulebook.reading import RulebookMistake, read_rulebook
from chibo.core.rulebook.successor import Draft, Head, RuleWords, text_of
from chibo.core.rulebook.varying import Variable, variables
from chibo.core.rulebook.words import Words
from chibo.core.values import Source
from chibo.web.dates import day_in_words

LANGUAGES = ("vi", "en", "fr")
UNTRANSLATED = "[tiếng Việt] "
"""Stands before a sentence that was given in Vietnamese only, where another language is asked for."""
_NO_LETTER = re.compile(r"[^a-z0-9]+")
LONGEST_ID = 50


@dataclass(frozen=True, slots=True)
class Group:
    """A rule with the values that a new text may set and the sentences it may say anew."""

    rule: str
    variables: tuple[Variable, ...]
    is_known: bool
    """Whether the base has the rule; otherwise it is written from nothing."""


def groups_of(base: Rulebook) -> tuple[Group, ...]:
    """Return the rules that a successor usually changes, each with its values."""
    found: dict[str, list[Variable]] = {}
    for variable in variables(base):
        found.setdefault(variable.rule, []).append(variable)
    return tuple(Group(rule, tuple(its), rule in base.rules) for rule, its in found.items())


def value_name(variable: Variable) -> str:
    """Return the name of the field of a value."""
    return "v-" + "-".join(str(step) for step in variable.path)


def id_of(number: str, dated: date, taken: Collection[str]) -> str:
    """Return the id of a text by its number and year, one that nobody has yet."""
    folded = unicodedata.normalize("NFKD", number.lower().replace("đ", "d"))
    slug = _NO_LETTER.sub("-", folded.encode("ascii", "ignore").decode()).strip("-")
    name = f"{slug[:LONGEST_ID] or 'text'}-{dated.year}"
    places = (name if place == 1 else f"{name}-{place}" for place in range(1, len(taken) + 3))
    return next(each for each in places if each not in taken)


def words_of(entered: Mapping[str, Any], stem: str) -> Words | None:
    """Return a sentence in three languages; one not given is the Vietnamese one, marked."""
    vi = entered.get(f"{stem}-vi") or ""
    if not vi:
        return None
    others = [entered.get(f"{stem}-{each}") or UNTRANSLATED + vi for each in LANGUAGES[1:]]
    return Words(vi, *others)


def changed_values(base: Rulebook, entered: Mapping[str, Any]) -> dict[Variable, int | str]:
    """Return the values that were entered otherwise than the base has them."""
    said = {
        it: entered.get(value_name(it)) for group in groups_of(base) for it in group.variables
    }
    return {
        variable: value
        for variable, value in said.items()
        if value not in {None, ""} and value != variable.value
    }


def left_out(base: Rulebook, entered: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the forms of meeting that the new text does not offer any more."""
    return tuple(form for form in base.forms if form not in entered.get("offered", ()))


def changed_rules(base: Rulebook, entered: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the rules of which a value was changed, which therefore say something else."""
    rules = dict.fromkeys(each.rule for each in changed_values(base, entered))
    if left_out(base, entered):
        rules[RULE_OF_FORMS] = None
    return tuple(rules)


def said_rules(base: Rulebook, entered: Mapping[str, Any]) -> tuple[RuleWords, ...]:
    """Return what the new text says of each rule for which something was entered."""
    source = Source(entered["source"])
    rules = [*(group.rule for group in groups_of(base)), RULE_OF_FORMS]
    said = [_said(rule, source, entered) for rule in rules]
    return (_days(entered, source), *(each for each in said if each is not None))


def _said(rule: str, source: Source, entered: Mapping[str, Any]) -> RuleWords | None:
    clause, text = entered.get(f"{rule}-clause") or "", words_of(entered, rule)
    if not clause or text is None:
        return None
    return RuleWords(rule, source, clause, text, words_of(entered, f"{rule}-remedy"))


def _days(entered: Mapping[str, Any], source: Source) -> RuleWords:
    """Return what the text says of its days: as entered, or in plain words of ours."""
    own = _in_all_languages(entered, _days_in_words)
    text = words_of(entered, RULE_OF_DAYS) or own
    remedy = _in_all_languages(entered, _remedy_in_words)
    return RuleWords(RULE_OF_DAYS, source, entered[f"{RULE_OF_DAYS}-clause"], text, remedy)


def _in_all_languages(entered: Mapping[str, Any], say: Any) -> Words:
    said = []
    for language in LANGUAGES:
        with translation.override(language):
            said.append(say(entered))
    return Words(*said)


def _days_in_words(entered: Mapping[str, Any]) -> str:
    said = {"number": entered["number"], "first": day_in_words(entered["valid_from"])}
    if entered["valid_to"] is None:
        return _("The text %(number)s applies from %(first)s on.") % said
    said["last"] = day_in_words(entered["valid_to"])
    return _("The text %(number)s applies from %(first)s to %(last)s.") % said


def _remedy_in_words(entered: Mapping[str, Any]) -> str:
    said = {"first": day_in_words(entered["valid_from"])}
    if entered["valid_to"] is None:
        return _("Choose a day from %(first)s on.") % said
    said["last"] = day_in_words(entered["valid_to"])
    return _("Choose a day from %(first)s to %(last)s.") % said


def _legal_basis(entered: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the lines of papers; the text itself is one of them, in Vietnamese like every paper."""
    lines: list[str] = entered["legal_basis"]
    number = entered["number"]
    if any(number in line for line in lines):
        return tuple(lines)
    with translation.override("vi"):
        said = {name: entered[name] for name in ("number", "issuer", "title")}
        said["day"] = day_in_words(entered["dated"])
        own = _("Text No. %(number)s of %(day)s, %(issuer)s: %(title)s") % said
    return (*lines, own)


def difference(
    base: Rulebook, entered: Mapping[str, Any], expert: Values, taken: Collection[str]
) -> str:
    """Return what was entered as the TOML text that will be registered."""
    head = Head(
        id=id_of(entered["number"], entered["dated"], taken),
        number=entered["number"],
        dated=entered["dated"],
        issuer=entered["issuer"],
        title=entered["title"],
        valid_from=entered["valid_from"],
        valid_to=entered["valid_to"],
        follows=entered["follows"] or None,
        legal_basis=_legal_basis(entered),
    )
    return text_of(
        Draft(
            base,
            head,
            values=changed_values(base, entered),
            left_out=left_out(base, entered),
            rules=said_rules(base, entered),
            expert=expert,
        )
    )


def read(text: str, shelf: Mapping[str, Rulebook]) -> Rulebook | tuple[RulebookMistake, ...]:
    """Return the rulebook that a difference makes, or every mistake in it."""
    return read_rulebook(text, others=shelf)
