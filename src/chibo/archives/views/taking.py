"""Taking the archive of a meeting or of an application away."""

from io import BytesIO

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from chibo.archive.packing import Packing
from chibo.archives.contents import of_application, of_meeting
from chibo.archives.permissions import body_of


@login_required
@require_safe
def meeting(request: HttpRequest, key: str) -> HttpResponse:
    """Give the archive of a meeting; whoever may not take it learns nothing of it."""
    if body_of(request.user, key, "meeting") is None:
        raise Http404
    return _file(of_meeting(key), f"ho-so-cuoc-hop-{key[:8]}.zip")


@login_required
@require_safe
def application(request: HttpRequest, key: str) -> HttpResponse:
    """Give the archive of an application."""
    if body_of(request.user, key, "application") is None:
        raise Http404
    return _file(of_application(key), f"ho-so-de-nghi-{key[:8]}.zip")


def _file(packing: Packing, name: str) -> HttpResponse:
    stream = BytesIO()
    packing.into(stream)
    headers = {
        "Content-Disposition": f'attachment; filename="{name}"',
        "Cache-Control": "private, no-store",
    }
    return HttpResponse(stream.getvalue(), content_type="application/zip", headers=headers)
