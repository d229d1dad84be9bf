"""Setting a paper in words: each block becomes lines and grids, once for all renderers."""

from collections.abc import Iterator
from typing import assert_never

from chibo.core.projections.minutes_value import OpinionKind
from chibo.core.values import Instant, Mode
from chibo.documents.characters import legible, lines
from chibo.documents.formats import format_named
from chibo.documents.paper import (
    Align,
    Block,
    BulletList,
    Heading,
    KeyValues,
    Paper,
    Paragraph,
    SignatureBlock,
    SpokenOpinion,
    Table,
    Tally,
)
from chibo.documents.sheet import Grid, Head, Line, Part, Run, Sheet, Signing, Style
from chibo.documents.wording import bare_number, day, day_of, ended, hour, percentage, short_day

TRAINING_MARK = "TÀI LIỆU TẬP HUẤN – không có giá trị pháp lý"
TRAINING_WATERMARK = "TẬP HUẤN"
TITLE_RULE = "-----"

_HEADINGS = {1: Style.HEADING_1, 2: Style.HEADING_2, 3: Style.HEADING_3}
_ALIGNED = {
    Align.JUSTIFIED: Style.BODY,
    Align.CENTRED: Style.CENTRED,
    Align.LEFT: Style.LEFT,
}


def lay_out(paper: Paper) -> Sheet:
    """Return the paper with every word set."""
    addressee = (
        (_line(Style.ADDRESSEE, "Kính gửi: " + paper.addressee),) if paper.addressee else ()
    )
    return Sheet(
        format=format_named(paper.format),
        dated=paper.dated,
        metadata_title=legible(" ".join(filter(None, (paper.title, paper.abstract)))),
        head=_head(paper),
        title=legible(paper.title),
        abstract=legible(paper.abstract) if paper.title else "",
        rule=TITLE_RULE if paper.title else "",
        body=(*addressee, *_grounds(paper.grounds), *_parts(paper.blocks)),
        recipients=_recipients(paper.recipients),
        signatures=tuple(_signing(signature) for signature in paper.signatures),
        annexes=_parts(paper.annexes),
        integrity=legible(paper.integrity_line),
        mark=TRAINING_MARK if paper.is_training else "",
        watermark=TRAINING_WATERMARK if paper.is_training else "",
    )


def _head(paper: Paper) -> Head:
    return Head(
        superior=legible(paper.superior_line),
        body=legible(paper.body_line),
        star="*",
        number=legible(f"Số {bare_number(paper.number)}") if paper.number else "",
        draft=legible(paper.draft_line),
        letter_abstract="" if paper.title else legible(paper.abstract),
        national=paper.national,
        place_date=legible(f"{paper.place}, {day(paper.dated)}") if paper.place else "",
    )


def _grounds(grounds: tuple[str, ...]) -> tuple[Part, ...]:
    """Return the legal grounds, one a line: "- Căn cứ ...;", the last with a comma (DF)."""
    bare = [f"Căn cứ {ground.removeprefix('Căn cứ ')}".rstrip(" ;.,") for ground in grounds]
    return tuple(
        _line(Style.BODY, f"- {ground}{',' if place == len(bare) else ';'}")
        for place, ground in enumerate(bare, start=1)
    )


def _recipients(recipients: tuple[str, ...]) -> tuple[str, ...]:
    """Return "Nơi nhận:" and its lines; the last one is the archive and ends the list."""
    bare = [legible(recipient).rstrip(" ,.;") for recipient in recipients]
    return ("Nơi nhận:", *(f"- {one}," for one in bare[:-1]), f"- {bare[-1]}.") if bare else ()


def _signing(signature: SignatureBlock) -> Signing:
    at = signature.signed_at
    confirmed = _confirmed(at, signature.method) if at else ""
    return Signing(
        heading=legible(signature.heading),
        post=legible(signature.post),
        name=legible(signature.name),
        notes=tuple(legible(note) for note in (confirmed, signature.note) if note),
    )


