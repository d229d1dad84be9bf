"""Fields that every form of a meeting uses: a time, the id that makes a form count once."""

import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class HourField(forms.TimeField):
    """A time of the day, from the browser's control or typed as 19:30 or 19 giờ 30."""

    def __init__(self, **options: Any) -> None:
        """Take all three ways of writing a time."""
        widget = forms.TimeInput(format="%H:%M", attrs={"type": "time"})
        formats = ["%H:%M", "%H:%M:%S", "%Hh%M", "%H giờ %M", "%H giờ"]
        super().__init__(widget=widget, input_formats=formats, **options)
        self.error_messages["invalid"] = _("This is not a time. Write it as 19:30.")


def new_command_id() -> str:
    """Return an id for a form that is being handed out."""
    return uuid.uuid4().hex


class ActForm(forms.Form):
    """A form that does one thing once, however often it is sent."""

    command_id = forms.CharField(
        max_length=64, initial=new_command_id, widget=forms.HiddenInput
    )
