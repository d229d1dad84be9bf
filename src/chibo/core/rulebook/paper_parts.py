"""Reading what a rulebook says of papers: types, signs, rights and formats by date."""

from chibo.core.rulebook.model import (
    PaperFormat,
    PaperRights,
    PaperTerms,
    PaperType,
    Period,
)
from chibo.core.rulebook.parts import period, words
from chibo.core.rulebook.table import Mistake, Table, Wrong
from chibo.core.values import BodyKind

MARGINS = 4


def papers(table: Table) -> PaperTerms:
    """Read the tables about papers."""
    types = _types(table.table("types"))
    read = PaperTerms(
        types=types,
        symbols=_symbols(table.table("symbols")),
        rights=tuple(_rights(each, types) for each in table.tables("rights")),
        formats=tuple(_format(each) for each in table.tables("formats")),
    )
    _apart(table, "rights", [each.days for each in read.rights])
    _apart(table, "formats", [each.days for each in read.formats])
    table.close()
    return read


def _types(table: Table) -> dict[str, PaperType]:
    read = {code: PaperType(code, words(table.table(code))) for code in table.free_keys()}
    if not read:
        table.wrong("types", Wrong.EMPTY, "must not be empty")
    return read


def _symbols(table: Table) -> dict[BodyKind, str]:
    read = {body: table.text(body.value) for body in BodyKind}
    table.close()
    return read


def _rights(table: Table, types: dict[str, PaperType]) -> PaperRights:
    read = PaperRights(
        days=period(table),
        clause=table.text("clause"),
        types={body: table.codes(body.value, types) for body in BodyKind},
    )
    table.close()
    return read


def _format(table: Table) -> PaperFormat:
    read = PaperFormat(
        id=table.text("id"),
        days=period(table),
        clause=table.text("clause"),
        margins_mm=_margins(table),
        body_pt=table.number("body_pt"),
        line_pt=table.number("line_pt"),
        paragraph_pt=table.number("paragraph_pt"),
        first_line_mm=table.number("first_line_mm"),
        is_post_bold=table.flag("post_bold"),
    )
    table.close()
    return read


def _margins(table: Table) -> tuple[int, ...]:
    margins = table.numbers("margins_mm")
    if len(margins) != MARGINS:
        table.wrong("margins_mm", Wrong.OUT_OF_RANGE, "needs top, bottom, left and right")
    return margins


def _apart(table: Table, key: str, periods: list[Period]) -> None:
    """Note periods that share a day: on each day one text speaks, never two."""
    for index, later in enumerate(periods):
        for earlier in periods[:index]:
            if earlier.meets(later):
                path = (*table.path, key, index)
                message = f"shares days with another entry of {key}"
                table.mistakes.append(Mistake(path, Wrong.DAYS_OVERLAP, message))
