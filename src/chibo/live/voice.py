"""Voice notes: they come in pieces, each where the last one ended, and are heard when asked for."""

import hashlib
import logging
import re

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBadRequest, JsonResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from chibo.core.procedure.agenda import ItemState
from chibo.core.procedure.frame import Moment
from chibo.core.procedure.meeting import Meeting, may
from chibo.core.procedure.note_terms import GiveVoiceNote, VoiceNoteGiven
from chibo.core.values import Refusal
from chibo.documents import shelf
from chibo.live import voice_parts as parts
from chibo.live.acting import Wish
from chibo.live.coming import come_in
from chibo.live.forms import CODE
from chibo.live.objections import objection_html
from chibo.live.queries import Loaded, Seat
from chibo.live.stage import Stage
from chibo.meetings.actions import carry_out
from chibo.web.naming import speak_of

log = logging.getLogger(__name__)

LARGEST_PIECE = 65_536
_ID = re.compile(r"[0-9a-f]{32}")
_RANGE = re.compile(r"bytes=(\d*)-(\d*)")
_TYPES = {"webm": "audio/webm", "mp4": "audio/mp4"}
_HEARD = "default-src 'none'; media-src 'self'"
"""A recording opened by itself may be heard, and nothing in it runs."""


class PieceForm(forms.Form):
    """Where a piece begins, and what the whole will be."""

    item = forms.CharField(max_length=CODE)
    offset = forms.IntegerField(min_value=0)
    size = forms.IntegerField(min_value=1)


class VoiceForm(forms.Form):
    """What the whole is, as the page has it."""

    item = forms.CharField(max_length=CODE)
    seconds = forms.IntegerField(label=_("Seconds"))
    size = forms.IntegerField(min_value=1)
    sha256 = forms.RegexField(r"^[0-9a-f]{64}$")


@require_POST
@login_required
def piece(request: HttpRequest, key: str, note: str) -> HttpResponse:
    """Take a piece and say how much is there; an empty one asks for that alone."""
    seat, loaded = _come(request, key, note)
    form = PieceForm(request.GET)
    if not form.is_valid() or len(request.body) > LARGEST_PIECE:
        return HttpResponseBadRequest()
    told = form.cleaned_data
    if _given(loaded.meeting, note) is not None:
        return JsonResponse({"offset": told["size"]})
    # Nobody sends a minute of sound on a weak line to hear then that it is not wanted.
    begun = GiveVoiceNote(note, seat.person, told["item"], "", 1, told["size"], "webm")
    if refusal := _objection(loaded, begun):
        parts.forget(key, seat.person, note)
        return _refused(request, loaded, key, begun, refusal)
    body = request.body[: max(0, told["size"] - told["offset"])]
    there = parts.append(key, seat.person, note, told["offset"], body)
    return JsonResponse({"offset": there})


@require_POST
@login_required
def give(request: HttpRequest, key: str, note: str) -> HttpResponse:
    """Make the whole part of the record: the journal names it by its hash."""
    seat, loaded = _come(request, key, note)
    form = VoiceForm(request.POST)
    if not form.is_valid():
        return HttpResponseBadRequest()
    command = _command(form, key, note, seat, loaded.meeting)
    if command is None:
        parts.forget(key, seat.person, note)
        return JsonResponse({"type": "again"})
    was_there = shelf.holds(command.sha256)
    if _given(loaded.meeting, note) is None:
        if refusal := _objection(loaded, command):
            parts.forget(key, seat.person, note)
            return _refused(request, loaded, key, command, refusal)
        shelf.keep(parts.content(key, seat.person, note))
    outcome = carry_out(key, command, actor=seat.person, command_id=note)
    parts.forget(key, seat.person, note)
    if isinstance(outcome, Refusal):
        # The meeting may have stood still meanwhile. What others gave lies under the same hash.
        if not was_there:
            shelf.put_away(command.sha256)
        return _refused(request, loaded, key, command, outcome)
    return JsonResponse({"type": "receipt", "id": note, "seq": outcome.last_seq})


@require_safe
@login_required
def hear(request: HttpRequest, key: str, note: str) -> HttpResponse:
    """Hand over a recording to whoever may be in the room; phones ask for it by parts."""
    _seat, loaded = _come(request, key, note)
    given = _given(loaded.meeting, note)
    # CT-15: of a deferred item no substance is shown.
    if given is None or loaded.meeting.agenda.items[given.item].state is ItemState.DEFERRED:
        raise Http404
    try:
        content = shelf.taken(given.sha256)
    except shelf.FileBrokenError:
        log.exception("the file of voice note %s is not the one in the journal", note)
        return HttpResponse(status=500)
    return _sound(request, content, _TYPES[given.kind])


def _come(request: HttpRequest, key: str, note: str) -> tuple[Seat, Loaded]:
    seat, loaded = come_in(request.user, key)
    known = loaded.meeting.notes.given.get(note)
    is_other = known is not None and (
        known.voice is None or (request.method == "POST" and known.given.person != seat.person)
    )
    if is_other or not _ID.fullmatch(note):
        raise Http404
    return seat, loaded


def _given(meeting: Meeting, note: str) -> VoiceNoteGiven | None:
    known = meeting.notes.given.get(note)
    return known.voice if known else None


def _command(
    form: VoiceForm, key: str, note: str, seat: Seat, meeting: Meeting
) -> GiveVoiceNote | None:
    """Return the command, or None where what has come is not what the page has."""
    told = form.cleaned_data
    given = _given(meeting, note)
    if given is not None:
        # Sent again because the receipt was lost: the same command has the same answer.
        kind, size = given.kind, given.size
    else:
        content = parts.content(key, seat.person, note)
        if hashlib.sha256(content).hexdigest() != told["sha256"]:
            return None
        kind, size = parts.kind_of(content), len(content)
    return GiveVoiceNote(
        note, seat.person, told["item"], told["sha256"], told["seconds"], size, kind
    )


def _objection(loaded: Loaded, command: GiveVoiceNote) -> Refusal | None:
    now = Moment(timezone.now(), command.person)
    return may(loaded.meeting, command, now=now, facts=loaded.facts)


def _refused(
    request: HttpRequest, loaded: Loaded, key: str, command: GiveVoiceNote, refusal: Refusal
) -> HttpResponse:
    speak_of(loaded.facts.rulebook)
    wish = Wish("voice", request.POST, command.note, command.person)
    html = objection_html({"wish": wish, "refusal": refusal}, Stage.of(key, loaded))
    return JsonResponse({"type": "refusal", "id": command.note, "html": html}, status=409)


def _sound(request: HttpRequest, content: bytes, content_type: str) -> HttpResponse:
    whole = len(content)
    asked = _RANGE.fullmatch(request.headers.get("Range", ""))
    first, last = _part(asked, whole) if asked else (0, whole - 1)
    if first > last:
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{whole}"})
    headers = {
        "Accept-Ranges": "bytes",
        "Cache-Control": "private, max-age=3600",
        "Content-Security-Policy": _HEARD,
        "X-Content-Type-Options": "nosniff",
    }
    if asked:
        headers["Content-Range"] = f"bytes {first}-{last}/{whole}"
    return HttpResponse(
        content[first : last + 1],
        status=206 if asked else 200,
        content_type=content_type,
        headers=headers,
    )


def _part(asked: "re.Match[str]", whole: int) -> tuple[int, int]:
    """Return the first and the last byte asked for; the last before the first where there are none."""
    first, last = asked[1], asked[2]
    if not first:
        return (max(0, whole - int(last)), whole - 1) if last else (1, 0)
    return int(first), min(int(last), whole - 1) if last else whole - 1
