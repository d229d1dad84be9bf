"""Hints in long texts: by sentence and page, without what spans two sentences, and bounded."""

from chibo.core.rulebook.text_hints import Passage, PlacedHint, hints_in_text
from tests.core.rulebook.shelf import PILOT


def places(*texts: str) -> list[tuple[str, str, int | None]]:
    found = hints_in_text(PILOT, [Passage(text, page) for page, text in enumerate(texts, 1)])
    return [(hint.content_class, hint.keyword, hint.page) for hint in found]


def test_a_hint_says_where_it_stands() -> None:
    text = "Chi bộ trồng cây. Đề nghị khiển\ntrách đồng chí A.\nThu quỹ."

    assert hints_in_text(PILOT, [Passage(text, 3)]) == (
        PlacedHint("X06", "khiển trách", 3, "Đề nghị khiển trách đồng chí A."),
    )


def test_words_of_two_sentences_do_not_make_a_hint_together() -> None:
    assert places("Đề nghị khiển. Trách nhiệm của tổ.") == []


def test_classes_come_in_the_order_of_the_rulebook_and_each_keyword_once_a_page() -> None:
    found = places("Khiển trách A. Khiển trách B.", "Xét kết nạp C. Khiển trách D.")

    assert found == [
        ("X02", "kết nạp", 2), ("X06", "khiển trách", 1), ("X06", "khiển trách", 2),
    ]  # fmt: skip


def test_a_text_without_full_stops_is_read_to_its_end() -> None:
    assert places("một " * 500 + "khiển trách " + "hai " * 300) == [("X06", "khiển trách", 1)]


def test_a_hint_on_the_seam_of_two_pieces_is_not_lost() -> None:
    for before in range(40, 70):
        assert places("một " * before + "khiển trách " + "hai " * 60), before


def test_a_class_has_at_most_a_dozen_places_and_long_sentences_are_shortened() -> None:
    assert len(places(*["Khiển trách A."] * 30)) == 12
    (hint,) = hints_in_text(PILOT, [Passage("khiển trách " + "dài " * 55)])
    assert len(hint.sentence) <= 202
    assert hint.sentence.endswith(" …")


def test_what_is_harmless_in_a_title_is_harmless_in_a_text() -> None:
    # CT-13: the monthly step is part of every meeting.
    assert places("Phần tự phê bình và phê bình hằng tháng.") == []
