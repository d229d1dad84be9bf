"""What happened to minutes after the meeting, as the journal's page tells it: signatures, papers, addenda."""

from typing import assert_never

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from chibo.core.procedure import signatures as sign
from chibo.core.procedure.signatures import Method

METHODS: dict[Method, str | Promise] = {
    Method.PASSKEY: gettext_lazy("a passkey"),
    Method.CODE: gettext_lazy("a code from the app"),
    Method.SESSION: gettext_lazy("the password alone"),
}
"""How somebody signed, in the reader's language."""


def signed(event: sign.SigningEvent) -> str:
    """Return what happened, in the reader's language."""
    match event:
        case sign.MinutesSigned(by=by, method=method):
            said = {"name": by.name, "method": METHODS[method]}
            return _("%(name)s signed the minutes with %(method)s.") % said
        case sign.SignerAppointed(signer=person, reason=reason):
            said = {"name": person.name, "reason": reason}
            return _("%(name)s signs in place of one who has left: %(reason)s") % said
        case sign.PaperFixed(seal=""):
            return _("The signed paper is kept, without the organisation's seal.")
        case sign.PaperFixed():
            return _("The signed paper is kept, sealed by the organisation.")
        case sign.AddendumProposed(by=by, reason=reason):
            said = {"name": by.name, "reason": reason}
            return _("%(name)s wrote an addendum: %(reason)s") % said
        case sign.AddendumWithdrawn(reason=reason):
            return _("The addendum was taken back: %(reason)s") % {"reason": reason}
        case sign.AddendumSigned(by=by, method=method):
            said = {"name": by.name, "method": METHODS[method]}
            return _("%(name)s signed the addendum with %(method)s.") % said
        case _:
            assert_never(event)
