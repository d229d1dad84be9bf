"""`may_meet` for all cells of a country at once: the same rules over columns instead of cells.

What a member or a code counts for is asked of the engine, once for each kind of member, so that
no rule is written twice; here stand only the sums and the comparisons.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from bench.country import (
    BODIES,
    FORMS,
    GROUNDS,
    KINDS,
    MINUTES_OF_A_DAY,
    NONE,
    OPEN_END,
    STATES,
    Column,
    Country,
    days,
)
from chibo.core.rulebook.content import is_excluded
from chibo.core.rulebook.eligibility import has_valid_code, is_in_base, is_on_roll
from chibo.core.rulebook.model import FormTerms, Quota, Rulebook
from chibo.core.rulebook.questions import PastState
from chibo.core.values import Form, Ground, RollEntry, Standing

KINDS_OF_MEMBER = 256
MINUTES_OF_AN_HOUR = 60


@dataclass(frozen=True, slots=True)
class Answers:
    """For every cell: which rules refuse, and the figures of the ruling."""

    refused: dict[str, Column]
    base: Column
    affected: Column

    def refused_by(self, cell: int) -> tuple[str, ...]:
        """Return the ids of the rules that refuse a cell, sorted."""
        return tuple(sorted(rule for rule, is_so in self.refused.items() if is_so[cell]))


class Reading:
    """The columns of one country under one rulebook, with what is counted over the rolls."""

    def __init__(self, rulebook: Rulebook, asked: Country) -> None:
        """Take a rulebook and the cells that ask it."""
        self.rulebook, self.asked = rulebook, asked
        offset = rulebook.utc_offset_hours * MINUTES_OF_AN_HOUR
        self.on = (asked.starts_at + offset) // MINUTES_OF_A_DAY

    def members(self, counts: Callable[[RollEntry], bool]) -> Column:
        """Tell of every member whether it counts; the engine is asked once for each kind."""
        table = np.zeros(KINDS_OF_MEMBER, dtype=bool)
        kinds = range(int(self.asked.member.max()) + 1)
        table[: len(kinds)] = [counts(self.asked.entry(kind)) for kind in kinds]
        return table[self.asked.member]

    def count(self, members: Column) -> Column:
        """Return how many members of each cell count."""
        return np.add.reduceat(members, self.asked.first_member, dtype=np.int32)

    def of_form(self, says: Callable[[FormTerms], bool]) -> Column:
        """Tell of every cell what the rulebook says of its form; not offered: no."""
        terms = [self.rulebook.forms.get(form) for form in FORMS]
        table = np.array([it is not None and says(it) for it in terms])
        return table[self.asked.form]

    def affected(self, ground: Ground) -> Column:
        """Return how many of the base cannot come, were every cell's ground this one."""
        rulebook, asked = self.rulebook, self.asked

        def is_away(entry: RollEntry, *, seasonal: bool) -> bool:
            code = rulebook.inability.get(entry.inability or "")
            is_so = code is not None and code.is_seasonal is seasonal
            return (
                is_so
                and is_in_base(rulebook, entry)
                and has_valid_code(rulebook, entry, ground=ground)
            )

        in_holiday = (asked.holiday_from <= self.on) & (self.on <= asked.holiday_until)
        always = self.count(self.members(lambda it: is_away(it, seasonal=False)))
        sometimes = self.count(self.members(lambda it: is_away(it, seasonal=True)))
        return always + sometimes * in_holiday


def all_rulings(rulebook: Rulebook, asked: Country) -> Answers:
    """Answer every cell."""
    read = Reading(rulebook, asked)
    base = read.count(read.members(lambda it: is_in_base(rulebook, it)))
    affected = np.zeros(len(asked), dtype=np.int32)
    for index, ground in enumerate(GROUNDS):
        affected = np.where(asked.ground == index, read.affected(ground), affected)
    refused = _by_scope(read, base, affected) | _by_days(read) | _by_content(read)
    refused["SC-08"], size = _by_groups(read)
    for quota in rulebook.quotas:
        over = _is_over(read, quota)
        refused[quota.rule] = refused.get(quota.rule, False) | over
    binding = {rule: it for rule, it in refused.items() if rulebook.rules[rule].is_must}
    needs_groups = read.of_form(lambda it: it.needs_groups)
    return Answers(binding, np.where(needs_groups, size, base), affected)


