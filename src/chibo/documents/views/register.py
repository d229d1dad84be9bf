"""The register of papers of a body: found by words, printed, and what is written into it directly."""

from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from chibo.core.procedure.papers import Register
from chibo.core.procedure.register_acts import PapersCommand
from chibo.core.values import BodyKind, Refusal
from chibo.documents import actions, queries
from chibo.documents.forms import SkipForm, TermForm
from chibo.documents.kept_minutes import KeptMinutes, found, kept_minutes
from chibo.documents.kinds import paper_kinds
from chibo.documents.models import RegisteredPaper
from chibo.documents.permissions import Reader
from chibo.documents.register_paper import register_paper
from chibo.documents.views.files import file_of
from chibo.meetings.rulebooks import rulebook_for
from chibo.registry.queries import body_by_public_id
from chibo.web.naming import speaking_of

_ON_A_PAGE = 30
_pages = require_http_methods(["GET", "HEAD", "POST"])


@login_required
@require_safe
def registers(request: HttpRequest) -> HttpResponse:
    """Lead to the register of the person's body, or let them choose among several."""
    bodies = queries.bodies_with_registers(request.user)
    if len(bodies) == 1:
        return redirect("documents:register", bodies[0].public_id)
    return render(request, "documents/registers.html", {"bodies": bodies})


def _reader(request: HttpRequest, body: UUID) -> Reader:
    found = body_by_public_id(body)
    if found is None:
        raise Http404
    reader = Reader(request.user, found)
    if not reader.may_enter:
        raise Http404
    return reader


@login_required
@require_safe
def register(request: HttpRequest, body: UUID) -> HttpResponse:
    """Show the papers of a body that this person may see."""
    reader = _reader(request, body)
    rows = _found(request, reader)
    page = Paginator(rows, _ON_A_PAGE).get_page(request.GET.get("page"))
    state, _standing = queries.register(reader.body)
    drafts = queries.drafts_of(str(reader.body.public_id)) if reader.is_on_committee else []
    rulebook = rulebook_for(reader.body)
    kept = _kept(reader)
    minutes = _minutes(request, kept)
    context = {
        "reader": reader,
        "body": reader.body,
        "minutes": minutes[:_ON_A_PAGE],
        "more_minutes": max(0, len(minutes) - _ON_A_PAGE),
        "rows": [_shown(each) for each in page],
        "page": page,
        "drafts": [_shown(each) for each in drafts],
        "terms": state.terms,
        "skipped": state.skipped,
        "types": _types(reader, rulebook.papers.types),
        "wanted": {
            name: request.GET.get(name, "") for name in ("words", "type", "term", "year")
        },
        "years": _years(reader, kept),
        "is_training": rulebook.is_training,
        "rules": rulebook,
        "query": _query(request),
    }
    return render(request, "documents/register.html", context)


def _found(request: HttpRequest, reader: Reader) -> Any:
    rows = queries.issued_of(str(reader.body.public_id)).filter(reader.shown())
    rows = queries.found(rows, request.GET.get("words", "")[:200])
    if paper_type := request.GET.get("type"):
        rows = rows.filter(type="" if paper_type == "-" else paper_type)
    if term := _day(request.GET.get("term", "")):
        rows = rows.filter(term=term)
    if year := _year(request):
        rows = rows.filter(dated__year=year)
    return rows


def _minutes(request: HttpRequest, kept: list[KeptMinutes]) -> list[KeptMinutes]:
    """Return the signed minutes that were asked for: they stand among what bears no number."""
    if request.GET.get("type") not in {None, "", "-"}:
        return []
    return found(
        kept,
        words=request.GET.get("words", "")[:200],
        year=_year(request),
        since=_day(request.GET.get("term", "")),
    )


def _kept(reader: Reader) -> list[KeptMinutes]:
    with speaking_of(rulebook_for(reader.body)):
        return kept_minutes(reader.body)


def _year(request: HttpRequest) -> int | None:
    year = request.GET.get("year", "")
    return int(year) if year.isdecimal() and len(year) == len("2026") else None


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _query(request: HttpRequest) -> str:
    """Return what was searched for, for the links to other pages of it and to its printing."""
    asked = request.GET.copy()
    asked.pop("page", None)
    return asked.urlencode()


