"""The whole sheet that a secretary fills in: the request, its points, its agenda."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import get_language

from chibo.applications.assessment import unexpected
from chibo.applications.forms import (
    ITEM_FIELDS,
    POINT_FIELDS,
    ItemForm,
    ItemFormSet,
    PointFormSet,
    RequestForm,
    forms_to_ask_for,
    new_id,
)
from chibo.applications.rows import Wish, moved
from chibo.core.procedure.application import Request
from chibo.core.procedure.terms import ORDINARY, Person, PlannedItem, Point
from chibo.core.rulebook.content import Hint
from chibo.core.rulebook.deadlines import working_days_from
from chibo.core.rulebook.model import Part, Rulebook
from chibo.core.values import BodyKind, Form, Ground, MeetingKind, Reason, Refusal
from chibo.meetings.rulebooks import RulebooksInForce
from chibo.registry import queries as registry
from chibo.registry.models import Body
from chibo.registry.words import LEADING_OFFICES, OfficeName
from chibo.web.naming import speak_of
from chibo.web.refusals import sentence

USUAL_DAY = 3
"""MT-02: cells commonly meet on the third of the month."""
USUAL_HOURS = (time(19), time(21))
PLATFORM = "Chibo"
_FIELD_OF = {
    Reason.MEETING_PAST: "on",
    Reason.END_BEFORE_START: "ends",
    Reason.PERIOD_WITHOUT_CIRCUMSTANCE: "until",
    Reason.PERIOD_BACKWARDS: "until",
    Reason.PERIOD_TOO_LONG: "until",
    Reason.CONTENT_UNDECLARED: "is_content_declared",
    Reason.APPLICATION_INCOMPLETE: "chair",
    Reason.PERSON_SUSPENDED: "chair",
}


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who may take the chair or the minutes."""

    code: str
    name: str
    label: str


def candidates(body: Body, rulebook: Rulebook, day: date) -> tuple[Candidate, ...]:
    """Return the members who may hold an office of the meeting, those with an office first."""
    offices = {
        holder.code: str(OfficeName(holder.office).label)
        for holder in reversed(registry.office_holders(body, day))
        if holder.office != OfficeName.OVERSEER
    }
    able = [
        Candidate(
            entry.person,
            entry.name,
            f"{entry.name} ({offices[entry.person]})"
            if entry.person in offices
            else entry.name,
        )
        for entry in registry.roll_on(body, day)
        if entry.person
        and entry.standing in rulebook.eligibility.standings
        and entry.status not in rulebook.attendance.barred
    ]
    ranks = {code: place for place, code in enumerate(reversed(offices))}
    return tuple(sorted(able, key=lambda each: ranks.get(each.code, len(ranks))))


def suggested_day(rulebook: Rulebook, today: date) -> date:
    """Return the next usual day that leaves the superior committee its time (AP-02, MT-02)."""
    day = working_days_from(rulebook, today, rulebook.deadlines.apply_working_days, step=1)
    while day.day != USUAL_DAY:
        day += timedelta(days=1)
    return day


