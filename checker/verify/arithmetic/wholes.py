"""A part against its whole, side by side: "14 of the 12 crew", "12 of 48 plants (30%)"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from checker.records import Fact
from checker.verify.arithmetic.found import Mismatch, Page
from checker.verify.arithmetic.spans import divide, figure, loose_figure, middle, multiply
from checker.verify.overlap import Span, overlaps, widen
from checker.verify.tables import factors

_OF = re.compile(r"(?: [a-z]{1,20}){0,2} (?:out of|of) (?:the |its |their |a total of |all )?", re.IGNORECASE)
_BRACKET = re.compile(r"[^()%]{0,40}\((?:or |about |some |just |nearly )?", re.IGNORECASE)
PERCENT_ROOM = 0.5  # percentage points: shares are often cut, not rounded
EXACT = frozenset({"digits", "words"})


def mismatches(page: Page) -> Iterator[Mismatch]:
    """Yield parts that exceed their whole, and percentages beside a part and its whole that do not follow."""
    for group in page.sentences():
        ordered = sorted(group, key=lambda fact: page.claim(fact).quantity.start)
        for at, (part, whole) in enumerate(pairwise(ordered)):
            if not _is_part_of(page, part, whole):
                continue
            if part.measurement.nominal > whole.measurement.nominal:
                yield _too_big(page, part, whole)
            elif at + 2 < len(ordered):
                found = _percentage(page, part, whole, ordered[at + 2])
                if found is not None:
                    yield found


def _is_part_of(page: Page, part: Fact, whole: Fact) -> bool:
    first, second = page.claim(part).quantity, page.claim(whole).quantity
    is_counted = part.measurement.dimension == whole.measurement.dimension == "count"
    is_plain = first.comparator == second.comparator == "=" and {first.form, second.form} <= EXACT
    between = page.document.text[first.end : second.start]
    return is_counted and is_plain and second.low > 0 and _OF.fullmatch(" " + between.strip() + " ") is not None


def _too_big(page: Page, part: Fact, whole: Fact) -> Mismatch:
    return Mismatch(
        facts=(part, whole),
        sides={part.id: "part", whole.id: "total"},
        certainty=factors()["arithmetic"]["part_exceeds_whole"],
        sentence=f"{page.shown(part)} cannot be a part of {page.shown(whole)}",
        values={"stated": page.shown(part), "computed": page.shown(whole)},
        steps=(f"{part.measurement.nominal:.8g} is more than {whole.measurement.nominal:.8g}",),
    )


def _percentage(page: Page, part: Fact, whole: Fact, share: Fact) -> Mismatch | None:
    quantity = page.claim(share).quantity
    between = page.document.text[page.claim(whole).quantity.end : quantity.start]
    if share.measurement.unit != "percent" or _BRACKET.fullmatch(between) is None:
        return None
    ratio = divide(figure(part, page.claim(part)), figure(whole, page.claim(whole)))
    if ratio is None:
        return None
    computed = widen(multiply(ratio, Span(100.0, 100.0)), PERCENT_ROOM)
    if overlaps(computed, loose_figure(share, page.claim(share))):
        return None
    text = f"{middle(computed):.3g}%"
    return Mismatch(
        facts=(part, whole, share),
        sides={part.id: "part", whole.id: "total", share.id: "stated"},
        certainty=factors()["arithmetic"]["part_exceeds_whole"],
        sentence=f"{page.shown(part)} of {page.shown(whole)} is {text}, not {page.shown(share)}",
        values={"stated": page.shown(share), "computed": text},
        steps=(f"computed {computed.low:.4g} to {computed.high:.4g} percent, rounding allowed for",),
    )
