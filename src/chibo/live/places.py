"""The connection points of a meeting as officers see them, and one of them as its keeper sees it."""

from dataclasses import dataclass, field

from chibo.core.procedure.ballots import voters_present
from chibo.core.procedure.meeting import Meeting
from chibo.core.procedure.points import people_of, place_of
from chibo.core.values import Choice, Instant, PersonId
from chibo.live.people import Row, group_of, hand_of
from chibo.live.scene import Scene
from chibo.live.words import CHOICES


@dataclass(frozen=True, slots=True)
class Missed:
    """A choice that came after the vote was closed (VT-08)."""

    name: str
    title: str
    choice: object


@dataclass(frozen=True, slots=True)
class Shown:
    """A connection point as officers see it."""

    name: str
    address: str
    keeper: str
    is_kept: bool
    """Whether its keeper is there."""
    present: int
    came: int
    hands: int
    confirmed_by: str = ""
    confirmed_at: Instant | None = None


@dataclass(frozen=True, slots=True)
class Seated:
    """Somebody who sits at the keeper's point."""

    row: Row
    has_vote: bool
    has_own_vote: bool
    """Whether the vote that stands came from the person's own page."""
    is_waiting: bool
    is_speaking: bool


@dataclass(frozen=True, slots=True)
class Line:
    """One person of the sheet, with each vote and by which way it came."""

    name: str
    votes: tuple[tuple[str, object, str], ...]


@dataclass(slots=True)
class Keeping:
    """One point as its keeper sees it."""

    shown: Shown
    seated: list[Seated] = field(default_factory=list)
    expected: list[Row] = field(default_factory=list)
    online: list[Row] = field(default_factory=list)
    sheet: list[Line] = field(default_factory=list)
    voted: int = 0
    voters: int = 0


def points_of(meeting: Meeting) -> list[Shown]:
    """Return the points of a meeting."""
    return [_shown(meeting, each.name, each.address) for each in meeting.plan.points]


def missed_of(meeting: Meeting) -> list[Missed]:
    """Return the choices that came too late."""
    ballots = meeting.ballots
    return [
        Missed(
            meeting.attendance.name_of(each.person),
            ballots.text_of(ballots.ballots[each.ballot]).title,
            CHOICES[each.choice],
        )
        for each in meeting.points.missed
    ]


def _shown(meeting: Meeting, name: str, address: str) -> Shown:
    state, people, named = meeting.points, meeting.attendance, meeting.plan.points
    keeper = state.keepers.get(name)
    confirmed = state.confirmed.get(name)
    return Shown(
        name=name,
        address=address,
        keeper=people.name_of(keeper) if keeper else "",
        is_kept=keeper is not None and place_of(state, people, keeper, named) == name,
        present=sum(
            place_of(state, people, person, named) == name for person in people.present()
        ),
        came=len(people_of(state, people, name, named)),
        hands=state.hands_of(name),
        confirmed_by=confirmed[0].by.name if confirmed else "",
        confirmed_at=confirmed[1] if confirmed else None,
    )


def keeping(scene: Scene) -> Keeping:
    """Return the point that the reader keeps."""
    meeting, name = scene.meeting, scene.audience.point
    address = next((each.address for each in meeting.plan.points if each.name == name), "")
    kept = Keeping(_shown(meeting, name, address))
    voters = set(voters_present(meeting.attendance, scene.rulebook))
    for person in meeting.attendance.roll:
        _put(kept, meeting, person, has_vote=person in voters)
    with_vote = [each for each in kept.seated if each.has_vote]
    kept.voters, kept.voted = len(with_vote), sum(each.row.has_cast for each in with_vote)
    kept.sheet = _sheet(meeting, name)
    return kept


def _put(kept: Keeping, meeting: Meeting, person: PersonId, *, has_vote: bool) -> None:
    people = meeting.attendance
    place = place_of(meeting.points, people, person, meeting.plan.points)
    group = group_of(meeting, person)
    if place == kept.shown.name:
        kept.seated.append(_seated(meeting, person, has_vote=has_vote))
    elif group in {"expected", "absent", "left"}:
        kept.expected.append(hand_of(meeting, person))
    elif group == "online":
        kept.online.append(hand_of(meeting, person))


def _seated(meeting: Meeting, person: PersonId, *, has_vote: bool) -> Seated:
    ballot = meeting.ballots.ballots.get(meeting.ballots.current or "")
    cast = ballot.cast.get(person) if ballot else None
    return Seated(
        row=hand_of(meeting, person),
        has_vote=has_vote,
        has_own_vote=cast is not None and cast.entered_by == person,
        is_waiting=person in meeting.floor.queue,
        is_speaking=person == meeting.floor.speaker,
    )


def _sheet(meeting: Meeting, name: str) -> list[Line]:
    """Return who was at a point and how they voted, of the votes that are closed (VT-08)."""
    people = people_of(meeting.points, meeting.attendance, name, meeting.plan.points)
    closed = [each for each in meeting.ballots.ballots.values() if each.closed is not None]
    return [
        Line(
            meeting.attendance.name_of(person),
            tuple(
                (
                    meeting.ballots.text_of(ballot).title,
                    CHOICES[ballot.cast[person].choice],
                    _way(meeting, ballot.opened.ballot, person),
                )
                for ballot in closed
                if person in ballot.cast
            ),
        )
        for person in people
    ]


def _way(meeting: Meeting, ballot: str, person: PersonId) -> str:
    """Return by which way a vote came: `keeper`, `own` or `minutes_taker`."""
    if (ballot, person) in meeting.points.hands:
        return "keeper"
    cast = meeting.ballots.ballots[ballot].cast[person]
    return "own" if cast.entered_by == person else "minutes_taker"


def missed_vote(objection: dict[str, object]) -> dict[str, object]:
    """Return what of a refused vote can be given to the minutes taker, nothing where nothing can."""
    wish, refusal = objection.get("wish"), objection.get("refusal")
    is_late = getattr(refusal, "reason", None) == "ballot.closed"
    if wish is None or not is_late or getattr(wish, "act", "") != "cast":
        return {}
    fields = wish.fields  # type: ignore[attr-defined]  # a wish, as the views and the socket put it in
    choice = fields.get("choice", "")
    if choice not in set(Choice):
        return {}
    person = fields.get("person") or ""
    return {
        "ballot": fields.get("ballot", ""),
        "person": person,
        "choice": choice,
        "word": CHOICES[Choice(choice)],
        "is_own": person in {"", getattr(wish, "actor", "")},
    }
