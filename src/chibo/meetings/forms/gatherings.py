"""Convening the committee or a Party group: the same questions, and whom else it concerns."""

from collections.abc import Mapping, Sequence
from copy import deepcopy
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from chibo.core.procedure.terms import Officer
from chibo.core.values import Form
from chibo.meetings.forms.convening import ConveneForm
from chibo.meetings.words import FORMS


class GatheringForm(ConveneForm):
    """A meeting of a part of a body: in person, and in the other forms that its rulebook opens."""

    def __init__(
        self,
        *args: Any,
        forms_open: Sequence[Form] = (),
        guests: Sequence[Officer] = (),
        committee: Mapping[str, str] | None = None,
        **options: Any,
    ) -> None:
        """Offer the forms, the leaders who may be asked to come, and who may be put in charge."""
        super().__init__(*args, on=None, **options)
        self.forms_open = forms_open
        self.guests = guests
        del self.fields["kind"]
        if forms_open:
            self.fields["form"] = forms.ChoiceField(
                label=_("Form"),
                choices=[(each.value, FORMS[each]) for each in (Form.IN_PERSON, *forms_open)],
            )
            for name in ("points", "platform"):
                self.fields[name] = deepcopy(self.base_fields[name])
        if guests:
            self.fields["guests"] = forms.MultipleChoiceField(
                label=_("Group leaders to invite, without a vote"),
                choices=[(each.code, f"{each.name} ({each.group})") for each in guests],
                widget=forms.CheckboxSelectMultiple,
                required=False,
            )
        if committee is not None:
            self.fields["assigned"] = forms.ChoiceField(
                label=_("Committee member in charge"),
                choices=[("", "–"), *committee.items()],
                required=False,
                help_text=_("Attends and speaks; votes only in their own group."),
            )

    def clean(self) -> dict[str, Any]:
        """Ask for the connection points of a meeting that is not in person."""
        cleaned = super().clean()
        if self.chosen_form() is not Form.IN_PERSON and not self.connection_points():
            raise ValidationError({"points": _("Name the connection points, one a line.")})
        return cleaned

    def chosen_form(self) -> Form:
        """Return the form that was chosen; in person where there is no choice."""
        return Form(self.cleaned_data.get("form") or Form.IN_PERSON)

    def entered_form(self) -> Form:
        """Return the form as it stands on the page; in person where there is no choice."""
        entered = self["form"].value() if "form" in self.fields else None
        return next((each for each in self.forms_open if each.value == entered), Form.IN_PERSON)

    def chosen_guests(self) -> tuple[Officer, ...]:
        """Return the leaders who are asked to come."""
        wanted = self.cleaned_data.get("guests", ())
        return tuple(each for each in self.guests if each.code in wanted)
