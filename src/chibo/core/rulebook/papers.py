"""Which papers a body may issue on a day, and in which format (DF-01, DF-02)."""

from dataclasses import dataclass
from datetime import date

from chibo.core.rulebook.model import PaperFormat, PaperRights, Rulebook
from chibo.core.values import BodyKind, Ruling


@dataclass(frozen=True, slots=True)
class DocumentRuling:
    """Whether a body may issue a type of paper, and the format of that day."""

    ruling: Ruling
    format: PaperFormat | None
    """None on days for which the rulebook knows no format."""


def rights_on(rulebook: Rulebook, day: date) -> PaperRights | None:
    """Return which body may issue which papers on a day."""
    return next((it for it in rulebook.papers.rights if it.days.covers(day)), None)


def format_on(rulebook: Rulebook, day: date) -> PaperFormat | None:
    """Return how the papers of a day look."""
    return next((it for it in rulebook.papers.formats if it.days.covers(day)), None)


def document_ruling(
    rulebook: Rulebook, *, paper_type: str, body: BodyKind, dated: date
) -> DocumentRuling:
    """Answer whether a body may issue a type of paper on a day (DF-02)."""
    rights, look = rights_on(rulebook, dated), format_on(rulebook, dated)
    met = rights is not None and look is not None and paper_type in rights.types[body]
    facts = {
        "type": paper_type,
        "body": body.value,
        "dated": dated.isoformat(),
        "text": rights.clause if rights else None,
    }
    findings = (rulebook.finding("DF-02", met=met, facts=facts),)
    return DocumentRuling(Ruling(rulebook.id, findings), look)