class Sheet:
    """Form, points and agenda of one request, empty, as saved or as entered."""

    def __init__(
        self, body: Body, *, request: Request | None = None, data: QueryDict | None = None,
        is_draft: bool = True, until: date | None = None,
    ) -> None:  # fmt: skip
        """Show a saved request, what was entered, or what is usual."""
        self.body = body
        self.today = timezone.localdate()
        rulebooks = RulebooksInForce([body])
        self.suggested = suggested_day(rulebooks.of(body, self.today), self.today)
        # LB-10: what is asked for stands under the text that speaks on its own day.
        self.rulebook = rulebooks.of(body, self._day(request, data))
        # Names of offices are put into the choices here: they are to be the body's own.
        speak_of(self.rulebook)
        self.people = candidates(body, self.rulebook, self.today)
        self.first = request or self._usual()
        first = self._initial(self.first)
        first["form"]["until"] = until
        self.form = RequestForm(
            data,
            initial=first["form"],
            rulebook=self.rulebook,
            body=BodyKind(body.kind),
            people=[(each.code, each.label) for each in self.people],
            is_draft=is_draft,
        )
        self.points = PointFormSet(data, initial=first["points"], prefix="points")
        self.agenda = ItemFormSet(
            data,
            initial=first["agenda"],
            prefix="agenda",
            form_kwargs={"classes": content_classes(self.rulebook)},
        )

    def _day(self, request: Request | None, data: QueryDict | None) -> date:
        """Return the day asked for: as entered where it can be read, as saved, or as usual."""
        if data is not None:
            with suppress(ValueError):
                return date.fromisoformat(data.get("on", ""))
        return timezone.localdate(request.starts_at) if request else self.suggested

    def is_valid(self) -> bool:
        """Whether everything entered can be read."""
        return all([self.form.is_valid(), self.points.is_valid(), self.agenda.is_valid()])

    @property
    def rows(self) -> list[tuple[ItemForm, tuple[Hint, ...]]]:
        """The rows of the agenda, each with what its words look like (CT-12)."""
        return [
            (row, unexpected(self.rulebook, row["title"].value(), row["content_class"].value()))
            for row in self.agenda.forms
        ]

    @property
    def is_open(self) -> bool:
        """Whether the rulebook offers this body a form that needs leave."""
        return bool(forms_to_ask_for(self.rulebook, BodyKind(self.body.kind)))

    @property
    def offers_groups(self) -> bool:
        """Whether the body could meet by Party groups instead (SC-08)."""
        return Form.BY_GROUPS in self.rulebook.forms and self.body.groups.exists()

    def asked(self) -> None:
        """Return what is asked for groups: nothing, where all meet together."""
        return

    @property
    def until(self) -> date | None:
        """Return the last day of the period that is asked for; only after `is_valid`."""
        found: date | None = self.form.cleaned_data.get("until")
        return found

    def request(self) -> Request:
        """Return what is asked for; only after `is_valid`."""
        entered = self.form.cleaned_data
        above = registry.superior_of(self.body)
        return Request(
            body=str(self.body.public_id),
            body_name=self.body.name,
            superior_name=above.name if above else "",
            kind=MeetingKind(entered["kind"]),
            form=Form(entered["form"]),
            ground=Ground(entered["ground"]) if "ground" in entered else None,
            reason=entered["reason"],
            starts_at=self._moment(entered["starts"]),
            expected_end_at=self._moment(entered["ends"]),
            place=entered["place"],
            points=_points(self.points.cleaned_data),
            platform=entered["platform"],
            agenda=agenda_of(self.agenda.cleaned_data),
            is_content_declared=entered["is_content_declared"],
            infrastructure=tuple(entered["infrastructure"]),
            fallback=entered["fallback"],
            chair=self._person(entered["chair"]),
            minutes_taker=self._person(entered["minutes_taker"]),
            technician=entered["technician"],
        )

    def object(self, refusal: Refusal) -> None:
        """Mark the field that a refusal is about."""
        if field := _FIELD_OF.get(refusal.reason):
            self.form.add_error(field, sentence(refusal).what)

    def _moment(self, hour: time) -> datetime:
        day: date = self.form.cleaned_data["on"]
        return datetime.combine(day, hour, tzinfo=self.rulebook.zone).astimezone(UTC)

    def _person(self, code: str) -> Person:
        names = {each.code: each.name for each in self.people}
        return Person(code, names.get(code, ""))

    def _usual(self) -> Request:
        """Return the request most cells make, to be changed where it does not fit."""
        leaders = [
            holder
            for holder in registry.office_holders(self.body, self.today)
            if holder.office in LEADING_OFFICES
        ]
        chair = self._person(leaders[0].code if leaders else "")
        day = self.suggested
        starts, ends = (
            datetime.combine(day, hour, tzinfo=self.rulebook.zone) for hour in USUAL_HOURS
        )
        offered = forms_to_ask_for(self.rulebook, BodyKind(self.body.kind))
        return Request(
            body=str(self.body.public_id),
            body_name=self.body.name,
            superior_name="",
            kind=MeetingKind.ORDINARY,
            form=offered[0] if offered else Form.HYBRID,
            ground=next(iter(self.rulebook.grounds), None),
            reason="",
            starts_at=starts,
            expected_end_at=ends,
            place="",
            points=(Point(""),),
            platform=PLATFORM,
            agenda=usual_agenda(self.rulebook, chair.name),
            is_content_declared=False,
            infrastructure=(),
            fallback="",
            chair=chair,
            minutes_taker=Person("", ""),
            technician="",
        )

    def _initial(self, request: Request) -> dict[str, Any]:
        starts = request.starts_at.astimezone(self.rulebook.zone)
        ends = request.expected_end_at.astimezone(self.rulebook.zone)
        return {
            "form": {
                "kind": request.kind.value,
                "form": request.form.value,
                "ground": request.ground.value if request.ground else "",
                "reason": request.reason,
                "on": starts.date(),
                "starts": starts.time(),
                "ends": ends.time(),
                "place": request.place,
                "platform": request.platform,
                "is_content_declared": request.is_content_declared,
                "infrastructure": list(request.infrastructure),
                "fallback": request.fallback,
                "chair": request.chair.code,
                "minutes_taker": request.minutes_taker.code,
                "technician": request.technician,
            },
            "points": [
                {"name": point.name, "address": point.address} for point in request.points
            ],
            "agenda": items_as_initial(request.agenda),
        }


