"""What people fill in about tasks: reports, and what the secretary answers."""

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from chibo.core.procedure.opinions import LONGEST
from chibo.meetings.forms.fields import ActForm
from chibo.meetings.uploads import Objection, Upload, checked
from chibo.web.day_field import DayField


class ReportForm(ActForm):
    """What was done, and whether that is all."""

    text = forms.CharField(
        label=_("What has been done"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    file = forms.FileField(
        label=_("File to go with it"),
        required=False,
        help_text=_("PDF or Word (.docx), at most 20 MB. Secret papers are not taken in."),
        widget=forms.ClearableFileInput(attrs={"accept": ".pdf,.docx"}),
        error_messages={"empty": _("The file is empty. Choose it again.")},
    )
    is_done = forms.BooleanField(label=_("The task is done"), required=False)

    def clean_file(self) -> tuple[str, Upload] | None:
        """Return the file's name and content, once it has been looked at."""
        file: UploadedFile[bytes] | None = self.cleaned_data["file"]
        if file is None:
            return None
        found = checked(file)
        if isinstance(found, Objection):
            raise ValidationError(found.sentence)
        return file.name or "", found


class AcceptForm(ActForm):
    """Taking a task as done."""

    comment = forms.CharField(
        label=_("Remark on the task"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class WhyForm(ActForm):
    """An answer that needs a reason."""

    reason = forms.CharField(
        label=_("Reason"), max_length=1000, widget=forms.Textarea(attrs={"rows": 2})
    )


class ExtendForm(WhyForm):
    """More time."""

    due_on = DayField(label=_("New last day"))
    field_order = ["due_on", "reason"]
