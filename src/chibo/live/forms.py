"""What people fill in in the room: one form an act, the same for a POST and for the socket."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from chibo.core.procedure import commands as do
from chibo.core.procedure.call_terms import ProtectCall, UnprotectCall
from chibo.core.procedure.course_terms import RelieveChair, ResumeMeeting, SuspendMeeting
from chibo.core.procedure.opinions import LONGEST
from chibo.core.procedure.score import Score, ScoreMeeting
from chibo.core.procedure.speaking_time import AllotTime, GiveFloorFor
from chibo.core.procedure.terms import OpinionKind, Person, PlannedItem, TextKind
from chibo.core.values import Choice, Mode
from chibo.live.light_form import LightForm
from chibo.web.day_field import DayField

CODE = 64
"""Characters of the longest id or code that a form takes."""

SCORE = "score-"
"""Begins the names of the fields that hold points."""
MOST_CRITERIA = 50

Values = dict[str, Any]


def _id(*, required: bool = True) -> forms.CharField:
    return forms.CharField(max_length=CODE, required=required, widget=forms.HiddenInput)


def _text(label: Any, *, longest: int = LONGEST, required: bool = True) -> forms.CharField:
    return forms.CharField(
        label=label, max_length=longest, required=required, widget=forms.Textarea({"rows": 3})
    )


def _line(label: Any, *, longest: int = 300, required: bool = True) -> forms.CharField:
    return forms.CharField(label=label, max_length=longest, required=required)


class NothingForm(LightForm):
    """An act that says everything by itself."""


class OpenForm(forms.Form):
    """The infrastructure checklist, confirmed where the meeting begins (TC-02)."""

    confirmed = forms.TypedMultipleChoiceField(required=False, coerce=str)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Take whatever keys come: the core knows which are needed."""
        super().__init__(*args, **kwargs)
        given = self.data.getlist("confirmed") if hasattr(self.data, "getlist") else []
        self.fields["confirmed"].choices = [(key, key) for key in given]  # type: ignore[attr-defined]  # a choice field


class PersonForm(LightForm):
    """An act about one person."""

    person = _id()


class CheckInForm(PersonForm):
    """Somebody is there, in the room or online."""

    mode = forms.TypedChoiceField(choices=[(each, each) for each in Mode], coerce=Mode)


class ReasonedPersonForm(PersonForm):
    """An act about one person, with a reason."""

    reason = _line(_("Reason"), required=False)


class AbsenceForm(ReasonedPersonForm):
    """Somebody is not there, with or without a reason (AT-01)."""

    excused = forms.BooleanField(label=_("With a reason"), required=False)


class GuestForm(forms.Form):
    """Somebody comes as a guest (MB-07)."""

    guest = _id()
    name = _line(_("Full name"), longest=120)
    position = _line(_("Position"), longest=200, required=False)


class ItemForm(forms.Form):
    """An act about one item."""

    item = _id()


class NewItemForm(ItemForm):
    """An item added in the meeting, with its class (CT-11)."""

    title = _line(_("Content"))
    content_class = forms.CharField(label=_("Class of content"), max_length=20)
    presenter = _line(_("Presenter"), longest=120, required=False)
    is_confirmed = forms.BooleanField(
        label=_("I confirm: this item is not excluded content"), required=False
    )


class ConclusionForm(ItemForm):
    """What the chair concludes on an item."""

    conclusion = _text(_("Conclusion"), required=False)


class DeferForm(ItemForm):
    """An item that leaves the agenda; only its class is said (CT-15)."""

    content_class = forms.CharField(label=_("Class of content"), max_length=20)


class ClassForm(forms.Form):
    """Excluded content that came up (CT-15)."""

    content_class = forms.CharField(label=_("Class of content"), max_length=20)


class FloorForm(PersonForm):
    """Asking for the floor."""

    is_point_of_order = forms.BooleanField(label=_("Point of order"), required=False)


class GiveFloorForm(PersonForm):
    """Whose turn it is, and for how long where a time is given."""

    seconds = forms.IntegerField(required=False, widget=forms.HiddenInput)


class TimeForm(forms.Form):
    """How long somebody may still speak."""

    seconds = forms.IntegerField(widget=forms.HiddenInput)


class OpinionForm(PersonForm):
    """An opinion on an item, in whose name it is recorded."""

    opinion = _id()
    item = _id()
    text = _text(_("Opinion"))
    kind = forms.TypedChoiceField(
        choices=[(each, each) for each in OpinionKind], coerce=OpinionKind
    )
    to_superior = forms.BooleanField(
        label=_("Report my reserved opinion to the superior committee"), required=False
    )


