"""What a meeting's own journal tells a procedure by groups: figures, votes, opinions, by reference."""

from collections.abc import Iterator, Mapping

from chibo.core.procedure import fold
from chibo.core.procedure.groups import commands as do
from chibo.core.procedure.groups.terms import (
    Figures,
    MemberVote,
    OpinionMark,
    Reference,
    VersionBallot,
)
from chibo.core.procedure.groups.texts import Texts


def opinion_id(journal: str, opinion: str) -> str:
    """Return how a procedure calls an opinion of a group's meeting."""
    return f"{journal}.{opinion}"


def of_group(meeting: fold.Meeting, reference: Reference, text: str) -> do.NoteGroupMeeting:
    """Return what a group's journal says, up to the place that is named."""
    people = meeting.attendance
    versions = meeting.ballots.texts.get(text, [])
    return do.NoteGroupMeeting(
        group=meeting.gathering.group,
        reference=reference,
        phase=meeting.phase,
        version=versions[-1].version if versions else 0,
        starts_at=meeting.plan.starts_at,
        opened_at=meeting.opened_at,
        closed_at=meeting.closed_at,
        chair=meeting.chair,
        present=tuple(sorted(set(people.presences) & set(people.roll))),
        ballots=tuple(_ballots(meeting, text)),
        opinions=tuple(
            OpinionMark(
                opinion=opinion_id(reference.journal, key),
                person=each.recorded.person,
                kind=each.recorded.kind,
                to_superior=each.recorded.to_superior,
            )
            for key, each in meeting.opinions.given.items()
        ),
    )


def _ballots(meeting: fold.Meeting, text: str) -> Iterator[VersionBallot]:
    for ballot in meeting.ballots.ballots.values():
        if ballot.opened.text == text and ballot.closed is not None:
            votes = (MemberVote(who, cast.choice) for who, cast in ballot.cast.items())
            yield VersionBallot(
                ballot.opened.version, tuple(sorted(votes, key=lambda it: it.person))
            )


def of_committee(
    meeting: fold.Meeting, reference: Reference, texts: Texts
) -> do.NoteCommitteeMeeting:
    """Return what the committee's journal says; a vote is on the version with the same words."""
    return do.NoteCommitteeMeeting(
        meeting=reference.journal,
        reference=reference,
        phase=meeting.phase,
        starts_at=meeting.plan.starts_at,
        opened_at=meeting.opened_at,
        closed_at=meeting.closed_at,
        ballots=tuple(_figures(meeting, texts)),
        minutes="",
    )


def _figures(meeting: fold.Meeting, texts: Texts) -> Iterator[Figures]:
    numbers: Mapping[str, int] = {
        each.proposed.body: each.proposed.version for each in texts.versions
    }
    for ballot in meeting.ballots.ballots.values():
        version = numbers.get(meeting.ballots.text_of(ballot).body)
        if ballot.closed is not None and version is not None:
            closed = ballot.closed
            yield Figures(version, closed.base, closed.votes_for, closed.against, closed.other)
