"""What is filled in for a meeting by Party groups: each group, the orientation, the draft (AP-04 b)."""

from collections.abc import Iterable
from datetime import date, datetime, time
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from chibo.applications.forms import KINDS, LONG, clean_relaxed, hour_field
from chibo.core.procedure.terms import TextKind
from chibo.core.rulebook.model import Rulebook
from chibo.core.values import MeetingKind
from chibo.web.day_field import DayField

TEXTS = {
    TextKind.RESOLUTION: _("Draft resolution"),
    TextKind.CONCLUSION: _("Draft conclusion"),
}


class GroupRowForm(forms.Form):
    """When and where a group meets, and who of the committee follows it (TG-01)."""

    group = forms.CharField(widget=forms.HiddenInput, max_length=100)
    follower = forms.ChoiceField(label=_("Committee member assigned"))
    on = DayField(label=_("Day"))
    starts = hour_field(_("Starts at"))
    place = forms.CharField(label=_("Place"), max_length=200)

    def __init__(
        self,
        *args: Any,
        committee: Iterable[tuple[str, str]],
        is_draft: bool = False,
        **kwargs: Any,
    ) -> None:
        """Offer the members of the committee."""
        super().__init__(*args, **kwargs)
        self.is_draft = is_draft
        self.fields["follower"].choices = [("", "—"), *committee]  # type: ignore[attr-defined]  # it chooses

    def full_clean(self) -> None:
        """Check what was entered; a draft may leave place and committee member open."""
        clean_relaxed(
            self, {"follower", "place"} if self.is_draft else set(), super().full_clean
        )

    def starts_at(self, rules: Rulebook) -> datetime:
        """Return the moment that was entered; only after `is_valid`."""
        day: date = self.cleaned_data["on"]
        hour: time = self.cleaned_data["starts"]
        return datetime.combine(day, hour, tzinfo=rules.zone)


class ByGroupsForm(forms.Form):
    """What is asked for, without the groups and the agenda."""

    kind = forms.ChoiceField(
        label=_("Kind of meeting"),
        choices=[(each, KINDS[each]) for each in (MeetingKind.ORDINARY, MeetingKind.THEMATIC)],
    )
    orientation = forms.CharField(
        label=_("Orientation of the content"),
        max_length=LONG,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("What the committee wants the groups to discuss, in a few sentences."),
    )
    draft_kind = forms.ChoiceField(label=_("The groups vote on"), choices=list(TEXTS.items()))
    draft_title = forms.CharField(label=_("Title of the draft"), max_length=300)
    draft_body = forms.CharField(
        label=_("Text of the draft"),
        max_length=20_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 10}),
        help_text=_("May still be changed by the committee until the groups vote."),
    )
    is_content_declared = forms.BooleanField(
        label=_("I declare that the agenda holds no excluded content."),
    )
    chair = forms.ChoiceField(
        label=_("Responsible for the whole"),
        help_text=_("Chairs the committee; each group is presided over by its leader."),
    )
    minutes_taker = forms.ChoiceField(label=_("Takes the minutes of the committee"))

    _RELAXED = frozenset({"is_content_declared"})
    _DRAFT = frozenset({"orientation", "draft_title", "chair", "minutes_taker"})

    def __init__(
        self, *args: Any, people: Iterable[tuple[str, str]], is_draft: bool, **kwargs: Any
    ) -> None:
        """Offer the members who may be responsible."""
        super().__init__(*args, **kwargs)
        self.is_draft = is_draft
        for name in ("chair", "minutes_taker"):
            self.fields[name].choices = [("", "—"), *people]  # type: ignore[attr-defined]  # it chooses

    def full_clean(self) -> None:
        """Check what was entered; a draft may be incomplete, and the rules judge the rest."""
        relaxed = self._RELAXED | (self._DRAFT if self.is_draft else frozenset())
        clean_relaxed(self, relaxed, super().full_clean)
