"""What people call the closed lists of a meeting."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from chibo.core.procedure.acts import Phase
from chibo.core.procedure.terms import Answer
from chibo.core.values import Form, Ground, MeetingKind

Words = str | Promise

KINDS: dict[MeetingKind, Words] = {
    MeetingKind.ORDINARY: _("Regular meeting"),
    MeetingKind.THEMATIC: _("Thematic meeting"),
    MeetingKind.CONGRESS: _("Congress"),
}
FORMS: dict[Form, Words] = {
    Form.IN_PERSON: _("In person"),
    Form.HYBRID: _("In person and online together"),
    Form.ALL_ONLINE: _("All online"),
    Form.BY_GROUPS: _("By Party groups"),
    Form.LEADERS: _("Committee with group leaders"),
}
GROUNDS: dict[Ground, Words] = {
    Ground.SPECIAL_NATURE: _("Special nature"),
    Ground.SPECIAL_CIRCUMSTANCE: _("Special circumstances"),
}
PHASES: dict[Phase, Words] = {
    Phase.NONE: _("not convened"),
    Phase.CONVENED: _("convened"),
    Phase.OPEN: _("under way"),
    Phase.CLOSED: _("held"),
    Phase.BROKEN_OFF: _("broken off"),
    Phase.CANCELLED: _("cancelled"),
    Phase.ANNULLED: _("annulled"),
}
ANSWERS: dict[Answer, Words] = {
    Answer.IN_ROOM: _("I come to the room"),
    Answer.ONLINE: _("I take part online"),
    Answer.ABSENT: _("I cannot take part"),
}
ANSWERED: dict[Answer, Words] = {
    Answer.IN_ROOM: _("in the room"),
    Answer.ONLINE: _("online"),
    Answer.ABSENT: _("absent"),
}
