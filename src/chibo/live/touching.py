"""What an event changes in the room: the table that keeps a vote from rendering the world."""

from dataclasses import dataclass, field

from chibo.core.procedure import events as ev
from chibo.core.procedure import signatures as sign
from chibo.core.procedure.call_terms import CallProtected, CallUnprotected
from chibo.core.procedure.considered import HintsConsidered, MarksDeclaredAbsent
from chibo.core.procedure.course_terms import MeetingResumed, MeetingSuspended
from chibo.core.procedure.note_terms import NoteCorrected, NoteTaken, VoiceNoteGiven
from chibo.core.procedure.point_terms import (
    HandEntered,
    KeeperNamed,
    MissedVoteReported,
    PersonAtPoint,
    PointConfirmed,
)
from chibo.core.procedure.score import MeetingScored
from chibo.core.procedure.speaking_time import TimeAllotted

EVERYTHING = frozenset(
    {
        "now",
        "mine",
        "floor",
        "agenda",
        "notes",
        "opinions",
        "people",
        "guests",
        "tasks",
        "desk",
        "hands",
        "console",
        "points",
        "keeping",
        "wall",
        "showing",
        "secrecy",
    }
)
"""The regions of the page and of the wall, by the id of their element."""

SHOWN = frozenset({"showing", "wall"})
"""Which regions change when another page is shown."""

_WALL = frozenset({"now", "floor"})
"""What changes one of these for everybody changes the wall too."""

_COURSE = frozenset(
    {"now", "mine", "agenda", "opinions", "desk", "console", "keeping", "showing"}
)
_BALLOT = frozenset({"now", "mine", "desk", "hands", "console", "keeping"})
_POINTS = frozenset({"points", "keeping"})
"""The points as officers see them, and one's own as its keeper sees it."""

REGIONS: dict[type, frozenset[str]] = {
    ev.MeetingConvened: EVERYTHING,
    ev.GatheringNamed: EVERYTHING,
    ev.NoticeRecorded: frozenset(),
    ev.MeetingCancelled: EVERYTHING,
    ev.MeetingOpened: EVERYTHING,
    MeetingSuspended: EVERYTHING,
    MeetingResumed: EVERYTHING,
    CallProtected: frozenset({"secrecy", "console", "wall"}),
    CallUnprotected: frozenset({"secrecy", "console", "wall"}),
    ev.MeetingClosed: EVERYTHING,
    ev.MeetingBrokenOff: EVERYTHING,
    ev.MeetingAnnulled: EVERYTHING,
    ev.ChairReplaced: EVERYTHING,
    ev.MinutesTakerAppointed: EVERYTHING,
    ev.MinutesConfirmed: frozenset({"now"}),
    sign.MinutesSigned: frozenset({"now"}),
    sign.SignerAppointed: frozenset(),
    sign.PaperFixed: frozenset(),
    sign.AddendumProposed: frozenset(),
    sign.AddendumWithdrawn: frozenset(),
    sign.AddendumSigned: frozenset(),
    ev.DocumentAttached: frozenset({"agenda", "showing"}),
    ev.DocumentWithdrawn: frozenset({"agenda"}) | SHOWN,
    ev.ConvocationAnswered: frozenset(),
    ev.PersonArrived: _POINTS,
    ev.OnlineAllowed: frozenset(),
    ev.IdentityConfirmed: frozenset(),
    ev.PersonLeft: _POINTS,
    ev.AbsenceRecorded: frozenset({"keeping"}),
    ev.LineLost: frozenset(),
    ev.LineRestored: frozenset(),
    ev.GuestAdmitted: frozenset({"guests", "desk"}),
    ev.RollCallClosed: frozenset({"now", "mine", "desk", "console", "keeping"}),
    KeeperNamed: EVERYTHING,
    PersonAtPoint: _POINTS,
    HandEntered: _POINTS,
    PointConfirmed: _POINTS,
    MissedVoteReported: frozenset({"points", "desk"}),
    ev.AgendaApproved: _COURSE,
    ev.ItemAdded: frozenset({"agenda", "desk", "console"}),
    ev.ItemOpened: _COURSE,
    ev.ItemConcluded: _COURSE,
    ev.ItemDeferred: _COURSE | {"notes"},
    ev.ContentStopped: frozenset({"now", "agenda"}),
    ev.FloorAsked: frozenset({"floor", "keeping"}),
    ev.RequestWithdrawn: frozenset({"floor", "keeping"}),
    ev.FloorGiven: frozenset({"floor", "now", "keeping", "desk"}),
    ev.FloorEnded: frozenset({"floor", "now", "keeping", "desk"}),
    TimeAllotted: frozenset({"floor", "now"}),
    NoteTaken: frozenset({"notes"}),
    NoteCorrected: frozenset({"notes"}),
    VoiceNoteGiven: frozenset({"notes"}),
    ev.OpinionRecorded: frozenset({"opinions", "notes"}),
    ev.OpinionAmended: frozenset({"opinions"}),
    ev.NoneStated: frozenset({"now", "mine", "desk", "console"}),
    ev.TextBrought: frozenset({"now", "desk", "console"}),
    ev.TextProposed: frozenset({"now", "desk", "console"}),
    ev.BallotOpened: _BALLOT,
    ev.BallotCast: frozenset({"keeping"}),
    ev.BallotClosed: _BALLOT,
    ev.BallotAbandoned: _BALLOT,
    ev.TaskGiven: frozenset({"tasks"}),
    ev.TaskTakenBack: frozenset({"tasks"}),
    HintsConsidered: frozenset(),
    MarksDeclaredAbsent: frozenset(),
    MeetingScored: frozenset({"now", "mine", "desk", "console"}),
    ev.MinutesRead: frozenset({"now", "mine", "desk", "console"}),
    ev.MinutesApproved: frozenset({"now", "mine", "desk", "console", "notes"}),
}
"""Which regions change for everybody who sees them."""

