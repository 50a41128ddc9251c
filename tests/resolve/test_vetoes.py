"""What keeps two facts from answering one question, with its reason."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from checker.records import AsOf, Fact
from checker.resolve.lexicons import words_of
from checker.resolve.vetoes import find_veto

Make = Callable[..., Fact]


def stated(low: str, high: str) -> AsOf:
    """Return a stated as-of."""
    return AsOf(low=low, high=high, source="stated")


YEAR = stated("2023-01-01", "2023-12-31")
NEXT = stated("2024-01-01", "2024-12-31")
QUARTER = stated("2023-07-01", "2023-09-30")


@pytest.mark.parametrize(
    ("one", "other", "reason"),
    [
        ({}, {}, ""),
        ({}, {"dimension": "currency:EUR"}, "currency"),
        ({}, {"dimension": "share"}, "dimension"),
        ({}, {"role": "increment"}, "role"),
        ({"role": "from"}, {"role": "level"}, ""),
        ({}, {"modality": "planned"}, ""),  # one value: they can agree, and `Linker.is_alike` keeps them from more
        ({"modality": "proposed"}, {"polarity": "denied"}, ""),
        ({"as_of": YEAR}, {"as_of": NEXT}, "period"),
        ({"as_of": YEAR}, {"as_of": QUARTER}, "period"),
        ({"as_of": YEAR, "temporal_class": "level"}, {"as_of": NEXT, "temporal_class": "level"}, ""),
        ({"event": "flood 2011"}, {"event": "flood 2019"}, "subject"),
        ({"event": "flood 2011"}, {"event": "flood"}, ""),
        ({"attribute": "depth"}, {"attribute": "distance"}, "scope"),
        ({"attribute": "depth earthquake"}, {"attribute": "depth"}, ""),
        ({"attribute": "height"}, {"attribute": "length"}, "scope"),
        ({"attribute": "height"}, {"attribute": "elevation"}, ""),
        ({"attribute": "death person"}, {"attribute": "injury person"}, "scope"),
        ({"modifiers": ("maximum",)}, {"modifiers": ("minimum",)}, "scope"),
        ({"attribute": "peak"}, {"attribute": "unemployment"}, ""),  # one value
        ({"path": ("import", "total")}, {"path": ("export", "total")}, "scope"),
        ({"reference": ("lund",)}, {"reference": ("vik",)}, "scope"),
        ({"reference": ("lund",)}, {"reference": ("lund", "town")}, ""),
        ({"ways": ("from lund",)}, {"ways": ("to lund",)}, "scope"),
        ({"ways": ("from lund",)}, {"ways": ("from lund",)}, ""),
        ({"per": ("account",)}, {"per": ("bucket",)}, "scope"),
        ({"per": ("share",)}, {}, "scope"),
        ({"per": ("account",)}, {}, ""),
        ({"modifiers": ("adjusted",)}, {}, ""),  # one value: who leaves the base out may still mean it
        ({"modifiers": ("adjusted",)}, {"modifiers": ("gaap",)}, "scope"),
        ({"scope": ("constant", "currency")}, {}, ""),
        (
            {"event": "crash 2031", "event_day": "2031-05-03"},
            {"event": "crash 2031", "event_day": "2031-06-20"},
            "subject",
        ),
        ({"event": "crash 2031", "event_day": "2031-05-03"}, {"event": "crash 2031", "event_day": "2031-05-04"}, ""),
        ({"event": "crash 2031", "event_day": "2031-06-20"}, {"document_date": "2031-05-05"}, "subject"),
    ],
)
def test_reason(fact: Make, one: dict[str, object], other: dict[str, object], reason: str) -> None:
    assert find_veto(fact("a.txt", **one), fact("b.txt", **other))[0] == reason


def test_adjusted_earnings_never_meet_another_value(fact: Make) -> None:
    adjusted = fact("b.txt", modifiers=("adjust",))
    other = replace(adjusted, measurement=replace(adjusted.measurement, nominal=21.0))
    assert find_veto(fact("a.txt"), other)[0] == "scope"


def test_what_is_planned_never_meets_another_value(fact: Make) -> None:
    planned = fact("b.txt", modality="planned")
    other = replace(planned, measurement=replace(planned.measurement, nominal=21.0))
    assert find_veto(fact("a.txt"), other)[0] == "modality"


def test_share_may_be_read_as_a_level(fact: Make) -> None:
    a = fact("a.txt", dimension="share", role="share")
    assert find_veto(a, fact("b.txt", dimension="share"))[0] == ""
    whole = fact("b.txt")
    assert find_veto(fact("a.txt", role="share"), whole)[0] == ""  # one figure may be a part here and all there
    part = fact("a.txt", role="share", measurement=replace(whole.measurement, nominal=40.0))
    assert find_veto(part, whole)[0] == "role"


def test_counts_of_other_things_never_meet(fact: Make) -> None:
    assert find_veto(fact("a.txt", noun="house"), fact("b.txt", noun="bridge"))[0] == "dimension"
    assert find_veto(fact("a.txt", noun="house"), fact("b.txt", noun=""))[0] == ""


def test_two_figures_of_one_sentence(fact: Make) -> None:
    a, b = fact(number=0, sentence="s"), fact(number=1, block=0, sentence="s", ordinal=1)
    assert find_veto(a, b)[0] == "scope"
    assert find_veto(a, fact(number=1, block=0, sentence="s", ordinal=1, pair=a.id))[0] == ""


def test_level_of_other_years_inside_one_document_is_a_comparison(fact: Make) -> None:
    a = fact(number=0, as_of=YEAR, temporal_class="level")
    b = fact(number=1, as_of=NEXT, temporal_class="level")
    assert find_veto(a, b) == ("period", "2023, 2024")


def test_constant_currency_never_contradicts_growth_as_reported(fact: Make) -> None:
    steady = fact("a.txt", scope=("constant", "currency"))
    other = fact("b.txt")
    other = replace(other, measurement=replace(other.measurement, nominal=90.0, low=89.5, high=90.5))
    assert find_veto(steady, other)[0] == "scope"


MAY, JULY, NEXT_MAY = (
    stated("2031-05-04", "2031-05-04"),
    stated("2031-07-20", "2031-07-20"),
    stated("2032-05-01", "2032-05-31"),
)
ROUND: dict[str, object] = {"attribute": "funding", "temporal_class": "constant", "as_of": MAY}


@pytest.mark.parametrize(
    ("one", "other", "reason"),
    [
        (ROUND, ROUND, ""),
        (ROUND, ROUND | {"as_of": JULY}, "period"),
        (ROUND, ROUND | {"as_of": NEXT_MAY, "modality": "planned"}, "modality"),
        (ROUND | {"modality": "planned"}, ROUND | {"as_of": JULY, "modality": "planned"}, ""),
        (ROUND | {"modifiers": ("total",)}, ROUND, "scope"),
        (ROUND | {"modifiers": ("total",)}, ROUND | {"modifiers": ("total",), "as_of": JULY}, ""),
        (ROUND | {"attribute": "debt"}, ROUND | {"attribute": "debt", "as_of": JULY}, ""),
        ({"subject": "", "thing": "plant"}, {}, "subject"),
        ({"subject": "", "thing": "plant"}, {"words": ("plant", "revenue")}, ""),
        ({"attribute": "sale_of plant"}, {}, "scope"),
    ],
)
def test_deals_and_parts(fact: Make, one: dict[str, object], other: dict[str, object], reason: str) -> None:
    a, b = fact("a.txt", **one), fact("b.txt", **other)
    b = replace(b, measurement=replace(b.measurement, nominal=90.0, low=89.5, high=90.5))
    assert find_veto(a, b)[0] == reason


def test_one_sum_may_be_of_one_deal_told_late(fact: Make) -> None:
    assert find_veto(fact("a.txt", **ROUND), fact("b.txt", **ROUND | {"as_of": JULY}))[0] == ""  # type: ignore[arg-type]


def test_the_comment_of_a_word_list_is_no_word() -> None:
    assert "constant-currency" in words_of("currency_bases")
    assert not {"#", "account", "growth"} & words_of("currency_bases")


@pytest.mark.parametrize(
    ("past", "own", "reason"),
    [
        ("2010", "2031-05-03", "period"),
        ("2031", "2031-05-03", ""),
        ("2010", "", ""),
    ],
)
def test_the_dead_of_a_year_before_are_not_those_of_the_event(fact: Make, past: str, own: str, reason: str) -> None:
    toll: dict[str, object] = {"attribute": "death", "temporal_class": "cumulative", "document_date": "2031-05-04"}
    a = fact("a.txt", **toll, as_of=stated(f"{past}-01-01", f"{past}-12-31"))
    own_time = AsOf(low="2031-05-04", high="2031-05-04", source="document")
    b = fact("b.txt", **toll, as_of=own_time, event="crash 2031", event_day=own)
    assert find_veto(a, b)[0] == reason


def test_a_peak_is_no_value_of_another_time(fact: Make) -> None:
    peak = fact("a.txt", attribute="unemployment peak")
    later = fact("b.txt", attribute="unemployment")
    later = replace(later, measurement=replace(later.measurement, nominal=90.0, low=89.5, high=90.5))
    assert find_veto(peak, later)[0] == "scope"
    assert find_veto(replace(peak, attribute="unemployment"), later)[0] == ""


@pytest.mark.parametrize(
    ("part", "whole", "reason"),
    [
        ({"thing": "section"}, {"subject": "orlo bridge"}, "scope"),
        ({"thing": "section"}, {"thing": "section"}, ""),
        ({"attribute": "length span"}, {"words": ("main", "span")}, ""),
    ],
)
def test_what_a_part_measures_is_not_what_the_whole_does(
    fact: Make, part: dict[str, object], whole: dict[str, object], reason: str
) -> None:
    length: dict[str, object] = {"attribute": "length", "temporal_class": "constant", "subject": ""}
    a = fact("a.txt", dimension="[length]", **length | part)
    b = fact("b.txt", dimension="[length]", **length | whole)
    b = replace(b, measurement=replace(b.measurement, nominal=90.0, low=89.5, high=90.5))
    assert find_veto(a, b)[0] == reason


@pytest.mark.parametrize(
    ("one", "other", "reason"),
    [("person", "villager", ""), ("person", "soldier", "dimension"), ("resident", "person", "")],
)
def test_nouns_for_anybody_count_one_toll(fact: Make, one: str, other: str, reason: str) -> None:
    toll: dict[str, object] = {"attribute": "evacuation", "temporal_class": "cumulative"}
    a, b = fact("a.txt", **toll, noun=one), fact("b.txt", **toll, noun=other)
    b = replace(b, measurement=replace(b.measurement, nominal=90.0, low=89.5, high=90.5))
    assert find_veto(a, b)[0] == reason
