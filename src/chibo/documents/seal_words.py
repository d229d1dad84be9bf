"""What is said where a paper bears no seal: to whoever reads it, and to whoever can mend it."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from chibo.documents.certificates import SealFault

FAULTS: dict[SealFault, str | Promise] = {
    SealFault.NOT_CONFIGURED: _("No certificate of the organisation is set up."),
    SealFault.FILE_MISSING: _("The file with the certificate is not where the settings say."),
    SealFault.FILE_UNREADABLE: _(
        "The file with the certificate cannot be opened: the passphrase is wrong, or it is no PKCS#12 file."
    ),
    SealFault.MODULE_MISSING: _(
        "The library of the token is not where the settings say, or is not installed."
    ),
    SealFault.TOKEN_MISSING: _("The token with the certificate is not plugged in."),
    SealFault.PIN_WRONG: _(
        "The PIN of the token is wrong. It is not tried again before it is put right, so that the token is not locked."
    ),
    SealFault.PIN_LOCKED: _("The token is locked after too many wrong PINs."),
    SealFault.CERTIFICATE_MISSING: _(
        "The certificate is not found, or it is not the only one there."
    ),
    SealFault.KEY_MISSING: _("The key that belongs to the certificate is not there."),
    SealFault.EXPIRED: _("The certificate has expired."),
    SealFault.NOT_YET_VALID: _("The certificate is not valid yet."),
    SealFault.NOT_FOR_SIGNING: _("The certificate was not made for signing."),
    SealFault.PAPER_UNREADABLE: _("The paper could not be read while it was being sealed."),
    SealFault.FAILED: _("The token or the key did not sign."),
}
"""A test checks that every fault is here."""


def fault_in_words(fault: str) -> str:
    """Return why a paper bears no seal, in the reader's language."""
    return str(FAULTS[SealFault(fault)]) if fault else ""
