"""Records to JSON values and back.

One codec serves every record, so cache, workers and the `run:` file carry the same form. A `Decimal` travels as
its text, a tuple as a list; a field that holds its default is left out and put back on reading.

How a type is read is worked out once: `_reader` gives a function for it, or None where the JSON value is the value.
"""

from __future__ import annotations

import dataclasses
import json
import sys
import types
import typing
from collections.abc import Callable, Hashable, Mapping, Sequence
from decimal import Decimal
from functools import cache
from typing import Any, TypeVar

R = TypeVar("R")

Read = Callable[[Any], Any]

_PLAIN = frozenset({str, int, float, bool, type(None)})  # written as they are


def to_json(value: object) -> Any:
    """Return a record, tuple or plain value as what `json.dumps` takes."""
    kind = type(value)
    if kind in _PLAIN:
        return value
    if kind is tuple or kind is list:
        return [to_json(item) for item in typing.cast(typing.Iterable[Any], value)]
    if kind is Decimal:
        return str(value)
    if isinstance(value, Mapping):
        return {key: to_json(item) for key, item in value.items()}
    if dataclasses.is_dataclass(kind):
        return {
            name: item if type(item) in _PLAIN else to_json(item)
            for name, default in _defaults(kind)
            if (item := getattr(value, name)) is not default and item != default
        }
    if isinstance(value, Sequence) and not isinstance(value, str | bytes):
        return [to_json(item) for item in value]
    return value


def dump(value: object, separators: tuple[str, str] | None = None) -> bytes:
    """Return what `json.dumps` makes of `to_json(value)`, as ASCII bytes, without holding all of that at once."""
    text = json.dumps(value, default=_one_level, check_circular=False, separators=separators)
    return text.encode("ascii")


def _one_level(value: object) -> Any:
    """Return a value that JSON does not know as one that holds its parts as they are; the encoder asks for each."""
    kind = type(value)
    if dataclasses.is_dataclass(kind):
        return {
            name: item
            for name, default in _defaults(kind)
            if (item := getattr(value, name)) is not default and item != default
        }
    if kind is Decimal:
        return str(value)
    if isinstance(value, Mapping):
        return dict(value)
    if isinstance(value, Sequence) and not isinstance(value, bytes):
        return list(value)
    raise TypeError(f"{kind.__name__} is no record and no plain value")


def from_json(record: type[R], data: Any) -> R:
    """Return the record of type `record` that `to_json` wrote as `data`.

    Raises:
        TypeError: a field is missing or unknown.
    """
    return typing.cast(R, _record_reader(typing.cast(Hashable, record))(data))


@cache
def _defaults(record: type) -> tuple[tuple[str, Any], ...]:
    """Return name and default of each field; a default that has to be made stands for none."""
    return tuple((field.name, field.default) for field in dataclasses.fields(record))


@cache
def _record_reader(record: Any) -> Read:
    # looked up when data are read, not here: a record may hold records of its own type
    hints = typing.get_type_hints(record, vars(sys.modules[record.__module__]))
    kinds = {field.name: hints[field.name] for field in dataclasses.fields(record)}
    readers: dict[str, Read | None] = {}

    def read(data: Any) -> Any:
        values = {}
        for name, item in data.items():
            if name not in readers:
                if name not in kinds:
                    raise TypeError(f"{record.__name__} has no field {name!r}")
                readers[name] = _reader(kinds[name])
            reader = readers[name]
            values[name] = item if reader is None or item is None else reader(item)
        return record(**values)

    return read


@cache
def _reader(kind: Any) -> Read | None:
    """Return what makes a value of type `kind` of a JSON value that is not null; None where it is that value."""
    if kind is Decimal:
        return Decimal
    if dataclasses.is_dataclass(kind):
        return _record_reader(typing.cast(Hashable, kind))
    origin, arguments = typing.get_origin(kind), typing.get_args(kind)
    if origin is tuple:
        return _tuple_reader(arguments)
    if origin in (typing.Union, types.UnionType):
        return _union_reader(tuple(part for part in arguments if part is not type(None)))
    return None


def _tuple_reader(arguments: tuple[Any, ...]) -> Read:
    if arguments[-1] is not Ellipsis:
        readers = [_reader(part) or _same for part in arguments]
        return lambda data: tuple(
            None if item is None else read(item) for read, item in zip(readers, data, strict=True)
        )
    reader = _reader(arguments[0])
    if reader is None:
        return tuple
    return lambda data: tuple([None if item is None else reader(item) for item in data])


def _union_reader(parts: tuple[Any, ...]) -> Read | None:
    if len(parts) == 1 or all(_reader(part) is None for part in parts):
        return _reader(parts[0])

    # a text may be a number only where one of the parts is read from text
    plain = _PLAIN if all(part in _PLAIN or typing.get_origin(part) is tuple for part in parts) else frozenset()

    def read(data: Any) -> Any:
        if type(data) in plain:
            return data
        chosen = next((part for part in parts if _fits(part, data)), parts[0])
        return (_reader(chosen) or _same)(data)

    return read


def _same(data: Any) -> Any:
    return data


def _fits(kind: Any, data: Any) -> bool:
    if isinstance(data, list):
        return typing.get_origin(kind) is tuple
    return kind is Decimal or dataclasses.is_dataclass(kind) or (isinstance(kind, type) and isinstance(data, kind))
