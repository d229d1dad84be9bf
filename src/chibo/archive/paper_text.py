"""The words of a drawn paper: of a DOCX by the standard library, of a PDF where a reader is installed."""

import re
import zlib
from functools import lru_cache
from importlib import import_module
from io import BytesIO
from typing import Any
from xml.etree import ElementTree as ET
from zipfile import BadZipFile, ZipFile

from chibo.archive.saying import LieError

_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_BODY = "word/document.xml"
_MOST = 50_000_000
_PAGE_NUMBER = re.compile(r"^\s*\d{1,4}\s*$")


def text_of(name: str, content: bytes) -> str | None:
    """Return the text of a paper, or None where nobody here can read this kind of file."""
    match name.rpartition(".")[2]:
        case "docx":
            return _docx(name, content)
        case "pdf":
            return _pdf(name, content)
        case _:
            return None


def _docx(name: str, content: bytes) -> str:
    try:
        return _text_of_docx(content)
    except (
        BadZipFile,
        LookupError,
        ET.ParseError,
        zlib.error,
        EOFError,
        RuntimeError,
        ValueError,
    ):
        raise LieError("file.damaged", file=name) from None


@lru_cache(maxsize=8)
def _text_of_docx(content: bytes) -> str:
    with ZipFile(BytesIO(content)) as packed:
        if packed.getinfo(_BODY).file_size > _MOST:
            raise ValueError(_BODY)
        body = packed.read(_BODY)
    # Entities are how a small file grows without end; Word writes none.
    if b"<!DOCTYPE" in body or b"<!ENTITY" in body:
        raise ValueError(_BODY)
    root = ET.fromstring(body)  # noqa: S314 -- no entities, see above
    return "".join(each.text or "" for each in root.iter(f"{_WORD}t"))


def _pdf(name: str, content: bytes) -> str | None:
    try:
        return _text_of_pdf(content)
    except ImportError:
        return None
    except Exception:  # noqa: BLE001 -- a broken PDF makes the reader raise anything
        raise LieError("file.damaged", file=name) from None


@lru_cache(maxsize=8)
def _text_of_pdf(content: bytes) -> str:
    pypdf: Any = import_module("pypdf")
    pages = [each.extract_text() for each in pypdf.PdfReader(BytesIO(content)).pages]
    return "\n".join(_without_number(each) for each in pages)


def _without_number(page: str) -> str:
    """Return a page without its number, which stands in the middle of what runs over two pages."""
    lines = [line for line in page.split("\n") if line.strip()]
    return "\n".join(line for line in lines if not _PAGE_NUMBER.match(line))
