"""What a meeting adopted or concluded, for the papers that say so (VT-07, DF-06)."""

from dataclasses import dataclass

from chibo.core.procedure.ballots import Ballot
from chibo.core.procedure.meeting import Meeting
from chibo.core.procedure.terms import TextKind
from chibo.core.projections.minutes import opinion_value, vote_value
from chibo.core.projections.minutes_value import Opinion, VoteResult


@dataclass(frozen=True, slots=True)
class Decided:
    """A text that was adopted, in the version that was voted on, with the opinions on its item."""

    key: str
    kind: TextKind
    title: str
    text: str
    vote: VoteResult
    opinions: tuple[Opinion, ...]


@dataclass(frozen=True, slots=True)
class Concluded:
    """What the chair concluded on one item."""

    title: str
    conclusion: str


def adopted(meeting: Meeting) -> tuple[Decided, ...]:
    """Return the texts that were adopted, in the order of their votes; nothing of deferred items."""
    found = (_decided(meeting, each) for each in meeting.ballots.ballots.values())
    return tuple(each for each in found if each is not None)


def _decided(meeting: Meeting, ballot: Ballot) -> Decided | None:
    vote = vote_value(meeting, ballot)
    item = meeting.agenda.items[ballot.opened.item]
    # CT-15: of what was deferred no substance leaves the meeting.
    if vote is None or not vote.is_adopted or item.deferred_class:
        return None
    text = meeting.ballots.text_of(ballot)
    return Decided(
        key=text.text,
        kind=text.kind,
        title=text.title,
        text=text.body,
        vote=vote,
        opinions=tuple(
            opinion_value(meeting.attendance, each) for each in meeting.opinions.on(text.item)
        ),
    )


def conclusions(meeting: Meeting) -> tuple[Concluded, ...]:
    """Return what the chair concluded, item by item."""
    return tuple(
        Concluded(item.plan.title, item.conclusion)
        for item in meeting.agenda.items.values()
        if item.conclusion and not item.deferred_class
    )
