"""Whether a meeting was told of in time, where its rulebook says how many days before (MT-06)."""

from dataclasses import dataclass
from datetime import date

from chibo.core.procedure.meeting import Meeting
from chibo.core.procedure.notice import known_day
from chibo.core.rulebook.deadlines import notice_due_on
from chibo.core.rulebook.model import Rulebook
from chibo.core.rulebook.words import Words
from chibo.core.values import Citation


@dataclass(frozen=True, slots=True)
class NoticeSent:
    """How the notice of a meeting stands."""

    is_by_post: bool
    due_on: date
    sent_on: date | None
    text: Words
    clause: Citation

    @property
    def is_late(self) -> bool:
        """Whether it went out too late to be valid."""
        return self.sent_on is not None and self.sent_on > self.due_on


def notice_sent(meeting: Meeting, rules: Rulebook) -> NoticeSent | None:
    """Return how the notice stands, None where the rulebook asks for none."""
    if rules.notice is None:
        return None
    rule = rules.rules[rules.notice.rule]
    return NoticeSent(
        is_by_post=rules.notice.is_by_post,
        due_on=notice_due_on(rules, rules.notice, meeting.plan.starts_at),
        sent_on=known_day(rules, meeting.noticed_on, meeting.convened_at),
        text=rule.text,
        clause=rule.citation,
    )
