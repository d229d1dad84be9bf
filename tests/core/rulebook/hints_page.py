"""How well words hint at excluded content, measured on a labelled list; `docs/hints.md` is drawn from it."""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from chibo.core.rulebook.content import hints
from chibo.core.rulebook.model import Rulebook
from chibo.core.rulebook.text_hints import Passage, hints_in_text
from tests.core.rulebook.shelf import PILOT, ROOT

TEXTS = ROOT / "tests" / "core" / "cases" / "document_texts.jsonl"
ITEMS = ROOT / "tests" / "core" / "cases" / "agenda_items.jsonl"
PAGE = ROOT / "docs" / "hints.md"
ORDINARY = "ordinary"
JUDGED = "X13"
"""CT-14: only people can tell what a major policy is, so its hints are not held to a figure."""


@dataclass(frozen=True, slots=True)
class Item:
    """A title as a secretary may write it, and what it is."""

    title: str
    classes: frozenset[str]
    is_held_out: bool


@dataclass(frozen=True, slots=True)
class Score:
    """How many hints were right, how many were wrong, and how many are missing."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    def __add__(self, other: "Score") -> "Score":
        return Score(
            self.right + other.right, self.wrong + other.wrong, self.missed + other.missed
        )

    @property
    def precision(self) -> int:
        """Of a hundred hints, how many are right."""
        return 100 * self.right // max(self.right + self.wrong, 1)

    @property
    def recall(self) -> int:
        """Of a hundred excluded items, how many are hinted at."""
        return 100 * self.right // max(self.right + self.missed, 1)


def items() -> tuple[Item, ...]:
    """Read the labelled list; an item may be of a second class `also`."""
    return tuple(_items())


def texts() -> tuple[Item, ...]:
    """Read the labelled paragraphs of documents."""
    return tuple(_texts())


def _texts() -> Iterator[Item]:
    for line in TEXTS.read_text("utf-8").splitlines():
        read = json.loads(line)
        classes = frozenset([read["class"], *read.get("also", [])]) - {ORDINARY}
        yield Item(read["text"], classes, is_held_out=False)


def _items() -> Iterator[Item]:
    for line in ITEMS.read_text("utf-8").splitlines():
        read = json.loads(line)
        classes = frozenset([read["class"], *read.get("also", [])]) - {ORDINARY}
        yield Item(read["title"], classes, read.get("held_out", False))


@cache
def hinted_at(rulebook: Rulebook, title: str) -> frozenset[str]:
    """Return the classes that the words of a title hint at."""
    return frozenset(hint.content_class for hint in hints(rulebook, title))


@cache
def found_in(rulebook: Rulebook, text: str) -> frozenset[str]:
    """Return the classes that the words of a paragraph hint at."""
    placed = hints_in_text(rulebook, [Passage(text)])
    return frozenset(hint.content_class for hint in placed)


def scores(
    rulebook: Rulebook,
    titles: Iterable[Item],
    look: Callable[[Rulebook, str], frozenset[str]] = hinted_at,
) -> dict[str, Score]:
    """Return the score of every excluded class over some titles or texts."""
    right: Counter[str] = Counter()
    wrong: Counter[str] = Counter()
    missed: Counter[str] = Counter()
    for item in titles:
        hinted = look(rulebook, item.title)
        right.update(hinted & item.classes)
        wrong.update(hinted - item.classes)
        missed.update(item.classes - hinted)
    return {
        code: Score(right[code], wrong[code], missed[code])
        for code, content in rulebook.content.items()
        if content.is_excluded
    }


def together(found: dict[str, Score]) -> Score:
    """Return the score of all classes that words can tell (X01 to X12)."""
    return sum((score for code, score in found.items() if code != JUDGED), Score())


def page() -> str:
    """Return `docs/hints.md`."""
    known = [item for item in items() if not item.is_held_out]
    held_out = [item for item in items() if item.is_held_out]
    return "\n".join(
        [
            "# Hints at excluded content",
            "",
            "Drawn by `tools/rules-page`; do not edit. Titles: `tests/core/cases/agenda_items.jsonl`;",
            "words: the tables `content` of `rulebooks/hd03-2022.toml`.",
            "",
            "An agenda item of a class X01 to X13 has no place in an online or by-group meeting (CT-11).",
            "The words of a title hint at its class; they warn and never decide (CT-12). A hint that is",
            "missing costs more than a hint too many: recall is held at 95 % or more, precision at 85 %.",
            "X13 needs judgement (CT-14) and is shown, not held to a figure.",
            "",
            "The keywords were chosen with the first list at hand, so its figures flatter them. The",
            "second list was written afterwards and no word was changed for it: its figures are the",
            "ones to expect. Both were written by us in the words of secretaries; neither is taken from",
            "the minutes of a real cell.",
            "",
            *_part(f"The list at hand: {_counted(known)}", known),
            *_part(f"Held out: {_counted(held_out)}", held_out),
            "## Titles that mislead the words",
            "",
            *_misled(items(), hinted_at),
            "",
            *_texts_part(),
        ]
    )


def _counted(titles: list[Item]) -> str:
    excluded = sum(1 for item in titles if item.classes)
    return f"{len(titles)} titles, {excluded} excluded, {len(titles) - excluded} ordinary"


def _texts_part() -> list[str]:
    read = list(texts())
    excluded = sum(1 for item in read if item.classes)
    return [
        f"## Texts of documents: {len(read)} paragraphs, {excluded} excluded, {len(read) - excluded} ordinary",
        "",
        "The same words look through the text of a document when it is brought, sentence by sentence.",
        "A running text says more than a title, so more words mislead; whoever brings the document",
        "sees the sentence and the page and decides, and the journal keeps it. The paragraphs are in",
        "`tests/core/cases/document_texts.jsonl`; no word was changed for them.",
        "",
        *_rows(scores(PILOT, read, found_in)),
        "### Paragraphs that mislead the words",
        "",
        *_misled(read, found_in),
        "",
    ]


def _part(title: str, titles: list[Item]) -> list[str]:
    return [f"## {title}", "", *_rows(scores(PILOT, titles))]


def _rows(found: dict[str, Score]) -> list[str]:
    rows = [
        _row(f"{code} {PILOT.content[code].label.en}", score) for code, score in found.items()
    ]
    return [
        "| Class | Right | Wrong | Missed | Precision | Recall |",
        "|---|--:|--:|--:|--:|--:|",
        *rows,
        _row("**X01 to X12 together**", together(found)),
        "",
    ]


def _row(name: str, score: Score) -> str:
    figures = f"{score.right} | {score.wrong} | {score.missed}"
    return f"| {name} | {figures} | {score.precision} % | {score.recall} % |"


def _misled(read: Iterable[Item], look: Callable[[Rulebook, str], frozenset[str]]) -> list[str]:
    rows = [
        f"- “{item.title}”: is {_named(item.classes)}, hinted at {_named(hinted)}"
        for item in read
        if (hinted := look(PILOT, item.title)) != item.classes
    ]
    return rows or ["None."]


def _named(classes: Iterable[str]) -> str:
    return ", ".join(sorted(classes)) or ORDINARY
