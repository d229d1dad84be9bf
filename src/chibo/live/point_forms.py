"""What is filled in at connection points: who keeps one, who sits there, its sheet, a vote come too late."""

from django import forms
from django.utils.translation import gettext_lazy as _

from chibo.core.procedure.point_terms import (
    CheckInAtPoint,
    ConfirmPoint,
    NameKeeper,
    ReportMissedVote,
)
from chibo.core.values import Choice
from chibo.live.forms import Act, BallotForm, PersonForm

LONGEST_NAME = 300


class PointForm(forms.Form):
    """An act about one connection point."""

    point = forms.CharField(label=_("Connection point"), max_length=LONGEST_NAME)


class PersonAtPointForm(PersonForm, PointForm):
    """An act about somebody at a connection point."""


class MissedVoteForm(BallotForm, PersonForm):
    """A choice that a line kept until the vote had closed (VT-08)."""

    choice = forms.TypedChoiceField(choices=[(each, each) for each in Choice], coerce=Choice)


POINT_ACTS: dict[str, Act] = {
    "name_keeper": Act(PersonAtPointForm, lambda v, _n: NameKeeper(v["point"], v["person"])),
    "at_point": Act(PersonAtPointForm, lambda v, _n: CheckInAtPoint(v["person"], v["point"])),
    "confirm_point": Act(PointForm, lambda v, _n: ConfirmPoint(v["point"])),
    "missed_vote": Act(
        MissedVoteForm,
        lambda v, _n: ReportMissedVote(v["ballot"], v["person"], v["choice"]),
        own="person",
    ),
}
"""The acts at connection points by the name their forms carry."""
