"""One value in two units, side by side: "34 miles (55 km)" must convert within the digits that both show."""

from __future__ import annotations

from collections.abc import Iterator

from checker.records import Fact
from checker.verify.arithmetic.found import Mismatch, Page
from checker.verify.arithmetic.spans import loose_figure
from checker.verify.binary import other_convention
from checker.verify.causes import cause_of
from checker.verify.overlap import overlaps, relative_gap
from checker.verify.tables import factors

FURTHEST_RATIO = 0.98  # figures this far apart are no conversion of one another, unless by a power of a thousand

BYTE_ROUNDING = 0.01


def mismatches(page: Page) -> Iterator[Mismatch]:
    """Yield the pairs of a document whose two figures are not one value."""
    by_id = {fact.id: fact for fact in page.facts}
    for fact in page.facts:
        other = by_id.get(fact.pair)
        if other is None or other.id == fact.id:
            continue
        first, second = other.measurement, fact.measurement
        if first.dimension != second.dimension or first.unit != second.unit or first.dimension == "[temperature]":
            continue
        one, two = page.claim(other), page.claim(fact)
        if one.quantity.unit == two.quantity.unit or overlaps(loose_figure(other, one), loose_figure(fact, two)):
            continue
        if _meets_as_bytes(page, other, fact):
            continue
        computed = page.computed(first.nominal, fact)
        cause = cause_of(one.quantity, two.quantity, first, second)
        if relative_gap(first.nominal, second.nominal) > FURTHEST_RATIO and cause is None:
            continue
        yield Mismatch(
            facts=(other, fact),
            sides={other.id: "total", fact.id: "stated"},
            certainty=factors()["arithmetic"]["converted"],
            sentence=f"{page.shown(other)} is {computed}, not {page.shown(fact)}",
            values={"stated": page.shown(fact), "computed": computed},
            steps=(f"{first.nominal:.6g} {first.unit} against {second.nominal:.6g} {second.unit}",),
            cause=cause,
        )


def _meets_as_bytes(page: Page, a: Fact, b: Fact) -> bool:
    """Return whether kilobytes of 1000 or of 1024 bytes, on either side, make one value of the two."""
    first = a.measurement, other_convention(page.claim(a).quantity, a.measurement)
    second = b.measurement, other_convention(page.claim(b).quantity, b.measurement)
    return any(relative_gap(one.nominal, other.nominal) <= BYTE_ROUNDING for one in first for other in second)
