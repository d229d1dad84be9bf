"""Ready-made readers of stored values, one a shape: the quick way for what is as it should be.

A reader raises `MisfitError` at anything else, without saying where: the codec then looks again,
slowly, and names the place.
"""

import re
import types
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from functools import cache
from typing import Union, cast, get_args, get_origin, get_type_hints

Reader = Callable[[object], object]

UNKEPT = re.compile("[\x00\ud800-\udfff]")
"""NUL, which no database keeps as text, and halves of characters, which are not UTF-8."""


class MisfitError(Exception):
    """A stored value has not the shape that is read."""


@cache
def reader(hint: object) -> Reader:
    """Return the reader of a type; what no reader knows is read the slow way."""
    origin = get_origin(hint)
    if origin in (Union, types.UnionType):
        return _of_union(get_args(hint))
    if origin is tuple:
        return _of_list(reader(get_args(hint)[0]))
    if origin is not None:
        return _of_mapping(reader(get_args(hint)[1]))
    if not isinstance(hint, type):
        return _misfit
    if is_dataclass(hint):
        return _of_dataclass(hint)
    return _of_plain(hint)


def _of_plain(hint: type) -> Reader:
    if hint is str:
        return _text
    if hint is int or hint is bool:
        return _exactly(hint)
    if hint is datetime:
        return _instant
    if hint is date:
        return _day
    return _of_enum(hint) if issubclass(hint, Enum) else _misfit


def _misfit(_data: object) -> object:
    raise MisfitError


def _text(data: object) -> object:
    if type(data) is str and not UNKEPT.search(data):
        return data
    raise MisfitError


def _exactly(kind: type) -> Reader:
    def read(data: object) -> object:
        # A bool is an int to Python, not to the journal.
        if type(data) is kind:
            return data
        raise MisfitError

    return read


def _instant(data: object) -> object:
    if type(data) is str:
        try:
            read = datetime.fromisoformat(data)
        except ValueError:
            raise MisfitError from None
        if read.tzinfo is not None:
            return read
    raise MisfitError


def _day(data: object) -> object:
    if type(data) is str:
        try:
            return date.fromisoformat(data)
        except ValueError:
            raise MisfitError from None
    raise MisfitError


def _of_enum(kind: type[Enum]) -> Reader:
    known = {each.value: each for each in kind}

    def read(data: object) -> object:
        if type(data) is str and data in known:
            return known[data]
        raise MisfitError

    return read


def _of_union(options: tuple[object, ...]) -> Reader:
    others = [reader(each) for each in options if each is not types.NoneType]
    may_be_none = types.NoneType in options

    def read(data: object) -> object:
        if data is None and may_be_none:
            return None
        for each in others:
            try:
                return each(data)
            except MisfitError:
                continue
        raise MisfitError

    return read


def _of_list(item: Reader) -> Reader:
    def read(data: object) -> object:
        if type(data) is list:
            return tuple([item(each) for each in data])
        raise MisfitError

    return read


def _of_mapping(value: Reader) -> Reader:
    def read(data: object) -> object:
        if type(data) is dict:
            return {key: value(each) for key, each in data.items()}
        raise MisfitError

    return read


def _of_dataclass(kind: type) -> Reader:
    names = [field.name for field in fields(kind)]
    members: list[tuple[str, Reader]] = []

    def read(data: object) -> object:
        if type(data) is not dict or len(data) != len(names):
            raise MisfitError
        if not members:
            # Not before the first use: a kind may name itself.
            hints: Mapping[str, object] = get_type_hints(kind)
            members.extend((name, reader(hints[name])) for name in names)
        stored = cast("dict[str, object]", data)
        try:
            made: object = kind(*[each(stored[name]) for name, each in members])
        except KeyError:
            raise MisfitError from None
        return made

    return read
