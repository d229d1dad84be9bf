"""A paper with every word set and nothing left to decide: what both renderers draw."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from chibo.documents.formats import PaperFormat


class Style(StrEnum):
    """The looks a line can have."""

    HEADING_1 = "heading-1"
    HEADING_2 = "heading-2"
    HEADING_3 = "heading-3"
    BODY = "body"
    LEFT = "left"
    CENTRED = "centred"
    BULLET = "bullet"
    ADDRESSEE = "addressee"
    SMALL = "small"


@dataclass(frozen=True, slots=True)
class Run:
    """Letters of one face."""

    text: str
    bold: bool = False
    italic: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph."""

    style: Style
    runs: tuple[Run, ...]
    kind: str = "line"


@dataclass(frozen=True, slots=True)
class Grid:
    """One ruled table; the first row is its head."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[int, ...]
    centred: tuple[int, ...]
    kind: str = "grid"


Part = Line | Grid


@dataclass(frozen=True, slots=True)
class Head:
    """The two columns at the top of page 1; empty strings are left out."""

    superior: str
    body: str
    star: str
    number: str
    draft: str
    letter_abstract: str
    national: str
    place_date: str


@dataclass(frozen=True, slots=True)
class Signing:
    """One signature as it is printed; without a post or notes their lines are left out."""

    heading: str
    post: str
    name: str
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """The whole paper, top to bottom."""

    format: PaperFormat
    dated: date
    metadata_title: str
    head: Head
    title: str
    abstract: str
    rule: str
    body: tuple[Part, ...]
    recipients: tuple[str, ...]
    """The heading "Nơi nhận:" first; empty for minutes."""
    signatures: tuple[Signing, ...]
    annexes: tuple[Part, ...]
    integrity: str
    mark: str
    """Printed at the top of every page; empty unless the paper is for training."""
    watermark: str
