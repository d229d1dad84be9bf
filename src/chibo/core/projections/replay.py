"""Past decisions asked again under another rulebook: which would have come out differently, and why."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from enum import StrEnum

from chibo.core.rulebook.model import Rulebook
from chibo.core.values import BodyId, Citation, Finding, Instant

Findings = tuple[Finding, ...]
Ask = Callable[[Rulebook], Findings]


class Act(StrEnum):
    """What was decided, or found to be late or short."""

    SUBMITTED = "submitted"
    APPROVED = "approved"
    CONVENED = "convened"
    OPENED = "opened"
    BALLOT = "ballot"
    LEAD_TIME = "lead_time"
    REPLY = "reply"
    LENGTH = "length"
    DOCUMENT = "document"
    GROUP_REPORT = "group_report"
    ISSUE = "issue"


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision as a journal holds it; `ask` answers it under any rulebook."""

    act: Act
    journal: str
    at: Instant
    meets_at: Instant
    subject: str
    """The form of the meeting, the title of the text or document, the group, or the paper's number."""
    own: Rulebook
    """The rulebook that it was decided under."""
    ask: Ask
    recorded: Findings | None = None
    """What the journal says was found then; None where it follows from moments alone."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """One rule that says something else: what it found, and what it would find."""

    rule: str
    before: Finding | None
    after: Finding | None
    clause_before: Citation | None
    clause_after: Citation | None


@dataclass(frozen=True, slots=True)
class Differing:
    """A decision that would come out differently."""

    body: BodyId
    journal: str
    act: Act
    at: Instant
    meets_at: Instant
    subject: str
    rulebook: str
    """The fingerprint of the rulebook that it was decided under."""
    is_turned: bool
    """Whether the answer itself turns; otherwise only a warning comes or goes."""
    outcomes: tuple[Outcome, ...]


@dataclass(frozen=True, slots=True)
class Unproven:
    """A decision whose facts are not all in the journals: it is named and not judged."""

    body: BodyId
    journal: str
    act: Act
    at: Instant
    subject: str


@dataclass(frozen=True, slots=True)
class Replay:
    """What asking again has shown so far."""

    decisions: int = 0
    differing: tuple[Differing, ...] = ()
    unproven: tuple[Unproven, ...] = ()

    def __add__(self, other: "Replay") -> "Replay":
        return Replay(
            self.decisions + other.decisions,
            self.differing + other.differing,
            self.unproven + other.unproven,
        )


@dataclass(slots=True)
class Judge:
    """Asks decisions again under one rulebook, as if it had spoken on their days."""

    rulebook: Rulebook
    _in_force: dict[str, Rulebook] = field(default_factory=dict)

    def judge(self, body: BodyId, decisions: Iterable[Decision]) -> Replay:
        """Return what comes out differently; each decision is asked before the next is taken."""
        count = 0
        differing: list[Differing] = []
        unproven: list[Unproven] = []
        for each in decisions:
            count += 1
            before = each.ask(each.own)
            if each.recorded is not None and before[: len(each.recorded)] != each.recorded:
                unproven.append(Unproven(body, each.journal, each.act, each.at, each.subject))
                continue
            after = each.ask(self._speaking_then(each.own))
            if outcomes := tuple(_outcomes(each.own, self.rulebook, before, after)):
                differing.append(_differing(body, each, before, after, outcomes))
        return Replay(count, tuple(differing), tuple(unproven))

    def _speaking_then(self, own: Rulebook) -> Rulebook:
        # A text to come did not speak on the days of the past: its days are put aside.
        if own.fingerprint not in self._in_force:
            self._in_force[own.fingerprint] = replace(self.rulebook, valid=own.valid)
        return self._in_force[own.fingerprint]


def _differing(
    body: BodyId,
    each: Decision,
    before: Findings,
    after: Findings,
    outcomes: tuple[Outcome, ...],
) -> Differing:
    return Differing(
        body=body,
        journal=each.journal,
        act=each.act,
        at=each.at,
        meets_at=each.meets_at,
        subject=each.subject,
        rulebook=each.own.fingerprint,
        is_turned=_is_yes(before) != _is_yes(after),
        outcomes=outcomes,
    )


def _is_yes(findings: Findings) -> bool:
    return not any(_stops(each) for each in findings)


def _stops(finding: Finding | None) -> bool:
    return finding is not None and finding.must and not finding.met


def _warns(finding: Finding | None) -> bool:
    return finding is not None and not finding.must and not finding.met


def _outcomes(
    own: Rulebook, other: Rulebook, before: Findings, after: Findings
) -> Iterator[Outcome]:
    was, would_be = _by_rule(before), _by_rule(after)
    for key in dict.fromkeys([*was, *would_be]):
        first, second = was.get(key), would_be.get(key)
        # A rule that is met on one side and does not speak on the other changes nothing.
        if (_stops(first), _warns(first)) == (_stops(second), _warns(second)):
            continue
        rule, _ = key
        yield Outcome(rule, first, second, _clause(own, rule), _clause(other, rule))


def _by_rule(findings: Findings) -> dict[tuple[str, int], Finding]:
    """Return findings by their rule, and by their place where a rule speaks more than once."""
    found: dict[tuple[str, int], Finding] = {}
    for each in findings:
        place = sum(1 for rule, _ in found if rule == each.rule)
        found[each.rule, place] = each
    return found


def _clause(rulebook: Rulebook, rule: str) -> Citation | None:
    return rulebook.rules[rule].citation if rule in rulebook.rules else None
