"""How things were kept out, in words."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from chibo.core.projections.period_report import Refused

REFUSED: dict[Refused, Promise] = {
    Refused.STOPPED: _("Content stopped in the meeting"),
    Refused.DEFERRED: _("Item put off to a meeting in person"),
    Refused.WITHHELD: _("Document not put up"),
    Refused.REJECTED: _("Application rejected"),
    Refused.RETURNED: _("Application returned"),
}
