"""What python-docx has no words for: the few elements of WordprocessingML set by hand."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx.document import Document
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.styles.style import ParagraphStyle
from docx.table import Table, _Row
from docx.text.paragraph import Paragraph

_EARLIEST = (1980, 1, 1, 0, 0, 0)
_SCRIPTS = ("w:ascii", "w:hAnsi", "w:eastAsia", "w:cs")
_THEMES = ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme")
_VML = (
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
)


def fixed_archive(archive: bytes) -> bytes:
    """Return a zip with the same members and no trace of when it was made."""
    written = BytesIO()
    with ZipFile(BytesIO(archive)) as old, ZipFile(written, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            member = ZipInfo(name, _EARLIEST)
            member.compress_type = ZIP_DEFLATED
            new.writestr(member, old.read(name))
    return written.getvalue()


def set_language(document: Document) -> None:
    """Set Vietnamese for the whole document, so that Word checks it as such."""
    defaults = document.styles.element.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}")
    for language in defaults.iter(qn("w:lang")):
        for attribute in ("w:val", "w:eastAsia"):
            language.set(qn(attribute), "vi-VN")


def set_typeface(style: ParagraphStyle, name: str) -> None:
    """Set the typeface for every script, and leave no theme to override it."""
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for theme in _THEMES:
        fonts.attrib.pop(qn(theme), None)
    for script in _SCRIPTS:
        fonts.set(qn(script), name)


def unlined(style: ParagraphStyle) -> None:
    """Take away the border that Word's own style brings along."""
    properties = style.element.get_or_add_pPr()
    for border in properties.findall(qn("w:pBdr")):
        properties.remove(border)


def lined_below(paragraph: Paragraph, indent: int) -> None:
    """Draw a line below a paragraph, shortened on both sides."""
    paragraph.paragraph_format.left_indent = indent
    paragraph.paragraph_format.right_indent = indent
    _border(paragraph, "bottom", size=6)


def lined_above(paragraph: Paragraph) -> None:
    """Draw a thin line above a paragraph."""
    _border(paragraph, "top", size=4)


def kept_whole(row: _Row) -> None:
    """Keep a row of a table on one page."""
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))  # noqa: SLF001 -- python-docx's own way to the element


def repeated(row: _Row) -> None:
    """Repeat a row at the top of every page the table runs over."""
    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))  # noqa: SLF001 -- python-docx's own way to the element


def set_indent(table: Table, indent: int) -> None:
    """Move a table to the right, or with a negative indent into the margin."""
    element = OxmlElement("w:tblInd")
    element.set(qn("w:w"), str(indent // 635))
    element.set(qn("w:type"), "dxa")
    table._tbl.tblPr.append(element)  # noqa: SLF001 -- python-docx's own way to the element


def add_page_number(paragraph: Paragraph) -> None:
    """Add the field that Word replaces by the number of the page."""
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    paragraph._p.append(field)  # noqa: SLF001 -- python-docx's own way to the element


def add_watermark(paragraph: Paragraph, text: str, name: str) -> None:
    """Add a light diagonal word behind the text of every page that has this header."""
    paragraph.add_run()._r.append(parse_xml(_watermark(text, name)))  # noqa: SLF001 -- python-docx's own way to the element


def _watermark(text: str, name: str) -> str:
    """Return the shape Word itself writes for a watermark; `text` is one of our own words."""
    return (
        f"<w:pict {nsdecls('w')} {_VML}>"
        '<v:shapetype id="_x0000_t136" coordsize="21600,21600" o:spt="136" adj="10800" '
        'path="m@7,l@8,m@5,21600l@6,21600e"><v:formulas><v:f eqn="sum #0 0 10800"/>'
        '<v:f eqn="prod #0 2 1"/><v:f eqn="sum 21600 0 @1"/><v:f eqn="sum 0 0 @2"/>'
        '<v:f eqn="sum 21600 0 @3"/><v:f eqn="if @0 @3 0"/><v:f eqn="if @0 21600 @1"/>'
        '<v:f eqn="if @0 0 @2"/><v:f eqn="if @0 @4 21600"/></v:formulas>'
        '<v:path textpathok="t" o:connecttype="rect"/><v:textpath on="t" fitshape="t"/>'
        f'</v:shapetype><v:shape id="watermark-{name}" o:spid="_x0000_s{len(name) + 2049}" '
        'type="#_x0000_t136" style="position:absolute;margin-left:0;margin-top:0;width:420pt;'
        "height:105pt;rotation:310;z-index:-251658752;mso-position-horizontal:center;"
        "mso-position-horizontal-relative:margin;mso-position-vertical:center;"
        'mso-position-vertical-relative:margin" o:allowincell="f" fillcolor="#e6e6e6" '
        f'stroked="f"><v:fill opacity=".6"/><v:textpath style="font-family:&quot;Times New '
        f'Roman&quot;;font-size:1pt;font-weight:bold" string="{text}"/></v:shape></w:pict>'
    )


def _border(paragraph: Paragraph, side: str, *, size: int) -> None:
    """Put the border where the schema wants it: before spacing, indents and alignment."""
    border = parse_xml(
        f"<w:pBdr {nsdecls('w')}>"
        f'<w:{side} w:val="single" w:sz="{size}" w:space="1" w:color="000000"/></w:pBdr>'
    )
    paragraph._p.get_or_add_pPr().insert_element_before(  # noqa: SLF001 -- python-docx's own way to the element
        border, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:rPr"
    )
