"""Convening a meeting: on an approved application, or in person without one."""

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from chibo.core.procedure.application import Application, Stage
from chibo.core.procedure.commands import ConveneMeeting, Plan
from chibo.core.procedure.considering import excludes_content
from chibo.core.procedure.frame import Occasion
from chibo.core.procedure.request import Request
from chibo.core.procedure.terms import Person
from chibo.core.rulebook.model import Period, Rulebook
from chibo.core.values import Form, Refusal
from chibo.meetings import actions, facts, queries
from chibo.meetings.carried import carried_items
from chibo.meetings.forms.convening import (
    BLANK_ITEMS,
    AgendaForms,
    ConveneForm,
    agenda_formset,
    items_as_initial,
    points_as_text,
    template_of,
)
from chibo.meetings.open_tasks import review_of_tasks
from chibo.meetings.permissions import may_view_application
from chibo.meetings.rulebooks import rulebook_for
from chibo.meetings.views.asking import derived
from chibo.meetings.words import FORMS, GROUNDS, KINDS, Words
from chibo.registry.models import Body
from chibo.registry.permissions import leads
from chibo.registry.queries import member_of, offices_of, superior_of
from chibo.registry.words import LEADING_OFFICES
from chibo.web.naming import speak_of


@dataclass(frozen=True, slots=True)
class Occurrence:
    """What is to be convened: of which body, and on which approval if it needs one."""

    body: Body
    rules: Rulebook
    person: str
    request: Request | None = None
    occasion: Occasion | None = None

    @property
    def on(self) -> date | None:
        """Return the day the approval has fixed."""
        return self.occasion.on if self.occasion and self.days is None else None

    @property
    def days(self) -> Period | None:
        """Return the days of a period that the approval allows (AP-07)."""
        if self.occasion is None or self.occasion.until is None:
            return None
        return Period(self.occasion.on, self.occasion.until)

    @property
    def excludes_content(self) -> bool:
        """Whether some content has no place in this form (CT-10)."""
        return excludes_content(self.rules, self.form)

    @property
    def form(self) -> Form:
        """Return the form the approval has fixed; without one only in person (AP-01)."""
        return self.occasion.form if self.occasion else Form.IN_PERSON


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def convene(request: HttpRequest) -> HttpResponse:
    """Show the form of a convocation, or convene."""
    application = request.GET.get("application", "")
    if application:
        if not may_view_application(request.user, application):
            raise Http404
        taken = queries.meeting_of_application(application)
        if request.method != "POST" and taken:
            return redirect("meetings:meeting", taken)
        occurrence = _on_approval(request, application)
    else:
        bodies = _bodies_led(request)
        wanted = request.GET.get("body", "")
        chosen = [each for each in bodies if str(each.public_id) == wanted] or bodies
        if not bodies:
            raise PermissionDenied
        if len(chosen) > 1:
            return render(request, "meetings/choose_body.html", {"bodies": bodies})
        rules = rulebook_for(chosen[0], day_asked(request))
        occurrence = Occurrence(chosen[0], rules, _code(request))
    if occurrence is None:
        return render(request, "meetings/not_approved.html", status=409)
    return _form_page(request, occurrence)


def _code(request: HttpRequest) -> str:
    member = member_of(request.user)
    if member is None:
        raise PermissionDenied
    return member.code


def _bodies_led(request: HttpRequest) -> list[Body]:
    member = member_of(request.user)
    if member is None:
        return []
    held = offices_of(member, timezone.localdate())
    led = {each.body.pk: each.body for each in held if each.office in LEADING_OFFICES}
    # A committee above the grassroots approves and oversees; it does not meet as a cell.
    return [body for body in led.values() if body.kind != "committee"]


def _on_approval(request: HttpRequest, application: str) -> Occurrence | None:
    standing = queries.state_of(application, "application")
    body = facts.body(standing.body)
    if not leads(request.user, body):
        raise PermissionDenied
    state = standing.state
    occasion = facts.occasion(application)
    if not isinstance(state, Application) or state.stage is not Stage.APPROVED:
        return None
    if occasion is None or state.request is None:
        return None
    rules = rulebook_for(body, occasion.on)
    return Occurrence(body, rules, _code(request), state.request, occasion)


def _form_page(request: HttpRequest, occurrence: Occurrence) -> HttpResponse:
    speak_of(occurrence.rules)
    day = occurrence.on or day_asked(request)
    people = {
        each.code: each.name for each in facts.expected(occurrence.body, day, occurrence.rules)
    }
    terms = occurrence.rules.forms.get(occurrence.form)
    may_exclude = terms is None or not terms.excludes_content
    if request.method != "POST":
        form = _blank(occurrence, people)
        drafted = _drafted(occurrence)
        agenda = agenda_formset(occurrence.rules, may_exclude=may_exclude, initial=drafted)
        return _page(request, occurrence, form, agenda)
    data = request.POST.copy()
    if "more" in data:
        data["agenda-TOTAL_FORMS"] = more_items(data.get("agenda-TOTAL_FORMS", ""))
    form = ConveneForm(data, people=people, **_fixed(occurrence))
    agenda = agenda_formset(occurrence.rules, may_exclude=may_exclude, data=data)
    if "look" in data:
        items = agenda.with_hints(occurrence.rules, occurrence.form)
        context = {"items": items, "rules": occurrence.rules}
        return render(request, "meetings/convene_hints.html", context)
    if "more" in data:
        return _page(request, occurrence, form, agenda)
    is_valid = form.is_valid() and agenda.is_valid()
    if not is_valid or not form.is_declared_over(
        agenda.with_hints(occurrence.rules, occurrence.form)
    ):
        return _page(request, occurrence, form, agenda, status=422)
    return _convene(request, occurrence, form, agenda)


