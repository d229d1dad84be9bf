"""The table of papers: every paper the program can write, by name; other parts add theirs in the settings."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.utils.functional import Promise
from django.utils.module_loading import import_string

from chibo.core.procedure.register_acts import Audience, PaperSigner
from chibo.core.rulebook.model import Rulebook
from chibo.core.rulebook.papers import document_ruling
from chibo.core.values import BodyKind
from chibo.documents.paper import Paper
from chibo.meetings.queries import Standing
from chibo.registry.models import Body
from chibo.registry.queries import superior_of
from chibo.web.naming import speaking_of


@dataclass(frozen=True, slots=True)
class Offer:
    """A paper that can be written on a source: a meeting that adopted two texts offers two."""

    abstract: str
    """What the abstract of the first draft says."""
    subject: str = ""
    """What tells it apart from others of its name on the same source."""
    words: Mapping[str, str] = field(default_factory=dict)
    """What the fields of the first draft say."""


@dataclass(frozen=True, slots=True)
class Field:
    """Words of a paper's own, which the journal it rests on does not hold."""

    name: str
    label: str | Promise
    hint: str | Promise = ""
    rows: int = 4


@dataclass(frozen=True, slots=True)
class Drafting:
    """Everything a paper is compiled from; without a number it is a draft (DF-03)."""

    standing: Standing
    """The source as it stands, its journal's hashes checked."""
    body: Body
    body_kind: BodyKind
    rulebook: Rulebook
    type: str
    abstract: str
    dated: date
    signers: tuple[PaperSigner, ...]
    """Who signs: the name, and the post as it is printed ("Bí thư")."""
    subject: str = ""
    words: Mapping[str, str] = field(default_factory=dict)
    number: str | None = None
    draft: int | None = None


def by_issuer(_source: Standing, issuer: PaperSigner) -> tuple[PaperSigner, ...]:
    """Return whoever issues a paper as the one who signs it: T/M CHI BỘ."""
    return (issuer,)


def as_offered(_source: Standing, offer: Offer) -> str:
    """Return the abstract that the state of the source offers."""
    return offer.abstract


def nothing_to_consider(_source: str, _day: date) -> str:
    """Return that nothing speaks for waiting with a paper."""
    return ""


@dataclass(frozen=True, slots=True)
class PaperKind:
    """One kind of paper: from which journal, under which type, by whom and for whom."""

    name: str
    """How addresses and journals call it, for ever."""
    label: str | Promise
    source: str
    """The kind of journal it rests on."""
    types: tuple[str, ...]
    """The codes of its type (DF-01), the first that the body may issue on the day is taken (DF-02).

    An empty code stands for lists and slips without a number.
    """
    offers: Callable[[Any], tuple[Offer, ...]]
    """`(state of the source)`: what can be written on it now."""
    compile: Callable[[Drafting], Paper]
    signers: Callable[[Standing, PaperSigner], tuple[PaperSigner, ...]] = by_issuer
    """`(source, who issues it)`: who signs."""
    abstract: Callable[[Standing, Offer], str] = as_offered
    """`(source, offer)`: what the abstract of the first draft says."""
    audiences: tuple[Audience, ...] = (Audience.MEMBERS,)
    fields: tuple[Field, ...] = ()
    file_name: str = "van-ban"
    by_superior: bool = False
    """Whether the committee above the body of the source issues it, as an answer."""
    caution: Callable[[str, date], str] = nothing_to_consider
    """`(key of the source, day)`: what is to be considered before it is issued on that day."""
    must_stand: bool = False
    """Whether a draft is worth nothing once its source no longer offers it."""

    def issuing_body(self, body: Body) -> Body:
        """Return in whose register it stands: that of the body the source belongs to, or the one above."""
        return (superior_of(body) or body) if self.by_superior else body

    def stands(self, state: Any, subject: str) -> bool:
        """Whether a draft still says what its source says."""
        return not self.must_stand or any(
            each.subject == subject for each in self.offers(state)
        )

    def written(self, drafting: Drafting) -> Paper:
        """Return the paper, in the words of the body that issues it."""
        with speaking_of(drafting.rulebook):
            return self.compile(drafting)

    def type_on(self, rulebook: Rulebook, body: BodyKind, day: date) -> str:
        """Return the type under which a body may issue it on a day; else the first, to be refused."""
        for code in self.types:
            if not code or _may_issue(rulebook, code, body, day):
                return code
        return self.types[0]


def _may_issue(rulebook: Rulebook, code: str, body: BodyKind, day: date) -> bool:
    asked = document_ruling(rulebook, paper_type=code, body=body, dated=day)
    return asked.ruling.is_permitted


@lru_cache(maxsize=1)
def paper_kinds() -> dict[str, PaperKind]:
    """Return every kind of paper this installation knows, by name, in the order of the settings."""
    found = [kind for path in settings.CHIBO_PAPERS for kind in import_string(path)]
    return {kind.name: kind for kind in found}


def kinds_on(source: str) -> tuple[PaperKind, ...]:
    """Return the kinds of paper that rest on journals of a kind."""
    return tuple(kind for kind in paper_kinds().values() if kind.source == source)
