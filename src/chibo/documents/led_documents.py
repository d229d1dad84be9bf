"""The documents of a meeting as PDFs whose pages can be drawn."""

import hashlib
from collections.abc import Callable

from django.core.files import File

from chibo.core.procedure.events import DocumentAttached
from chibo.documents.drawn_pages import Source
from chibo.meetings import queries
from chibo.meetings.uploads import PDF


def is_pdf(attached: DocumentAttached) -> bool:
    """Whether a document has pages: what comes in is of the kind its name says."""
    return attached.filename.lower().endswith(".pdf")


def source_of(attached: DocumentAttached) -> Source | None:
    """Return the PDF of a document, None where it is none or its file is gone."""
    kept = queries.document(attached.document)
    if kept is None or kept.content_type != PDF:
        return None
    return Source(attached.sha256, _reading(kept.file, attached.sha256))


def _reading(file: "File[bytes]", sha256: str) -> Callable[[], bytes | None]:
    def read() -> bytes | None:
        try:
            with file.open("rb") as opened:
                content: bytes = opened.read()
        except OSError:
            return None
        return content if hashlib.sha256(content).hexdigest() == sha256 else None

    return read
