"""One worked case: a question and its facts as JSON, answered as JSON (`chibo rulings`)."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from chibo.core.rulebook import case_facts
from chibo.core.rulebook.absences import absences_ruling
from chibo.core.rulebook.deadlines import group_report_ruling
from chibo.core.rulebook.eligibility import may_check_in
from chibo.core.rulebook.majority import tally
from chibo.core.rulebook.meeting import may_meet
from chibo.core.rulebook.model import Rulebook
from chibo.core.rulebook.papers import document_ruling
from chibo.core.rulebook.questions import Voter
from chibo.core.rulebook.quorum import quorum_of
from chibo.core.rulebook.table import Mistake, Table, Wrong, named
from chibo.core.values import BodyKind, Finding, Form, Mode, Ruling

Answer = Mapping[str, object]
Answering = Callable[[], Answer]
"""The answer once the facts are known to be sound; the reading of them comes first."""


@dataclass(frozen=True, slots=True)
class Answered:
    """A case with its ruling, or with the first mistake in it."""

    case: str | None
    ruling: Answer | None = None
    path: str = ""
    message: str = ""
    expect: Answer | None = None

    @property
    def shown(self) -> Answer:
        """The answer as one JSON object."""
        if self.ruling is None:
            return {"case": self.case, "error": {"path": self.path, "message": self.message}}
        return {"case": self.case, "ruling": self.ruling}

    @property
    def differences(self) -> tuple[str, ...]:
        """Where the ruling is not what the case expects; every key it names, nothing more."""
        if self.ruling is None or self.expect is None:
            return ()
        return tuple(_differences(self.expect, self.ruling, ""))


def answer(rulebooks: Mapping[str, Rulebook], line: str) -> Answered:
    """Answer one case under one of the rulebooks."""
    try:
        values = json.loads(line, object_pairs_hook=_unique, parse_constant=_refused)
    except (ValueError, RecursionError) as error:
        return Answered(None, message=f"not valid JSON: {error}")
    if not isinstance(values, dict):
        return Answered(None, message="must be a JSON object")
    mistakes: list[Mistake] = []
    case = Table(values, (), mistakes)
    name, answering = case.text("case"), _question(case, rulebooks)
    expect = case.table("expect").values if case.has("expect") else None
    case.close()
    if answering is None or mistakes:
        # A mistyped key is both unknown and missed: the first says more.
        wrong = min(mistakes, key=lambda it: it.what is not Wrong.UNKNOWN_KEY)
        return Answered(name or None, path=named(wrong.path), message=wrong.message)
    return Answered(name, ruling=answering(), expect=expect)


def _unique(pairs: list[tuple[str, object]]) -> dict[str, object]:
    values = dict(pairs)
    if len(values) < len(pairs):
        message = "the same key twice in one object"
        raise ValueError(message)
    return values


def _refused(constant: str) -> object:
    message = f"{constant} is not a number of JSON"
    raise ValueError(message)


def _question(case: Table, rulebooks: Mapping[str, Rulebook]) -> Answering | None:
    rulebook = rulebooks.get(case.code("rulebook", rulebooks))
    reading = QUESTIONS.get(case.code("question", QUESTIONS))
    facts = case.table("facts")
    if rulebook is None or reading is None:
        return None
    answering = reading(facts, rulebook)
    facts.close()
    return answering


def _meeting(facts: Table, rulebook: Rulebook) -> Answering:
    question = case_facts.meeting_question(facts, rulebook)
    return lambda: _ruled(may_meet(rulebook, question))


def _check_in(facts: Table, rulebook: Rulebook) -> Answering:
    form, mode = facts.member("form", Form), facts.member("mode", Mode)
    ground = case_facts.ground(facts)
    member = case_facts.member(facts.table("member"), rulebook)
    override = facts.text("override") if facts.has("override") else None
    return lambda: _ruled(
        may_check_in(
            rulebook, form=form, ground=ground, mode=mode, member=member, override=override
        )
    )


def _vote(facts: Table, rulebook: Rulebook) -> Answering:
    voters = case_facts.voters(facts, rulebook)
    return lambda: _counted(rulebook, voters)


def _vote_by_groups(facts: Table, rulebook: Rulebook) -> Answering:
    voters = case_facts.groups_of_voters(facts, rulebook)
    return lambda: _counted(rulebook, voters)


def _quorum(facts: Table, rulebook: Rulebook) -> Answering:
    voters = case_facts.voters(facts, rulebook)

    def answering() -> Answer:
        quorum = quorum_of(rulebook, voters)
        ruling = Ruling(rulebook.id, (quorum.finding,))
        return {**_ruled(ruling), "expected": quorum.expected, "present": quorum.present}

    return answering


def _group_report(facts: Table, rulebook: Rulebook) -> Answering:
    met_at, reported_at = facts.instant("met_at"), facts.instant("reported_at")

    def answering() -> Answer:
        ruling = group_report_ruling(rulebook, met_at=met_at, reported_at=reported_at)
        return {"late": ruling.is_late, "due_at": ruling.due_at.isoformat()}

    return answering


def _document(facts: Table, rulebook: Rulebook) -> Answering:
    paper_type = facts.code("type", rulebook.papers.types)
    body, dated = facts.member("body", BodyKind), facts.day("dated")

    def answering() -> Answer:
        answered = document_ruling(rulebook, paper_type=paper_type, body=body, dated=dated)
        look = answered.format.id if answered.format else None
        return {**_ruled(answered.ruling), "format": look}

    return answering


def _absences(facts: Table, rulebook: Rulebook) -> Answering:
    year, absences = facts.number("year"), case_facts.absences(facts)

    def answering() -> Answer:
        ruling = absences_ruling(rulebook, year=year, absences=absences)
        return {"months": ruling.months, "alert": ruling.alert}

    return answering


QUESTIONS: Mapping[str, Callable[[Table, Rulebook], Answering]] = {
    "meeting": _meeting,
    "check_in": _check_in,
    "vote": _vote,
    "vote_by_groups": _vote_by_groups,
    "quorum": _quorum,
    "group_report": _group_report,
    "document": _document,
    "absences": _absences,
}


def _ruled(ruling: Ruling) -> Answer:
    shown: dict[str, object] = {
        "permitted": ruling.is_permitted,
        "refused_by": list(ruling.refused_by),
        "findings": [_found(finding) for finding in ruling.findings],
    }
    if ruling.figures:
        shown["figures"] = dict(ruling.figures)
    return shown


def _found(finding: Finding) -> Answer:
    return {
        "rule": finding.rule,
        "met": finding.met,
        "citation": {"source": finding.citation.source, "clause": finding.citation.clause},
        "facts": dict(finding.facts),
    }


def _counted(rulebook: Rulebook, voters: tuple[Voter, ...]) -> Answer:
    result = tally(rulebook, voters)
    return {
        "adopted": result.is_adopted,
        "base": result.base,
        "for": result.votes_for,
        "against": result.against,
        "other": result.other,
        "refused_ballots": result.refused_ballots,
    }


def _differences(expected: Answer, given: Answer, path: str) -> list[str]:
    found: list[str] = []
    for key, wanted in expected.items():
        at, got = f"{path}{key}", given.get(key)
        if isinstance(wanted, dict) and isinstance(got, dict):
            found += _differences(wanted, got, f"{at}.")
        elif key not in given:
            found.append(f"{at}: expected {_json(wanted)}, there is none")
        elif _json(wanted) != _json(got):
            found.append(f"{at}: expected {_json(wanted)}, got {_json(got)}")
    return found


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)
