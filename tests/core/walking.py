"""Random meetings: half of the steps are drawn from what is allowed, so that votes come about."""

from collections import Counter
from copy import deepcopy
from dataclasses import dataclass, field, fields
from datetime import date, timedelta
from functools import lru_cache
from pickle import dumps
from random import Random

from chibo.core.journal.chain import Entry
from chibo.core.journal.codec import encode
from chibo.core.procedure import commands as do
from chibo.core.procedure import events as ev
from chibo.core.procedure.acts import ACTS, Phase
from chibo.core.procedure.call_terms import ProtectCall, UnprotectCall
from chibo.core.procedure.confirmation import ORDER
from chibo.core.procedure.considered import SeenHint, WithholdDocument
from chibo.core.procedure.course_terms import RelieveChair, ResumeMeeting, SuspendMeeting
from chibo.core.procedure.frame import Moment
from chibo.core.procedure.meeting import EVENTS, Meeting, decide, evolve, may
from chibo.core.procedure.note_terms import CorrectNote, GiveVoiceNote, TakeNote
from chibo.core.procedure.point_terms import (
    CheckInAtPoint,
    ConfirmPoint,
    NameKeeper,
    ReportMissedVote,
)
from chibo.core.procedure.score import Score, ScoreMeeting
from chibo.core.procedure.signatures import (
    MINUTES,
    AppointSigner,
    FixPaper,
    ProposeAddendum,
    SessionEvidence,
    SignAddendum,
    SignMinutes,
    Statement,
    WithdrawAddendum,
)
from chibo.core.procedure.speaking_time import AllotTime, GiveFloorFor
from chibo.core.procedure.terms import (
    CLOCK,
    Answer,
    Gathering,
    OpinionKind,
    PlannedItem,
    Role,
    TextKind,
)
from chibo.core.values import Choice, GatheringKind, Instant, Mode, PersonId, Refusal
from tests.core.grouped import FIRST, GROUPED, SECOND, draft, guest
from tests.core.invariants import check_event, check_state
from tests.core.journals import (
    CHECKLIST,
    DAYS_BEFORE,
    IN_PERSON_PLAN,
    INVITED,
    PLAN,
    RULES,
    STARTS,
    chained,
)
from tests.core.people import (
    AN,
    BINH,
    CUONG,
    DUNG,
    GIANG,
    HOA,
    KHANH,
    LAN,
    MINH,
    NGA,
    PHUC,
    THU,
    UYEN,
    VINH,
    XUAN,
    person,
)

SCORING = RULES.scoring
assert SCORING is not None
PEOPLE = (AN, BINH, CUONG, DUNG, GIANG, HOA, KHANH, MINH, NGA, PHUC, VINH, XUAN, LAN)
ACTORS = (*PEOPLE[:-2], THU, UYEN, CLOCK, LAN)
ITEMS = ("item-1", "item-2", "item-3")
TEXTS = ("t-1", "t-2")
CLASSES = ("X06", "X10", "ordinary")
HINTS = (SeenHint("X07", "khen thưởng", 2),)
DECLARED = (HINTS, True, 2, True)
"""What a document hints at, and that somebody has looked at it and at its scanned pages."""
RARE = {
    ScoreMeeting: 20,
    do.ConveneCommitteeMeeting: 6,
    do.ConveneGroupMeeting: 2,
    do.CancelMeeting: 4,
    do.BreakOffMeeting: 300,
    SuspendMeeting: 150,
    ProtectCall: 40,
    UnprotectCall: 20,
    RelieveChair: 4,
    AllotTime: 4,
    GiveFloorFor: 4,
    TakeNote: 4,
    CorrectNote: 4,
    GiveVoiceNote: 4,
    do.AnnulMeeting: 15,
    do.DeferItem: 15,
    do.AbandonBallot: 10,
    do.CloseBallot: 4,
    do.ConcludeItem: 4,
    do.LeaveMeeting: 8,
    do.ReadMinutes: 10,
}
"""One time in how many they are offered: what ends something comes after it could grow."""


def candidates(meeting: Meeting) -> dict[type, list[do.MeetingCommand]]:
    """Return everything somebody might ask now, with few people and few names, so that they meet."""
    asked = _asked(
        len(meeting.ballots.ballots),
        len(meeting.opinions.given),
        len(meeting.tasks.given),
        len(meeting.notes.given),
        meeting.chair.code,
        meeting.minutes_taker.code,
    )
    return {**asked, **signing(meeting)}


