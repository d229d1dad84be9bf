"""Writing an application: save at any time, have it checked, hand it in."""

from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from chibo.applications import actions
from chibo.applications.actions import Overtaken
from chibo.applications.assessment import Assessment, assess
from chibo.applications.forms import new_id
from chibo.applications.group_sheet import GroupSheet
from chibo.applications.queries import history
from chibo.applications.readiness import readiness_of
from chibo.applications.rows import wish_of
from chibo.applications.sheet import Sheet, rearranged
from chibo.applications.views.asking import application_seen_by, body_to_ask_for, code_of
from chibo.core.procedure.application import Application, DraftApplication, Request, Stage
from chibo.core.values import Form, Refusal
from chibo.meetings.queries import JournalUnknownError
from chibo.registry.models import Body

AnySheet = Sheet | GroupSheet
WRITABLE = frozenset({Stage.NONE, Stage.DRAFT, Stage.RETURNED})


@dataclass(frozen=True, slots=True)
class Desktop:
    """The application a page writes on: a new one, or one that was saved before."""

    body: Body
    key: str
    state: Application = field(default_factory=Application)
    seq: int = 0
    is_by_groups: bool = False

    def sheet(self, data: QueryDict | None = None, *, is_draft: bool = True) -> AnySheet:
        """Return the sheet of this form of meeting, as saved or as entered."""
        request = self.state.request if data is None else None
        if self.is_by_groups:
            asked = self.state.groups if data is None else None
            return GroupSheet(
                self.body, request=request, asked=asked, data=data, is_draft=is_draft
            )
        until = self.state.until if data is None else None
        return Sheet(self.body, request=request, data=data, is_draft=is_draft, until=until)

    @property
    def is_new(self) -> bool:
        """Whether nothing was saved yet."""
        return self.state.request is None


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def new(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Write a new application of a body."""
    body = body_to_ask_for(request, public_id)
    key = actions.id_from(request.POST.get("key", ""))
    return _write(request, Desktop(body, key))


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def new_by_groups(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Write a new application of a body to meet by Party groups."""
    body = body_to_ask_for(request, public_id)
    key = actions.id_from(request.POST.get("key", ""))
    return _write(request, Desktop(body, key, is_by_groups=True))


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def edit(request: HttpRequest, key: str) -> HttpResponse:
    """Go on writing a draft, or complete what was returned."""
    desktop = _desktop(request, key)
    # A form sent twice finds its application handed in: it is answered like the first time.
    if desktop.state.stage not in WRITABLE and request.method != "POST":
        return redirect("applications:page", key=key)
    return _write(request, desktop)


@require_POST
@login_required
def new_findings(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Say what the rules make of what is entered, while it is entered."""
    body = body_to_ask_for(request, public_id)
    return _findings(request, Desktop(body, actions.id_from(request.POST.get("key", ""))))


@require_POST
@login_required
def new_group_findings(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Say what the rules make of a meeting by groups, while it is entered."""
    body = body_to_ask_for(request, public_id)
    key = actions.id_from(request.POST.get("key", ""))
    return _findings(request, Desktop(body, key, is_by_groups=True))


@require_POST
@login_required
def findings(request: HttpRequest, key: str) -> HttpResponse:
    """Say what the rules make of a draft as it is entered."""
    return _findings(request, _desktop(request, key))


def _desktop(request: HttpRequest, key: str) -> Desktop:
    state, standing, body = application_seen_by(request, key)
    body_to_ask_for(request, body.public_id)
    is_by_groups = state.request is not None and state.request.form is Form.BY_GROUPS
    return Desktop(body, key, state, standing.seq, is_by_groups)


def _findings(request: HttpRequest, desktop: Desktop) -> HttpResponse:
    sheet = desktop.sheet(request.POST)
    context = _context(desktop, sheet, _assessment(desktop, sheet))
    return render(request, "applications/writing_findings.html", context)


def _write(request: HttpRequest, desktop: Desktop) -> HttpResponse:
    if request.method != "POST":
        return _page(request, desktop, desktop.sheet())
    pressed = request.POST.get("do", "save")
    if wish := wish_of(pressed):
        return _page(request, desktop, desktop.sheet(rearranged(request.POST, wish)))
    if pressed == "check":
        return _page(request, desktop, desktop.sheet(request.POST))
    return _keep(request, desktop, is_submitting=pressed == "submit")


def _keep(request: HttpRequest, desktop: Desktop, *, is_submitting: bool) -> HttpResponse:
    """Save what was entered, and hand it in where that is asked."""
    sheet = desktop.sheet(request.POST, is_draft=not is_submitting)
    if not sheet.is_valid():
        return _page(request, desktop, sheet, status=422)
    wanted = sheet.request()
    actor, command_id = code_of(request), request.POST.get("command_id", "")
    try:
        actions.open_journal(desktop.key, desktop.body)
    except JournalUnknownError:
        raise Http404 from None
    draft = DraftApplication(wanted, sheet.until, sheet.asked())
    outcome = actions.save_draft(
        desktop.key, draft, actor=actor, command_id=command_id, seen=_seen(request.POST)
    )
    if isinstance(outcome, Overtaken):
        return _overtaken(request, desktop, sheet, wanted, outcome)
    if isinstance(outcome, Refusal):
        return _page(request, desktop, sheet, wanted, refusal=outcome, status=409)
    if not is_submitting:
        messages.success(request, _("The draft is saved. You can go on at any time."))
        return redirect("applications:edit", key=desktop.key)
    handed_in = actions.submit(desktop.key, wanted, actor=actor, command_id=command_id)
    if isinstance(handed_in, Refusal):
        state = replace(desktop.state, request=wanted)
        saved = replace(desktop, state=state, seq=outcome.last_seq)
        sheet.object(handed_in)
        return _page(
            request,
            saved,
            sheet,
            wanted,
            refusal=_shortened(handed_in),
            is_saved=True,
            status=409,
        )
    if not handed_in.is_repeated:
        messages.success(request, _("The application is handed in."))
    return redirect("applications:page", key=desktop.key)


def _shortened(refusal: Refusal) -> Refusal:
    """Leave out what is met: the panel beside the sheet says it all."""
    stopping = tuple(each for each in refusal.findings if each.must and not each.met)
    return replace(refusal, findings=stopping)


def _seen(data: QueryDict) -> int:
    seen = data.get("seen", "0")
    return int(seen) if seen.isdigit() and len(seen) < 10 else 0  # noqa: PLR2004 -- no journal is so long


def _overtaken(
    request: HttpRequest, desktop: Desktop, sheet: AnySheet, wanted: Request, found: Overtaken
) -> HttpResponse:
    last = history(desktop.key)[-1]
    behind = replace(desktop, seq=found.seq)
    return _page(request, behind, sheet, wanted, overtaken=last, status=409)


def _assessment(
    desktop: Desktop, sheet: AnySheet, wanted: Request | None = None
) -> Assessment | None:
    if wanted is None:
        if not sheet.is_valid():
            return None
        wanted = sheet.request()
    return assess(
        desktop.body,
        wanted,
        now=timezone.now(),
        application=desktop.key,
        until=_until(desktop, sheet),
        groups=sheet.asked() if sheet.form.is_bound else desktop.state.groups,
    )


def _until(desktop: Desktop, sheet: AnySheet) -> date | None:
    return sheet.until if sheet.form.is_bound else desktop.state.until


def _context(
    desktop: Desktop, sheet: AnySheet, assessment: Assessment | None, **more: Any
) -> dict[str, Any]:
    return {
        "desktop": desktop,
        "sheet": sheet,
        "body": desktop.body,
        "assessment": assessment,
        "command_id": new_id(),
        **more,
    }


def _page(
    request: HttpRequest,
    desktop: Desktop,
    sheet: AnySheet,
    wanted: Request | None = None,
    *,
    status: int = 200,
    **more: Any,
) -> HttpResponse:
    if wanted is None and not sheet.form.is_bound:
        # What is usual is judged too, so that the secretary sees at once how things stand.
        wanted = sheet.first
    if wanted is None and sheet.is_valid():
        wanted = sheet.request()
    assessment = _assessment(desktop, sheet, wanted) if wanted else None
    context = _context(desktop, sheet, assessment, **more)
    if assessment and wanted:
        context["readiness"] = readiness_of(
            assessment, wanted, until=_until(desktop, sheet), now=timezone.now()
        )
    name = "write_by_groups" if desktop.is_by_groups else "write"
    return render(request, f"applications/{name}.html", context, status=status)
