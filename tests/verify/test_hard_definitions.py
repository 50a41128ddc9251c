"""The twelve hard definitions of the design, each with fresh cases; facts are built from records."""

from __future__ import annotations

from dataclasses import replace

import pytest

DAY1, DAY2 = "2021-05-03", "2021-05-04"
Y15, Y16 = "2015-01-01/2015-12-31", "2016-01-01/2016-12-31"
Q1 = "2016-01-01/2016-03-31"


def relation(folder, first, second, **context):
    """Return kind and reason of two statements; each is (document, value, fields)."""
    a, b = (folder.say(name, value, value, **fields) for name, value, fields in (first, second))
    found = folder.compare(a, b, **context)
    return found.kind, found.reason


# 1. growing tolls and successive editions are updates; the same stated reference date is a conflict


@pytest.mark.parametrize(
    ("kind", "first", "second", "expected"),
    [
        ("cumulative", {"date": DAY1}, {"date": DAY2}, ("update", "")),
        ("cumulative", {"date": DAY1}, {"date": DAY1}, ("update", "")),
        ("cumulative", {"date": DAY1, "at": DAY1}, {"date": DAY2, "at": DAY1}, ("conflict", "")),
        ("cumulative", {"at": DAY1}, {"at": DAY2}, ("update", "")),
        ("level", {"at": Y15, "date": "2016-02-01"}, {"at": Y16, "date": "2017-02-01"}, ("update", "")),
        ("level", {"at": Y15, "date": "2016-02-01"}, {"at": Y15, "date": "2017-02-01"}, ("conflict", "")),
        ("level", {"date": DAY1}, {"date": DAY2}, ("update", "")),
        ("limit", {"date": DAY1}, {"date": DAY2}, ("update", "")),
        ("limit", {"at": DAY1}, {"at": DAY2}, ("update", "")),
        ("limit", {"date": DAY1}, {"date": DAY1}, ("conflict", "")),
        ("constant", {"date": DAY1}, {"date": "2024-01-01"}, ("conflict", "")),
        ("constant", {"at": DAY1}, {"at": DAY2}, ("conflict", "")),
        ("constant", {"at": Y15}, {"at": Y16}, ("update", "")),  # stated year by year: a series
        ("constant", {}, {}, ("conflict", "")),
        ("level", {}, {}, ("conflict", "")),
        ("cumulative", {}, {}, ("conflict", "")),
        ("limit", {}, {}, ("conflict", "")),
    ],
)
def test_1_time_and_class_decide(folder, kind, first, second, expected):
    assert relation(folder, ("a", "40", {"kind": kind, **first}), ("b", "52", {"kind": kind, **second})) == expected


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        (Y16, Q1, ("none", "period")),
        (Y16, "2016-12-31", ("conflict", "")),  # "at the end of 2016"
        (Y16, "2016-06-30", ("none", "period")),
        ("0001-01-01/9999-12-31", "0001-01-01/9999-12-31", ("conflict", "")),  # no date at all
    ],
)
def test_1_a_level_inside_the_time_of_another(folder, first, second, expected):
    assert relation(folder, ("a", "40", {"at": first}), ("b", "52", {"at": second})) == expected


@pytest.mark.parametrize(("day", "expected"), [("2024-03-08", ("conflict", "")), ("2024-06-05", ("update", ""))])
def test_1_what_nobody_knows_to_be_a_level_does_not_move_within_a_week(folder, day, expected):
    a = folder.say("a", "40", "40", kind="level", date="2024-03-05")
    b = folder.say("b", "52", "52", kind="level", date=day)
    for fact in (a, b):
        folder.facts[fact.id] = replace(fact, is_class_known=False)
    found = folder.compare(folder.facts[a.id], folder.facts[b.id])
    assert (found.kind, found.reason) == expected


def test_1_counts_without_any_date_are_no_update(folder):
    ever = {"at": "0001-01-01/9999-12-31", "source": "document", "kind": "cumulative"}
    assert relation(folder, ("a", "40", ever), ("b", "52", ever)) == ("conflict", "")


def test_1_a_smaller_later_count_is_the_current_one(folder):
    a = folder.say("a", "31", "31", kind="cumulative", date=DAY1)
    b = folder.say("b", "28", "28", kind="cumulative", date=DAY2)
    assert folder.compare(a, b).current == b.id


