"""The field for a day, as every form asks for one."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

FIRST, LAST = date(1900, 1, 1), date(2100, 12, 31)
"""Beyond them lie slips of the hand, and days from which nothing can be reckoned."""


class DayInput(forms.DateInput):
    """A day as browsers ask for it."""

    input_type = "date"

    def __init__(self) -> None:
        """Write the day as the browser's own control needs it."""
        super().__init__(format="%Y-%m-%d")


class DayField(forms.DateField):
    """A day, from the browser's control or typed as day/month/year."""

    def __init__(self, *, first: date = FIRST, **options: Any) -> None:
        """Take both ways of writing a day."""
        formats = ["%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y"]
        super().__init__(widget=DayInput(), input_formats=formats, **options)
        self.first = first
        self.error_messages["invalid"] = _("This is not a day. Write day/month/year.")

    def clean(self, value: Any) -> date | None:
        """Refuse days that no calendar of ours reaches."""
        day: date | None = super().clean(value)
        if day is not None and not self.first <= day <= LAST:
            raise ValidationError(
                _("Choose a day from %(first)s to %(last)s. Check the year."),
                params={"first": self.first.year, "last": LAST.year},
            )
        return day
