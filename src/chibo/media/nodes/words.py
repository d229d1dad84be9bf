"""Why a node is not let in, or let go, in words for whoever set it up."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

FOR_GOOD = frozenset({"token.unknown", "token.revoked", "version.other"})
"""What trying again does not mend."""

REFUSALS: dict[str, str | Promise] = {
    "token.unknown": _(
        "The server does not know this token. Make one on its page “Media servers”."
    ),
    "token.revoked": _(
        "This token has been revoked. Make a new one on the page “Media servers”."
    ),
    "token.in_use": _(
        "Another machine is linked with this token now. Each needs one of its own."
    ),
    "asked.too_often": _("There were too many wrong tokens from this address. Wait a minute."),
    "version.other": _("The server runs another version of Chibo. Install the same one here."),
    "engine.missing": _("The server is being started or stopped."),
    "frame.wrong": _("The server did not understand what came from here."),
    "frame.too_long": _("What was sent was longer than the server takes."),
    "frame.too_many": _("More was sent than the server takes."),
    "frame.missing": _("Something got lost on the way; the media server starts anew."),
    "link.slow": _("The line was too slow to follow; the media server starts anew."),
}
