"""Who is counted, who cannot come, and whether there are enough of them (SC-02 to SC-09, PR-03, PR-04, PR-15)."""

from collections.abc import Iterable
from datetime import date

from chibo.core.rulebook.model import Period, Rulebook
from chibo.core.rulebook.questions import MeetingQuestion
from chibo.core.values import (
    Finding,
    Form,
    Ground,
    Mode,
    RollEntry,
    Ruling,
    Standing,
)


def is_in_base(rulebook: Rulebook, entry: RollEntry) -> bool:
    """Tell whether a member belongs to the number that the share is taken of."""
    # SC-03: members temporarily transferred out stay in, those attached from elsewhere
    # were never on the roll.
    terms = rulebook.eligibility
    return entry.standing in terms.standings and entry.status not in terms.without


def has_valid_code(
    rulebook: Rulebook,
    entry: RollEntry,
    *,
    ground: Ground | None,
    on: date | None = None,
    summer_holiday: Period | None = None,
) -> bool:
    """Tell whether a member's code counts under a ground; without a day, in any season."""
    # A code that only another rulebook knows counts for nothing under this one.
    inability = rulebook.inability.get(entry.inability or "")
    terms = rulebook.grounds.get(ground) if ground else None
    if terms is None or inability is None:
        return False
    # PR-15: each ground says which groups of codes it counts.
    if inability.group not in terms.counts:
        return False
    if inability.is_seasonal and on is not None:
        # SC-05: students are away only in the holiday that the unit entered.
        return summer_holiday is not None and summer_holiday.covers(on)
    return True


def counts_as_affected(
    rulebook: Rulebook,
    entry: RollEntry,
    *,
    ground: Ground | None,
    on: date,
    summer_holiday: Period | None,
) -> bool:
    """Tell whether a member of the base cannot come to one same place on a day."""
    # SC-03: exempt and suspended members leave the numerator too.
    return is_in_base(rulebook, entry) and has_valid_code(
        rulebook, entry, ground=ground, on=on, summer_holiday=summer_holiday
    )


def base_of(rulebook: Rulebook, roll: Iterable[RollEntry]) -> int:
    """Return the number of members that the share is taken of (SC-03)."""
    return sum(entry.count for entry in roll if is_in_base(rulebook, entry))


def affected_of(rulebook: Rulebook, question: MeetingQuestion) -> int:
    """Return how many of the base cannot come (SC-02)."""
    on = rulebook.day_of(question.starts_at)
    return sum(
        entry.count
        for entry in question.roll
        if counts_as_affected(
            rulebook,
            entry,
            ground=question.ground,
            on=on,
            summer_holiday=question.summer_holiday,
        )
    )


def is_on_roll(rulebook: Rulebook, entry: RollEntry) -> bool:
    """Tell whether somebody is on the membership roll, whatever the status."""
    return entry.standing in rulebook.eligibility.standings


def size_of(rulebook: Rulebook, roll: Iterable[RollEntry]) -> int:
    """Return the number of members on the roll, whatever their status (SC-08)."""
    return sum(entry.count for entry in roll if is_on_roll(rulebook, entry))


def more_than_the_share(rulebook: Rulebook, question: MeetingQuestion) -> Finding:
    """SC-02: strictly more than half of the base cannot meet at one same place."""
    base, affected = base_of(rulebook, question.roll), affected_of(rulebook, question)
    share = rulebook.eligibility.more_than
    return rulebook.finding(
        "SC-02",
        met=share.is_exceeded_by(affected, base),
        facts={
            "base": base,
            "affected": affected,
            "needed": share.least_above(base),
            "ground": question.ground,
        },
    )


def all_unable(rulebook: Rulebook, question: MeetingQuestion) -> Finding:
    """PR-04: all-online only when nobody of the base could come."""
    could_come = base_of(rulebook, question.roll) - affected_of(rulebook, question)
    return rulebook.finding("PR-04", met=could_come == 0, facts={"could_come": could_come})


def enough_official(rulebook: Rulebook, question: MeetingQuestion) -> Finding:
    """SC-09: a cell has at least three official members, whatever their status."""
    official = sum(it.count for it in question.roll if it.standing is Standing.OFFICIAL)
    minimum = rulebook.eligibility.minimum_official
    facts = {"official": official, "minimum": minimum}
    return rulebook.finding("SC-09", met=official >= minimum, facts=facts)


def groups_fit(rulebook: Rulebook, question: MeetingQuestion) -> Finding:
    """SC-08: large enough, with Party groups, and everybody on the roll in one of them."""
    members = [entry for entry in question.roll if is_on_roll(rulebook, entry) and entry.count]
    groups = {entry.group for entry in members} - {None}
    size = size_of(rulebook, question.roll)
    # SC-10: every member of the cell belongs to exactly one group, so that all take part.
    ungrouped = sum(entry.count for entry in members if entry.group is None)
    terms = rulebook.by_groups
    return rulebook.finding(
        "SC-08",
        met=size >= terms.minimum_members
        and len(groups) >= terms.minimum_groups
        and ungrouped == 0,
        facts={
            "members": size,
            "minimum": terms.minimum_members,
            "groups": len(groups),
            "without_group": ungrouped,
        },
    )


def groups_fit_barely(rulebook: Rulebook, question: MeetingQuestion) -> Finding:
    """SC-08: warn when the size is only reached by members who take no part."""
    base, minimum = base_of(rulebook, question.roll), rulebook.by_groups.minimum_members
    facts = {"base": base, "minimum": minimum}
    return rulebook.finding("SC-08", met=base >= minimum, facts=facts, must=False)


def may_check_in(
    rulebook: Rulebook,
    *,
    form: Form,
    ground: Ground | None,
    mode: Mode,
    member: RollEntry,
    override: str | None = None,
    on: date | None = None,
    summer_holiday: Period | None = None,
) -> Ruling:
    """Answer whether a member may be counted present in this way (PR-03, MB-06)."""
    barred = member.status in rulebook.attendance.barred
    findings = [
        rulebook.finding("MB-06", met=not barred, facts={"status": member.status.value})
    ]
    if mode is Mode.ONLINE:
        has_code = has_valid_code(
            rulebook, member, ground=ground, on=on, summer_holiday=summer_holiday
        )
        reason = (override or "").strip()
        facts = {"code": member.inability, "override": reason or None}
        terms = rulebook.forms.get(form)
        # PR-11, PR-13: nobody's reason makes an online meeting of one that is not. Where a
        # form asks for no ground, everybody may join online.
        is_online = terms is not None and terms.is_online
        is_free = terms is not None and not terms.needs_ground
        met = is_online and (is_free or has_code or bool(reason))
        findings.append(rulebook.finding("PR-03", met=met, facts=facts))
    return Ruling(rulebook.id, tuple(findings))
