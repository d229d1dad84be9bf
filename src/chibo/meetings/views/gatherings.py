"""Convening the committee (TG-01) and the Party groups (TG-02)."""

from dataclasses import dataclass, replace
from datetime import date, datetime, time
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_http_methods

from chibo.core.procedure.commands import (
    BringText,
    ConveneCommitteeMeeting,
    ConveneGroupMeeting,
    MeetingCommand,
    Plan,
)
from chibo.core.procedure.considering import excludes_content
from chibo.core.procedure.convening import people_of
from chibo.core.procedure.frame import BodyFacts, GroupOrder
from chibo.core.procedure.gatherings import LEADER, leaders_of
from chibo.core.procedure.terms import ORDINARY, Gathering, Officer, Person, PlannedItem
from chibo.core.rulebook.gatherings import form_of_content, is_content_excluded
from chibo.core.rulebook.model import Rulebook
from chibo.core.values import Form, GatheringKind, Ground, MeetingKind, Reason, Refusal
from chibo.meetings import actions, facts
from chibo.meetings.forms.convening import (
    AgendaForms,
    Looked,
    agenda_formset,
    items_as_initial,
    template_of,
)
from chibo.meetings.forms.fields import ActForm
from chibo.meetings.forms.gatherings import GatheringForm
from chibo.meetings.gathering_facts import order_of
from chibo.meetings.gathering_words import called
from chibo.meetings.rulebooks import rulebook_for
from chibo.meetings.views.asking import derived, visit
from chibo.meetings.views.convening import day_asked, more_items
from chibo.registry.models import Body, Member
from chibo.registry.queries import member_of, offices_of, roll_on, superior_of
from chibo.registry.words import COMMITTEE_OFFICES, GROUP_OFFICES, LEADING_OFFICES
from chibo.web.naming import speak_of


@dataclass(frozen=True, slots=True)
class Choice:
    """One meeting that a person may convene."""

    body: Body
    gathering: Gathering


@dataclass(frozen=True, slots=True)
class Occurrence:
    """What is to be convened, with what is known of the body on the day that is asked for."""

    choice: Choice
    rules: Rulebook
    known: BodyFacts
    person: str
    order: GroupOrder | None

    @property
    def is_of_group(self) -> bool:
        """Whether a group is to meet."""
        return self.choice.gathering.kind is GatheringKind.GROUP

    @property
    def forms_open(self) -> tuple[Form, ...]:
        """Return the forms beside a meeting in person."""
        terms = self.rules.gatherings.get(self.choice.gathering.kind)
        return terms.forms if terms else ()

    @property
    def excludes_content(self) -> bool:
        """Whether some content has no place in one of the forms (CT-10)."""
        return any(
            excludes_content(self.rules, self.form_of_content(each))
            for each in (Form.IN_PERSON, *self.forms_open)
        )

    def form_of_content(self, form: Form) -> Form:
        """Return the form whose exclusions hold."""
        return form_of_content(self.choice.gathering.kind, form)

    @property
    def people(self) -> dict[str, str]:
        """Return who belongs to what meets, without those who may not take part (MB-06)."""
        barred = self.rules.attendance.barred
        return {
            each.person: each.name
            for each in people_of(self.choice.gathering, self.known)
            if each.person is not None and each.status not in barred
        }

    @property
    def guests(self) -> tuple[Officer, ...]:
        """Return the group leaders who are not on the committee (TG-01)."""
        seats = {each.code for each in self.known.committee}
        leaders = (each for each in self.known.leaders if each.office == LEADER)
        return tuple(each for each in leaders if each.code not in seats)

    @property
    def leader(self) -> str:
        """Return who presides: the leader of the group, else the secretary."""
        officers = leaders_of(self.choice.gathering, self.known) or self.known.committee
        return officers[0].code if officers else ""


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def committee(request: HttpRequest) -> HttpResponse:
    """Convene the committee."""
    return _convene_one(request, GatheringKind.COMMITTEE)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def group(request: HttpRequest) -> HttpResponse:
    """Convene a Party group."""
    return _convene_one(request, GatheringKind.GROUP)


def _convene_one(request: HttpRequest, kind: GatheringKind) -> HttpResponse:
    member = member_of(request.user)
    if member is None:
        raise PermissionDenied
    found = choices_of(member, kind)
    wanted = [each for each in found if _is_wanted(request, each)]
    if not wanted:
        raise PermissionDenied
    if len(wanted) > 1:
        context = {"choices": wanted, "is_of_group": kind is GatheringKind.GROUP}
        return render(request, "meetings/choose_gathering.html", context)
    procedure = request.GET.get("procedure", "")
    gathering = replace(wanted[0].gathering, procedure=procedure)
    return _form_page(request, _occurrence(request, Choice(wanted[0].body, gathering), member))


