"""The picture of a finding: groups, scale, time and sums."""

from __future__ import annotations

from types import SimpleNamespace

from checker.report import Report
from checker.write.figure import (
    Scale,
    axis,
    find_scale,
    sum_rows,
    timeline,
    value_groups,
)

FILE, QUOTE = "courier-03-04.md", "84 metres"


def test_values_of_a_conflict_stand_apart_on_the_scale(report: Report) -> None:
    low, high = value_groups(report.findings[0])
    assert (low["value"], high["value"]) == ("48 metres", "84 metres")
    assert low["bar"][1] < high["bar"][0]
    assert all(0 <= place <= 100 for place in (*low["bar"], *high["bar"]))


def test_factors_part_values_on_a_logarithmic_scale(report: Report) -> None:
    scale = axis(report.findings[1])
    assert scale is not None
    assert scale["log"]
    assert [words for _, words in scale["ticks"]] == ["10 million", "100 million", "1 billion"]


def test_equal_values_of_two_sides_stay_two_groups_without_a_scale(report: Report) -> None:
    disputed = report.findings[3]
    assert [group["side"] for group in value_groups(disputed)] == ["asserted", "denied"]
    assert axis(disputed) is None


def test_forty_documents_with_one_value_are_one_group(samples: SimpleNamespace) -> None:
    many = tuple(samples.mention(FILE, QUOTE, 83.5, 84.5) for _ in range(40))
    other = samples.mention(FILE, QUOTE, 10.0, 11.0)
    groups = value_groups(samples.finding("conflict", (*many, other), "m"))
    assert [len(group["mentions"]) for group in groups] == [1, 40]


def test_units_that_differ_share_no_scale(samples: SimpleNamespace) -> None:
    mentions = (samples.mention(FILE, QUOTE, 1, 2), samples.mention(FILE, QUOTE, 3, 4, base_unit="kilogram"))
    assert find_scale(mentions) is None


def test_places_grow_with_values() -> None:
    scale = Scale(low=1.0, high=1e6, is_log=True)
    places = [scale.place(value) for value in (1, 10, 1e3, 1e6, 1e12)]
    assert places == sorted(places)
    assert places[-1] == 100.0


def test_an_update_is_told_in_the_order_of_time(report: Report) -> None:
    steps = timeline(report.findings[4])
    assert [step["date"] for step in steps] == ["2024-03-04", "2024-03-05", "2024-03-06"]
    assert [step["current"] for step in steps] == [False, False, True]
    assert timeline(report.findings[0]) == []


def test_a_sum_shows_what_is_missing(report: Report) -> None:
    rows = sum_rows(report.findings[2])
    assert rows is not None
    assert (rows["sum"], rows["range"], rows["gap"]) == ("645 GWh", "643.5 to 646.5 GWh", "+10 GWh")
    assert sum_rows(report.findings[0]) is None
