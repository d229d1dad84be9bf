"""What is said over the link to a node, and how much of it: anything else cuts the link.

Each message is an object with `say`. A `frame` is a message of the media server's own language,
passed on as text; it is numbered, and every message that carries `heard` says how far the other
side has been understood.
"""

import json
from typing import Any

from chibo.media.turn import TurnServer

VERSION = 1
LONGEST = 1024 * 1024
"""Characters of one message: an offer of two hundred senders is a quarter of this."""
LONGEST_WORD = 300
MOST_URLS = 8

Message = dict[str, Any]


class FrameError(ValueError):
    """A message that is not of the form, named by a code (`noun.state`)."""


def read(text: str | None) -> Message:
    """Return a message, or raise `FrameError`."""
    if not text or len(text) > LONGEST:
        code = "frame.too_long" if text else "frame.wrong"
        raise FrameError(code)
    message = _object(text)
    _expect(isinstance(message.get("say"), str))
    _expect(_is_count(message.get("heard", 0)))
    if message["say"] == "frame":
        _expect(_is_count(message.get("n")) and isinstance(message.get("frame"), str))
    return message


def check(frame: str) -> None:
    """Expect of a frame from a node what whoever takes it in goes by."""
    content = _object(frame)
    _expect(isinstance(content.get("janus"), str))
    _expect(isinstance(content.get("transaction", ""), str))
    _expect(_is_count(content.get("sender", 0)))
    kind = content["janus"]
    if kind == "error":
        error = _part(content, "error")
        _expect(_is_count(error.get("code")) and isinstance(error.get("reason"), str))
    elif kind == "success" and "data" in content:
        _expect(_is_count(_part(content, "data").get("id")))
    elif kind == "event":
        said = _part(_part(content, "plugindata"), "data")
        _expect(isinstance(said.get("videoroom", ""), str))


def word(message: Message, name: str) -> str:
    """Return a short text of a message."""
    value = message.get(name, "")
    _expect(isinstance(value, str) and len(value) <= LONGEST_WORD)
    return str(value)


def count(message: Message, name: str, *, least: int, most: int) -> int:
    """Return a number of a message."""
    value = message.get(name)
    _expect(type(value) is int and least <= value <= most)
    return int(message[name])


def turn(message: Message) -> TurnServer | None:
    """Return the TURN server beside a node, if there is one."""
    urls = message.get("urls", [])
    _expect(isinstance(urls, list) and len(urls) <= MOST_URLS)
    for url in urls:
        _expect(isinstance(url, str) and url.startswith(("turn:", "turns:")))
        _expect(len(url) <= LONGEST_WORD)
    return TurnServer(tuple(urls), word(message, "secret")) if urls else None


def _object(text: str) -> Message:
    try:
        content = json.loads(text)
    except (ValueError, RecursionError) as error:
        code = "frame.wrong"
        raise FrameError(code) from error
    _expect(isinstance(content, dict))
    return dict(content)


def _part(content: Message, name: str) -> Message:
    part = content.get(name)
    if not isinstance(part, dict):
        code = "frame.wrong"
        raise FrameError(code)
    return part


def _is_count(value: object) -> bool:
    return type(value) is int and 0 <= value < 2**63


def _expect(holds: bool) -> None:  # noqa: FBT001 -- a statement that holds or does not
    if not holds:
        code = "frame.wrong"
        raise FrameError(code)
