"""The formats of Party papers as a table of values, chosen by the paper's date (section 9, DF)."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

_A4_MM = 210

FormatId = Literal["hd36-2018", "hd05-2026"]


@dataclass(frozen=True, slots=True)
class PaperFormat:
    """How a paper looks; sizes in points, margins and indents in millimetres."""

    id: FormatId
    valid_from: date
    top_mm: int = 20
    bottom_mm: int = 20
    left_mm: int = 30
    right_mm: int = 15
    national_pt: int = 15
    head_pt: int = 14
    title_pt: int = 16
    abstract_pt: int = 14
    letter_abstract_pt: int = 12
    body_pt: int = 14
    recipients_pt: int = 12
    line_pt: int = 19
    before_pt: int = 6
    first_line_mm: int = 10
    is_post_bold: bool = False
    chair_heading: str = "CHỦ TRÌ HỘI NGHỊ"
    minutes_taker_heading: str = "NGƯỜI GHI BIÊN BẢN"

    @property
    def text_width_mm(self) -> int:
        """Return the width between the margins of an A4 page."""
        return _A4_MM - self.left_mm - self.right_mm


# The margins and the line of 2018 are not in a text we have: they are those in common use.
FORMATS = (
    PaperFormat(
        id="hd36-2018",
        valid_from=date(2018, 4, 3),
        line_pt=18,
        right_mm=15,
        is_post_bold=True,
        chair_heading="CHỦ TRÌ",
    ),
    PaperFormat(id="hd05-2026", valid_from=date(2026, 5, 27)),
)
"""HD 36-HD/VPTW of 3/4/2018 and HD 05-HD/VPTW of 27/5/2026 (LB-07), oldest first."""


def format_on(day: date) -> PaperFormat:
    """Return the format of papers of a day; papers older than the table take its first row."""
    known = [known for known in FORMATS if known.valid_from <= day]
    return known[-1] if known else FORMATS[0]


def format_named(name: FormatId) -> PaperFormat:
    """Return the format with this id."""
    return next(known for known in FORMATS if known.id == name)
