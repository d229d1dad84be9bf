"""Values become a TOML text that reads back as the same values."""

import json
import re
from collections.abc import Mapping
from datetime import date

BARE = re.compile(r"[A-Za-z0-9_-]+")
DELETE = "\x7f"
"""The one character that JSON leaves as it is and TOML does not allow in a text."""


def toml_of(values: Mapping[str, object]) -> str:
    """Return a TOML document: plain keys first, then a table for every table in it."""
    return "\n\n".join(block for block in _blocks(values, ()) if block) + "\n"


def _blocks(values: Mapping[str, object], path: tuple[str, ...]) -> list[str]:
    plain = {key: value for key, value in values.items() if not isinstance(value, Mapping)}
    lines = [f"{_key(key)} = {_value(value)}" for key, value in plain.items()]
    is_named = path and (lines or not values)
    head = [f"[{'.'.join(_key(step) for step in path)}]"] if is_named else []
    blocks = ["\n".join([*head, *lines])]
    for key, value in values.items():
        if isinstance(value, Mapping):
            blocks += _blocks(value, (*path, key))
    return blocks


def _key(key: str) -> str:
    return key if BARE.fullmatch(key) else _text(key)


def _text(text: str) -> str:
    return json.dumps(text, ensure_ascii=False).replace(DELETE, "\\u007f")


def _value(value: object) -> str:
    match value:
        case bool():
            return "true" if value else "false"
        case int():
            return str(value)
        case date():
            return value.isoformat()
        case list() | tuple():
            return f"[{', '.join(map(_value, value))}]"
        case Mapping():
            inside = ", ".join(f"{_key(key)} = {_value(it)}" for key, it in value.items())
            return f"{{ {inside} }}" if inside else "{}"
        case _:
            # Times and fractions have no place in a rulebook; as texts they are refused with their place.
            return _text(str(value))
