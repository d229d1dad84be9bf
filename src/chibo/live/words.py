"""What the room calls its steps, choices and states."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from chibo.core.procedure.agenda import ItemState
from chibo.core.procedure.terms import Answer, OpinionKind, TextKind
from chibo.core.values import Choice, Mode, Standing, Status

MODES: dict[Mode, Promise] = {
    Mode.IN_PERSON: _("in the room"),
    Mode.ONLINE: _("online"),
}
CHOICES: dict[Choice, Promise] = {
    Choice.FOR: _("For"),
    Choice.AGAINST: _("Against"),
    Choice.OTHER: _("Other opinion"),
}
OPINION_KINDS: dict[OpinionKind, Promise] = {
    OpinionKind.OPINION: _("Opinion"),
    OpinionKind.DIFFERING: _("Differing opinion"),
    OpinionKind.RESERVED: _("Reserved opinion"),
}
NONE: dict[OpinionKind, Promise] = {
    OpinionKind.OPINION: _("There were no opinions"),
    OpinionKind.DIFFERING: _("There were no differing opinions"),
    OpinionKind.RESERVED: _("There were no reserved opinions"),
}
"""What the minutes taker of a group says where a field of the minutes is empty (TG-04)."""
TEXT_KINDS: dict[TextKind, Promise] = {
    TextKind.CONCLUSION: _("Draft conclusion"),
    TextKind.RESOLUTION: _("Draft resolution"),
}
ITEM_STATES: dict[ItemState, Promise] = {
    ItemState.WAITING: _("to come"),
    ItemState.OPEN: _("being handled"),
    ItemState.CONCLUDED: _("concluded"),
    ItemState.DEFERRED: _("moved to a meeting in person"),
}
ANSWERS: dict[Answer, Promise] = {
    Answer.IN_ROOM: _("will come to the room"),
    Answer.ONLINE: _("will be online"),
    Answer.ABSENT: _("will be absent"),
}
STANDINGS: dict[Standing, Promise] = {
    Standing.PROBATIONARY: _("probationary"),
    Standing.TEMPORARY: _("attached temporarily"),
}
STATUSES: dict[Status, Promise] = {
    Status.EXEMPT: _("exempt"),
    Status.TRANSFERRED_OUT: _("transferred out"),
}
GROUPS: dict[str, Promise] = {
    "in_person": _("In the room"),
    "online": _("Online"),
    "left": _("Left early"),
    "expected": _("Not checked in yet"),
    "absent": _("Absent"),
    "not_expected": _("Exempt or transferred out"),
}
"""The groups of the roll in the order of the page."""
