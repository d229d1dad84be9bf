"""What the templates of the room are given: a meeting as one kind of reader sees it; no database."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from chibo.core.procedure import commands as do
from chibo.core.procedure.acts import Phase
from chibo.core.procedure.agenda import Item, ItemState
from chibo.core.procedure.ballots import (
    Ballot,
    objection_to_quorum,
    quorum,
    voters_present,
)
from chibo.core.procedure.course import missed_since, relievable_from
from chibo.core.procedure.events import DocumentAttached, TextProposed
from chibo.core.procedure.frame import BodyFacts, Moment
from chibo.core.procedure.meeting import Meeting, may
from chibo.core.procedure.opinions import Opinion
from chibo.core.procedure.pauses import Pause
from chibo.core.procedure.terms import OpinionKind, TextKind
from chibo.core.rulebook.model import ContentClass, Rulebook
from chibo.core.rulebook.quorum import Quorum
from chibo.core.values import Choice, Instant
from chibo.live.audience import Audience, Mine
from chibo.live.gathering import Beside, beside, possible_chairs, unstated_fields
from chibo.live.people import Row, hand_of, row_of
from chibo.live.showing import Showing, Shown, leads
from chibo.live.steps import Step, step_of
from chibo.live.words import CHOICES, GROUPS, OPINION_KINDS, TEXT_KINDS
from chibo.meetings.gathering_words import called
from chibo.web.refusals import Sentence, sentence

TIMES_OFFERED = (3, 5)
"""Minutes; whoever needs other ones ends the speech by hand."""
WAITING_SHOWN = 20
"""Of those who wait for the floor."""


@dataclass(slots=True)
class Offer:
    """An act as the page offers it: open to be done, or why not yet."""

    is_open: bool
    why: Sentence | None = None


@dataclass(slots=True)
class Group:
    """One group of the roll."""

    name: str
    label: object
    rows: list[Row] = field(default_factory=list)


@dataclass(slots=True)
class Scene:
    """A meeting, who looks at it, and when."""

    key: str
    meeting: Meeting
    facts: BodyFacts
    at: Instant
    language: str
    audience: Audience = field(default_factory=Audience)
    mine: Mine = field(default_factory=Mine)
    figures: dict[str, int] = field(default_factory=dict)
    row: Row | None = None
    shown: Shown = field(default_factory=Shown)
    with_roll: bool = True
    """Whether the lists that are as long as the roll are shown, or only their figures."""

    @property
    def rulebook(self) -> Rulebook:
        """The rulebook the meeting stands under."""
        return self.facts.rulebook

    @property
    def is_of_group(self) -> bool:
        """Whether a Party group meets (TG-02)."""
        return self.meeting.is_of_group

    @property
    def called(self) -> object:
        """What the meeting is called."""
        gathering = self.meeting.gathering
        return called(self.plan.kind, gathering.kind, gathering.group)

    @property
    def beside(self) -> list[Beside]:
        """Who was asked to come beside the members and is not there yet."""
        return beside(self.meeting)

    @property
    def unstated(self) -> list[tuple[OpinionKind, object]]:
        """The fields of a group's minutes that are empty and do not say "none" yet (TG-04)."""
        return unstated_fields(self.meeting)

    @property
    def showing(self) -> Showing:
        """What is shown of the papers, with what its leader needs where the reader may lead."""
        is_leading = leads(
            self.meeting,
            self.shown,
            is_officer=self.audience.is_officer,
            is_speaking=self.mine.is_speaking,
        )
        return Showing.of(self.meeting, self.shown, leads=is_leading)

    @property
    def step(self) -> Step:
        """The step the meeting is at."""
        return step_of(self.meeting)

    @property
    def phase(self) -> Phase:
        """The meeting's phase."""
        return self.meeting.phase

    @property
    def pause(self) -> Pause | None:
        """For what the meeting is suspended."""
        return self.meeting.pauses.current

    @property
    def chair_missed_since(self) -> Instant | None:
        """Since when the chair cannot be reached, None while they can."""
        is_open = self.phase is Phase.OPEN
        return missed_since(self.meeting, self.meeting.chair.code) if is_open else None

    @property
    def chair_relievable_from(self) -> Instant | None:
        """From when on the minutes taker may put somebody else in the chair."""
        return relievable_from(self.meeting)

    @property
    def stand_ins(self) -> list[Row]:
        """Who is there and may take the chair of somebody out of reach."""
        return [row for row in self.possible_chairs if row.mode and row.is_line_up]

    @property
    def times(self) -> tuple[int, ...]:
        """For how many minutes the floor is offered."""
        return TIMES_OFFERED

    @property
    def plan(self) -> do.Plan:
        """What the convocation says."""
        return self.meeting.plan

    @property
    def quorum(self) -> Quorum | None:
        """How many are there of those without whom nothing is decided, where the rulebook binds it."""
        is_asked = self.rulebook.quorum is not None and self.phase is Phase.OPEN
        return quorum(self.meeting.attendance, self.rulebook, self.ballot) if is_asked else None

    @property
    def quorum_words(self) -> Sentence | None:
        """Why nothing can be decided now, None where it can."""
        there = self.quorum
        refusal = objection_to_quorum(there, self.rulebook) if there else None
        return sentence(refusal, self.rulebook.rules) if refusal else None

    @property
    def form_label(self) -> str:
        """The form of the meeting in the reader's language."""
        terms = self.rulebook.forms.get(self.plan.form)
        return terms.label.in_language(self.language) if terms else ""

    @property
    def items(self) -> list[Item]:
        """The agenda."""
        return list(self.meeting.agenda.items.values())

    @property
    def waiting_items(self) -> list[Item]:
        """What has not been handled yet."""
        return [item for item in self.items if item.state is ItemState.WAITING]

    @property
    def known_items(self) -> list[Item]:
        """What opinions may be given on (CT-15: not on what was deferred)."""
        return [item for item in self.items if item.state is not ItemState.DEFERRED]

    @property
    def item(self) -> Item | None:
        """What is being handled."""
        return self.meeting.agenda.items.get(self.meeting.agenda.current or "")

    @property
    def texts(self) -> list[TextProposed]:
        """The latest version of each text under the current item."""
        latest = [versions[-1] for versions in self.meeting.ballots.texts.values()]
        return [text for text in latest if text.item == self.meeting.agenda.current]

    @property
    def open_texts(self) -> list[TextProposed]:
        """The texts under the current item that have not been adopted."""
        ballots = self.meeting.ballots
        decided = ballots.is_counted if self.is_of_group else ballots.is_adopted
        return [it for it in self.texts if not decided(it.text)]

    @property
    def ballot(self) -> Ballot | None:
        """The vote that is open."""
        return self.meeting.ballots.ballots.get(self.meeting.ballots.current or "")

    @property
    def ballot_text(self) -> TextProposed | None:
        """The version that is voted on."""
        return self.text_of(self.ballot) if self.ballot else None

    def text_of(self, ballot: Ballot) -> TextProposed:
        """Return the version that a vote is about."""
        return self.meeting.ballots.text_of(ballot)

    @property
    def results(self) -> list["Result"]:
        """The votes under the current item that are over, the latest first."""
        over = [
            self._result(ballot)
            for ballot in self.meeting.ballots.ballots.values()
            if ballot.opened.item == self.meeting.agenda.current
            and (ballot.closed or ballot.abandoned is not None)
        ]
        return over[::-1]

    def _result(self, ballot: Ballot) -> "Result":
        people = self.meeting.attendance
        named: dict[Choice, list[str]] = {choice: [] for choice in Choice}
        for person, cast in ballot.cast.items():
            named[cast.choice].append(people.name_of(person))
        return Result(
            ballot,
            self.text_of(ballot),
            [(CHOICES[choice], named[choice]) for choice in Choice],
        )

    @property
    def speaker(self) -> str:
        """The name of who has the floor."""
        speaker = self.meeting.floor.speaker
        return self.meeting.attendance.name_of(speaker) if speaker else ""

    @property
    def queue(self) -> list[Row]:
        """Who waits for the floor, in their order."""
        return [row_of(self.meeting, person) for person in self.meeting.floor.queue]

    @property
    def next_speakers(self) -> list[Row]:
        """The first of them: nobody reads a list of five hundred, and each would be sent it."""
        return [row_of(self.meeting, it) for it in self.meeting.floor.queue[:WAITING_SHOWN]]

    @property
    def more_speakers(self) -> int:
        """How many wait beside those."""
        return max(0, len(self.meeting.floor.queue) - WAITING_SHOWN)

    @property
    def opinions(self) -> list[Opinion]:
        """The opinions on the current item."""
        item = self.meeting.agenda.current
        return list(self.meeting.opinions.on(item)) if item else []

    @property
    def documents(self) -> dict[str, list[DocumentAttached]]:
        """The documents by their item."""
        found: dict[str, list[DocumentAttached]] = {}
        for document in self.meeting.documents.values():
            found.setdefault(document.item, []).append(document)
        return found

    @property
    def groups(self) -> list[Group]:
        """The roll by presence."""
        groups = {name: Group(name, label) for name, label in GROUPS.items()}
        for row in self.rows:
            if row.group:
                groups[row.group].rows.append(row)
        return list(groups.values())

    @property
    def group_labels(self) -> dict[str, object]:
        """What the groups of the roll are called, in their order."""
        return dict(GROUPS)

    @property
    def rows(self) -> list[Row]:
        """The roll, or before it is fixed who is invited."""
        people = self.meeting.attendance
        return [row_of(self.meeting, code) for code in people.roll or people.invited]

    @property
    def possible_chairs(self) -> list[Row]:
        """Who may be put in the chair."""
        able = possible_chairs(self.meeting, self.facts)
        return [row for row in self.rows if able is None or row.code in able]

    @property
    def speakers(self) -> list[Row]:
        """Everybody in whose name something can be recorded: the roll, guests, observers."""
        people = self.meeting.attendance
        others = [row_of(self.meeting, code) for code in (*people.guests, *people.observers)]
        return [*self.rows, *others]

    @property
    def hands(self) -> list[Row]:
        """Who has a vote and is there: their hands are entered by the minutes taker (VT-08)."""
        if self.ballot is None:
            return []
        voters = voters_present(self.meeting.attendance, self.rulebook)
        return [hand_of(self.meeting, person) for person in voters]

    @property
    def excluded_classes(self) -> list[ContentClass]:
        """The classes of content that may not be handled (CT-10)."""
        return [each for each in self.rulebook.content.values() if each.is_excluded]

    @property
    def opinion_kinds(self) -> dict[OpinionKind, object]:
        """How an opinion may be recorded."""
        return dict(OPINION_KINDS)

    @property
    def text_kinds(self) -> dict[TextKind, object]:
        """What a text may become."""
        return dict(TEXT_KINDS)

    @property
    def no_vote_because(self) -> str:
        """The clause by which somebody has no vote (VT-01)."""
        return self.rulebook.clause("VT-01").clause

    @property
    def mode_clause(self) -> str:
        """The clause that says who may be online (PR-03)."""
        return self.rulebook.clause("PR-03").clause

    @property
    def majority_clause(self) -> str:
        """The clause that says what a majority is (VT-03)."""
        return self.rulebook.clause("VT-03").clause

    @property
    def is_in_room_possible(self) -> bool:
        """Whether the form of this meeting has a room."""
        return self.plan.form != "all_online"

    def chair_may(self, command: do.MeetingCommand) -> Offer:
        """Return whether the chair could do this now, or why not."""
        return self._may(command, self.meeting.chair.code)

    def minutes_taker_may(self, command: do.MeetingCommand) -> Offer:
        """Return whether the minutes taker could do this now, or why not."""
        return self._may(command, self.meeting.minutes_taker.code)

    def _may(self, command: do.MeetingCommand, actor: str) -> Offer:
        refusal = may(self.meeting, command, now=Moment(self.at, actor), facts=self.facts)
        if refusal is None:
            return Offer(is_open=True)
        return Offer(is_open=False, why=sentence(refusal, self.rulebook.rules))

    @property
    def offers(self) -> dict[str, Offer]:
        """The acts that say everything by themselves, as officers are offered them."""
        return {
            "close_roll_call": self.chair_may(do.CloseRollCall()),
            "approve_agenda": self.chair_may(do.ApproveAgenda()),
            "read_minutes": self.minutes_taker_may(do.ReadMinutes()),
            "approve_minutes": self.chair_may(do.ApproveMinutes("")),
            "close": self.chair_may(do.CloseMeeting()),
        }

    @property
    def open_ballot(self) -> Offer:
        """Whether the latest open text can be put to the vote now (MT-15)."""
        for text in self.open_texts[-1:]:
            return self.chair_may(do.OpenBallot("", text.text))
        return Offer(is_open=False)


@dataclass(slots=True)
class Result:
    """A vote that is over, with the names behind its numbers (VT-07)."""

    ballot: Ballot
    text: TextProposed
    named: list[tuple[object, list[str]]]

    def __iter__(self) -> Iterator[tuple[object, list[str]]]:
        """Go through the choices."""
        return iter(self.named)
