"""What is true of every meeting after every step, counted here without the code under test."""

from chibo.core.procedure import events as ev
from chibo.core.procedure.acts import Phase
from chibo.core.procedure.agenda import ItemState
from chibo.core.procedure.ballots import Ballot
from chibo.core.procedure.fold import AFTERWARDS
from chibo.core.procedure.meeting import Meeting, speakers
from chibo.core.procedure.signatures import MinutesSigned
from chibo.core.values import Choice, Standing, Status

ONLY_IF_VOTING = {Status.EXEMPT, Status.TRANSFERRED_OUT}


def check_state(meeting: Meeting) -> None:
    """Assert what no meeting may ever be."""
    _check_people(meeting)
    _check_floor(meeting)
    _check_agenda_and_ballots(meeting)


def _check_people(meeting: Meeting) -> None:
    people = meeting.attendance
    present = set(people.present())
    assert present <= set(people.roll)
    assert not present & set(people.absences)
    assert all(people.roll[code].status is not Status.SUSPENDED for code in present)
    assert all(people.roll[code].status is not Status.SUSPENDED for code in people.absences)
    assert len(meeting.confirmation.confirmed) <= 2


def _check_floor(meeting: Meeting) -> None:
    floor = meeting.floor
    assert len(set(floor.queue)) == len(floor.queue)
    assert floor.speaker not in floor.queue
    assert {*floor.queue, floor.speaker} - {None} <= speakers(meeting)
    if meeting.phase is not Phase.OPEN:
        assert (floor.speaker, floor.queue) == (None, ())


def _check_agenda_and_ballots(meeting: Meeting) -> None:
    items = meeting.agenda.items
    open_items = [key for key, item in items.items() if item.state is ItemState.OPEN]
    assert open_items == ([] if meeting.agenda.current is None else [meeting.agenda.current])
    ballots = meeting.ballots.ballots
    open_ballots = [
        key for key, each in ballots.items() if each.closed is None and each.abandoned is None
    ]
    assert open_ballots == (
        [] if meeting.ballots.current is None else [meeting.ballots.current]
    )
    if open_ballots:
        assert ballots[open_ballots[0]].opened.item == meeting.agenda.current
        assert meeting.phase is Phase.OPEN
    for each in ballots.values():
        for code in each.cast:
            entry = meeting.attendance.roll[code]
            assert entry.standing is Standing.OFFICIAL
            assert entry.status is not Status.SUSPENDED


def check_event(meeting: Meeting, event: ev.MeetingEvent) -> None:
    """Assert what an event may be where the meeting stands."""
    if meeting.phase in {Phase.CLOSED, Phase.BROKEN_OFF}:
        assert isinstance(event, AFTERWARDS)
    assert meeting.phase not in {Phase.CANCELLED, Phase.ANNULLED}
    if meeting.confirmation.is_locked:
        assert not isinstance(event, ev.MinutesConfirmed | MinutesSigned)
    if isinstance(event, ev.BallotClosed):
        assert event == _recounted(meeting, meeting.ballots.ballots[event.ballot], event)


def _recounted(meeting: Meeting, ballot: Ballot, event: ev.BallotClosed) -> ev.BallotClosed:
    choices = {code: each.choice for code, each in ballot.cast.items()}
    base = {
        code
        for code, entry in meeting.attendance.roll.items()
        if entry.standing is Standing.OFFICIAL
        and entry.status is not Status.SUSPENDED
        and (entry.status not in ONLY_IF_VOTING or code in choices)
    }
    count = {choice: list(choices.values()).count(choice) for choice in Choice}
    tenths = (2000 * count[Choice.FOR] + len(base)) // (2 * len(base))
    return ev.BallotClosed(
        ballot=event.ballot,
        base=len(base),
        votes_for=count[Choice.FOR],
        against=count[Choice.AGAINST],
        other=count[Choice.OTHER],
        percent=f"{tenths // 10},{tenths % 10}",
        # TG-10: no group adopts by itself.
        is_adopted=2 * count[Choice.FOR] > len(base) and not meeting.is_of_group,
        citation=event.citation,
    )
