"""What each document is about, and whether two documents tell of one happening."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from checker.records import AsOf, Fact
from checker.resolve.comparisons import compare_levels
from checker.resolve.happenings import Happening, are_two_happenings, came_after, find_happenings, is_one_happening
from checker.resolve.rarity import measure_rarity

Make = Callable[..., Fact]

OWN = AsOf(low="2031-05-04", high="2031-05-04", source="document")
DEAD = {
    "attribute": "death",
    "temporal_class": "cumulative",
    "document_date": "2031-05-04",
    "as_of": OWN,
    "subject": "",
}
FLOOD = {"event": "flood 2031", "words": ("flood", "kill", "person")}


def test_the_event_named_most_is_what_a_document_is_about(fact: Make) -> None:
    facts = [
        fact(number=0, **DEAD, **FLOOD, event_day="2031-05-03"),
        fact(number=1, **DEAD, words=("landslide", "bury", "farm")),
        fact(number=2, **DEAD, words=("flood", "damage", "bridge")),
    ]
    assert find_happenings(facts) == {"a.txt": Happening(kind="flood", year="2031", day="2031-05-03")}


def test_an_event_of_another_year_is_not_what_it_is_about(fact: Make) -> None:
    older = fact(**DEAD, event="flood 2011", words=("flood", "kill", "person"))
    assert find_happenings([older]) == {}


@pytest.mark.parametrize(
    ("one", "other", "is_one", "are_two"),
    [
        (("crash", "2031-05-03"), ("crash", "2031-05-04"), True, False),
        (("crash", "2031-05-03"), ("accident", ""), True, False),
        (("crash", "2031-05-03"), ("crash", "2031-06-20"), False, True),
        (("crash", "2031-05-03"), ("election", "2031-05-03"), False, False),
    ],
)
def test_one_happening_or_two(one: tuple[str, str], other: tuple[str, str], is_one: bool, are_two: bool) -> None:
    a, b = (Happening(kind=kind, year="2031", day=day) for kind, day in (one, other))
    assert (is_one_happening(a, b), are_two_happenings(a, b)) == (is_one, are_two)


@pytest.mark.parametrize(
    ("other", "level"),
    [
        ({}, "whole"),
        ({"event": "", "words": ("flood", "leave", "dead")}, "whole"),
        ({"attribute": "injury"}, "none"),
        ({"role": "increment"}, "none"),
        ({"modifiers": ("young",)}, "none"),
    ],
)
def test_two_tolls_of_one_happening(fact: Make, other: dict[str, object], level: str) -> None:
    a = fact("a.txt", **DEAD, **FLOOD, anchors=("lund",))
    b = fact("b.txt", **{**DEAD, **FLOOD, "anchors": ("lund",), **other})
    assert compare_levels(a, b, measure_rarity([a, b]))["happening"][0] == level


def test_tolls_of_two_happenings(fact: Make) -> None:
    a = fact("a.txt", **DEAD, **FLOOD, event_day="2031-05-03")
    b = fact("b.txt", **{**DEAD, "document_date": "2031-08-02"}, **FLOOD, event_day="2031-08-01")
    assert compare_levels(a, b, measure_rarity([a, b]))["happening"][0] == "other"


@pytest.mark.parametrize(
    ("day", "source", "is_later"),
    [("2031-06-20", "document", True), ("2031-06-20", "stated", False), ("2031-05-03", "document", False)],
)
def test_an_event_after_a_report_is_not_what_it_reports(fact: Make, day: str, source: str, is_later: bool) -> None:
    later = fact("b.txt", **DEAD | {"as_of": AsOf(low=day, high=day, source=source)})
    own, other = Happening(kind="crash", year="2031", day=day), Happening(kind="accident", year="2031", day="")
    assert came_after(later, own, fact("a.txt", **DEAD), other) is is_later
