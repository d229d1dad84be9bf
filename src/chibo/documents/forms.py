"""What people fill in about papers: drafts, numbers given outside, terms, reasons."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from chibo.core.procedure.opinions import LONGEST
from chibo.core.procedure.register_acts import OpenTerm, SkipNumbers
from chibo.core.rulebook.model import Rulebook
from chibo.core.rulebook.papers import rights_on
from chibo.core.values import BodyKind
from chibo.documents.kinds import PaperKind
from chibo.meetings.forms.fields import ActForm
from chibo.web.day_field import DayField

MOST_SKIPPED = 500
"""Numbers accounted for at once: a slip of the hand is not to use up a thousand."""


class DraftForm(ActForm):
    """The words of a paper that no journal holds."""

    abstract = forms.CharField(
        label=_("Abstract"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("What the paper is about, as it stands below its type."),
    )

    def __init__(self, *args: Any, kind: PaperKind, **options: Any) -> None:
        """Offer the fields of this kind of paper."""
        super().__init__(*args, **options)
        self.kind = kind
        for each in kind.fields:
            self.fields[each.name] = forms.CharField(
                label=str(each.label),
                help_text=str(each.hint),
                required=False,
                max_length=LONGEST,
                widget=forms.Textarea(attrs={"rows": each.rows}),
            )

    def words(self) -> Mapping[str, str]:
        """Return the words of the paper's own fields."""
        return {each.name: self.cleaned_data[each.name] for each in self.kind.fields}


class VersionForm(ActForm):
    """Issuing the draft that was read."""

    version = forms.IntegerField(widget=forms.HiddenInput)


class ReasonForm(ActForm):
    """An act that needs a reason and nothing else."""

    reason = forms.CharField(
        label=_("Reason"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )


PAST_TERMS = timedelta(days=3653)
"""Ten years: the term that runs and the one before it, so that an old register can be taken over."""


class TermForm(ActForm):
    """The day of a congress: a new term begins, and with it the numbers."""

    from_on = DayField(label=_("Day of the congress"))
    name = forms.CharField(
        label=_("Name of the term"), max_length=60, help_text=_("For example: 2025–2030.")
    )

    def clean_from_on(self) -> date:
        """Check that no slip of the hand begins a term in another century."""
        day: date = self.cleaned_data["from_on"]
        if day < timezone.localdate() - PAST_TERMS:
            raise ValidationError(
                _(
                    "A congress on %(day)s was more than ten years ago: its term is over. Check the year."
                ),
                params={"day": day.strftime("%d/%m/%Y")},
            )
        return day

    def command(self) -> OpenTerm:
        """Return what was filled in as a command."""
        return OpenTerm(self.cleaned_data["from_on"], self.cleaned_data["name"])


class SkipForm(ActForm):
    """Numbers that papers outside this register bear."""

    type = forms.ChoiceField(label=_("Type of paper"))
    until = forms.IntegerField(
        label=_("Last number used"),
        min_value=1,
        help_text=_("The next paper of this type gets the number after it."),
    )
    reason = forms.CharField(
        label=_("Reason"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("For example: papers issued by hand before this register was kept."),
    )

    def __init__(
        self, *args: Any, rulebook: Rulebook, body: BodyKind, day: date, **options: Any
    ) -> None:
        """Offer the types that the body may issue on that day (DF-02)."""
        super().__init__(*args, **options)
        field = self.fields["type"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [("", "–"), *type_choices(rulebook, body, day)]
        self.next_ordinals: Mapping[str, int] = {}

    def clean(self) -> dict[str, Any]:
        """Check that no slip of the hand uses up a thousand numbers."""
        cleaned = self.cleaned_data
        first = self.next_ordinals.get(cleaned.get("type", ""), 1)
        until = cleaned.get("until")
        if until is not None and until - first >= MOST_SKIPPED:
            raise ValidationError(
                {
                    "until": _("The next number is %(first)s. Is %(until)s a slip of the hand?")
                    % {"first": first, "until": until}
                }
            )
        return cleaned

    def command(self) -> SkipNumbers:
        """Return what was filled in as a command."""
        said = self.cleaned_data
        return SkipNumbers(said["type"], said["until"], said["reason"])


def type_choices(rulebook: Rulebook, body: BodyKind, day: date) -> list[tuple[str, str]]:
    """Return the types that a body may issue on a day, each with its name."""
    rights = rights_on(rulebook, day)
    types = rulebook.papers.types
    codes = rights.types[body] if rights else ()
    return [
        (code, f"{code} – {types[code].label.in_language(get_language() or 'vi')}")
        for code in codes
    ]
