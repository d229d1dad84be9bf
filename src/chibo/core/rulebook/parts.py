"""Reading the parts of a rulebook, one table each; `reading.py` puts them together."""

from datetime import date

from chibo.core.rulebook.model import (
    AgendaStep,
    AttendanceTerms,
    ByGroupsTerms,
    ChecklistItem,
    ContentClass,
    Deadlines,
    EligibilityTerms,
    FormTerms,
    GatheringTerms,
    GroundTerms,
    Inability,
    NoticeTerms,
    Part,
    Period,
    QuorumTerms,
    Quota,
    Rule,
    VotingTerms,
    Words,
)
from chibo.core.rulebook.table import Table, Wrong
from chibo.core.values import (
    BodyKind,
    Citation,
    Form,
    GatheringKind,
    Ground,
    MeetingKind,
    Source,
    Standing,
    Status,
)

EVERY_GROUND = "any"
OPEN_END = "open"
DAYS_OF_A_YEAR = 366
HOURS_OF_A_DAY = 24


def words(table: Table) -> Words:
    """Read one thing said in three languages."""
    said = Words(table.text("vi"), table.text("en"), table.text("fr"))
    table.close()
    return said


def period(table: Table, first_key: str = "from", last_key: str = "until") -> Period:
    """Read the first and the last day; an end that is not known yet is written `open`."""
    first = table.day(first_key)
    if table.has(last_key) and table.values[last_key] == OPEN_END:
        return Period(first)
    last = table.day(last_key)
    if date.min < last < first:
        table.wrong(last_key, Wrong.DAYS_REVERSED, "lies before the first day")
        return Period(first)
    return Period(first, last)


def rule(table: Table, rule_id: str) -> Rule:
    """Read a rule with its clause."""
    read = Rule(
        id=rule_id,
        citation=Citation(table.member("source", Source), table.text("clause")),
        is_must=table.flag("must"),
        text=words(table.table("text")),
        remedy=words(table.table("remedy")) if table.has("remedy") else None,
    )
    table.close()
    return read


def form(table: Table, key: str) -> FormTerms:
    """Read what the rulebook says of a form that it offers."""
    is_by_groups = table.flag("by_groups")
    read = FormTerms(
        form=Form(key),
        label=words(table.table("label")),
        bodies=table.members("bodies", BodyKind),
        needs_ground=table.flag("needs_ground"),
        is_online=table.flag("online"),
        is_by_groups=is_by_groups,
        excludes_content=table.flag("excludes_content"),
        needs_groups=table.flag("needs_groups")
        if table.gives("needs_groups")
        else is_by_groups,
    )
    table.close()
    return read


def forms(table: Table) -> dict[Form, FormTerms]:
    """Read the forms offered; the meeting in person is always there and is not one of them."""
    offered = [each.value for each in Form if each is not Form.IN_PERSON]
    read: dict[Form, FormTerms] = {}
    for key in table.free_keys():
        if key in offered:
            read[Form(key)] = form(table.table(key), key)
    table.close()
    return read


def grounds(table: Table, groups: tuple[str, ...]) -> dict[Ground, GroundTerms]:
    """Read every ground, or none where no form asks for one."""
    which = Ground if table.free_keys() else ()
    read = {it: ground(table.table(it), it, groups) for it in which}
    table.close()
    return read


def ground(table: Table, which: Ground, groups: tuple[str, ...]) -> GroundTerms:
    """Read which groups of codes count under a ground."""
    read = GroundTerms(
        ground=which,
        label=words(table.table("label")),
        counts=table.codes("counts", groups),
        circumstances=table.codes("circumstances", groups),
    )
    table.close()
    return read


def inability(table: Table, code: str, groups: tuple[str, ...]) -> Inability:
    """Read a code for why a member cannot come."""
    read = Inability(
        code=code,
        group=table.code("group", groups),
        rule=table.text("rule"),
        is_seasonal=table.flag("seasonal"),
        label=words(table.table("label")),
    )
    table.close()
    return read


def content_class(table: Table, code: str) -> ContentClass:
    """Read a class of agenda item."""
    read = ContentClass(
        code=code,
        is_excluded=table.flag("excluded"),
        label=words(table.table("label")),
        keywords=table.texts("keywords"),
        unless=table.texts("unless"),
        accented=table.texts("accented") if table.has("accented") else (),
    )
    table.close()
    return read


def quota(table: Table) -> Quota:
    """Read how many meetings of some forms a body may hold in a year."""
    read = Quota(
        rule=table.text("rule"),
        body=table.member("body", BodyKind),
        forms=table.members("forms", Form),
        ground=_quota_ground(table),
        cap=table.number("cap"),
    )
    table.close()
    return read


def _quota_ground(table: Table) -> Ground | None:
    code = table.code("ground", [EVERY_GROUND, *(each.value for each in Ground)])
    return next((each for each in Ground if each.value == code), None)


