"""What the register contributes to the first page: where whoever looks after the installation begins."""

from django.http import HttpRequest

from chibo.registry.models import Body
from chibo.registry.permissions import is_administrator
from chibo.web.home import Part


def administration(request: HttpRequest) -> Part | None:
    """Lead whoever looks after the installation to the import and to the register."""
    if not is_administrator(request.user):
        return None
    return Part("registry/home.html", {"is_empty": not Body.objects.exists()})
