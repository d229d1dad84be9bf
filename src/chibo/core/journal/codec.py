"""Events and commands to plain JSON values and back; what is not known is an error, never skipped."""

import types
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import fields, is_dataclass
from datetime import UTC, date, datetime
from enum import Enum
from typing import TypeAlias, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from chibo.core.journal.readers import UNKEPT, MisfitError, Reader, reader

Json: TypeAlias = "bool | int | str | list[Json] | dict[str, Json] | None"

T = TypeVar("T")

__all__ = ["UNKEPT", "Catalogue", "Json", "UnknownShapeError", "decode", "encode"]


class UnknownShapeError(Exception):
    """Stored data does not have the shape its name promises; the path says where."""

    def __init__(self, path: str, problem: str) -> None:
        """Name the place and what is wrong there."""
        super().__init__(f"{path}: {problem}")
        self.path = path
        self.problem = problem


def encode(value: object) -> Json:
    """Return the JSON form of a value made of dataclasses, enums, times and plain values."""
    match value:
        case Enum():
            return str(value.value)
        case None | bool() | int() | str():
            return value
        case datetime(tzinfo=None):
            raise TypeError("an instant has no offset")
        case datetime():
            return value.astimezone(UTC).isoformat(timespec="microseconds")
        case date():
            return value.isoformat()
        case tuple() | list():
            return [encode(each) for each in value]
        case Mapping():
            return {str(key): encode(each) for key, each in value.items()}
        case _ if is_dataclass(value):
            return {field.name: encode(getattr(value, field.name)) for field in fields(value)}
        case _:
            raise TypeError(type(value).__name__)


def decode(kind: type[T], data: Json, path: str = "") -> T:
    """Return the value of this kind that the data describes, or raise `UnknownShapeError`."""
    return cast("T", _decode(kind, data, path or kind.__name__))


def _decode(hint: object, data: Json, path: str) -> object:
    origin = get_origin(hint)
    if origin in (Union, types.UnionType):
        return _decode_union(get_args(hint), data, path)
    if origin is tuple:
        if not isinstance(data, list):
            raise UnknownShapeError(path, "is not a list")
        (item, *_) = get_args(hint)
        return tuple(_decode(item, each, f"{path}[{n}]") for n, each in enumerate(data))
    if origin is not None:
        return _decode_mapping(get_args(hint), data, path)
    if isinstance(hint, type) and is_dataclass(hint):
        return _decode_dataclass(hint, data, path)
    return _decode_plain(hint, data, path)


def _decode_union(options: tuple[object, ...], data: Json, path: str) -> object:
    if data is None and types.NoneType in options:
        return None
    *others, last = (option for option in options if option is not types.NoneType)
    for option in others:
        with suppress(UnknownShapeError):
            return _decode(option, data, path)
    return _decode(last, data, path)


def _decode_mapping(arguments: tuple[object, ...], data: Json, path: str) -> object:
    if not isinstance(data, dict):
        raise UnknownShapeError(path, "is not an object")
    return {key: _decode(arguments[1], each, f"{path}.{key}") for key, each in data.items()}


def _decode_dataclass(kind: type, data: Json, path: str) -> object:
    if not isinstance(data, dict):
        raise UnknownShapeError(path, "is not an object")
    hints = _hints(kind)
    if unknown := sorted(set(data) - set(hints)):
        raise UnknownShapeError(f"{path}.{unknown[0]}", "is not known")
    if missing := sorted(set(hints) - set(data)):
        raise UnknownShapeError(f"{path}.{missing[0]}", "is missing")
    values = {name: _decode(hint, data[name], f"{path}.{name}") for name, hint in hints.items()}
    made: object = kind(**values)
    return made


_HINTS: dict[type, dict[str, object]] = {}


def _hints(kind: type) -> dict[str, object]:
    if kind not in _HINTS:
        names = {field.name for field in fields(kind)}
        _HINTS[kind] = {n: h for n, h in get_type_hints(kind).items() if n in names}
    return _HINTS[kind]


def _decode_plain(hint: object, data: Json, path: str) -> object:
    if hint is datetime or hint is date:
        return _decode_time(hint is datetime, data, path)
    if isinstance(hint, type) and issubclass(hint, Enum):
        try:
            return hint(data)
        except ValueError:
            raise UnknownShapeError(path, f"{data!r} is not a {hint.__name__}") from None
    if hint is bool or hint is int or hint is str:
        if isinstance(data, str) and UNKEPT.search(data):
            raise UnknownShapeError(path, "holds a character that cannot be kept")
        # A bool is an int to Python, not to the journal.
        if type(data) is hint:
            return data
        raise UnknownShapeError(path, f"is not a {getattr(hint, '__name__', hint)}")
    message = f"{path}: no way to read {hint!r}"
    raise TypeError(message)


def _decode_time(is_instant: bool, data: Json, path: str) -> object:  # noqa: FBT001 -- private
    try:
        read = (
            datetime.fromisoformat(str(data)) if is_instant else date.fromisoformat(str(data))
        )
    except ValueError:
        raise UnknownShapeError(path, f"{data!r} is not a time") from None
    if isinstance(read, datetime) and read.tzinfo is None:
        raise UnknownShapeError(path, "has no offset")
    return read


class Catalogue:
    """A closed list of dataclasses that are stored under their names."""

    def __init__(self, kinds: Iterable[type]) -> None:
        """Take the list; the names have to differ."""
        self._kinds = {kind.__name__: kind for kind in kinds}
        self._readers: dict[str, Reader] = {}

    def __iter__(self) -> Iterator[type]:
        return iter(self._kinds.values())

    def __contains__(self, kind: type) -> bool:
        return self._kinds.get(kind.__name__) is kind

    def decode(self, name: str, data: Json) -> object:
        """Return the stored thing of that name, or raise `UnknownShapeError`."""
        if name not in self._kinds:
            raise UnknownShapeError(name, "is not a known name")
        if name not in self._readers:
            self._readers[name] = reader(self._kinds[name])
        try:
            return self._readers[name](data)
        except MisfitError:
            # Something is not as it should be: the slow way says where.
            return _decode(self._kinds[name], data, name)
