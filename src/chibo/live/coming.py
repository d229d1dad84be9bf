"""Who may read what stands beside a room: its notes, its recordings."""

from typing import Any

from django.http import Http404

from chibo.live.queries import Loaded, Seat, is_let_in, load, seat_of


def come_in(account: Any, key: str) -> tuple[Seat, Loaded]:
    """Return somebody's seat and the meeting; whoever may not be in the room learns nothing of it."""
    seat = seat_of(account, key)
    loaded = load(key) if seat else None
    if seat is None or loaded is None or not is_let_in(seat, loaded.meeting, loaded.facts):
        raise Http404
    return seat, loaded
