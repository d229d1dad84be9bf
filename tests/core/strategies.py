"""Any value of any type the journal stores, drawn from its type hints."""

import types
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import UTC, date, datetime
from enum import Enum
from typing import Any, Union, get_args, get_origin, get_type_hints

from hypothesis import strategies as st

TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=6)
PLAIN: dict[object, st.SearchStrategy[Any]] = {
    str: TEXT,
    int: st.integers(-(2**40), 2**40),
    bool: st.booleans(),
    datetime: st.datetimes(timezones=st.just(UTC)),
    date: st.dates(),
    types.NoneType: st.none(),
}


def values_of(hint: Any) -> st.SearchStrategy[Any]:
    """Return a strategy for values of this type."""
    if hint in PLAIN:
        return PLAIN[hint]
    origin, arguments = get_origin(hint), get_args(hint)
    if origin in (Union, types.UnionType):
        return st.one_of(*(values_of(each) for each in arguments))
    if origin is tuple:
        return st.lists(values_of(arguments[0]), max_size=2).map(tuple)
    if origin is Mapping:
        return st.dictionaries(TEXT, values_of(arguments[1]), max_size=2)
    if isinstance(hint, type) and issubclass(hint, Enum):
        return st.sampled_from(list(hint))
    assert is_dataclass(hint), hint
    return dataclass_of(hint)


def dataclass_of(kind: Any) -> st.SearchStrategy[Any]:
    """Return a strategy for one dataclass, every field filled."""
    hints = get_type_hints(kind)
    return st.builds(
        kind, **{field.name: values_of(hints[field.name]) for field in fields(kind)}
    )
