"""Reading the frame by which a body scores its own meeting (MT-13)."""

from chibo.core.rulebook.scoring import Criterion, Grade, ScoringTerms
from chibo.core.rulebook.table import Table, Wrong
from chibo.core.rulebook.words import Words


def scoring(table: Table) -> ScoringTerms:
    """Read the frame; the last class begins at 0, so that every meeting has one."""
    read = ScoringTerms(
        rule=table.text("rule"),
        criteria=tuple(_criterion(each) for each in table.tables("criteria")),
        grades=tuple(_grade(each) for each in table.tables("grades")),
    )
    for part in ("criteria", "grades"):
        keys = [each.key for each in getattr(read, part)]
        if len(set(keys)) < len(keys):
            table.wrong(part, Wrong.TWICE, "names one key twice")
    starts = [each.at_least for each in read.grades]
    if starts != sorted(set(starts), reverse=True) or starts[-1:] != [0]:
        table.wrong("grades", Wrong.OUT_OF_RANGE, "must go down, and the last one to 0")
    table.close()
    return read


def _criterion(table: Table) -> Criterion:
    read = Criterion(table.text("key"), table.number("most"), _label(table))
    table.close()
    return read


def _grade(table: Table) -> Grade:
    read = Grade(table.text("key"), table.number("at_least"), _label(table))
    table.close()
    return read


def _label(table: Table) -> Words:
    said = table.table("label")
    read = Words(said.text("vi"), said.text("en"), said.text("fr"))
    said.close()
    return read
