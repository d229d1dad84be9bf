"""Everything that was said, in short and by voice: the whole list, during the meeting and after it."""

import uuid

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from chibo.live.coming import come_in
from chibo.live.noting import Noted
from chibo.live.stage import Stage
from chibo.web.naming import speak_of

MOST = 10_000
"""More than anybody writes down in a day."""


@require_safe
@login_required
def notes(request: HttpRequest, key: str) -> HttpResponse:
    """Show every note of a meeting to those who may be in it."""
    seat, loaded = come_in(request.user, key)
    speak_of(loaded.facts.rulebook)
    stage = Stage.of(key, loaded)
    scene = stage.scene(get_language() or "vi", stage.audience_of(seat.person))
    context = {
        "scene": scene,
        "said": Noted.of(scene, MOST),
        "csrf_mark": get_token(request),
        "command_mark": uuid.uuid4().hex,
    }
    response = render(request, "live/notes.html", context)
    response["Cache-Control"] = "no-store"
    return response
