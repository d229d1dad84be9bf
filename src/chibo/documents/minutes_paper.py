"""The minutes of a meeting as a paper (BB-01 to BB-12)."""

from collections.abc import Callable

from chibo.core.procedure.signatures import Method
from chibo.core.projections.minutes_value import Minutes, Signatory
from chibo.core.values import MeetingKind
from chibo.documents.formats import PaperFormat, format_on
from chibo.documents.minutes_course import annexes, course
from chibo.documents.minutes_end import ending
from chibo.documents.minutes_gathering import fields, form_label, head_of, subject_of
from chibo.documents.minutes_head import attendance, circumstances
from chibo.documents.paper import Block, Heading, Paper, SignatureBlock
from chibo.documents.wording import (
    day_of,
    draft_line,
    empty_number,
    integrity_line,
    words_of,
)

_KINDS = {
    MeetingKind.ORDINARY: "thường kỳ",
    MeetingKind.THEMATIC: "chuyên đề",
    MeetingKind.CONGRESS: "đại hội",
}
METHODS = {
    Method.PASSKEY: "khóa truy cập (passkey)",
    Method.CODE: "mã xác thực",
    Method.SESSION: "mật khẩu đăng nhập",
}
"""How papers say what was signed with; always in Vietnamese (DF-07)."""
_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")

Section = tuple[str, Callable[[Minutes], tuple[Block, ...]]]

_SECTIONS: tuple[Section, ...] = (
    ("THỜI GIAN, ĐỊA ĐIỂM, {form}", circumstances),
    ("THÀNH PHẦN THAM DỰ", attendance),
    ("NỘI DUNG VÀ DIỄN BIẾN", course),
    ("TỔNG HỢP Ý KIẾN", fields),
)


def minutes_paper(minutes: Minutes) -> Paper:
    """Return the minutes as a paper in the format of the day of the meeting."""
    dated = day_of(minutes.opened_at)
    known = format_on(dated)
    code = words_of(minutes.body).code
    above, met = head_of(minutes)
    return Paper(
        format=known.id,
        kind_code="BB",
        superior_line=above,
        body_line=met,
        number=minutes.number or (empty_number("BB", code) if minutes.draft else None),
        draft_line=draft_line(minutes.draft),
        dated=dated,
        title="BIÊN BẢN",
        abstract=abstract_of(minutes),
        blocks=_numbered(minutes),
        signatures=_signatures(minutes, known),
        annexes=annexes(minutes),
        integrity_line=integrity_line(
            minutes.journal_head, minutes.rulebook_title, minutes.rulebook_fingerprint
        ),
        is_training=minutes.is_training,
    )


def abstract_of(minutes: Minutes) -> str:
    """Return what minutes are about: "sinh hoạt chi bộ thường kỳ tháng 6/2026"."""
    if subject := subject_of(minutes):
        return f"{subject} tháng {minutes.month}/{minutes.year}"
    unit = words_of(minutes.body).archive.lower()
    return f"sinh hoạt {unit} {_KINDS[minutes.kind]} tháng {minutes.month}/{minutes.year}"


def _titled(title: str, minutes: Minutes) -> str:
    return title.format(form=form_label(minutes).upper())


def _numbered(minutes: Minutes) -> tuple[Block, ...]:
    """Return the sections that have something to say, numbered I, II, III."""
    made = [(_titled(title, minutes), section(minutes)) for title, section in _SECTIONS]
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
        signature_block(known.minutes_taker_heading, minutes.minutes_taker),
        signature_block(known.chair_heading, minutes.chair),
    )


def signature_block(heading: str, one: Signatory) -> SignatureBlock:
    """Return a signature with what stands under it: when and how, and in whose place."""
    instead = f"Ký thay đồng chí {one.in_place_of}: {one.reason}" if one.in_place_of else ""
    return SignatureBlock(
        heading=heading,
        name=one.name,
        signed_at=one.signed_at,
        note=instead,
        method=METHODS[one.method] if one.method else "",
    )
