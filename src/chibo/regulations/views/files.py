"""A scan as a browser shows it: looked at, never run."""

import hashlib

from django.http import HttpResponse
from django.utils.http import content_disposition_header

from chibo.meetings.uploads import PDF

_NOTHING_RUNS = "default-src 'none'"


def intact(content: bytes, sha256: str) -> bool:
    """Tell whether a file is the one that was named."""
    return hashlib.sha256(content).hexdigest() == sha256


def pdf(content: bytes, filename: str) -> HttpResponse:
    """Return a PDF for the browser's own reader."""
    disposition = content_disposition_header(as_attachment=False, filename=filename)
    return HttpResponse(
        content,
        content_type=PDF,
        headers={
            "Content-Disposition": disposition or "inline",
            "Content-Security-Policy": _NOTHING_RUNS,
            "X-Content-Type-Options": "nosniff",
            "Cache-Control": "private, no-cache",
        },
    )
