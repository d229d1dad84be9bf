"""What people fill in: a day, a file, a special circumstance, a summer holiday."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from chibo.registry.importing.reading import MAX_BYTES
from chibo.registry.models import Body, Circumstance
from chibo.registry.words import CIRCUMSTANCES
from chibo.web.day_field import DayField


class DayForm(forms.Form):
    """The day on which to look at a body."""

    on = DayField(label=_("On the day"), required=False)


class ImportForm(forms.Form):
    """A member list to be read."""

    file = forms.FileField(
        label=_("Member list"),
        help_text=_("An .xlsx file, or a .csv file in UTF-8; at most 20 MB and 20,000 rows."),
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.csv"}),
    )

    def clean_file(self) -> "UploadedFile[bytes]":
        """Refuse what is too large before it is read into memory."""
        file: UploadedFile[bytes] = self.cleaned_data["file"]
        if file.size and file.size > MAX_BYTES:
            raise ValidationError(
                _("The file is larger than %(limit)s MB. Divide it into several files."),
                params={"limit": MAX_BYTES // 1024 // 1024},
            )
        return file


def _check_order(from_on: date | None, until_on: date | None) -> None:
    if from_on and until_on and until_on < from_on:
        raise ValidationError(
            {"until_on": _("The last day lies before the first. Mend one of the two.")}
        )


class CircumstanceForm(forms.Form):
    """A special circumstance with the decision of the authority (SC-07)."""

    code = forms.ChoiceField(
        label=_("Kind of circumstance"), choices=list(CIRCUMSTANCES.items())
    )
    area = forms.CharField(label=_("Area concerned"), max_length=200)
    from_on = DayField(label=_("First day"))
    until_on = DayField(
        label=_("Last day"), required=False, help_text=_("Leave empty while it lasts.")
    )
    authority_decision = forms.CharField(
        label=_("Number, date and issuer of the authority's decision"), max_length=200
    )

    def clean(self) -> dict[str, Any]:
        """Check that it ends after it begins."""
        cleaned = self.cleaned_data
        _check_order(cleaned.get("from_on"), cleaned.get("until_on"))
        return cleaned


class EndForm(forms.Form):
    """The last day of a circumstance that has lasted until now."""

    until_on = DayField(label=_("Last day"))

    def __init__(self, *args: Any, circumstance: Circumstance, **options: Any) -> None:
        """Remember when the circumstance began."""
        super().__init__(*args, **options)
        self.circumstance = circumstance

    def clean(self) -> dict[str, Any]:
        """Check that it ends after it begins."""
        _check_order(self.circumstance.from_on, self.cleaned_data.get("until_on"))
        return self.cleaned_data


class SummerHolidayForm(forms.Form):
    """The days between which students count as away (SC-05)."""

    from_on = DayField(label=_("First day"))
    until_on = DayField(label=_("Last day"))

    def __init__(self, *args: Any, body: Body, **options: Any) -> None:
        """Remember whose holiday it is."""
        super().__init__(*args, **options)
        self.body = body

    def clean(self) -> dict[str, Any]:
        """Check the order, and that a year has one holiday."""
        cleaned = self.cleaned_data
        _check_order(cleaned.get("from_on"), cleaned.get("until_on"))
        from_on = cleaned.get("from_on")
        if from_on and self.body.summer_holidays.filter(from_on__year=from_on.year).exists():
            raise ValidationError(
                {
                    "from_on": _("The holiday of %(year)s is entered already.")
                    % {"year": from_on.year}
                }
            )
        return cleaned
