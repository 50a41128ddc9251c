"""Sequences and tables whose items become records when they are asked for; a warm run needs few of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any, TypeVar, overload

T = TypeVar("T")


class LazyTuple(Sequence[T]):
    """Stands in for a tuple; `load` gives the raw items once, `make` a record of each."""

    def __init__(self, count: int, load: Callable[[], Sequence[Any]], make: Callable[[Any], T]) -> None:
        self._count = count
        self._load = load
        self._make = make
        self._made: dict[int, T] = {}

    @cached_property
    def _raw(self) -> Sequence[Any]:
        return self._load()

    def __len__(self) -> int:
        return self._count

    @overload
    def __getitem__(self, index: int) -> T: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[T, ...]: ...
    def __getitem__(self, index: int | slice) -> T | tuple[T, ...]:
        if isinstance(index, slice):
            return tuple(self._item(number) for number in range(*index.indices(self._count)))
        number = index + self._count if index < 0 else index
        if not 0 <= number < self._count:
            raise IndexError(index)
        return self._item(number)

    def __iter__(self) -> Iterator[T]:
        return (self._item(number) for number in range(self._count))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, tuple | LazyTuple) and tuple(self) == tuple(other)

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        return repr(tuple(self))

    def _item(self, number: int) -> T:
        if number not in self._made:
            self._made[number] = self._make(self._raw[number])
        return self._made[number]


class LazyTable(Mapping[str, T]):
    """Stands in for a dict; `load` gives the raw values by key once, `make` a record of each."""

    def __init__(self, count: int, load: Callable[[], Mapping[str, Any]], make: Callable[[Any], T]) -> None:
        self._count = count
        self._load = load
        self._make = make
        self._made: dict[str, T] = {}

    @cached_property
    def _raw(self) -> Mapping[str, Any]:
        return self._load()

    def __len__(self) -> int:
        return self._count

    def __iter__(self) -> Iterator[str]:
        return iter(self._raw)

    def __getitem__(self, key: str) -> T:
        if key not in self._made:
            self._made[key] = self._make(self._raw[key])
        return self._made[key]

    def __repr__(self) -> str:
        return repr(dict(self))
