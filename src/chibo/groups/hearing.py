"""What the journals of meetings tell a procedure by groups: figures, votes, opinions, by reference."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from chibo.core.journal.chain import Entry
from chibo.core.procedure import events as ev
from chibo.core.procedure.groups import commands as do
from chibo.core.procedure.groups.procedure import Procedure
from chibo.core.procedure.groups.terms import (
    Figures,
    MemberVote,
    OpinionMark,
    Reference,
    VersionBallot,
)
from chibo.core.procedure.meeting import Meeting
from chibo.core.values import GatheringKind
from chibo.groups import actions
from chibo.groups.queries import opinion_id, procedure
from chibo.meetings import queries as journals
from chibo.meetings.queries import JournalUnknownError, Standing


def hear(key: str, entries: Sequence[tuple[Entry, object]]) -> None:
    """Tell a procedure what became of a meeting of its committee or of one of its groups."""
    listed = journals.listing(key)
    if listed is None or not listed.procedure or not _matters(entries):
        return
    meeting, standing = journals.meeting(key)
    gathering = meeting.gathering
    try:
        state, _ = procedure(gathering.procedure)
    except JournalUnknownError:
        return
    last = entries[-1][0]
    command: do.NoteGroupMeeting | do.NoteCommitteeMeeting
    if gathering.kind is GatheringKind.GROUP:
        command = of_group(meeting, standing, gathering.procedure)
    else:
        command = of_committee(meeting, standing, state)
    if not _is_heard(state, command):
        # A refusal only says that it is known already, or that the procedure is over.
        actions.hear(gathering.procedure, command, at=datetime.fromisoformat(last.at))


_MATTERS = (
    ev.MeetingConvened,
    ev.MeetingOpened,
    ev.MeetingClosed,
    ev.MeetingCancelled,
    ev.MeetingBrokenOff,
    ev.MeetingAnnulled,
)


def _matters(entries: Sequence[tuple[Entry, object]]) -> bool:
    """Tell whether a meeting has come a step further: most entries are talk."""
    return any(isinstance(event, _MATTERS) for _, event in entries)


def _is_heard(state: Procedure, command: do.NoteGroupMeeting | do.NoteCommitteeMeeting) -> bool:
    """Tell whether nothing that matters to the cell has changed."""
    reference = command.reference
    if reference is None:
        return False
    known = (
        state.sessions.meetings.get(reference.journal)
        if isinstance(command, do.NoteGroupMeeting)
        else state.committee.meetings.get(reference.journal)
    )
    return known is not None and (known.phase, known.starts_at, known.ballots) == (
        command.phase,
        command.starts_at,
        command.ballots,
    )


def of_group(meeting: Meeting, standing: Standing, text: str) -> do.NoteGroupMeeting:
    """Return what a group's journal says, up to where it stands."""
    people = meeting.attendance
    versions = meeting.ballots.texts.get(text, [])
    return do.NoteGroupMeeting(
        group=meeting.gathering.group,
        reference=Reference(standing.key, standing.seq, standing.hash),
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
                opinion=opinion_id(standing.key, key),
                person=each.recorded.person,
                kind=each.recorded.kind,
                to_superior=each.recorded.to_superior,
            )
            for key, each in meeting.opinions.given.items()
        ),
    )


def _ballots(meeting: Meeting, text: str) -> Iterator[VersionBallot]:
    for ballot in meeting.ballots.ballots.values():
        if ballot.opened.text == text and ballot.closed is not None:
            votes = (MemberVote(who, cast.choice) for who, cast in ballot.cast.items())
            yield VersionBallot(
                ballot.opened.version, tuple(sorted(votes, key=lambda it: it.person))
            )


def of_committee(
    meeting: Meeting, standing: Standing, state: Procedure
) -> do.NoteCommitteeMeeting:
    """Return what the committee's journal says; a vote is on the version with the same words."""
    return do.NoteCommitteeMeeting(
        meeting=standing.key,
        reference=Reference(standing.key, standing.seq, standing.hash),
        phase=meeting.phase,
        starts_at=meeting.plan.starts_at,
        opened_at=meeting.opened_at,
        closed_at=meeting.closed_at,
        ballots=tuple(_figures(meeting, state)),
        minutes="",
    )


def _figures(meeting: Meeting, state: Procedure) -> Iterator[Figures]:
    numbers = {each.proposed.body: each.proposed.version for each in state.texts.versions}
    for ballot in meeting.ballots.ballots.values():
        version = numbers.get(meeting.ballots.text_of(ballot).body)
        if ballot.closed is not None and version is not None:
            closed = ballot.closed
            yield Figures(version, closed.base, closed.votes_for, closed.against, closed.other)
