"""Bringing a document for an item of the agenda."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from chibo.core.rulebook.model import Rulebook
from chibo.meetings.forms.fields import ActForm
from chibo.meetings.holding import Found
from chibo.meetings.uploads import Objection, Upload, checked


class DocumentForm(ActForm):
    """A PDF or DOCX file for one item; what it is, its bytes say."""

    item = forms.ChoiceField(label=_("For the item"))
    title = forms.CharField(
        label=_("Title"),
        max_length=200,
        required=False,
        help_text=_("As members will read it; without one the name of the file is shown."),
    )
    file = forms.FileField(
        label=_("Document"),
        help_text=_("PDF or Word (.docx), at most 20 MB. Secret papers are not taken in."),
        widget=forms.ClearableFileInput(attrs={"accept": ".pdf,.docx"}),
        error_messages={"empty": _("The file is empty. Choose it again.")},
    )

    def __init__(
        self, *args: Any, items: Sequence[tuple[str, str]], rules: Rulebook, **options: Any
    ) -> None:
        """Offer the items of the agenda."""
        super().__init__(*args, **options)
        self.rules = rules
        field = self.fields["item"]
        if isinstance(field, forms.ChoiceField):
            field.choices = list(items)

    def clean_file(self) -> tuple[str, Upload]:
        """Return the file's name and content, once it has been looked at."""
        file: UploadedFile[bytes] = self.cleaned_data["file"]
        found = checked(file)
        if isinstance(found, Objection):
            raise ValidationError([found.sentence, *self._clauses(found.rules)])
        return file.name or "", found

    def _clauses(self, rules: tuple[str, ...]) -> list[str]:
        language = get_language() or "vi"
        said = []
        for rule in rules:
            if rule in self.rules.rules:
                said.append(f"{rule}: {self.rules.rules[rule].citation.clause}")
            if rule in self.rules.content:
                said.append(f"{rule}: {self.rules.content[rule].label.in_language(language)}")
        return said


class WordForm(forms.Form):
    """The word of whoever brings a document on what was found in it."""

    is_content_declared = forms.BooleanField(
        label=_("I have looked at these places: the document belongs to no excluded content."),
        error_messages={"required": _("Tick this, or do not put the document up.")},
    )
    is_unmarked_declared = forms.BooleanField(
        label=_("I have looked at the pages without text: they bear no secrecy mark."),
        error_messages={"required": _("Tick this, or do not put the document up.")},
    )

    def __init__(self, *args: Any, found: Found, **options: Any) -> None:
        """Ask only for what was found."""
        super().__init__(*args, **options)
        if not found.hints:
            del self.fields["is_content_declared"]
        if not found.unread_pages:
            del self.fields["is_unmarked_declared"]
