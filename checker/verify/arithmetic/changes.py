"""A stated change against the two values it compares: "rose 12% to 112 from 100"."""

from __future__ import annotations

from collections.abc import Iterator

from checker.records import Fact
from checker.verify.arithmetic.found import Mismatch, Page
from checker.verify.arithmetic.spans import divide, figure, loose_figure, magnitude, middle, multiply, subtract
from checker.verify.overlap import Span, overlaps, widen
from checker.verify.tables import factors

HUNDRED = Span(100.0, 100.0)
CHANGES = frozenset({"change", "increment"})
PERCENT_ROOM = 0.05  # of the stated percentage: changes are often worked out from unrounded figures
HUGE = 1000.0  # per cent; a change beyond it is read wrongly more often than it is wrong


def mismatches(page: Page) -> Iterator[Mismatch]:
    """Yield the sentences with one former value, one new value and one change that does not follow from them."""
    for group in page.sentences():
        by_role = {role: [fact for fact in group if fact.role == role] for role in ("from", "to")}
        changes = [fact for fact in group if fact.role in CHANGES]
        if len(by_role["from"]) != 1 or len(by_role["to"]) != 1 or len(changes) != 1:
            continue
        former, new, change = by_role["from"][0], by_role["to"][0], changes[0]
        if former.measurement.unit != new.measurement.unit or _is_unlike(former, new):
            continue
        found = judge(page, former, new, change)
        if found is not None:
            yield found


def _is_unlike(former: Fact, new: Fact) -> bool:
    return former.measurement.dimension != new.measurement.dimension or former.modality != new.modality


def judge(
    page: Page, former: Fact, new: Fact, change: Fact, *, is_distinct: bool = False, room: float = 0.0
) -> Mismatch | None:
    """Return what is wrong with a change between two values of one unit; None where it follows from them.

    Args:
        is_distinct: percent is never read as percentage points.
        room: share of the stated change, 0 to 1, that rounding and tolerance allow beside `PERCENT_ROOM`.
    """
    old, now = figure(former, page.claim(former)), figure(new, page.claim(new))
    stated = magnitude(loose_figure(change, page.claim(change)))
    difference = magnitude(subtract(now, old))
    computed: list[tuple[Span, str]] = []
    if change.measurement.kind == "share":
        ratio = divide(subtract(now, old), magnitude(old))
        if ratio is None:
            return None
        percent = magnitude(multiply(ratio, HUNDRED))
        computed.append((widen(percent, max(room, PERCENT_ROOM) * abs(middle(stated))), f"{middle(percent):.3g}%"))
    is_points = change.measurement.kind != "share" or not is_distinct
    if change.measurement.dimension == "share" and former.measurement.unit == "percent" and is_points:
        computed.append((difference, f"{middle(difference):.3g} percentage points"))  # "rose 2% to 12% from 10%"
    elif change.measurement.unit == new.measurement.unit and change.measurement.dimension != "share":
        computed.append((difference, f"{middle(difference):.6g} {new.measurement.unit}"))
    if not computed or any(overlaps(span, stated) for span, _ in computed) or middle(computed[0][0]) > HUGE:
        return None
    text = computed[0][1]
    return Mismatch(
        facts=(former, new, change),
        sides={former.id: "from", new.id: "to", change.id: "stated"},
        certainty=factors()["arithmetic"]["change"],
        sentence=(f"from {page.shown(former)} to {page.shown(new)} is a change of {text}, not of {page.shown(change)}"),
        values={"stated": page.shown(change), "computed": text},
        steps=(f"computed {computed[0][0].low:.4g} to {computed[0][0].high:.4g}, rounding of all figures allowed for",),
    )
