"""The report (báo cáo) on half a year or a year of meetings as a paper (LB-03, AP-09)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from chibo.core.projections.period_report import PeriodReport, Refused
from chibo.core.rulebook.model import Rulebook
from chibo.documents.compiling import committee_of
from chibo.documents.formats import format_on
from chibo.documents.paper import (
    Block,
    Heading,
    KeyValues,
    Paper,
    Paragraph,
    SignatureBlock,
    Table,
)
from chibo.documents.wording import (
    body_line,
    counted,
    draft_line,
    empty_number,
    ended,
    form_words,
    percentage,
    short_day,
    spelled,
    superior_line,
    words_of,
)
from chibo.web.naming import said

_HOW = {
    Refused.STOPPED: "Dừng trong buổi sinh hoạt",
    Refused.DEFERRED: "Chuyển sang sinh hoạt trực tiếp",
    Refused.WITHHELD: "Tài liệu không đưa lên",
    Refused.REJECTED: "Đề nghị không được chấp thuận",
    Refused.RETURNED: "Đề nghị trả lại để bổ sung",
}
_NONE = "Không có."


@dataclass(frozen=True, slots=True)
class ReportFrame:
    """What the registry says of the body that reports."""

    dated: date
    place: str
    signer: str
    post: str
    is_training: bool


def period_report_paper(report: PeriodReport, rulebook: Rulebook, frame: ReportFrame) -> Paper:
    """Return the report as a draft paper in the format of its day."""
    words = words_of(report.body)
    addressee = spelled(committee_of(report.superior)) if report.superior else ""
    return Paper(
        format=format_on(frame.dated).id,
        kind_code="BC",
        superior_line=superior_line(report.superior),
        body_line=body_line(report.body),
        number=empty_number("BC", words.code),
        draft_line=draft_line(1),
        place=frame.place,
        dated=frame.dated,
        title="BÁO CÁO",
        abstract=abstract_of(report.year, report.half),
        addressee=addressee,
        grounds=rulebook.legal_basis,
        blocks=tuple(report_blocks(report, rulebook, frame.dated)),
        recipients=(addressee, f"Lưu {words.archive}") if addressee else (),
        signatures=(
            SignatureBlock(
                heading=f"T/M {words.on_behalf}", post=frame.post.upper(), name=frame.signer
            ),
        ),
        is_training=frame.is_training,
    )


def abstract_of(year: int, half: int) -> str:
    """Return what the report on a half or on a year is about."""
    return f"kết quả sinh hoạt trực tiếp, trực tuyến và {said('theo tổ đảng')} {_period(year, half)}"


def _period(year: int, half: int) -> str:
    return f"6 tháng {'đầu' if half == 1 else 'cuối'} năm {year}" if half else f"năm {year}"


def report_blocks(report: PeriodReport, rulebook: Rulebook, dated: date) -> Iterator[Block]:
    """Yield what the report says between its head and its signatures."""
    sections = (
        ("Kết quả tổ chức sinh hoạt", _meetings(report, dated)),
        (f"{said('Đảng viên')} dự sinh hoạt", _attendance(report)),
        ("Sự cố kỹ thuật", _incidents(report)),
        ("Sử dụng hạn mức trong năm", _quotas(report)),
        ("Nội dung, đề nghị không thực hiện", _refused(report, rulebook)),
        ("Khó khăn, vướng mắc", _words(report.difficulties)),
        ("Đề xuất, kiến nghị", _words(report.proposals)),
    )
    for number, (title, blocks) in enumerate(sections, start=1):
        yield Heading(1, f"{number}. {title}")
        yield from blocks


def _meetings(report: PeriodReport, dated: date) -> Iterator[Block]:
    # A report that goes out before the period is over says how far its figures reach.
    reach = f" (tính đến ngày {short_day(dated)})" if dated <= report.last_on else ""
    yield Paragraph(
        f"Từ ngày {short_day(report.first_on)} đến ngày {short_day(report.last_on)}{reach} đã tổ chức"
        f" {counted(len(report.valid))} buổi sinh hoạt."
    )
    if report.by_form:
        yield KeyValues(
            tuple(
                (form_words(form).capitalize(), f"{counted(len(meetings))} buổi")
                for form, meetings in report.by_form
            )
        )


def _attendance(report: PeriodReport) -> Iterator[Block]:
    if not report.valid:
        yield Paragraph(_NONE)
        return
    yield Paragraph(
        f"Tính chung có {report.present} lượt {said('đảng viên')} dự trên {report.expected} lượt phải dự,"
        f" đạt tỷ lệ {percentage(report.attendance)}; trong đó {report.online} lượt dự trực tuyến."
    )
    yield Table(
        columns=("Stt", "Ngày", said("Tổ chức đảng"), "Hình thức", "Dự", "Trực tuyến"),
        rows=tuple(
            (
                str(number),
                short_day(each.on),
                each.body,
                form_words(each.form).capitalize(),
                f"{each.present}/{each.expected}",
                str(each.online),
            )
            for number, each in enumerate(report.valid, start=1)
        ),
        widths=(2, 4, 7, 7, 3, 4),
        centred=(0, 1, 4, 5),
    )


def _incidents(report: PeriodReport) -> Iterator[Block]:
    if not report.incidents:
        yield Paragraph(_NONE)
        return
    yield Paragraph(
        f"{counted(report.incidents)} lần mất kết nối trong"
        f" {counted(len(report.with_incidents))} buổi sinh hoạt."
    )


def _quotas(report: PeriodReport) -> Iterator[Block]:
    if not report.quotas:
        yield Paragraph("Bộ quy tắc không đặt hạn mức.")
        return
    yield Table(
        columns=(
            said("Tổ chức đảng"),
            "Hình thức",
            "Đã họp",
            "Đã cho phép, chưa họp",
            "Hạn mức",
        ),
        rows=tuple(
            (
                line.body,
                "; ".join(form_words(form).capitalize() for form in line.forms),
                str(line.held),
                str(line.reserved),
                str(line.cap),
            )
            for line in report.quotas
        ),
        widths=(8, 10, 3, 4, 3),
        centred=(2, 3, 4),
    )


def _refused(report: PeriodReport, rulebook: Rulebook) -> Iterator[Block]:
    if not report.refused:
        yield Paragraph(_NONE)
        return
    yield Table(
        columns=("Ngày", "Xử lý", "Loại nội dung hoặc lý do"),
        rows=tuple(
            (short_day(each.on), _HOW[each.how], _labelled(each.what, rulebook))
            for each in report.refused
        ),
        widths=(4, 8, 14),
        centred=(0,),
    )


def _labelled(what: str, rulebook: Rulebook) -> str:
    codes = what.split(", ")
    if not all(code in rulebook.content for code in codes):
        return what
    return "; ".join(f"{code} – {rulebook.content[code].label.vi}" for code in codes)


def _words(text: str) -> Iterator[Block]:
    yield Paragraph(ended(text) if text else _NONE)
