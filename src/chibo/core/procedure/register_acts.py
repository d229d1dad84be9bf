"""What may be asked of a body's register of papers, and what then stands in it (DF-01 to DF-03, MT-12)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import get_args

from chibo.core.journal.codec import Catalogue
from chibo.core.procedure.events import Rules
from chibo.core.procedure.signatures import Evidence, Method
from chibo.core.values import PersonId


class Audience(StrEnum):
    """To whom an issued paper goes beside the register (MT-12)."""

    MEMBERS = "members"
    SUPERIOR = "superior"
    ASKER = "asker"
    """The committee of the body below whose proposal it answers (AP-05)."""


@dataclass(frozen=True, slots=True)
class Source:
    """What a paper rests on: a journal up to an entry, and which thing in it."""

    journal: str
    subject: str
    """What tells two papers of one name apart, as the key of an adopted text; mostly empty."""
    seq: int
    hash: str


@dataclass(frozen=True, slots=True)
class PaperSigner:
    """Who signs a paper, and in which post."""

    code: PersonId
    name: str
    post: str


ON_TEXTS = frozenset({"resolution", "conclusion"})
ON_THE_MEETING = frozenset({"report"})


def is_called_for(name: str, subject: str) -> bool:
    """Whether a meeting that was held calls for a paper within the days of MT-12.

    What its texts say and the report; what the chair only concluded stands in the minutes anyhow.
    """
    return name in ON_THE_MEETING or (name in ON_TEXTS and bool(subject))


# --- commands --------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class OpenTerm:
    """Write down when a congress began a term: from then on numbers begin from 01 again (DF)."""

    from_on: date
    name: str


@dataclass(frozen=True, slots=True)
class DraftPaper:
    """Write a paper's own words down; every time is one draft more (DF-03)."""

    paper: str
    name: str
    source: Source
    abstract: str
    words: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class DropDraft:
    """Give a draft up."""

    paper: str
    reason: str


@dataclass(frozen=True, slots=True)
class IssuePaper:
    """Issue a draft under the next number of its type; what was drawn bears this number already."""

    paper: str
    version: int
    type: str
    """The code of the type, empty for lists and slips that bear no number."""
    ordinal: int
    number: str
    dated: date
    source: Source
    value_sha256: str
    pdf_sha256: str
    docx_sha256: str
    is_sealed: bool
    """Whether the PDF bears the organisation's signature; where no certificate is set up it does not."""
    signers: tuple[PaperSigner, ...]
    audiences: tuple[Audience, ...]
    statement: str = ""
    """What the issuer confirmed word for word, about the value of this paper under this number."""
    evidence: Evidence | None = None


@dataclass(frozen=True, slots=True)
class SkipNumbers:
    """Account for numbers given outside, up to one of them: no gap without a reason."""

    type: str
    until: int
    reason: str


@dataclass(frozen=True, slots=True)
class VoidPaper:
    """Take an issued paper out of force; its number stays used."""

    paper: str
    reason: str


@dataclass(frozen=True, slots=True)
class RecordSending:
    """Write down who was told of an issued paper, and who could not be."""

    paper: str
    audience: Audience
    told: int
    untold: int


@dataclass(frozen=True, slots=True)
class AcknowledgePaper:
    """Say for the superior committee that a paper has reached it."""

    paper: str


PapersCommand = (
    OpenTerm
    | DraftPaper
    | DropDraft
    | IssuePaper
    | SkipNumbers
    | VoidPaper
    | RecordSending
    | AcknowledgePaper
)

# --- events ----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class TermOpened:
    """A term began."""

    from_on: date
    name: str


@dataclass(frozen=True, slots=True)
class PaperDrafted:
    """A draft as it was written down."""

    paper: str
    name: str
    source: Source
    abstract: str
    words: Mapping[str, str]
    version: int


@dataclass(frozen=True, slots=True)
class DraftDropped:
    """A draft was given up."""

    paper: str
    reason: str


@dataclass(frozen=True, slots=True)
class PaperIssued:
    """A paper was issued; its files are known by their hashes for ever."""

    paper: str
    name: str
    type: str
    ordinal: int
    number: str
    term: date | None
    """When the term began; None before any congress was entered."""
    dated: date
    abstract: str
    source: Source
    value_sha256: str
    pdf_sha256: str
    docx_sha256: str
    is_sealed: bool
    """Whether the PDF bears the organisation's signature; where no certificate is set up it does not."""
    signers: tuple[PaperSigner, ...]
    audiences: tuple[Audience, ...]
    rules: Rules


@dataclass(frozen=True, slots=True)
class PaperSigned:
    """Whoever issued a paper confirmed it; the statement is kept as it was signed, beside the evidence."""

    paper: str
    by: PersonId
    head: str
    """The register's head when the statement was shown."""
    statement: str
    method: Method
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class NumbersSkipped:
    """Numbers that no paper of this register bears, and why."""

    type: str
    term: date | None
    first: int
    last: int
    reason: str


@dataclass(frozen=True, slots=True)
class PaperVoided:
    """An issued paper is out of force."""

    paper: str
    reason: str


@dataclass(frozen=True, slots=True)
class PaperSent:
    """An issued paper was announced to those it goes to."""

    paper: str
    audience: Audience
    told: int
    untold: int


@dataclass(frozen=True, slots=True)
class PaperReached:
    """The superior committee has taken note of a paper."""

    paper: str
    by: PersonId


PapersEvent = (
    TermOpened
    | PaperDrafted
    | DraftDropped
    | PaperIssued
    | PaperSigned
    | NumbersSkipped
    | PaperVoided
    | PaperSent
    | PaperReached
)

EVENTS = Catalogue(get_args(PapersEvent))
COMMANDS = Catalogue(get_args(PapersCommand))