def test_1_two_counts_of_one_day_put_the_larger_last(folder):
    a = folder.say("a", "31", "31", kind="cumulative", date=DAY1)
    b = folder.say("b", "28", "28", kind="cumulative", date=DAY1)
    assert folder.compare(a, b).current == a.id


@pytest.mark.parametrize(
    ("kind", "moves", "expected"),
    [
        ("constant", "restated", "update"),
        ("level", "corrected", "update"),
        ("flow", "restated", "update"),
        ("flow", "rises to", "conflict"),  # a flow rises from one period to the next
        ("limit", "raised from", "update"),
        ("constant", "an earlier version said", "update"),
    ],
)
def test_1_explicit_wording_makes_an_update(folder, kind, moves, expected):
    a = folder.say("a", "40", "40", kind=kind)
    b = folder.say("b", "52", "52", kind=kind, moves=moves)
    found = folder.compare(a, b)
    assert found.kind == expected
    assert found.current == (b.id if expected == "update" else "")


def test_1_one_wording_in_two_copies_orders_nothing(folder):
    a = folder.say("a", "17", "17", kind="cumulative", moves="rises to")
    b = folder.say("b", "71", "71", kind="cumulative", moves="rises to")
    assert folder.compare(a, b).kind == "conflict"


# 2. flows of different periods never meet; the years of one document are a comparison


@pytest.mark.parametrize(
    ("kind", "first", "second", "expected"),
    [
        ("flow", {"at": Y15}, {"at": Y16}, ("none", "period")),
        ("flow", {"at": Y16}, {"at": Q1}, ("none", "period")),
        ("flow", {"at": Y16}, {"at": Y16}, ("conflict", "")),
        ("flow", {"at": Y15}, {"date": "2017-03-01"}, ("none", "period")),
        ("flow", {"date": DAY1}, {"date": DAY2}, ("none", "period")),
        ("flow", {"date": DAY1}, {"date": DAY1}, ("conflict", "")),
    ],
)
def test_2_flows(folder, kind, first, second, expected):
    assert relation(folder, ("a", "40", {"kind": kind, **first}), ("b", "52", {"kind": kind, **second})) == expected


def test_2_equal_flows_of_two_years_are_not_one_figure(folder):
    fields = {"kind": "flow", "unit": "EUR"}
    assert relation(folder, ("a", "40", {"at": Y15, **fields}), ("b", "40", {"at": Y16, **fields})) == (
        "none",
        "period",
    )


@pytest.mark.parametrize("kind", ["level", "limit"])
def test_2_two_years_in_one_document_are_a_comparison(folder, kind):
    assert relation(folder, ("a", "40", {"at": Y15, "kind": kind}), ("a", "52", {"at": Y16, "kind": kind})) == (
        "none",
        "period",
    )


# 3. attribution does not excuse


def test_3_two_speakers_with_two_constants_conflict(folder):
    a = folder.say("a", "5.9", "5.9", "count", step="0.1", kind="constant", speaker="Rimland Institute")
    b = folder.say("b", "6.1", "6.1", "count", step="0.1", kind="constant", speaker="Coastal Survey")
    assert folder.compare(a, b).kind == "conflict"
    (found,) = folder.findings()
    assert "5.9 (Rimland Institute, in a) but 6.1 (Coastal Survey, in b)" in found.message


# 4. increments, goals, proposals, hypotheticals, denied figures


@pytest.mark.parametrize(
    ("first", "second", "reason"),
    [
        ({"role": "increment"}, {"role": "level"}, "role"),
        ({"role": "change"}, {"role": "level"}, "role"),
        ({"modality": "planned"}, {"modality": "asserted"}, "modality"),
        ({"modality": "proposed"}, {"modality": "asserted"}, "modality"),
        ({"modality": "hypothetical"}, {"modality": "asserted"}, "modality"),
        ({"modality": "hypothetical"}, {"modality": "hypothetical"}, "modality"),
        ({"polarity": "denied"}, {"polarity": "affirmed"}, "modality"),
        ({"polarity": "denied"}, {"polarity": "denied"}, "modality"),
    ],
)
def test_4_never_a_conflict(folder, first, second, reason):
    assert relation(folder, ("a", "40", first), ("b", "52", second)) == ("none", reason)


