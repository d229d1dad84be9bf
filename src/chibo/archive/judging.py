"""Judging again: every command of a journal is decided once more, at its place, by its rulebook."""

from collections.abc import Mapping
from dataclasses import MISSING, dataclass, field, fields, replace
from datetime import datetime
from functools import lru_cache
from itertools import groupby
from operator import attrgetter
from typing import Any

from chibo.archive.facts import Case, Known
from chibo.archive.inverting import Asked
from chibo.archive.journals import ReadJournal
from chibo.archive.laws import LAWS, Law
from chibo.archive.saying import LieError, Report
from chibo.core.journal.chain import Entry, digest
from chibo.core.journal.codec import Json, UnknownShapeError, encode
from chibo.core.procedure.considered import HintsConsidered
from chibo.core.procedure.frame import Decision, Moment
from chibo.core.procedure.gathering_terms import GatheringNamed
from chibo.core.values import Refusal

Event = Any
State = Any


@dataclass(slots=True)
class Judged:
    """A journal with its events and what is known at its end."""

    journal: ReadJournal
    events: list[Event]
    state: State
    law: Law

    def at(self, seq: int) -> State:
        """Return what the journal said as of one entry."""
        state = self.law.start()
        pairs = zip(self.journal.entries[:seq], self.events[:seq], strict=True)
        for entry, event in pairs:
            self.law.evolve(state, event, moment(entry), entry.hash)
        return state


def moment(entry: Entry) -> Moment:
    """Return when and for whom an entry was written."""
    return Moment(_time(entry.at), entry.actor)


@lru_cache(maxsize=1024)
def _time(at: str) -> datetime:
    return datetime.fromisoformat(at)


def decoded(journal: ReadJournal, law: Law) -> list[Event]:
    """Return the events of a journal, or raise a lie where one has not the shape of its name."""
    events = []
    for entry in journal.entries:
        try:
            events.append(law.events.decode(entry.event, entry.data))
            is_aware = _time(entry.at).tzinfo is not None
        except (UnknownShapeError, ValueError) as error:
            raise _lie("event.unknown", entry, problem=str(error)) from None
        if not is_aware:
            raise _lie("event.unknown", entry, problem="at")
    return events


def _lie(word: str, entry: Entry, **facts: object) -> LieError:
    return LieError(word, journal=entry.journal, seq=entry.seq, event=entry.event, **facts)


@dataclass(slots=True)
class Counts:
    """What judging a journal gave."""

    decided: int = 0
    """Entries that were decided again."""
    word_for_word: int = 0
    beyond: dict[str, int] = field(default_factory=dict)
    """Entries of kinds that have no way back to a command, by their name."""

    def pass_over(self, entries: list[Entry]) -> None:
        """Count what cannot be decided again."""
        name = entries[-1].event
        self.beyond[name] = self.beyond.get(name, 0) + len(entries)


def judge(
    journal: ReadJournal, events: list[Event], law: Law, known: Known, report: Report
) -> tuple[State, Counts]:
    """Decide every command of a journal again and return the state at its end, or raise the lie."""
    state, counts, seen = law.start(), Counts(), set[str]()
    place = 0
    for command_id, group in groupby(journal.entries, key=_command_of):
        entries = list(group)
        first = entries[0]
        if command_id in seen:
            raise _lie("command.twice", first)
        seen.add(command_id)
        if len(entries) > 1 and any(
            _of_command(each) != _of_command(first) for each in entries
        ):
            raise _lie("command.mixed", first)
        happened = tuple(events[place : place + len(entries)])
        place += len(entries)
        now = moment(first)
        case = _case(law, known, first, happened, now)
        try:
            asked, told = _decide_again(law, state, case, entries, happened)
        except _CONFUSED as error:
            raise _lie("event.unknown", first, problem=type(error).__name__) from None
        if asked is None:
            counts.pass_over(entries)
        else:
            counts.decided += len(entries)
            named = entries[_place_of(asked.event, happened)]
            counts.word_for_word += len(entries) * _is_word_for_word(asked, named)
        report.recorded.update(told)
        for entry, event in zip(entries, happened, strict=True):
            _evolve(law, state, event, entry)
    return state, counts


_CONFUSED = (ArithmeticError, AttributeError, LookupError, TypeError, ValueError)
"""What the core raises on a course of events that it never lets happen."""


def _evolve(law: Law, state: State, event: Event, entry: Entry) -> None:
    try:
        law.evolve(state, event, moment(entry), entry.hash)
    except _CONFUSED as error:
        raise _lie("event.unknown", entry, problem=type(error).__name__) from None


_command_of = attrgetter("command")


def _case(
    law: Law, known: Known, first: Entry, happened: tuple[Event, ...], now: Moment
) -> Case:
    """Return what is known of a command, under the rulebook that it names or that of the journal."""
    ruled = [each for each in happened if type(each) in law.ruled]
    ruling = next((each.ruling for each in ruled if hasattr(each, "ruling")), None)
    named = next((each.rules.fingerprint for each in ruled if hasattr(each, "rules")), None)
    try:
        return Case(known, known.under(named), ruling, now, happened)
    except KeyError:
        raise _lie("rulebook.missing", first) from None


def _place_of(event: Event, happened: tuple[Event, ...]) -> int:
    return next(place for place, each in enumerate(happened) if each is event)


def _of_command(entry: Entry) -> tuple[str, str, str]:
    return (entry.at, entry.actor, entry.digest)


