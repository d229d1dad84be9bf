"""From an event back to the command that made it happen: a table, one line a kind of event.

A journal keeps what happened, not what was asked. For every kind of event exactly one command can
have led to it, and its particulars stand in the event under the same names. The last event of a
command names it; what happens along with it (the floor that ends when a speaker leaves) comes before.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import MISSING, Field, dataclass, field, fields
from itertools import product
from operator import attrgetter
from typing import Any

from chibo.core.procedure import application as ask
from chibo.core.procedure import commands as do
from chibo.core.procedure import events as ev
from chibo.core.procedure import note_terms as notes
from chibo.core.procedure import point_terms as points
from chibo.core.procedure import signatures as sign
from chibo.core.procedure.call_terms import (
    CallProtected,
    CallUnprotected,
    ProtectCall,
    UnprotectCall,
)
from chibo.core.procedure.considered import HintsConsidered, MarksDeclaredAbsent
from chibo.core.procedure.course_terms import (
    MeetingResumed,
    MeetingSuspended,
    RelieveChair,
    ResumeMeeting,
    SuspendMeeting,
)
from chibo.core.procedure.register_acts import PaperSigned
from chibo.core.procedure.score import MeetingScored, ScoreMeeting
from chibo.core.procedure.speaking_time import AllotTime, GiveFloorFor, TimeAllotted
from chibo.core.procedure.terms import Role


@dataclass(frozen=True, slots=True)
class Inverse:
    """Which command an event comes from."""

    command: type
    known: Mapping[str, object] = field(default_factory=dict)
    """What the event's name says and its members do not."""
    named: Mapping[str, str] = field(default_factory=dict)
    """Members of the command that an event written along with this one has under another name."""
    made: Mapping[str, Callable[[Any], object]] = field(default_factory=dict)
    """Members of the command that are read out of a text of the event."""
    seen: Mapping[str, Callable[[Any, Any], object]] = field(default_factory=dict)
    """Members that say what the person had before their eyes: `(state, event)`, read out of the journal."""
    trimmed: bool = False
    """Whether what was typed is not always what is recorded, for the program takes spaces off the ends
    of texts and figures from journals: the digest is of what was typed and may differ."""

    def plainly(self, kind: type) -> tuple[str, ...]:
        """Return the members of the command where all stand in the event as they are, else none."""
        names = {each.name for each in fields(kind)}
        members = tuple(each.name for each in fields(self.command))
        is_plain = names.issuperset(members) and not self.made and not self.seen
        return members if is_plain else ()


def _statement(event: sign.MinutesSigned | sign.AddendumSigned) -> sign.Statement:
    return sign.statement_in(event.statement)


def _office(event: sign.SignerAppointed) -> Role:
    return Role(event.office)


def _procedure(event: ev.GatheringNamed) -> str:
    return event.gathering.procedure


