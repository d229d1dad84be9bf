"""What steps, states and answers of a procedure by groups are called."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from chibo.core.procedure.groups.terms import Change, Consequence, Stage, Treatment
from chibo.core.procedure.terms import OpinionKind, TextKind

STAGES: Mapping[Stage, Promise] = {
    Stage.NONE: _("Not started"),
    Stage.STARTED: _("Being planned"),
    Stage.PLANNED: _("Groups meet and report"),
    Stage.COMPILED: _("Synthesis closed"),
    Stage.DECIDED: _("Decided"),
    Stage.CLOSED: _("Closed"),
    Stage.ABANDONED: _("Given up"),
}
TREATMENTS: Mapping[Treatment, Promise] = {
    Treatment.TAKEN: _("Taken"),
    Treatment.IN_PART: _("Taken in part"),
    Treatment.NOT_TAKEN: _("Not taken"),
}
TREATMENT_LOOKS: Mapping[Treatment, str] = {
    Treatment.TAKEN: "ok",
    Treatment.IN_PART: "warn",
    Treatment.NOT_TAKEN: "stop",
}
OPINIONS: Mapping[OpinionKind, Promise] = {
    OpinionKind.OPINION: _("Opinion"),
    OpinionKind.DIFFERING: _("Differing opinion"),
    OpinionKind.RESERVED: _("Reserved opinion"),
}
TEXTS: Mapping[TextKind, Promise] = {
    TextKind.CONCLUSION: _("Draft conclusion"),
    TextKind.RESOLUTION: _("Draft resolution"),
}
CHANGES: Mapping[Change, Promise] = {
    Change.FIRST: _("First draft"),
    Change.EDITING: _("Editing change: the votes stand"),
    Change.SUBSTANCE: _("Change of substance"),
}
CONSEQUENCES: Mapping[Consequence, Promise] = {
    Consequence.NEW_VOTES: _("New votes in all groups"),
    Consequence.FULL_MEETING: _("Moved to the next full meeting"),
}
ACCOUNT: Mapping[str, Promise] = {
    "opinions": _("Opinions of the group"),
    "differing": _("Opinions that differ from the draft"),
    "reserved": _("Reserved opinions"),
    "proposals": _("Proposals of the group"),
}