def _decide_again(
    law: Law, state: State, case: Case, entries: list[Entry], happened: tuple[Event, ...]
) -> tuple[Asked | None, tuple[str, ...]]:
    """Return the command that gives just what happened, with the words of what was only recorded.

    Without a command where no way leads back to one; a lie is raised where none gives it.
    """
    answers: list[Decision[Event]] = []
    for asked in law.asked(state, happened):
        for told in law.told(case, state, asked.command):
            decision = law.decide(state, asked.command, now=case.now, facts=told.facts)
            if decision == happened:
                return asked, told.recorded
            if _is_of_part(state, happened) and _but_for_ruling(decision, happened):
                return asked, (*told.recorded, "roll")
            if earlier := _before_declarations(state, asked, decision, happened):
                return earlier, (*told.recorded, "hints")
            answers.append(decision)
    if not answers or _is_unopened_gathering(case, happened):
        return None, ()
    raise _refused(entries, happened, answers)


def _is_of_part(state: State, happened: tuple[Event, ...]) -> bool:
    """Tell whether the committee or a group meets: its ruling rests on a roll that nobody wrote down."""
    named = getattr(state, "named", None) is not None
    return named or any(isinstance(it, GatheringNamed) for it in happened)


def _but_for_ruling(decision: Decision[Event], happened: tuple[Event, ...]) -> bool:
    """Tell whether a decision gives what happened but for the findings, which permitted it then too."""
    if isinstance(decision, Refusal) or len(decision) != len(happened):
        return False
    pairs = list(zip(decision, happened, strict=True))
    return all(
        replace(one, ruling=other.ruling) == other and other.ruling.is_permitted
        if hasattr(one, "ruling") and type(one) is type(other)
        else one == other
        for one, other in pairs
    )


def _before_declarations(
    state: State, asked: Asked, decision: Decision[Event], happened: tuple[Event, ...]
) -> Asked | None:
    """Return what was asked when nobody declared anything over hints yet (CT-12), or None."""
    if isinstance(decision, Refusal) or any(isinstance(it, HintsConsidered) for it in happened):
        return None
    others = tuple(it for it in decision if not isinstance(it, HintsConsidered))
    is_same = others == happened or (
        _is_of_part(state, happened) and _but_for_ruling(others, happened)
    )
    if len(others) == len(decision) or not is_same:
        return None
    command: Any = asked.command
    if not hasattr(command, "is_content_declared"):
        return asked
    # Nobody had that question before them: the command is the one without the answer.
    return replace(asked, command=replace(command, is_content_declared=False))


def _is_unopened_gathering(case: Case, happened: tuple[Event, ...]) -> bool:
    """Tell whether a committee or group was convened and never opened: nobody wrote down who sits there."""
    return not case.known.rolls and any(isinstance(it, GatheringNamed) for it in happened)


def _is_word_for_word(asked: Asked, entry: Entry) -> bool:
    """Tell whether the digest is of this very command; raise where nothing explains that it is not."""
    command = asked.command
    name, data = type(command).__name__, entry.data
    told: Json = (
        # The command's members stand in the entry as they are: no need to write them again.
        {each: data[each] for each in asked.names}
        if isinstance(data, dict) and asked.names and len(asked.names) <= len(data)
        else encode(command)
    )
    if digest([name, told, entry.actor]) == entry.digest or _is_older(command, told, entry):
        return True
    if not asked.inverse.trimmed:
        raise _lie("command.digest", entry)
    return False


def _is_older(command: Any, told: Json, entry: Entry) -> bool:
    """Tell whether the digest is of the command from before its last members were added to it."""
    asked = dict(told) if isinstance(told, dict) else {}
    for each in reversed(fields(command)):
        if each.default is MISSING or getattr(command, each.name) != each.default:
            return False
        del asked[each.name]
        if digest([type(command).__name__, asked, entry.actor]) == entry.digest:
            return True
    return False


def _refused(
    entries: list[Entry],
    happened: tuple[Event, ...],
    decisions: list[Decision[Event]],
) -> LieError:
    """Return the lie in the words of the answer that says most."""
    other = next((each for each in decisions if not isinstance(each, Refusal)), None)
    if other is not None:
        return _lie("event.otherwise", entries[-1], difference=_difference(happened, other))
    refusals = [each for each in decisions if isinstance(each, Refusal)]
    said = next((each for each in refusals if "authority" not in each.reason), refusals[0])
    clause = said.citation.clause if said.citation else ""
    rules = ", ".join(sorted(each.rule for each in said.findings if each.must and not each.met))
    return _lie("event.refused", entries[-1], reason=said.reason.value, clause=clause or rules)


def _difference(happened: tuple[Event, ...], again: tuple[Event, ...]) -> str:
    """Name the first member in which what is recorded differs from what the rules make of it."""
    for one, other in zip(happened, again, strict=False):
        if type(one) is not type(other):
            return f"{type(one).__name__} / {type(other).__name__}"
        for each in fields(one):
            before, after = getattr(one, each.name), getattr(other, each.name)
            if before != after:
                return f"{each.name}: {str(before)[:80]} / {str(after)[:80]}"
    return f"{len(happened)} / {len(again)}"


def unknown_kinds(journals: Mapping[str, ReadJournal]) -> dict[str, int]:
    """Return how many journals are of kinds that cannot be judged again."""
    found: dict[str, int] = {}
    for each in journals.values():
        if each.listed.kind not in LAWS:
            found[each.listed.kind] = found.get(each.listed.kind, 0) + 1
    return found
