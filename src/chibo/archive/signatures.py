"""Signatures: what the journal says of them, and the seal in a PDF where a library to read it is installed."""

import logging
from collections.abc import Mapping
from functools import lru_cache
from importlib import import_module
from io import BytesIO
from typing import Any

from chibo.archive import passkeys
from chibo.archive.container import Container
from chibo.archive.judging import Judged
from chibo.archive.manifest import Manifest
from chibo.archive.saying import LieError, Report
from chibo.core.procedure.fold import Meeting
from chibo.core.procedure.signatures import PasskeyEvidence

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
    _check_evidence(judged, report)
    sealed = [
        file
        for paper in manifest.papers
        for file in paper.files
        if file.endswith(".pdf") and _SEALED in container.read(file)
    ]
    if sealed and not _has_reader():
        report.left("signatures.away", count=len(sealed))
    elif sealed:
        for file in sealed:
            if not _is_whole(container.read(file)):
                raise LieError("signature.broken", file=file)
        report.found("signatures.sealed", count=len(sealed))


def _check_evidence(judged: Mapping[str, Judged], report: Report) -> None:
    """Check what signers left behind: a passkey's signature with its key, of codes the server's word."""
    signed = [
        (entry, event)
        for each in judged.values()
        for entry, event in zip(each.journal.entries, each.events, strict=True)
        if hasattr(event, "evidence") and hasattr(event, "statement")
    ]
    of_passkeys = [each for each in signed if isinstance(each[1].evidence, PasskeyEvidence)]
    if signed:
        report.found("signatures.evidence", count=len(signed))
    if of_passkeys and not passkeys.has_reader():
        report.left("signatures.passkeys_away", count=len(of_passkeys))
    elif of_passkeys:
        for entry, event in of_passkeys:
            if not passkeys.holds(event.evidence, event.statement):
                raise LieError("signature.forged", journal=entry.journal, seq=entry.seq)
        report.found("signatures.passkeys", count=len(of_passkeys))


def _has_reader() -> bool:
    try:
        import_module("pyhanko.sign.validation")
    except ImportError:
        return False
    return True


@lru_cache(maxsize=8)
def _is_whole(content: bytes) -> bool:
    """Tell whether every seal of a PDF holds, and nothing stands behind the last."""
    # That nobody vouches for a certificate is said in words, and no fault to be logged.
    logging.getLogger("pyhanko.sign.validation").setLevel(logging.CRITICAL)
    try:
        found = _seals(content)
    except Exception:  # noqa: BLE001 -- a broken PDF makes the reader raise anything
        return False
    return bool(found) and all(found)


def _seals(content: bytes) -> list[bool]:
    reader: Any = import_module("pyhanko.pdf_utils.reader")
    validation: Any = import_module("pyhanko.sign.validation")
    context: Any = import_module("pyhanko_certvalidator")
    whole = validation.SignatureCoverageLevel.ENTIRE_FILE
    found = []
    pdf = reader.PdfFileReader(BytesIO(content), strict=False)
    for each in pdf.embedded_regular_signatures:
        rules = context.ValidationContext(trust_roots=[], allow_fetching=False)
        status = validation.validate_pdf_signature(each, rules, skip_diff=True)
        found.append(status.intact and status.valid and status.coverage is whole)
    return found