def _fixed(occurrence: Occurrence) -> dict[str, Any]:
    return {
        "on": occurrence.on,
        "zone": occurrence.rules.zone,
        "days": occurrence.days,
        "excludes_content": occurrence.excludes_content,
        "is_posted": occurrence.rules.notice is not None and occurrence.rules.notice.is_by_post,
    }


def _drafted(occurrence: Occurrence) -> list[dict[str, Any]]:
    """Return the items to begin with: as asked for, or the usual ones and what was put off."""
    if occurrence.request:
        return items_as_initial(occurrence.request.agenda)
    # CT-15: what was stopped online comes to the next meeting in person.
    body = str(occurrence.body.public_id)
    put_off = (*review_of_tasks(body), *carried_items(body, occurrence.rules))
    usual = template_of(occurrence.rules)
    return [*usual, *items_as_initial(put_off, after=len(usual))]


def more_items(total: str) -> str:
    """Return how many items to show when somebody asks for more."""
    return str(int(total[:3]) + BLANK_ITEMS) if total.isdecimal() else total


def day_asked(request: HttpRequest) -> date:
    """Return the day whose roll to offer: the one filled in, if it can be read."""
    try:
        return date.fromisoformat(request.POST.get("day", ""))
    except ValueError:
        return timezone.localdate()


def _blank(occurrence: Occurrence, people: dict[str, str]) -> ConveneForm:
    asked = occurrence.request
    if asked is None:
        initial: dict[str, Any] = {
            "starts": time(19, 0),
            "ends": time(21, 0),
            "chair": occurrence.person if occurrence.person in people else "",
        }
    else:
        zone = occurrence.rules.zone
        initial = {
            "starts": asked.starts_at.astimezone(zone).time(),
            "ends": asked.expected_end_at.astimezone(zone).time(),
            "place": asked.place,
            "points": points_as_text(asked.points),
            "platform": asked.platform,
            "chair": asked.chair.code,
            "minutes_taker": asked.minutes_taker.code,
        }
        initial["day"] = (
            max(occurrence.occasion.on, timezone.localdate()) if occurrence.occasion else None
        )
    return ConveneForm(people=people, initial=initial, **_fixed(occurrence))


def _convene(
    request: HttpRequest, occurrence: Occurrence, form: ConveneForm, agenda: AgendaForms
) -> HttpResponse:
    plan = _plan(occurrence, form, agenda)
    day = occurrence.rules.day_of(plan.starts_at)
    invited = facts.expected(occurrence.body, day, occurrence.rules)
    observers = facts.observers(occurrence.body, day, invited)
    command = ConveneMeeting(
        plan,
        invited,
        observers,
        noticed_on=form.cleaned_data.get("posted_on"),
        is_content_declared=form.has_declared,
    )
    command_id = form.cleaned_data["command_id"]
    body = str(occurrence.body.public_id)
    key = derived("meeting", body, occurrence.person, command_id)
    actions.begin(key, "meeting", body)
    outcome = actions.carry_out(key, command, actor=occurrence.person, command_id=command_id)
    if isinstance(outcome, Refusal):
        return _page(request, occurrence, form, agenda, refusal=outcome, status=409)
    found = queries.listing(key)
    count = found.invitations.count() if found else 0
    said = ngettext(
        "The meeting is convened. %(count)s person is being told.",
        "The meeting is convened. %(count)s people are being told.",
        count,
    )
    messages.success(request, said % {"count": count})
    return redirect("meetings:meeting", key)


def _plan(occurrence: Occurrence, form: ConveneForm, agenda: AgendaForms) -> Plan:
    filled = form.cleaned_data
    asked = occurrence.request
    names = dict(form.fields["chair"].choices)  # type: ignore[attr-defined]  # a choice field
    starts_at: datetime = filled["starts_at"]
    above = superior_of(occurrence.body)
    return Plan(
        body=str(occurrence.body.public_id),
        body_name=asked.body_name if asked else occurrence.body.name,
        superior_name=asked.superior_name if asked else (above.name if above else ""),
        kind=asked.kind if asked else form.meeting_kind(),
        form=occurrence.form,
        ground=occurrence.occasion.ground if occurrence.occasion else None,
        starts_at=starts_at,
        expected_end_at=filled["ends_at"],
        place=filled["place"],
        points=form.connection_points(),
        platform=filled.get("platform", ""),
        agenda=agenda.planned(),
        chair=Person(filled["chair"], names[filled["chair"]]),
        minutes_taker=Person(filled["minutes_taker"], names[filled["minutes_taker"]]),
        approval=occurrence.occasion.approval if occurrence.occasion else None,
    )


def _page(
    request: HttpRequest,
    occurrence: Occurrence,
    form: ConveneForm,
    agenda: AgendaForms,
    *,
    refusal: Refusal | None = None,
    status: int = 200,
) -> HttpResponse:
    context = {
        "occurrence": occurrence,
        "body": occurrence.body,
        "rules": occurrence.rules,
        "form": form,
        "agenda": agenda,
        "items": agenda.with_hints(occurrence.rules, occurrence.form),
        "put_off": [
            each
            for each in agenda.initial or ()
            if occurrence.request is None and "-" in each["item"]
        ],
        "refusal": refusal,
        **_words(occurrence),
    }
    return render(request, "meetings/convene.html", context, status=status)


def _words(occurrence: Occurrence) -> dict[str, Words]:
    """Return what the approval has fixed, in words."""
    asked, occasion = occurrence.request, occurrence.occasion
    return {
        "form_word": FORMS[occurrence.form],
        "kind_word": KINDS[asked.kind] if asked else "",
        "ground_word": GROUNDS[occasion.ground] if occasion and occasion.ground else "",
    }
