"""Answering a convocation, for oneself or on behalf of somebody who told the secretary."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from chibo.core.procedure.commands import AnswerConvocation
from chibo.core.procedure.terms import Answer
from chibo.core.values import PersonId
from chibo.meetings.forms.fields import ActForm
from chibo.meetings.words import ANSWERED, ANSWERS


class AnswerForm(ActForm):
    """One's own answer."""

    answer = forms.ChoiceField(
        label=_("Your answer"), choices=list(ANSWERS.items()), widget=forms.RadioSelect
    )
    reason = forms.CharField(
        label=_("Reason"),
        required=False,
        max_length=500,
        help_text=_("Needed when you cannot take part."),
    )

    def __init__(self, *args: Any, is_online_open: bool = True, **options: Any) -> None:
        """Offer to take part online only where it is open to the person (PR-03)."""
        super().__init__(*args, **options)
        field = self.fields["answer"]
        if not is_online_open and isinstance(field, forms.ChoiceField):
            field.choices = [each for each in ANSWERS.items() if each[0] is not Answer.ONLINE]

    def clean(self) -> dict[str, Any]:
        """Ask for the reason of an absence."""
        cleaned = self.cleaned_data
        if cleaned.get("answer") == Answer.ABSENT and not cleaned.get("reason"):
            raise ValidationError(
                {"reason": _("Write why you cannot take part, then send the answer again.")}
            )
        return cleaned

    def command(self, person: PersonId) -> AnswerConvocation:
        """Return the answer as a command."""
        filled = self.cleaned_data
        return AnswerConvocation(person, Answer(filled["answer"]), filled["reason"])


class AnswerForForm(AnswerForm):
    """The answer of somebody who told the secretary."""

    person = forms.ChoiceField(label=_("Who answers"))
    answer = forms.ChoiceField(
        label=_("The answer"), choices=list(ANSWERED.items()), widget=forms.RadioSelect
    )
    reason = forms.CharField(
        label=_("Reason"),
        required=False,
        max_length=500,
        help_text=_("Needed for an absence."),
    )
    field_order = ["person", "answer", "reason"]

    def __init__(self, *args: Any, people: Mapping[str, str], **options: Any) -> None:
        """Offer the people who are invited."""
        super().__init__(*args, auto_id="for_%s", **options)
        field = self.fields["person"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [("", "–"), *people.items()]
