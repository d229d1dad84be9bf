"""What is known of texts and votes: versions, ballots, who voted how."""

from dataclasses import dataclass, field
from typing import assert_never

from chibo.core.procedure import events as ev
from chibo.core.procedure.frame import Moment
from chibo.core.procedure.terms import TextRef
from chibo.core.values import Instant, PersonId

BallotEvent = (
    ev.TextProposed
    | ev.TextBrought
    | ev.BallotOpened
    | ev.BallotCast
    | ev.BallotClosed
    | ev.BallotAbandoned
)


@dataclass(slots=True)
class Ballot:
    """One vote on one version of a text."""

    opened: ev.BallotOpened
    opened_at: Instant
    cast: dict[PersonId, ev.BallotCast] = field(default_factory=dict)
    closed: ev.BallotClosed | None = None
    abandoned: str | None = None
    ended_at: Instant | None = None
    """When it was closed or given up."""


@dataclass(slots=True)
class Ballots:
    """The texts with their versions, and the ballots in the order opened."""

    texts: dict[str, list[ev.TextProposed]] = field(default_factory=dict)
    ballots: dict[str, Ballot] = field(default_factory=dict)
    current: str | None = None
    is_of_group: bool = False
    """Whether a Party group votes: its figures are a part of the cell's (TG-10)."""

    def text_of(self, ballot: Ballot) -> ev.TextProposed:
        """Return the version that a vote is about."""
        versions = self.texts[ballot.opened.text]
        return next(each for each in versions if each.version == ballot.opened.version)

    def is_counted(self, text: str) -> bool:
        """Whether the present version of a text has been voted on to the end."""
        version = self.texts[text][-1].version
        return any(
            each.closed is not None and each.opened.version == version
            for each in self.ballots.values()
            if each.opened.text == text
        )

    def is_adopted(self, text: str) -> bool:
        """Whether the present version of a text has been adopted."""
        version = self.texts[text][-1].version
        return any(
            each.closed is not None
            and each.closed.is_adopted
            and each.opened.version == version
            for each in self.ballots.values()
            if each.opened.text == text
        )


def evolve(state: Ballots, event: BallotEvent, now: Moment) -> None:
    """Take an event into the state."""
    match event:
        case ev.TextProposed(text=text):
            state.texts.setdefault(text, []).append(event)
        case ev.TextBrought(text=brought):
            bring(state, brought)
        case ev.BallotOpened(ballot=ballot):
            state.ballots[ballot] = Ballot(event, now.at)
            state.current = ballot
        case ev.BallotCast(ballot=ballot, person=person):
            state.ballots[ballot].cast[person] = event
        case ev.BallotClosed(ballot=ballot):
            state.ballots[ballot].closed = event
            state.ballots[ballot].ended_at = now.at
            state.current = None
        case ev.BallotAbandoned(ballot=ballot, reason=reason):
            state.ballots[ballot].abandoned = reason
            state.ballots[ballot].ended_at = now.at
            state.current = None
        case _:
            assert_never(event)


def bring(state: Ballots, text: TextRef) -> None:
    """Lay a version of the cell's draft before the group."""
    version = ev.TextProposed(
        text.key, text.version, text.item, text.kind, text.title, text.body
    )
    state.texts.setdefault(text.key, []).append(version)