def by_groups(table: Table) -> ByGroupsTerms:
    """Read what a cell needs to meet by Party groups."""
    read = ByGroupsTerms(table.number("minimum_members"), table.number("minimum_groups"))
    table.close()
    return read


def gatherings(table: Table) -> dict[GatheringKind, GatheringTerms]:
    """Read whose meetings are meetings of their own: the committee's, a group's."""
    kinds: list[GatheringKind] = [each for each in GatheringKind if each != GatheringKind.WHOLE]
    read = {each: _gathering(table.table(each), each) for each in kinds if table.has(each)}
    table.close()
    return read


def _gathering(table: Table, kind: GatheringKind) -> GatheringTerms:
    read = GatheringTerms(
        kind=kind,
        forms=table.members("forms", Form),
        cap=table.number("cap") if table.gives("cap") else None,
    )
    table.close()
    return read


def eligibility(table: Table) -> EligibilityTerms:
    """Read who is counted and how many must be unable to come."""
    read = EligibilityTerms(
        more_than=table.share("more_than"),
        standings=table.members("standings", Standing),
        without=table.members("without", Status),
        minimum_official=table.number("minimum_official"),
    )
    table.close()
    return read


def voting(table: Table) -> VotingTerms:
    """Read who votes and what a majority is."""
    read = VotingTerms(
        more_than=table.share("more_than"),
        standings=table.members("standings", Standing),
        only_if_voting=table.members("only_if_voting", Status),
        without_vote=table.members("without_vote", Status),
        allows_proxies=table.gives("proxies") and table.flag("proxies"),
    )
    table.close()
    return read


def quorum(table: Table) -> QuorumTerms:
    """Read without how many nothing may be decided."""
    read = QuorumTerms(table.text("rule"), table.share("at_least"))
    table.close()
    return read


def notice(table: Table) -> NoticeTerms:
    """Read how many days before a meeting its notice must have been sent."""
    read = NoticeTerms(
        rule=table.text("rule"),
        days=_days(table, "days"),
        is_by_post=table.gives("by_post") and table.flag("by_post"),
    )
    table.close()
    return read


def attendance(table: Table) -> AttendanceTerms:
    """Read when attendance is worth a warning, and who may not take part."""
    read = AttendanceTerms(
        warn_below=table.share("warn_below"),
        absent_months_warn=table.number("absent_months_warn"),
        absent_months_review=table.number("absent_months_review"),
        barred=table.members("barred", Status),
    )
    table.close()
    return read


def deadlines(table: Table) -> Deadlines:
    """Read lead times and due dates."""
    read = Deadlines(
        working_days=_weekdays(table),
        apply_working_days=_days(table, "apply_working_days"),
        apply_working_days_in_circumstance=_days(table, "apply_working_days_in_circumstance"),
        reply_working_days=_days(table, "reply_working_days"),
        documents_days=_days(table, "documents_days"),
        documents_days_online=_days(table, "documents_days_online"),
        issue_days=_days(table, "issue_days"),
        minimum_minutes=table.number("minimum_minutes"),
        minimum_minutes_combined=table.number("minimum_minutes_combined"),
        group_report_days=_days(table, "group_report_days"),
        group_reminder_hour=_hour(table, "group_reminder_hour"),
    )
    table.close()
    return read


def _days(table: Table, key: str) -> int:
    days = table.number(key)
    if days > DAYS_OF_A_YEAR:
        table.wrong(key, Wrong.OUT_OF_RANGE, "is more than a year")
    return days


def _hour(table: Table, key: str) -> int:
    # Rulebooks kept from before know no reminder: the day itself begins with it.
    hour = table.number(key) if table.gives(key) else 0
    if hour >= HOURS_OF_A_DAY:
        table.wrong(key, Wrong.OUT_OF_RANGE, "is no hour of the day")
        return 0
    return hour


def _weekdays(table: Table) -> tuple[int, ...]:
    days = table.numbers("working_days")
    # A week without a working day would make every lead time endless.
    if not days or not set(days) <= set(range(1, 8)):
        table.wrong(
            "working_days", Wrong.OUT_OF_RANGE, "needs days from 1, Monday, to 7, Sunday"
        )
    return days


def checklist_item(table: Table) -> ChecklistItem:
    """Read one thing to declare about the infrastructure."""
    read = ChecklistItem(table.text("key"), words(table.table("label")))
    table.close()
    return read


def agenda_step(table: Table) -> AgendaStep:
    """Read one step of the ordinary meeting."""
    read = AgendaStep(
        key=table.text("key"),
        part=table.member("part", Part),
        rule=table.text("rule"),
        title=words(table.table("title")),
    )
    table.close()
    return read


def in_person_kinds(table: Table) -> tuple[MeetingKind, ...]:
    """Read the kinds of meeting that are held in person only."""
    read = table.members("kinds", MeetingKind)
    table.close()
    return read