def usual_agenda(rulebook: Rulebook, presenter: str) -> tuple[PlannedItem, ...]:
    """Return the steps of an ordinary meeting as items."""
    # Papers are always in Vietnamese (DF-07), and an agenda becomes part of them.
    steps = [step for step in rulebook.agenda if step.part is Part.PROCEEDINGS]
    return tuple(
        PlannedItem(new_id()[:12], step.title.vi, ORDINARY, "" if place else presenter)
        for place, step in enumerate(steps)
    )


def items_as_initial(items: Sequence[PlannedItem]) -> list[dict[str, str]]:
    """Return items as the rows of a form begin with them."""
    return [
        {
            "item": item.item,
            "title": item.title,
            "content_class": item.content_class,
            "presenter": item.presenter,
        }
        for item in items
    ]


def content_classes(rulebook: Rulebook) -> list[tuple[str, str]]:
    """Return the classes an item may have; excluded ones with their code before the words."""
    language = get_language() or "vi"
    return [
        (
            code,
            f"{code}: {each.label.in_language(language)}"
            if each.is_excluded
            else each.label.in_language(language),
        )
        for code, each in rulebook.content.items()
    ]


def rearranged(data: QueryDict, wish: Wish) -> QueryDict:
    """Return what was entered after a button of the points or of the agenda was pressed."""
    if wish.prefix == "agenda":
        fresh = {"item": new_id()[:12], "content_class": ORDINARY}
        return moved(data, wish, ITEM_FIELDS, fresh)
    return moved(data, wish, POINT_FIELDS, {})


def _points(rows: Sequence[dict[str, str]]) -> tuple[Point, ...]:
    # A row left empty says nothing.
    filled = [row for row in rows if row.get("name") or row.get("address")]
    return tuple(Point(row["name"] or row["address"], row["address"]) for row in filled)


def agenda_of(rows: Sequence[dict[str, str]]) -> tuple[PlannedItem, ...]:
    """Return the items that were entered; a row left empty says nothing."""
    filled = [row for row in rows if row.get("title") or row.get("presenter")]
    return tuple(
        PlannedItem(row["item"], row["title"], row["content_class"], row["presenter"])
        for row in filled
    )