def _confirmed(at: Instant, method: str) -> str:
    if method:
        return f"Đã ký xác nhận lúc {hour(at)} ngày {short_day(day_of(at))} bằng {method}"
    return f"Đã xác nhận: {hour(at)}, {short_day(day_of(at))}"


def _parts(blocks: tuple[Block, ...]) -> tuple[Part, ...]:
    return tuple(part for block in blocks for part in _parts_of(block))


def _parts_of(block: Block) -> Iterator[Part]:
    match block:
        case Heading(level=level, text=text):
            style = _HEADINGS[level]
            yield _line(
                style, text, bold=style is not Style.HEADING_3, italic=style is Style.HEADING_3
            )
        case Paragraph():
            yield from _paragraph(block)
        case SpokenOpinion():
            yield from _opinion(block)
        case BulletList(items=items):
            yield from (_line(Style.BULLET, f"- {item}") for item in items)
        case KeyValues(pairs=pairs):
            yield from (_line(Style.BODY, f"{key}: {ended(value)}") for key, value in pairs)
        case Table():
            yield _grid(block)
        case Tally():
            yield _line(Style.BODY, tally_sentence(block))
        case _:
            assert_never(block)


def _paragraph(block: Paragraph) -> Iterator[Part]:
    for text in lines(block.text):
        yield _line(_ALIGNED[block.align], text, bold=block.bold, italic=block.italic)


def _opinion(opinion: SpokenOpinion) -> Iterator[Part]:
    first, *rest = lines(opinion.text) or ("",)
    speaker = f"- Đồng chí {legible(opinion.speaker)}{_remarks(opinion)}: "
    yield Line(Style.BODY, (Run(speaker, bold=True), Run(first)))
    yield from (_line(Style.BODY, text) for text in rest)


def _remarks(opinion: SpokenOpinion) -> str:
    remarks = [remark for remark in (_mode(opinion.mode), _kind(opinion.kind)) if remark]
    return f" ({'; '.join(remarks)})" if remarks else ""


def _mode(mode: Mode | None) -> str:
    return "trực tuyến" if mode is Mode.ONLINE else ""


def _kind(kind: OpinionKind) -> str:
    match kind:
        case OpinionKind.OPINION:
            return ""
        case OpinionKind.DIFFERING:
            return "ý kiến khác"
        case OpinionKind.RESERVED:
            return "bảo lưu ý kiến"
        case OpinionKind.ADDITION:
            return "ý kiến bổ sung"
        case _:
            assert_never(kind)


def _grid(table: Table) -> Grid:
    return Grid(
        columns=tuple(legible(column) for column in table.columns),
        rows=tuple(tuple(legible(cell) for cell in row) for row in table.rows),
        widths=table.widths,
        centred=table.centred,
    )


def tally_sentence(tally: Tally) -> str:
    """Return the result of a vote in words: for / base, percent, against, other, silent (VT-07)."""
    silent = tally.base - tally.votes_for - tally.votes_against - tally.votes_other
    text = f"Kết quả biểu quyết “{tally.question}”"
    if tally.version is not None:
        text += f" (văn bản lần {tally.version})"
    text += (
        f": {tally.votes_for}/{tally.base} đồng chí tán thành,"
        f" đạt tỷ lệ {percentage(tally.percent)};"
        f" {tally.votes_against} đồng chí không tán thành;"
        f" {tally.votes_other} đồng chí có ý kiến khác"
    )
    if silent > 0:
        text += f"; {silent} đồng chí vắng mặt hoặc không biểu quyết"
    return text + (
        ". Nội dung được thông qua." if tally.is_adopted else ". Nội dung không được thông qua."
    )


def _line(style: Style, text: str, *, bold: bool = False, italic: bool = False) -> Line:
    return Line(style, (Run(legible(text), bold=bold, italic=italic),))
