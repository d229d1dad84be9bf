"""What happened, as the journal's page tells it: one sentence for each kind of event."""

from typing import assert_never

from django.utils.translation import gettext as _

from chibo.core.procedure import events as ev
from chibo.core.procedure.call_terms import CallEvent
from chibo.core.procedure.considered import HintsConsidered, MarksDeclaredAbsent
from chibo.core.procedure.course_terms import InterruptingEvent
from chibo.core.procedure.note_terms import NoteEvent
from chibo.core.procedure.point_terms import PointEvent
from chibo.core.procedure.score import MeetingScored
from chibo.core.procedure.signatures import SigningEvent
from chibo.core.procedure.speaking_time import TimeAllotted
from chibo.core.procedure.terms import OpinionKind, TextKind
from chibo.core.values import Choice, Mode
from chibo.meetings.course_words import interrupted
from chibo.meetings.declared_words import declared
from chibo.meetings.end_words import ended
from chibo.meetings.gathering_words import Gathered, counted, gathered
from chibo.meetings.note_words import noted
from chibo.meetings.point_words import at_points
from chibo.meetings.signature_words import signed
from chibo.meetings.teller import Teller
from chibo.meetings.words import ANSWERED
from chibo.web.dates import day_in_words, time_in_words


def told(teller: Teller, event: ev.MeetingEvent) -> str:  # noqa: C901, PLR0912 -- one way for each kind of event
    """Return what happened, in the reader's language."""
    if isinstance(event, SigningEvent):
        return signed(event)
    if isinstance(event, PointEvent):
        return at_points(event, teller.name)
    if isinstance(event, NoteEvent):
        return noted(teller, event)
    if isinstance(event, Gathered):
        return gathered(event)
    if isinstance(event, InterruptingEvent | TimeAllotted | CallEvent):
        return interrupted(event, teller.name)
    if isinstance(event, ev.BallotClosed) and teller.meeting.is_of_group:
        return counted(event)
    match event:
        case (
            ev.MeetingConvened()
            | ev.NoticeRecorded()
            | ev.MeetingCancelled()
            | ev.DocumentAttached()
            | ev.DocumentWithdrawn()
            | ev.ConvocationAnswered()
            | ev.ChairReplaced()
            | ev.MinutesTakerAppointed()
        ):
            return _before(teller, event)
        case (
            ev.MeetingOpened()
            | ev.PersonArrived()
            | ev.OnlineAllowed()
            | ev.IdentityConfirmed()
            | ev.PersonLeft()
            | ev.AbsenceRecorded()
            | ev.GuestAdmitted()
            | ev.RollCallClosed()
            | ev.LineLost()
            | ev.LineRestored()
        ):
            return _attendance(teller, event)
        case (
            ev.AgendaApproved()
            | ev.ItemAdded()
            | ev.ItemOpened()
            | ev.ItemConcluded()
            | ev.ItemDeferred()
            | ev.ContentStopped()
            | ev.FloorAsked()
            | ev.RequestWithdrawn()
            | ev.FloorGiven()
            | ev.FloorEnded()
            | ev.OpinionRecorded()
            | ev.OpinionAmended()
        ):
            return _discussion(teller, event)
        case (
            ev.TextProposed()
            | ev.BallotOpened()
            | ev.BallotCast()
            | ev.BallotClosed()
            | ev.BallotAbandoned()
            | ev.TaskGiven()
            | ev.TaskTakenBack()
        ):
            return _decisions(teller, event)
        case (
            ev.MinutesRead()
            | ev.MinutesApproved()
            | ev.MeetingClosed()
            | ev.MeetingBrokenOff()
            | ev.MeetingAnnulled()
            | ev.MinutesConfirmed()
        ):
            return ended(event)
        case HintsConsidered() | MarksDeclaredAbsent() | MeetingScored():
            return declared(event, teller.rules, teller.language)
        case _:
            assert_never(event)


_Before = (
    ev.MeetingConvened
    | ev.NoticeRecorded
    | ev.MeetingCancelled
    | ev.DocumentAttached
    | ev.DocumentWithdrawn
    | ev.ConvocationAnswered
    | ev.ChairReplaced
    | ev.MinutesTakerAppointed
)


