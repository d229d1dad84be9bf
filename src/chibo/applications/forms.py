"""What is filled in: the request with its points and its agenda, the decision, the withdrawal."""

from collections.abc import Callable, Iterable
from collections.abc import Set as AbstractSet
from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from chibo.applications.rows import MOST
from chibo.core.procedure.terms import ORDINARY
from chibo.core.rulebook.model import Rulebook
from chibo.core.values import BodyKind, Form, MeetingKind
from chibo.web.day_field import DayField

LONG = 2000
KINDS = {
    MeetingKind.ORDINARY: _("Regular meeting"),
    MeetingKind.THEMATIC: _("Thematic meeting"),
    MeetingKind.CONGRESS: _("Cell congress"),
}


def new_id() -> str:
    """Return an id for what is about to be entered or asked."""
    return uuid4().hex


class HourInput(forms.TimeInput):
    """An hour as browsers ask for it."""

    input_type = "time"

    def __init__(self) -> None:
        """Write the hour as the browser's own control needs it."""
        super().__init__(format="%H:%M")


def hour_field(label: Any) -> forms.TimeField:
    """Return a field for an hour of the day."""
    wrong = {"invalid": _("This is not a time of the day. Write hours:minutes, as 19:30.")}
    formats = ["%H:%M", "%H:%M:%S", "%Hh%M", "%H.%M"]
    return forms.TimeField(
        label=label, widget=HourInput(), input_formats=formats, error_messages=wrong
    )


def _line(label: Any, length: int = 200, **more: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=length, **more)


def _text(label: Any, *, rows: int, **more: Any) -> forms.CharField:
    area = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, max_length=LONG, widget=area, **more)


def clean_relaxed(
    form: forms.Form, relaxed: AbstractSet[str], clean: Callable[[], None]
) -> None:
    """Check a form without asking for some fields, which stay marked as needed on the page."""
    needed = {name for name in relaxed if form.fields[name].required}
    for name in needed:
        form.fields[name].required = False
    clean()
    for name in needed:
        form.fields[name].required = True


class RequestForm(forms.Form):
    """What is asked for, without its points and its agenda (AP-04)."""

    kind = forms.ChoiceField(label=_("Kind of meeting"))
    form = forms.ChoiceField(label=_("Form of the meeting"), widget=forms.RadioSelect)
    ground = forms.ChoiceField(label=_("Ground"), widget=forms.RadioSelect)
    reason = _text(
        _("Why the cell cannot meet in one place"),
        rows=4,
        help_text=_("In a few sentences: who is away, where, for how long."),
    )
    on = DayField(label=_("Day"))
    until = DayField(
        label=_("Leave for a period: last day"),
        required=False,
        help_text=_(
            "Under special circumstances only: one approval then covers every meeting from the "
            "first day to this one, as long as the circumstance lasts. Empty: this one meeting."
        ),
    )
    starts = hour_field(_("Starts at"))
    ends = hour_field(_("Ends at (expected)"))
    place = _line(_("Place of the main point"))
    platform = _line(_("Platform"), 100)
    is_content_declared = forms.BooleanField(
        label=_("I declare that the agenda holds no excluded content."),
    )
    infrastructure = forms.MultipleChoiceField(
        label=_("What is ready"), widget=forms.CheckboxSelectMultiple
    )
    fallback = _line(
        _("Fallback telephone"),
        60,
        help_text=_("Whom members call when the connection fails."),
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "off"}),
    )
    chair = forms.ChoiceField(label=_("Chair"))
    minutes_taker = forms.ChoiceField(label=_("Minutes taker"))
    technician = _line(_("Technician"), 120, widget=forms.TextInput(attrs={"list": "members"}))

    _NEEDED_ALWAYS = frozenset({"kind", "form", "ground", "on", "starts", "ends"})
    _JUDGED_BY_RULES = frozenset({"is_content_declared", "infrastructure"})
    """The rulebook says what is missing here, with its clause (PR-01, CT-12)."""

    def __init__(
        self,
        *args: Any,
        rulebook: Rulebook,
        body: BodyKind,
        people: Iterable[tuple[str, str]],
        is_draft: bool = False,
        **kwargs: Any,
    ) -> None:
        """Offer what the rulebook offers this body."""
        super().__init__(*args, **kwargs)
        self.is_draft = is_draft
        language = get_language() or "vi"
        offers: dict[str, list[tuple[Any, Any]]] = {
            "kind": list(KINDS.items()),
            "form": [
                (form.value, rulebook.forms[form].label.in_language(language))
                for form in forms_to_ask_for(rulebook, body)
            ],
            "ground": [
                (ground.value, terms.label.in_language(language))
                for ground, terms in rulebook.grounds.items()
            ],
            "infrastructure": [
                (item.key, item.label.in_language(language)) for item in rulebook.infrastructure
            ],
            "chair": [("", "—"), *people],
            "minutes_taker": [("", "—"), *people],
        }
        for name, choices in offers.items():
            self.fields[name].choices = choices  # type: ignore[attr-defined]  # all of them choose
        if not rulebook.grounds:
            # Where nobody has to say why, nobody is asked: a period hangs on a ground too (AP-07).
            del self.fields["ground"], self.fields["until"]
            self.fields["reason"].required = False

    def full_clean(self) -> None:
        """Check what was entered; a draft may be incomplete, and the rules judge the rest."""
        relaxed = set(self._JUDGED_BY_RULES)
        if self.is_draft:
            relaxed = set(self.fields) - self._NEEDED_ALWAYS
        clean_relaxed(self, relaxed, super().full_clean)


