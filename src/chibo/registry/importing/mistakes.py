"""What can be wrong with a file, and the sentences for it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from django.utils.translation import gettext_lazy as _


class Wrong(StrEnum):
    """One kind of mistake; each has a sentence for what is wrong and one for what is right."""

    UNKNOWN_COLUMN = "column.unknown"
    COLUMN_TWICE = "column.twice"
    COLUMN_MISSING = "column.missing"
    FORMULA = "cell.formula"
    NOT_A_DATE = "date.unreadable"
    DATE_OUT_OF_RANGE = "date.out_of_range"
    ENDS_BEFORE_IT_BEGINS = "period.reversed"
    DATE_WITHOUT_VALUE = "period.without_value"
    FROM_MISSING = "period.without_start"
    OVERLAPS_IN_FILE = "period.overlaps_in_file"
    OVERLAPS_IN_REGISTRY = "period.overlaps_in_registry"
    UNKNOWN_WORD = "word.unknown"
    UNKNOWN_RULEBOOK = "rulebook.unknown"
    BAD_CODE = "code.unreadable"
    BAD_EMAIL = "email.unreadable"
    BAD_PHONE = "phone.unreadable"
    TOO_LONG = "cell.too_long"
    NAME_MISSING = "name.missing"
    ROW_WITHOUT_CODE = "row.without_code"
    CODE_TWICE = "code.twice"
    BODY_MISSING = "body.missing"
    KIND_MISSING = "kind.missing"
    KIND_CONFLICT = "kind.conflict"
    PARENT_UNKNOWN = "parent.unknown"
    PARENT_TOO_LOW = "parent.too_low"
    GROUP_WITHOUT_CELL = "group.without_cell"
    GROUP_MISSING = "group.missing"
    TWO_SECRETARIES = "secretary.twice"
    ATTACHED_AT_HOME = "attached.at_home"


SENTENCES = {
    Wrong.UNKNOWN_COLUMN: (
        _("There is no column “%(value)s”."),
        _("Use the headings of the template, or delete this column."),
    ),
    Wrong.COLUMN_TWICE: (
        _("The column “%(value)s” occurs twice."),
        _("Keep one of the two."),
    ),
    Wrong.COLUMN_MISSING: (
        _("The column “%(value)s” is missing."),
        _("Add it, with exactly this heading in the first row."),
    ),
    Wrong.FORMULA: (
        _("The cell holds a formula: %(value)s"),
        _("Write the value itself (copy, then paste as values)."),
    ),
    Wrong.NOT_A_DATE: (
        _("“%(value)s” is not a date."),
        _("Write day/month/year, for example 03/02/1985."),
    ),
    Wrong.DATE_OUT_OF_RANGE: (
        _("The date %(value)s cannot be right here."),
        _("Check the year: it must lie between %(from)s and %(until)s."),
    ),
    Wrong.ENDS_BEFORE_IT_BEGINS: (
        _("It ends on %(until)s, before it begins on %(from)s."),
        _("Swap or mend the two dates; the last day counts too."),
    ),
    Wrong.DATE_WITHOUT_VALUE: (
        _("There is a date or a decision, but “%(column)s” is empty."),
        _("Fill in “%(column)s”, or empty this cell."),
    ),
    Wrong.FROM_MISSING: (
        _("“%(value)s” has no first day."),
        _("Write the day it began in “%(column)s”."),
    ),
    Wrong.OVERLAPS_IN_FILE: (
        _("“%(value)s” overlaps row %(other)s of the same person."),
        _("Let one end the day before the other begins."),
    ),
    Wrong.OVERLAPS_IN_REGISTRY: (
        _("“%(value)s” overlaps what the registry holds: %(other)s."),
        _("To correct that entry, use its first day; to add one, choose days outside it."),
    ),
    Wrong.UNKNOWN_WORD: (
        _("“%(value)s” is not a value of this column."),
        _("Write one of: %(choices)s."),
    ),
    Wrong.UNKNOWN_RULEBOOK: (
        _("There is no rulebook “%(value)s” here."),
        _("Write one of: %(choices)s; or leave it empty for that of the body above."),
    ),
    Wrong.BAD_CODE: (
        _("“%(value)s” cannot be a member code."),
        _("Use letters without marks, digits, “.”, “-” or “_”, at most 40, no spaces."),
    ),
    Wrong.BAD_EMAIL: (
        _("“%(value)s” is not an e-mail address."),
        _("Write it like ten@tinh.example, or leave it empty."),
    ),
    Wrong.BAD_PHONE: (
        _("“%(value)s” is not a telephone number."),
        _("Write 9 to 12 digits, for example 0912 345 678."),
    ),
    Wrong.TOO_LONG: (
        _("The text is longer than %(limit)s characters."),
        _("Shorten it."),
    ),
    Wrong.NAME_MISSING: (
        _("Member %(value)s is new and has no full name."),
        _("Write the full name with its marks."),
    ),
    Wrong.ROW_WITHOUT_CODE: (
        _("The row tells something of a person but has no member code."),
        _("Write the member code; a row that only describes a body has none of these."),
    ),
    Wrong.CODE_TWICE: (
        _("Row %(other)s has the same member code but says “%(value)s”."),
        _("Two people need two codes; further rows of one person repeat the same particulars."),
    ),
    Wrong.BODY_MISSING: (
        _("Member %(value)s is new and has no body."),
        _("Write the path of the body, for example: %(example)s."),
    ),
    Wrong.KIND_MISSING: (
        _("The body “%(value)s” is new and its kind is not said."),
        _("Write its kind in one row of this body: %(choices)s."),
    ),
    Wrong.KIND_CONFLICT: (
        _("“%(value)s” is already known as: %(other)s."),
        _("Write the same kind everywhere, or give the body another name."),
    ),
    Wrong.PARENT_UNKNOWN: (
        _("The body above, “%(value)s”, is not known."),
        _("Add a row for it with its kind, or mend the path (names separated by “ / ”)."),
    ),
    Wrong.PARENT_TOO_LOW: (
        _("“%(value)s” cannot stand below “%(other)s”."),
        _("A cell has no bodies below it; its parts are Party groups."),
    ),
    Wrong.GROUP_WITHOUT_CELL: (
        _("The Party group “%(value)s” stands in no cell."),
        _("A Party group needs a row with the path of a cell."),
    ),
    Wrong.GROUP_MISSING: (
        _("A group leader or deputy leads no group in this row."),
        _("Write the Party group in the same row."),
    ),
    Wrong.TWO_SECRETARIES: (
        _("“%(value)s” would have two secretaries at once: %(other)s."),
        _("End the term of one the day before the other begins."),
    ),
    Wrong.ATTACHED_AT_HOME: (
        _("The person cannot be attached to the body they belong to."),
        _("Write the body where they are attached, or another status."),
    ),
}

Facts = Mapping[str, str | int]


@dataclass(frozen=True, slots=True)
class Mistake:
    """One thing that is wrong: in which row and column, and the facts for its sentences."""

    row: int
    column: str
    wrong: Wrong
    facts: Facts = field(default_factory=dict)

    @property
    def what_is_wrong(self) -> str:
        """Return the sentence for what is wrong, in the reader's language."""
        return str(SENTENCES[self.wrong][0]) % self.facts

    @property
    def what_would_be_right(self) -> str:
        """Return the sentence for what would be right, in the reader's language."""
        return str(SENTENCES[self.wrong][1]) % self.facts
