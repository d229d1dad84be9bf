"""A page to drop a PDF on: whose signature it bears, unchanged or not, trusted or not."""

from pathlib import Path

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from chibo.documents.addendum_forms import PdfForm
from chibo.documents.pdf_check import PdfUnreadableError, check_pdf, roots_in


@login_required
@require_http_methods(["GET", "POST"])
def check(request: HttpRequest) -> HttpResponse:
    """Look at a PDF and say what its signatures are worth; nothing is kept."""
    if request.method == "GET":
        return render(request, "documents/check.html", {"form": PdfForm()})
    form = PdfForm(request.POST, request.FILES)
    context: dict[str, object] = {"form": form}
    if form.is_valid():
        file = form.cleaned_data["file"]
        try:
            context["seals"] = check_pdf(file.read(), _roots())
            context["name"] = file.name
        except PdfUnreadableError:
            form.add_error("file", _("This file is no PDF, or it is broken."))
    return render(request, "documents/check.html", context, status=422 if form.errors else 200)


def _roots() -> tuple[object, ...]:
    path = settings.CHIBO_SIGNING_ROOTS
    return roots_in(Path(path).read_bytes()) if path else ()
