"""The registry's closed lists and what people call them."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from chibo.core.values import BodyKind, Standing, Status
from chibo.registry.device_checks import Trouble, Verdict

BODY_KINDS = {
    BodyKind.CELL: _("Party cell"),
    BodyKind.GRASSROOTS_ORGANISATION: _("Grassroots Party organisation"),
    BodyKind.COMMITTEE: _("Superior Party organisation"),
}
STANDINGS = {
    Standing.OFFICIAL: _("official member"),
    Standing.PROBATIONARY: _("probationary member"),
    Standing.TEMPORARY: _("attached temporarily"),
}
STATUSES = {
    Status.ACTIVE: _("active"),
    Status.EXEMPT: _("exempt from Party work and activities"),
    Status.SUSPENDED: _("suspended from Party activities"),
    Status.TRANSFERRED_OUT: _("transferred out temporarily"),
}
INABILITIES = {
    # SC-04 to SC-07: why somebody cannot come; "such as" lists are closed lists.
    "A1": _("abroad, outside the missions of Vietnam"),
    "A2": _("in a unit with offices in several provinces"),
    "B1": _("works far from home"),
    "B2": _("student on summer holiday"),
    "C1": _("on duty in the armed forces"),
    "C2": _("on duty in a medical unit"),
    "C3": _("on duty as a forest ranger"),
    "C4": _("crew of a ship on an international route"),
    "C5": _("on duty at an offshore work"),
    "C6": _("on duty on an island"),
    "D1": _("natural disaster area"),
    "D2": _("area cut off for a long time"),
    "D3": _("epidemic with quarantine or distancing"),
}
CIRCUMSTANCES = {code: word for code, word in INABILITIES.items() if code.startswith("D")}


class Sex(models.TextChoices):
    """As the member's file says."""

    MALE = "male", _("male")
    FEMALE = "female", _("female")


class OfficeName(models.TextChoices):
    """The offices that decide who may do what; each has a term."""

    SECRETARY = "secretary", _("secretary")
    DEPUTY_SECRETARY = "deputy_secretary", _("deputy secretary")
    COMMITTEE_MEMBER = "committee_member", _("committee member")
    GROUP_LEADER = "group_leader", _("Party group leader")
    DEPUTY_GROUP_LEADER = "deputy_group_leader", _("deputy group leader")
    OVERSEER = "overseer", _("member of the superior committee who watches over the cell")


LEADING_OFFICES = frozenset({OfficeName.SECRETARY, OfficeName.DEPUTY_SECRETARY})
COMMITTEE_OFFICES = LEADING_OFFICES | {OfficeName.COMMITTEE_MEMBER}
GROUP_OFFICES = frozenset({OfficeName.GROUP_LEADER, OfficeName.DEPUTY_GROUP_LEADER})
VERDICTS = {
    Verdict.PICTURE: _("sound and picture"),
    Verdict.SOUND: _("sound alone"),
    Verdict.THRIFTY: _("thrifty sound"),
    Verdict.TEXT: _("text alone"),
    Verdict.FAILED: _("line not sufficient"),
    Verdict.NOT_YET: _("not checked yet"),
}
TROUBLES = {
    Trouble.LINE: _("the server could not be reached properly"),
    Trouble.BACK: _("did not come back after a cut"),
    Trouble.BROWSER: _("the browser lacks something"),
    Trouble.SERVER: _("this server carries no sound and picture now"),
    Trouble.WAY: _("no way to the media server"),
    Trouble.MICROPHONE: _("microphone not ready"),
    Trouble.SPEAKER: _("loudspeaker not ready"),
    Trouble.NARROW: _("line too narrow for pictures"),
    Trouble.SLOW: _("line answers late"),
    Trouble.CAMERA: _("camera not ready"),
}
