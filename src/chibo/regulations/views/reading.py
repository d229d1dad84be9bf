"""The texts of a body on a time line, one text with what it says otherwise, and its scan."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from chibo.meetings import queries as journals
from chibo.registry.queries import member_of
from chibo.regulations.permissions import bodies_concerned, bodies_led, may_register
from chibo.regulations.queries import drafts_of, history, timeline
from chibo.regulations.views.asking import body_seen, text_seen
from chibo.regulations.views.files import intact, pdf
from chibo.regulations.words import EVENTS


@login_required
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """List the bodies whose texts bind the person, and those for which they may register some."""
    led = bodies_led(request.user)
    member = member_of(request.user)
    context = {
        "led": led,
        "concerned": [each for each in bodies_concerned(request.user) if each not in led],
        "drafts": drafts_of(member.code, led) if member else [],
    }
    return render(request, "regulations/index.html", context)


@login_required
@require_safe
def body(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Show what speaks for a body on which days."""
    found = body_seen(request, public_id)
    today = timezone.localdate()
    context = {
        "body": found,
        "spans": timeline(found, today),
        "today": today,
        "may_register": may_register(request.user, found),
    }
    return render(request, "regulations/body.html", context)


@login_required
@require_safe
def text(request: HttpRequest, rulebook: str) -> HttpResponse:
    """Show a registered text: what it is, and what it says otherwise than its base."""
    found = text_seen(request, rulebook)
    context = {
        "found": found,
        "named": found.text.registered,
        "body": found.body,
        "rules": found.rulebook,
        "history": [(each, EVENTS[type(each.event)]) for each in history(found.body, rulebook)],
        "may_close": found.is_closable and may_register(request.user, found.body),
        "today": timezone.localdate(),
    }
    return render(request, "regulations/text.html", context)


@login_required
@require_safe
def scan(request: HttpRequest, rulebook: str) -> HttpResponse:
    """Show the scanned text, if it is still the one the journal names."""
    named = text_seen(request, rulebook).text.registered.scan
    kept = journals.document(named.document)
    if kept is None:
        raise Http404
    with kept.file.open("rb") as opened:
        content: bytes = opened.read()
    if not intact(content, named.sha256):
        return render(request, "regulations/changed_scan.html", status=500)
    return pdf(content, named.filename)
