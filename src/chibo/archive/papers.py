"""Papers: the value each was made from is made again from its journal, and its words are looked for."""

import re
import sys
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import MISSING, dataclass, fields, replace
from datetime import date
from functools import lru_cache
from typing import Any

from chibo.archive.container import Container, read_json
from chibo.archive.issued import check_all_issued, check_fixed, check_issued
from chibo.archive.judging import Judged
from chibo.archive.manifest import ListedPaper, Manifest
from chibo.archive.paper_text import text_of
from chibo.archive.saying import LieError, Report
from chibo.core.journal.codec import Json, encode
from chibo.core.procedure.application import Application
from chibo.core.procedure.fold import Meeting
from chibo.core.projections import proposal as projections
from chibo.core.projections.answer_value import Answer
from chibo.core.projections.minutes import minutes
from chibo.core.projections.minutes_value import Minutes
from chibo.core.projections.proposal_value import Proposal
from chibo.core.rulebook.model import Period, Rulebook
from chibo.core.values import Choice

Value = Any
Told = dict[str, Any]


@dataclass(frozen=True, slots=True)
class PaperLaw:
    """How the value of one kind of paper is made again."""

    again: Callable[[Any, Rulebook, Told, str], Value | None]
    """`(state, rulebook, value, head)`: the value as the journal gives it; what the journal does
    not hold (places, posts, numbers of the register) is taken from the value as recorded."""
    words: Callable[[Value], Iterator[tuple[str, int]]]
    """What the drawn paper has to say word for word, and how often at least."""


def _minutes(state: Meeting, rulebook: Rulebook, said: Told, head: str) -> Minutes | None:
    if state.opened_at is None:
        return None
    return replace(minutes(state, rulebook), number=said.get("number"))


CHOICES = {
    Choice.FOR: "Tán thành",
    Choice.AGAINST: "Không tán thành",
    Choice.OTHER: "Ý kiến khác",
}
"""How papers, which are always in Vietnamese, write a vote in the list by name."""


def _words_of_minutes(said: Minutes) -> Iterator[tuple[str, int]]:
    cast = Counter[Choice]()
    for item in said.items:
        yield item.title, 1
        if item.is_deferred:
            continue
        words = (*(it.text for it in item.opinions), *(it.text for it in item.texts))
        yield from ((each, 1) for each in (*words, item.conclusion))
        for vote in item.votes:
            if not vote.is_of_group:
                yield f"{vote.votes_for}/{vote.base}", 1
            yield from ((one.name, 1) for one in vote.by_name)
            cast.update(one.choice for one in vote.by_name)
    yield from ((CHOICES[choice], count) for choice, count in cast.items())
    yield said.journal_head[:16], 1


def _words_of_proposal(said: Proposal) -> Iterator[tuple[str, int]]:
    words = (said.reason, said.place, said.addressee, said.circumstance, said.signatory.name)
    yield from ((each, 1) for each in (said.orientation, said.draft_text))
    yield from ((each, 1) for each in words)
    yield said.post.upper(), 1


def _words_of_answer(said: Answer) -> Iterator[tuple[str, int]]:
    words = (said.reason, said.place, said.signatory.name, *said.recipients)
    yield from ((each, 1) for each in words)
    yield said.post.upper(), 1


def _proposal(state: Application, rulebook: Rulebook, said: Told, head: str) -> Proposal | None:
    request, submitted, at = state.request, state.submitted, state.submitted_at
    if request is None or submitted is None or at is None:
        return None
    year = rulebook.day_of(request.starts_at).year
    # SC-05: whether the day lay in the summer holiday is in no journal; either may be so.
    holidays = (None, Period(date(year, 1, 1), date(year, 12, 31)))
    without, within = (
        projections.proposal(
            request, submitted, rulebook,
            addressee=_text(said, "addressee"), place=_text(said, "place"), secretary=_name(said),
            post=_text(said, "post"), at=at, holiday=holiday,
            circumstance=_text(said, "circumstance"), head=head, groups=state.groups,
        )
        for holiday in holidays
    )  # fmt: skip
    made = without if encode(without.codes) == said.get("codes") else within
    return replace(made, number=said.get("number"))


def _answer(state: Application, rulebook: Rulebook, said: Told, head: str) -> Answer | None:
    if state.request is None:
        return None
    return projections.answer(
        state, state.request, rulebook,
        superior=_text(said, "superior"), committee=_text(said, "body"), place=_text(said, "place"),
        signatory=_name(said), post=_text(said, "post"), head=head,
    )  # fmt: skip


def _text(said: Told, name: str) -> str:
    """Return a text that is taken as recorded."""
    return str(said.get(name, ""))


def _name(said: Told) -> str:
    signatory = said.get("signatory")
    return str(signatory.get("name", "")) if isinstance(signatory, dict) else ""


PAPERS: dict[str, PaperLaw] = {
    "minutes": PaperLaw(_minutes, _words_of_minutes),
    "proposal": PaperLaw(_proposal, _words_of_proposal),
    "answer": PaperLaw(_answer, _words_of_answer),
}
"""The kinds of paper whose value can be made again; of others the hash alone is checked."""


