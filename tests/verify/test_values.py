"""Whether two values meet: precision, bounds, ranges, rounding, conversions; and the cause where they do not."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.verify.overlap import Span, contains, gap, overlaps


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        # (value, unit, fields)
        (("34", "mile", {}), ("55", "kilometer", {}), "agree"),
        (("10", "kilometer", {}), ("6.2", "mile", {"step": "0.1"}), "agree"),
        (("2566", "kilometer", {}), ("1594", "mile", {}), "agree"),
        (("300", "meter", {}), ("1000", "foot", {}), "agree"),
        (("300", "meter", {}), ("310", "meter", {}), "conflict"),
        (("431", "kilometer", {}), ("430", "kilometer", {"comparator": "~", "hedge": "about"}), "agree"),
        (("304282", "count", {}), ("300000", "count", {"comparator": "~", "hedge": "about"}), "agree"),
        (("330", "count", {}), ("300", "count", {"comparator": "~", "hedge": "about"}), "compatible"),
        (("360", "count", {}), ("300", "count", {"comparator": "~", "hedge": "about"}), "conflict"),
        (("22.9", "percent", {"step": "0.1"}), ("23", "percent", {"comparator": "~", "hedge": "about"}), "agree"),
        (("298", "count", {}), ("300", "count", {"comparator": "~", "hedge": "nearly"}), "compatible"),
        (("302", "count", {}), ("300", "count", {"comparator": "~", "hedge": "nearly"}), "conflict"),
        (("60", "percent", {}), ("50", "percent", {"comparator": ">"}), "compatible"),
        (("45", "percent", {}), ("40", "percent", {"high": "50", "comparator": "range"}), "compatible"),
        (("55", "percent", {}), ("40", "percent", {"high": "50", "comparator": "range"}), "conflict"),
        (("171500", "count", {}), ("170000", "count", {}), "compatible"),
        (("178000", "count", {}), ("170000", "count", {}), "conflict"),
        (("1237", "count", {}), ("1250", "count", {}), "conflict"),
        (("495", "count", {}), ("500", "count", {}), "conflict"),
        (("3", "USD", {"step": "1"}), ("3.4", "USD", {"step": "0.1"}), "compatible"),
        (("12", "count:dead", {}), ("12", "count:person", {}), "agree"),
        (("12", "count", {}), ("12", "percent", {}), "none"),
        (("50", "percent", {}), ("50", "percentage_point", {}), "none"),
    ],
)
def test_meeting(folder, first, second, expected):
    a, b = (
        folder.say(name, "x", value, unit, kind="constant", **fields)
        for name, (value, unit, fields) in (("a", first), ("b", second))
    )
    assert folder.compare(a, b).kind == expected


@pytest.mark.parametrize(
    ("first", "second", "cause"),
    [
        (("2.6e9", "USD", "0.1e9"), ("2.6e6", "USD", "0.1e6"), "scale"),
        (("2.6e9", "USD", "0.1e9"), ("2.61e6", "USD", "0.01e6"), "scale"),
        (("55", "mile", "1"), ("55", "kilometer", "1"), "unit"),
        (("50", "newton_meter", "1"), ("50", "pound_force_foot", "1"), "unit"),
        (("900", "second", "1"), ("900", "minute", "1"), "unit"),
        (("4", "gigabyte", "1"), ("4", "megabyte", "1"), "unit"),
        (("165e9", "USD", "1e9"), ("615e9", "USD", "1e9"), "digits"),
        (("1250", "count", "1"), ("1520", "count", "1"), "digits"),
        (("12345", "count", "1"), ("1245", "count", "1"), "digits"),
        (("63.5", "percent", "0.1"), ("36.5", "percent", "0.1"), "digits"),
        (("170000", "count", "1"), ("710000", "count", "1"), "digits"),
        (("3", "percent", "1"), ("-3", "percent", "1"), "sign"),
        (("165", "count", "1"), ("198", "count", "1"), None),
        (("40", "count", "1"), ("52", "count", "1"), None),
        (("5", "count", "1"), ("8", "count", "1"), None),
    ],
)
def test_cause(folder, first, second, cause):
    a, b = (
        folder.say(name, "x", value, unit, step=step, kind="constant")
        for name, (value, unit, step) in (("a", first), ("b", second))
    )
    found = folder.compare(a, b)
    assert (found.kind, found.cause) == ("conflict", cause)


def test_one_number_in_percent_and_in_points_is_a_unit_slip(folder):
    a = folder.say("a", "2 percent", "2", "percent", role="change")
    b = folder.say("b", "2 points", "2", "percentage_point", role="change")
    found = folder.compare(a, b)
    assert (found.kind, found.cause) == ("conflict", "unit")


@pytest.mark.parametrize(
    ("first", "second", "kind", "cause"),
    [
        ("Profit rose", "Profit fell", "conflict", "sign"),
        ("Profit grew by", "Sales declined by", "conflict", "sign"),
        ("Profit rose", "Profit climbed", "agree", None),
        ("Profit fell, yet sales rose by", "Sales gained", "agree", None),
        ("The change was", "Profit fell", "agree", None),
    ],
)
def test_grew_and_declined(folder, first, second, kind, cause):
    fields = {"unit": "percent", "role": "change", "kind": "flow", "at": "2022-04-01/2022-06-30"}
    a, b = (folder.say(name, "8%", "8", words=words, **fields) for name, words in (("a", first), ("b", second)))
    found = folder.compare(a, b)
    assert (found.kind, found.cause) == (kind, cause)


def test_values_of_one_sentence_or_table_do_not_contradict(folder):
    from dataclasses import replace

    a = folder.say("a", "10", "10", kind="constant")
    b = folder.say("a", "30", "30", kind="constant")
    folder.claims[b.id] = replace(folder.claims[b.id], sentence_start=folder.claims[a.id].sentence_start)
    found = folder.compare(a, b)
    assert (found.kind, found.reason) == ("none", "scope")


def test_the_count_of_an_event_of_an_earlier_year_grows_no_more(folder):
    a = folder.say("a", "400", "400", kind="cumulative", date="2013-07-02")
    b = folder.say("b", "700", "700", kind="cumulative", date="2013-07-05")
    assert folder.compare(a, b).kind == "update"
    a, b = folder.change(a, event="flood 2004"), folder.change(b, event="flood 2004")
    assert folder.compare(a, b).kind == "conflict"


@pytest.mark.parametrize(("kind", "expected"), [("constant", "update"), ("flow", "update"), ("level", "update")])
def test_a_newer_edition_supersedes_whatever_the_class(folder, kind, expected):
    a = folder.say("a", "40", "40", kind=kind, date="2015-01-01")
    b = folder.say("b", "52", "52", kind=kind, date="2017-01-01")
    assert folder.compare(a, b, is_version=True).kind == expected


def test_two_undated_versions_conflict(folder):
    a, b = folder.say("a", "40", "40"), folder.say("b", "52", "52")
    found = folder.compare(a, b, is_version=True)
    assert (found.kind, found.is_uncertain_period) == ("conflict", False)


def test_copies_of_one_age_that_speak_of_two_times_are_not_compared(folder):
    a = folder.say("a", "40", "40", at="2014-01-01/2014-12-31")
    b = folder.say("b", "52", "52", at="2016-01-01/2016-12-31")
    found = folder.compare(a, b, is_version=True)
    assert (found.kind, found.reason) == ("none", "period")


def test_an_edition_that_names_the_same_time_conflicts(folder):
    a = folder.say("a", "40", "40", at="2014-01-01/2014-12-31", date="2015-01-01")
    b = folder.say("b", "52", "52", at="2014-01-01/2014-12-31", date="2017-01-01")
    assert folder.compare(a, b, is_version=True).kind == "conflict"


def test_two_values_that_every_document_gives_are_hardly_a_conflict(folder):
    for name in ("a", "b"):
        folder.say(name, "four others", "4", kind="constant")
        folder.say(name, "five people", "5", kind="constant")
    assert folder.findings("conflict") == []


# --- properties ----------------------------------------------------------------------------------------------

ends = st.floats(min_value=-1e12, max_value=1e12, allow_nan=False)
spans = st.tuples(ends, ends).map(lambda pair: Span(min(pair), max(pair)))


@given(spans, spans)
def test_overlap_is_symmetric_and_contains_implies_it(a, b):
    assert overlaps(a, b) == overlaps(b, a)
    assert not contains(a, b) or overlaps(a, b)
    assert gap(a, b) == gap(b, a)
    assert (gap(a, b) > 1e-6 * max(abs(a.low), abs(b.low), abs(a.high), abs(b.high), 1.0)) <= (not overlaps(a, b))


@given(spans)
def test_everything_overlaps_itself_and_the_unbounded(a):
    assert overlaps(a, a)
    assert overlaps(a, Span(-math.inf, math.inf))


@pytest.mark.parametrize(
    ("later", "fields", "kind"),
    [
        ("2031-07-25", {"value": "46", "high": "52"}, "update"),
        ("2031-05-02", {"value": "46", "high": "52"}, "compatible"),  # one day: two roundings of one outlook
        ("2031-07-25", {"value": "40", "high": "50"}, "agree"),
        ("2031-07-25", {"value": "46", "high": "52", "modality": "asserted"}, "compatible"),
    ],
)
def test_a_later_range_for_what_is_to_come_revises_the_first(folder, later, fields, kind):
    given = {"comparator": "range", "kind": "flow", "at": "2032-01-01/2032-06-30", "modality": "planned"}
    a = folder.say("a", "x", "40", "USD", high="50", date="2031-05-02", **given)
    given |= fields
    b = folder.say("b", "y", given.pop("value"), "USD", date=later, **given)
    assert folder.compare(a, b).kind == kind
