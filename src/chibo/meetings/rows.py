"""Meetings as lists show them: one row each, made from the tables beside the journals."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from chibo.core.procedure.acts import Phase
from chibo.core.procedure.terms import Answer
from chibo.core.values import Form, GatheringKind, MeetingKind
from chibo.meetings.gathering_words import called
from chibo.meetings.models import MeetingListing
from chibo.meetings.queries import answers_of
from chibo.meetings.words import ANSWERED, FORMS, PHASES, Words


@dataclass(frozen=True, slots=True)
class Row:
    """One meeting in a list, for one person."""

    key: str
    body: str
    kind: Words
    form: Words
    phase: Phase
    phase_word: Words
    starts_at: datetime
    is_invited: bool
    answer: Words

    @property
    def must_answer(self) -> bool:
        """Whether the person still owes an answer."""
        return self.is_invited and not self.answer and self.phase is Phase.CONVENED


def rows(
    listings: Sequence[MeetingListing], person: str, names: Mapping[str, str]
) -> list[Row]:
    """Return the rows of some meetings; `names` are those of their bodies by public id."""
    answers = answers_of(person, listings)
    return [_row(each, answers.get(each.pk), names) for each in listings]


def _row(each: MeetingListing, answer: str | None, names: Mapping[str, str]) -> Row:
    phase = Phase(each.phase)
    return Row(
        key=each.key,
        body=names.get(each.body, ""),
        kind=called(MeetingKind(each.kind), GatheringKind(each.gathering), each.group),
        form=FORMS[Form(each.form)],
        phase=phase,
        phase_word=PHASES[phase],
        starts_at=each.starts_at,
        is_invited=answer is not None,
        answer=ANSWERED[Answer(answer)] if answer else "",
    )
