"""The facts of a worked case, read strictly: an unknown key or code is a mistake with its path."""

from chibo.core.rulebook.model import Period, Rulebook
from chibo.core.rulebook.questions import (
    Absence,
    Circumstance,
    MeetingQuestion,
    PastMeeting,
    PastState,
    Voter,
)
from chibo.core.rulebook.table import Table, Wrong
from chibo.core.values import (
    BodyKind,
    Choice,
    Form,
    Ground,
    MeetingKind,
    RollEntry,
    Standing,
    Status,
)


def meeting_question(facts: Table, rulebook: Rulebook) -> MeetingQuestion:
    """Read the facts of the question `meeting`."""
    kind = MeetingKind.ORDINARY
    if facts.gives("kind"):
        kind = facts.member("kind", MeetingKind)
    agenda = facts.codes("agenda", rulebook.content) if facts.gives("agenda") else ()
    return MeetingQuestion(
        body=facts.member("body", BodyKind),
        kind=kind,
        form=facts.member("form", Form),
        ground=ground(facts),
        starts_at=facts.instant("starts_at"),
        roll=tuple(_closed_entry(each, rulebook) for each in facts.tables("roll")),
        circumstance=_circumstance(facts, rulebook),
        summer_holiday=_summer_holiday(facts),
        past=_past(facts),
        agenda=agenda,
        infrastructure=not facts.gives("infrastructure") or facts.flag("infrastructure"),
        noticed_on=facts.day("noticed_on") if facts.has("noticed_on") else None,
    )


def ground(facts: Table) -> Ground | None:
    """Read the ground; null where the form needs none."""
    return facts.member("ground", Ground) if facts.has("ground") else None


def member(table: Table, rulebook: Rulebook) -> RollEntry:
    """Read one member of the roll, who comes without a count."""
    entry = _member(table, rulebook, count=1)
    table.close()
    return entry


def voters(facts: Table, rulebook: Rulebook) -> tuple[Voter, ...]:
    """Read the voters of a ballot."""
    return tuple(_voter(each, rulebook) for each in facts.tables("voters"))


def groups_of_voters(facts: Table, rulebook: Rulebook) -> tuple[Voter, ...]:
    """Read the voters of every Party group; TG-10: they are one ballot."""
    names: set[str] = set()
    gathered: list[Voter] = []
    for group in facts.tables("groups"):
        name = group.text("name")
        if name and name in names:
            group.wrong("name", Wrong.TWICE, "is the name of two groups")
        names.add(name)
        gathered += voters(group, rulebook)
        group.close()
    return tuple(gathered)


def absences(facts: Table) -> tuple[Absence, ...]:
    """Read the absences of one member."""
    read: list[Absence] = []
    for each in facts.tables("absences"):
        read.append(Absence(each.day("on"), each.flag("excused")))
        each.close()
    return tuple(read)


def _closed_entry(table: Table, rulebook: Rulebook) -> RollEntry:
    entry = _entry(table, rulebook)
    table.close()
    return entry


def _entry(table: Table, rulebook: Rulebook) -> RollEntry:
    return _member(table, rulebook, count=table.number("count") if table.gives("count") else 1)


def _member(table: Table, rulebook: Rulebook, *, count: int) -> RollEntry:
    return RollEntry(
        standing=table.member("standing", Standing),
        status=table.member("status", Status) if table.gives("status") else Status.ACTIVE,
        inability=(
            table.code("inability", rulebook.inability) if table.has("inability") else None
        ),
        group=table.text("group") if table.has("group") else None,
        count=count,
    )


def _voter(table: Table, rulebook: Rulebook) -> Voter:
    voter = Voter(
        entry=_entry(table, rulebook),
        is_convened=not table.gives("convened") or table.flag("convened"),
        is_present=not table.gives("present") or table.flag("present"),
        choice=table.member("choice", Choice) if table.has("choice") else None,
        is_by_proxy=table.gives("proxy") and table.flag("proxy"),
    )
    table.close()
    return voter


def _circumstance(facts: Table, rulebook: Rulebook) -> Circumstance | None:
    if not facts.has("circumstance"):
        return None
    table = facts.table("circumstance")
    # SC-07: only codes that name a circumstance, not a member's own nature.
    groups = {group for terms in rulebook.grounds.values() for group in terms.circumstances}
    codes = [code for code, it in rulebook.inability.items() if it.group in groups]
    code, first = table.code("code", codes), table.day("from")
    last = table.day("until") if table.has("until") else None
    days = _in_order(table, Period(first, last))
    table.close()
    return Circumstance(code, days)


def _summer_holiday(facts: Table) -> Period | None:
    if not facts.has("summer_holiday"):
        return None
    table = facts.table("summer_holiday")
    days = _in_order(table, Period(table.day("from"), table.day("until")))
    table.close()
    return days


def _in_order(table: Table, days: Period) -> Period:
    if days.last_on is not None and not days.covers(days.last_on):
        table.wrong("until", Wrong.DAYS_REVERSED, "lies before the first day")
    return days


def _past(facts: Table) -> tuple[PastMeeting, ...]:
    read: list[PastMeeting] = []
    for each in facts.tables("past") if facts.gives("past") else ():
        meeting = PastMeeting(
            form=each.member("form", Form),
            ground=ground(each),
            on=each.day("on"),
            state=each.member("state", PastState),
        )
        each.close()
        read.append(meeting)
    return tuple(read)
