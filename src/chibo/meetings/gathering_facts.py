"""What the core is told of the committee, the groups and their votes elsewhere, inside the transaction."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from functools import lru_cache

from django.conf import settings
from django.utils import timezone
from django.utils.module_loading import import_string

from chibo.core.procedure import commands as do
from chibo.core.procedure import events as ev
from chibo.core.procedure.acts import Phase
from chibo.core.procedure.course_terms import RelieveChair
from chibo.core.procedure.frame import BodyFacts, GroupOrder, Moment
from chibo.core.procedure.meeting import EVENTS, Meeting
from chibo.core.procedure.terms import Gathering
from chibo.core.rulebook.questions import PastMeeting, PastState
from chibo.core.values import Form, GatheringKind, Ground, PersonId
from chibo.meetings import facts, store
from chibo.meetings.kinds import Place
from chibo.meetings.models import MeetingListing
from chibo.registry.models import Body

Orders = Callable[[str, str], GroupOrder | None]
"""`(procedure, group)`: what the cell's procedure asks of a group now."""


@lru_cache(maxsize=1)
def _orders(path: str) -> Orders:
    found: Orders = import_string(path)
    return found


def order_of(gathering: Gathering) -> GroupOrder | None:
    """Return what the procedure of a group's meeting asks of it now."""
    if not gathering.procedure or not settings.CHIBO_GROUP_ORDERS:
        return None
    return _orders(settings.CHIBO_GROUP_ORDERS)(gathering.procedure, gathering.group)


def gathering_of(meeting: Meeting, command: do.MeetingCommand) -> Gathering:
    """Return who meets, or is to meet where the command convenes."""
    match command:
        case do.ConveneCommitteeMeeting(procedure=procedure):
            return Gathering(GatheringKind.COMMITTEE, procedure=procedure)
        case do.ConveneGroupMeeting(gathering=gathering):
            return gathering
        case _:
            return meeting.gathering


def with_gathering(
    found: BodyFacts, place: Place, meeting: Meeting, command: do.MeetingCommand, now: Moment
) -> BodyFacts:
    """Return the facts with what only meetings of the committee and of groups need."""
    gathering = gathering_of(meeting, command)
    match gathering.kind, command:
        case GatheringKind.WHOLE, _:
            return found
        case GatheringKind.GROUP, do.CastBallot(ballot=ballot):
            return replace(found, voted=_voted(place, meeting, gathering, ballot))
        case GatheringKind.GROUP, do.OpenBallot():
            return replace(found, order=order_of(gathering))
        case _, (
            do.ConveneCommitteeMeeting()
            | do.ConveneGroupMeeting()
            | do.OpenMeeting()
            | do.CancelMeeting()
            | do.AnswerConvocation()
            | do.ReplaceChair()
            | RelieveChair()
            | do.AppointMinutesTaker()
            | do.BringText()
        ):
            return _with_officers(found, place, gathering, _day(meeting, command, found, now))
        case _:
            return found


def _day(meeting: Meeting, command: do.MeetingCommand, found: BodyFacts, now: Moment) -> date:
    """Return the day whose officers count: the meeting's where it is planned or opened, else today."""
    if isinstance(command, do.ConveneCommitteeMeeting | do.ConveneGroupMeeting):
        return found.rulebook.day_of(command.plan.starts_at)
    if isinstance(command, do.OpenMeeting):
        return found.rulebook.day_of(meeting.plan.starts_at)
    return found.rulebook.day_of(now.at)


def _with_officers(
    found: BodyFacts, place: Place, gathering: Gathering, day: date
) -> BodyFacts:
    body: Body = place.once("body", lambda: facts.body(place.body))
    is_committee = gathering.kind is GatheringKind.COMMITTEE
    return replace(
        found,
        committee=place.once(("committee", day), lambda: facts.committee(body, day)),
        leaders=place.once(("leaders", day), lambda: facts.leaders(body, day)),
        order=None if is_committee else order_of(gathering),
        past=_past_of_committee(place) if is_committee else (),
        occasion=None,
    )


def _past_of_committee(place: Place) -> tuple[PastMeeting, ...]:
    """PR-12: the committee's online meetings, held or convened; they use no unit of the body's."""
    held = (Phase.OPEN, Phase.CLOSED, Phase.BROKEN_OFF)
    rows = MeetingListing.objects.filter(
        body=place.body, gathering=GatheringKind.COMMITTEE, phase__in=(*held, Phase.CONVENED)
    ).exclude(key=place.key)
    return tuple(
        PastMeeting(
            form=Form(row.form),
            ground=Ground(row.ground) if row.ground else None,
            on=timezone.localdate(row.starts_at),
            state=PastState.HELD if row.phase in held else PastState.RESERVED,
        )
        for row in rows
    )


_VOTES = {kind.__name__: kind for kind in (ev.BallotOpened, ev.BallotCast, ev.BallotAbandoned)}


def _voted(
    place: Place, meeting: Meeting, gathering: Gathering, ballot: str
) -> Mapping[PersonId, str]:
    """Return who voted on the same version in another group of the procedure, and in which (TG-10)."""
    here = meeting.ballots.ballots.get(ballot)
    if not gathering.procedure or here is None:
        return {}
    # Two groups that vote at the same moment wait for each other: nobody slips through between.
    facts.locked_body(place.body)
    groups = dict(
        MeetingListing.objects.filter(
            procedure=gathering.procedure, gathering=GatheringKind.GROUP
        )
        .exclude(key=place.key)
        .values_list("key", "group")
    )
    wanted = (here.opened.text, here.opened.version)
    cast: dict[tuple[str, str], set[PersonId]] = {}
    for key, name, data in store.written_of(groups, _VOTES):
        event = EVENTS.decode(name, data)
        match event:
            case ev.BallotOpened() if (event.text, event.version) == wanted:
                cast[key, event.ballot] = set()
            case ev.BallotCast() if (key, event.ballot) in cast:
                cast[key, event.ballot].add(event.person)
            case ev.BallotAbandoned():
                cast.pop((key, event.ballot), None)
            case _:
                pass
    return {person: groups[key] for (key, _), people in cast.items() for person in people}
