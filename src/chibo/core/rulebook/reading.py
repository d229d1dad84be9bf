"""A TOML text becomes a `Rulebook`, or every mistake in it with its line."""

import json
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace

from chibo.core.rulebook import parts
from chibo.core.rulebook.citing import note_missing_grounds, note_missing_rules
from chibo.core.rulebook.extending import (
    Values,
    laid_over_parent,
    names_of_others,
    note_contradictions,
)
from chibo.core.rulebook.fingerprint import fingerprint, written
from chibo.core.rulebook.lines import line_of, lines_of
from chibo.core.rulebook.model import Period, Rulebook
from chibo.core.rulebook.naming import names
from chibo.core.rulebook.paper_parts import papers
from chibo.core.rulebook.scoring_parts import scoring
from chibo.core.rulebook.table import Mistake, Path, Table, Wrong, named

SYNTAX_LINE = re.compile(r"\(at line (\d+)")
HOURS_OF_OFFSET = 14
"""The greatest offset from UTC that any place on earth keeps."""


@dataclass(frozen=True, slots=True)
class RulebookMistake:
    """What is wrong in the text of a rulebook, and on which line."""

    line: int
    path: str
    what: Wrong
    message: str
    at: Path = ()
    """The path step by step, for a form that wants to mark the field."""


def read_rulebook(
    text: str, *, others: Mapping[str, Rulebook] | None = None
) -> Rulebook | tuple[RulebookMistake, ...]:
    """Read a rulebook; one that extends another needs that other among `others`."""
    try:
        values: Values = tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        return (syntax_mistake(text, str(error)),)
    mistakes: list[Mistake] = []
    merged = laid_over_parent(values, others or {}, mistakes)
    if not mistakes:
        rulebook = _rulebook(Table(merged, (), mistakes), merged)
        if rulebook is not None:
            note_contradictions(rulebook, others or {}, mistakes)
        if rulebook is not None and not mistakes:
            return rulebook
    lines = lines_of(text)
    return tuple(sorted({_placed(each, lines) for each in mistakes}, key=_by_line))


def read_written(written: str) -> Rulebook | None:
    """Return the rulebook that its own canonical form describes, as an archive keeps it."""
    values: Values = json.loads(written)
    return _rulebook(Table(values, (), []), values)


def needed_by(text: str) -> frozenset[str]:
    """Return the ids of the rulebooks that a text extends and follows, if it names any."""
    try:
        return names_of_others(tomllib.loads(text))
    except (ValueError, RecursionError):
        return frozenset()


def syntax_mistake(text: str, message: str) -> RulebookMistake:
    """Return what a TOML reader says of a text, with its line."""
    match = SYNTAX_LINE.search(message)
    line = int(match[1]) if match else text.count("\n") + 1
    return RulebookMistake(line, "", Wrong.SYNTAX, message)


def _placed(mistake: Mistake, lines: dict[Path, int]) -> RulebookMistake:
    line = line_of(lines, mistake.path)
    return RulebookMistake(
        line, named(mistake.path), mistake.what, mistake.message, mistake.path
    )


def _by_line(mistake: RulebookMistake) -> tuple[int, str, str]:
    return (mistake.line, mistake.path, mistake.message)


def _rulebook(table: Table, values: Values) -> Rulebook | None:
    """Read every part, so that every mistake is noted; None if there was any."""
    head, groups = table.table("rulebook"), table.table("groups")
    rules = table.table("rules")
    codes, content = table.table("inability"), table.table("content")
    read = Rulebook(
        id=head.text("id"),
        version=head.text("version"),
        title=head.text("title"),
        number=head.text("number"),
        dated=head.day("dated"),
        issuer=head.text("issuer"),
        legal_basis=head.texts("legal_basis"),
        valid=_valid(head),
        follows=head.text("follows") if head.has("follows") else None,
        is_training=head.flag("for_training"),
        utc_offset_hours=_offset(head),
        forms=parts.forms(table.table("forms")),
        in_person_kinds=parts.in_person_kinds(table.table("in_person_only")),
        grounds=parts.grounds(table.table("grounds"), groups.free_keys()),
        inability_groups={key: parts.words(groups.table(key)) for key in groups.free_keys()},
        inability={
            it: parts.inability(codes.table(it), it, groups.free_keys())
            for it in codes.free_keys()
        },
        content={it: parts.content_class(content.table(it), it) for it in content.free_keys()},
        quotas=tuple(parts.quota(each) for each in table.tables("quotas")),
        by_groups=parts.by_groups(table.table("by_groups")),
        gatherings=parts.gatherings(table.table("gatherings"))
        if table.gives("gatherings")
        else {},
        eligibility=parts.eligibility(table.table("eligibility")),
        voting=parts.voting(table.table("voting")),
        quorum=parts.quorum(table.table("quorum")) if table.has("quorum") else None,
        notice=parts.notice(table.table("notice")) if table.has("notice") else None,
        attendance=parts.attendance(table.table("attendance")),
        scoring=scoring(table.table("scoring")) if table.has("scoring") else None,
        names=names(table.table("terms")) if table.gives("terms") else {},
        deadlines=parts.deadlines(table.table("deadlines")),
        infrastructure=tuple(parts.checklist_item(it) for it in table.tables("infrastructure")),
        agenda=tuple(parts.agenda_step(it) for it in table.tables("agenda")),
        papers=papers(table.table("papers")),
        rules={rule: parts.rule(rules.table(rule), rule) for rule in rules.free_keys()},
        fingerprint="",
        written="",
    )
    head.close()
    table.close()
    note_missing_rules(read, table.mistakes)
    note_missing_grounds(read, table.mistakes)
    if table.mistakes:
        return None
    return replace(read, fingerprint=fingerprint(values), written=written(values))


def _valid(head: Table) -> Period:
    """Read the days of the rulebook; LB-04: both ends belong to it."""
    head.has("extends")
    head.has("without")
    return parts.period(head, "valid_from", "valid_to")


def _offset(head: Table) -> int:
    hours = head.number("utc_offset_hours")
    if hours > HOURS_OF_OFFSET:
        head.wrong("utc_offset_hours", Wrong.OUT_OF_RANGE, "is no offset of any place")
        return 0
    return hours
