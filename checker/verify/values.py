"""Whether the values of two facts meet: within stated precision, as a bound, by rounding, under the other byte."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from checker.records import Fact, Measurement, Quantity
from checker.verify.overlap import (
    RELATIVE_NOISE,
    contains,
    in_base,
    loosened,
    overlaps,
    reach,
    relative_gap,
    rounds_to,
    span_of,
    widen,
)
from checker.verify.periods import document_order

if TYPE_CHECKING:
    from checker.verify.compare import Context

UPPER = frozenset({"<", "<="})
LOWER = frozenset({">", ">="})
BOUNDS = UPPER | LOWER
LEANING = frozenset({"nearly", "almost", "just_under", "just_over"})  # hedges of a figure, not bounds
REVISED_RATIO = 0.01  # ends of two outlooks that lie further apart were revised
SAME_RATIO = 0.05  # overlapping figures that lie further apart are compatible, not the same
NEAR_HEDGES = frozenset({"", "about", "some", "around", "roughly", "approximately", "~", "circa"})
ROUGH_BOUND = 0.9  # two bounds of one side this close say much the same: "over 3,000" and "over 3,100"
HOUR_MIN = 15.0  # offsets of time zones are multiples of a quarter of an hour


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """Whether two values meet. `kind` is agree or compatible where they do, "" where they are disjoint."""

    kind: str = ""
    factor: str = ""  # name of its certainty
    reason: str = ""  # why they cannot be compared at all
    is_bound_pair: bool = False
    steps: tuple[str, ...] = ()


def meet(a: Fact, b: Fact, context: Context) -> Meeting:
    """Return whether two facts' values meet within the precision of both, and the comparison in words."""
    first, second = a.measurement, b.measurement
    one, other = context.claims[a.id].quantity, context.claims[b.id].quantity
    steps = (f"{describe(first)} against {describe(second)}",)
    if _is_point_slip(a, b, one, other):
        return Meeting(steps=(*steps, "percent is not percentage points"))
    if _is_other_zone(a, b):
        return Meeting(kind="agree", factor="agree", steps=(*steps, "one time in two zones, as the text says"))
    reason = _incomparable(first, second)
    if reason:
        return Meeting(reason=reason, steps=(f"{first.dimension} ({first.kind}) is not compared with {second.kind}",))
    if _are_rival_ranges(a, b, one, other):
        return Meeting(steps=(*steps, "two ranges of one limit"))
    if document_order(a, b, context.documents) and _are_revised_ranges(a, b, one, other):
        return Meeting(steps=(*steps, "two ranges that were given for what is to come"))
    if _are_rival_bounds(a, b, one, other):
        return _rival(a, b, one, other, steps)
    for variant in _variants(one, other, first, second):
        found = _meet_as(one, other, *variant, context)
        if found is not None and not (
            a.temporal_class == b.temporal_class == "limit" and _is_rough(one, other, found, *variant)
        ):
            if found[0] == "compatible" and _are_one_limit(a, b, one, other):
                return Meeting(kind="agree", factor="agree", steps=(*steps, "one limit, as a bound and as a figure"))
            return Meeting(kind=found[0], factor=found[1], steps=(*steps, found[2]))
    if _is_zone_gap(first, second):
        return Meeting(reason="zone", steps=(*steps, "clock times of unknown zone differ by a time zone's offset"))
    return Meeting(is_bound_pair=_is_bound_pair(one, other), steps=(*steps, "the intervals do not meet"))


def describe(measurement: Measurement) -> str:
    """Return a measurement's interval in words: "[164.5e9, 165.5e9) USD"."""
    low = "(-inf" if measurement.low is None else f"{'(' if measurement.is_low_open else '['}{measurement.low:.10g}"
    high = "inf)" if measurement.high is None else f"{measurement.high:.10g}{')' if measurement.is_high_open else ']'}"
    return f"{low}, {high} {measurement.unit}".rstrip()


def _incomparable(first: Measurement, second: Measurement) -> str:
    if _is_nothing_of_money(first, second):
        return ""
    if first.dimension != second.dimension:
        is_money = first.dimension.startswith("currency:") and second.dimension.startswith("currency:")
        return "currency" if is_money else "dimension"
    if first.unit != second.unit and not is_of_one_zone(first, second):
        return "dimension"
    if first.kind != second.kind and first.dimension != "count":  # what is counted was judged when they were linked
        return "dimension"
    return ""


def _is_nothing_of_money(first: Measurement, second: Measurement) -> bool:
    """Return whether one is no money at all, which is the same in any currency."""
    is_money = first.dimension.startswith("currency:") and second.dimension.startswith("currency:")
    return is_money and (first.nominal == 0) != (second.nominal == 0)


