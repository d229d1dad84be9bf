"""What changes the course of a convened meeting: calling it off, another chair, another minutes taker."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from chibo.core.procedure.terms import Person
from chibo.meetings.forms.fields import ActForm
from chibo.web.day_field import DayField


class CancelForm(ActForm):
    """Calling a meeting off."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("It is sent to everybody who was invited, and kept in the journal."),
    )


class NoticeForm(ActForm):
    """Entering when the notice went to the post."""

    sent_on = DayField(
        label=_("Day of the postmark"),
        help_text=_("The day on which the notice went to the post. It counts from that day."),
    )


class _PersonForm(ActForm):
    """Putting somebody in an office of the meeting."""

    person = forms.ChoiceField()

    def __init__(self, *args: Any, people: Mapping[str, str], **options: Any) -> None:
        """Offer the people who are invited."""
        super().__init__(*args, **options)
        self.people = people
        field = self.fields["person"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [("", "–"), *people.items()]

    def chosen(self) -> Person:
        """Return who was chosen."""
        code = self.cleaned_data["person"]
        return Person(code, self.people[code])


class ChairForm(_PersonForm):
    """Replacing the chair."""

    person = forms.ChoiceField(label=_("New chair"))
    reason = forms.CharField(
        label=_("Reason"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )


class MinutesTakerForm(_PersonForm):
    """Appointing the minutes taker."""

    person = forms.ChoiceField(label=_("New minutes taker"))
