"""What is filled in at the pages of a procedure by groups."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from chibo.applications.forms import hour_field
from chibo.applications.group_forms import GroupRowForm
from chibo.core.procedure.groups.terms import Account, Change, Consequence, Treatment
from chibo.core.procedure.terms import TextKind
from chibo.core.rulebook.model import Rulebook
from chibo.groups.words import ACCOUNT, CHANGES, CONSEQUENCES, TEXTS, TREATMENTS
from chibo.web.day_field import DayField

LONG = 20_000


def _line(label: Any, length: int = 200, **more: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=length, **more)


def _text(label: Any, rows: int = 4, **more: Any) -> forms.CharField:
    area = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, max_length=LONG, widget=area, **more)


class ChangeGroupForm(GroupRowForm):
    """Another day, place or committee member for one group, with the reason of the change."""

    reason = _text(_("Reason"), rows=2)


class PlanForm(forms.Form):
    """The orientation that the committee gives (TG-01)."""

    orientation = _text(_("Orientation of the content"), rows=5)
    text_item = forms.ChoiceField(label=_("Item under which the groups vote on the draft"))

    def __init__(self, *args: Any, items: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        """Offer the items of the agenda."""
        super().__init__(*args, **kwargs)
        self.fields["text_item"].choices = list(items)  # type: ignore[attr-defined]  # it chooses


class TextForm(forms.Form):
    """A version of the draft (TG-10); a first one declares nothing about a change."""

    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    kind = forms.ChoiceField(label=_("What it is to become"), choices=list(TEXTS.items()))
    title = _line(_("Title"), 300)
    body = _text(_("Text"), rows=14)
    change = forms.ChoiceField(
        label=_("What the change does"),
        choices=[(each.value, CHANGES[each]) for each in (Change.EDITING, Change.SUBSTANCE)],
        widget=forms.RadioSelect,
    )
    consequence = forms.ChoiceField(
        label=_("If groups have voted already and the substance changes"),
        choices=[("", _("no group has voted yet")), *CONSEQUENCES.items()],
        required=False,
        widget=forms.RadioSelect,
    )
    remarks = _text(_("What was changed and why"), rows=2, required=False)

    def __init__(self, *args: Any, is_first: bool, **kwargs: Any) -> None:
        """Ask about a change only where there is something to change."""
        super().__init__(*args, **kwargs)
        if is_first:
            for name in ("change", "consequence", "remarks"):
                del self.fields[name]

    def clean_kind(self) -> TextKind:
        """Return what the text is to become."""
        return TextKind(self.cleaned_data["kind"])

    def clean_change(self) -> Change:
        """Return what the change does."""
        return Change(self.cleaned_data["change"])

    def clean_consequence(self) -> Consequence | None:
        """Return what follows, if anything was chosen."""
        chosen = self.cleaned_data["consequence"]
        return Consequence(chosen) if chosen else None


class ReportForm(forms.Form):
    """What the group leader reports (TG-04): each part may say "none"."""

    version = forms.IntegerField(label=_("Version of the text reported on"), min_value=0)
    opinions = _text(ACCOUNT["opinions"], rows=8)
    differing = _text(ACCOUNT["differing"])
    reserved = _text(ACCOUNT["reserved"])
    proposals = _text(ACCOUNT["proposals"])
    reason = _line(
        _("Reason, if the report is on another version than the group voted on"),
        300,
        required=False,
    )

    def account(self) -> Account:
        """Return the report; only after `is_valid`."""
        entered = self.cleaned_data
        return Account(
            entered["opinions"], entered["differing"], entered["reserved"], entered["proposals"]
        )


class ReasonForm(forms.Form):
    """A reason that others read."""

    reason = _text(_("Reason"), rows=3)


class MinutesForm(forms.Form):
    """A meeting of the committee whose minutes are on paper."""

    on = DayField(label=_("Day"))
    starts = hour_field(_("From"))
    ends = hour_field(_("Until"))
    minutes = _line(_("Minutes (number, where they are kept)"))

    def moments(self, rules: Rulebook) -> tuple[datetime, datetime]:
        """Return begin and end; only after `is_valid`."""
        entered = self.cleaned_data
        return (
            datetime.combine(entered["on"], entered["starts"], tzinfo=rules.zone),
            datetime.combine(entered["on"], entered["ends"], tzinfo=rules.zone),
        )

    def clean(self) -> dict[str, Any]:
        """Let no meeting end before it begins."""
        entered = super().clean() or {}
        starts, ends = entered.get("starts"), entered.get("ends")
        if starts and ends and ends <= starts:
            self.add_error("ends", _("The end lies before the start."))
        return entered


class PointForm(forms.Form):
    """A point of the synthesis."""

    title = _line(_("Point"), 300)


class AnswerForm(forms.Form):
    """What the committee makes of a point (TG-06)."""

    treatment = forms.ChoiceField(
        label=_("What is made of it"),
        choices=list(TREATMENTS.items()),
        widget=forms.RadioSelect,
    )
    reason = _text(_("Reason"), rows=3, required=False)

    def clean_treatment(self) -> Treatment:
        """Return what is made of the point."""
        return Treatment(self.cleaned_data["treatment"])


class CloseForm(forms.Form):
    """What the committee says on the whole."""

    summary = _text(_("General remark"), rows=3, required=False)


class DecideForm(forms.Form):
    """The committee's own vote (TG-07)."""

    meeting = forms.ChoiceField(label=_("Committee meeting"))
    base = forms.IntegerField(label=_("Members of the committee"), min_value=1)
    votes_for = forms.IntegerField(label=_("For"), min_value=0)
    against = forms.IntegerField(label=_("Against"), min_value=0)
    other = forms.IntegerField(label=_("Other opinion"), min_value=0)

    def __init__(self, *args: Any, meetings: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        """Offer the committee's meetings after the groups'."""
        super().__init__(*args, **kwargs)
        self.fields["meeting"].choices = list(meetings)  # type: ignore[attr-defined]  # it chooses


class TaskForm(forms.Form):
    """A task to a member or to a group (TG-08)."""

    who = forms.ChoiceField(label=_("Who"))
    content = _text(_("What is to be done"), rows=3)
    due_on = DayField(label=_("Until"))

    def __init__(self, *args: Any, people: Iterable[Any], **kwargs: Any) -> None:
        """Offer the groups and the members."""
        super().__init__(*args, **kwargs)
        self.fields["who"].choices = [("", "—"), *people]  # type: ignore[attr-defined]  # it chooses


class TaskReportForm(forms.Form):
    """What became of a task."""

    text = _text(_("What was done"), rows=3)
    is_done = forms.BooleanField(label=_("The task is done."), required=False)


class UpwardForm(forms.Form):
    """That a reserved opinion was sent to the body above (VT-06)."""

    addressee = _line(_("Sent to"))
    sent_on = DayField(label=_("Sent on"))


class SuperiorAnswerForm(forms.Form):
    """What the body above has answered."""

    answer = _text(_("Answer of the superior body"), rows=3)
    answered_on = DayField(label=_("Answered on"))
