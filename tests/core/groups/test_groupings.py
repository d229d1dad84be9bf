"""Random groupings: the sum is the votes cast, nobody counts twice, nobody is forgotten (TG-10)."""

from collections import Counter
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from chibo.core.procedure.acts import Phase
from chibo.core.procedure.by_groups import Assignment
from chibo.core.procedure.groups import commands as do
from chibo.core.procedure.groups.sums import set_aside, sum_of, sum_of_group, votes
from chibo.core.procedure.groups.terms import Change, MemberVote, VersionBallot
from chibo.core.values import Choice, PersonId, RollEntry, Status
from tests.core.groups.procedures import (
    ASSIGNMENTS,
    PLAN,
    START,
    Told,
    assignment,
    code,
    committee_met,
    draft,
    facts,
    group_met,
    met,
    roll,
)
from tests.core.journals import RULES

Cast = dict[PersonId, Choice]
SMALL = replace(RULES, by_groups=replace(RULES.by_groups, minimum_members=6))
"""Few people, so that they meet; the rules are the same."""

sizes = st.lists(st.integers(4, 7), min_size=2, max_size=4)
choices = st.none() | st.sampled_from(list(Choice))


def cell_of(counts: list[int]) -> Told:
    """Plan the meeting of a cell with groups of these sizes."""
    people = roll({f"Tổ {n}": size for n, size in enumerate(counts, start=1)})
    groups = sorted({each.group or "" for each in people})
    assigned: tuple[Assignment, ...] = tuple(assignment(name) for name in groups)
    told = Told(facts=facts(people, SMALL)).done(START).heard(committee_met()).done(draft())
    return told.done(replace(PLAN, assignments=assigned))


@st.composite
def meetings(draw: st.DrawFn) -> tuple[Told, list[do.NoteGroupMeeting], dict[str, Cast]]:
    """Draw a cell whose groups have met; some members were moved and vote in two groups."""
    counts = draw(sizes)
    told = cell_of(counts)
    cast: dict[str, Cast] = {}
    everybody = [
        code(n, k) for n, size in enumerate(counts, start=1) for k in range(1, size + 1)
    ]
    for n, size in enumerate(counts, start=1):
        own = {code(n, k): draw(choices) for k in range(1, size + 1)}
        moved = {
            person: draw(choices)
            for person in draw(st.lists(st.sampled_from([*everybody, "nobody"]), max_size=2))
        }
        given_here = {**moved, **own}
        cast[f"Tổ {n}"] = {who: it for who, it in given_here.items() if it is not None}
    notes = [group_met(n, cast[f"Tổ {n}"]) for n in range(1, len(counts) + 1)]
    return told, draw(st.permutations(notes)), cast


@settings(max_examples=60, deadline=None)
@given(meetings())
def test_tg_10_the_sum_is_every_members_one_vote(
    drawn: tuple[Told, list[do.NoteGroupMeeting], dict[str, Cast]],
) -> None:
    told, notes, cast = drawn
    told.heard(*notes)
    sessions, rules = told.state.sessions, told.facts.rulebook

    counted = votes(sessions, 1, (1,))
    total = sum_of(sessions, 1, (1,), rules)

    everybody = set(sessions.roll)
    voted = {who for given_here in cast.values() for who in given_here}
    assert set(counted) == voted
    by_choice = Counter(choice for who, choice in counted.items() if who in everybody)
    assert (total.votes_for, total.against, total.other) == tuple(
        by_choice[each] for each in (Choice.FOR, Choice.AGAINST, Choice.OTHER)
    )
    assert total.base == len(everybody)
    members = [it for group in sessions.groups.values() for it in group.members]
    assert sorted(members) == sorted(everybody)
    for group, given_here in cast.items():
        own = {
            who: it for who, it in given_here.items() if who in sessions.groups[group].members
        }
        assert own.items() <= counted.items()
    given_in_all = sum(len(each) for each in cast.values())
    assert len(set_aside(sessions, 1, (1,))) == given_in_all - len(voted & everybody)


@settings(max_examples=40, deadline=None)
@given(meetings(), st.randoms(use_true_random=False))
def test_the_order_of_the_reports_changes_nothing(
    drawn: tuple[Told, list[do.NoteGroupMeeting], dict[str, Cast]], random: st.DataObject
) -> None:
    told, notes, _ = drawn
    other = Told(facts=told.facts).done(START).heard(committee_met()).done(draft())
    other.done(
        replace(PLAN, assignments=tuple(assignment(it) for it in told.state.sessions.groups))
    )
    again = list(notes)
    random.shuffle(again)  # type: ignore[attr-defined]  # hypothesis draws a Random

    told.heard(*notes)
    # What was heard of earlier, convened and open, changes nothing either.
    earlier = [
        replace(it, reference=replace(it.reference, seq=2), phase=Phase.OPEN, closed_at=None)
        for it in again
    ]
    other.heard(*earlier, *again)

    rules = told.facts.rulebook
    assert sum_of(told.state.sessions, 1, (1,), rules) == sum_of(
        other.state.sessions, 1, (1,), rules
    )
    assert told.state.sessions.closed(1) == other.state.sessions.closed(1)


def test_a_member_moved_after_the_start_votes_once_in_the_group_of_the_plan() -> None:
    moved = code(1, 5)
    told = met(0, 0, 0)
    sessions = told.heard(
        group_met(2, {moved: Choice.AGAINST}, seq=10), group_met(1, {moved: Choice.FOR}, seq=10)
    ).state.sessions

    assert votes(sessions, 1, (1,)) == {moved: Choice.FOR}
    assert set_aside(sessions, 1, (1,)) == (("Tổ 2", moved),)
    second = sum_of_group(sessions, sessions.meetings["group-2"], (1,), RULES)
    assert (second.base, second.against) == (17, 0)


def test_vt_03_exempt_members_count_only_where_they_vote() -> None:
    def exempt(entry: RollEntry) -> RollEntry:
        is_one = entry.person in {"1-06", "2-06"}
        return replace(entry, status=Status.EXEMPT) if is_one else entry

    people = tuple(map(exempt, roll({"Tổ 1": 18, "Tổ 2": 17, "Tổ 3": 17})))
    told = Told(facts=facts(people)).done(START).heard(committee_met()).done(draft())
    told.done(replace(PLAN, assignments=ASSIGNMENTS))
    told.heard(group_met(1, {"1-06": Choice.FOR}), group_met(2, {"2-07": Choice.FOR}))

    total = sum_of(told.state.sessions, 1, (1,), RULES)
    assert (total.base, total.votes_for) == (51, 2)


def test_tg_10_a_later_vote_on_an_edited_version_takes_the_place_of_the_earlier_one() -> None:
    both = replace(
        group_met(1),
        ballots=(
            VersionBallot(2, (MemberVote("1-05", Choice.AGAINST),)),
            VersionBallot(1, (MemberVote("1-05", Choice.FOR), MemberVote("1-06", Choice.FOR))),
            VersionBallot(7, (MemberVote("1-07", Choice.FOR),)),
        ),
    )
    told = met(0, 0, 0).done(draft("Sửa câu chữ", seen=1, change=Change.EDITING))
    told.heard(replace(both, reference=replace(both.reference, seq=10)))

    state = told.state
    assert votes(state.sessions, state.round, state.versions) == {
        "1-05": Choice.AGAINST,
        "1-06": Choice.FOR,
    }
