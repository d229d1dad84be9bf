"""The media servers as whoever looks after the installation sees and governs them."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from chibo.media.models import MediaNode
from chibo.media.nodes import actions
from chibo.media.nodes.forms import NodeForm
from chibo.media.nodes.queries import registered, rows
from chibo.media.queries import in_use
from chibo.registry.permissions import is_administrator


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def overview(request: HttpRequest) -> HttpResponse:
    """Show the media servers; let a machine in and show its token, this once."""
    _must_be_administrator(request)
    if request.method != "POST":
        return _page(request, NodeForm())
    form = NodeForm(request.POST)
    if not form.is_valid():
        return _page(request, form, status=422)
    node, token = actions.register(form.cleaned_data["name"], request.user)
    scheme = "wss" if request.is_secure() else "ws"
    server = f"{scheme}://{request.get_host()}"
    return _page(request, NodeForm(), made=node, token=token, server=server)


@login_required
@require_POST
def drain(request: HttpRequest, key: str) -> HttpResponse:
    """Let a media server take no more rooms, or take them again."""
    _must_be_administrator(request)
    is_draining = request.POST.get("draining") == "yes"
    node = _node_of(key)
    if node:
        actions.drain(node, is_draining=is_draining)
    if not (in_use().engine.drain(key, is_draining=is_draining) or node):
        raise Http404
    if is_draining:
        messages.success(request, _("It takes no more meetings; those on it go on."))
    else:
        messages.success(request, _("It takes meetings again."))
    return redirect("nodes:overview")


@login_required
@require_POST
def revoke(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Shut a machine out; its meetings move to another."""
    _must_be_administrator(request)
    node = registered(public_id)
    if node is None:
        raise Http404
    actions.revoke(node)
    messages.success(
        request,
        _("The token of %(name)s is revoked. Within seconds its meetings move.")
        % {"name": node.name},
    )
    return redirect("nodes:overview")


def _page(
    request: HttpRequest, form: NodeForm, *, status: int = 200, **more: Any
) -> HttpResponse:
    context = {"rows": rows(), "form": form, **more}
    return render(request, "media/nodes.html", context, status=status)


def _node_of(key: str) -> MediaNode | None:
    try:
        return registered(UUID(key))
    except ValueError:
        return None


def _must_be_administrator(request: HttpRequest) -> None:
    if not is_administrator(request.user):
        raise PermissionDenied
