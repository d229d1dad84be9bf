"""From what somebody fills in to the command it becomes: the same for a POST and for the socket."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _

from chibo.core.procedure.commands import MeetingCommand
from chibo.core.procedure.considering import hints_at
from chibo.core.procedure.meeting import Meeting
from chibo.core.procedure.terms import PlannedItem
from chibo.core.rulebook.model import Rulebook
from chibo.live.forms import ACTS
from chibo.live.note_forms import NOTE_ACTS
from chibo.live.point_forms import POINT_ACTS

LONGEST_ID = 64

EVERY_ACT = ACTS | POINT_ACTS | NOTE_ACTS
"""Every act of the room by the name its forms carry."""


class ActUnknownError(LookupError):
    """A page asks for an act that is not on the list: not one of our pages."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody wants to do, as it was sent."""

    act: str
    fields: MultiValueDict[str, str]
    command_id: str
    actor: str


def fields_of(values: dict[str, Any]) -> MultiValueDict[str, str]:
    """Return the fields of a socket message as a form takes them."""
    return MultiValueDict(
        {
            name: [str(each) for each in (value if isinstance(value, list) else [value])]
            for name, value in values.items()
        }
    )


def command_of(wish: Wish, meeting: Meeting, rulebook: Rulebook) -> MeetingCommand | forms.Form:
    """Return the command, or the form that says what is wrong with what was filled in."""
    act = EVERY_ACT.get(wish.act)
    if act is None:
        raise ActUnknownError(wish.act)
    fields = MultiValueDict(dict(wish.fields.lists()))
    if act.own and not fields.get(act.own):
        fields[act.own] = wish.actor
    if act.creates and not fields.get(act.creates):
        # Sent again, it makes the same thing again, which is then known as already made.
        fields[act.creates] = wish.command_id
    form = act.form(fields)
    if form.is_valid():
        _warn(form, meeting, rulebook)
    if not form.is_valid():
        return form
    return act.command(form.cleaned_data, meeting.attendance.name_of)


def _warn(form: forms.Form, meeting: Meeting, rulebook: Rulebook) -> None:
    """CT-12: words that hint at excluded content have to be looked at; they decide nothing."""
    if "is_confirmed" not in form.fields or form.cleaned_data["is_confirmed"]:
        return
    filled = form.cleaned_data
    item = PlannedItem("", filled["title"], filled["content_class"])
    for hint in hints_at(rulebook, meeting.agenda.form, item):
        form.add_error(
            "title",
            _(
                "The words “%(words)s” look like excluded content (%(class)s). If the item is "
                "ordinary content, tick the confirmation and send it again."
            )
            % {"words": hint.keyword, "class": hint.content_class},
        )
