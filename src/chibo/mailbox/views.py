"""The pages of a person's own letters."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from chibo.mailbox.actions import mark_read
from chibo.mailbox.models import Attachment
from chibo.mailbox.queries import letters_for

_SHOWN = 200


@require_safe
@login_required
def box(request: HttpRequest) -> HttpResponse:
    """List the person's letters."""
    return render(request, "mailbox/box.html", {"letters": letters_for(request.user)[:_SHOWN]})


@require_safe
@login_required
def letter(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one of the person's letters."""
    mail = get_object_or_404(letters_for(request.user), pk=pk)
    mark_read(mail)
    return render(request, "mailbox/letter.html", {"letter": mail})


@require_safe
@login_required
def attachment(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Hand over a file of one of the person's letters; it is never opened in our pages."""
    mails = letters_for(request.user).filter(pk=pk)
    found = get_object_or_404(Attachment, mail__in=mails, pk=number)
    header = content_disposition_header(as_attachment=True, filename=found.name)
    return HttpResponse(
        bytes(found.content),
        content_type=found.content_type,
        headers={"Content-Disposition": header or "attachment"},
    )
