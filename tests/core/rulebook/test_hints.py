"""CT-10 to CT-14: how often words hint at the right class, on titles that people write."""

from collections import Counter

import pytest

from tests.core.rulebook.hints_page import (
    JUDGED,
    PAGE,
    found_in,
    items,
    page,
    scores,
    texts,
    together,
)
from tests.core.rulebook.shelf import PILOT

ITEMS = items()
KNOWN = [item for item in ITEMS if not item.is_held_out]
HELD_OUT = [item for item in ITEMS if item.is_held_out]
CLASSES = [code for code, content in PILOT.content.items() if content.is_excluded]


def test_the_list_is_large_and_says_nothing_twice() -> None:
    assert len({item.title for item in ITEMS}) == len(ITEMS) >= 250
    assert sum(1 for item in ITEMS if not item.classes) >= 100
    assert 4 * len(HELD_OUT) >= len(KNOWN) - len(HELD_OUT)
    each = Counter(code for item in ITEMS for code in item.classes)
    assert sorted(each) == CLASSES
    assert min(each.values()) >= 8


@pytest.mark.parametrize("code", [it for it in CLASSES if it != JUDGED])
def test_each_class_is_found(code: str) -> None:
    score = scores(PILOT, KNOWN)[code]

    assert (score.recall >= 95, score.precision >= 85) == (True, True), score


@pytest.mark.parametrize(
    ("titles", "recall", "precision"), [(KNOWN, 95, 85), (HELD_OUT, 90, 80), (ITEMS, 95, 85)]
)
def test_all_classes_together_are_found(
    titles: list[object], recall: int, precision: int
) -> None:
    score = together(scores(PILOT, titles))  # type: ignore[arg-type]  # parametrized

    assert score.recall >= recall
    assert score.precision >= precision


def test_the_texts_of_documents_are_found_too() -> None:
    read = texts()
    assert len({each.title for each in read}) == len(read) >= 30
    assert {code for each in read for code in each.classes} == set(CLASSES)

    score = together(scores(PILOT, read, found_in))

    assert (score.recall >= 95, score.precision >= 85) == (True, True), score


def test_the_page_is_up_to_date() -> None:
    assert PAGE.read_text("utf-8") == page(), "run tools/rules-page"
