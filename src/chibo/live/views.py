"""The room as a page, and its acts as forms that work without JavaScript."""

import uuid
from typing import Any, cast

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_POST, require_safe

from chibo.accounts.middleware import asks_itself, turned_aside, who_asks
from chibo.core.values import Refusal
from chibo.live.acting import LONGEST_ID, ActUnknownError, Wish, command_of
from chibo.live.audience import WALL, Mine, may_connect_wall
from chibo.live.leading import SHOWING, lead
from chibo.live.microphones import SPOKEN, carry_out_spoken
from chibo.live.objections import objection_html
from chibo.live.queries import Caller, Seat, is_let_in, load, seat_of
from chibo.live.rooms import rooms_in_use
from chibo.live.showing import Shown
from chibo.live.stage import Stage
from chibo.meetings.actions import carry_out, carry_out_soon
from chibo.meetings.writer import Receipt
from chibo.web.database import in_database
from chibo.web.naming import speak_of

MAIN = (
    "now",
    "showing",
    "mine",
    "keeping",
    "hands",
    "desk",
    "points",
    "notes",
    "opinions",
    "console",
)
"""The regions of the middle column: what is decided, my action, what is said about it."""
CHAIR_MAIN = (
    *(
        "now",
        "showing",
        "console",
        "mine",
        "keeping",
        "hands",
        "desk",
        "points",
        "notes",
        "opinions",
    ),
)
"""The same for the chair, whose action moves the meeting."""


@require_safe
async def room(request: HttpRequest, key: str) -> HttpResponse:
    """Show the whole room as it stands."""
    user = await request.auser()
    if not user.is_authenticated:
        return _door(key)
    seat = await in_database(seat_of)(user, key)
    stage = await _stage(key) if seat else None
    if seat is None or stage is None or not is_let_in(seat, stage.meeting, stage.facts):
        raise Http404
    return _page(request, stage, seat)


@require_safe
async def wall(request: HttpRequest, key: str) -> HttpResponse:
    """Show the page that is thrown on the wall of the meeting room: read from afar, without acts."""
    user = await request.auser()
    if not user.is_authenticated:
        return _door(key)
    seat = await in_database(seat_of)(user, key)
    stage = await _stage(key) if seat else None
    if seat is None or stage is None or not is_let_in(seat, stage.meeting, stage.facts):
        raise Http404
    if not may_connect_wall(stage.audience_of(seat.person)):
        raise PermissionDenied
    speak_of(stage.facts.rulebook)
    language = get_language() or "vi"
    context = {
        "scene": stage.scene(language, WALL),
        # What a template has rendered is safe.
        "region": SafeString(stage.html("wall", language, WALL, Mine())),
        "seq": stage.seq,
    }
    response = render(request, "live/wall.html", context)
    response["Cache-Control"] = "no-store"
    return response


def _door(key: str) -> HttpResponse:
    # Back to the room, from an act too: nobody acts by following a link.
    room = reverse("live:room", args=[key])
    return redirect(f"{reverse('account_login')}?next={room}")


async def _stage(key: str) -> Stage | None:
    rooms = rooms_in_use()
    if rooms is not None:
        return await rooms.stage(key)
    return await in_database(_loaded)(key)


def _loaded(key: str) -> Stage | None:
    loaded = load(key)
    return Stage.of(key, loaded) if loaded else None


def _page(
    request: HttpRequest,
    stage: Stage,
    seat: Seat,
    *,
    objection: dict[str, Any] | None = None,
    status: int = 200,
) -> HttpResponse:
    speak_of(stage.facts.rulebook)
    audience, own = stage.audience_of(seat.person), stage.mine_of(seat.person)
    language = get_language() or "vi"
    csrf = get_token(request)
    regions = {
        # What a template has rendered is safe; putting a token in leaves it so.
        name: SafeString(
            stage.page_html(
                name,
                language,
                audience,
                own,
                csrf=csrf,
                person=seat.person,
                with_roll="roll" in request.GET,
            )
        )
        for name in stage.regions_for(audience)
    }
    context = {
        "scene": stage.scene(language, audience),
        "regions": regions,
        "main_regions": CHAIR_MAIN if audience.is_chair else MAIN,
        "seat": seat,
        "may_connect_wall": may_connect_wall(audience),
        "seq": stage.seq,
        "with_roll": "roll" in request.GET,
        "objection": objection,
    }
    response = render(request, "live/room.html", context, status=status)
    response["Cache-Control"] = "no-store"
    return response


