"""The register of papers: numbers without a gap or a repetition, and who may do what (DF-01 to DF-03)."""

from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chibo.core.procedure.convening import rules_of
from chibo.core.procedure.frame import Decision, Moment
from chibo.core.procedure.papers import (
    PaperState,
    Register,
    RegisterFacts,
    decide,
    evolve,
    number_of,
)
from chibo.core.procedure.register_acts import (
    AcknowledgePaper,
    Audience,
    DraftDropped,
    DraftPaper,
    DropDraft,
    IssuePaper,
    NumbersSkipped,
    OpenTerm,
    PaperDrafted,
    PaperIssued,
    PaperReached,
    PapersCommand,
    PaperSent,
    PapersEvent,
    PaperSigned,
    PaperSigner,
    PaperVoided,
    RecordSending,
    SkipNumbers,
    Source,
    TermOpened,
    VoidPaper,
)
from chibo.core.procedure.signatures import CodeEvidence, Method, PasskeyEvidence, Statement
from chibo.core.procedure.terms import CLOCK, Role
from chibo.core.values import BodyKind, Reason, Refusal
from tests.core.journals import rulebook
from tests.core.people import AN, BINH, LAN, THU, UYEN

TRAINING = rulebook("training")
NOW = datetime(2026, 6, 5, 2, tzinfo=UTC)
TODAY = date(2026, 6, 5)
IN_2024 = datetime(2024, 3, 1, 2, tzinfo=UTC)
IN_MARCH = datetime(2026, 3, 1, 2, tzinfo=UTC)
FACTS = RegisterFacts(
    rulebook=TRAINING,
    kind=BodyKind.CELL,
    secretaries=frozenset({AN, THU}),
    superiors=frozenset({UYEN}),
    drafters=frozenset({BINH}),
)
SOURCE = Source("meeting-1", "t1", 40, "a" * 64)
DRAFT = DraftPaper("p1", "resolution", SOURCE, " về nhiệm vụ tháng 6 ", {"more": " A "})
DRAFTED = PaperDrafted(
    "p1", "resolution", SOURCE, "về nhiệm vụ tháng 6", {"more": "A"}, version=1
)
SIGNER = PaperSigner(AN, "Nguyễn Văn An", "Bí thư")
BOTH = (Audience.MEMBERS, Audience.SUPERIOR)


def issue(paper: str = "p1", **changes: object) -> IssuePaper:
    made = IssuePaper(
        paper=paper, version=1, type="NQ", ordinal=1, number="01-NQ/CB", dated=TODAY,
        source=SOURCE, value_sha256="b" * 64, pdf_sha256="c" * 64, docx_sha256="d" * 64,
        is_sealed=True, signers=(SIGNER,), audiences=BOTH,
    )  # fmt: skip
    return replace(made, **changes)  # type: ignore[arg-type]  # the fields' own types


def issued(paper: str = "p1", **changes: object) -> PaperIssued:
    made = PaperIssued(
        paper=paper, name="resolution", type="NQ", ordinal=1, number="01-NQ/CB", term=None,
        dated=TODAY, abstract="về nhiệm vụ tháng 6", source=SOURCE, value_sha256="b" * 64,
        pdf_sha256="c" * 64, docx_sha256="d" * 64, is_sealed=True, signers=(SIGNER,),
        audiences=BOTH, rules=rules_of(TRAINING),
    )  # fmt: skip
    return replace(made, **changes)  # type: ignore[arg-type]  # the fields' own types


ISSUED = issued()
DROPPED = DraftDropped("p1", "Trùng")
VOIDED = PaperVoided("p1", "Sai trích yếu")
SENT = PaperSent("p1", Audience.MEMBERS, 9, 1)


@dataclass(slots=True)
class Kept:
    """A register with a history."""

    state: Register = field(default_factory=Register)

    def when(
        self,
        command: PapersCommand,
        *,
        by: str = AN,
        at: datetime = NOW,
        facts: RegisterFacts = FACTS,
    ) -> Decision[PapersEvent]:
        return decide(self.state, command, now=Moment(at, by), facts=facts)


def kept(*events: PapersEvent) -> Kept:
    made = Kept()
    for event in events:
        evolve(made.state, event, Moment(NOW, AN))
    return made


def test_a_draft_counts_its_versions_and_is_written_by_whoever_may_draft() -> None:
    assert kept().when(DRAFT, by=BINH) == (DRAFTED,)
    assert kept(DRAFTED).when(DRAFT) == (replace(DRAFTED, version=2),)