def signing(meeting: Meeting) -> dict[type, list[do.MeetingCommand]]:
    """Return what the two signers might ask, on the paper of this walk."""
    state = meeting.addenda
    key = f"a-{len(state.proposed)}"
    head = state.proposed[key].head if key in state.proposed else ""
    statements = [
        Statement(subject, "m", subject_head, "a" * 64, each.code, office, "n")
        for subject, subject_head in ((MINUTES, meeting.minutes_head), (key, head))
        for each, office in zip(meeting.signers, ORDER, strict=True)
    ]
    pressed = SessionEvidence(STARTS)
    return {
        do.ConfirmMinutes: [do.ConfirmMinutes(meeting.minutes_head)],
        SignMinutes: [SignMinutes(each, pressed) for each in statements],
        AppointSigner: [AppointSigner(Role.CHAIR, person(THU), "Chuyển đi")],
        FixPaper: [
            FixPaper(each, "b" * 64, seal, "") for each in (MINUTES, key) for seal in ("", "c")
        ],
        ProposeAddendum: [ProposeAddendum(f"a-{len(state.proposed) + 1}", "Nhầm", "Sửa")],
        WithdrawAddendum: [WithdrawAddendum(key, "Thôi")],
        SignAddendum: [SignAddendum(each, pressed) for each in statements],
    }


@lru_cache(maxsize=32)
def _asked(  # noqa: PLR0917 -- by place, as the cache knows them
    ballots: int,
    opinions: int,
    tasks: int,
    notes: int,
    chair: PersonId,
    minutes_taker: PersonId,
) -> dict[type, list[do.MeetingCommand]]:
    ballot, fresh = f"b-{ballots}", f"b-{ballots + 1}"
    opinion, task = f"o-{opinions + 1}", f"k-{tasks + 1}"
    note = f"n-{notes + 1}"
    kind = list(OpinionKind)[opinions % 3]
    asked: list[do.MeetingCommand] = [
        do.ConveneMeeting(PLAN, INVITED, (person(VINH),)),
        do.ConveneCommitteeMeeting(IN_PERSON_PLAN, (guest(MINH),), (person(VINH),)),
        *(
            do.ConveneGroupMeeting(
                IN_PERSON_PLAN, Gathering(GatheringKind.GROUP, group), person(THU), draft(1)
            )
            for group in (FIRST, SECOND)
        ),
        *(do.BringText(draft(version)) for version in (2, 3)),
        *(do.StateNone(each) for each in OpinionKind),
        do.CancelMeeting("Bão"),
        do.WithdrawDocument("d-1"),
        *(do.ReplaceChair(person(code), "Bận") for code in (AN, CUONG, PHUC) if code != chair),
        do.AppointMinutesTaker(person(NGA if minutes_taker == BINH else BINH)),
        do.OpenMeeting(CHECKLIST),
        do.AllowOnline(PHUC, "Ốm"),
        do.AdmitGuest(XUAN, "Hồ Xuân", ""),
        do.CloseRollCall(),
        do.ApproveAgenda(),
        do.AddItem(PlannedItem("item-3", "Việc phát sinh", "ordinary")),
        WithholdDocument("d-2", "item-1", HINTS),
        ScoreMeeting(tuple(Score(it.key, it.most) for it in SCORING.criteria), ""),
        do.EndFloor(),
        AllotTime(180),
        *(CorrectNote(f"n-{n}", "Nói lại") for n in range(1, min(notes, 4) + 1)),
        SuspendMeeting("Giải lao"),
        ResumeMeeting(),
        ProtectCall(),
        UnprotectCall(),
        *(RelieveChair(person(code), "Mất mạng") for code in (CUONG, PHUC) if code != chair),
        do.CloseBallot(ballot),
        do.AbandonBallot(ballot, "Sửa"),
        do.TakeBackTask("k-1", "Nhầm"),
        do.ReadMinutes(),
        do.ApproveMinutes(""),
        do.CloseMeeting(),
        do.BreakOffMeeting("Mất điện"),
        *(ConfirmPoint(point.name) for point in PLAN.points),
        do.AnnulMeeting("Sai"),
        do.AmendOpinion("o-1", "Sửa lại"),
        *(do.OpenBallot(fresh, text) for text in TEXTS),
        *(do.StopContent(each) for each in CLASSES),
    ]
    for item in ITEMS:
        asked += [
            do.OpenItem(item),
            do.ConcludeItem(item, "Nhất trí"),
            do.DeferItem(item, "X06"),
            do.AttachDocument("d-1", item, "Báo cáo", "a.pdf", "a" * 64, 9),
            do.AttachDocument("d-3", item, "Quét", "b.pdf", "b" * 64, 9, *DECLARED),
            *(do.ProposeText(text, item, TextKind.CONCLUSION, text, "…") for text in TEXTS),
        ]
    for code in PEOPLE:
        asked += [
            *(do.AnswerConvocation(code, answer, "Bận") for answer in Answer),
            *(do.CheckIn(code, mode) for mode in Mode),
            do.ConfirmIdentity(code),
            do.LeaveMeeting(code, ""),
            *(NameKeeper(point.name, code) for point in PLAN.points),
            *(CheckInAtPoint(code, point.name) for point in PLAN.points),
            do.RecordAbsence(code, excused=True, reason="Ốm"),
            do.ReportLine(code, is_up=True),
            do.ReportLine(code, is_up=False),
            do.AskFloor(code, is_point_of_order=code == MINH),
            do.WithdrawRequest(code),
            do.GiveFloor(code),
            GiveFloorFor(code, 180),
            TakeNote(note, code, "item-1", "Nói ngắn"),
            GiveVoiceNote(note, code, "item-1", "0" * 64, 20, 30_000, "webm"),
            do.RecordOpinion(opinion, code, "item-1", "Ý kiến", kind, True),  # noqa: FBT003 -- by place, to keep the list readable
            *(do.CastBallot(ballot, code, choice) for choice in Choice),
            *(ReportMissedVote(f"b-{n}", code, Choice.FOR) for n in range(1, ballots + 1)),
            do.GiveTask(task, code, "Việc", date(2024, 7, 1)),
        ]
    sorted_by_kind: dict[type, list[do.MeetingCommand]] = {}
    for command in asked:
        sorted_by_kind.setdefault(type(command), []).append(command)
    return sorted_by_kind