class AmendOpinionForm(forms.Form):
    """Another wording of an opinion."""

    opinion = _id()
    text = _text(_("Opinion"))


class NoneForm(forms.Form):
    """There are no opinions of a kind (TG-04)."""

    kind = forms.TypedChoiceField(
        choices=[(each, each) for each in OpinionKind], coerce=OpinionKind
    )


class TextForm(ItemForm):
    """A draft conclusion or resolution, or its next version."""

    text = _id()
    kind = forms.TypedChoiceField(choices=[(each, each) for each in TextKind], coerce=TextKind)
    title = _line(_("Subject of the text"))
    body = _text(_("Wording"))


class BallotForm(LightForm):
    """An act about one ballot."""

    ballot = _id()


class OpenBallotForm(BallotForm):
    """The text that is put to the vote."""

    text = _id()


class CastForm(BallotForm):
    """One vote; a note where the minutes taker enters a voice (VT-08)."""

    person = _id()
    choice = forms.TypedChoiceField(choices=[(each, each) for each in Choice], coerce=Choice)
    note = _line(_("Note"), longest=200, required=False)


class AbandonForm(BallotForm):
    """A vote that is given up, and why."""

    reason = _line(_("Reason"))


class TaskForm(PersonForm):
    """A task given to a member (BB-08)."""

    task = _id()
    content = _text(_("Task"), longest=2000)
    due_on = DayField(label=_("Due on"))


class TaskBackForm(forms.Form):
    """A task that is taken back, and why."""

    task = _id()
    reason = _line(_("Reason"))