def test_an_issued_paper_has_the_next_number_of_its_type() -> None:
    decision = kept(DRAFTED).when(issue())

    assert decision == (ISSUED,)


STATEMENT = Statement("p1", "papers-1", "e" * 64, "b" * 64, AN, Role.SECRETARY, "n1")
CODE = CodeEvidence(NOW, 59_000_000)
PASSKEY = PasskeyEvidence("chibo", "c", "k", -7, "a", "e30", "s")


def test_what_the_issuer_confirmed_stands_beside_the_paper() -> None:
    """DF-03: confirmed is the value of this paper under this number, up to a head of the register."""
    signed = issue(statement=STATEMENT.text, evidence=CODE)
    register = kept(DRAFTED)

    event = PaperSigned("p1", AN, "e" * 64, STATEMENT.text, Method.CODE, CODE)
    assert register.when(signed) == (issued(), event)
    after = Register()
    for each in (DRAFTED, issued(), event):
        evolve(after, each, Moment(NOW, AN))
    assert after.papers["p1"].signed == event


@pytest.mark.parametrize(
    ("statement", "evidence", "reason"),
    [
        ("", CODE, Reason.SIGNATURE_FOREIGN),
        (replace(STATEMENT, subject="p2").text, CODE, Reason.SIGNATURE_FOREIGN),
        (replace(STATEMENT, signer=THU).text, CODE, Reason.SIGNATURE_FOREIGN),
        (STATEMENT.text, PASSKEY, Reason.SIGNATURE_FOREIGN),
        (replace(STATEMENT, paper_sha256="f" * 64).text, CODE, Reason.PAPER_CHANGED),
    ],
)
def test_what_was_confirmed_of_something_else_issues_nothing(
    statement: str, evidence: CodeEvidence | PasskeyEvidence, reason: Reason
) -> None:
    asked = issue(statement=statement, evidence=evidence)
    assert kept(DRAFTED).when(asked) == Refusal(reason)


def test_numbers_go_on_by_type_and_begin_again_with_a_term() -> None:
    drafted = replace(DRAFTED, paper="p2")
    second = issue("p2", ordinal=2, number="02-NQ/CB")
    other = issue("p2", type="BC", ordinal=1, number="01-BC/CB")
    before = replace(ISSUED, dated=date(2026, 5, 1))
    term = TermOpened(date(2026, 6, 1), "2026–2030")

    assert kept(DRAFTED, ISSUED, drafted).when(second) == (
        issued("p2", ordinal=2, number="02-NQ/CB"),
    )
    assert kept(DRAFTED, ISSUED, drafted).when(other) == (
        issued("p2", type="BC", number="01-BC/CB"),
    )
    assert kept(DRAFTED, before, term, drafted).when(issue("p2")) == (
        issued("p2", term=term.from_on),
    )


def test_a_list_without_a_type_bears_no_number() -> None:
    plain = issue(type="", ordinal=0, number="")

    decision = kept(DRAFTED).when(plain)

    assert decision == (issued(type="", ordinal=0, number=""),)
    assert kept(DRAFTED, issued(type="", ordinal=0, number="")).state.last == {}


def test_a_conclusion_is_issued_from_the_day_on_which_cells_may(  # DF-02, worked number 19
) -> None:
    conclusion = issue(type="KL", number="01-KL/CB")
    early = kept(DRAFTED).when(replace(conclusion, dated=date(2024, 3, 1)), at=IN_2024)

    assert isinstance(early, Refusal)
    assert early.reason is Reason.RULES_NOT_MET
    assert [each.rule for each in early.findings] == ["DF-02"]
    assert kept(DRAFTED).when(replace(conclusion, dated=date(2026, 3, 1)), at=IN_MARCH) == (
        issued(type="KL", number="01-KL/CB", dated=date(2026, 3, 1)),
    )


def test_numbers_used_outside_are_accounted_for_and_never_given() -> None:
    skipped = NumbersSkipped("NQ", None, 1, 14, "Ghi tay trước khi mở sổ")
    state = kept(skipped)

    assert kept().when(SkipNumbers("NQ", 14, " Ghi tay trước khi mở sổ ")) == (skipped,)
    assert state.state.next_ordinal("NQ", TODAY) == 15
    assert state.when(SkipNumbers("NQ", 14, "x")) == Refusal(
        Reason.NUMBER_TAKEN, facts={"number": "15-NQ/CB"}
    )


