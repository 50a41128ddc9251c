"""Records to JSON values and back.

One codec serves every record, so cache, workers and the `run:` file carry the same form. A `Decimal` travels as
its text, a tuple as a list; a field that holds its default is left out and put back on reading.
"""

from __future__ import annotations

import dataclasses
import sys
import types
import typing
from decimal import Decimal
from functools import cache
from typing import Any, TypeVar

R = TypeVar("R")


def to_json(value: object) -> Any:
    """Return a record, tuple or plain value as what `json.dumps` takes."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {
            field.name: to_json(item)
            for field in dataclasses.fields(value)
            if (item := getattr(value, field.name)) != field.default
        }
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, tuple | list):
        return [to_json(item) for item in value]
    if isinstance(value, dict):
        return {key: to_json(item) for key, item in value.items()}
    return value


def from_json(record: type[R], data: Any) -> R:
    """Return the record of type `record` that `to_json` wrote as `data`.

    Raises:
        TypeError: a field is missing or unknown.
    """
    kinds = _field_types(typing.cast(typing.Hashable, record))
    unknown = set(data) - set(kinds)
    if unknown:
        raise TypeError(f"{record.__name__} has no field {sorted(unknown)[0]!r}")
    return record(**{name: _read(kinds[name], item) for name, item in data.items()})


@cache
def _field_types(record: Any) -> dict[str, Any]:
    hints = typing.get_type_hints(record, vars(sys.modules[record.__module__]))
    return {field.name: hints[field.name] for field in dataclasses.fields(record)}


def _read(kind: Any, data: Any) -> Any:
    if data is None:
        return None
    if kind is Decimal:
        return Decimal(data)
    if dataclasses.is_dataclass(kind):
        return from_json(typing.cast(type, kind), data)
    origin, arguments = typing.get_origin(kind), typing.get_args(kind)
    if origin is tuple:
        inner = arguments[:1] * len(data) if arguments[-1] is Ellipsis else arguments
        return tuple(_read(part, item) for part, item in zip(inner, data, strict=True))
    if origin in (typing.Union, types.UnionType):
        fitting = [part for part in arguments if part is not type(None)]
        chosen = next((part for part in fitting if _fits(part, data)), fitting[0])
        return _read(chosen, data)
    return data


def _fits(kind: Any, data: Any) -> bool:
    if isinstance(data, list):
        return typing.get_origin(kind) is tuple
    return kind is Decimal or dataclasses.is_dataclass(kind) or (isinstance(kind, type) and isinstance(data, kind))
