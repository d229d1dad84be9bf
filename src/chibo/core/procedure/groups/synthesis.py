"""The committee's workbench: points, the opinions under them, what is made of each (TG-06, TG-09).

Every command names the version of what it changes: of two people at work neither loses words.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field, replace
from typing import assert_never

from chibo.core.procedure.frame import Decision, Moment
from chibo.core.procedure.groups import commands as do
from chibo.core.procedure.groups import events as ev
from chibo.core.procedure.groups.terms import Treatment
from chibo.core.procedure.opinions import objection_to_text
from chibo.core.rulebook.model import Rulebook
from chibo.core.values import Instant, PersonId, Reason, Refusal

SynthesisCommand = (
    do.CreatePoint
    | do.RenamePoint
    | do.MergePoints
    | do.PlaceOpinion
    | do.AnswerPoint
    | do.CloseSynthesis
)
SynthesisEvent = (
    ev.PointCreated
    | ev.PointRenamed
    | ev.PointsMerged
    | ev.OpinionPlaced
    | ev.PointAnswered
    | ev.SynthesisClosed
)


@dataclass(frozen=True, slots=True)
class Point:
    """One point with what was made of it; `version` counts its changes."""

    point: str
    title: str
    version: int
    by: PersonId
    at: Instant
    treatment: Treatment | None = None
    reason: str = ""


@dataclass(slots=True)
class Synthesis:
    """The points in the order they were made, and under which each opinion stands."""

    points: dict[str, Point] = field(default_factory=dict)
    places: dict[str, str] = field(default_factory=dict)
    made: set[str] = field(default_factory=set)
    """Every id a point ever had: none is used again."""
    summary: str = ""

    def under(self, point: str) -> tuple[str, ...]:
        """Return the opinions under a point."""
        return tuple(opinion for opinion, where in self.places.items() if where == point)


def decide(
    synthesis: Synthesis,
    command: SynthesisCommand,
    *,
    opinions: Collection[str],
    silent: Iterable[str],
    rules: Rulebook,
) -> Decision[SynthesisEvent]:
    """Return what a command of the workbench makes happen; `silent` groups have not reported."""
    match command:
        case do.CreatePoint(point=point, title=title):
            if point in synthesis.made:
                return Refusal(Reason.POINT_KNOWN)
            return objection_to_text(title) or (ev.PointCreated(point, title.strip()),)
        case do.RenamePoint(point=point, title=title, seen=seen):
            return (
                _changed(synthesis, point, seen)
                or objection_to_text(title)
                or (ev.PointRenamed(point, title.strip()),)
            )
        case do.MergePoints():
            return _merge(synthesis, command)
        case do.PlaceOpinion():
            return _place(synthesis, command, opinions)
        case do.AnswerPoint():
            return _answer(synthesis, command, rules)
        case do.CloseSynthesis(summary=summary):
            return _objection_to_closing(synthesis, opinions, silent, rules) or (
                ev.SynthesisClosed(summary.strip()),
            )
        case _:
            assert_never(command)


def _changed(synthesis: Synthesis, point: str, seen: int) -> Refusal | None:
    found = synthesis.points.get(point)
    if found is None:
        return Refusal(Reason.POINT_UNKNOWN)
    if found.version != seen:
        return Refusal(Reason.POINT_CHANGED, facts={"title": found.title})
    return None


def _merge(synthesis: Synthesis, command: do.MergePoints) -> Decision[ev.PointsMerged]:
    if command.point == command.into:
        return Refusal(Reason.POINT_SAME)
    return (
        _changed(synthesis, command.point, command.seen)
        or _changed(synthesis, command.into, command.seen_into)
        or (ev.PointsMerged(command.point, command.into),)
    )


def _place(
    synthesis: Synthesis, command: do.PlaceOpinion, opinions: Collection[str]
) -> Decision[ev.OpinionPlaced]:
    if command.opinion not in opinions:
        return Refusal(Reason.OPINION_UNKNOWN)
    if command.point and command.point not in synthesis.points:
        return Refusal(Reason.POINT_UNKNOWN)
    where = synthesis.places.get(command.opinion, "")
    if where != command.seen:
        title = synthesis.points[where].title if where else ""
        return Refusal(Reason.OPINION_MOVED, facts={"title": title})
    return (ev.OpinionPlaced(command.opinion, command.point),)


def _answer(
    synthesis: Synthesis, command: do.AnswerPoint, rules: Rulebook
) -> Decision[ev.PointAnswered]:
    if objection := _changed(synthesis, command.point, command.seen):
        return objection
    reason = command.reason.strip()
    # TG-06: who is not followed, or only in part, is told why.
    if command.treatment is not Treatment.TAKEN and not reason:
        return Refusal(Reason.ANSWER_UNREASONED, citation=rules.clause("TG-06"))
    if reason and (objection := objection_to_text(reason)):
        return objection
    return (ev.PointAnswered(command.point, command.treatment, reason),)


def unplaced(synthesis: Synthesis, opinions: Iterable[str]) -> tuple[str, ...]:
    """Return the opinions that stand under no point."""
    return tuple(each for each in opinions if not synthesis.places.get(each))


def unanswered(synthesis: Synthesis) -> tuple[Point, ...]:
    """Return the points with opinions that nothing was made of yet."""
    used = set(synthesis.places.values())
    return tuple(
        each
        for each in synthesis.points.values()
        if each.treatment is None and each.point in used
    )


def _objection_to_closing(
    synthesis: Synthesis, opinions: Iterable[str], silent: Iterable[str], rules: Rulebook
) -> Refusal | None:
    if groups := ", ".join(silent):
        return Refusal(
            Reason.GROUPS_SILENT, citation=rules.clause("TG-09"), facts={"groups": groups}
        )
    if left := unplaced(synthesis, opinions):
        return Refusal(
            Reason.OPINIONS_UNPLACED, citation=rules.clause("TG-06"), facts={"count": len(left)}
        )
    if open_points := unanswered(synthesis):
        return Refusal(
            Reason.POINTS_UNANSWERED,
            citation=rules.clause("TG-06"),
            facts={"count": len(open_points), "title": open_points[0].title},
        )
    return None


def evolve(synthesis: Synthesis, event: SynthesisEvent, now: Moment) -> None:
    """Take an event into the workbench."""
    match event:
        case ev.PointCreated(point=point, title=title):
            synthesis.made.add(point)
            synthesis.points[point] = Point(point, title, 1, now.actor, now.at)
        case ev.PointRenamed(point=point, title=title):
            _write(synthesis, replace(synthesis.points[point], title=title), now)
        case ev.PointsMerged(point=point, into=into):
            _merged(synthesis, point, into, now)
        case ev.OpinionPlaced(opinion=opinion, point=point):
            synthesis.places[opinion] = point
        case ev.PointAnswered(point=point, treatment=treatment, reason=reason):
            answered = replace(synthesis.points[point], treatment=treatment, reason=reason)
            _write(synthesis, answered, now)
        case ev.SynthesisClosed(summary=summary):
            synthesis.summary = summary
        case _:
            assert_never(event)


def _write(synthesis: Synthesis, changed: Point, now: Moment) -> None:
    synthesis.points[changed.point] = replace(
        changed, version=changed.version + 1, by=now.actor, at=now.at
    )


def _merged(synthesis: Synthesis, point: str, into: str, now: Moment) -> None:
    gone, kept = synthesis.points.pop(point), synthesis.points[into]
    # An answer that only the merged point had goes with its opinions.
    answer = kept if kept.treatment is not None else gone
    changed = replace(kept, treatment=answer.treatment, reason=answer.reason)
    _write(synthesis, changed, now)
    for opinion in synthesis.under(point):
        synthesis.places[opinion] = into
