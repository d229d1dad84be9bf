"""What people hand in about archives: a file to be checked, a year to be packed."""

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

MOST_MEGABYTES = 100
FIRST_YEAR = 2020


class ArchiveForm(forms.Form):
    """An archive, and a list of witnessed heads where somebody has one."""

    file = forms.FileField(
        label=_("Archive"),
        help_text=_("The .zip file as it was downloaded; at most %(limit)s MB.")
        % {"limit": MOST_MEGABYTES},
        widget=forms.ClearableFileInput(attrs={"accept": ".zip,application/zip"}),
    )
    witness = forms.FileField(
        label=_("List of witnessed heads"),
        required=False,
        help_text=_(
            "Only if you have one from elsewhere; what is kept here is looked up anyway."
        ),
        widget=forms.ClearableFileInput(attrs={"accept": ".json,application/json"}),
    )

    def clean_file(self) -> "UploadedFile[bytes]":
        """Refuse what is too large before it is read."""
        file: UploadedFile[bytes] = self.cleaned_data["file"]
        if file.size and file.size > MOST_MEGABYTES * 1_000_000:
            raise ValidationError(
                _("The file is larger than %(limit)s MB. Use the command chibo verify."),
                params={"limit": MOST_MEGABYTES},
            )
        return file

    def clean_witness(self) -> "UploadedFile[bytes] | None":
        """Refuse a list that cannot be one."""
        file: UploadedFile[bytes] | None = self.cleaned_data["witness"]
        if file and file.size and file.size > MOST_MEGABYTES * 100_000:
            raise ValidationError(_("This is no list of witnessed heads."))
        return file


class YearForm(forms.Form):
    """Which year, and whether the documents' files go along."""

    year = forms.IntegerField(label=_("Year"), min_value=FIRST_YEAR)
    with_files = forms.BooleanField(
        label=_("With the files of the documents"), required=False, initial=True
    )

    def clean_year(self) -> int:
        """Refuse a year that has not begun."""
        year: int = self.cleaned_data["year"]
        if year > timezone.localdate().year + 1:
            raise ValidationError(_("This year has not come yet."))
        return year
