"""Files as people hand them in: made here, good and bad."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import docx
import pypdf
import typst
from pypdf.generic import DictionaryObject, NameObject, NumberObject, StreamObject

from chibo.documents.characters import font_folder

CONTENT_TYPES = "[Content_Types].xml"


def pdf(*lines: str) -> bytes:
    """Return a PDF of one page, each argument a paragraph of it."""
    markup = '#set text(font: "Tinos")\n' + "".join(
        f"#par(sys.inputs.l{n})\n" for n in range(len(lines))
    )
    return typst.compile(
        markup.encode(),
        font_paths=[str(font_folder())],
        ignore_system_fonts=True,
        sys_inputs={f"l{number}": line for number, line in enumerate(lines)},
    )


def stamped_pdf(stamp: str) -> bytes:
    """Return a PDF with a stamp at the left and other words at the same height."""
    markup = (
        '#set text(font: "Tinos")\n'
        "#grid(columns: (1fr, 1fr), box(stroke: 1pt, inset: 4pt, sys.inputs.stamp), "
        '"ĐẢNG CỘNG SẢN VIỆT NAM")\nNội dung của kế hoạch.'
    )
    return typst.compile(
        markup.encode(),
        font_paths=[str(font_folder())],
        ignore_system_fonts=True,
        sys_inputs={"stamp": stamp},
    )


def locked_pdf() -> bytes:
    """Return a PDF that asks for a password."""
    writer = pypdf.PdfWriter(clone_from=BytesIO(pdf("Nội dung")))
    writer.encrypt("mat-khau", algorithm="RC4-128")
    written = BytesIO()
    writer.write(written)
    return written.getvalue()


def pages_pdf(count: int) -> bytes:
    """Return a PDF of so many empty pages."""
    writer = pypdf.PdfWriter()
    for _ in range(count):
        writer.add_blank_page(100, 100)
    written = BytesIO()
    writer.write(written)
    return written.getvalue()


def word(*lines: str, header: str = "", footer: str = "", cell: str = "") -> bytes:
    """Return a Word document with paragraphs, and words in header, footer and a table."""
    document = docx.Document()
    for line in lines:
        document.add_paragraph(line)
    if cell:
        document.add_table(1, 1).cell(0, 0).text = cell
    if header:
        document.sections[0].header.paragraphs[0].text = header
    if footer:
        document.sections[0].footer.paragraphs[0].text = footer
    written = BytesIO()
    document.save(written)
    return written.getvalue()


def word_with_box(text: str) -> bytes:
    """Return a Word document with a text box anchored in a paragraph of ordinary words."""
    box = (
        '<w:r><w:pict xmlns:v="urn:schemas-microsoft-com:vml"><v:shape><v:textbox><w:txbxContent>'
        f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"
        "</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
    )
    return changed(
        word("Kế hoạch tháng 6"), "word/document.xml", "</w:r></w:p>", f"</w:r>{box}</w:p>"
    )


def word_with_watermark(text: str) -> bytes:
    """Return a Word document with a word as a watermark shape."""
    shape = (
        '<w:r><w:pict xmlns:v="urn:schemas-microsoft-com:vml"><v:shape>'
        f'<v:textpath string="{text}"/></v:shape></w:pict></w:r>'
    )
    return changed(
        word("Kế hoạch"), "word/document.xml", "</w:r></w:p>", f"</w:r>{shape}</w:p>"
    )


def changed(archive: bytes, member: str, old: str, new: str) -> bytes:
    """Return a zip with one replacement made in one member."""
    written = BytesIO()
    with ZipFile(BytesIO(archive)) as source, ZipFile(written, "w", ZIP_DEFLATED) as target:
        for name in source.namelist():
            content = source.read(name)
            if name == member:
                content = content.replace(old.encode(), new.encode(), 1)
            target.writestr(name, content)
    return written.getvalue()


def with_member(archive: bytes, name: str, content: bytes) -> bytes:
    """Return a zip with one member more."""
    written = BytesIO(archive)
    with ZipFile(written, "a", ZIP_DEFLATED) as target:
        target.writestr(name, content)
    return written.getvalue()


def zipped(**members: bytes) -> bytes:
    """Return a zip of these members."""
    written = BytesIO()
    with ZipFile(written, "w") as target:
        for name, content in members.items():
            target.writestr(name, content)
    return written.getvalue()


def scan_pdf(*texts: str) -> bytes:
    """Return scanned pages: each a picture, with a text under it that is not shown, or none."""
    writer = pypdf.PdfWriter()
    for text in texts:
        page = writer.add_blank_page(300, 400)
        picture = StreamObject()
        picture.update(
            {
                NameObject("/Type"): NameObject("/XObject"),
                NameObject("/Subtype"): NameObject("/Image"),
                NameObject("/Width"): NumberObject(1),
                NameObject("/Height"): NumberObject(1),
                NameObject("/ColorSpace"): NameObject("/DeviceGray"),
                NameObject("/BitsPerComponent"): NumberObject(8),
            }
        )
        picture.set_data(b"\x80")
        font = DictionaryObject(
            {
                NameObject("/Type"): NameObject("/Font"),
                NameObject("/Subtype"): NameObject("/Type1"),
                NameObject("/BaseFont"): NameObject("/Helvetica"),
            }
        )
        page[NameObject("/Resources")] = DictionaryObject(
            {
                NameObject("/XObject"): DictionaryObject(
                    {NameObject("/Im0"): writer._add_object(picture)}
                ),
                NameObject("/Font"): DictionaryObject({NameObject("/F1"): font}),
            }
        )
        lines = "".join(f"({line}) Tj 0 -20 Td " for line in text.splitlines())
        drawn = StreamObject()
        # Rendering mode 3 shows nothing: this is how what was read lies under a scan.
        drawn.set_data(
            f"q 300 0 0 400 0 0 cm /Im0 Do Q BT 3 Tr /F1 12 Tf 20 350 Td {lines}ET".encode(
                "latin-1"
            )
        )
        page[NameObject("/Contents")] = writer._add_object(drawn)
    written = BytesIO()
    writer.write(written)
    return written.getvalue()