def _before(teller: Teller, event: _Before) -> str:
    match event:
        case ev.MeetingConvened(plan=plan, invited=invited):
            return _(
                "Convened the meeting for %(time)s, %(day)s; %(count)s people invited."
            ) % {
                "time": time_in_words(plan.starts_at),
                "day": day_in_words(plan.starts_at),
                "count": len(invited),
            }
        case ev.NoticeRecorded(sent_on=sent_on):
            return _("The notice was posted on %(day)s.") % {"day": day_in_words(sent_on)}
        case ev.MeetingCancelled(reason=reason):
            return _("Called the meeting off: %(reason)s") % {"reason": reason}
        case ev.DocumentAttached(title=title, item=item):
            return _("Put up the document “%(title)s” for “%(item)s”.") % {
                "title": title,
                "item": teller.item(item),
            }
        case ev.DocumentWithdrawn():
            return _("Withdrew a document.")
        case ev.ConvocationAnswered(person=person, answer=answer, reason=reason):
            said = {"name": teller.name(person), "answer": ANSWERED[answer], "reason": reason}
            if reason and teller.is_officer:
                return _("Answer of %(name)s: %(answer)s (%(reason)s).") % said
            return _("Answer of %(name)s: %(answer)s.") % said
        case ev.ChairReplaced(chair=chair, reason=reason):
            return _("%(name)s takes the chair: %(reason)s") % {
                "name": chair.name,
                "reason": reason,
            }
        case ev.MinutesTakerAppointed(minutes_taker=person):
            return _("%(name)s takes the minutes.") % {"name": person.name}
        case _:
            assert_never(event)


_Attendance = (
    ev.MeetingOpened
    | ev.PersonArrived
    | ev.OnlineAllowed
    | ev.IdentityConfirmed
    | ev.PersonLeft
    | ev.AbsenceRecorded
    | ev.GuestAdmitted
    | ev.RollCallClosed
    | ev.LineLost
    | ev.LineRestored
)


def _attendance(teller: Teller, event: _Attendance) -> str:  # noqa: C901 -- one case a kind of event
    match event:
        case ev.MeetingOpened(roll=roll):
            return _("Opened the meeting; the roll is fixed with %(count)s people.") % {
                "count": len(roll)
            }
        case ev.PersonArrived():
            return _arrival(event) % {"name": teller.name(event.person)}
        case ev.OnlineAllowed(person=person, reason=reason):
            return _("Allowed %(name)s to be online: %(reason)s") % {
                "name": teller.name(person),
                "reason": reason,
            }
        case ev.IdentityConfirmed(person=person):
            return _("Confirmed that it is %(name)s.") % {"name": teller.name(person)}
        case ev.PersonLeft(person=person):
            return _("%(name)s left.") % {"name": teller.name(person)}
        case ev.AbsenceRecorded(person=person, excused=True, reason=reason):
            return _("%(name)s is absent with a reason: %(reason)s") % {
                "name": teller.name(person),
                "reason": reason,
            }
        case ev.AbsenceRecorded(person=person):
            return _("%(name)s is absent without a reason.") % {"name": teller.name(person)}
        case ev.GuestAdmitted(name=name, position=position):
            return _("Guest: %(name)s, %(position)s.") % {"name": name, "position": position}
        case ev.RollCallClosed():
            return _(
                "Closed the roll-call: %(present)s present, %(official_present)s of "
                "%(official)s official members."
            ) % {
                "present": event.present,
                "official_present": event.official_present,
                "official": event.official,
            }
        case ev.LineLost(person=person):
            return _("The line of %(name)s was lost.") % {"name": teller.name(person)}
        case ev.LineRestored(person=person):
            return _("The line of %(name)s is back.") % {"name": teller.name(person)}
        case _:
            assert_never(event)


def _arrival(event: ev.PersonArrived) -> str:
    match event.mode, event.is_late:
        case Mode.IN_PERSON, False:
            return _("%(name)s is present in the room.")
        case Mode.IN_PERSON, True:
            return _("%(name)s came late to the room.")
        case Mode.ONLINE, False:
            return _("%(name)s is present online.")
        case _:
            return _("%(name)s came late online.")


_Discussion = (
    ev.AgendaApproved
    | ev.ItemAdded
    | ev.ItemOpened
    | ev.ItemConcluded
    | ev.ItemDeferred
    | ev.ContentStopped
    | ev.FloorAsked
    | ev.RequestWithdrawn
    | ev.FloorGiven
    | ev.FloorEnded
    | ev.OpinionRecorded
    | ev.OpinionAmended
)