def test_a_void_number_stays_used() -> None:
    state = kept(DRAFTED, ISSUED, VOIDED)

    assert state.state.papers["p1"].state is PaperState.VOID
    assert state.state.next_ordinal("NQ", TODAY) == 2


def test_what_becomes_of_an_issued_paper_is_written_down_once() -> None:
    state = kept(DRAFTED, ISSUED)
    sending = RecordSending("p1", Audience.MEMBERS, 9, 1)

    assert state.when(sending, by=CLOCK) == (SENT,)
    assert state.when(AcknowledgePaper("p1"), by=UYEN) == (PaperReached("p1", UYEN),)
    assert state.when(VoidPaper("p1", " Sai trích yếu ")) == (VOIDED,)
    assert kept(DRAFTED).when(DropDraft("p1", " Trùng "), by=BINH) == (DROPPED,)


def test_a_term_begins_on_the_day_of_its_congress() -> None:
    command = OpenTerm(date(2026, 6, 1), " 2026–2030 ")

    assert kept().when(command) == (TermOpened(date(2026, 6, 1), "2026–2030"),)


REFUSED: dict[str, tuple[tuple[PapersEvent, ...], PapersCommand, str, Refusal]] = {
    "a stranger drafts": (
        (), DRAFT, LAN, Refusal(Reason.AUTHORITY_MISSING, facts={"needed": "drafter"}),
    ),
    "a drafter issues": (
        (DRAFTED,), issue(), BINH,
        Refusal(Reason.AUTHORITY_MISSING, facts={"needed": "secretary"}),
    ),
    "a secretary takes note": (
        (DRAFTED, ISSUED), AcknowledgePaper("p1"), AN,
        Refusal(Reason.AUTHORITY_MISSING, facts={"needed": "superior"}),
    ),
    "a person records a sending": (
        (DRAFTED, ISSUED), RecordSending("p1", Audience.MEMBERS, 1, 0), AN,
        Refusal(Reason.AUTHORITY_MISSING, facts={"needed": "clock"}),
    ),
    "no abstract": ((), replace(DRAFT, abstract=" "), AN, Refusal(Reason.TEXT_EMPTY)),
    "drafted after issue": (
        (DRAFTED, ISSUED), DRAFT, AN,
        Refusal(Reason.PAPER_ISSUED, facts={"number": "01-NQ/CB"}),
    ),
    "drafted after it was dropped": (
        (DRAFTED, DROPPED), DRAFT, AN, Refusal(Reason.DRAFT_DROPPED),
    ),
    "nothing to issue": ((), issue(), AN, Refusal(Reason.PAPER_UNKNOWN)),
    "issued twice": (
        (DRAFTED, ISSUED), issue(), AN,
        Refusal(Reason.PAPER_ISSUED, facts={"number": "01-NQ/CB"}),
    ),
    "another draft was read": (
        (DRAFTED, replace(DRAFTED, version=2)), issue(), AN, Refusal(Reason.PAPER_CHANGED),
    ),
    "another day": (
        (DRAFTED,), issue(dated=date(2026, 6, 4)), AN, Refusal(Reason.PAPER_CHANGED),
    ),
    "somebody took the number": (
        (DRAFTED, ISSUED, replace(DRAFTED, paper="p2")), issue("p2"), AN,
        Refusal(Reason.NUMBER_TAKEN, facts={"number": "02-NQ/CB"}),
    ),
    "a sign that is not the body's": (
        (DRAFTED,), issue(number="01-NQ/ĐU"), AN,
        Refusal(Reason.NUMBER_TAKEN, facts={"number": "01-NQ/CB"}),
    ),
    "skipped without a reason": (
        (), SkipNumbers("NQ", 3, " "), AN, Refusal(Reason.REASON_MISSING),
    ),
    "dropped without a reason": (
        (DRAFTED,), DropDraft("p1", ""), AN, Refusal(Reason.REASON_MISSING),
    ),
    "an unknown draft dropped": (
        (), DropDraft("p1", "x"), AN, Refusal(Reason.PAPER_UNKNOWN),
    ),
    "a draft made void": (
        (DRAFTED,), VoidPaper("p1", "x"), AN, Refusal(Reason.PAPER_NOT_ISSUED),
    ),
    "an unknown paper made void": (
        (), VoidPaper("p1", "x"), AN, Refusal(Reason.PAPER_UNKNOWN),
    ),
    "made void twice": (
        (DRAFTED, ISSUED, VOIDED), VoidPaper("p1", "x"), AN, Refusal(Reason.PAPER_VOID),
    ),
    "made void without a reason": (
        (DRAFTED, ISSUED), VoidPaper("p1", " "), AN, Refusal(Reason.REASON_MISSING),
    ),
    "a draft sent": (
        (DRAFTED,), RecordSending("p1", Audience.MEMBERS, 1, 0), CLOCK,
        Refusal(Reason.PAPER_NOT_ISSUED),
    ),
    "sent twice": (
        (DRAFTED, ISSUED, SENT), RecordSending("p1", Audience.MEMBERS, 1, 0), CLOCK,
        Refusal(Reason.PAPER_SENT),
    ),
    "a draft noted": (
        (DRAFTED,), AcknowledgePaper("p1"), UYEN, Refusal(Reason.PAPER_NOT_ISSUED),
    ),
    "noted though it does not go up": (
        (DRAFTED, replace(ISSUED, audiences=(Audience.MEMBERS,))), AcknowledgePaper("p1"), UYEN,
        Refusal(Reason.PAPER_NOT_FOR_SUPERIOR),
    ),
    "noted twice": (
        (DRAFTED, ISSUED, PaperReached("p1", UYEN)), AcknowledgePaper("p1"), UYEN,
        Refusal(Reason.PAPER_REACHED),
    ),
    "a congress to come": (
        (), OpenTerm(date(2026, 6, 6), "x"), AN, Refusal(Reason.TERM_AHEAD),
    ),
    "a congress before numbers of that day": (
        (DRAFTED, ISSUED), OpenTerm(TODAY, "x"), AN,
        Refusal(Reason.TERM_TOO_EARLY, facts={"day": "2026-06-05"}),
    ),
    "a congress before the last one": (
        (TermOpened(date(2025, 6, 1), "x"),), OpenTerm(date(2025, 5, 1), "x"), AN,
        Refusal(Reason.TERM_TOO_EARLY, facts={"day": "2025-06-01"}),
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", REFUSED)
def test_what_is_refused_and_why(case: str) -> None:
    events, command, by, refusal = REFUSED[case]

    assert kept(*events).when(command, by=by) == refusal


def test_numbers_outside_are_asked_of_the_rules_too() -> None:
    decision = kept().when(SkipNumbers("KL", 3, "x"), at=IN_2024)

    assert isinstance(decision, Refusal)
    assert decision.reason is Reason.RULES_NOT_MET


def test_a_number_has_two_digits_at_least() -> None:
    assert number_of(TRAINING, BodyKind.CELL, "NQ", 7) == "07-NQ/CB"
    assert number_of(TRAINING, BodyKind.COMMITTEE, "CV", 112) == "112-CV/ĐU"


@settings(deadline=None, max_examples=60)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["NQ", "BC", ""]),
            st.sampled_from(["issue", "skip", "void", "term"]),
        ),
        max_size=12,
    )
)
def test_whatever_is_done_no_number_is_missing_and_none_is_given_twice(
    steps: list[tuple[str, str]],
) -> None:
    state, given_out = kept(), []
    for place, (paper_type, what) in enumerate(steps):
        name = f"p{place}"
        ordinal = state.state.next_ordinal(paper_type, TODAY)
        number = number_of(TRAINING, BodyKind.CELL, paper_type, ordinal)
        commands: dict[str, list[PapersCommand]] = {
            "issue": [
                replace(DRAFT, paper=name),
                issue(name, type=paper_type, ordinal=ordinal, number=number),
            ],
            "skip": [SkipNumbers(paper_type, ordinal + 1, "x")] if paper_type else [],
            "void": [VoidPaper(f"p{place - 1}", "x")],
            "term": [OpenTerm(date(2026, 1, 1 + place), "x")],
        }
        for command in commands[what]:
            decision = state.when(command)
            for event in () if isinstance(decision, Refusal) else decision:
                evolve(state.state, event, Moment(NOW, AN))
                if isinstance(event, PaperIssued) and event.type:
                    given_out.append((event.type, event.term, event.ordinal))
                if isinstance(event, NumbersSkipped):
                    numbers = range(event.first, event.last + 1)
                    given_out += [(event.type, event.term, each) for each in numbers]

    assert len(given_out) == len(set(given_out))
    for key in {(kind, term) for kind, term, _ in given_out}:
        numbers = sorted(each for kind, term, each in given_out if (kind, term) == key)
        assert numbers == list(range(1, len(numbers) + 1))
