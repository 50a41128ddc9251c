"""Sums and products that one sentence spells out: "40 houses and 12 shops, 52 in all", "12 rates of $30 come to $360".

Only what the words themselves add up or multiply is questioned; figures that merely stand side by side are not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from checker.records import Fact, Quantity
from checker.verify.arithmetic.found import Mismatch, Page
from checker.verify.arithmetic.spans import add, figure, middle, multiply
from checker.verify.overlap import Span, overlaps
from checker.verify.tables import factors

FEWEST_PARTS = 2
HUGE = 10.0  # a stated sum this many times the computed one sums up something else
_ALL = r"(?:in all|in total|altogether|all told|combined|taken together)"
_IN_ALL = re.compile(rf"\s(?:(?:[a-z]{{3,20}}\s){{0,2}}){_ALL}\b")
_BEFORE_TOTAL = re.compile(
    r"[^.;:]{0,30}(?:,| –| —|\()\s?(?:and )?(?:for |or |making |which makes |that makes |giving )?"
    r"(?:a total of |in all |in total )?"
)
_NAMED_TOTAL = re.compile(r"(?:a total of|in all|in total|altogether),?\s\Z", re.IGNORECASE)
_LISTED = re.compile(r"[^.;:()]{0,50}?(?:,|\band\b|\bplus\b)[^.;:()]{0,30}")
_NO_PART = re.compile(
    r"\b(?:of (?:them|whom|which|these|those)|includ\w+|among|after|against|than|from|to|but|while|was|were|is|are"
    r"|had|has)\b"
)
_TIMES = re.compile(r" (?:[a-z-]{2,20} ){0,3}(?:of|at) (?:[A-Z]{3} ?)?")
_COMES_TO = re.compile(
    r" (?:(?:each|apiece|every|a|per) ?[a-z]{0,8} )?"
    r"(?:comes?|came|adds?|added|amounts?|amounted|makes?|made|totals?|totall?ed|works? out|worked out)"
    r"(?: up)?(?: to| at)? (?:a total of |exactly )?(?:[A-Z]{3} ?)?"
)


def mismatches(page: Page) -> Iterator[Mismatch]:
    """Yield the sums and products of a document's sentences that do not follow from their figures."""
    for group in page.sentences():
        ordered = [fact for fact in sorted(group, key=lambda one: page.claim(one).quantity.start) if _is_plain(fact)]
        for at, total in enumerate(ordered):
            found = _sum(page, ordered[:at], total) if at >= FEWEST_PARTS else None
            if found is not None:
                yield found
        for at in range(len(ordered) - 2):
            found = _product(page, *ordered[at : at + 3])
            if found is not None:
                yield found


def _is_plain(fact: Fact) -> bool:
    is_asserted = fact.polarity == "affirmed" and fact.modality in ("asserted", "planned")
    return is_asserted and fact.measurement.comparator in ("=", "~")


def _between(page: Page, first: Fact, second: Fact) -> str:
    return page.document.text[page.claim(first).quantity.end : page.claim(second).quantity.start]


def _sum(page: Page, before: list[Fact], total: Fact) -> Mismatch | None:
    """Return what is wrong with "40 houses and 12 shops, 54 in all"; None where it holds or is no sum."""
    text, quantity = page.document.text, page.claim(total).quantity
    link = _between(page, before[-1], total)
    is_named = _IN_ALL.match(text, quantity.end, quantity.end + 60) or _NAMED_TOTAL.search(link)
    if not is_named or not _BEFORE_TOTAL.fullmatch(link):
        return None
    parts = _parts(page, before, total)
    if len(parts) < FEWEST_PARTS:
        return None
    stated = figure(total, page.claim(total))
    sums = [add(figure(part, page.claim(part)) for part in parts[at:]) for at in range(len(parts) - 1)]
    if any(overlaps(one, stated) for one in sums) or _is_elsewhere(middle(sums[0]), total.measurement.nominal):
        return None
    text = page.computed(middle(sums[0]), total)
    return _wrong(page, parts, total, " + ", "add up to", (sums[0], text))


def _parts(page: Page, before: list[Fact], total: Fact) -> list[Fact]:
    """Return the figures of one list that ends before a total, in order."""
    parts = [before[-1]]
    for first, second in pairwise(reversed(before)):
        link = _between(page, second, first)
        if not _LISTED.fullmatch(link) or _NO_PART.search(link):
            break
        parts.append(second)
    parts.reverse()
    is_like = all(one.measurement.dimension == total.measurement.dimension for one in parts)
    roles = {one.role for one in parts}
    return parts if is_like and roles <= {"level", "to", "increment"} and _can_be_added(total) else []


def _can_be_added(total: Fact) -> bool:
    return total.measurement.dimension not in ("date", "clock", "[temperature]", "share")


def _is_elsewhere(computed: float, stated: float) -> bool:
    low, high = sorted((abs(computed), abs(stated)))
    return not low or high > HUGE * low


def _product(page: Page, number: Fact, each: Fact, total: Fact) -> Mismatch | None:
    """Return what is wrong with "12 rates of $30 come to $380"; None where it holds or is no product."""
    one, other = page.claim(each).quantity, page.claim(total).quantity
    is_count = number.measurement.dimension.startswith("count") and one.unit == other.unit.partition("/")[0]
    if not is_count or not _TIMES.fullmatch(_between(page, number, each)):
        return None
    if not _COMES_TO.fullmatch(_between(page, each, total)) or not _can_be_added(each):
        return None
    times = float(page.claim(number).quantity.low)
    price = Span(float(one.low), float(one.high))  # what one costs is paid to the cent, and is not rounded
    is_price = each.measurement.dimension.startswith("currency") and one.comparator == "="
    computed = multiply(Span(times, times), price if is_price else _written(one))
    if overlaps(computed, _written(other)) or _is_elsewhere(middle(computed), float(other.low)):
        return None
    return _wrong(page, [number, each], total, " x ", "come to", (computed, f"{middle(computed):,.10g}"))


def _written(quantity: Quantity) -> Span:
    """Return a figure as it is written, give or take half of its last digit."""
    return Span(float(quantity.low - quantity.step / 2), float(quantity.high + quantity.step / 2))


def _wrong(page: Page, parts: list[Fact], total: Fact, sign: str, verb: str, computed: tuple[Span, str]) -> Mismatch:
    span, text = computed
    shown = sign.join(page.shown(part) for part in parts)
    return Mismatch(
        facts=(total, *parts),
        sides={part.id: "part" for part in parts} | {total.id: "total"},
        certainty=factors()["arithmetic"]["sentence"],
        sentence=f"{shown} {verb} {text}, not {page.shown(total)}",
        values={"stated": page.shown(total), "computed": text},
        steps=(f"{shown} = {text}", f"rounding allows {span.low:.8g} to {span.high:.8g}"),
    )
