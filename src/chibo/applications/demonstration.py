"""Past meetings for the demonstration, carried out command by command on the days they are dated."""

import tomllib
import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.conf import settings

from chibo.core.procedure import application as ask
from chibo.core.procedure import commands as do
from chibo.core.procedure.terms import (
    ORDINARY,
    Answer,
    OpinionKind,
    Person,
    PlannedItem,
    Point,
    TextKind,
)
from chibo.core.rulebook.model import Rulebook
from chibo.core.values import Choice, Form, Ground, MeetingKind, Mode, Refusal, Status
from chibo.meetings import facts
from chibo.meetings.actions import begin, carry_out
from chibo.meetings.queries import listing, meeting
from chibo.meetings.rulebooks import rulebook_for
from chibo.registry.models import Body
from chibo.registry.queries import member_by_code, roll_on, superior_of

FILE = Path(settings.ROOT) / "demonstration" / "past_meetings.toml"
PLATFORM = "Chibo"
_NAMES = uuid.UUID("6f1b8a52-6f1d-4f8e-9a43-0f3d6a1c2b77")
"""Ids come out of the file's words, so that loading twice makes nothing twice."""

Told = dict[str, Any]


class DemonstrationRefusedError(Exception):
    """The rules refuse something that the demonstration's file tells."""


def load() -> None:
    """Hold the past meetings that have not been held to their end yet."""
    for told in tomllib.loads(FILE.read_text(encoding="utf-8"))["meeting"]:
        story = _Story(told)
        found = listing(story.key_of("meeting"))
        # What was begun and cut off is told again: the same ids do nothing twice.
        if found is None or not found.is_locked:
            story.tell()


@dataclass
class _Journal:
    """A journal that is being told, minute by minute."""

    key: str
    at: datetime
    count: int = 0

    def carry_out(self, actor: str, command: object, *, after: timedelta) -> None:
        self.at += after
        self.count += 1
        command_id = uuid.uuid5(_NAMES, f"{self.key} {self.count}").hex
        outcome = carry_out(self.key, command, actor=actor, command_id=command_id, at=self.at)
        if isinstance(outcome, Refusal):
            raise DemonstrationRefusedError(self.key, command, outcome)


SOON = timedelta(seconds=20)
LATER = timedelta(minutes=4)


