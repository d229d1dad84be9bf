"""What one journal says of another: votes and figures of a group's meeting, a task, word for word."""

from collections.abc import Mapping
from dataclasses import fields
from typing import Any

from chibo.archive.judging import Judged, moment
from chibo.archive.saying import LieError, Report
from chibo.core.journal.chain import Entry
from chibo.core.procedure.events import TaskGiven
from chibo.core.procedure.fold import Meeting
from chibo.core.procedure.groups import events as ev
from chibo.core.procedure.groups import texts
from chibo.core.procedure.groups.fold import Procedure
from chibo.core.procedure.groups.hearing import of_committee, of_group
from chibo.core.procedure.groups.texts import Texts
from chibo.core.procedure.task_book import TaskBook, TaskEntered


def check_heard(judged: Mapping[str, Judged], report: Report) -> None:
    """Check that procedures and books of tasks hold what the journals they name say at that place."""
    votes = tasks = 0
    for each in judged.values():
        if isinstance(each.state, Procedure):
            votes += _check_procedure(each, judged)
        elif isinstance(each.state, TaskBook):
            tasks += _check_tasks(each, judged)
    if votes:
        report.found("heard.meetings", count=votes)
    if tasks:
        report.found("heard.tasks", count=tasks)


def _check_procedure(of: Judged, judged: Mapping[str, Judged]) -> int:
    """Return how many times it heard of a meeting that is here (TG-02 to TG-04, TG-10)."""
    count, known = 0, Texts()
    for entry, event in zip(of.journal.entries, of.events, strict=True):
        match event:
            case ev.VersionProposed():
                texts.evolve(known, event, moment(entry))
            case ev.GroupMeetingNoted() | ev.CommitteeMeetingNoted():
                count += _check_meeting(entry, event, known, judged)
            case _:
                pass
    return count


def _check_meeting(
    entry: Entry,
    event: ev.GroupMeetingNoted | ev.CommitteeMeetingNoted,
    known: Texts,
    judged: Mapping[str, Judged],
) -> bool:
    place = event.reference
    other = judged.get(place.journal) if place is not None else None
    if place is None or other is None:
        return False
    meeting = other.at(place.seq)
    named = meeting.named.gathering if isinstance(meeting, Meeting) and meeting.named else None
    if named is None or named.procedure != entry.journal:
        raise _lie(entry, place.journal, "meeting")
    told = (
        of_group(meeting, place, entry.journal)
        if isinstance(event, ev.GroupMeetingNoted)
        else of_committee(meeting, place, known)
    )
    _compare(entry, event, told, place.journal)
    return True


def _compare(entry: Entry, event: object, told: Any, other: str) -> None:
    for each in fields(told):
        if getattr(event, each.name) != getattr(told, each.name):
            raise _lie(entry, other, each.name)


def _check_tasks(of: Judged, judged: Mapping[str, Judged]) -> int:
    """Return how many tasks were entered from a meeting that is here (TG-08)."""
    count = 0
    for entry, event in zip(of.journal.entries, of.events, strict=True):
        if isinstance(event, TaskEntered) and event.meeting in judged:
            _check_task(entry, event, judged[event.meeting])
            count += 1
    return count


def _check_task(entry: Entry, event: TaskEntered, other: Judged) -> None:
    given = other.events[event.seq - 1] if 0 < event.seq <= len(other.events) else None
    told = (event.person, event.content, event.due_on)
    if not isinstance(given, TaskGiven) or told != (given.person, given.content, given.due_on):
        raise _lie(entry, event.meeting, "task")


def _lie(entry: Entry, other: str, what: str) -> LieError:
    return LieError(
        "heard.other", journal=entry.journal, seq=entry.seq, other=other, difference=what
    )
