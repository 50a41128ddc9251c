"""Attribute words, their keys and their temporal classes."""

from __future__ import annotations

import pytest

from checker.resolve.attributes import are_opposed, canonical, temporal_class


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("levy", "tariff"),
        ("turnover", "revenue"),
        ("kill", "toll"),
        ("staff", "employee"),
        ("evacuated", "evacuate"),
        ("injuring", "wound"),
        ("factory", "plant"),
    ],
)
def test_words_for_one_attribute_share_a_key(one: str, other: str) -> None:
    assert canonical(one) == canonical(other)


@pytest.mark.parametrize(("one", "other"), [("death", "injury"), ("revenue", "profit"), ("length", "width")])
def test_words_for_other_attributes_do_not(one: str, other: str) -> None:
    assert canonical(one) != canonical(other)


@pytest.mark.parametrize(
    ("lemmas", "modifiers", "dimension", "is_event", "expected"),
    [
        (("kill", "person"), (), "count", True, "cumulative"),
        (("length",), (), "[length]", False, "constant"),
        (("population",), (), "count", False, "level"),
        (("revenue",), (), "currency:EUR", False, "flow"),
        (("memory",), ("maximum",), "[mass]", False, "limit"),
        (("headcount",), ("maximum",), "count", False, "limit"),
        (("birth", "life", "expectancy"), (), "[time]", False, "level"),
        (("size",), (), "[length] ** 2", False, "constant"),
        (("size",), (), "data", False, "limit"),
        (("gizmo",), (), "count", False, "level"),
        (("gizmo",), (), "[length]", False, "constant"),
        (("gizmo",), (), "share", True, "constant"),
    ],
)
def test_temporal_class(
    lemmas: tuple[str, ...], modifiers: tuple[str, ...], dimension: str, is_event: bool, expected: str
) -> None:
    assert temporal_class(lemmas, modifiers, dimension, is_event) == expected


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (("maximum", "memory"), ("minimum", "memory"), ("maximum", "minimum")),
        (("minimum", "maximum"), ("maximum",), None),
        (("memory",), ("storage",), None),
        (("gross", "margin"), ("net", "margin"), ("gross", "net")),
    ],
)
def test_opposed_words(one: tuple[str, ...], other: tuple[str, ...], expected: tuple[str, str] | None) -> None:
    assert are_opposed(one, other) == expected