def is_of_one_zone(first: Measurement, second: Measurement) -> bool:
    """Return whether two clock times can be of one zone: a bare "11:42 a.m." is mostly the local time."""
    return first.dimension == second.dimension == "clock" and {first.unit, second.unit} <= {"clock", "clock:local"}


def _is_point_slip(a: Fact, b: Fact, one: Quantity, other: Quantity) -> bool:
    """Return whether two changes show one number in percent and in percentage points."""
    kinds = {a.measurement.kind, b.measurement.kind}
    return kinds == {"share", "percentage_point"} and a.role == b.role == "change" and one.low == other.low


def _are_rival_bounds(a: Fact, b: Fact, one: Quantity, other: Quantity) -> bool:
    """Return whether two bounds of one side, or a limit's bound and figure, name different figures.

    Both can formally hold: "more than 26" and "more than 31". Sources that mean one thing still differ.
    """
    if one.unit != other.unit and _is_near(a, b, one, other):
        return False
    if LEANING & {one.hedge, other.hedge} or "~" in (one.comparator, other.comparator):
        return False
    sides = {_side(one), _side(other)}
    is_one_sided = sides in ({"upper"}, {"lower"})
    is_limit = a.temporal_class == b.temporal_class == "limit" and sides in ({"upper", ""}, {"lower", ""})
    ranges = "range" in (one.comparator, other.comparator)
    return (is_one_sided or (is_limit and not ranges)) and not _is_near(a, b, one, other)


def _are_one_limit(a: Fact, b: Fact, one: Quantity, other: Quantity) -> bool:
    """Return whether a limit is a bound here and the same figure there: "at most 64 KB", "Maximum | 65,536 bytes"."""
    if not a.temporal_class == b.temporal_class == "limit" or "range" in (one.comparator, other.comparator):
        return False
    sides = {_side(one), _side(other)}
    return sides in ({"upper", ""}, {"lower", ""}) and _is_near(a, b, one, other)


def _are_revised_ranges(a: Fact, b: Fact, one: Quantity, other: Quantity) -> bool:
    """Return whether two plans for one stated time give two ranges.

    Who said "$4 to $5 million" and now says "$4.6 to $5.2 million" has changed the outlook, though the ranges overlap.
    """
    if not one.comparator == other.comparator == "range" or one.unit != other.unit:
        return False
    is_one_time = (a.as_of.low, a.as_of.high) == (b.as_of.low, b.as_of.high) and a.as_of.source != "document"
    first, second = a.measurement, b.measurement
    ends = ((first.low, second.low), (first.high, second.high))
    is_other = any(x is not None and y is not None and relative_gap_of(x, y) > REVISED_RATIO for x, y in ends)
    return a.modality == b.modality == "planned" and is_one_time and a.document != b.document and is_other


def _are_rival_ranges(a: Fact, b: Fact, one: Quantity, other: Quantity) -> bool:
    """Return whether a limit is a range here and another range, or one figure, there: "1 to 4 GB" and "1 to 8 GB"."""
    if not a.temporal_class == b.temporal_class == "limit" or "range" not in (one.comparator, other.comparator):
        return False
    if one.unit != other.unit:
        return False
    if one.comparator == other.comparator:
        first, second = a.measurement, b.measurement
        ends = ((first.low, second.low), (first.high, second.high))
        return any(x is not None and y is not None and relative_gap_of(x, y) > SAME_RATIO for x, y in ends)
    ranged, single = (a, b) if one.comparator == "range" else (b, a)
    top, figure = ranged.measurement.high, single.measurement.nominal
    is_top = top is not None and relative_gap_of(top, figure) <= SAME_RATIO  # "8 GB" is the upper end of "1 to 8 GB"
    return not is_top and "" == _side(one) == _side(other) and "~" not in (one.comparator, other.comparator)


def relative_gap_of(x: float, y: float) -> float:
    """Return the distance of two numbers divided by the larger magnitude; 0 to 2."""
    largest = max(abs(x), abs(y))
    return abs(x - y) / largest if largest else 0.0


def _side(quantity: Quantity) -> str:
    return "upper" if quantity.comparator in UPPER else "lower" if quantity.comparator in LOWER else ""


def _is_near(a: Fact, b: Fact, one: Quantity, other: Quantity) -> bool:
    """Return whether two figures are one within their digits, bounds aside; also with the other byte."""
    for first, second in _variants(one, other, a.measurement, b.measurement):
        room = (in_base(one, first, one.step) + in_base(other, second, other.step)) / 2
        if one.unit != other.unit:
            room = max(room, 0.05 * abs(first.nominal))
        if abs(first.nominal - second.nominal) <= max(room, 1e-9 * abs(first.nominal)):
            return True
    return False