@dataclass(slots=True)
class _Count:
    papers: int = 0
    issued: int = 0
    opinions: int = 0
    votes: int = 0
    words: int = 0
    unread: int = 0


def check_papers(
    container: Container,
    manifest: Manifest,
    judged: Mapping[str, Judged],
    rulebooks: Mapping[str, Rulebook],
    report: Report,
) -> None:
    """Check every paper against its journal, and every drawn file against its value."""
    count = _Count()
    for listed in manifest.papers:
        law, of = PAPERS.get(listed.kind), judged.get(listed.journal)
        if listed.paper:
            check_issued(container, listed, of)
            count.issued += 1
            continue
        if law is None or of is None or listed.value is None:
            report.left("paper.kind", paper=listed.title or listed.kind)
            continue
        value = read_json(container, listed.value)
        if not isinstance(value, dict):
            raise LieError("json.broken", file=listed.value, line=0)
        again = _again(law, value, listed, of, rulebooks)
        _compare(again, value, listed)
        _check_drawn(container, law, again, listed, count)
        if isinstance(of.state, Meeting):
            check_fixed(container, listed, of.state)
        count.papers += 1
        if isinstance(again, Minutes):
            count.opinions += sum(len(item.opinions) for item in again.items)
            count.votes += sum(len(item.votes) for item in again.items)
    check_all_issued(manifest.papers, judged)
    _tell(count, report)


def _tell(count: _Count, report: Report) -> None:
    if count.papers:
        report.found(
            "papers.hold", count=count.papers, opinions=count.opinions, votes=count.votes
        )
    if count.issued:
        report.found("papers.issued", count=count.issued)
    if count.words:
        report.found("papers.words", count=count.words)
    if count.unread:
        report.left("papers.unread", count=count.unread)


def _again(
    law: PaperLaw,
    said: Told,
    listed: ListedPaper,
    of: Judged,
    rulebooks: Mapping[str, Rulebook],
) -> Value:
    """Return the value as the journal gives it as of the entry that the paper names."""
    head = of.journal.hash_at(listed.seq)
    rulebook = rulebooks.get(_text(said, "rulebook_fingerprint"))
    again = (
        law.again(of.at(listed.seq), rulebook, said, head)
        if head is not None and rulebook is not None
        else None
    )
    if again is None:
        raise LieError(
            "paper.place", paper=listed.title, journal=listed.journal, seq=listed.seq
        )
    return again


def _compare(again: Value, value: Told, listed: ListedPaper) -> None:
    """Compare a value with what the journal gives; a member that is younger than the archive is left out."""
    usual = {it.name: encode(it.default) for it in fields(again) if it.default is not MISSING}
    place = difference(encode(again), {**usual, **value})
    if place is None:
        return
    word = "paper.opinions" if "opinions" in place or "comments" in place else "paper.value"
    raise LieError(
        word, paper=listed.title, journal=listed.journal, seq=listed.seq, place=place
    )


_NOTHING: tuple[Json, ...] = (None, "", False, [], {})


def difference(made: Json, said: Json, path: str = "") -> str | None:
    """Return the first place at which two values differ, or None."""
    if isinstance(made, dict) and isinstance(said, dict):
        for name in sorted(made.keys() | said.keys()):
            inner = f"{path}.{name}" if path else name
            if name not in said and made[name] in _NOTHING:
                continue
            if (place := difference(made.get(name), said.get(name), inner)) is not None:
                return place
        return None
    if isinstance(made, list) and isinstance(said, list):
        for number, (one, other) in enumerate(zip(made, said, strict=False)):
            if (place := difference(one, other, f"{path}[{number + 1}]")) is not None:
                return place
        return None if len(made) == len(said) else path
    return None if made == said and type(made) is type(said) else path


def _check_drawn(
    container: Container, law: PaperLaw, said: Value, listed: ListedPaper, count: _Count
) -> None:
    wanted = [(_bare(word), often) for word, often in law.words(said)]
    for name in listed.files:
        text = text_of(name, container.read(name))
        if text is None:
            count.unread += 1
            continue
        bare = _bare_text(text)
        for word, often in wanted:
            if word and bare.count(word) < often:
                raise LieError("paper.drawn", file=name, missing=word[:80])
        count.words += 1


_WRITTEN_OUT = re.compile(r"\[U\+([0-9A-F]{4,6})\]")
_SELECTORS = frozenset(map(chr, range(0xFE00, 0xFE10)))


def _bare(text: str) -> str:
    """Return a text without spaces and unseen marks: papers break lines and pages where they want.

    A letter that the paper's font lacks is drawn as its code, "[U+1F44D]"; here it is the letter.
    """
    whole = _WRITTEN_OUT.sub(_letter, unicodedata.normalize("NFC", text))
    return "".join(
        each
        for each in whole
        if unicodedata.category(each)[0] not in "ZC" and each not in _SELECTORS
    )


_bare_text = lru_cache(maxsize=8)(_bare)
"""The same for the texts of whole papers, which are long and looked at more than once."""


def _letter(found: re.Match[str]) -> str:
    code = int(found[1], 16)
    return chr(code) if code <= sys.maxunicode else found[0]
