"""The votes of all groups summed over the cell: one vote a member, on one base (TG-10, VT-03)."""

from collections.abc import Iterable, Mapping

from chibo.core.procedure.groups import events as ev
from chibo.core.procedure.groups.sessions import Sessions
from chibo.core.rulebook.majority import Tally, tally
from chibo.core.rulebook.model import Rulebook
from chibo.core.rulebook.questions import Voter
from chibo.core.values import Choice, PersonId


def votes_in(meeting: ev.GroupMeetingNoted, versions: Iterable[int]) -> dict[PersonId, Choice]:
    """Return the votes of one meeting on some versions; the later version holds."""
    wanted = set(versions)
    counted = (it for it in meeting.ballots if it.version in wanted)
    return {
        vote.person: vote.choice
        for ballot in sorted(counted, key=lambda it: it.version)
        for vote in ballot.votes
    }


def votes(sessions: Sessions, round_: int, versions: Iterable[int]) -> dict[PersonId, Choice]:
    """Return every member's vote, once: that of their own group, else the first one given."""
    wanted = tuple(versions)
    found: dict[PersonId, Choice] = {}
    elsewhere: dict[PersonId, Choice] = {}
    for meeting in sessions.closed(round_):
        members = set(sessions.groups[meeting.group].members)
        for person, choice in votes_in(meeting, wanted).items():
            # Somebody moved between groups after the start votes once.
            (found if person in members else elsewhere).setdefault(person, choice)
    return elsewhere | found


def present(sessions: Sessions, round_: int) -> frozenset[PersonId]:
    """Return who was at a meeting of a group."""
    return frozenset(it for each in sessions.closed(round_) for it in each.present)


def sum_of(sessions: Sessions, round_: int, versions: Iterable[int], rules: Rulebook) -> Tally:
    """Return the votes of the whole cell on the text, against its voting base."""
    cast = votes(sessions, round_, versions)
    return tally(rules, _voters(sessions, cast, present(sessions, round_), sessions.roll))


def sum_of_group(
    sessions: Sessions, meeting: ev.GroupMeetingNoted, versions: Iterable[int], rules: Rulebook
) -> Tally:
    """Return the votes of one group's members, for the table; a group adopts nothing by itself."""
    members = sessions.groups[meeting.group].members
    cast = votes_in(meeting, versions)
    return tally(rules, _voters(sessions, cast, frozenset(meeting.present), members))


def _voters(
    sessions: Sessions,
    cast: Mapping[PersonId, Choice],
    there: frozenset[PersonId],
    people: Iterable[PersonId],
) -> list[Voter]:
    return [
        Voter(
            sessions.roll[person],
            is_present=person in there or person in cast,
            choice=cast.get(person),
        )
        for person in people
    ]


def set_aside(
    sessions: Sessions, round_: int, versions: Iterable[int]
) -> tuple[tuple[str, PersonId], ...]:
    """Return the votes that count nowhere, by group: a second one, or of nobody on the roll."""
    wanted = tuple(versions)
    seen: set[PersonId] = set()
    aside: list[tuple[str, PersonId]] = []
    given = [
        (person not in sessions.groups[it.group].members, it.group, person)
        for it in sessions.closed(round_)
        for person in votes_in(it, wanted)
    ]
    for _, group, person in sorted(given, key=lambda each: each[0]):
        if person in seen or person not in sessions.roll:
            aside.append((group, person))
        seen.add(person)
    return tuple(aside)
