"""What people call the values of a rulebook, the mistakes in one, and what was decided."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from chibo.core.procedure.regulation import TextClosed, TextRegistered
from chibo.core.projections.replay import Act
from chibo.core.rulebook.table import Path, Wrong
from chibo.core.values import Source

VALUES: dict[str, Promise] = {
    "cap": gettext_lazy("Meetings a year, at most"),
    "minimum_members": gettext_lazy("Members, at least"),
    "minimum_groups": gettext_lazy("Party groups, at least"),
    "eligibility.more_than": gettext_lazy("More than this share of members cannot come"),
    "minimum_official": gettext_lazy("Official members, at least"),
    "voting.more_than": gettext_lazy("More than this share in favour adopts"),
    "at_least": gettext_lazy("At least this share must be present to decide anything"),
    "notice.days": gettext_lazy("Days between the notice and the meeting, at least"),
    "warn_below": gettext_lazy("Warn when fewer than this share are present"),
    "absent_months_warn": gettext_lazy("Months of absence until a warning"),
    "absent_months_review": gettext_lazy("Months of absence until a review"),
    "apply_working_days": gettext_lazy("Working days to apply ahead"),
    "apply_working_days_in_circumstance": gettext_lazy(
        "Working days to apply ahead in special circumstances"
    ),
    "reply_working_days": gettext_lazy("Working days for the committee's answer"),
    "documents_days": gettext_lazy("Days ahead for documents, in person"),
    "documents_days_online": gettext_lazy("Days ahead for documents, online"),
    "issue_days": gettext_lazy("Days to issue the conclusion or resolution"),
    "minimum_minutes": gettext_lazy("Minutes of a regular meeting, at least"),
    "minimum_minutes_combined": gettext_lazy("Minutes of a thematic meeting, at least"),
    "group_report_days": gettext_lazy("Days for the report of a group"),
}
"""By the key of the value, or by table and key where the key stands in several tables."""

PARTS: dict[str, Promise] = {
    "rulebook": gettext_lazy("Head of the text"),
    "forms": gettext_lazy("Forms of meeting"),
    "quotas": gettext_lazy("Quotas"),
    "rules": gettext_lazy("Rule"),
    "content": gettext_lazy("Classes of content"),
    "inability": gettext_lazy("Codes for not being able to come"),
    "groups": gettext_lazy("Groups of codes"),
    "grounds": gettext_lazy("Grounds"),
    "deadlines": gettext_lazy("Days and deadlines"),
    "infrastructure": gettext_lazy("Infrastructure checklist"),
    "agenda": gettext_lazy("Agenda template"),
    "papers": gettext_lazy("Papers"),
    "quorum": gettext_lazy("Quorum"),
    "notice": gettext_lazy("Notice"),
    "voting": gettext_lazy("Voting"),
    "eligibility": gettext_lazy("Who may meet online"),
    "attendance": gettext_lazy("Attendance"),
    "by_groups": gettext_lazy("Meeting by Party groups"),
}
RULE_PARTS: dict[str, Promise] = {
    "clause": gettext_lazy("Clause"),
    "text": gettext_lazy("What it says"),
    "remedy": gettext_lazy("What to do when it is not met"),
    "source": gettext_lazy("Where it comes from"),
    "must": gettext_lazy("Whether it binds"),
}
SOURCES: dict[Source, Promise] = {
    Source.GUIDELINE: gettext_lazy("a guideline"),
    Source.REGULATION: gettext_lazy("a regulation"),
    Source.LOCAL_SETTING: gettext_lazy("a local setting of the body's own"),
}
MISTAKES: dict[Wrong, Promise] = {
    Wrong.MISSING: gettext_lazy("is missing"),
    Wrong.UNKNOWN_KEY: gettext_lazy("is no key of a rulebook; look for a typing mistake"),
    Wrong.UNKNOWN_VALUE: gettext_lazy("has a value that is not known"),
    Wrong.WRONG_TYPE: gettext_lazy("is not written in the form that belongs here"),
    Wrong.NEGATIVE: gettext_lazy("must not be negative"),
    Wrong.EMPTY: gettext_lazy("must not be empty"),
    Wrong.WITHOUT_OFFSET: gettext_lazy("is a time without its offset"),
    Wrong.OUT_OF_RANGE: gettext_lazy("is too large or too small"),
    Wrong.DAYS_REVERSED: gettext_lazy("The days lie in the wrong order"),
    Wrong.DAYS_OVERLAP: gettext_lazy(
        "The new text would begin before the one it follows has ended; close that one first, or begin later"
    ),
    Wrong.TWICE: gettext_lazy("stands there twice"),
    Wrong.NO_CLAUSE: gettext_lazy("names a rule that has no clause"),
    Wrong.NO_REMEDY: gettext_lazy("can refuse and must say what to do next"),
    Wrong.NO_PARENT: gettext_lazy("names a rulebook that is not known here"),
    Wrong.SYNTAX: gettext_lazy("is no TOML"),
}
ACTS: dict[Act, Promise] = {
    Act.SUBMITTED: gettext_lazy("application handed in"),
    Act.APPROVED: gettext_lazy("application approved"),
    Act.CONVENED: gettext_lazy("meeting convened"),
    Act.OPENED: gettext_lazy("meeting opened"),
    Act.BALLOT: gettext_lazy("result of a vote"),
    Act.LEAD_TIME: gettext_lazy("time to apply ahead"),
    Act.REPLY: gettext_lazy("time of the answer"),
    Act.LENGTH: gettext_lazy("length of the meeting"),
    Act.DOCUMENT: gettext_lazy("time of a document"),
    Act.GROUP_REPORT: gettext_lazy("time of a group's report"),
    Act.ISSUE: gettext_lazy("time of issuing a paper"),
}
EVENTS: Mapping[type, Promise] = {
    TextRegistered: gettext_lazy("Registered"),
    TextClosed: gettext_lazy("Last day set"),
}


def value_words(path: Path) -> str:
    """Return what a value is called; one without a name of its own is called by its path."""
    key = str(path[-1])
    words = VALUES.get(f"{path[0]}.{key}") or VALUES.get(key)
    return str(words) if words else place_words(path)


def place_words(path: Path) -> str:
    """Return the place of a value in words: the part of the rulebook, then what it is."""
    first, *rest = (str(step) for step in path)
    part = str(PARTS.get(first, first))
    if first == "rules" and rest:
        rule, *inside = rest
        words = str(RULE_PARTS.get(inside[0], inside[0])) if inside else ""
        language = f" ({inside[1]})" if len(inside) > 1 else ""
        return f"{part} {rule}: {words}{language}" if words else f"{part} {rule}"
    return ": ".join([part, " ".join(rest)]) if rest else part


def shown(value: object) -> str:
    """Return a value of a rulebook as a page shows it."""
    match value:
        case None:
            return "–"
        case bool():
            return _("yes") if value else _("no")
        case list() | tuple():
            return ", ".join(map(shown, value)) or "–"
        case Mapping():
            return "; ".join(f"{key}: {shown(each)}" for key, each in value.items())
        case _:
            return str(value)