class ScoreForm(forms.Form):
    """The points of each criterion of the rulebook, and what is to be mended (MT-13)."""

    remedies = _text(_("What to mend"), longest=2000, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Take whatever criteria come: the core knows which there are."""
        super().__init__(*args, **kwargs)
        for name in [each for each in self.data if each.startswith(SCORE)][:MOST_CRITERIA]:
            self.fields[name] = forms.IntegerField(label=_("Points"))

    def clean(self) -> dict[str, Any]:
        """Put the points together."""
        filled: dict[str, Any] = self.cleaned_data
        filled["scores"] = tuple(
            Score(name.removeprefix(SCORE), points)
            for name, points in filled.items()
            if name.startswith(SCORE)
        )
        return filled


class CommentsForm(forms.Form):
    """What was said on the minutes when they were read (BB-11)."""

    comments = _text(_("Comments on the minutes"), required=False)


class ReasonForm(forms.Form):
    """Why."""

    reason = _line(_("Reason"))


class ChairForm(ReasonForm):
    """Who takes the chair, and why."""

    person = _id()


@dataclass(frozen=True, slots=True)
class Act:
    """One act of the room: what is filled in, and the command it becomes."""

    form: type[forms.Form]
    command: Callable[[Values, Callable[[str], str]], do.MeetingCommand]
    """Takes the cleaned values and a function from codes to names."""
    own: str = ""
    """The field that means oneself when it is left empty."""
    creates: str = ""
    """The field with the id of what is made; left empty, it is the command's own id."""


ACTS: dict[str, Act] = {
    "open": Act(OpenForm, lambda v, _n: do.OpenMeeting(tuple(v["confirmed"]))),
    "check_in": Act(
        CheckInForm, lambda v, _n: do.CheckIn(v["person"], v["mode"]), own="person"
    ),
    "allow_online": Act(
        ReasonedPersonForm, lambda v, _n: do.AllowOnline(v["person"], v["reason"])
    ),
    "confirm_identity": Act(PersonForm, lambda v, _n: do.ConfirmIdentity(v["person"])),
    "leave": Act(
        ReasonedPersonForm,
        lambda v, _n: do.LeaveMeeting(v["person"], v["reason"]),
        own="person",
    ),
    "absence": Act(
        AbsenceForm, lambda v, _n: do.RecordAbsence(v["person"], v["excused"], v["reason"])
    ),
    "guest": Act(
        GuestForm,
        lambda v, _n: do.AdmitGuest(v["guest"], v["name"], v["position"]),
        creates="guest",
    ),
    "close_roll_call": Act(NothingForm, lambda _v, _n: do.CloseRollCall()),
    "approve_agenda": Act(NothingForm, lambda _v, _n: do.ApproveAgenda()),
    "add_item": Act(
        NewItemForm,
        lambda v, _n: do.AddItem(
            PlannedItem(v["item"], v["title"], v["content_class"], v["presenter"]),
            is_content_declared=v["is_confirmed"],
        ),
        creates="item",
    ),
    "open_item": Act(ItemForm, lambda v, _n: do.OpenItem(v["item"])),
    "conclude_item": Act(
        ConclusionForm, lambda v, _n: do.ConcludeItem(v["item"], v["conclusion"])
    ),
    "defer_item": Act(DeferForm, lambda v, _n: do.DeferItem(v["item"], v["content_class"])),
    "stop_content": Act(ClassForm, lambda v, _n: do.StopContent(v["content_class"])),
    "ask_floor": Act(
        FloorForm, lambda v, _n: do.AskFloor(v["person"], v["is_point_of_order"]), own="person"
    ),
    "withdraw_request": Act(
        PersonForm, lambda v, _n: do.WithdrawRequest(v["person"]), own="person"
    ),
    "give_floor": Act(
        GiveFloorForm,
        lambda v, _n: (
            do.GiveFloor(v["person"])
            if v["seconds"] is None
            else GiveFloorFor(v["person"], v["seconds"])
        ),
    ),
    "allot_time": Act(TimeForm, lambda v, _n: AllotTime(v["seconds"])),
    "end_floor": Act(NothingForm, lambda _v, _n: do.EndFloor()),
    "opinion": Act(
        OpinionForm,
        lambda v, _n: do.RecordOpinion(
            opinion=v["opinion"],
            person=v["person"],
            item=v["item"],
            text=v["text"],
            kind=v["kind"],
            to_superior=v["to_superior"],
        ),
        own="person",
        creates="opinion",
    ),
    "amend_opinion": Act(
        AmendOpinionForm, lambda v, _n: do.AmendOpinion(v["opinion"], v["text"])
    ),
    "state_none": Act(NoneForm, lambda v, _n: do.StateNone(v["kind"])),
    "propose_text": Act(
        TextForm,
        lambda v, _n: do.ProposeText(v["text"], v["item"], v["kind"], v["title"], v["body"]),
        creates="text",
    ),
    "open_ballot": Act(
        OpenBallotForm, lambda v, _n: do.OpenBallot(v["ballot"], v["text"]), creates="ballot"
    ),
    "cast": Act(
        CastForm,
        lambda v, _n: do.CastBallot(v["ballot"], v["person"], v["choice"], v["note"]),
        own="person",
    ),
    "close_ballot": Act(BallotForm, lambda v, _n: do.CloseBallot(v["ballot"])),
    "abandon_ballot": Act(
        AbandonForm, lambda v, _n: do.AbandonBallot(v["ballot"], v["reason"])
    ),
    "give_task": Act(
        TaskForm,
        lambda v, _n: do.GiveTask(v["task"], v["person"], v["content"], v["due_on"]),
        creates="task",
    ),
    "take_back_task": Act(TaskBackForm, lambda v, _n: do.TakeBackTask(v["task"], v["reason"])),
    "score": Act(ScoreForm, lambda v, _n: ScoreMeeting(v["scores"], v["remedies"])),
    "read_minutes": Act(NothingForm, lambda _v, _n: do.ReadMinutes()),
    "approve_minutes": Act(CommentsForm, lambda v, _n: do.ApproveMinutes(v["comments"])),
    "suspend": Act(ReasonForm, lambda v, _n: SuspendMeeting(v["reason"])),
    "resume": Act(NothingForm, lambda _v, _n: ResumeMeeting()),
    "protect_call": Act(NothingForm, lambda _v, _n: ProtectCall()),
    "unprotect_call": Act(NothingForm, lambda _v, _n: UnprotectCall()),
    "relieve_chair": Act(
        ChairForm,
        lambda v, name: RelieveChair(Person(v["person"], name(v["person"])), v["reason"]),
    ),
    "close": Act(NothingForm, lambda _v, _n: do.CloseMeeting()),
    "break_off": Act(ReasonForm, lambda v, _n: do.BreakOffMeeting(v["reason"])),
    "replace_chair": Act(
        ChairForm,
        lambda v, name: do.ReplaceChair(Person(v["person"], name(v["person"])), v["reason"]),
    ),
    "appoint_minutes_taker": Act(
        PersonForm,
        lambda v, name: do.AppointMinutesTaker(Person(v["person"], name(v["person"]))),
    ),
}
"""Every act of the room by the name its forms carry."""