@dataclass(slots=True)
class Walk:
    """One random meeting, with everything checked after every step."""

    random: Random
    meeting: Meeting = field(default_factory=Meeting)
    entries: list[Entry] = field(default_factory=list)
    at: Instant = DAYS_BEFORE
    snapshots: list[tuple[int, Meeting]] = field(default_factory=list)
    done: Counter[type] = field(default_factory=Counter)
    happened: Counter[str] = field(default_factory=Counter)

    @property
    def is_over(self) -> bool:
        """Whether nothing can happen any more."""
        return self.meeting.phase in {Phase.CANCELLED, Phase.ANNULLED}

    def step(self) -> None:
        """Ask for something, half of the time for something that is allowed."""
        self._let_time_pass()
        asked = self._allowed() if self.random.randrange(2) else self._anything()
        command, actor = asked
        now = Moment(self.at, actor)
        before = _changeable(self.meeting)
        decision = decide(self.meeting, command, now=now, facts=GROUPED)
        assert _changeable(self.meeting) == before, command
        if isinstance(decision, Refusal):
            return
        assert actor != LAN, command
        assert decision, command
        for event in decision:
            self._take_in(event, now)
        check_state(self.meeting)

    def _let_time_pass(self) -> None:
        self.at += timedelta(seconds=self.random.randrange(1, 40))
        if self.meeting.phase is Phase.CONVENED and self.random.randrange(8) == 0:
            self.at = max(self.at, STARTS)

    def _anything(self) -> tuple[do.MeetingCommand, PersonId]:
        kinds = candidates(self.meeting)
        kind = self.random.choice(list(kinds))
        return self.random.choice(kinds[kind]), self.random.choice(ACTORS)

    def _allowed(self) -> tuple[do.MeetingCommand, PersonId]:
        kinds = candidates(self.meeting)
        order = [
            kind
            for kind in kinds
            if self.meeting.phase in ACTS[kind].phases
            and self.random.randrange(RARE.get(kind, 1)) == 0
        ]
        self.random.shuffle(order)
        if self.random.randrange(3) == 0:
            # What was seldom done is tried first, so that a walk comes to the rare places.
            order.sort(key=lambda kind: self.done[kind])
        for kind in order:
            for command in self.random.sample(kinds[kind], len(kinds[kind])):
                actor = self._entitled(kind, command)
                now = Moment(self.at, actor)
                if may(self.meeting, command, now=now, facts=GROUPED) is None:
                    self.done[kind] += 1
                    return command, actor
        return self._anything()

    def _entitled(self, kind: type, command: do.MeetingCommand) -> PersonId:
        holders = {
            Role.SELF: getattr(command, "person", LAN),
            Role.CHAIR: self.meeting.chair.code,
            Role.MINUTES_TAKER: self.meeting.minutes_taker.code,
            Role.SECRETARY: THU,
            Role.MEMBER: CUONG,
            Role.KEEPER: next(iter(self.meeting.points.keepers.values()), LAN),
            Role.SPEAKER: self.meeting.floor.speaker or AN,
            Role.SUPERIOR: UYEN,
            Role.SUBSTITUTE: AN,
            Role.COMMITTEE: THU,
            Role.GROUP_LEADER: AN,
            Role.CLOCK: CLOCK,
        }
        return self.random.choice([holders[role] for role in Role if role in ACTS[kind].roles])

    def _take_in(self, event: ev.MeetingEvent, now: Moment) -> None:
        head = self.entries[-1].hash if self.entries else "0" * 64
        (entry,) = chained("m", [(event, now)], head=head, after=len(self.entries))
        stored = EVENTS.decode(entry.event, entry.data)
        assert stored == event
        assert encode(stored) == entry.data
        check_event(self.meeting, event)
        evolve(self.meeting, event, now, entry.hash)
        self.entries.append(entry)
        self.happened[entry.event] += 1
        if self.random.randrange(40) == 0:
            self.snapshots.append((len(self.entries), deepcopy(self.meeting)))


def _changeable(meeting: Meeting) -> bytes:
    """Return all of a state that could be changed; the events in it are frozen."""
    frozen = {"convened", "opened"}
    return dumps(
        [getattr(meeting, each.name) for each in fields(meeting) if each.name not in frozen]
    )
