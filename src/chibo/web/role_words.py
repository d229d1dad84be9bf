"""How the offices and roles of an act are called."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

ROLES: dict[str, str | Promise] = {
    "chair": _("the chair"),
    "minutes_taker": _("the minutes taker"),
    "secretary": _("the secretary of the cell"),
    "committee": _("the cell committee"),
    "group_leader": _("the leader or deputy of the Party group"),
    "member": _("members of the meeting"),
    "drafter": _("the cell committee, the chair or the minutes taker"),
    "superior": _("the immediately superior committee"),
    "substitute": _("who signs in their place"),
    "keeper": _("the keeper of the connection point"),
    "speaker": _("who has the floor"),
    "self": _("the person concerned"),
    "clock": _("the program itself"),
}
"""How the offices and roles of an act are called."""
