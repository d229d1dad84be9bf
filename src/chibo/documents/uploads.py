"""What may come in as a document: a file that really is a PDF or a DOCX, whole and harmless."""

import zlib
from enum import StrEnum
from io import BytesIO
from pathlib import PurePath
from zipfile import BadZipFile, ZipFile, is_zipfile

import docx
import pypdf
from docx.exceptions import PythonDocxError
from docx.opc.exceptions import OpcError
from lxml.etree import XMLSyntaxError
from pypdf.errors import PyPdfError

MOST_BYTES = 20_000_000
MOST_UNPACKED_BYTES = 100_000_000
MOST_MEMBERS = 2_000
MOST_PAGES = 1_000

BROKEN = (
    *(PyPdfError, PythonDocxError, OpcError, XMLSyntaxError, BadZipFile, zlib.error),
    *(ArithmeticError, AssertionError, AttributeError, EOFError, LookupError),
    *(NotImplementedError, OSError, RecursionError, TypeError, ValueError),
)
"""What the readers raise on a broken file: not one family, as a thousand broken files showed."""

_PDF_START = b"%PDF-"
_OLE_START = bytes.fromhex("d0cf11e0a1b11ae1")
_HEAD = 1024
"""Readers allow some bytes before "%PDF-"."""
_REQUIRED = {"[Content_Types].xml", "word/document.xml"}


class UploadKind(StrEnum):
    """The kinds of document that are taken in, by their file name extension."""

    PDF = "pdf"
    DOCX = "docx"


class Objection(StrEnum):
    """Why a file is not taken in."""

    EMPTY = "file.empty"
    TOO_LARGE = "file.too_large"
    NOT_A_DOCUMENT = "file.not_a_document"
    OLD_WORD = "file.old_word"
    NAMED_OTHERWISE = "file.named_otherwise"
    """The content is a document, but not of the kind its name says."""
    ENCRYPTED = "file.encrypted"
    DAMAGED = "file.damaged"
    HAS_MACROS = "file.has_macros"
    UNPACKS_TOO_LARGE = "file.unpacks_too_large"
    TOO_MANY_PAGES = "file.too_many_pages"


def check_upload(data: bytes, filename: str) -> UploadKind | Objection:
    """Return what the file is by its content, or why it is not taken in."""
    if not data:
        return Objection.EMPTY
    if len(data) > MOST_BYTES:
        return Objection.TOO_LARGE
    kind = _kind_of(data, filename)
    if isinstance(kind, Objection):
        return kind
    if PurePath(filename).suffix.lower() != f".{kind}":
        return Objection.NAMED_OTHERWISE
    return (
        _objection_to_pdf(data) if kind is UploadKind.PDF else _objection_to_docx(data)
    ) or kind


def _kind_of(data: bytes, filename: str) -> UploadKind | Objection:
    if data.startswith(_OLE_START):
        # Word keeps an encrypted DOCX in the container of its old format.
        is_docx = filename.lower().endswith(".docx")
        return Objection.ENCRYPTED if is_docx else Objection.OLD_WORD
    if _PDF_START in data[:_HEAD]:
        return UploadKind.PDF
    if data.startswith(b"PK") and is_zipfile(BytesIO(data)):
        return UploadKind.DOCX
    return Objection.NOT_A_DOCUMENT


def _objection_to_pdf(data: bytes) -> Objection | None:
    try:
        reader = pypdf.PdfReader(BytesIO(data))
        if reader.is_encrypted:
            return Objection.ENCRYPTED
        pages = len(reader.pages)
    except BROKEN:
        return Objection.DAMAGED
    if pages > MOST_PAGES:
        return Objection.TOO_MANY_PAGES
    return None if pages else Objection.DAMAGED


def _objection_to_docx(data: bytes) -> Objection | None:
    try:
        with ZipFile(BytesIO(data)) as archive:
            if objection := _objection_to_members(archive):
                return objection
        docx.Document(BytesIO(data))
    except BROKEN:
        return Objection.DAMAGED
    return None


def _objection_to_members(archive: ZipFile) -> Objection | None:
    members = archive.infolist()
    if (
        len(members) > MOST_MEMBERS
        or sum(one.file_size for one in members) > MOST_UNPACKED_BYTES
    ):
        return Objection.UNPACKS_TOO_LARGE
    if any(one.flag_bits & 1 for one in members):
        return Objection.ENCRYPTED
    names = {one.filename for one in members}
    if not names >= _REQUIRED:
        return Objection.NOT_A_DOCUMENT
    if any(name.rsplit("/", 1)[-1].lower().startswith("vba") for name in names):
        return Objection.HAS_MACROS
    if b"macroEnabled" in archive.read("[Content_Types].xml"):
        return Objection.HAS_MACROS
    return Objection.DAMAGED if archive.testzip() else None
