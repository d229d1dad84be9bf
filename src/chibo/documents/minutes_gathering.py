"""What the minutes of the committee and of Party groups have of their own (TG-04, BB-14)."""

from typing import assert_never

from chibo.core.projections.minutes_value import Minutes, OpinionField, OpinionKind
from chibo.core.values import GatheringKind
from chibo.documents.minutes_course import spoken
from chibo.documents.paper import Block, Heading, Paragraph
from chibo.documents.wording import (
    body_line,
    comrades,
    in_paper,
    spelled,
    superior_line,
)
from chibo.web.naming import said

NONE = "Không có."

_FIELDS = {
    OpinionKind.OPINION: "Ý kiến của đảng viên",
    OpinionKind.DIFFERING: "Ý kiến khác hoặc không nhất trí với dự thảo",
    OpinionKind.RESERVED: "Ý kiến bảo lưu",
}


def head_of(minutes: Minutes) -> tuple[str, str]:
    """Return the two lines of the head: a group and the committee stand under their cell (BB-14)."""
    match minutes.gathering:
        case GatheringKind.WHOLE:
            return superior_line(minutes.superior), body_line(minutes.body)
        case GatheringKind.COMMITTEE:
            return body_line(minutes.body), in_paper("CHI ỦY")
        case GatheringKind.GROUP:
            return body_line(minutes.body), spelled(minutes.group).upper()
        case _:
            assert_never(minutes.gathering)


def subject_of(minutes: Minutes) -> str:
    """Return what was held: "họp chi ủy", "họp Tổ đảng số 1"; nothing where the whole body met."""
    match minutes.gathering:
        case GatheringKind.WHOLE:
            return ""
        case GatheringKind.COMMITTEE:
            return f"họp {in_paper('chi ủy')}"
        case GatheringKind.GROUP:
            return f"họp {minutes.group}"
        case _:
            assert_never(minutes.gathering)


def called(minutes: Minutes) -> str:
    """Return what was held: the whole body has its "buổi sinh hoạt", a part of it a "cuộc họp"."""
    return "buổi sinh hoạt" if minutes.gathering is GatheringKind.WHOLE else "cuộc họp"


def form_label(minutes: Minutes) -> str:
    """Return how the form of what was held is called."""
    is_whole = minutes.gathering is GatheringKind.WHOLE
    return "Hình thức sinh hoạt" if is_whole else "Hình thức họp"


def are_all_official(minutes: Minutes) -> bool:
    """Whether it goes without saying that everybody is an official member: a committee is elected."""
    is_committee = minutes.gathering is GatheringKind.COMMITTEE
    return is_committee and minutes.figures.roll == minutes.figures.official


def roll_label(minutes: Minutes) -> str:
    """Return how the number of those who belong to what met is called."""
    match minutes.gathering:
        case GatheringKind.WHOLE:
            return said("Đảng số")
        case GatheringKind.COMMITTEE:
            return f"Số {in_paper('chi ủy viên')}"
        case GatheringKind.GROUP:
            return f"Số {said('đảng viên')} của tổ"
        case _:
            assert_never(minutes.gathering)


def fields(minutes: Minutes) -> tuple[Block, ...]:
    """Return the four mandatory fields of a group's minutes, none of them empty (TG-04)."""
    if not minutes.fields:
        return ()
    present = minutes.figures.present.total
    blocks: list[Block] = [Paragraph(f"1. Số {said('đảng viên')} dự họp: {comrades(present)}.")]
    for place, field in enumerate(minutes.fields, start=2):
        blocks += _field(place, field)
    return tuple(blocks)


def _field(place: int, field: OpinionField) -> list[Block]:
    label = f"{place}. {said(_FIELDS[field.kind])}"
    if not field.opinions:
        return [Paragraph(f"{label}: {NONE.lower()}")]
    if field.kind is OpinionKind.OPINION:
        # Word for word they stand above, under their items; here it is said whose they are.
        names = ", ".join(dict.fromkeys(each.speaker for each in field.opinions))
        said_by = f"{len(field.opinions)} ý kiến ({names}), ghi tại phần diễn biến."
        return [Paragraph(f"{label}: {said_by}")]
    return [Heading(3, f"{label}:"), *(spoken(each) for each in field.opinions)]
