"""The named styles of a Word paper, so that what a secretary adds looks like the rest."""

from dataclasses import dataclass
from enum import StrEnum

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.text.paragraph import Paragraph

from chibo.documents.docx_xml import set_language, set_typeface, unlined
from chibo.documents.formats import PaperFormat

TYPEFACE = "Times New Roman"


class Look(StrEnum):
    """The styles by the name a secretary sees in Word."""

    BODY = "Normal"
    HEADING_1 = "Heading 1"
    HEADING_2 = "Heading 2"
    HEADING_3 = "Heading 3"
    TITLE = "Title"
    ABSTRACT = "Trích yếu"
    RULE = "Gạch dưới trích yếu"
    LEFT = "Văn bản lề trái"
    CENTRED = "Văn bản giữa"
    ADDRESSEE = "Kính gửi"
    HEAD = "Đầu trang"
    HEAD_BODY = "Cơ quan ban hành"
    HEAD_ITALIC = "Địa danh, ngày tháng"
    LETTER_ABSTRACT = "Trích yếu công văn"
    NATIONAL = "Tiêu đề Đảng"
    TABLE_HEAD = "Đầu bảng"
    TABLE_CELL = "Ô bảng"
    TABLE_CENTRED = "Ô bảng giữa"
    GAP = "Khoảng trống"
    RECIPIENTS = "Nơi nhận"
    RECIPIENT = "Dòng nơi nhận"
    SIGN_HEADING = "Thể thức đề ký"
    SIGN_POST = "Chức vụ người ký"
    SIGNED_NOTE = "Ghi chú xác nhận"
    PAGE_NUMBER = "Số trang"
    TRAINING = "Dấu tập huấn"
    INTEGRITY = "Mã kiểm chứng"

    @property
    def id(self) -> str:
        """Return the id of the style in the file; Word fixes those of its own styles."""
        return self.value.replace(" ", "") if self in _WORDS_OWN else self.name


_WORDS_OWN = frozenset({Look.BODY, Look.HEADING_1, Look.HEADING_2, Look.HEADING_3, Look.TITLE})


def styled(paragraph: Paragraph, look: Look) -> Paragraph:
    """Give a paragraph a style by its id; a search by name costs more than the text."""
    paragraph._p.style = look.id  # noqa: SLF001 -- python-docx's own way to the element
    return paragraph


@dataclass(frozen=True, slots=True)
class _Shape:
    """What differs from plain text: size in points, face, alignment and space around."""

    size: int
    bold: bool = False
    italic: bool = False
    underline: bool = False
    align: WD_ALIGN_PARAGRAPH = WD_ALIGN_PARAGRAPH.CENTER
    before: int = 0
    after: int = 0
    first_line_mm: int = 0
    is_exact: bool = False
    keeps_with_next: bool = False


def set_styles(document: Document, known: PaperFormat) -> None:
    """Make every style of the paper in the sizes of its format."""
    set_language(document)
    for look, shape in _shapes(known).items():
        _apply(_style(document, look), shape, known)


def _shapes(known: PaperFormat) -> dict[Look, _Shape]:
    return {**_running(known), **_framing(known), **_ending(known)}


def _running(known: PaperFormat) -> dict[Look, _Shape]:
    body, before, indent = known.body_pt, known.before_pt, known.first_line_mm
    left, both = WD_ALIGN_PARAGRAPH.LEFT, WD_ALIGN_PARAGRAPH.JUSTIFY
    return {
        Look.BODY: _Shape(body, align=both, before=before, first_line_mm=indent, is_exact=True),
        Look.HEADING_1: _Shape(
            body, bold=True, align=left, before=before, is_exact=True, keeps_with_next=True
        ),
        Look.HEADING_2: _Shape(
            body, bold=True, align=both, before=before, first_line_mm=indent, is_exact=True,
            keeps_with_next=True,
        ),
        Look.HEADING_3: _Shape(
            body, italic=True, align=both, before=before, first_line_mm=indent, is_exact=True,
            keeps_with_next=True,
        ),
        Look.LEFT: _Shape(body, align=left, before=before, is_exact=True),
        Look.CENTRED: _Shape(body, before=before, is_exact=True),
        Look.ADDRESSEE: _Shape(body, before=12, after=6, is_exact=True),
        Look.TABLE_HEAD: _Shape(body - 1, bold=True, before=3, after=3),
        Look.TABLE_CELL: _Shape(body - 1, align=left, before=3, after=3),
        Look.TABLE_CENTRED: _Shape(body - 1, before=3, after=3),
    }  # fmt: skip


def _framing(known: PaperFormat) -> dict[Look, _Shape]:
    head = known.head_pt
    return {
        Look.TITLE: _Shape(known.title_pt, bold=True, before=20, keeps_with_next=True),
        Look.ABSTRACT: _Shape(known.abstract_pt, bold=True, before=3, keeps_with_next=True),
        Look.RULE: _Shape(known.body_pt, after=8, keeps_with_next=True),
        Look.HEAD: _Shape(head),
        Look.HEAD_BODY: _Shape(head, bold=True),
        Look.HEAD_ITALIC: _Shape(head, italic=True),
        Look.LETTER_ABSTRACT: _Shape(known.letter_abstract_pt, italic=True),
        Look.NATIONAL: _Shape(known.national_pt, bold=True),
        Look.PAGE_NUMBER: _Shape(known.body_pt),
        Look.TRAINING: _Shape(10, bold=True),
    }


def _ending(known: PaperFormat) -> dict[Look, _Shape]:
    body, left = known.body_pt, WD_ALIGN_PARAGRAPH.LEFT
    return {
        Look.GAP: _Shape(body, keeps_with_next=True),
        Look.RECIPIENTS: _Shape(body, underline=True, align=left, keeps_with_next=True),
        Look.RECIPIENT: _Shape(known.recipients_pt, align=left, keeps_with_next=True),
        Look.SIGN_HEADING: _Shape(body, bold=True, keeps_with_next=True),
        Look.SIGN_POST: _Shape(body, keeps_with_next=True),
        Look.SIGNED_NOTE: _Shape(11, italic=True, before=8, keeps_with_next=True),
        Look.INTEGRITY: _Shape(9, align=left, before=24),
    }


def _style(document: Document, look: Look) -> ParagraphStyle:
    if look in document.styles:
        style = document.styles[look]
    else:
        style = document.styles.add_style(look, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = document.styles[Look.BODY]
        style.element.styleId = look.id
        style.quick_style = True
    if not isinstance(style, ParagraphStyle):
        raise TypeError(look)
    return style


def _apply(style: ParagraphStyle, shape: _Shape, known: PaperFormat) -> None:
    set_typeface(style, TYPEFACE)
    unlined(style)
    font, paragraph = style.font, style.paragraph_format
    font.size = Pt(shape.size)
    font.bold, font.italic, font.underline = shape.bold, shape.italic, shape.underline
    font.color.rgb = RGBColor(0, 0, 0)
    paragraph.alignment = shape.align
    paragraph.space_before, paragraph.space_after = Pt(shape.before), Pt(shape.after)
    paragraph.first_line_indent = Mm(shape.first_line_mm)
    paragraph.keep_with_next = shape.keeps_with_next
    paragraph.widow_control = True
    if shape.is_exact:
        paragraph.line_spacing_rule = WD_LINE_SPACING.EXACTLY
        paragraph.line_spacing = Pt(known.line_pt)
    else:
        paragraph.line_spacing = 1
