"""What is filled in after the lock: an addendum, a reason for taking one back, a substitute, a PDF to check."""

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

MOST_BYTES = 20_000_000
"""As much as any document that comes in."""


class AddendumForm(forms.Form):
    """What the locked minutes are put right by, and why (BB-13)."""

    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("Why the minutes have to be put right: a slip, a name, a figure."),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    text = forms.CharField(
        label=_("What is added or put right"),
        help_text=_("Write which place of the minutes is meant, and what it should say."),
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 6}),
    )


class PdfForm(forms.Form):
    """A PDF whose signatures are looked at."""

    file = forms.FileField(
        label=_("PDF file"), widget=forms.FileInput(attrs={"accept": "application/pdf,.pdf"})
    )

    def clean_file(self) -> "UploadedFile[bytes]":
        """Refuse what is too large to be looked at."""
        file: UploadedFile[bytes] = self.cleaned_data["file"]
        if (file.size or 0) > MOST_BYTES:
            raise forms.ValidationError(_("The file is larger than 20 MB."))
        return file