@asks_itself
@require_POST
async def act(request: HttpRequest, key: str) -> HttpResponse:
    """Do what a form of the room asks, and lead back; a refusal says why and loses nothing."""
    seat, stage = await _seated(request, key)
    if seat is None or stage is None or not is_let_in(seat, stage.meeting, stage.facts):
        return await _turned_away(request, key)
    speak_of(stage.facts.rulebook)
    command_id = request.POST.get("command_id", "")[:LONGEST_ID] or uuid.uuid4().hex
    wish = Wish(request.POST.get("act", ""), request.POST, command_id, seat.person)
    if wish.act in SPOKEN:
        await in_database(carry_out_spoken)(wish, key, stage.meeting)
        return redirect("live:room", key)
    if wish.act in SHOWING:
        return await _led(request, stage, seat, wish)
    try:
        command = command_of(wish, stage.meeting, stage.facts.rulebook)
    except ActUnknownError:
        raise Http404 from None
    if isinstance(command, forms.Form):
        return await _objected(
            request, stage, seat, {"wish": wish, "form": command}, status=422
        )
    outcome = await _carried_out(key, command, wish)
    if isinstance(outcome, Refusal):
        return await _objected(
            request, stage, seat, {"wish": wish, "refusal": outcome}, status=409
        )
    return _received(request, key, outcome)


async def _turned_away(request: HttpRequest, key: str) -> HttpResponse:
    """Say to somebody who has no seat what can be mended: signing in, or a first password."""
    user = await who_asks(request)
    if not user.is_authenticated:
        return _door(key)
    if aside := turned_aside(request, user):
        return aside
    raise Http404


async def _seated(request: HttpRequest, key: str) -> tuple[Seat | None, Stage | None]:
    """Return who acts and the meeting as the room holds it: whoever writes decides by the journal."""
    rooms = rooms_in_use()
    if rooms is None:
        seat = await in_database(seat_of)(await request.auser(), key)
        return seat, await _stage(key) if seat else None
    # Asked about together with all who come or act at this moment, as at the socket.
    seat = await rooms.door.seat(Caller(request.session.session_key or "", key))
    found = await rooms.room(key) if seat else None
    if found is None:
        return seat, None
    # What another process commits is looked for where somebody is connected, and nowhere else.
    return seat, found.stage if found.connections else await rooms.stage(key)


async def _carried_out(key: str, command: object, wish: Wish) -> Receipt | Refusal:
    if rooms_in_use() is None:
        work = in_database(carry_out)
        return await work(key, command, actor=wish.actor, command_id=wish.command_id)
    # Together with what comes over the sockets at the same moment.
    return await carry_out_soon(key, command, actor=wish.actor, command_id=wish.command_id)


async def _led(request: HttpRequest, stage: Stage, seat: Seat, wish: Wish) -> HttpResponse:
    outcome = await lead(wish, stage.key, stage.meeting, stage.shown)
    if not isinstance(outcome, Shown):
        return await _objected(
            request, stage, seat, {"wish": wish, "form": outcome}, status=422
        )
    if (rooms := rooms_in_use()) and (found := await rooms.room(stage.key)):
        # No journal tells of it: whoever is connected is led at once, as from a socket.
        found.show(outcome)
    if _wants_json(request):
        return JsonResponse({"type": "receipt", "id": wish.command_id, "seq": 0})
    return HttpResponseRedirect(reverse("live:room", args=[stage.key]), status=303)


def _received(request: HttpRequest, key: str, receipt: Receipt) -> HttpResponse:
    if _wants_json(request):
        return JsonResponse({"type": "receipt", "id": receipt.command, "seq": receipt.last_seq})
    messages.success(
        request, gettext("Recorded: entry %(seq)s of the journal.") % {"seq": receipt.last_seq}
    )
    return HttpResponseRedirect(reverse("live:room", args=[key]), status=303)


async def _objected(
    request: HttpRequest, stage: Stage, seat: Seat, objection: dict[str, Any], *, status: int
) -> HttpResponse:
    wish = cast(Wish, objection["wish"])
    if _wants_json(request):
        html = objection_html(objection, stage)
        return JsonResponse(
            {"type": "refusal", "id": wish.command_id, "html": html}, status=status
        )
    # A whole page shows who is signed in.
    await who_asks(request)
    return _page(request, stage, seat, objection=_kept(objection), status=status)


def _kept(objection: dict[str, Any]) -> dict[str, Any]:
    """Return an objection with everything that was filled in, so that it can be sent again."""
    wish = cast(Wish, objection["wish"])
    own = {"csrfmiddlewaretoken", "act", "command_id"}
    kept = [
        (name, value)
        for name, values in wish.fields.lists()
        if name not in own
        for value in values
    ]
    return {**objection, "kept": kept}


def _wants_json(request: HttpRequest) -> bool:
    return request.headers.get("Accept", "").startswith("application/json")
