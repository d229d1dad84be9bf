"""When the notice of a meeting was sent: by the program at once, or by post on a day that is entered."""

from datetime import date

from chibo.core.procedure import commands as do
from chibo.core.procedure import events as ev
from chibo.core.procedure.frame import Decision, Moment
from chibo.core.rulebook.model import Rulebook
from chibo.core.values import Instant, Reason, Refusal


def record(
    command: do.RecordNotice, *, now: Moment, rules: Rulebook
) -> Decision[ev.NoticeRecorded]:
    """Return the day of posting as a fact; whether it was early enough is asked at the opening."""
    if rules.notice is None or not rules.notice.is_by_post:
        return Refusal(Reason.NOTICE_NOT_ASKED)
    if command.sent_on > rules.day_of(now.at):
        return Refusal(Reason.NOTICE_AHEAD, facts={"day": command.sent_on.isoformat()})
    return (ev.NoticeRecorded(command.sent_on),)


def at_convening(
    sent_on: date | None, *, now: Moment, rules: Rulebook
) -> Decision[ev.NoticeRecorded]:
    """Return the day of posting if the letters went before the meeting was entered here."""
    return () if sent_on is None else record(do.RecordNotice(sent_on), now=now, rules=rules)


def known_day(
    rules: Rulebook, recorded_on: date | None, convened_at: Instant | None
) -> date | None:
    """Return the day on which the notice was sent, None where it goes by post and none is known."""
    if rules.notice is None or convened_at is None or rules.notice.is_by_post:
        return recorded_on
    # The program's letters go out as soon as the meeting is convened (MT-06).
    return rules.day_of(convened_at)


def objection(rules: Rulebook, noticed_on: date | None) -> Refusal | None:
    """Return that nobody has said when the notice was posted, where the rules ask for it."""
    if rules.notice is None or noticed_on is not None:
        return None
    return Refusal(Reason.NOTICE_MISSING, citation=rules.clause(rules.notice.rule))