def _discussion(teller: Teller, event: _Discussion) -> str:  # noqa: C901, PLR0912 -- one case a kind of event
    match event:
        case ev.AgendaApproved():
            return _("The agenda is approved.")
        case ev.ItemAdded(item=item):
            return _("Added to the agenda: %(title)s") % {"title": item.title}
        case ev.ItemOpened(item=key):
            return _("Went on to: %(title)s") % {"title": teller.item(key)}
        case ev.ItemConcluded(item=key):
            return _("Concluded: %(title)s") % {"title": teller.item(key)}
        case ev.ItemDeferred(content_class=code):
            # CT-15: the journal's page says no more of it than the journal does.
            return _("Put off an item to a meeting in person: %(code)s.") % {
                "code": teller.content_class(code)
            }
        case ev.ContentStopped(content_class=code):
            return _("Stopped excluded content: %(code)s.") % {
                "code": teller.content_class(code)
            }
        case ev.FloorAsked(person=person, is_point_of_order=True):
            return _("%(name)s raised a point of order.") % {"name": teller.name(person)}
        case ev.FloorAsked(person=person):
            return _("%(name)s asked for the floor.") % {"name": teller.name(person)}
        case ev.RequestWithdrawn(person=person):
            return _("%(name)s no longer asks for the floor.") % {"name": teller.name(person)}
        case ev.FloorGiven(person=person):
            return _("%(name)s has the floor.") % {"name": teller.name(person)}
        case ev.FloorEnded(person=person):
            return _("%(name)s has finished speaking.") % {"name": teller.name(person)}
        case ev.OpinionRecorded():
            return _opinion(event) % {"name": teller.name(event.person)}
        case ev.OpinionAmended():
            return _("Put right the record of an opinion.")
        case _:
            assert_never(event)


def _opinion(event: ev.OpinionRecorded) -> str:
    match event.kind:
        case OpinionKind.OPINION:
            return _("Recorded an opinion of %(name)s.")
        case OpinionKind.DIFFERING:
            return _("Recorded a differing opinion of %(name)s.")
        case OpinionKind.RESERVED:
            return _("Recorded a reserved opinion of %(name)s.")
        case _:
            assert_never(event.kind)


_Decisions = (
    ev.TextProposed
    | ev.BallotOpened
    | ev.BallotCast
    | ev.BallotClosed
    | ev.BallotAbandoned
    | ev.TaskGiven
    | ev.TaskTakenBack
)


def _decisions(teller: Teller, event: _Decisions) -> str:
    match event:
        case ev.TextProposed(title=title, version=version, kind=TextKind.RESOLUTION):
            return _("Draft resolution “%(title)s”, version %(version)s.") % {
                "title": title,
                "version": version,
            }
        case ev.TextProposed(title=title, version=version):
            return _("Draft conclusion “%(title)s”, version %(version)s.") % {
                "title": title,
                "version": version,
            }
        case ev.BallotOpened(text=text):
            return _("Opened the vote on “%(title)s”.") % {"title": teller.text(text)}
        case ev.BallotCast():
            return _cast(teller, event)
        case ev.BallotClosed():
            return _result(event)
        case ev.BallotAbandoned(reason=reason):
            return _("Broke the vote off: %(reason)s") % {"reason": reason}
        case ev.TaskGiven(person=person, content=content, due_on=due_on):
            return _("Task for %(name)s until %(day)s: %(content)s") % {
                "name": teller.name(person),
                "day": day_in_words(due_on),
                "content": content,
            }
        case ev.TaskTakenBack(reason=reason):
            return _("Took a task back: %(reason)s") % {"reason": reason}
        case _:
            assert_never(event)


def _cast(teller: Teller, event: ev.BallotCast) -> str:
    # VT-08: how somebody voted is shown after the ballot is closed, like the result.
    ballot = teller.meeting.ballots.ballots.get(event.ballot)
    words = {
        Choice.FOR: _("%(name)s voted for."),
        Choice.AGAINST: _("%(name)s voted against."),
        Choice.OTHER: _("%(name)s gave another opinion in the vote."),
    }
    is_told = ballot is not None and ballot.closed is not None
    said = words[event.choice] if is_told else _("%(name)s voted.")
    # One person is one vote; by which way it came in is not left to guessing.
    way = _("Entered by %(by)s.") if event.entered_by != event.person else ""
    return f"{said} {way}".strip() % {
        "name": teller.name(event.person),
        "by": teller.name(event.entered_by),
    }


def _result(event: ev.BallotClosed) -> str:
    figures = {
        "votes_for": event.votes_for,
        "base": event.base,
        "against": event.against,
        "other": event.other,
    }
    if event.is_adopted:
        return (
            _("Adopted: %(votes_for)s of %(base)s for, %(against)s against, %(other)s other.")
            % figures
        )
    return (
        _("Not adopted: %(votes_for)s of %(base)s for, %(against)s against, %(other)s other.")
        % figures
    )
