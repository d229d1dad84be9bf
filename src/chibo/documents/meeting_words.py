"""What papers after a meeting say of it in common: when, where, in which form, who was there."""

import re

from chibo.core.procedure.commands import Plan
from chibo.core.projections.minutes_value import Figures, Minutes
from chibo.core.values import MeetingKind
from chibo.documents.paper import (
    Align,
    Block,
    BulletList,
    Heading,
    Paragraph,
    SpokenOpinion,
    Table,
)
from chibo.documents.wording import (
    closed,
    comrades,
    counted,
    day,
    day_of,
    form_words,
    hour,
    short_day,
    spelled,
    words_of,
)
from chibo.web.naming import said

KINDS = {
    MeetingKind.ORDINARY: "thường kỳ",
    MeetingKind.THEMATIC: "chuyên đề",
    MeetingKind.CONGRESS: "đại hội",
}
ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")
_OWN_HEADING = re.compile(r"^(?P<numeral>[IVX]+)[.\-)]\s*\S")
_SMALL_HEADING = re.compile(r"^\d{1,2}\.\s+\S.{0,90}[^\s.;:,?!]$")
"""A numbered line without a mark at its end; with one it is a sentence of the text."""


def meeting_named(minutes: Minutes) -> str:
    """Return "sinh hoạt chi bộ thường kỳ tháng 6/2026"."""
    return meeting_of(minutes.body, minutes.kind, minutes.month, minutes.year)


def meeting_planned(plan: Plan) -> str:
    """Return the same of a meeting as it was convened."""
    on = day_of(plan.starts_at)
    return meeting_of(plan.body_name, plan.kind, on.month, on.year)


def meeting_of(body: str, kind: MeetingKind, month: int, year: int) -> str:
    """Return what a meeting of a body in a month is called."""
    unit = words_of(body).archive.lower()
    return f"sinh hoạt {unit} {KINDS[kind]} tháng {month}/{year}"


def circumstances(minutes: Minutes) -> str:
    """Return when, where and in which form the meeting was held, as one sentence."""
    return (
        f"{day(day_of(minutes.opened_at)).capitalize()}, tại {minutes.place},"
        f" {spelled(minutes.body)} tổ chức buổi {meeting_named(minutes)}, hình thức"
        f" {form_words(minutes.form)}, do đồng chí {minutes.chair.name} chủ trì."
    )


def presence(figures: Figures) -> str:
    """Return the figures of attendance as one sentence (DF-06)."""
    came = figures.present
    absent = len(figures.absent_with_reason) + len(figures.absent_without_reason)
    ways = (
        f" (trực tiếp {counted(came.in_person)}, trực tuyến {counted(came.online)})"
        if came.online
        else ""
    )
    excused = (
        f" (có lý do {counted(len(figures.absent_with_reason))},"
        f" không có lý do {counted(len(figures.absent_without_reason))})"
        if absent
        else ""
    )
    apart = (
        (", trong đó đảng viên sinh hoạt tạm thời", figures.present_temporary.total),
        ("; miễn công tác và sinh hoạt đảng", figures.exempt),
        ("; chuyển sinh hoạt đảng tạm thời đi nơi khác", figures.transferred_out),
        ("; bị đình chỉ sinh hoạt đảng", figures.suspended),
    )
    temporary, *others = (
        f"{said(label)}: {counted(count)}" if count else "" for label, count in apart
    )
    return (
        f"{said('Đảng số')}: {comrades(figures.roll)} (chính thức {counted(figures.official)},"
        f" dự bị {counted(figures.probationary)}); có mặt: {comrades(came.total)}{ways}{temporary};"
        f" vắng mặt: {comrades(absent)}{excused}{''.join(others)}."
    )


def hours(minutes: Minutes) -> str:
    """Return from when until when the meeting lasted."""
    began = f"từ {hour(minutes.opened_at)}"
    return f"{began} đến {hour(minutes.closed_at)}" if minutes.closed_at else began


def numbered(
    sections: list[tuple[str, tuple[Block, ...]]], after: int = 0
) -> tuple[Block, ...]:
    """Return the sections that have something to say, numbered I, II, III."""
    held = [(title, blocks) for title, blocks in sections if blocks]
    return tuple(
        block
        for numeral, (title, blocks) in zip(ROMAN[after:], held, strict=False)
        for block in (Heading(1, f"{numeral}. {title}"), *blocks)
    )


def text_blocks(text: str) -> tuple[Block, ...]:
    """Return an adopted text word for word; its own numbered lines stand as headings."""
    return tuple(_line(line.strip()) for line in text.splitlines() if line.strip())


def _line(line: str) -> Block:
    if _OWN_HEADING.match(line):
        return Heading(1, line)
    return Heading(2, line) if _SMALL_HEADING.match(line) else Paragraph(line)


def own_sections(text: str) -> int:
    """Return how many sections with Roman numerals a text has of its own."""
    return sum(bool(_OWN_HEADING.match(line.strip())) for line in text.splitlines())


def task_table(minutes: Minutes) -> tuple[Block, ...]:
    """Return who has to do what by when, as a table; nothing without tasks (BB-08)."""
    if not minutes.tasks:
        return ()
    rows = tuple(
        (
            counted(place),
            task.member,
            task.content,
            short_day(task.due_on) if task.due_on else "",
        )
        for place, task in enumerate(minutes.tasks, start=1)
    )
    columns = ("Stt", "Người thực hiện", "Nội dung nhiệm vụ", "Thời hạn")
    return (Table(columns=columns, rows=rows, widths=(2, 7, 13, 5), centred=(0, 3)),)


def opinions_annex(opinions: tuple[SpokenOpinion, ...]) -> tuple[Block, ...]:
    """Return the annex of opinions word for word (DF-06); nothing where nobody spoke."""
    if not opinions:
        return ()
    head = Paragraph(
        "PHỤ LỤC\nÝ kiến phát biểu về nội dung thông qua", bold=True, align=Align.CENTRED
    )
    return (head, *opinions)


def bullets(lines: tuple[str, ...]) -> tuple[Block, ...]:
    """Return short lines as a list, ";" after each and "." after the last; nothing for none."""
    return (BulletList(closed(lines)),) if lines else ()
