"""Rows as plain values and back: keys become names that are the same on every server."""

from collections.abc import Callable
from typing import Any

from django.core.files.base import ContentFile
from django.db.models import DateTimeField, Field, FileField, ForeignKey, Model

from chibo.archive.container import sha256
from chibo.archives.moving.tables import TABLES, Table

Plain = dict[str, Any]
BY_MODEL = {table.label.lower(): table for table in TABLES}


class RowUnknownError(LookupError):
    """A row names another one that is neither in the file nor here."""


def named(row: Model) -> list[Any]:
    """Return how a row is known on every server."""
    table = BY_MODEL[row._meta.label_lower]  # noqa: SLF001 -- Django's own name
    return [_plain(row, row._meta.get_field(name), lambda _: "") for name in table.known_by]  # type: ignore[arg-type]  # noqa: SLF001 -- Django's own name


def plain(table: Table, row: Model, kept: Callable[[bytes], str]) -> Plain:
    """Return a row as plain values; `kept` takes the content of a file and returns its hash."""
    fields = [it for it in table.model._meta.concrete_fields if not it.primary_key]  # noqa: SLF001 -- Django's own name
    return {it.name: _plain(row, it, kept) for it in fields if it.name not in table.left_alone}


def _plain(row: Model, field: "Field[Any, Any]", kept: Callable[[bytes], str]) -> Any:
    value = getattr(row, field.name)
    if value is None:
        return None
    if isinstance(field, ForeignKey):
        return named(value)
    if isinstance(field, FileField):
        return [value.name, kept(_content(value))] if value else None
    if isinstance(field, DateTimeField):
        return value.isoformat()
    return value if isinstance(value, bool | int | str | list | dict) else str(value)


def _content(file: Any) -> bytes:
    with file.open("rb") as opened:
        content: bytes = opened.read()
    return content


def found(table: Table, told: Plain) -> Model | None:
    """Return the row of this server that is the same as one of a file, None where it is new."""
    names = {
        name: _value(table.model._meta.get_field(name), told[name])  # type: ignore[arg-type]  # noqa: SLF001 -- Django's own name
        for name in table.known_by
    }
    return table.model._default_manager.filter(**names).first()  # noqa: SLF001 -- Django's own name


def _value(field: "Field[Any, Any]", told: Any) -> Any:
    if told is None:
        return None
    if isinstance(field, ForeignKey):
        return referred(field, told)
    return field.to_python(told)


def referred(field: "Field[Any, Any]", told: list[Any]) -> Model:
    """Return the row that another one names."""
    table = BY_MODEL[field.related_model._meta.label_lower]  # type: ignore[union-attr]  # noqa: SLF001 -- Django's own name
    row = found(table, dict(zip(table.known_by, told, strict=True)))
    if row is None:
        raise RowUnknownError(f"{table.label}: {told}")
    return row


def write(table: Table, told: Plain, files: Callable[[str], bytes], *, may_change: bool) -> str:
    """Write a row: `new`, `changed` or `same`; of the bodies above nothing is changed."""
    row = found(table, told)
    if row is None:
        made = table.model(
            **{name: _stored(table, name, value, files) for name, value in told.items()}
        )
        made.save(force_insert=True)
        _set_again(table, made, told)
        return "new"
    if not may_change or plain(table, row, sha256) == told:
        return "same"
    for name, value in told.items():
        setattr(row, name, _stored(table, name, value, files))
    row.save()
    _set_again(table, row, told)
    return "changed"


def _stored(table: Table, name: str, told: Any, files: Callable[[str], bytes]) -> Any:
    field: Any = table.model._meta.get_field(name)  # noqa: SLF001 -- Django's own name
    if isinstance(field, FileField) and told is not None:
        path, content_hash = told
        if not field.storage.exists(path):
            field.storage.save(path, ContentFile(files(content_hash)))
        return path
    return _value(field, told)


def _set_again(table: Table, row: Model, told: Plain) -> None:
    """Put back the moments that a table fills in by itself when a row is written."""
    moments = {
        it.name: it.to_python(told[it.name])
        for it in table.model._meta.concrete_fields  # noqa: SLF001 -- Django's own name
        if isinstance(it, DateTimeField) and it.name in told and told[it.name] is not None
    }
    if moments:
        table.model._default_manager.filter(pk=row.pk).update(**moments)  # noqa: SLF001 -- Django's own name
