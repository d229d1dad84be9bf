"""Reading what an organisation calls itself, its bodies and its people: the words of `[terms]`."""

from chibo.core.rulebook.parts import words
from chibo.core.rulebook.table import Table
from chibo.core.rulebook.term import Term
from chibo.core.rulebook.words import Words


def names(table: Table) -> dict[Term, Words]:
    """Read the words of an organisation: all of them, so that no page mixes two organisations."""
    read = {term: words(table.table(term.value)) for term in Term}
    table.close()
    return read