def test_1_a_toll_that_shrinks_without_a_word_is_doubted(folder):
    first, later = {"kind": "cumulative", "date": DAY1}, {"kind": "cumulative", "date": DAY2}
    a, b, c = (
        folder.say("a", "40", "40", **first),
        folder.say("b", "22", "22", **later),
        folder.say("c", "60", "60", **later),
    )
    fallen, risen = folder.compare(a, b), folder.compare(a, c)
    assert (fallen.kind, risen.kind) == ("update", "update")
    assert fallen.certainty < risen.certainty


@pytest.mark.parametrize(
    ("value", "one", "other", "expected"),
    [
        ("0", "Iven Talmer", "Lena Dorr", "disputed"),
        ("0", "Iven Talmer", "Iven Talmer", "conflict"),
        ("0", "Iven Talmer", "", "conflict"),
        ("12", "Iven Talmer", "Lena Dorr", "conflict"),
    ],
)
def test_3_none_against_some_is_disputed_where_two_speak(folder, value, one, other, expected):
    first, second = {"kind": "cumulative", "speaker": one}, {"kind": "cumulative", "speaker": other}
    assert relation(folder, ("a", "40", first), ("b", value, second)) == (expected, "")


def test_4_a_denied_figure_that_another_states_is_disputed(folder):
    first, second = {"polarity": "denied", "modality": "proposed"}, {"modality": "asserted"}
    assert relation(folder, ("a", "40", first), ("b", "40", second)) == ("disputed", "")


def test_4_two_denials_of_one_figure_agree(folder):
    denied = {"polarity": "denied"}
    assert relation(folder, ("a", "40", denied), ("b", "40", denied)) == ("agree", "")


def test_4_two_plans_can_conflict(folder):
    planned = {"modality": "planned", "kind": "constant"}
    assert relation(folder, ("a", "40", planned), ("b", "52", planned)) == ("conflict", "")


# 5. bounds


@pytest.mark.parametrize(
    ("sign", "value", "other", "expected"),
    [
        (">=", "24", "30", "compatible"),
        (">", "24", "20", "conflict"),
        (">=", "24", "24", "compatible"),
        (">", "24", "24", "compatible"),  # 24 is rounded: up to 24.5
        ("<=", "24", "20", "compatible"),
        ("<", "24", "31", "conflict"),
        ("<=", "24", "25", "conflict"),
    ],
)
def test_5_a_bound_and_a_figure(folder, sign, value, other, expected):
    a = folder.say("a", value, value, comparator=sign, kind="constant")
    b = folder.say("b", other, other, kind="constant")
    found = folder.compare(a, b)
    assert found.kind == expected
    assert found.cause == ("bound" if expected == "conflict" else None)


def test_5_an_early_bound_is_left_behind_by_a_growing_count(folder):
    a = folder.say("a", "1", "1", comparator=">=", kind="cumulative", date=DAY1)
    b = folder.say("b", "24", "24", kind="cumulative", date=DAY2)
    found = folder.compare(a, b)
    assert (found.kind, found.current) == ("update", b.id)


def test_5_a_bound_that_the_later_count_bears_out_is_compatible(folder):
    a = folder.say("a", "200", "200", comparator=">", kind="cumulative", date=DAY1)
    b = folder.say("b", "230", "230", kind="cumulative", date=DAY2)
    assert folder.compare(a, b).kind == "compatible"


def test_5_two_lower_bounds_are_reported_with_less_confidence(folder):
    a = folder.say("a", "26,000", "26000", comparator=">", kind="constant")
    b = folder.say("b", "31,000", "31000", comparator=">", kind="constant")
    found = folder.compare(a, b)
    assert found.kind == "conflict"
    assert found.certainty < 0.7


def test_5_opposite_bounds_fit(folder):
    a = folder.say("a", "26", "26", comparator=">", kind="constant")
    b = folder.say("b", "31", "31", comparator="<", kind="constant")
    assert folder.compare(a, b).kind == "compatible"


@pytest.mark.parametrize(
    ("other", "sign", "expected"), [("10", "=", "agree"), ("8", "=", "conflict"), ("8", "<=", "conflict")]
)
def test_5_the_bound_of_a_limit_is_its_value(folder, other, sign, expected):
    a = folder.say("a", "up to 10 MB", "10", "megabyte", comparator="<=", kind="limit")
    b = folder.say("b", f"{other} MB", other, "megabyte", comparator=sign, kind="limit")
    assert folder.compare(a, b).kind in (expected, "compatible" if expected == "agree" else expected)


# 6. findings never mix topics


