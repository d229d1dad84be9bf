"""`given(*events).when(command, by=…)` and the histories that tests begin with."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta, timezone
from functools import cache
from pathlib import Path

from chibo.core.journal.chain import START, Entry, canonical, digest, sealed
from chibo.core.journal.codec import Json, encode
from chibo.core.procedure import commands as do
from chibo.core.procedure import events as ev
from chibo.core.procedure.convening import rules_of
from chibo.core.procedure.frame import BodyFacts, Decision, Moment, Occasion
from chibo.core.procedure.meeting import Meeting, decide, evolve
from chibo.core.procedure.terms import ORDINARY, PlannedItem, Point, TextKind
from chibo.core.rulebook.meeting import may_meet
from chibo.core.rulebook.model import Rulebook
from chibo.core.rulebook.reading import read_rulebook
from chibo.core.values import (
    Choice,
    Form,
    Ground,
    Instant,
    MeetingKind,
    Mode,
    PersonId,
    Refusal,
)
from tests.core.people import (
    AN,
    BINH,
    CUONG,
    DUNG,
    GIANG,
    HOA,
    INVITED,
    MINH,
    NGA,
    PHUC,
    ROLL,
    THU,
    UYEN,
    VINH,
    person,
)

ROOT = Path(__file__).parents[2]
VIETNAM = timezone(timedelta(hours=7))


@cache
def rulebook(name: str = "hd03-2022") -> Rulebook:
    """Return a rulebook as shipped."""
    text = (ROOT / "rulebooks" / f"{name}.toml").read_text(encoding="utf-8")
    others = {} if name == "hd03-2022" else {"hd03-2022": rulebook()}
    read = read_rulebook(text, others=others)
    assert isinstance(read, Rulebook), read
    return read


RULES = rulebook()
CHECKLIST = tuple(item.key for item in RULES.infrastructure)

STARTS = datetime(2024, 6, 3, 19, 0, tzinfo=VIETNAM)
"""When the meeting is planned to begin, on a day of the pilot."""
ENDS = STARTS + timedelta(hours=2)
NOW = STARTS + timedelta(minutes=10)
"""When a command comes, unless a test says otherwise."""
DAYS_BEFORE = STARTS - timedelta(days=6)

APPROVAL = do.Approval("application-1", 3, "f" * 64, "12-CV/ĐU", DAYS_BEFORE.astimezone(UTC))
ITEM_1 = PlannedItem("item-1", "Đánh giá kết quả tháng 5", ORDINARY, "Nguyễn Văn An")
ITEM_2 = PlannedItem("item-2", "Nhiệm vụ tháng 6", ORDINARY)
PLAN = do.Plan(
    body="body-1",
    body_name="Chi bộ Thôn Đông",
    superior_name="Đảng ủy xã Hòa Bình",
    kind=MeetingKind.ORDINARY,
    form=Form.HYBRID,
    ground=Ground.SPECIAL_NATURE,
    starts_at=STARTS,
    expected_end_at=ENDS,
    place="Nhà văn hóa thôn Đông",
    points=(Point("Nhà văn hóa", "Thôn Đông"), Point("Trạm kiểm lâm")),
    platform="Chibo",
    agenda=(ITEM_1, ITEM_2),
    chair=person(AN),
    minutes_taker=person(BINH),
    approval=APPROVAL,
)
IN_PERSON_PLAN = replace(PLAN, form=Form.IN_PERSON, ground=None, approval=None)

FACTS = BodyFacts(
    rulebook=RULES,
    secretaries=frozenset({THU}),
    superiors=frozenset({UYEN}),
    roll=ROLL,
    occasion=Occasion(
        approval=APPROVAL,
        form=Form.HYBRID,
        ground=Ground.SPECIAL_NATURE,
        on=date(2024, 6, 3),
        is_standing=True,
    ),
)
RULING = may_meet(
    RULES,
    FACTS.question(
        kind=PLAN.kind,
        form=PLAN.form,
        ground=PLAN.ground,
        starts_at=PLAN.starts_at,
        agenda=(ORDINARY, ORDINARY),
        infrastructure=True,
    ),
)


@dataclass(slots=True)
class Given:
    """A meeting with a history."""

    meeting: Meeting = field(default_factory=Meeting)

    def when(
        self,
        command: do.MeetingCommand,
        *,
        by: PersonId = AN,
        at: Instant = NOW,
        facts: BodyFacts = FACTS,
    ) -> Decision[ev.MeetingEvent]:
        """Return what is decided."""
        return decide(self.meeting, command, now=Moment(at, by), facts=facts)

    def then(self, *events: ev.MeetingEvent, by: PersonId = AN, at: Instant = NOW) -> "Given":
        """Let more happen."""
        for event in events:
            evolve(self.meeting, event, Moment(at, by), "0" * 64)
        return self


def given(*events: ev.MeetingEvent, by: PersonId = AN, at: Instant = NOW) -> Given:
    """Return a meeting in which all this has happened."""
    return Given().then(*events, by=by, at=at)


def arrived(code: PersonId, mode: Mode = Mode.IN_PERSON) -> ev.PersonArrived:
    """Return that somebody came in time."""
    return ev.PersonArrived(code, mode, is_late=False, override=None)


def cast(code: PersonId, choice: Choice = Choice.FOR, ballot: str = "b-1") -> ev.BallotCast:
    """Return that somebody voted for themselves."""
    return ev.BallotCast(ballot, code, choice, code, "")


CONVENED = (ev.MeetingConvened(PLAN, rules_of(RULES), INVITED, (person(VINH),), RULING),)
OPENED = (*CONVENED, ev.MeetingOpened(ROLL, CHECKLIST, RULING))
PRESENT = (
    *OPENED,
    arrived(AN),
    arrived(BINH),
    arrived(PHUC),
    arrived(GIANG),
    arrived(HOA),
    arrived(CUONG, Mode.ONLINE),
    arrived(DUNG, Mode.ONLINE),
    arrived(MINH, Mode.ONLINE),
    arrived(NGA, Mode.ONLINE),
)
"""Nine are there; Thu and Sơn are not."""
ROLL_CALLED = (*PRESENT, ev.RollCallClosed(9, 7, 9))
AT_WORK = (*ROLL_CALLED, ev.AgendaApproved(), ev.ItemOpened("item-1"))
TEXT = ev.TextProposed(
    "t-1", 1, "item-1", TextKind.RESOLUTION, "Nghị quyết tháng 6", "Điều 1 …"
)
VOTING = (*AT_WORK, TEXT, ev.BallotOpened("b-1", "t-1", 1, "item-1"))
READ = (*AT_WORK, ev.ItemConcluded("item-1", ""), ev.MinutesRead())
APPROVED = (*READ, ev.MinutesApproved(""))
CLOSED = (*APPROVED, ev.MeetingClosed())
BROKEN_OFF = (*AT_WORK, ev.MeetingBrokenOff("Mất điện"))
CANCELLED = (*CONVENED, ev.MeetingCancelled("Bão"))
ANNULLED = (*CLOSED, ev.MeetingAnnulled("Sai thể thức"))


def chained(
    journal: str, events: Iterable[tuple[object, Moment]], *, head: str = START, after: int = 0
) -> list[Entry]:
    """Return events as stored entries, each its own command."""
    entries: list[Entry] = []
    for seq, (event, now) in enumerate(events, after + 1):
        entry = sealed(
            journal=journal,
            seq=seq,
            at=str(encode(now.at)),
            actor=now.actor,
            command=f"command-{seq}",
            digest=digest([type(event).__name__, encode(event)]),
            event=type(event).__name__,
            data=encode(event),
            previous=head,
        )
        entries.append(entry)
        head = entry.hash
    return entries


def line_of(entry: Entry) -> str:
    """Return a stored entry as one line of a journal file."""
    return canonical(encode(entry)).decode()


def read_journal(name: str) -> list[Entry]:
    """Return the entries of a golden journal."""
    text = (Path(__file__).parent / "journals" / name).read_text(encoding="utf-8")
    return [_entry(json.loads(line)) for line in text.splitlines()]


def _entry(stored: dict[str, Json]) -> Entry:
    return Entry(**stored)


def accepted(decision: Decision[ev.MeetingEvent]) -> tuple[ev.MeetingEvent, ...]:
    """Return the events of a decision that has to be a yes."""
    assert not isinstance(decision, Refusal), decision
    return decision
