"""A cell of fifty in three groups, its procedure with a history, and the day on which tests stand."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta

from chibo.core.procedure.acts import Phase
from chibo.core.procedure.by_groups import Assignment
from chibo.core.procedure.commands import Approval
from chibo.core.procedure.convening import rules_of
from chibo.core.procedure.frame import Decision, Moment, Occasion
from chibo.core.procedure.gatherings import LEADER
from chibo.core.procedure.groups import commands as do
from chibo.core.procedure.groups import events as ev
from chibo.core.procedure.groups.procedure import Procedure, decide, evolve
from chibo.core.procedure.groups.terms import (
    Account,
    CellFacts,
    Change,
    Figures,
    GroupMember,
    MemberVote,
    OpinionMark,
    Reference,
    Treatment,
    VersionBallot,
)
from chibo.core.procedure.terms import (
    CLOCK,
    ORDINARY,
    Officer,
    OpinionKind,
    Person,
    PlannedItem,
    TextKind,
)
from chibo.core.rulebook.model import Rulebook
from chibo.core.values import Choice, Form, Instant, PersonId, RollEntry, Standing
from tests.core.journals import RULES, VIETNAM

SIZES = {"Tổ 1": 18, "Tổ 2": 17, "Tổ 3": 15}
"""Worked number 18: fifty official members in three groups."""
DAY = date(2024, 3, 10)
MET = datetime(2024, 3, 10, 20, 0, tzinfo=VIETNAM)
"""Worked number 10: when the groups close their meetings."""
NOW = MET - timedelta(days=8)
SECRETARY, DEPUTY, MEMBER = "1-03", "1-04", "2-03"
"""The secretary, the deputy secretary and a member of the committee."""
SUPERIOR, STRANGER = "above", "stranger"
APPROVAL = Approval("application-1", 3, "f" * 64, "12-CV/ĐU", NOW.astimezone(UTC))
AGENDA = (
    PlannedItem("item-1", "Thảo luận dự thảo nghị quyết", ORDINARY),
    PlannedItem("item-2", "Nhiệm vụ tháng tới", ORDINARY),
)
NONE = "Không có"
ACCOUNT = Account("Nhất trí với dự thảo", NONE, NONE, NONE)


def person(code: PersonId) -> Person:
    return Person(code, f"Đồng chí {code}")


def code(group: int, place: int) -> PersonId:
    return f"{group}-{place:02}"


def roll(sizes: Mapping[str, int]) -> tuple[RollEntry, ...]:
    return tuple(
        RollEntry(
            Standing.OFFICIAL, group=name, person=code(n, k), name=f"Đồng chí {code(n, k)}"
        )
        for n, (name, size) in enumerate(sizes.items(), start=1)
        for k in range(1, size + 1)
    )


def facts(people: Iterable[RollEntry] = (), rules: Rulebook = RULES) -> CellFacts:
    entries = tuple(people) or roll(SIZES)
    names = sorted({each.group for each in entries if each.group})
    leaders = [
        Officer(code(n, k), f"Đồng chí {code(n, k)}", office, name)
        for n, name in enumerate(names, start=1)
        for k, office in ((1, LEADER), (2, "deputy_group_leader"))
    ]
    return CellFacts(
        rulebook=rules,
        secretaries=frozenset({SECRETARY, DEPUTY}),
        superiors=frozenset({SUPERIOR}),
        roll=entries,
        occasion=Occasion(APPROVAL, Form.BY_GROUPS, None, DAY, is_standing=True),
        committee=tuple(
            Officer(each, f"Đồng chí {each}", office)
            for each, office in (
                (SECRETARY, "secretary"),
                (DEPUTY, "deputy_secretary"),
                (MEMBER, "committee_member"),
            )
        ),
        leaders=tuple(leaders),
        places=tuple(
            GroupMember(it.person, it.group) for it in entries if it.person and it.group
        ),
    )


FACTS = facts()


def assignment(group: str, *, follower: PersonId = MEMBER, at: Instant = MET) -> Assignment:
    return Assignment(group, person(follower), at - timedelta(hours=1), "Nhà văn hóa")


ASSIGNMENTS = tuple(assignment(name) for name in SIZES)
START = do.StartProcedure("body-1", "Chi bộ Thôn Đông", APPROVAL)
STARTED = ev.ProcedureStarted(
    "body-1", "Chi bộ Thôn Đông", APPROVAL, Form.BY_GROUPS, DAY, rules_of(RULES)
)
PLAN = do.PlanProcedure(AGENDA, "Tập trung vào thu ngân sách", "item-1", ASSIGNMENTS)


def reference(journal: str, seq: int = 9) -> Reference:
    return Reference(journal, seq, f"{seq:064}")


def committee_met(
    meeting: str = "committee-1",
    *,
    at: Instant = NOW,
    phase: Phase = Phase.CLOSED,
    ballots: tuple[Figures, ...] = (),
    seq: int = 9,
) -> do.NoteCommitteeMeeting:
    ended = at + timedelta(hours=1) if phase is Phase.CLOSED else None
    opened = None if phase is Phase.CONVENED else at
    return do.NoteCommitteeMeeting(
        meeting, reference(meeting, seq), phase, at, opened, ended, ballots, ""
    )


def draft(
    body: str = "Điều 1. Thu đủ.",
    *,
    seen: int = 0,
    change: Change = Change.FIRST,
    **more: object,
) -> do.ProposeVersion:
    made = do.ProposeVersion(
        TextKind.RESOLUTION, "Nghị quyết tháng 3", body, seen, change, None, ""
    )
    return replace(made, **more)  # type: ignore[arg-type]  # the fields' own types


def group_met(
    n: int,
    votes: Mapping[PersonId, Choice] | int = 0,
    *,
    at: Instant = MET,
    phase: Phase = Phase.CLOSED,
    version: int = 1,
    opinions: tuple[OpinionMark, ...] = (),
    seq: int = 9,
    journal: str = "",
) -> do.NoteGroupMeeting:
    """Note that a group has met; as a number, so many of it voted for."""
    cast = (
        {code(n, k): Choice.FOR for k in range(1, votes + 1)}
        if isinstance(votes, int)
        else votes
    )
    return do.NoteGroupMeeting(
        group=f"Tổ {n}",
        reference=reference(journal or f"group-{n}", seq),
        phase=phase,
        version=version,
        starts_at=at - timedelta(hours=1),
        opened_at=at - timedelta(hours=1) if phase is not Phase.CONVENED else None,
        closed_at=at if phase is Phase.CLOSED else None,
        chair=person(code(n, 1)),
        present=tuple(cast),
        ballots=(VersionBallot(version, tuple(MemberVote(*each) for each in cast.items())),),
        opinions=opinions,
    )


def opinion(
    key: str, by: PersonId, kind: OpinionKind = OpinionKind.OPINION, *, up: bool = False
) -> OpinionMark:
    return OpinionMark(key, by, kind, up)


@dataclass(slots=True)
class Told:
    """A procedure with a history."""

    state: Procedure = field(default_factory=Procedure)
    at: Instant = NOW
    facts: CellFacts = FACTS

    def when(
        self,
        command: do.GroupsCommand,
        *,
        by: PersonId = SECRETARY,
        at: Instant | None = None,
        facts: CellFacts | None = None,
    ) -> Decision[ev.GroupsEvent]:
        now = Moment(at or self.at, by)
        return decide(self.state, command, now=now, facts=facts or self.facts)

    def done(
        self,
        command: do.GroupsCommand,
        *,
        by: PersonId = SECRETARY,
        at: Instant | None = None,
    ) -> "Told":
        """Carry out a command that has to be accepted."""
        decision = self.when(command, by=by, at=at)
        assert isinstance(decision, tuple), decision
        for event in decision:
            evolve(self.state, event, Moment(at or self.at, by))
        return self

    def heard(self, *commands: do.GroupsCommand) -> "Told":
        """Take in what the clock brings."""
        for command in commands:
            self.done(command, by=CLOCK)
        return self

    def reported(self, *groups: int, version: int = 1, at: Instant = MET) -> "Told":
        for n in groups:
            sent = do.SendReport(f"Tổ {n}", version, ACCOUNT, "")
            self.done(sent, by=code(n, 1), at=at + timedelta(hours=2))
        return self


def started() -> Told:
    return Told().done(START)


def planned(*, text: bool = True) -> Told:
    """Let the committee meet and plan and, if asked for, lay a draft before the groups."""
    told = started().heard(committee_met())
    if text:
        told.done(draft())
    return told.done(PLAN)


def met(first: int = 10, second: int = 9, third: int = 7) -> Told:
    """All three groups have met, with so many votes for."""
    return planned().heard(group_met(1, first), group_met(2, second), group_met(3, third))


def compiled(first: int = 10, second: int = 9, third: int = 7) -> Told:
    """All have reported and the synthesis is closed."""
    return met(first, second, third).reported(1, 2, 3).done(do.CloseSynthesis("Nhất trí cao"))


AFTER = committee_met("committee-2", at=MET + timedelta(days=3))
DECIDE = do.DecideText("committee-2", Figures(1, 3, 3, 0, 0))


def decided(first: int = 10, second: int = 9, third: int = 7) -> Told:
    return compiled(first, second, third).heard(AFTER).done(DECIDE)


ANSWERED = Treatment.TAKEN
