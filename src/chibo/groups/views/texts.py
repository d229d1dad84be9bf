"""The draft in its versions, with tracked changes (TG-06, TG-10)."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from chibo.core.procedure.groups import commands as do
from chibo.core.procedure.groups.terms import Change
from chibo.core.procedure.groups.texts import Version
from chibo.core.procedure.terms import TextKind
from chibo.groups.forms import TextForm
from chibo.groups.tracked import tracked
from chibo.groups.views.asking import Visit, carried_out, new_id, visit
from chibo.groups.wishes import wish_of
from chibo.groups.words import CHANGES, CONSEQUENCES, TEXTS
from chibo.registry.queries import names_of

NOTHING = do.ProposeVersion(TextKind.RESOLUTION, "", "", 0, Change.FIRST, None, "")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def text(request: HttpRequest, key: str) -> HttpResponse:
    """Show the versions of the draft, and take a new one."""
    seen = visit(request, key)
    if request.method != "POST":
        return _text(request, seen)
    form = TextForm(request.POST, is_first=seen.state.texts.latest is None)
    if not form.is_valid():
        return _text(request, seen, form=form, status=422)
    entered = form.cleaned_data
    command = do.ProposeVersion(
        kind=entered["kind"],
        title=entered["title"],
        body=entered["body"],
        seen=entered["seen"],
        change=entered.get("change", Change.FIRST),
        consequence=entered.get("consequence"),
        remarks=entered.get("remarks", ""),
    )
    return carried_out(
        request, seen, command, page=_text, to="groups:text",
        said=_("The version is kept."), form=form,
    )  # fmt: skip


def _text(
    request: HttpRequest,
    seen: Visit,
    *,
    form: TextForm | None = None,
    status: int = 200,
    **more: Any,
) -> HttpResponse:
    texts, may_write = seen.state.texts, seen.offers(NOTHING)
    if form is None and may_write:
        form = TextForm(initial=_first(seen), is_first=texts.latest is None)
    context = {
        "seen": seen,
        "versions": versions_of(seen),
        "form": seen.kept(form, may_send=may_write),
        "is_conflict": status == 409 and _is_behind(form, texts.number),  # noqa: PLR2004 -- what a refusal is answered with
        "command_id": new_id(),
        **more,
    }
    return render(request, "groups/text.html", context, status=status)


def _is_behind(form: TextForm | None, number: int) -> bool:
    if form is None or form.cleaned_data["seen"] == number:
        return False
    # What was typed stands on the newer version from here on: its writer has seen it now.
    form.data = {**dict(form.data.items()), "seen": str(number)}
    return True


def _first(seen: Visit) -> dict[str, Any]:
    latest = seen.state.texts.latest
    if latest is None:
        title, body = wish_of(seen.state.begun.approval.application).draft
        return {"seen": 0, "kind": TextKind.RESOLUTION, "title": title, "body": body}
    said = latest.proposed
    return {"seen": said.version, "kind": said.kind, "title": said.title, "body": said.body}


def versions_of(seen: Visit) -> list[dict[str, Any]]:
    """Return the versions, the latest first, each with what it changed."""
    versions = seen.state.texts.versions
    names = names_of(each.by for each in versions)
    befores: list[Version | None] = [None, *versions]
    shown = [
        _version(each, before, names) for each, before in zip(versions, befores, strict=False)
    ]
    return shown[::-1]


def _version(each: Version, before: Version | None, names: dict[str, str]) -> dict[str, Any]:
    said = each.proposed
    return {
        "said": said,
        "by": names.get(each.by, each.by),
        "at": each.at,
        "kind": TEXTS[said.kind],
        "change": CHANGES[said.change],
        "consequence": CONSEQUENCES[said.consequence] if said.consequence else "",
        "pieces": tracked(before.proposed.body, said.body) if before else (),
    }
