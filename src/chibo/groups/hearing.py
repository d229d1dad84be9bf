"""What the journals of meetings tell a procedure by groups is brought to it as soon as it matters."""

from collections.abc import Sequence
from datetime import datetime

from chibo.core.journal.chain import Entry
from chibo.core.procedure import events as ev
from chibo.core.procedure.groups import commands as do
from chibo.core.procedure.groups.hearing import of_committee, of_group
from chibo.core.procedure.groups.procedure import Procedure
from chibo.core.procedure.groups.terms import Reference
from chibo.core.values import GatheringKind
from chibo.groups import actions
from chibo.groups.queries import procedure
from chibo.meetings import queries as journals
from chibo.meetings.queries import JournalUnknownError


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
    place = Reference(standing.key, standing.seq, standing.hash)
    command: do.NoteGroupMeeting | do.NoteCommitteeMeeting
    if gathering.kind is GatheringKind.GROUP:
        command = of_group(meeting, place, gathering.procedure)
    else:
        command = of_committee(meeting, place, state.texts)
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
