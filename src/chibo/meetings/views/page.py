"""The page of one meeting, before and after the room."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.module_loading import import_string
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from chibo.core.procedure import events as ev
from chibo.core.procedure.acts import ACTS, Phase
from chibo.core.procedure.agenda import Item
from chibo.core.procedure.commands import (
    AnswerConvocation,
    AppointMinutesTaker,
    CancelMeeting,
    RecordNotice,
    ReplaceChair,
)
from chibo.core.procedure.terms import Answer, Person
from chibo.core.values import Refusal
from chibo.meetings import queries
from chibo.meetings.answers import counts, everybody
from chibo.meetings.convocation import written
from chibo.meetings.forms.answering import AnswerForForm, AnswerForm
from chibo.meetings.gathering_words import called
from chibo.meetings.invitation_file import FILE_NAME, calendar_file
from chibo.meetings.models import LetterState
from chibo.meetings.notice import Notice, NoticeKind
from chibo.meetings.notice_sent import notice_sent
from chibo.meetings.views.asking import Visit, visit
from chibo.meetings.words import ANSWERED, FORMS, GROUNDS, PHASES
from chibo.registry.permissions import is_officer_here_or_above
from chibo.web.home import Part


@dataclass(frozen=True, slots=True)
class ItemOnPage:
    """One item of the agenda with its documents."""

    item: Item
    documents: tuple[ev.DocumentAttached, ...]


@login_required
@require_safe
def meeting(request: HttpRequest, key: str) -> HttpResponse:
    """Show a meeting."""
    return show(visit(request, key))


@login_required
@require_safe
def calendar(request: HttpRequest, key: str) -> HttpResponse:
    """Hand over the meeting as a calendar file."""
    seen = visit(request, key)
    file = calendar_file(key, seen.meeting, sequence=seen.standing.seq, stamp=timezone.now())
    headers = {"Content-Disposition": f'attachment; filename="{FILE_NAME}"'}
    return HttpResponse(file, content_type="text/calendar; charset=utf-8", headers=headers)


def show(
    seen: Visit,
    *,
    answer: AnswerForm | None = None,
    answer_for: AnswerForForm | None = None,
    refusal: Refusal | None = None,
    status: int = 200,
) -> HttpResponse:
    """Return the page of a meeting, with a form that has to be put right if there is one."""
    meeting = seen.meeting
    plan = meeting.plan
    form = seen.rules.forms.get(plan.form)
    context = {
        "seen": seen,
        "key": seen.key,
        "meeting": meeting,
        "plan": plan,
        "body": seen.body,
        "rules": seen.rules,
        "kind": called(plan.kind, meeting.gathering.kind, meeting.gathering.group),
        "named": meeting.named,
        "form_word": FORMS[plan.form],
        "is_online": form is not None and form.is_online,
        "ground": GROUNDS[plan.ground] if plan.ground else "",
        "phase": meeting.phase.value,
        "phase_word": PHASES[meeting.phase],
        "items": _items(meeting.agenda.items.values(), meeting.documents),
        "refusal": refusal,
        "room": _room(seen),
        "is_today": timezone.localdate() == timezone.localdate(plan.starts_at),
        "acts": _acts(seen),
        "parts": _parts(seen),
        **_notice(seen),
        "may_see_application": is_officer_here_or_above(seen.request.user, seen.body),
        **_own_answer(seen, answer),
        **_for_officers(seen, answer_for),
    }
    return render(seen.request, "meetings/meeting.html", context, status=status)


def _parts(seen: Visit) -> list[Part]:
    """Return what other parts of the program show on this page, in the order of the setting."""
    contributors = [import_string(path) for path in settings.CHIBO_MEETING_PARTS]
    found = (contribute(seen.request, seen.standing) for contribute in contributors)
    return [part for part in found if part is not None]


def _items(items: Any, documents: dict[str, ev.DocumentAttached]) -> list[ItemOnPage]:
    return [
        ItemOnPage(
            item, tuple(each for each in documents.values() if each.item == item.plan.item)
        )
        for item in items
    ]


def _room(seen: Visit) -> str:
    """Return the address of the room, where there is one to go to."""
    if seen.meeting.phase not in {Phase.CONVENED, Phase.OPEN}:
        return ""
    try:
        return reverse("live:room", args=[seen.key])
    except NoReverseMatch:
        return ""


def _notice(seen: Visit) -> dict[str, Any]:
    """Return how the notice stands, where the rulebook says by when it has to go."""
    sent = notice_sent(seen.meeting, seen.rules)
    if sent is None:
        return {}
    return {"notice": sent, "notice_words": sent.text.in_language(get_language() or "vi")}


def _acts(seen: Visit) -> dict[str, bool]:
    """Return which acts the page offers: those nothing stands against."""
    meeting = seen.meeting
    if not (seen.is_convener or seen.person == meeting.chair.code):
        return {}
    offered = {
        "chair": ReplaceChair(_next_chair(seen), "?"),
        "minutes_taker": AppointMinutesTaker(meeting.minutes_taker),
        "cancel": CancelMeeting("?"),
        "notice": RecordNotice(timezone.localdate()),
    }
    return {
        name: True
        for name, command in offered.items()
        # In another phase nothing needs to be read to know that the act is closed.
        if meeting.phase in ACTS[type(command)].phases and seen.stands_against(command) is None
    }


def _next_chair(seen: Visit) -> Person:
    """Return somebody who could preside: TG-02 lets leader and deputies preside over a group."""
    leaders = [Person(each.code, each.name) for each in seen.leaders]
    return leaders[-1] if leaders else seen.meeting.chair


def _own_answer(seen: Visit, form: AnswerForm | None) -> dict[str, Any]:
    if seen.person not in everybody(seen.meeting):
        return {}
    given = seen.meeting.attendance.answers.get(seen.person)
    context: dict[str, Any] = {
        "is_invited": True,
        "given": given,
        "given_word": ANSWERED[given.answer] if given else "",
    }
    if seen.is_convened:
        initial = {"answer": given.answer, "reason": given.reason} if given else {}
        online = AnswerConvocation(seen.person, Answer.ONLINE, "")
        # PR-03: why the way online is closed is said before somebody tries it.
        closed = seen.stands_against(online)
        context["not_online"] = closed
        context["answer_form"] = form or AnswerForm(
            initial=initial, is_online_open=closed is None
        )
    return context


def _for_officers(seen: Visit, form: AnswerForForm | None) -> dict[str, Any]:
    if not seen.is_officer:
        return {}
    context: dict[str, Any] = {"counts": counts(seen.meeting)}
    if not seen.is_convener:
        return context
    people = everybody(seen.meeting)
    letters = list(queries.letters_of(seen.key))
    context |= {
        "untold": _told_how(letters, people, LetterState.NO_ADDRESS),
        "failed": _told_how(letters, people, LetterState.FAILED),
        "waiting": _told_how(letters, people, LetterState.WAITING),
        "sent": _told_how(letters, people, LetterState.SENT),
    }
    if seen.is_convened or seen.meeting.phase is Phase.CANCELLED:
        kind = NoticeKind.CONVENED if seen.is_convened else NoticeKind.CANCELLED
        notice = Notice(kind, seen.standing.seq, timezone.now())
        context["to_copy"] = written(notice, seen.key, seen.meeting, seen.rules).text
    if seen.is_convened:
        context["answer_for_form"] = form or AnswerForForm(people=people)
    return context


def _told_how(
    letters: Sequence[Any], people: dict[str, str], state: LetterState
) -> list[dict[str, str]]:
    """Return who was told in this way, by their latest letter."""
    latest = {letter.person: letter for letter in sorted(letters, key=lambda each: each.entry)}
    return [
        {"name": people.get(code, code), "address": letter.address, "error": letter.error}
        for code, letter in latest.items()
        if letter.state == state
    ]
