"""What somebody was shown and decided: words that hint at excluded content, pages that say nothing."""

from dataclasses import dataclass
from enum import StrEnum


class Subject(StrEnum):
    """What was looked at."""

    ITEM = "item"
    DOCUMENT = "document"


class Verdict(StrEnum):
    """What somebody decided about hints (CT-12)."""

    ORDINARY = "ordinary"
    """It belongs to no excluded content."""
    WITHHELD = "withheld"
    """The document is not put up."""


@dataclass(frozen=True, slots=True)
class SeenHint:
    """A keyword of the rulebook that was met, the class it hints at, and the page of a document."""

    content_class: str
    keyword: str
    page: int | None = None


@dataclass(frozen=True, slots=True)
class HintsConsidered:
    """Somebody was shown these hints and decided: the entry's actor (CT-12).

    CT-17: what is withheld keeps neither its title nor its words, only the classes.
    """

    subject: Subject
    key: str
    """The item or the document."""
    title: str
    hints: tuple[SeenHint, ...]
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class MarksDeclaredAbsent:
    """Somebody has looked at pages without text and declares that they bear no secrecy mark."""

    document: str
    pages: int


@dataclass(frozen=True, slots=True)
class WithholdDocument:
    """A document whose words hint at excluded content is not put up."""

    document: str
    item: str
    hints: tuple[SeenHint, ...]
