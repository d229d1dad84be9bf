"""Sealing a paper: a PAdES signature with the organisation's certificate, added behind the PDF's bytes."""

import io
import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import pkcs11
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.sign.fields import InvisSigSettings, MDPPerm, SigFieldSpec, SigSeedSubFilter
from pyhanko.sign.general import SigningError
from pyhanko.sign.signers import PdfSignatureMetadata, Signer, sign_pdf

from chibo.documents.certificates import SealFault, SealingError, signer
from chibo.documents.wording import day_of, hour, short_day

__all__ = ["SealFault", "SealingError", "Signatory", "seal"]

log = logging.getLogger(__name__)

FIELD = "Chibo"


class ArchiveWriter(IncrementalPdfFileWriter):
    """Adds to a PDF/A-2, which is PDF 1.7 and stays it: PAdES is told by its own mark."""

    def ensure_output_version(self, version: tuple[int, int]) -> None:
        """Leave the version as it is."""


@dataclass(frozen=True, slots=True)
class Signatory:
    """Who confirmed a paper, in which office, when and how; said in the seal's reason."""

    name: str
    office: str = ""
    signed_at: datetime | None = None
    method: str = ""


def seal(pdf: bytes, reason: str, signers: Sequence[Signatory] = ()) -> bytes:
    """Return the PDF with the organisation's signature behind it, or raise `SealingError`.

    The bytes given stay as they are at the beginning of what is returned, and it stays PDF/A.
    """
    with signer() as found:
        try:
            return _sealed(pdf, _reason(reason, signers), found)
        except PdfError as error:
            raise SealingError(SealFault.PAPER_UNREADABLE, str(error)) from error
        except (SigningError, pkcs11.PKCS11Error) as error:
            # The token was pulled out, or its key does not do what its certificate says.
            log.exception("sealing failed")
            raise SealingError(SealFault.FAILED, f"{type(error).__name__} {error}") from error


def _sealed(pdf: bytes, reason: str, found: Signer) -> bytes:
    writer = ArchiveWriter(io.BytesIO(pdf))
    # PDF/A wants the field to be printed, PDF/UA wants an untagged one to be off the page.
    nowhere = InvisSigSettings(
        set_print_flag=True, set_hidden_flag=False, box_out_of_bounds=True
    )
    metadata = PdfSignatureMetadata(
        field_name=FIELD,
        md_algorithm="sha256",
        reason=reason,
        subfilter=SigSeedSubFilter.PADES,
        certify=True,
        docmdp_permissions=MDPPerm.NO_CHANGES,
    )
    field = SigFieldSpec(FIELD, on_page=0, invis_sig_settings=nowhere)
    signed = sign_pdf(writer, metadata, found, new_field_spec=field)
    return bytes(signed.getbuffer())


def _reason(reason: str, signers: Sequence[Signatory]) -> str:
    return "; ".join((reason, *(_confirmed(each) for each in signers)))


def _confirmed(one: Signatory) -> str:
    office = f" ({one.office})" if one.office else ""
    at = (
        f" lúc {hour(one.signed_at)}, {short_day(day_of(one.signed_at))}"
        if one.signed_at
        else ""
    )
    how = f" bằng {one.method}" if one.method else ""
    return f"{one.name}{office} ký xác nhận{at}{how}"
