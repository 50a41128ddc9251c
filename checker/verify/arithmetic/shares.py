"""Shares of one whole: they must not exceed 100%, and a list that adds up to 100% elsewhere must do so here."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from checker.records import Fact
from checker.verify.arithmetic.found import Mismatch, Page
from checker.verify.arithmetic.spans import add, figure, middle
from checker.verify.overlap import Span, overlaps
from checker.verify.tables import factors

FEWEST_SHARES = 3
MOST_OVER = 30.0  # percentage points; a list further over was never meant to make up one whole
MOST_UNDER = 20.0
ROUNDING_ROOM = 0.5  # percentage points beside the rounding of each share: tables are often adjusted to look right
WHOLE = 100.0

Key = tuple[str, ...]


def mismatches(pages: Sequence[Page]) -> Iterator[tuple[Page, Mismatch]]:
    """Yield lists of shares that do not make up a whole, judged by what the same list does in other documents."""
    lists: dict[Key, list[tuple[Page, tuple[Fact, ...]]]] = {}
    for page in pages:
        for key, facts in _lists(page).items():
            lists.setdefault(key, []).append((page, facts))
    for found in lists.values():
        yield from _of_one_list(found)


def _of_one_list(found: list[tuple[Page, tuple[Fact, ...]]]) -> Iterator[tuple[Page, Mismatch]]:
    sums = [(page, facts, add(figure(fact, page.claim(fact)) for fact in facts)) for page, facts in found]
    whole = [page.document.id for page, _, total in sums if _is_whole(total)]
    for page, facts, total in sums:
        excess = middle(total) - WHOLE
        if _is_whole(total) or not -MOST_UNDER <= excess <= MOST_OVER:
            continue
        if whole:
            elsewhere = f"; the same list in {whole[0]} makes up 100%"
            yield page, _mismatch(page, facts, total, elsewhere)


def _is_whole(total: Span) -> bool:
    return overlaps(Span(total.low - ROUNDING_ROOM, total.high + ROUNDING_ROOM), Span(WHOLE, WHOLE))


def _mismatch(page: Page, facts: tuple[Fact, ...], total: Span, elsewhere: str) -> Mismatch:
    computed = f"{middle(total):.4g}%"
    return Mismatch(
        facts=facts,
        sides={fact.id: "part" for fact in facts},
        certainty=factors()["arithmetic"]["shares"],
        sentence=f"the {len(facts)} shares add up to {computed}{elsewhere}",
        values={"stated": "100%", "computed": computed},
        steps=(
            " + ".join(page.shown(fact) for fact in facts) + f" = {computed}",
            f"rounding allows {total.low:.6g} to {total.high:.6g}",
        ),
    )


def _lists(page: Page) -> Mapping[Key, tuple[Fact, ...]]:
    """Return the lists and columns of percentages of a document by what heads them.

    An item with more than one percentage spoils its list: which of them counts is not known.
    """
    groups: dict[Key, dict[int, list[Fact]]] = {}
    for fact in page.facts:
        if fact.measurement.unit != "percent" or fact.role in ("change", "increment", "from"):
            continue
        key = _key(page, fact)
        if key is not None:
            groups.setdefault(key, {}).setdefault(page.claim(fact).block, []).append(fact)
    return {
        key: tuple(facts[0] for facts in items.values())
        for key, items in groups.items()
        if len(items) >= FEWEST_SHARES and all(len(facts) == 1 for facts in items.values())
    }


def _key(page: Page, fact: Fact) -> Key | None:
    """Return what heads the list or column a figure stands in: the same words in every version of a document."""
    blocks = page.document.blocks
    number = page.claim(fact).block
    if not 0 <= number < len(blocks):
        return None
    block = blocks[number]
    if block.cell is not None:
        heads = [*block.cell.column_heads] + ([block.cell.caption] if block.cell.caption is not None else [])
        if not heads or block.cell.is_head:
            return None
        return ("column", str(block.cell.table) if len(heads) == 1 else "", *(_head(page, head) for head in heads))
    if block.kind != "item" or (block.parent is None and not block.section):
        return None
    section = tuple(_head(page, head) for head in block.section)
    parent = _head(page, block.parent) if block.parent is not None else ""
    return ("item", *section, parent)


def _head(page: Page, number: int) -> str:
    blocks = page.document.blocks
    text = blocks[number].text if 0 <= number < len(blocks) else ""
    letters = "".join(sign if sign.isalpha() or sign == " " else " " for sign in text.casefold())
    return " ".join(letters.split())[:200]


def overfull(page: Page) -> Iterator[Mismatch]:
    """Yield sentences whose shares of one stated whole exceed 100%: "60% of voters chose A and 55% B, the rest C"."""
    for group in page.sentences():
        shares = [fact for fact in group if fact.role == "share" and fact.measurement.unit == "percent"]
        by_scope: dict[tuple[str, ...], list[Fact]] = {}
        for fact in shares:
            if fact.scope and fact.polarity == "affirmed" and fact.modality == "asserted":
                by_scope.setdefault(fact.scope, []).append(fact)
        for facts in by_scope.values():
            total = add(figure(fact, page.claim(fact)) for fact in facts)
            if len(facts) >= FEWEST_SHARES and WHOLE + ROUNDING_ROOM < total.low <= WHOLE + MOST_OVER:
                yield _mismatch(page, tuple(facts), total, " of one whole")
