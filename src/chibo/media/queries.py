"""Which media engine this server runs."""

from chibo.media.engine import MediaEngine
from chibo.media.silent import SilentEngine

_in_use: list[MediaEngine] = [SilentEngine()]
"""The last one holds; the first is for a program that has started no engine."""


def engine_in_use() -> MediaEngine:
    """Return the engine that rooms and pages of this server use."""
    return _in_use[-1]


def put_in_use(engine: MediaEngine) -> None:
    """Use this engine from now on."""
    _in_use.append(engine)


def put_aside(engine: MediaEngine) -> None:
    """Use the one before it again."""
    _in_use.remove(engine)
