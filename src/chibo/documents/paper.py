"""A paper as one value, from which the PDF and the DOCX are both drawn."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from chibo.core.projections.minutes_value import OpinionKind
from chibo.core.values import Instant, Mode
from chibo.documents.formats import FormatId
from chibo.web.naming import said

NATIONAL = "ĐẢNG CỘNG SẢN VIỆT NAM"


class Align(StrEnum):
    """How a paragraph stands between the margins."""

    JUSTIFIED = "justified"
    CENTRED = "centred"
    LEFT = "left"


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of level 1 (I.), 2 (1.) or 3 (a)."""

    level: int
    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text; each line of `text` becomes a paragraph."""

    text: str
    bold: bool = False
    italic: bool = False
    align: Align = Align.JUSTIFIED


@dataclass(frozen=True, slots=True)
class SpokenOpinion:
    """What somebody said, word for word, under the speaker's name."""

    speaker: str
    text: str
    kind: OpinionKind = OpinionKind.OPINION
    mode: Mode | None = None


@dataclass(frozen=True, slots=True)
class BulletList:
    """Short lines, each after a hyphen as Party papers write them."""

    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class KeyValues:
    """Lines of the form "name: value"."""

    pairs: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Ruled rows under a head that is repeated on every page; widths are shares of the line."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[int, ...]
    centred: tuple[int, ...] = ()
    """The columns whose cells are centred, counted from 0."""


@dataclass(frozen=True, slots=True)
class Tally:
    """The result of a vote as one sentence: for / base / percent (VT-07)."""

    question: str
    version: int | None
    base: int
    votes_for: int
    votes_against: int
    votes_other: int
    percent: str
    is_adopted: bool


Block = Heading | Paragraph | SpokenOpinion | BulletList | KeyValues | Table | Tally


@dataclass(frozen=True, slots=True)
class SignatureBlock:
    """Who signs: heading ("T/M CHI BỘ"), post ("BÍ THƯ") and name; a post may be empty."""

    heading: str
    name: str
    post: str = ""
    signed_at: Instant | None = None
    note: str = ""
    method: str = ""
    """How it was signed, in words: "mã xác thực"; empty for a confirmation without evidence."""


class TooManySignaturesError(ValueError):
    """A paper has two places at its end: for recipients and a signature, or two signatures."""


@dataclass(frozen=True, slots=True)
class Paper:
    """One Party paper, always in Vietnamese (DF-07); a letter (công văn) has no title."""

    format: FormatId
    kind_code: str
    superior_line: str
    body_line: str
    dated: date
    abstract: str
    blocks: tuple[Block, ...]
    signatures: tuple[SignatureBlock, ...]
    title: str = ""
    number: str | None = None
    """With or without "Số" before it; None leaves the line out."""
    draft_line: str = ""
    """ "Dự thảo lần 2", printed under an empty number (DF-03)."""
    place: str = ""
    """Empty for minutes, which bear no place-date line."""
    addressee: str = ""
    """After "Kính gửi:" in proposals and letters."""
    grounds: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    annexes: tuple[Block, ...] = ()
    """Printed on pages of their own after the signatures."""
    integrity_line: str = ""
    is_training: bool = False
    national: str = field(default_factory=lambda: said(NATIONAL))
    """The first line on the right, in the words of the body that is spoken of."""

    def __post_init__(self) -> None:
        """Refuse more signatures than there is room for beside the recipients."""
        if len(self.signatures) > (1 if self.recipients else 2):
            raise TooManySignaturesError(self.kind_code)