def choices_of(member: Member, kind: GatheringKind) -> list[Choice]:
    """Return the meetings of this kind that somebody may convene today."""
    if kind is GatheringKind.COMMITTEE:
        return [Choice(body, Gathering(kind)) for body in _cells(member, LEADING_OFFICES)]
    found = {
        (body.pk, each.name): Choice(body, Gathering(kind, each.name))
        for body in _cells(member, COMMITTEE_OFFICES)
        for each in body.groups.all()
    }
    for office in offices_of(member, timezone.localdate()):
        if office.office in GROUP_OFFICES and office.group is not None:
            name = office.group.name
            found[office.body.pk, name] = Choice(office.body, Gathering(kind, name))
    return list(found.values())


def _cells(member: Member, offices: frozenset[Any]) -> list[Body]:
    held = offices_of(member, timezone.localdate())
    found = {each.body.pk: each.body for each in held if each.office in offices}
    return [body for body in found.values() if body.kind == "cell"]


def _is_wanted(request: HttpRequest, choice: Choice) -> bool:
    body, name = request.GET.get("body", ""), request.GET.get("group", "")
    return body in {"", str(choice.body.public_id)} and name in {"", choice.gathering.group}


def _occurrence(request: HttpRequest, choice: Choice, member: Member) -> Occurrence:
    day = day_asked(request)
    rules = rulebook_for(choice.body, day)
    known = BodyFacts(
        rulebook=rules,
        roll=roll_on(choice.body, day),
        committee=facts.committee(choice.body, day),
        leaders=facts.leaders(choice.body, day),
    )
    return Occurrence(choice, rules, known, member.code, order_of(choice.gathering))


def _form_page(request: HttpRequest, occurrence: Occurrence) -> HttpResponse:
    speak_of(occurrence.rules)
    kind = occurrence.choice.gathering.kind
    may_exclude = not is_content_excluded(occurrence.rules, kind)
    options: dict[str, Any] = {"may_exclude": may_exclude}
    if request.method != "POST":
        form = GatheringForm(initial=_initial(occurrence), **_offered(occurrence))
        options["initial"] = _drafted(occurrence)
        return _page(request, occurrence, form, agenda_formset(occurrence.rules, **options))
    data = request.POST.copy()
    if "more" in data:
        data["agenda-TOTAL_FORMS"] = more_items(data.get("agenda-TOTAL_FORMS", ""))
    form = GatheringForm(data, **_offered(occurrence))
    agenda = agenda_formset(occurrence.rules, data=data, **options)
    if "look" in data:
        context = {
            "items": _looked(occurrence, form, agenda),
            "rules": occurrence.rules,
            "occurrence": occurrence,
        }
        return render(request, "meetings/convene_hints.html", context)
    if "more" in data:
        return _page(request, occurrence, form, agenda)
    is_valid = form.is_valid() and agenda.is_valid()
    if not is_valid or not form.is_declared_over(_looked(occurrence, form, agenda)):
        return _page(request, occurrence, form, agenda, status=422)
    return _carry_out(request, occurrence, form, agenda)


def _offered(occurrence: Occurrence) -> dict[str, Any]:
    offered: dict[str, Any] = {
        "people": occurrence.people,
        "zone": occurrence.rules.zone,
        "forms_open": occurrence.forms_open,
        "excludes_content": occurrence.excludes_content,
    }
    if not occurrence.is_of_group:
        return offered | {"guests": occurrence.guests}
    if occurrence.order is None:
        offered["committee"] = {each.code: each.name for each in occurrence.known.committee}
    return offered


def _initial(occurrence: Occurrence) -> dict[str, Any]:
    return {"starts": time(19, 0), "ends": time(21, 0), "chair": occurrence.leader}


def _drafted(occurrence: Occurrence) -> list[dict[str, Any]]:
    """Return the items to begin with: the cell's common agenda, else the usual ones."""
    order = occurrence.order
    if order is not None and order.agenda:
        return items_as_initial(order.agenda)
    if order is not None and order.text is not None:
        text = PlannedItem(order.text.item, order.text.title, ORDINARY)
        return items_as_initial((text,))
    return template_of(occurrence.rules) if occurrence.is_of_group else []


