"""A group's report: compiled from its journal, completed by the leader, sent in time (TG-04, TG-05)."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from chibo.core.procedure.groups import commands as do
from chibo.core.procedure.groups.reports import due_for
from chibo.core.procedure.groups.terms import Account
from chibo.core.procedure.terms import OpinionKind
from chibo.documents.views.files import file_of
from chibo.groups.board import board_of
from chibo.groups.forms import ReportForm
from chibo.groups.papers import group_report
from chibo.groups.queries import Said, opinions
from chibo.groups.views.asking import Visit, carried_out, group_of, new_id, visit
from chibo.groups.words import ACCOUNT

EMPTY = Account("", "", "", "")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def report(request: HttpRequest, key: str, place: int) -> HttpResponse:
    """Show a group's report, and let its leader complete and send it."""
    seen = visit(request, key)
    name = group_of(seen, place)
    if not _may_read(seen, name):
        raise PermissionDenied
    if request.method != "POST":
        return _report(request, seen, place=place)
    form = ReportForm(request.POST)
    if not form.is_valid():
        return _report(request, seen, place=place, form=form, status=422)
    entered = form.cleaned_data
    command = do.SendReport(name, entered["version"], form.account(), entered["reason"])
    return carried_out(
        request, seen, command, page=_report, to="groups:report", args=[key, place],
        said=_("The report is sent to the committee."), place=place, form=form,
    )  # fmt: skip


def _may_read(seen: Visit, name: str) -> bool:
    return seen.sees_all or seen.own_group == name or seen.leads(name)


def _report(
    request: HttpRequest,
    seen: Visit,
    *,
    place: int,
    form: ReportForm | None = None,
    status: int = 200,
    **more: Any,
) -> HttpResponse:
    name, state = group_of(seen, place), seen.state
    spot = (name, state.round)
    meeting, sent = state.sessions.of(*spot), state.reports.sent.get(spot)
    due = due_for(meeting, seen.rules) if meeting else None
    said = [it for it in opinions(state).values() if it.group == name]
    may_send = (
        sent is None and due is not None and seen.offers(do.SendReport(name, 0, EMPTY, ""))
    )
    if form is None and may_send and meeting is not None:
        form = ReportForm(initial=_compiled(said, meeting.version))
    lane = next(
        it for it in board_of(state, seen.rules, seen.now.at).lanes if it.place == place
    )
    context = {
        "seen": seen,
        "place": place,
        "lane": lane,
        "meeting": meeting,
        "sent": sent,
        "sent_at": state.reports.sent_at[spot].at if sent else None,
        "account": [(ACCOUNT[part], getattr(sent.account, part)) for part in ACCOUNT]
        if sent
        else [],
        "due": due,
        "said": said,
        "form": seen.kept(form, may_send=may_send, is_theirs=seen.leads(name)),
        "command_id": new_id(),
        **more,
    }
    return render(request, "groups/report.html", context, status=status)


def _compiled(said: list[Said], version: int) -> dict[str, Any]:
    """Return the report as the journal gives it; papers are always in Vietnamese (DF-07)."""
    with translation.override("vi"):
        none = _("None")
    by_kind = {
        kind: "\n".join(f"- {it.name}: {it.text}" for it in said if it.mark.kind is kind)
        for kind in OpinionKind
    }
    return {
        "version": version,
        "opinions": by_kind[OpinionKind.OPINION] or none,
        "differing": by_kind[OpinionKind.DIFFERING] or none,
        "reserved": by_kind[OpinionKind.RESERVED] or none,
        "proposals": none,
    }


@login_required
@require_safe
def report_file(request: HttpRequest, key: str, place: int, kind: str) -> HttpResponse:
    """Give a group's report as PDF or DOCX."""
    seen = visit(request, key)
    name = group_of(seen, place)
    sent = seen.state.reports.sent.get((name, seen.state.round))
    if not _may_read(seen, name):
        raise PermissionDenied
    if sent is None:
        raise Http404
    paper = group_report(seen.standing, seen.body, sent, seen.rules)
    return file_of(paper, kind, f"bao-cao-to-dang-{place}")
