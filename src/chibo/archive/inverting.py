"""From an event back to the command that made it happen: a table, one line a kind of event.

A journal keeps what happened, not what was asked. For every kind of event exactly one command can
have led to it, and its particulars stand in the event under the same names. The last event of a
command names it; what happens along with it (the floor that ends when a speaker leaves) comes before.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import Field, dataclass, field, fields
from itertools import product

from chibo.core.procedure import application as ask
from chibo.core.procedure import commands as do
from chibo.core.procedure import events as ev


@dataclass(frozen=True, slots=True)
class Inverse:
    """Which command an event comes from."""

    command: type
    known: Mapping[str, object] = field(default_factory=dict)
    """What the event's name says and its members do not."""
    named: Mapping[str, str] = field(default_factory=dict)
    """Members of the command that an event written along with this one has under another name."""
    trimmed: bool = False
    """Whether the program takes spaces off the ends of its texts: the digest is then of what was
    typed, and may differ from that of what is recorded."""


MEETING: dict[type, Inverse] = {
    ev.MeetingConvened: Inverse(do.ConveneMeeting, named={"noticed_on": "sent_on"}),
    ev.MeetingCancelled: Inverse(do.CancelMeeting, trimmed=True),
    ev.DocumentAttached: Inverse(do.AttachDocument, trimmed=True),
    ev.DocumentWithdrawn: Inverse(do.WithdrawDocument),
    ev.ConvocationAnswered: Inverse(do.AnswerConvocation, trimmed=True),
    ev.ChairReplaced: Inverse(do.ReplaceChair, trimmed=True),
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
    ev.OpinionRecorded: Inverse(do.RecordOpinion, trimmed=True),
    ev.OpinionAmended: Inverse(do.AmendOpinion, trimmed=True),
    ev.TextProposed: Inverse(do.ProposeText, trimmed=True),
    ev.BallotOpened: Inverse(do.OpenBallot),
    ev.BallotCast: Inverse(do.CastBallot, trimmed=True),
    ev.BallotClosed: Inverse(do.CloseBallot),
    ev.BallotAbandoned: Inverse(do.AbandonBallot, trimmed=True),
    ev.TaskGiven: Inverse(do.GiveTask, trimmed=True),
    ev.TaskTakenBack: Inverse(do.TakeBackTask, trimmed=True),
    ev.MinutesRead: Inverse(do.ReadMinutes),
    ev.MinutesApproved: Inverse(do.ApproveMinutes, trimmed=True),
    ev.MeetingClosed: Inverse(do.CloseMeeting),
    ev.MeetingBrokenOff: Inverse(do.BreakOffMeeting, trimmed=True),
    ev.MeetingAnnulled: Inverse(do.AnnulMeeting, trimmed=True),
    ev.MinutesConfirmed: Inverse(do.ConfirmMinutes),
}

APPLICATION: dict[type, Inverse] = {
    ask.ApplicationDrafted: Inverse(ask.DraftApplication),
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


def inverter(
    table: Mapping[type, Inverse],
) -> Callable[[tuple[object, ...]], Iterator[Asked]]:
    """Return the function from what happened together to the commands that may have been asked."""
    members = {kind: tuple(fields(each.command)) for kind, each in table.items()}

    def asked(happened: tuple[object, ...]) -> Iterator[Asked]:
        for event in reversed(happened):
            inverse = table.get(type(event))
            if inverse is not None:
                yield from _commands(inverse, members[type(event)], event, happened)

    return asked


def _commands(
    inverse: Inverse,
    members: tuple[Field[object], ...],
    event: object,
    happened: tuple[object, ...],
) -> Iterator[Asked]:
    """Yield one command; more where a member leaves no trace in what happened."""
    choices: list[tuple[object, ...]] = []
    for member in members:
        name = member.name
        if name in inverse.known:
            choices.append((inverse.known[name],))
        elif name in inverse.named:
            choices.append((_somewhere(inverse.named[name], happened, member.default),))
        elif hasattr(event, name):
            choices.append((getattr(event, name),))
        elif isinstance(member.default, bool):
            # A tick on the form: it lets something pass and is not kept itself.
            choices.append((member.default, not member.default))
        else:
            choices.append((_somewhere(name, happened, member.default),))
    if all(len(each) == 1 for each in choices):
        yield Asked(inverse.command(*(each[0] for each in choices)), inverse)
        return
    for values in product(*choices):
        yield Asked(inverse.command(*values), inverse)


def _somewhere(name: str, happened: tuple[object, ...], default: object) -> object:
    """Return a member of anything that happened together; its default where nothing has it."""
    for event in happened:
        if hasattr(event, name):
            return getattr(event, name)
    return default
