"""The lists: what my body asks for, and what waits for my committee."""

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from chibo.applications.queries import decided, desk_of, own_applications, waiting


@require_safe
@login_required
def index(request: HttpRequest) -> HttpResponse:
    """List the applications that are this person's business."""
    desk = desk_of(request.user)
    if desk.is_empty:
        raise PermissionDenied
    context = {
        "desk": desk,
        "own": own_applications(desk.sees),
        "waiting": waiting(desk.decides_for),
        "decided": decided(desk.decides_for),
    }
    return render(request, "applications/list.html", context)