def _rival(a: Fact, b: Fact, one: Quantity, other: Quantity, steps: tuple[str, ...]) -> Meeting:
    if a.temporal_class == b.temporal_class == "limit":
        return Meeting(steps=(*steps, "two figures of one limit"))
    small, large = sorted((a.measurement.nominal, b.measurement.nominal))
    if large > 0 and small / large >= ROUGH_BOUND:
        return Meeting(kind="compatible", factor="compatible", steps=(*steps, "both bounds can hold"))
    return Meeting(is_bound_pair=True, steps=(*steps, "the bounds differ, though both can formally hold"))


def _meet_as(
    one: Quantity, other: Quantity, first: Measurement, second: Measurement, context: Context
) -> tuple[str, str, str] | None:
    """Return kind, certainty and step of two values that meet, None where they are disjoint."""
    spans = reach(first, one, context.rounding), reach(second, other, context.rounding)
    if overlaps(*spans):
        return _kind_of_overlap(one, other, first, second)
    is_rounded = context.rounding != "none"
    if is_rounded and one.unit != other.unit and overlaps(loosened(first, one), loosened(second, other)):
        return "agree", "agree_loose", "they meet once the rounding of a conversion is allowed for"
    room = max(context.absolute, context.relative * max(abs(first.nominal), abs(second.nominal)))
    if room and overlaps(widen(spans[0], room), spans[1]):
        return "agree", "agree", "they meet within the rule's tolerance"
    if is_rounded and (rounds_to(one, first, second) or rounds_to(other, second, first)):
        return "compatible", "rounded", "one is the other in round thousands"
    return None


def _is_rough(
    one: Quantity, other: Quantity, found: tuple[str, str, str], first: Measurement, second: Measurement
) -> bool:
    """Return whether only rounding lets two figures meet: a limit of 500 is not one of 512, nor 1 GB one of 1.4."""
    is_bare = one.comparator == other.comparator == "="
    return is_bare and found[0] == "compatible" and relative_gap(first.nominal, second.nominal) > RELATIVE_NOISE


def _kind_of_overlap(one: Quantity, other: Quantity, first: Measurement, second: Measurement) -> tuple[str, str, str]:
    if _is_figure(one) and _is_figure(other):
        if relative_gap(first.nominal, second.nominal) <= SAME_RATIO:
            return "agree", "agree", "the intervals overlap: the same value within stated precision"
        return "compatible", "compatible", "the intervals overlap, though the figures lie apart"
    if one.comparator == other.comparator and one.comparator != "~" and _is_same(first, second):
        return "agree", "agree", "the same bound or range"
    if contains(span_of(first), span_of(second)) or contains(span_of(second), span_of(first)):
        return "compatible", "compatible", "one contains the other"
    return "compatible", "compatible", "the intervals overlap"


def _is_figure(quantity: Quantity) -> bool:
    """Return whether a quantity is one figure, bare or with a hedge that leans to neither side."""
    if quantity.comparator == "~":
        return quantity.hedge in NEAR_HEDGES
    return quantity.comparator == "=" and quantity.low == quantity.high


def _is_same(first: Measurement, second: Measurement) -> bool:
    spans = span_of(first), span_of(second)
    return contains(*spans) and contains(spans[1], spans[0])


def _is_bound_pair(one: Quantity, other: Quantity) -> bool:
    return one.comparator in BOUNDS and other.comparator in BOUNDS


def _variants(
    one: Quantity, other: Quantity, first: Measurement, second: Measurement
) -> tuple[tuple[Measurement, Measurement], ...]:
    """Return the readings under which two measurements are compared: as they are, and with the other byte."""
    from checker.verify.binary import other_convention

    plain = (first, second)
    if one.unit == other.unit:
        return (plain,)
    turned_first, turned_second = other_convention(one, first), other_convention(other, second)
    if turned_first is first and turned_second is second:
        return (plain,)
    return (plain, (turned_first, turned_second), (turned_first, second), (first, turned_second))


def _is_other_zone(a: Fact, b: Fact) -> bool:
    """Return whether one clock time restates the other in a zone of its own: "15:15 local time (09:45 GMT)"."""
    first, second = a.measurement, b.measurement
    is_pair = a.pair == b.id or b.pair == a.id
    if not is_pair or not first.dimension == second.dimension == "clock" or first.unit == second.unit:
        return False
    offset = abs(first.nominal - second.nominal) % HOUR_MIN
    return min(offset, HOUR_MIN - offset) < 0.5  # DESIGN hard definition 12


def _is_zone_gap(first: Measurement, second: Measurement) -> bool:
    if first.dimension != "clock" or (":" in first.unit and first.unit == second.unit):  # "clock:UTC" names its zone
        return False
    offset = abs(first.nominal - second.nominal) % HOUR_MIN
    return min(offset, HOUR_MIN - offset) < 0.5
