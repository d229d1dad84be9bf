"""A long meeting made by the core's own decisions: everybody comes, and every vote is cast by name."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from chibo.core.journal.chain import START, Entry, digest, sealed
from chibo.core.journal.codec import encode
from chibo.core.procedure import commands as do
from chibo.core.procedure.frame import BodyFacts, Moment
from chibo.core.procedure.meeting import Meeting, decide, evolve
from chibo.core.procedure.terms import ORDINARY, Person, PlannedItem, TextKind
from chibo.core.rulebook.model import Rulebook
from chibo.core.rulebook.shelf import read_shelf
from chibo.core.values import Choice, Form, MeetingKind, Mode, Refusal, RollEntry, Standing

STARTS = datetime(2026, 6, 3, 12, tzinfo=UTC)
RULEBOOKS = Path(__file__).parents[1] / "rulebooks"


class Book:
    """A journal that is written by carrying out commands, as the program would."""

    def __init__(self, rulebook: Rulebook, people: list[Person]) -> None:
        """Begin an empty journal of a body of official members; the first two hold the offices."""
        roll = tuple(
            RollEntry(Standing.OFFICIAL, person=each.code, name=each.name) for each in people
        )
        secretaries = frozenset({people[0].code})
        self.facts = BodyFacts(rulebook, roll=roll, secretaries=secretaries)
        self.state = Meeting()
        self.entries: list[Entry] = []
        self.at = STARTS - timedelta(days=9)

    def write(self, command: object, actor: str) -> None:
        """Carry a command out and chain its events."""
        self.at += timedelta(milliseconds=250)
        now = Moment(self.at, actor)
        decision = decide(self.state, command, now=now, facts=self.facts)  # type: ignore[arg-type]  # any command
        assert not isinstance(decision, Refusal), decision
        named = digest([type(command).__name__, encode(command), actor])
        command_id = f"command-{len(self.entries) + 1}"
        for event in decision:
            entry = sealed(
                journal="meeting-of-the-bench",
                seq=len(self.entries) + 1,
                at=str(encode(self.at)),
                actor=actor,
                command=command_id,
                digest=named,
                event=type(event).__name__,
                data=encode(event),
                previous=self.entries[-1].hash if self.entries else START,
            )
            evolve(self.state, event, now, entry.hash)
            self.entries.append(entry)


def long_meeting(*, members: int, ballots: int) -> tuple[Rulebook, list[Entry]]:
    """Return the rulebook and the entries of a meeting in which everybody votes on every text."""
    texts = {path.name: path.read_text("utf-8") for path in RULEBOOKS.glob("*.toml")}
    rulebook = next(
        it
        for it in read_shelf(texts).rulebooks.values()
        if it.is_training and it.notice is None
    )
    people = [Person(f"dv-{n:04}", f"Nguyễn Văn {n}") for n in range(members)]
    book = Book(rulebook, people)
    chair, taker = people[:2]
    items = tuple(PlannedItem(f"i{n}", f"Nghị quyết {n}", ORDINARY) for n in range(ballots))
    plan = do.Plan(
        body="body-1", body_name="Chi bộ", superior_name="Đảng ủy", kind=MeetingKind.ORDINARY,
        form=Form.IN_PERSON, ground=None, starts_at=STARTS,
        expected_end_at=STARTS + timedelta(hours=3), place="Nhà văn hóa", points=(),
        platform="", agenda=items, chair=chair, minutes_taker=taker, approval=None,
    )  # fmt: skip
    book.write(do.ConveneMeeting(plan, tuple(people), ()), chair.code)
    book.at = STARTS
    book.write(do.OpenMeeting(()), chair.code)
    for each in people:
        book.write(do.CheckIn(each.code, Mode.IN_PERSON), taker.code)
    book.write(do.CloseRollCall(), taker.code)
    book.write(do.ApproveAgenda(), chair.code)
    for number, item in enumerate(items):
        _vote(book, item.item, f"t{number}", people)
    return rulebook, book.entries


def _vote(book: Book, item: str, text: str, people: list[Person]) -> None:
    chair, taker = people[0].code, people[1].code
    book.write(do.OpenItem(item), chair)
    book.write(do.ProposeText(text, item, TextKind.RESOLUTION, text, "Điều 1. …"), taker)
    book.write(do.OpenBallot(f"b-{text}", text), chair)
    for place, each in enumerate(people):
        choice = Choice.FOR if place % 5 else Choice.AGAINST
        book.write(do.CastBallot(f"b-{text}", each.code, choice), each.code)
    book.write(do.CloseBallot(f"b-{text}"), chair)
    book.write(do.ConcludeItem(item, "Thông qua."), chair)