STEP = frozenset({"now", "mine", "desk", "console", "wall"})
"""Which regions change when the meeting comes to another step."""

PERSONAL = (
    ev.ConvocationAnswered,
    ev.PersonArrived,
    ev.PersonLeft,
    ev.OnlineAllowed,
    ev.FloorAsked,
    ev.RequestWithdrawn,
    ev.FloorGiven,
    ev.FloorEnded,
    ev.BallotCast,
)
"""Events after which one person's own region changes."""

ROW = (
    ev.ConvocationAnswered,
    ev.PersonArrived,
    ev.PersonLeft,
    ev.OnlineAllowed,
    ev.IdentityConfirmed,
    ev.AbsenceRecorded,
    ev.LineLost,
    ev.LineRestored,
)
"""Events after which one person's row on the roll changes."""

HAND = (ev.BallotCast, ev.PersonArrived, ev.PersonLeft, ev.LineLost, ev.LineRestored)
"""Events after which one person's row among the hands to be entered changes."""

COUNTED = (*ROW, ev.BallotOpened, ev.BallotClosed, ev.BallotAbandoned)
"""Events after which the figures change; the count of votes is kept by itself."""


@dataclass(slots=True)
class Touched:
    """What has changed since it was last sent."""

    regions: set[str] = field(default_factory=set)
    mine: set[str] = field(default_factory=set)
    """Whose own region."""
    rows: set[str] = field(default_factory=set)
    hands: set[str] = field(default_factory=set)
    is_counted_anew: bool = False

    def touch(self, event: object) -> None:
        """Add what an event changes."""
        regions = REGIONS[type(event)]
        self.regions |= regions
        if regions & _WALL:
            self.regions.add("wall")
        person = getattr(event, "person", "")
        if isinstance(event, PERSONAL):
            self.mine.add(person)
        if isinstance(event, ROW):
            self.rows.add(person)
        if isinstance(event, HAND):
            self.hands.add(person)
        self.is_counted_anew |= isinstance(event, COUNTED) or regions == EVERYTHING

    def add(self, other: "Touched") -> None:
        """Add what another happening has changed."""
        self.regions |= other.regions
        self.mine |= other.mine
        self.rows |= other.rows
        self.hands |= other.hands
        self.is_counted_anew |= other.is_counted_anew