def _types(reader: Reader, known: Any) -> list[tuple[str, str]]:
    rows = queries.issued_of(str(reader.body.public_id)).filter(reader.shown())
    used = set(rows.order_by().values_list("type", flat=True).distinct())
    language = get_language() or "vi"
    return [(code, known[code].label.in_language(language)) for code in known if code in used]


def _years(reader: Reader, kept: list[KeptMinutes]) -> list[int]:
    rows = queries.issued_of(str(reader.body.public_id)).filter(reader.shown())
    years = {day.year for day in rows.dates("dated", "year")}
    return sorted(years | {each.held_on.year for each in kept}, reverse=True)


def _shown(row: RegisteredPaper) -> dict[str, Any]:
    kind = paper_kinds().get(row.name)
    return {"paper": row, "label": kind.label if kind else row.name}


@login_required
@require_safe
def register_file(request: HttpRequest, body: UUID, kind: str) -> HttpResponse:
    """Give what was found in the register as a paper to print."""
    reader = _reader(request, body)
    rows = list(_found(request, reader).order_by("type", "dated", "ordinal"))
    state, _standing = queries.register(reader.body)
    paper = register_paper(
        reader.body,
        rows,
        state.skipped if reader.is_officer else (),
        rulebook_for(reader.body),
        timezone.localdate(),
        minutes=_minutes(request, _kept(reader)),
    )
    return file_of(paper, kind, "so-dang-ky-van-ban")


@login_required
@_pages
def term(request: HttpRequest, body: UUID) -> HttpResponse:
    """Enter the congress with which a term began."""
    reader = _secretary(request, body)
    form = TermForm(request.POST if request.method == "POST" else None)
    return _act(
        request,
        reader,
        form,
        title=_("A new term of the committee"),
        submit=_("Begin the term"),
        warning=_("The numbers of every type begin from 01 again on that day."),
        done=_("The term is entered."),
    )


@login_required
@_pages
def skip(request: HttpRequest, body: UUID) -> HttpResponse:
    """Account for numbers that papers outside this register bear."""
    reader = _secretary(request, body)
    rulebook, today = rulebook_for(reader.body), timezone.localdate()
    form = SkipForm(
        request.POST if request.method == "POST" else None,
        rulebook=rulebook,
        body=BodyKind(reader.body.kind),
        day=today,
        initial={name: request.GET.get(name, "") for name in ("type", "until", "reason")},
    )
    state, _standing = queries.register(reader.body)
    form.next_ordinals = _next(state, rulebook.papers.types, today)
    return _act(
        request,
        reader,
        form,
        title=_("Numbers used outside this register"),
        submit=_("Enter them"),
        warning=_("These numbers are never given again."),
        done=_("The numbers are entered with their reason."),
    )


def _next(state: Register, types: Any, today: date) -> dict[str, int]:
    return {code: state.next_ordinal(code, today) for code in types}


def _secretary(request: HttpRequest, body: UUID) -> Reader:
    reader = _reader(request, body)
    if not reader.leads:
        raise PermissionDenied
    return reader


def _act(
    request: HttpRequest,
    reader: Reader,
    form: TermForm | SkipForm,
    *,
    done: str | Promise,
    **shown: object,
) -> HttpResponse:
    rulebook = rulebook_for(reader.body)
    context = {"form": form, "body": reader.body, "rules": rulebook, **shown}
    if not form.is_bound:
        return render(request, "documents/act.html", context)
    if not form.is_valid():
        return render(request, "documents/act.html", context, status=422)
    command: PapersCommand = form.command()
    command_id = form.cleaned_data["command_id"]
    outcome = actions.carry_out(reader.body, command, actor=reader.code, command_id=command_id)
    if isinstance(outcome, Refusal):
        context["refusal"] = outcome
        return render(request, "documents/act.html", context, status=409)
    messages.success(request, str(done))
    return redirect("documents:register", reader.body.public_id)