def _carry_out(
    request: HttpRequest, occurrence: Occurrence, form: GatheringForm, agenda: AgendaForms
) -> HttpResponse:
    body = occurrence.choice.body
    command = _command(occurrence, form, _plan(occurrence, form, agenda))
    command_id = form.cleaned_data["command_id"]
    public_id = str(body.public_id)
    key = derived("meeting", public_id, occurrence.person, command_id)
    actions.begin(key, "meeting", public_id)
    outcome = actions.carry_out(key, command, actor=occurrence.person, command_id=command_id)
    if isinstance(outcome, Refusal):
        return _page(request, occurrence, form, agenda, refusal=outcome, status=409)
    count = len(occurrence.people)
    said = ngettext(
        "The meeting is convened. %(count)s person is being told.",
        "The meeting is convened. %(count)s people are being told.",
        count,
    )
    messages.success(request, said % {"count": count})
    return redirect("meetings:meeting", key)


def _command(occurrence: Occurrence, form: GatheringForm, plan: Plan) -> MeetingCommand:
    day: date = occurrence.rules.day_of(plan.starts_at)
    body, gathering = occurrence.choice.body, occurrence.choice.gathering
    watching = facts.observers(body, day, ())
    if not occurrence.is_of_group:
        guests = form.chosen_guests()
        return ConveneCommitteeMeeting(
            plan, guests, watching, gathering.procedure, form.has_declared
        )
    names = {each.code: each.name for each in occurrence.known.committee}
    code = form.cleaned_data.get("assigned", "")
    assigned = Person(code, names[code]) if code else None
    return ConveneGroupMeeting(plan, gathering, assigned, None, watching, form.has_declared)


def _plan(occurrence: Occurrence, form: GatheringForm, agenda: AgendaForms) -> Plan:
    filled, body = form.cleaned_data, occurrence.choice.body
    starts_at: datetime = filled["starts_at"]
    above = superior_of(body)
    how = form.chosen_form()
    return Plan(
        body=str(body.public_id),
        body_name=body.name,
        superior_name=above.name if above else "",
        kind=MeetingKind.ORDINARY,
        form=how,
        ground=None if how is Form.IN_PERSON else _ground(body, starts_at),
        starts_at=starts_at,
        expected_end_at=filled["ends_at"],
        place=filled["place"],
        points=form.connection_points() if how is not Form.IN_PERSON else (),
        platform=filled.get("platform", "") if how is not Form.IN_PERSON else "",
        agenda=agenda.planned(),
        chair=Person(filled["chair"], occurrence.people[filled["chair"]]),
        minutes_taker=Person(
            filled["minutes_taker"], occurrence.people[filled["minutes_taker"]]
        ),
        approval=None,
    )


def _ground(body: Body, starts_at: datetime) -> Ground:
    """PR-08, PR-15: while a circumstance lasts it is the ground."""
    lasting = facts.circumstance(body, timezone.localdate(starts_at))
    return Ground.SPECIAL_CIRCUMSTANCE if lasting else Ground.SPECIAL_NATURE


def _looked(occurrence: Occurrence, form: GatheringForm, agenda: AgendaForms) -> list[Looked]:
    return agenda.with_hints(occurrence.rules, occurrence.form_of_content(form.entered_form()))


def _page(
    request: HttpRequest,
    occurrence: Occurrence,
    form: GatheringForm,
    agenda: AgendaForms,
    *,
    refusal: Refusal | None = None,
    status: int = 200,
) -> HttpResponse:
    gathering = occurrence.choice.gathering
    context = {
        "occurrence": occurrence,
        "body": occurrence.choice.body,
        "rules": occurrence.rules,
        "what": called(MeetingKind.ORDINARY, gathering.kind, gathering.group),
        "order": occurrence.order,
        "form": form,
        "agenda": agenda,
        "items": _looked(occurrence, form, agenda),
        "refusal": refusal,
    }
    return render(request, "meetings/convene_gathering.html", context, status=status)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def text(request: HttpRequest, key: str) -> HttpResponse:
    """Lay the committee's present version of the cell's draft before the group."""
    seen = visit(request, key)
    order = order_of(seen.meeting.gathering)
    newest = order.text if order else None
    if newest is None:
        raise Http404
    command = BringText(newest)
    stands = seen.stands_against(command)
    if stands is not None and stands.reason is Reason.AUTHORITY_MISSING:
        raise PermissionDenied
    form = ActForm(request.POST or None)
    context = {"seen": seen, "key": key, "text": newest, "form": form, "rules": seen.rules}
    if request.method != "POST" or not form.is_valid():
        context["refusal"] = stands
        return render(request, "meetings/text.html", context)
    outcome = seen.carry_out(command, form.cleaned_data["command_id"])
    if isinstance(outcome, Refusal):
        context["refusal"] = outcome
        return render(request, "meetings/text.html", context, status=409)
    messages.success(request, gettext("The new version lies before the group."))
    return redirect("meetings:meeting", key)
