"""Lead times and due dates (AP-02, MT-04, MT-07, MT-12, TG-05): they warn and never block."""

from dataclasses import dataclass
from datetime import date, timedelta

from chibo.core.rulebook.model import NoticeTerms, Rulebook
from chibo.core.rulebook.questions import MeetingQuestion
from chibo.core.values import Finding, Instant, MeetingKind

ONE_DAY = timedelta(days=1)
ONE_MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class GroupReportRuling:
    """Whether a group's report came in time, and until when it would have."""

    is_late: bool
    due_at: Instant


def group_report_ruling(
    rulebook: Rulebook, *, met_at: Instant, reported_at: Instant
) -> GroupReportRuling:
    """Answer whether the report of a group meeting is late (TG-05)."""
    # TG-05: "ngày" is a calendar day, not a working day; the last one lasts to its end.
    days = timedelta(days=rulebook.deadlines.group_report_days)
    due_on = rulebook.day_of(met_at) + days
    return GroupReportRuling(
        is_late=rulebook.day_of(reported_at) > due_on, due_at=rulebook.end_of(due_on)
    )


def reported_in_time(rulebook: Rulebook, *, met_at: Instant, reported_at: Instant) -> Finding:
    """TG-05: the leader of a group reported by the end of the last day."""
    ruling = group_report_ruling(rulebook, met_at=met_at, reported_at=reported_at)
    facts = {
        "reported_on": rulebook.day_of(reported_at).isoformat(),
        "due_on": rulebook.day_of(ruling.due_at).isoformat(),
    }
    return rulebook.finding("TG-05", met=not ruling.is_late, facts=facts)


def working_days_from(rulebook: Rulebook, day: date, count: int, *, step: int) -> date:
    """Return the day some working days after (step 1) or before (step -1) a day."""
    while count > 0:
        day += step * ONE_DAY
        count -= day.isoweekday() in rulebook.deadlines.working_days
    return day


def apply_until(rulebook: Rulebook, question: MeetingQuestion) -> date:
    """Return the last day on which an application leaves the superior enough time (AP-02)."""
    terms = rulebook.deadlines
    ground = rulebook.grounds.get(question.ground) if question.ground else None
    in_circumstance = ground is not None and ground.circumstances
    days = (
        terms.apply_working_days_in_circumstance
        if in_circumstance
        else terms.apply_working_days
    )
    return working_days_from(rulebook, rulebook.day_of(question.starts_at), days, step=-1)


def reply_due_on(rulebook: Rulebook, submitted_at: Instant) -> date:
    """Return the day by which the superior committee answers; silence is no yes (AP-02)."""
    days = rulebook.deadlines.reply_working_days
    return working_days_from(rulebook, rulebook.day_of(submitted_at), days, step=1)


def issue_due_on(rulebook: Rulebook, met_at: Instant) -> date:
    """Return the day by which the conclusion or resolution is issued (MT-12)."""
    return rulebook.day_of(met_at) + timedelta(days=rulebook.deadlines.issue_days)


def documents_due_on(rulebook: Rulebook, question: MeetingQuestion) -> date:
    """Return the day by which members have the documents (MT-07)."""
    terms = rulebook.forms.get(question.form)
    is_online = terms is not None and terms.is_online
    deadlines = rulebook.deadlines
    days = deadlines.documents_days_online if is_online else deadlines.documents_days
    return rulebook.day_of(question.starts_at) - timedelta(days=days)


def notice_due_on(rulebook: Rulebook, terms: NoticeTerms, starts_at: Instant) -> date:
    """Return the last day on which the notice of a meeting is sent in time."""
    return rulebook.day_of(starts_at) - timedelta(days=terms.days)


def noticed_in_time(rulebook: Rulebook, question: MeetingQuestion) -> Finding | None:
    """Answer whether the notice was sent in time; not asked where none is sent or needed."""
    terms, noticed_on = rulebook.notice, question.noticed_on
    if terms is None or noticed_on is None:
        return None
    due_on = notice_due_on(rulebook, terms, question.starts_at)
    facts = {"noticed_on": noticed_on.isoformat(), "due_on": due_on.isoformat()}
    return rulebook.finding(terms.rule, met=noticed_on <= due_on, facts=facts)


def lead_time(rulebook: Rulebook, question: MeetingQuestion, applied_at: Instant) -> Finding:
    """AP-02: the superior committee has enough working days to answer."""
    applied_on, until = rulebook.day_of(applied_at), apply_until(rulebook, question)
    facts = {"applied_on": applied_on.isoformat(), "apply_until": until.isoformat()}
    return rulebook.finding("AP-02", met=applied_on <= until, facts=facts)


def documents_in_time(
    rulebook: Rulebook, question: MeetingQuestion, posted_at: Instant
) -> Finding:
    """MT-07: members have the documents early enough to read them."""
    posted_on, due_on = rulebook.day_of(posted_at), documents_due_on(rulebook, question)
    facts = {"posted_on": posted_on.isoformat(), "due_on": due_on.isoformat()}
    return rulebook.finding("MT-07", met=posted_on <= due_on, facts=facts)


def long_enough(rulebook: Rulebook, question: MeetingQuestion, ends_at: Instant) -> Finding:
    """MT-04: the meeting is planned long enough."""
    terms = rulebook.deadlines
    is_combined = question.kind is MeetingKind.THEMATIC
    minimum = terms.minimum_minutes_combined if is_combined else terms.minimum_minutes
    minutes = (ends_at - question.starts_at) // ONE_MINUTE
    facts = {"minutes": minutes, "minimum": minimum}
    return rulebook.finding("MT-04", met=minutes >= minimum, facts=facts)


def issued_in_time(rulebook: Rulebook, *, met_at: Instant, issued_at: Instant) -> Finding:
    """MT-12: the paper of the meeting was issued in time."""
    issued_on, due_on = rulebook.day_of(issued_at), issue_due_on(rulebook, met_at)
    facts = {"issued_on": issued_on.isoformat(), "due_on": due_on.isoformat()}
    return rulebook.finding("MT-12", met=issued_on <= due_on, facts=facts)


def replied_in_time(
    rulebook: Rulebook, *, submitted_at: Instant, replied_at: Instant
) -> Finding:
    """AP-02: the superior committee answered by the day it should have."""
    replied_on, due_on = rulebook.day_of(replied_at), reply_due_on(rulebook, submitted_at)
    facts = {"replied_on": replied_on.isoformat(), "due_on": due_on.isoformat()}
    return rulebook.finding("AP-02", met=replied_on <= due_on, facts=facts)
