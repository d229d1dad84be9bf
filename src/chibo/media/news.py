"""The messages a seat sends to its browser."""

from typing import Any

from chibo.media.engine import Message, Trouble


def news(what: str, **facts: Any) -> Message:
    """Return a message for the browser, marked as ours on the room's socket."""
    return {"type": "media", "news": what, **facts}


def standing(trouble: Trouble | None) -> Message:
    """Return whether sound can be had, and if not why not."""
    if trouble is None:
        return news("available")
    return news("unavailable", why=trouble.value)


def refused(verb: str, why: str) -> Message:
    """Return that a message from the browser was not followed, and why."""
    return news("refused", verb=verb, why=why)