def _by_scope(read: Reading, base: Column, affected: Column) -> dict[str, Column]:
    rulebook, asked = read.rulebook, read.asked
    share, is_asked = (
        rulebook.eligibility.more_than,
        read.of_form(lambda it: it.needs_ground),
    )
    official = read.count(read.members(lambda it: it.standing is Standing.OFFICIAL))
    open_to = np.zeros(len(asked), dtype=bool)
    for index, body in enumerate(BODIES):
        open_to |= (asked.body == index) & read.of_form(lambda it, body=body: body in it.bodies)
    offered = read.of_form(lambda _: True)
    is_away = asked.form != FORMS.index(Form.IN_PERSON)
    is_more = affected * share.denominator > base * share.numerator
    return {
        "SC-01": offered & ~open_to,
        "SC-02": is_asked & ~is_more,
        "SC-09": official < rulebook.eligibility.minimum_official,
        "PR-01": read.of_form(lambda it: it.is_online) & ~asked.infrastructure,
        "PR-04": is_asked & (asked.form == FORMS.index(Form.ALL_ONLINE)) & (base != affected),
        "PR-14": is_away & ~offered,
    }


def _by_days(read: Reading) -> dict[str, Column]:
    rulebook, asked, on = read.rulebook, read.asked, read.on
    last = days(rulebook.valid_to) if rulebook.valid_to else OPEN_END
    is_away = asked.form != FORMS.index(Form.IN_PERSON)
    lasts = np.ones(len(asked), dtype=bool)
    for index, ground in enumerate(GROUNDS):
        terms = rulebook.grounds.get(ground)
        if terms is None or not terms.circumstances:
            continue
        fitting = np.array(
            [
                *(rulebook.inability[it].group in terms.circumstances for it in asked.codes),
                False,
            ]
        )
        # The code of none is -1: the last place of the table.
        holds = fitting[asked.circumstance]
        holds &= (asked.circumstance_from <= on) & (on <= asked.circumstance_until)
        lasts &= (asked.ground != index) | holds
    return {
        "LB-04": is_away & ~((days(rulebook.valid_from) <= on) & (on <= last)),
        "PR-08": read.of_form(lambda it: it.needs_ground) & ~lasts,
    }


def _by_content(read: Reading) -> dict[str, Column]:
    rulebook, asked = read.rulebook, read.asked
    excluded = np.array([is_excluded(rulebook, it) for it in asked.classes])
    found = np.bincount(asked.item_cell[excluded[asked.item_class]], minlength=len(asked)) > 0
    in_person = np.array([it in rulebook.in_person_kinds for it in KINDS])
    is_away = asked.form != FORMS.index(Form.IN_PERSON)
    return {
        "CT-11": read.of_form(lambda it: it.excludes_content) & found,
        "CT-16": is_away & in_person[asked.kind],
    }


def _by_groups(read: Reading) -> tuple[Column, Column]:
    rulebook, asked, terms = read.rulebook, read.asked, read.rulebook.by_groups
    is_member = read.members(lambda it: is_on_roll(rulebook, it))
    grouped = is_member & (asked.group != NONE)
    size = read.count(is_member)
    # One bit a group: what is set in a cell are its groups.
    bits = np.where(grouped, np.left_shift(1, asked.group.astype(np.int64) & 63), 0)
    groups = np.bitwise_count(np.bitwise_or.reduceat(bits, asked.first_member))
    fits = (
        (size >= terms.minimum_members)
        & (groups >= terms.minimum_groups)
        & (size == read.count(grouped))
    )
    return read.of_form(lambda it: it.needs_groups) & ~fits, size


def _is_over(read: Reading, quota: Quota) -> Column:
    asked = read.asked
    forms = np.array([it in quota.forms for it in FORMS])
    used = np.array([it in {PastState.HELD, PastState.RESERVED} for it in STATES])
    year = _years(read.on)
    counted = forms[asked.past_form] & used[asked.past_state]
    counted &= _years(asked.past_day) == year[asked.past_cell]
    binds = forms[asked.form] & (asked.body == BODIES.index(quota.body))
    if quota.ground is not None:
        ground = GROUNDS.index(quota.ground)
        counted &= asked.past_ground == ground
        binds &= asked.ground == ground
    uses = np.bincount(asked.past_cell[counted], minlength=len(asked))
    return binds & read.of_form(lambda _: True) & (uses >= quota.cap)


def _years(numbers: Column) -> Column:
    return numbers.astype("datetime64[D]").astype("datetime64[Y]").astype(np.int64)