def test_6_two_topics_are_never_joined(folder):
    one = [folder.say(name, value, value, kind="constant") for name, value in (("a", "6"), ("b", "6"))]
    two = [folder.say(name, value, value, kind="constant") for name, value in (("a", "9"), ("b", "9"))]
    found = folder.verify(folder.topic(*one), folder.topic(*two)).findings
    assert [finding.kind for finding in found] == ["agreement", "agreement"]


# 7. rounding is propagated: see test_arithmetic.py


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        (("165000000000", "1000000000"), ("165200000000", "100000000"), "agree"),
        (("165000000000", "1000000000"), ("166000000000", "1000000000"), "conflict"),
        (("3200000", "100000"), ("3160000", "10000"), "agree"),
        (("3200000", "100000"), ("3300000", "100000"), "conflict"),
    ],
)
def test_7_stated_precision_is_no_contradiction(folder, first, second, expected):
    a = folder.say("a", "x", first[0], "USD", step=first[1], kind="constant")
    b = folder.say("b", "y", second[0], "USD", step=second[1], kind="constant")
    assert folder.compare(a, b).kind == expected


# 8. kilobytes of 1000 and 1024 bytes


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        (("512", "megabyte"), ("524288", "kilobyte"), "agree"),
        (("1", "gigabyte"), ("1024", "megabyte"), "agree"),
        (("1", "gigabyte"), ("1000", "megabyte"), "agree"),
        (("50", "megabyte"), ("52428800", "byte"), "agree"),
        (("64", "mebibyte"), ("64", "megabyte"), "agree"),
        (("512", "megabyte"), ("500", "megabyte"), "conflict"),
        (("75", "gigabyte"), ("75", "megabyte"), "conflict"),
        (("1", "gigabyte"), ("1500", "megabyte"), "conflict"),
    ],
)
def test_8_bytes(folder, first, second, expected):
    a = folder.say("a", first[0], *first, kind="limit")
    b = folder.say("b", second[0], *second, kind="limit")
    assert folder.compare(a, b).kind == expected


# 9. currencies


@pytest.mark.parametrize("value", ["100", "90"])
def test_9_currencies_are_not_compared(folder, value):
    a = folder.say("a", "$100", "100", "USD", kind="constant")
    b = folder.say("b", f"€{value}", value, "EUR", kind="constant")
    found = folder.compare(a, b)
    assert (found.kind, found.reason) == ("none", "currency")


# 10. from X to Y: X is the superseded value


def test_10_the_former_value_is_superseded(folder):
    a = folder.say("a", "10", "10", kind="limit", role="from", moves="raised from", date=DAY2)
    b = folder.say("a", "15", "15", kind="limit", role="to", moves="raised from", date=DAY2)
    found = folder.compare(a, b)
    assert (found.kind, found.current) == ("update", b.id)


def test_10_the_former_value_agrees_with_the_older_document(folder):
    a = folder.say("a", "10", "10", kind="limit", role="from", moves="raised from", date=DAY2)
    c = folder.say("c", "10", "10", kind="limit", date=DAY1)
    assert folder.compare(a, c).kind == "agree"


def test_10_a_former_value_does_not_fight_an_older_document(folder):
    a = folder.say("a", "10", "10", kind="limit", role="from", moves="raised from", date=DAY2)
    c = folder.say("c", "7", "7", kind="limit", date=DAY1)
    assert folder.compare(a, c).kind == "none"


# 12. clock times carry a zone; two dates of one event conflict


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("457", "457", "agree"),
        ("457", "217", "none"),  # four hours apart: a time zone
        ("457", "492", "conflict"),  # 35 minutes are no zone
    ],
)
def test_12_clock_times(folder, first, second, expected):
    a = folder.say("a", first, first, "clock", form="clock", kind="constant")
    b = folder.say("b", second, second, "clock", form="clock", kind="constant")
    assert folder.compare(a, b).kind == expected


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        (("737000", "737000"), ("737000", "737000"), "agree"),
        (("737000", "737000"), ("737001", "737001"), "conflict"),
        (("737000", "737000"), ("736990", "737020"), "compatible"),  # a day in its month
    ],
)
def test_12_dates_of_one_event(folder, first, second, expected):
    a, b = (
        folder.say(name, "a day", low, "date", high=high, form="date", kind="constant")
        for name, (low, high) in (("a", first), ("b", second))
    )
    assert folder.compare(a, b).kind == expected
