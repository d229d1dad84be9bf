"""The minutes of a meeting as a paper (BB-01 to BB-12)."""

from collections.abc import Callable

from chibo.core.projections.minutes_value import Minutes
from chibo.core.values import MeetingKind
from chibo.documents.formats import PaperFormat, format_on
from chibo.documents.minutes_course import annexes, course
from chibo.documents.minutes_end import ending
from chibo.documents.minutes_head import attendance, circumstances
from chibo.documents.paper import Block, Heading, Paper, SignatureBlock
from chibo.documents.wording import (
    body_line,
    day_of,
    draft_line,
    empty_number,
    integrity_line,
    superior_line,
    words_of,
)

_KINDS = {
    MeetingKind.ORDINARY: "thường kỳ",
    MeetingKind.THEMATIC: "chuyên đề",
    MeetingKind.CONGRESS: "đại hội",
}
_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")

Section = tuple[str, Callable[[Minutes], tuple[Block, ...]]]

_SECTIONS: tuple[Section, ...] = (
    ("THỜI GIAN, ĐỊA ĐIỂM, HÌNH THỨC SINH HOẠT", circumstances),
    ("THÀNH PHẦN THAM DỰ", attendance),
    ("NỘI DUNG VÀ DIỄN BIẾN", course),
)


def minutes_paper(minutes: Minutes) -> Paper:
    """Return the minutes as a paper in the format of the day of the meeting."""
    dated = day_of(minutes.opened_at)
    known = format_on(dated)
    code = words_of(minutes.body).code
    return Paper(
        format=known.id,
        kind_code="BB",
        superior_line=superior_line(minutes.superior),
        body_line=body_line(minutes.body),
        number=minutes.number or (empty_number("BB", code) if minutes.draft else None),
        draft_line=draft_line(minutes.draft),
        dated=dated,
        title="BIÊN BẢN",
        abstract=_abstract(minutes),
        blocks=_numbered(minutes),
        signatures=_signatures(minutes, known),
        annexes=annexes(minutes),
        integrity_line=integrity_line(
            minutes.journal_head, minutes.rulebook_title, minutes.rulebook_fingerprint
        ),
        is_training=minutes.is_training,
    )


def _abstract(minutes: Minutes) -> str:
    unit = words_of(minutes.body).archive.lower()
    return f"sinh hoạt {unit} {_KINDS[minutes.kind]} tháng {minutes.month}/{minutes.year}"


def _numbered(minutes: Minutes) -> tuple[Block, ...]:
    """Return the sections that have something to say, numbered I, II, III."""
    made = [(title, section(minutes)) for title, section in _SECTIONS]
    made += ending(minutes)
    held = [(title, blocks) for title, blocks in made if blocks]
    return tuple(
        block
        for numeral, (title, blocks) in zip(_ROMAN, held, strict=False)
        for block in (Heading(1, f"{numeral}. {title}"), *blocks)
    )


def _signatures(minutes: Minutes, known: PaperFormat) -> tuple[SignatureBlock, ...]:
    """BB-12: the minutes taker on the left, the chair on the right."""
    return (
        SignatureBlock(
            heading=known.minutes_taker_heading,
            name=minutes.minutes_taker.name,
            signed_at=minutes.minutes_taker.signed_at,
        ),
        SignatureBlock(
            heading=known.chair_heading,
            name=minutes.chair.name,
            signed_at=minutes.chair.signed_at,
        ),
    )
