"""What is asked of the rulebook, and what is tried with other facts."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from chibo.core.procedure.terms import ORDINARY
from chibo.core.rulebook.model import Rulebook
from chibo.core.values import Form, Ground, MeetingKind
from chibo.meetings.words import FORMS, GROUNDS, KINDS
from chibo.registry.models import Body
from chibo.web import day_field
from chibo.web.day_field import DayField

FIRST, LAST = date(2000, 1, 1), day_field.LAST
"""Beyond them there is no year to look at."""
MANY = 10_000
AS_ASKED = _("as asked")


class _HourInput(forms.TimeInput):
    input_type = "time"

    def __init__(self) -> None:
        super().__init__(format="%H:%M")


def said_forms(rulebook: Rulebook) -> list[tuple[str, Any]]:
    """Return every form; one that the rulebook does not offer is refused with its clause."""
    language = get_language() or "vi"
    return [
        (
            form.value,
            rulebook.forms[form].label.in_language(language)
            if form in rulebook.forms
            else FORMS[form],
        )
        for form in Form
    ]


def _said_grounds(rulebook: Rulebook) -> list[tuple[str, Any]]:
    return [(ground.value, GROUNDS[ground]) for ground in rulebook.grounds]


def _said_classes(rulebook: Rulebook) -> list[tuple[str, str]]:
    language = get_language() or "vi"
    return [
        (each.code, f"{each.code}: {each.label.in_language(language)}")
        for each in rulebook.content.values()
        if each.code != ORDINARY
    ]


def _choices(form: forms.Form, name: str, choices: Iterable[tuple[Any, Any]]) -> None:
    form.fields[name].choices = list(choices)  # type: ignore[attr-defined]  # all of them choose


class QuestionForm(forms.Form):
    """Who wants to meet, when, in which form, for which reason."""

    body = forms.ChoiceField(label=_("Body"))
    on = DayField(label=_("Day"), first=FIRST)
    at = forms.TimeField(
        label=_("Start"),
        widget=_HourInput(),
        input_formats=["%H:%M", "%H:%M:%S", "%Hh%M", "%H.%M"],
        error_messages={
            "invalid": _("This is not a time of the day. Write hours:minutes, as 19:30.")
        },
    )
    kind = forms.ChoiceField(label=_("Kind of meeting"), choices=list(KINDS.items()))
    form = forms.ChoiceField(label=_("Form of meeting"))
    ground = forms.ChoiceField(
        label=_("Ground"),
        required=False,
        help_text=_("Only matters for a form that may not be held without one."),
    )

    def __init__(
        self,
        *args: Any,
        bodies: Sequence[Body],
        rulebook: Rulebook,
        **kwargs: Any,
    ) -> None:
        """Offer the bodies a person may see and what the rulebook knows."""
        super().__init__(*args, **kwargs)
        _choices(self, "body", [(str(each.public_id), each.name) for each in bodies])
        _choices(self, "form", said_forms(rulebook))
        self._grounds = list(rulebook.grounds)
        if self._grounds:
            _choices(self, "ground", _said_grounds(rulebook))
        else:
            del self.fields["ground"]

    def clean_kind(self) -> MeetingKind:
        """Return the kind as the core knows it."""
        return MeetingKind(self.cleaned_data["kind"])

    def clean_form(self) -> Form:
        """Return the form as the core knows it."""
        return Form(self.cleaned_data["form"])

    def clean_ground(self) -> Ground:
        """Return the ground as the core knows it, the first where another body had none."""
        return Ground(self.cleaned_data["ground"] or self._grounds[0])


class TrialForm(forms.Form):
    """What would be otherwise; what is left empty stays as it was asked."""

    try_away = forms.IntegerField(
        label=_("And if more members were away: how many?"),
        required=False,
        min_value=0,
        max_value=MANY,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )
    try_on = DayField(label=_("And if it were on another day?"), required=False, first=FIRST)
    try_form = forms.ChoiceField(label=_("And in another form?"), required=False)
    try_ground = forms.ChoiceField(label=_("And on another ground?"), required=False)
    try_item = forms.ChoiceField(
        label=_("And with an item of this class on the agenda?"), required=False
    )

    def __init__(self, *args: Any, rulebook: Rulebook, **kwargs: Any) -> None:
        """Offer what the rulebook knows."""
        super().__init__(*args, **kwargs)
        _choices(self, "try_form", [("", AS_ASKED), *said_forms(rulebook)])
        _choices(self, "try_ground", [("", AS_ASKED), *_said_grounds(rulebook)])
        none = ("", _("ordinary items only"))
        _choices(self, "try_item", [none, *_said_classes(rulebook)])
        if not rulebook.grounds:
            del self.fields["try_ground"]

    @property
    def is_empty(self) -> bool:
        """Whether nothing is tried."""
        return not any(str(self.data.get(name, "")).strip() for name in self.fields)


def new_id() -> str:
    """Return an id for a form that is being handed out."""
    return uuid4().hex


class ReportForm(forms.Form):
    """What figures do not say, in the words of the secretary (AP-09)."""

    command_id = forms.CharField(max_length=64, initial=new_id, widget=forms.HiddenInput)
    difficulties = forms.CharField(
        label=_("Difficulties"),
        required=False,
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    proposals = forms.CharField(
        label=_("Proposals"),
        required=False,
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
