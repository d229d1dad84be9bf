"""Looking at a sealed PDF: whose signature, unchanged or not, trusted or a demonstration's; needs no Django."""

import io
import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from asn1crypto import x509
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509 import load_pem_x509_certificates
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import SignatureCoverageLevel, validate_pdf_signature
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.status import PdfSignatureStatus
from pyhanko_certvalidator import ValidationContext

# That nobody vouches for a certificate is an answer here, and no fault to be logged.
logging.getLogger("pyhanko.sign.validation").setLevel(logging.ERROR)

DEMONSTRATION_NAME = "Chibo – bản dùng thử, không có giá trị"
"""The name in a demonstration's certificate: whoever reads it knows that it counts for nothing."""


class State(StrEnum):
    """What became of a PDF since it was signed."""

    UNCHANGED = "unchanged"
    ADDED_TO = "added_to"
    """The signed bytes are as they were, and something was put behind them."""
    CHANGED = "changed"


class Trust(StrEnum):
    """What the certificate is worth to whoever asks."""

    TRUSTED = "trusted"
    DEMONSTRATION = "demonstration"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Seal:
    """One signature in a PDF."""

    name: str
    state: State
    trust: Trust
    signed_at: datetime | None
    """As the signing computer's clock said: nobody else vouches for it."""
    reason: str
    fingerprint: str
    """SHA-256 of the certificate."""


class PdfUnreadableError(ValueError):
    """What was given is no PDF, or one that is broken beyond reading."""


def check_pdf(content: bytes, roots: Sequence[x509.Certificate] = ()) -> tuple[Seal, ...]:
    """Return the signatures of a PDF, the oldest first; none where it was never signed."""
    try:
        reader = PdfFileReader(io.BytesIO(content), strict=False)
        return tuple(_seal(each, roots) for each in reader.embedded_regular_signatures)
    except Exception as error:
        # A stranger's file can break a reader in any way; all of them mean the same here.
        raise PdfUnreadableError(f"{type(error).__name__}: {error}") from error


def roots_in(pem: bytes) -> tuple[x509.Certificate, ...]:
    """Return the certificates of a PEM file."""
    found = load_pem_x509_certificates(pem)
    return tuple(x509.Certificate.load(each.public_bytes(Encoding.DER)) for each in found)


def _seal(signature: EmbeddedPdfSignature, roots: Sequence[x509.Certificate]) -> Seal:
    status = validate_pdf_signature(
        signature,
        ValidationContext(trust_roots=list(roots), allow_fetching=False),
        # What was added behind a seal of ours is never a harmless change: there is nothing to judge.
        skip_diff=True,
    )
    own = status.signing_cert
    return Seal(
        name=_name(own),
        state=_state(status),
        trust=_trust(own, is_trusted=status.trusted),
        signed_at=status.signer_reported_dt,
        reason=str(signature.sig_object.get("/Reason", "")),
        fingerprint=own.sha256.hex(),
    )


def _name(certificate: x509.Certificate) -> str:
    named = certificate.subject.native
    parts = (named.get("common_name"), named.get("organization_name"))
    return ", ".join(dict.fromkeys(str(part) for part in parts if part))


def _state(status: PdfSignatureStatus) -> State:
    if not (status.intact and status.valid):
        return State.CHANGED
    whole = status.coverage is SignatureCoverageLevel.ENTIRE_FILE
    return State.UNCHANGED if whole else State.ADDED_TO


def _trust(certificate: x509.Certificate, *, is_trusted: bool) -> Trust:
    if certificate.subject.native.get("common_name") == DEMONSTRATION_NAME:
        return Trust.DEMONSTRATION
    return Trust.TRUSTED if is_trusted else Trust.UNKNOWN