def forms_to_ask_for(rulebook: Rulebook, body: BodyKind) -> tuple[Form, ...]:
    """Return the forms that need leave and are held by the whole body online or mixed."""
    return tuple(
        form
        for form in rulebook.forms_open_to(body)
        if form in rulebook.forms
        and rulebook.forms[form].is_online
        and not rulebook.forms[form].is_by_groups
    )


class PointForm(forms.Form):
    """A connection point (điểm cầu)."""

    name = _line(_("Name of the point"), 120)
    address = _line(_("Where it is"), 200, required=False)

    def full_clean(self) -> None:
        """Check what was entered; a row may be left empty."""
        clean_relaxed(self, {"name"}, super().full_clean)


class ItemForm(forms.Form):
    """An item of the agenda with its class (CT-11)."""

    item = forms.CharField(widget=forms.HiddenInput, max_length=32, required=False)
    title = _line(_("Item"), 300)
    content_class = forms.ChoiceField(label=_("Content class"))
    presenter = _line(
        _("Presenter"),
        120,
        required=False,
        widget=forms.TextInput(attrs={"list": "members"}),
    )

    def __init__(
        self, *args: Any, classes: Iterable[tuple[str, str]] = (), **kwargs: Any
    ) -> None:
        """Offer the classes of the rulebook."""
        super().__init__(*args, **kwargs)
        self.fields["content_class"].choices = list(classes)  # type: ignore[attr-defined]  # it chooses

    def full_clean(self) -> None:
        """Check what was entered; a row may be left empty, and the core wants its title."""
        clean_relaxed(self, {"title", "content_class"}, super().full_clean)

    def clean_item(self) -> str:
        """Give a new item its name for ever."""
        return self.cleaned_data["item"] or new_id()[:12]

    def clean_content_class(self) -> str:
        """Take an item nobody classed otherwise for an ordinary one."""
        return self.cleaned_data["content_class"] or ORDINARY


PointFormSet = forms.formset_factory(PointForm, extra=0, max_num=MOST, absolute_max=MOST)
ItemFormSet = forms.formset_factory(ItemForm, extra=0, max_num=MOST, absolute_max=MOST)
POINT_FIELDS = ("name", "address")
ITEM_FIELDS = ("item", "title", "content_class", "presenter")


class ApproveForm(forms.Form):
    """The committee allows the meeting."""

    number = _line(
        _("Number of the answer, if it was given outside"),
        60,
        required=False,
        help_text=_(
            "Leave it empty: the answer gets its number from the committee's register when it is issued."
        ),
    )
    comment = _text(_("Remark"), rows=2, required=False)


class ReasonForm(forms.Form):
    """A reason that the other side reads."""

    reason = _text(_("Reason"), rows=3)