MEETING: dict[type, Inverse | tuple[Inverse, ...]] = {
    ev.MeetingConvened: Inverse(do.ConveneMeeting, named={"noticed_on": "sent_on"}),
    ev.GatheringNamed: (
        # Who watches is written together with the guests: the command named them apart.
        Inverse(do.ConveneCommitteeMeeting, made={"procedure": _procedure}, trimmed=True),
        Inverse(do.ConveneGroupMeeting, trimmed=True),
    ),
    ev.MeetingCancelled: Inverse(do.CancelMeeting, trimmed=True),
    ev.DocumentAttached: Inverse(do.AttachDocument, trimmed=True),
    ev.DocumentWithdrawn: Inverse(do.WithdrawDocument),
    ev.ConvocationAnswered: Inverse(do.AnswerConvocation, trimmed=True),
    ev.ChairReplaced: (
        Inverse(do.ReplaceChair, trimmed=True),
        Inverse(RelieveChair, trimmed=True),
    ),
    ev.MinutesTakerAppointed: Inverse(do.AppointMinutesTaker),
    ev.MeetingOpened: Inverse(do.OpenMeeting),
    ev.PersonArrived: Inverse(do.CheckIn),
    ev.OnlineAllowed: Inverse(do.AllowOnline, trimmed=True),
    ev.IdentityConfirmed: Inverse(do.ConfirmIdentity),
    ev.PersonLeft: Inverse(do.LeaveMeeting, trimmed=True),
    ev.AbsenceRecorded: Inverse(do.RecordAbsence, trimmed=True),
    ev.GuestAdmitted: Inverse(do.AdmitGuest, trimmed=True),
    ev.RollCallClosed: Inverse(do.CloseRollCall),
    ev.LineLost: Inverse(do.ReportLine, {"is_up": False}),
    ev.LineRestored: Inverse(do.ReportLine, {"is_up": True}),
    points.KeeperNamed: Inverse(points.NameKeeper),
    points.PersonAtPoint: Inverse(points.CheckInAtPoint),
    points.PointConfirmed: Inverse(points.ConfirmPoint),
    points.MissedVoteReported: Inverse(points.ReportMissedVote),
    ev.AgendaApproved: Inverse(do.ApproveAgenda),
    ev.ItemAdded: Inverse(do.AddItem),
    ev.ItemOpened: Inverse(do.OpenItem),
    ev.ItemConcluded: Inverse(do.ConcludeItem, trimmed=True),
    ev.ItemDeferred: Inverse(do.DeferItem),
    ev.ContentStopped: Inverse(do.StopContent),
    ev.FloorAsked: Inverse(do.AskFloor),
    ev.RequestWithdrawn: Inverse(do.WithdrawRequest),
    ev.FloorGiven: Inverse(do.GiveFloor),
    ev.FloorEnded: Inverse(do.EndFloor),
    TimeAllotted: (Inverse(GiveFloorFor), Inverse(AllotTime)),
    ev.OpinionRecorded: Inverse(do.RecordOpinion, trimmed=True),
    ev.OpinionAmended: Inverse(do.AmendOpinion, trimmed=True),
    notes.NoteTaken: Inverse(notes.TakeNote, trimmed=True),
    notes.NoteCorrected: Inverse(notes.CorrectNote, trimmed=True),
    notes.VoiceNoteGiven: Inverse(notes.GiveVoiceNote),
    ev.TextProposed: Inverse(do.ProposeText, trimmed=True),
    ev.BallotOpened: Inverse(do.OpenBallot),
    ev.BallotCast: Inverse(do.CastBallot, trimmed=True),
    ev.BallotClosed: Inverse(do.CloseBallot),
    ev.BallotAbandoned: Inverse(do.AbandonBallot, trimmed=True),
    ev.TaskGiven: Inverse(do.GiveTask, trimmed=True),
    ev.TaskTakenBack: Inverse(do.TakeBackTask, trimmed=True),
    ev.MinutesRead: Inverse(do.ReadMinutes),
    ev.MinutesApproved: Inverse(do.ApproveMinutes, trimmed=True),
    MeetingSuspended: Inverse(SuspendMeeting, trimmed=True),
    MeetingResumed: Inverse(ResumeMeeting),
    CallProtected: Inverse(ProtectCall),
    CallUnprotected: Inverse(UnprotectCall),
    ev.MeetingClosed: Inverse(do.CloseMeeting),
    ev.MeetingBrokenOff: Inverse(do.BreakOffMeeting, trimmed=True),
    ev.MeetingAnnulled: Inverse(do.AnnulMeeting, trimmed=True),
    ev.MinutesConfirmed: Inverse(do.ConfirmMinutes),
    ev.NoticeRecorded: Inverse(do.RecordNotice),
    ev.NoneStated: Inverse(do.StateNone),
    ev.TextBrought: Inverse(do.BringText),
    MeetingScored: Inverse(ScoreMeeting, trimmed=True),
    sign.MinutesSigned: Inverse(sign.SignMinutes, made={"statement": _statement}),
    sign.SignerAppointed: Inverse(sign.AppointSigner, made={"office": _office}, trimmed=True),
    sign.PaperFixed: Inverse(sign.FixPaper),
    sign.AddendumProposed: Inverse(sign.ProposeAddendum, trimmed=True),
    sign.AddendumWithdrawn: Inverse(sign.WithdrawAddendum, trimmed=True),
    sign.AddendumSigned: Inverse(sign.SignAddendum, made={"statement": _statement}),
}

