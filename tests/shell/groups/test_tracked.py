"""Changes of a text are shown word by word, escaped, without a space that is not its own."""

from chibo.groups.templatetags.groups import changes
from chibo.groups.tracked import Piece, tracked


def test_what_went_and_what_came_stands_in_the_text() -> None:
    assert tracked("Thu đủ thuế.", "Thu đúng, đủ thuế phí.") == (
        Piece("Thu", "same"), Piece(" đúng,", "ins"), Piece(" đủ ", "same"),
        Piece("thuế.", "del"), Piece("thuế phí.", "ins"),
    )  # fmt: skip


def test_the_words_are_escaped_and_lines_stay() -> None:
    shown = changes(tracked("1 < 2\n", "1 < 3\n"))

    assert shown == "1 &lt; <del>2</del><ins>3</ins>\n"


def test_the_same_text_has_no_changes() -> None:
    assert tracked("a b", "a b") == (Piece("a b", "same"),)
    assert tracked("", "") == ()
