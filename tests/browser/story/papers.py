"""Files that people bring and take away."""

import io

import typst
from docx import Document
from playwright.sync_api import FilePayload
from pypdf import PdfReader

BREAK_HERE = "\u200b"


def pdf(name: str, text: str) -> FilePayload:
    """Return a one-page PDF with these words, as a file to choose."""
    source = f"#set page(width: 12cm, height: 6cm)\n= {text}"
    return {
        "name": name,
        "mimeType": "application/pdf",
        "buffer": typst.compile(source.encode()),
    }


def docx(name: str, text: str) -> FilePayload:
    """Return a Word document with these words, as a file to choose."""
    document, file = Document(), io.BytesIO()
    document.add_paragraph(text)
    document.save(file)
    return {"name": name, "mimeType": "application/octet-stream", "buffer": file.getvalue()}


def pdf_text(content: bytes) -> str:
    """Return the text of a PDF, its lines joined."""
    pages = PdfReader(io.BytesIO(content)).pages
    text = " ".join(page.extract_text() for page in pages).replace(BREAK_HERE, "")
    return " ".join(text.split())


def docx_text(content: bytes) -> str:
    """Return the text of a Word document, its paragraphs joined."""
    document = Document(io.BytesIO(content))
    cells = [cell for table in document.tables for row in table.rows for cell in row.cells]
    parts = [each.text for each in (*document.paragraphs, *cells)]
    return " ".join(" ".join(parts).split())
