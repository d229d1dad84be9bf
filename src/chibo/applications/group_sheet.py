"""The sheet for a meeting by Party groups: the groups come from the register, not from the form (SC-10)."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from types import MappingProxyType
from typing import Any

from django.http import QueryDict
from django.utils import timezone

from chibo.applications.assessment import unexpected
from chibo.applications.forms import ItemForm, ItemFormSet
from chibo.applications.group_forms import ByGroupsForm, GroupRowForm
from chibo.applications.sheet import (
    USUAL_HOURS,
    agenda_of,
    candidates,
    content_classes,
    items_as_initial,
    suggested_day,
    usual_agenda,
)
from chibo.core.procedure.application import Request
from chibo.core.procedure.by_groups import AskedGroup, AskedGroups, Assignment
from chibo.core.procedure.gatherings import LEADER
from chibo.core.procedure.terms import Person, PlannedItem, TextKind
from chibo.core.rulebook.content import Hint
from chibo.core.values import Form, MeetingKind, Reason, Refusal, RollEntry, Standing
from chibo.meetings import facts
from chibo.meetings.rulebooks import RulebooksInForce
from chibo.registry import queries as registry
from chibo.registry.models import Body
from chibo.web.naming import speak_of
from chibo.web.refusals import sentence

LASTS = timedelta(hours=2)
_FIELD_OF = {
    Reason.CONTENT_UNDECLARED: "is_content_declared",
    Reason.APPLICATION_INCOMPLETE: "chair",
    Reason.PERSON_SUSPENDED: "chair",
    Reason.OFFICERS_SAME: "minutes_taker",
}


@dataclass(frozen=True, slots=True)
class Row:
    """One group as the register has it, with what is settled for it."""

    name: str
    leader: Person
    people: tuple[RollEntry, ...]
    form: GroupRowForm

    @property
    def official(self) -> int:
        """Return how many of the group vote."""
        return sum(each.standing is Standing.OFFICIAL for each in self.people)


class GroupSheet:
    """Form, groups and agenda of one request, empty, as saved or as entered."""

    def __init__(
        self, body: Body, *, request: Request | None = None, asked: AskedGroups | None = None,
        data: QueryDict | None = None, is_draft: bool = True,
    ) -> None:  # fmt: skip
        """Show a saved request, what was entered, or what is usual."""
        self.body = body
        self.today = timezone.localdate()
        rulebooks = RulebooksInForce([body])
        self.suggested = suggested_day(rulebooks.of(body, self.today), self.today)
        self.day = _day(request, data) or self.suggested
        self.rulebook = rulebooks.of(body, self.day)
        speak_of(self.rulebook)
        self.people = candidates(body, self.rulebook, self.today)
        self.committee = facts.committee(body, self.today)
        self.roll = registry.roll_on(body, self.day)
        self.leaders = facts.leaders(body, self.day)
        self.rows_of_groups = self._groups(asked, data, is_draft=is_draft)
        self.form = ByGroupsForm(
            data,
            initial=self._initial(request, asked),
            people=[(each.code, each.label) for each in self.people],
            is_draft=is_draft,
        )
        items = request.agenda if request else usual_agenda(self.rulebook, "")
        self.agenda = ItemFormSet(
            data,
            initial=items_as_initial(items),
            prefix="agenda",
            form_kwargs={"classes": content_classes(self.rulebook)},
        )
        self.first = request or self._made(items, self.suggested_starts)
        self.first_asked = asked

    def _groups(
        self, asked: AskedGroups | None, data: QueryDict | None, *, is_draft: bool
    ) -> list[Row]:
        saved = (
            {each.assignment.group: each.assignment for each in asked.groups} if asked else {}
        )
        names = sorted({each.group for each in self.roll if each.group})
        return [
            Row(
                name=name,
                leader=self._leader(name),
                people=tuple(each for each in self.roll if each.group == name),
                form=GroupRowForm(
                    data,
                    prefix=f"group-{place}",
                    initial=self._row(name, saved.get(name)),
                    committee=[(each.code, each.name) for each in self.committee],
                    is_draft=is_draft,
                ),
            )
            for place, name in enumerate(names)
        ]

    def _leader(self, group: str) -> Person:
        found = (it for it in self.leaders if it.group == group and it.office == LEADER)
        leader = next(found, None)
        return Person(leader.code, leader.name) if leader else Person("", "")

    def _row(self, name: str, saved: Assignment | None) -> dict[str, Any]:
        starts_at = (saved.starts_at if saved else self.suggested_starts).astimezone(
            self.rulebook.zone
        )
        return {
            "group": name,
            "follower": saved.follower.code if saved else "",
            "on": starts_at.date(),
            "starts": starts_at.time(),
            "place": saved.place if saved else "",
        }

    @property
    def suggested_starts(self) -> datetime:
        """Return when groups usually begin."""
        return datetime.combine(self.day, USUAL_HOURS[0], tzinfo=self.rulebook.zone)

    def _initial(self, request: Request | None, asked: AskedGroups | None) -> dict[str, Any]:
        first: dict[str, Any] = {"chair": self.committee[0].code if self.committee else ""}
        if request is not None:
            first = {
                "kind": request.kind.value,
                "is_content_declared": request.is_content_declared,
                "chair": request.chair.code,
                "minutes_taker": request.minutes_taker.code,
            }
        if asked is not None:
            first |= {
                "orientation": asked.orientation,
                "draft_kind": asked.draft_kind.value,
                "draft_title": asked.draft_title,
                "draft_body": asked.draft_body,
            }
        return first

    def is_valid(self) -> bool:
        """Whether everything entered can be read."""
        rows = [row.form.is_valid() for row in self.rows_of_groups]
        return all([self.form.is_valid(), self.agenda.is_valid(), *rows])

    @property
    def rows(self) -> list[tuple[ItemForm, tuple[Hint, ...]]]:
        """The rows of the agenda, each with what its words look like (CT-12)."""
        return [
            (row, unexpected(self.rulebook, row["title"].value(), row["content_class"].value()))
            for row in self.agenda.forms
        ]

    @property
    def is_open(self) -> bool:
        """Whether the rulebook offers this body a meeting by groups."""
        return Form.BY_GROUPS in self.rulebook.forms and bool(self.rows_of_groups)

    @property
    def without_group(self) -> tuple[RollEntry, ...]:
        """Who is on the roll and in no group (SC-10)."""
        return tuple(
            each
            for each in self.roll
            if each.group is None and each.standing in self.rulebook.eligibility.standings
        )

    @property
    def until(self) -> date | None:
        """A meeting by groups has leave for its month, not for a period."""
        return None

    def request(self) -> Request:
        """Return what is asked for; only after `is_valid`."""
        starts = [row.form.starts_at(self.rulebook) for row in self.rows_of_groups]
        first = min(starts, default=self.suggested_starts).astimezone(UTC)
        last = max(starts, default=self.suggested_starts).astimezone(UTC)
        items = agenda_of(self.agenda.cleaned_data)
        return self._made(items, first, last, self.form.cleaned_data)

    def _made(
        self,
        items: tuple[PlannedItem, ...],
        first: datetime,
        last: datetime | None = None,
        entered: Mapping[str, Any] = MappingProxyType({}),
    ) -> Request:
        above = registry.superior_of(self.body)
        return Request(
            body=str(self.body.public_id),
            body_name=self.body.name,
            superior_name=above.name if above else "",
            kind=MeetingKind(entered.get("kind") or MeetingKind.ORDINARY),
            form=Form.BY_GROUPS,
            ground=None,
            reason="",
            starts_at=first,
            expected_end_at=(last or first) + LASTS,
            place="",
            points=(),
            platform="",
            agenda=items,
            is_content_declared=bool(entered.get("is_content_declared")),
            infrastructure=(),
            fallback="",
            chair=self._person(entered.get("chair", "")),
            minutes_taker=self._person(entered.get("minutes_taker", "")),
            technician="",
        )

    def asked(self) -> AskedGroups | None:
        """Return what is asked for the groups; only after `is_valid`."""
        entered = self.form.cleaned_data
        names = {each.code: each.name for each in self.committee}
        return AskedGroups(
            groups=tuple(
                AskedGroup(
                    leader=row.leader,
                    members=len(row.people),
                    official=row.official,
                    assignment=Assignment(
                        group=row.name,
                        follower=Person(
                            row.form.cleaned_data["follower"],
                            names.get(row.form.cleaned_data["follower"], ""),
                        ),
                        starts_at=row.form.starts_at(self.rulebook).astimezone(UTC),
                        place=row.form.cleaned_data["place"],
                    ),
                )
                for row in self.rows_of_groups
            ),
            orientation=entered["orientation"],
            draft_kind=TextKind(entered["draft_kind"]),
            draft_title=entered["draft_title"],
            draft_body=entered["draft_body"],
        )

    def _person(self, code: str) -> Person:
        names = {each.code: each.name for each in self.people}
        return Person(code, names.get(code, ""))

    def object(self, refusal: Refusal) -> None:
        """Mark the field that a refusal is about."""
        if field := _FIELD_OF.get(refusal.reason):
            self.form.add_error(field, sentence(refusal).what)


def _day(request: Request | None, data: QueryDict | None) -> date | None:
    """Return the day of the first group: as entered where it can be read, or as saved."""
    entered: list[date] = []
    for name, value in (data or QueryDict()).items():
        if name.startswith("group-") and name.endswith("-on"):
            with suppress(ValueError):
                entered.append(date.fromisoformat(str(value)))
    if entered:
        return min(entered)
    return timezone.localdate(request.starts_at) if request else None
