"""The register of papers as a paper to be printed and signed (DF-01)."""

from collections.abc import Sequence
from datetime import date

from chibo.core.procedure.papers import PaperState
from chibo.core.procedure.register_acts import NumbersSkipped
from chibo.core.rulebook.model import Rulebook
from chibo.documents.formats import format_on
from chibo.documents.kept_minutes import KeptMinutes
from chibo.documents.models import RegisteredPaper
from chibo.documents.paper import Block, Heading, Paper, Paragraph, SignatureBlock, Table
from chibo.documents.wording import body_line, day, short_day, superior_line
from chibo.registry.models import Body

_UNNUMBERED = "Văn bản không đánh số"
_KEPT = "Biên bản do người ghi biên bản và chủ trì ký, lưu theo từng buổi sinh hoạt; không lấy số trong sổ này."


def register_paper(
    body: Body,
    rows: Sequence[RegisteredPaper],
    skipped: Sequence[NumbersSkipped],
    rulebook: Rulebook,
    today: date,
    *,
    minutes: Sequence[KeptMinutes] = (),
) -> Paper:
    """Return the papers that were found, type by type in the order of their numbers."""
    types = dict.fromkeys([*(row.type for row in rows), *(each.type for each in skipped)])
    blocks: list[Block] = []
    for code in sorted(types):
        label = rulebook.papers.types[code].label.in_language("vi") if code else _UNNUMBERED
        blocks.append(Heading(2, label[:1].upper() + label[1:]))
        blocks.append(_table([row for row in rows if row.type == code]))
        blocks += [_gap(each) for each in skipped if each.type == code]
    blocks += _minutes(minutes)
    return Paper(
        format=format_on(today).id,
        kind_code="",
        superior_line=superior_line(body.parent.official_name or body.parent.name)
        if body.parent
        else "",
        body_line=body_line(body.name),
        place=body.place,
        dated=today,
        title="SỔ ĐĂNG KÝ VĂN BẢN",
        abstract=f"tính đến {day(today)}",
        blocks=tuple(blocks) or (Paragraph("Chưa có văn bản nào được ban hành."),),
        signatures=(SignatureBlock(heading="NGƯỜI LẬP SỔ", name=""),),
        is_training=rulebook.is_training,
    )


def _minutes(rows: Sequence[KeptMinutes]) -> list[Block]:
    if not rows:
        return []
    table = Table(
        columns=("Ngày họp", "Trích yếu nội dung", "Người ký"),
        rows=tuple((short_day(each.held_on), each.abstract, each.signers) for each in rows),
        widths=(5, 13, 9),
        centred=(0,),
    )
    return [Heading(2, "Biên bản"), Paragraph(_KEPT, italic=True), table]


def _table(rows: Sequence[RegisteredPaper]) -> Table:
    return Table(
        columns=("Số, ký hiệu", "Ngày", "Trích yếu nội dung", "Người ký", "Ghi chú"),
        rows=tuple(_row(row) for row in rows),
        widths=(5, 5, 10, 6, 4),
        centred=(0, 1),
    )


def _row(row: RegisteredPaper) -> tuple[str, ...]:
    on = short_day(row.dated) if row.dated else ""
    note = "Đã thu hồi" if row.state == PaperState.VOID else ""
    return (row.number or "–", on, row.abstract, row.signer, note)


def _gap(each: NumbersSkipped) -> Block:
    numbers = (
        f"Số {each.first:02d}"
        if each.first == each.last
        else f"Số {each.first:02d} đến số {each.last:02d}"
    )
    return Paragraph(f"{numbers}: không dùng trong sổ này; lý do: {each.reason}.", italic=True)
