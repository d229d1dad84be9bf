"""Convening a meeting: when, where, who leads it, and what is on the agenda."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from chibo.core.procedure.considering import hints_at
from chibo.core.procedure.terms import ORDINARY, PlannedItem, Point
from chibo.core.rulebook.content import Hint
from chibo.core.rulebook.model import Part, Period, Rulebook
from chibo.core.values import Form, MeetingKind
from chibo.meetings.forms.fields import ActForm, HourField
from chibo.meetings.words import KINDS
from chibo.web.dates import day_in_words
from chibo.web.day_field import DayField

BLANK_ITEMS = 3
MOST_ITEMS = 60
_SEPARATOR = " | "


class ConveneForm(ActForm):
    """A meeting in person; one with an approval has its kind, form and day fixed."""

    kind = forms.ChoiceField(label=_("Kind of meeting"), choices=list(KINDS.items()))
    day = DayField(label=_("Day"))
    starts = HourField(label=_("Begins at"))
    ends = HourField(label=_("Expected end"))
    place = forms.CharField(
        label=_("Place"), max_length=200, help_text=_("The room in which the meeting is held.")
    )
    points = forms.CharField(
        label=_("Connection points"),
        required=False,
        max_length=3000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_(
            "One a line, the main point first; an address may follow after a vertical bar."
        ),
    )
    platform = forms.CharField(label=_("Platform"), max_length=100, required=False)
    posted_on = DayField(
        label=_("Day of the postmark"),
        required=False,
        help_text=_(
            "The notice goes by post. If the letters have gone already, enter the day; "
            "otherwise enter it on the page of the meeting once they are posted."
        ),
    )
    chair = forms.ChoiceField(label=_("Chair"))
    minutes_taker = forms.ChoiceField(label=_("Minutes taker"))
    is_content_declared = forms.BooleanField(
        label=_("I declare that the agenda holds no excluded content."),
        required=False,
        initial=False,
    )

    def __init__(
        self,
        *args: Any,
        people: Mapping[str, str],
        on: date | None,
        zone: Any,
        days: Period | None = None,
        excludes_content: bool = False,
        is_posted: bool = False,
        **options: Any,
    ) -> None:
        """Offer the people of the roll; an approval has fixed the day `on`, or the `days`."""
        super().__init__(*args, **options)
        self.on = on
        self.days = days
        self.zone = zone
        choices = [("", "–"), *people.items()]
        for name in ("chair", "minutes_taker"):
            field = self.fields[name]
            if isinstance(field, forms.ChoiceField):
                field.choices = choices
        unneeded = ["kind", "day"] if on else ["kind"] if days else ["points", "platform"]
        if not is_posted:
            unneeded.append("posted_on")
        for name in unneeded if excludes_content else [*unneeded, "is_content_declared"]:
            del self.fields[name]

    def clean_day(self) -> date:
        """Return a day that the approval covers (AP-07)."""
        day: date = self.cleaned_data["day"]
        if self.days is not None and not self.days.covers(day):
            raise ValidationError(
                _("The approval covers the days from %(first)s to %(last)s."),
                params={
                    "first": day_in_words(self.days.first_on),
                    "last": day_in_words(self.days.last_on or day),
                },
            )
        return day

    def clean(self) -> dict[str, Any]:
        """Put day and times together."""
        cleaned = self.cleaned_data
        day = self.on or cleaned.get("day")
        starts, ends = cleaned.get("starts"), cleaned.get("ends")
        if day and starts and ends:
            if ends <= starts:
                raise ValidationError(
                    {"ends": _("The end lies before the beginning. Mend one of the two.")}
                )
            cleaned["starts_at"] = datetime.combine(day, starts, tzinfo=self.zone)
            cleaned["ends_at"] = datetime.combine(day, ends, tzinfo=self.zone)
        return cleaned

    def is_declared_over(self, items: "Sequence[Looked]") -> bool:
        """Tell whether what hints at excluded content is declared; an error says what to do else."""
        # CT-12: hints decide nothing; whoever convenes does, and the journal keeps it.
        if self.has_declared or not any(hints for _item, hints in items):
            return True
        self.add_error(
            "is_content_declared",
            gettext("Look at the items with a hint. If they are ordinary content, declare it."),
        )
        return False

    @property
    def has_declared(self) -> bool:
        """Whether whoever convenes has declared the items ordinary."""
        return bool(self.cleaned_data.get("is_content_declared"))

    def meeting_kind(self) -> MeetingKind:
        """Return the kind that was chosen."""
        return MeetingKind(self.cleaned_data["kind"])

    def connection_points(self) -> tuple[Point, ...]:
        """Return the connection points, one a line."""
        lines = self.cleaned_data.get("points", "").splitlines()
        return tuple(_point(line) for line in lines if line.strip())


def _point(line: str) -> Point:
    name, _bar, address = line.partition("|")
    return Point(name.strip(), address.strip())


def points_as_text(points: Sequence[Point]) -> str:
    """Return connection points as the form shows them."""
    return "\n".join(
        f"{point.name}{_SEPARATOR}{point.address}" if point.address else point.name
        for point in points
    )


class ItemForm(forms.Form):
    """One item of the agenda; an item whose title is emptied is left out."""

    item = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput)
    place = forms.IntegerField(label=_("Order"), required=False, min_value=1, max_value=999)
    title = forms.CharField(
        label=_("Content"),
        required=False,
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    presenter = forms.CharField(label=_("Presented by"), required=False, max_length=120)
    content_class = forms.ChoiceField(label=_("Content class"), required=False)

    def __init__(self, *args: Any, classes: Sequence[tuple[str, str]], **options: Any) -> None:
        """Offer the classes this form of meeting may handle."""
        super().__init__(*args, **options)
        field = self.fields["content_class"]
        if isinstance(field, forms.ChoiceField):
            field.choices = list(classes)
        if len(classes) == 1:
            # Nothing to choose, nothing to show: what is online handles ordinary content only.
            field.widget = forms.HiddenInput()

    def clean_title(self) -> str:
        """Return the title as one line, however it was typed or pasted."""
        title: str = self.cleaned_data["title"]
        return " ".join(title.split())

    def hints_under(self, rules: Rulebook, form: Form) -> tuple[Hint, ...]:
        """Return what the words entered hint at; they decide nothing (CT-12)."""
        entered = PlannedItem(
            "", self["title"].value() or "", self["content_class"].value() or ORDINARY
        )
        return hints_at(rules, form, entered)


Looked = tuple[ItemForm, tuple[Hint, ...]]
"""An item of a form with what its words hint at."""

if TYPE_CHECKING:
    _Forms = forms.BaseFormSet["ItemForm"]
else:
    _Forms = forms.BaseFormSet


class AgendaForms(_Forms):
    """The items of an agenda, in the order of their numbers."""

    def with_hints(self, rules: Rulebook, form: Form) -> list[Looked]:
        """Return each item with what its words hint at in a form of meeting."""
        return [(item, item.hints_under(rules, form)) for item in self.forms]

    def planned(self) -> tuple[PlannedItem, ...]:
        """Return the items that have a title."""
        filled = [form.cleaned_data for form in self.forms if form.cleaned_data.get("title")]
        # Who leaves a number out means "at the end".
        filled.sort(key=lambda each: each["place"] or MOST_ITEMS * 100)
        taken = {each["item"] for each in filled}
        free = (name for n in range(1, 10_000) if (name := f"i{n}") not in taken)
        return tuple(
            PlannedItem(
                item=each["item"] or next(free),
                title=each["title"],
                content_class=each["content_class"] or ORDINARY,
                presenter=each["presenter"],
            )
            for each in filled
        )


def agenda_formset(
    rules: Rulebook,
    *,
    may_exclude: bool,
    data: Any = None,
    initial: Sequence[Mapping[str, Any]] = (),
) -> AgendaForms:
    """Return the forms of an agenda; excluded classes are offered in person only (CT-11)."""
    language = get_language() or "vi"
    classes = [
        (each.code, each.label.in_language(language))
        for each in rules.content.values()
        if may_exclude or not each.is_excluded
    ]
    made = forms.formset_factory(
        ItemForm, formset=AgendaForms, extra=BLANK_ITEMS, max_num=MOST_ITEMS, validate_max=True
    )
    formset = made(
        data, initial=list(initial), prefix="agenda", form_kwargs={"classes": classes}
    )
    # The factory makes a subclass of what it is given; its types do not say so.
    return cast(AgendaForms, formset)


def items_as_initial(agenda: Sequence[PlannedItem], *, after: int = 0) -> list[dict[str, Any]]:
    """Return an agenda as the forms show it, numbered after those before it."""
    return [
        {
            "item": each.item,
            "place": place,
            "title": each.title,
            "presenter": each.presenter,
            "content_class": each.content_class,
        }
        for place, each in enumerate(agenda, start=after + 1)
    ]


def template_of(rules: Rulebook) -> list[dict[str, Any]]:
    """Return the proceedings of an ordinary meeting as a first draft (MT-10).

    Opening and closing are acts of the room itself: roll-call, approving the agenda, minutes.
    """
    steps = [step for step in rules.agenda if step.part is Part.PROCEEDINGS]
    drafted = [PlannedItem(f"i{n}", step.title.vi, ORDINARY) for n, step in enumerate(steps, 1)]
    return items_as_initial(drafted)