BEYOND: Mapping[type, str] = {
    HintsConsidered: "written with the words that somebody was warned of (CT-12)",
    MarksDeclaredAbsent: "written with a document; one that is withheld leaves no words (CT-17)",
    points.HandEntered: "written with the vote that the keeper of a point entered",
    ask.GroupsAsked: "written with the draft of an application (AP-04 b)",
    ask.PeriodAsked: "written with the draft of an application (AP-07)",
    ask.PeriodAllowed: "written with the approval (AP-07)",
    PaperSigned: "written with the paper that was issued (DF-03)",
}
"""Events that name no command themselves, each with its reason: they are decided again with the event
that they stand beside. Alone they are counted and taken by their hashes."""

APPLICATION: dict[type, Inverse | tuple[Inverse, ...]] = {
    ask.ApplicationDrafted: Inverse(ask.DraftApplication, named={"groups": "asked"}),
    ask.ApplicationSubmitted: Inverse(ask.SubmitApplication),
    ask.ApplicationApproved: Inverse(ask.ApproveApplication, trimmed=True),
    ask.ApplicationRejected: Inverse(ask.RejectApplication, trimmed=True),
    ask.ApplicationReturned: Inverse(ask.ReturnApplication, trimmed=True),
    ask.ApplicationWithdrawn: Inverse(ask.WithdrawApplication, trimmed=True),
    ask.ApplicationExpired: Inverse(ask.ExpireApplication),
}


@dataclass(frozen=True, slots=True)
class Asked:
    """A command that may have been asked, and the line of the table it comes from."""

    command: object
    inverse: Inverse
    names: tuple[str, ...] = ()
    """Its members, where they stand in the event under the same names."""
    event: object = None
    """The event that named it."""


Way = Callable[[object, object, tuple[object, ...]], Iterator[Asked]]
"""`(state, event, happened)`: the commands that may have made the event happen."""


def inverter(
    table: Mapping[type, Inverse | tuple[Inverse, ...]],
) -> Callable[[object, tuple[object, ...]], Iterator[Asked]]:
    """Return the function from `(state, happened)` to the commands that may have been asked."""
    ways = {
        kind: [_way(kind, it) for it in (found if isinstance(found, tuple) else (found,))]
        for kind, found in table.items()
    }

    def asked(state: object, happened: tuple[object, ...]) -> Iterator[Asked]:
        for event in reversed(happened):
            for way in ways.get(type(event), ()):
                yield from way(state, event, happened)

    return asked


def _way(kind: type, inverse: Inverse) -> Way:
    """Return the quick way where the event has every member of the command, else the long one."""
    names = inverse.plainly(kind)
    if not names:
        members = tuple(fields(inverse.command))
        return lambda state, event, happened: _commands(
            inverse, members, state, event, happened
        )
    given = attrgetter(*names)
    if len(names) == 1:
        return lambda _state, event, _happened: iter(
            (Asked(inverse.command(given(event)), inverse, names, event),)
        )
    return lambda _state, event, _happened: iter(
        (Asked(inverse.command(*given(event)), inverse, names, event),)
    )


def _commands(
    inverse: Inverse,
    members: tuple[Field[object], ...],
    state: object,
    event: object,
    happened: tuple[object, ...],
) -> Iterator[Asked]:
    """Yield one command; more where a member leaves no trace in what happened."""
    choices = [_choices(inverse, member, state, event, happened) for member in members]
    for values in product(*choices):
        yield Asked(inverse.command(*values), inverse, (), event)


def _choices(
    inverse: Inverse,
    member: Field[object],
    state: object,
    event: object,
    happened: tuple[object, ...],
) -> tuple[object, ...]:
    """Return what a member of the command may have been."""
    name = member.name
    if name in inverse.seen:
        return (inverse.seen[name](state, event),)
    if name in inverse.known:
        return (inverse.known[name],)
    if name in inverse.made:
        return (inverse.made[name](event),)
    if hasattr(event, name) and name not in inverse.named:
        return (getattr(event, name),)
    if isinstance(member.default, bool):
        # A tick on the form: it lets something pass and is not kept itself.
        return (member.default, not member.default)
    return (_somewhere(inverse.named.get(name, name), happened, member.default),)


def _somewhere(name: str, happened: tuple[object, ...], default: object) -> object:
    """Return a member of anything that happened together; its default where nothing has it."""
    for event in happened:
        if hasattr(event, name):
            return getattr(event, name)
    return None if default is MISSING else default
