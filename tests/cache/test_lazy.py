"""Lazy sequences and tables behave as the tuples and dicts they stand for."""

from __future__ import annotations

import pytest

from checker.cache.lazy import LazyTable, LazyTuple
from checker.codec import to_json


def test_a_sequence_makes_each_item_once_and_only_when_asked() -> None:
    made: list[int] = []

    def make(item: int) -> int:
        made.append(item)
        return item * 10

    lazy = LazyTuple(4, lambda: [1, 2, 3, 4], make)
    assert (len(lazy), made) == (4, [])
    assert (lazy[1], lazy[-1], made) == (20, 40, [2, 4])
    assert lazy[1:3] == (20, 30)
    assert lazy == (10, 20, 30, 40)
    assert (*lazy, 5) == (10, 20, 30, 40, 5)
    assert sorted(made) == [1, 2, 3, 4]
    assert to_json(lazy) == [10, 20, 30, 40]
    with pytest.raises(IndexError):
        lazy[4]


def test_a_table_keeps_its_order() -> None:
    lazy = LazyTable(2, lambda: {"b": 1, "a": 2}, str)
    assert len(lazy) == 2
    assert list(lazy.items()) == [("b", "1"), ("a", "2")]
    assert lazy == {"b": "1", "a": "2"}
    assert "c" not in lazy
    assert to_json(lazy) == {"b": "1", "a": "2"}
