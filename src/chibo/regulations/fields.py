"""The fields of a new text: one for each value that may differ, drawn from the text it changes."""

from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from chibo.core.rulebook.model import Rulebook
from chibo.core.rulebook.table import SHARE
from chibo.core.rulebook.varying import Variable
from chibo.regulations.words import value_words


def sentence_field(label: Any) -> forms.CharField:
    """Return the field of a rule's sentence in one language."""
    return forms.CharField(
        label=label, required=False, max_length=1000, widget=forms.Textarea({"rows": 2})
    )


def value_field(variable: Variable, base: Rulebook) -> forms.Field:
    """Return the field of one value, filled with what the text that is changed says."""
    label = value_words(variable.path)
    if detail := _detail(variable, base):
        label = f"{label} ({detail})"
    if variable.is_share:
        return forms.RegexField(
            SHARE,
            label=label,
            initial=variable.value,
            required=variable.value is not None,
            help_text=_("A share, such as 1/2."),
            error_messages={"invalid": _("Write a share such as 1/2.")},
        )
    return forms.IntegerField(
        label=label, initial=variable.value, min_value=0, required=variable.value is not None
    )


def _detail(variable: Variable, base: Rulebook) -> str:
    """Return what a quota counts: the forms, the kind of body and the ground."""
    match variable.path:
        case ("quotas", int() as place, _):
            quota = base.quotas[place]
            language = get_language() or "vi"
            labels = [
                base.forms[form].label.in_language(language)
                for form in quota.forms
                if form in base.forms
            ]
            return ", ".join(labels)
        case _:
            return ""
