"""Journals of one body in the order of time, and what asking them again has found."""

from collections.abc import Iterator
from datetime import timedelta

from chibo.core.procedure import application as ask
from chibo.core.procedure import events as ev
from chibo.core.procedure.ballots import counted
from chibo.core.projections.past_decisions import PastDecisions, Written
from chibo.core.projections.replay import Act, Judge, Replay
from chibo.core.rulebook.model import Rulebook
from chibo.core.values import (
    BodyKind,
    Choice,
    Instant,
    RollEntry,
)
from tests.core import applications as asked
from tests.core.journals import (
    DAYS_BEFORE,
    NOW,
    RULES,
    VOTING,
    cast,
    given,
)
from tests.core.people import AN, BINH, CUONG, MINH, PHUC, THU

BODY = "body-1"
ONE_MINUTE = timedelta(minutes=1)

Event = ask.ApplicationEvent | ev.MeetingEvent


def line(
    journal: str, *events: Event, at: Instant = DAYS_BEFORE, by: str = AN
) -> Iterator[Written]:
    """Return entries of one journal, a minute apart."""
    for place, event in enumerate(events):
        yield Written(journal, at + place * ONE_MINUTE, by, event)


VOTED = (cast(AN), cast(BINH), cast(PHUC), cast(CUONG, Choice.AGAINST), cast(MINH))
COUNTED = counted(
    given(*VOTING, *VOTED).meeting.ballots.ballots["b-1"],
    given(*VOTING, *VOTED).meeting.attendance,
    RULES,
)
CLOSED = ev.BallotClosed(
    "b-1",
    COUNTED.base,
    COUNTED.votes_for,
    COUNTED.against,
    COUNTED.other,
    COUNTED.percent,
    COUNTED.is_adopted,
    RULES.clause("VT-03").clause,
)
DOCUMENT = ev.DocumentAttached("d-1", "item-1", "Báo cáo", "a.pdf", "0" * 64, 10)
STORY = (
    *line("application-1", *asked.HANDED_IN, asked.APPROVED, by=THU),
    *line("m-1", VOTING[0], DOCUMENT, at=DAYS_BEFORE + timedelta(days=1)),
    *line("m-1", *VOTING[1:], *VOTED, CLOSED, at=NOW),
)


def past(*, roll: tuple[RollEntry, ...] = (), rules: Rulebook = RULES) -> PastDecisions:
    return PastDecisions(BodyKind.CELL, lambda _: rules, lambda _: roll)


def replayed(rulebook: Rulebook, *entries: Written, roll: tuple[RollEntry, ...] = ()) -> Replay:
    return Judge(rulebook).judge(BODY, past(roll=roll).read(entries))


def found(result: Replay) -> list[tuple[Act, bool, list[tuple[str, object, object]]]]:
    return [
        (
            each.act,
            each.is_turned,
            [
                (
                    it.rule,
                    it.before.met if it.before else None,
                    it.after.met if it.after else None,
                )
                for it in each.outcomes
            ],
        )
        for each in result.differing
    ]
