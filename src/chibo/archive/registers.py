"""The books of a body: papers, tasks, texts, reports, heads; the way back to commands, and what was told."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

from chibo.archive.facts import Case, Told, with_offices
from chibo.archive.inverting import Inverse
from chibo.core.procedure import period_report as report
from chibo.core.procedure import register_acts as papers
from chibo.core.procedure import regulation as texts
from chibo.core.procedure import task_book as tasks
from chibo.core.procedure import witness
from chibo.core.procedure.papers import Register, RegisterFacts, number_of
from chibo.core.procedure.regulation import RegulationFacts
from chibo.core.rulebook.model import Period, Rulebook
from chibo.core.rulebook.reading import needed_by
from chibo.core.values import BodyKind

ONE_DAY = timedelta(days=1)


def _version(state: Register, event: papers.PaperIssued) -> int:
    return state.papers[event.paper].drafted.version


PAPERS: dict[type, Inverse | tuple[Inverse, ...]] = {
    papers.TermOpened: Inverse(papers.OpenTerm, trimmed=True),
    papers.PaperDrafted: Inverse(papers.DraftPaper, trimmed=True),
    papers.DraftDropped: Inverse(papers.DropDraft, trimmed=True),
    papers.PaperIssued: Inverse(papers.IssuePaper, seen={"version": _version}),
    papers.NumbersSkipped: Inverse(papers.SkipNumbers, named={"until": "last"}, trimmed=True),
    papers.PaperVoided: Inverse(papers.VoidPaper, trimmed=True),
    papers.PaperSent: Inverse(papers.RecordSending),
    papers.PaperReached: Inverse(papers.AcknowledgePaper),
}

TASKS: dict[type, Inverse | tuple[Inverse, ...]] = {
    tasks.TaskEntered: Inverse(tasks.EnterTask),
    tasks.TaskReported: Inverse(tasks.ReportTask, trimmed=True),
    tasks.TaskAccepted: Inverse(tasks.AcceptTask, trimmed=True),
    tasks.TaskReturned: Inverse(tasks.ReturnTask, trimmed=True),
    tasks.TaskExtended: Inverse(tasks.ExtendTask, trimmed=True),
    tasks.TaskReleased: Inverse(tasks.ReleaseTask, trimmed=True),
}

REPORT: dict[type, Inverse | tuple[Inverse, ...]] = {
    report.ReportWritten: Inverse(report.WriteReport, trimmed=True),
}

REGULATION: dict[type, Inverse | tuple[Inverse, ...]] = {
    texts.TextRegistered: Inverse(texts.RegisterText),
    texts.TextClosed: Inverse(texts.CloseText, trimmed=True),
}

WITNESS: dict[type, Inverse | tuple[Inverse, ...]] = {
    witness.HeadWitnessed: Inverse(witness.WitnessHead),
    witness.HeadContradicted: Inverse(witness.WitnessHead),
}


def about_office(case: Case, _state: object, _command: object) -> Iterator[Told]:
    """Yield the facts where all that is told is who holds which office."""
    yield from with_offices(Told(case.plain), case.now)


def about_papers(case: Case, _state: Register, command: object) -> Iterator[Told]:
    """Yield the facts under which a command of a register of papers may have been carried out."""
    for rulebook, kind, recorded in _bodies(case, command):
        facts = RegisterFacts(rulebook=rulebook, kind=kind)
        yield from with_offices(Told(facts, recorded), case.now)
        drafters = replace(facts, drafters=frozenset({case.now.actor}))
        yield Told(drafters, (*recorded, "office"))


def _bodies(
    case: Case, command: object
) -> Iterator[tuple[Rulebook, BodyKind, tuple[str, ...]]]:
    """Yield what the body may have been, and its rulebook: only numbers and types depend on them."""
    match command:
        case papers.IssuePaper(type=paper_type, ordinal=ordinal, number=number) if paper_type:
            kinds = case.rulebook.papers.symbols
            bearing = [
                it
                for it in kinds
                if number_of(case.rulebook, it, paper_type, ordinal) == number
            ]
            yield from ((case.rulebook, it, ("body",)) for it in bearing or BodyKind)
        case papers.SkipNumbers():
            for rulebook in case.known.rulebooks.values():
                yield from ((rulebook, it, ("body",)) for it in BodyKind)
        case _:
            yield case.rulebook, BodyKind.CELL, ()


def about_texts(case: Case, _state: object, command: object) -> Iterator[Told]:
    """Yield the facts under which a text may have been registered or closed."""
    leaders = frozenset({case.now.actor})
    recorded = ("office", "texts")
    if not isinstance(command, texts.RegisterText):
        yield Told(RegulationFacts(leaders, has_bodies_below=True, shelf={}), recorded)
        return
    for shelf in _shelves(case, command):
        yield Told(RegulationFacts(leaders, has_bodies_below=True, shelf=shelf), recorded)


def _shelves(case: Case, command: texts.RegisterText) -> Iterator[dict[str, Rulebook]]:
    """Yield what a text may have been read over; nothing where its rulebook is not in the archive.

    The rulebook it became holds all that the text says: read over that one, it gives it again.
    """
    made = case.known.rulebooks.get(command.fingerprint)
    if made is None:
        return
    before = made.valid.first_on - ONE_DAY
    others = needed_by(command.difference)
    known = {it.id: it for it in case.known.rulebooks.values()}
    for base in (known, {}):
        yield {
            # LB-10: what it follows had ended by then, which its own text need not say.
            it: replace(base.get(it, made), valid=Period(before, before))
            for it in others
        }