class _Story:
    """One meeting as the file tells it."""

    def __init__(self, told: Told) -> None:
        self.told = told
        self.body = Body.objects.get(name=told["body"])
        self.starts_at: datetime = told["starts_at"]
        self.rulebook: Rulebook = rulebook_for(self.body)
        self.day = self.rulebook.day_of(self.starts_at)
        self.name = f"{told['body']} {self.day}"
        self.agenda = tuple(
            PlannedItem(f"item-{place}", item["title"], ORDINARY, item["presenter"])
            for place, item in enumerate(told["item"], start=1)
        )

    def person(self, code: str) -> Person:
        member = member_by_code(code)
        if member is None:
            raise DemonstrationRefusedError(code)
        return Person(code, member.full_name)

    def tell(self) -> None:
        application = self._ask()
        meeting = self._convene(application)
        self._open(meeting)
        for planned, item in zip(self.agenda, self.told["item"], strict=True):
            self._go_through(meeting, planned, item)
        self._close(meeting)

    def key_of(self, kind: str) -> str:
        return uuid.uuid5(_NAMES, f"{kind} {self.name}").hex

    def _journal(self, kind: str, at: datetime) -> _Journal:
        key = self.key_of(kind)
        begin(key, kind, str(self.body.public_id))
        return _Journal(key, at)

    def _ask(self) -> str:
        told, superior = self.told, superior_of(self.body)
        journal = self._journal("application", self.starts_at - timedelta(days=12))
        request = ask.Request(
            body=str(self.body.public_id),
            body_name=self.body.name,
            superior_name=superior.name if superior else "",
            kind=MeetingKind.ORDINARY,
            form=Form.HYBRID,
            ground=Ground.SPECIAL_NATURE,
            reason=told["reason"],
            starts_at=self.starts_at,
            expected_end_at=self.starts_at + timedelta(minutes=100),
            place=told["place"],
            points=tuple(Point(name) for name in told["points"]),
            platform=PLATFORM,
            agenda=self.agenda,
            is_content_declared=True,
            infrastructure=tuple(each.key for each in self.rulebook.infrastructure),
            fallback="0900 000 100",
            chair=self.person(told["chair"]),
            minutes_taker=self.person(told["minutes_taker"]),
            technician=self.person(told["minutes_taker"]).name,
        )
        journal.carry_out(told["secretary"], ask.DraftApplication(request), after=SOON)
        journal.carry_out(told["secretary"], ask.SubmitApplication(), after=LATER)
        approve = ask.ApproveApplication(told["approval"], "")
        journal.carry_out(told["superior"], approve, after=timedelta(days=2))
        return journal.key

    def _convene(self, application: str) -> _Journal:
        told, superior = self.told, superior_of(self.body)
        occasion = facts.occasion(application)
        if occasion is None:
            raise DemonstrationRefusedError(application)
        plan = do.Plan(
            body=str(self.body.public_id),
            body_name=self.body.name,
            superior_name=superior.name if superior else "",
            kind=MeetingKind.ORDINARY,
            form=Form.HYBRID,
            ground=Ground.SPECIAL_NATURE,
            starts_at=self.starts_at,
            expected_end_at=self.starts_at + timedelta(minutes=100),
            place=told["place"],
            points=tuple(Point(name) for name in told["points"]),
            platform=PLATFORM,
            agenda=self.agenda,
            chair=self.person(told["chair"]),
            minutes_taker=self.person(told["minutes_taker"]),
            approval=occasion.approval,
        )
        invited = tuple(
            Person(entry.person or "", entry.name)
            for entry in roll_on(self.body, self.day)
            if entry.status is not Status.SUSPENDED
        )
        observers = tuple(
            Person(each.code, each.name) for each in facts.overseers(self.body, self.day)
        )
        journal = self._journal("meeting", self.starts_at - timedelta(days=6))
        journal.carry_out(
            told["secretary"], do.ConveneMeeting(plan, invited, observers), after=SOON
        )
        self._answer(journal)
        return journal

    def _answer(self, journal: _Journal) -> None:
        answers = [(code, Answer.IN_ROOM, "") for code in self.told["in_room"]]
        answers += [(code, Answer.ONLINE, "") for code in self.told["online"]]
        answers += [(code, Answer.ABSENT, why) for code, why in self.told["absent"].items()]
        for code, answer, reason in answers:
            journal.carry_out(code, do.AnswerConvocation(code, answer, reason), after=LATER)

    def _open(self, journal: _Journal) -> None:
        told, taker, chair = self.told, self.told["minutes_taker"], self.told["chair"]
        journal.at = self.starts_at
        keys = tuple(each.key for each in self.rulebook.infrastructure)
        journal.carry_out(chair, do.OpenMeeting(keys), after=SOON)
        for code in told["in_room"]:
            journal.carry_out(taker, do.CheckIn(code, Mode.IN_PERSON), after=SOON)
        for code in told["online"]:
            journal.carry_out(code, do.CheckIn(code, Mode.ONLINE), after=SOON)
            journal.carry_out(taker, do.ConfirmIdentity(code), after=SOON)
        for code, reason in told["absent"].items():
            absence = do.RecordAbsence(code, excused=True, reason=reason)
            journal.carry_out(taker, absence, after=SOON)
        journal.carry_out(taker, do.CloseRollCall(), after=LATER)
        journal.carry_out(chair, do.ApproveAgenda(), after=SOON)

    def _go_through(self, journal: _Journal, planned: PlannedItem, told: Told) -> None:
        taker, chair = self.told["minutes_taker"], self.told["chair"]
        journal.carry_out(chair, do.OpenItem(planned.item), after=SOON)
        for place, opinion in enumerate(told["opinions"], start=1):
            journal.carry_out(opinion["by"], do.AskFloor(opinion["by"]), after=LATER)
            journal.carry_out(chair, do.GiveFloor(opinion["by"]), after=SOON)
            recorded = do.RecordOpinion(
                opinion=f"{planned.item}-{place}",
                person=opinion["by"],
                item=planned.item,
                text=opinion["text"],
                kind=OpinionKind(opinion.get("kind", OpinionKind.OPINION)),
            )
            journal.carry_out(taker, recorded, after=LATER)
            journal.carry_out(chair, do.EndFloor(), after=SOON)
        if "resolution" in told:
            self._vote(journal, planned, told["resolution"])
        for place, task in enumerate(told.get("tasks", ()), start=1):
            given = do.GiveTask(
                f"{planned.item}-{place}", task["by"], task["content"], task["due_on"]
            )
            journal.carry_out(taker, given, after=SOON)
        journal.carry_out(chair, do.ConcludeItem(planned.item, told["conclusion"]), after=LATER)

    def _vote(self, journal: _Journal, planned: PlannedItem, told: Told) -> None:
        taker, chair = self.told["minutes_taker"], self.told["chair"]
        text = do.ProposeText(
            planned.item, planned.item, TextKind.RESOLUTION, told["title"], told["body"]
        )
        journal.carry_out(taker, text, after=LATER)
        journal.carry_out(chair, do.OpenBallot(planned.item, planned.item), after=SOON)
        for code in (*self.told["in_room"], *self.told["online"]):
            choice = Choice.AGAINST if code in told["against"] else Choice.FOR
            voter = taker if code in self.told["in_room"] else code
            cast = do.CastBallot(planned.item, code, choice)
            journal.carry_out(voter, cast, after=timedelta(seconds=5))
        journal.carry_out(chair, do.CloseBallot(planned.item), after=SOON)

    def _close(self, journal: _Journal) -> None:
        taker, chair = self.told["minutes_taker"], self.told["chair"]
        journal.carry_out(taker, do.ReadMinutes(), after=LATER)
        journal.carry_out(chair, do.ApproveMinutes(""), after=LATER)
        journal.carry_out(chair, do.CloseMeeting(), after=SOON)
        state, _ = meeting(journal.key)
        head = state.minutes_head
        journal.carry_out(taker, do.ConfirmMinutes(head), after=timedelta(hours=14))
        journal.carry_out(chair, do.ConfirmMinutes(head), after=timedelta(hours=1))
