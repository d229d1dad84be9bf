"""One person and everything dated about them."""

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from chibo.registry.permissions import may_view_member
from chibo.registry.queries import history_of, member_by_code


@login_required
@require_safe
def member(request: HttpRequest, code: str) -> HttpResponse:
    """Show a person with the whole history: to themselves, their officers, administrators."""
    found = member_by_code(code)
    if found is None:
        if request.user.has_perm("registry.administer"):
            raise Http404
        # Whether a code exists is nobody else's business.
        raise PermissionDenied
    if not may_view_member(request.user, found):
        raise PermissionDenied
    context = {"member": found, "sections": history_of(found)}
    return render(request, "registry/member.html", context)
