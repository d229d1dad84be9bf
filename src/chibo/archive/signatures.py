"""Signatures: what the journal says of them, and the seal in a PDF where a library to read it is installed."""

from collections.abc import Mapping
from importlib import import_module
from io import BytesIO
from typing import Any

from chibo.archive.container import Container
from chibo.archive.judging import Judged
from chibo.archive.manifest import Manifest
from chibo.archive.saying import LieError, Report
from chibo.core.procedure.fold import Meeting

_SEALED = b"/ByteRange"


def check_signatures(
    container: Container, manifest: Manifest, judged: Mapping[str, Judged], report: Report
) -> None:
    """Say who confirmed what, and check every sealed PDF or say that it was not checked here."""
    confirmed = sum(
        len(each.state.confirmation.confirmed)
        for each in judged.values()
        if isinstance(each.state, Meeting)
    )
    if confirmed:
        report.found("signatures.confirmed", count=confirmed)
    sealed = [
        file
        for paper in manifest.papers
        for file in paper.files
        if file.endswith(".pdf") and _SEALED in container.read(file)
    ]
    reader = _reader() if sealed else None
    if sealed and reader is None:
        report.left("signatures.away", count=len(sealed))
    elif reader is not None:
        for file in sealed:
            _check_seal(reader, file, container.read(file))
        report.found("signatures.sealed", count=len(sealed))


def _reader() -> Any | None:
    try:
        return import_module("pyhanko.pdf_utils.reader"), import_module(
            "pyhanko.sign.validation"
        )
    except ImportError:
        return None


def _check_seal(reader: Any, file: str, content: bytes) -> None:
    pdf, validation = reader
    try:
        found = pdf.PdfFileReader(BytesIO(content)).embedded_signatures
        seen = [validation.validate_pdf_signature(each) for each in found]
    except Exception:  # noqa: BLE001 -- a broken PDF makes the reader raise anything
        raise LieError("signature.broken", file=file) from None
    if not seen or not all(each.intact and each.valid for each in seen):
        raise LieError("signature.broken", file=file)
