"""What if: ask the rulebook about a meeting, then with other facts; nothing is written."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_safe

from chibo.core.rulebook.model import Rulebook
from chibo.core.values import Form, MeetingKind
from chibo.oversight.asking import (
    Asked,
    Told,
    TooManyAwayError,
    Tried,
    again,
    ask,
    asked_of,
    tried_of,
)
from chibo.oversight.forms import QuestionForm, TrialForm
from chibo.oversight.queries import bodies_seen, rulebooks_of
from chibo.oversight.trials import could_come
from chibo.registry.models import Body
from chibo.web.naming import speak_of

USUAL_DAY, USUAL_HOUR = 3, time(19)
"""MT-02: the common day of cell meetings."""
TWO = 2
QUESTION = ("body", "on", "at", "kind", "form", "ground")
FIGURES: dict[str, Promise] = {
    "base": gettext_lazy("Members counted"),
    "affected": gettext_lazy("Cannot come"),
    "quota_used": gettext_lazy("Used of the quota of the year"),
    "quota_reserved": gettext_lazy("of it reserved"),
    "quota_cap": gettext_lazy("Allowed in the year"),
}


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Something worth trying, one click away."""

    words: str
    href: str


@login_required
@require_safe
def what_if(request: HttpRequest) -> HttpResponse:
    """Say what the rules allow a body on a day, and what they would if something were otherwise."""
    bodies = bodies_seen(request.user)
    if not bodies:
        return render(request, "oversight/what_if.html", {"bodies": bodies})
    body = _body(request, bodies)
    rulebook = rulebooks_of([body], _day(request))[body.pk]
    context: dict[str, Any] = {"bodies": bodies, "body": body, "rulebook": rulebook}
    status = 200
    speak_of(rulebook)
    if rulebook is not None:
        status = _answer(request, context, body, rulebook)
    whole = "oversight/what_if.html"
    template = f"{whole}#asking" if request.htmx else whole  # type: ignore[attr-defined]  # the middleware adds it
    return render(request, template, context, status=status)


def _body(request: HttpRequest, bodies: tuple[Body, ...]) -> Body:
    wanted = request.GET.get("body")
    if not wanted:
        return bodies[0]
    try:
        public_id = UUID(wanted)
    except ValueError:
        raise Http404 from None
    for each in bodies:
        if each.public_id == public_id:
            return each
    raise Http404


def _day(request: HttpRequest) -> date:
    """Return the day that is asked about, the usual one where it cannot be read."""
    try:
        return date.fromisoformat(request.GET.get("on", ""))
    except ValueError:
        return _usual_day()


def _usual_day() -> date:
    today = timezone.localdate()
    nearest = today.replace(day=USUAL_DAY)
    following = (today.replace(day=1) + timedelta(days=31)).replace(day=USUAL_DAY)
    return following if nearest <= today else nearest


def _answer(
    request: HttpRequest, context: dict[str, Any], body: Body, rulebook: Rulebook
) -> int:
    """Fill in what is asked and answered; return the status."""
    entered = _entered(request.GET, body, rulebook)
    form = QuestionForm(entered, bodies=context["bodies"], rulebook=rulebook)
    trial = TrialForm(request.GET, rulebook=rulebook)
    context |= {
        "form": form,
        "sees_people": request.user.has_perm("registry.view_members", body),
    }
    if not form.is_valid():
        return 422
    now = timezone.now()
    told = ask(body, asked_of(form.cleaned_data), rulebook, now=now)
    context |= {"told": told, "trial": trial, "question": _repeated(entered)}
    context["suggestions"] = _suggestions(told, rulebook, entered)
    if trial.is_empty:
        context["trial"] = TrialForm(rulebook=rulebook)
        return 200
    tried = _tried(body, told, trial, rulebook, now=now)
    if tried is None:
        return 422
    context["tried_rulebook"] = _rulebook_on(body, tried.told.asked.on, rulebook)
    context |= {"tried": tried, "supposed": _supposed(tried, told.asked, rulebook)}
    context["figures"] = [
        (FIGURES[each.name], each.before, each.after) for each in tried.difference.figures
    ]
    return 200


def _entered(data: QueryDict, body: Body, rulebook: Rulebook) -> dict[str, str]:
    """Return what was entered, and what is usual for what was not."""
    usual = {
        "on": _usual_day().isoformat(),
        "at": f"{USUAL_HOUR:%H:%M}",
        "kind": MeetingKind.ORDINARY.value,
        "form": next(iter(rulebook.forms), Form.IN_PERSON).value,
        "ground": next((each.value for each in rulebook.grounds), ""),
    }
    entered = {name: data.get(name, words) for name, words in usual.items()}
    return {"body": str(body.public_id), **entered}


def _repeated(entered: dict[str, str]) -> list[tuple[str, str]]:
    return [(name, entered[name]) for name in QUESTION]


def _tried(
    body: Body, told: Told, trial: TrialForm, rulebook: Rulebook, *, now: datetime
) -> Tried | None:
    """Return the other answer, None where what is tried cannot be read."""
    if not trial.is_valid():
        return None
    asked = tried_of(told.asked, trial.cleaned_data)
    more_away = trial.cleaned_data["try_away"] or 0
    try:
        under = _rulebook_on(body, asked.on, rulebook)
        return again(body, told, asked, under, more_away=more_away, now=now)
    except TooManyAwayError as error:
        trial.add_error("try_away", _too_many(error.most))
        return None


def _rulebook_on(body: Body, day: date, otherwise: Rulebook) -> Rulebook:
    """Return what speaks on the day that is tried (LB-10)."""
    return rulebooks_of([body], day)[body.pk] or otherwise


def _too_many(most: int) -> str:
    return ngettext(
        "Only %(number)s member more could be away; the others are away already. Enter at most %(number)s.",
        "Only %(number)s members more could be away; the others are away already. Enter at most %(number)s.",
        most,
    ) % {"number": most}


def _supposed(tried: Tried, before: Asked, rulebook: Rulebook) -> dict[str, Any]:
    """Return what differs from the question, for the head of the other answer."""
    after = tried.told.asked
    return {
        "away": tried.more_away,
        "on": after.on if after.on != before.on else None,
        "form": after.form if after.form != before.form else None,
        "ground": after.ground if after.ground != before.ground else None,
        "item": rulebook.content.get(after.item),
    }


def _suggestions(
    told: Told, rulebook: Rulebook, entered: dict[str, str]
) -> tuple[Suggestion, ...]:
    """Return what committees most often want to know next."""
    asked = told.asked
    tries: list[tuple[str, dict[str, str]]] = []
    if told.answer.question.ground and could_come(rulebook, told.answer.question) >= TWO:
        tries.append((_("Two more members are away"), {"try_away": str(TWO)}))
    january = date(asked.on.year + 1, 1, min(asked.on.day, 31))
    tries.append((_("In January"), {"try_on": january.isoformat()}))
    if asked.form is not Form.ALL_ONLINE and Form.ALL_ONLINE in rulebook.forms:
        tries.append((_("All online instead"), {"try_form": Form.ALL_ONLINE.value}))
    if asked.form is not Form.IN_PERSON:
        tries.append((_("In person instead"), {"try_form": Form.IN_PERSON.value}))
    return tuple(Suggestion(words, _address(entered, changes)) for words, changes in tries)


def _address(entered: dict[str, str], changes: dict[str, str]) -> str:
    query = QueryDict(mutable=True)
    query.update({**entered, **changes})
    return f"{reverse('oversight:what_if')}?{query.urlencode()}#tried"
