"""Kind `arithmetic`: figures that must add up or convert.

check: {kind: arithmetic, find: converted-pair}     # patterns the program finds by itself:
                                                    # converted-pair stated-change column-total
                                                    # sentence-total shares part-of-whole
check:
  kind: arithmetic
  for-each: [document, period]
  bind: {total: {entity: Norvik Group}, part: {entity: {part-of: Norvik Group}, many: true}}
  holds: total == sum(part)
  need: {part: 2}
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from checker.records import Fact
from checker.verify import periods, selection
from checker.verify.arithmetic import bound, changes, pairs, sentences, shares, totals, wholes
from checker.verify.arithmetic.found import Mismatch, Page
from checker.verify.messages import title
from checker.verify.rules import Case, Draft, Rule, Selection

IN_A_DOCUMENT: dict[str, Callable[[Page], Iterator[Mismatch]]] = {
    "converted-pair": pairs.mismatches,
    "stated-change": changes.mismatches,
    "column-total": totals.mismatches,
    "sentence-total": sentences.mismatches,
    "part-of-whole": wholes.mismatches,
}


class Arithmetic:
    """Checks sums, changes, shares and conversions."""

    name = "arithmetic"
    placeholders = frozenset({"stated", "computed"})
    roles = frozenset({"stated", "total", "part", "from", "to"})

    def model(self) -> type:
        """Return the pydantic model of this kind's `check:`."""
        from checker.verify.models import ArithmeticCheck

        return ArithmeticCheck

    def judge(self, rules: tuple[Rule, ...], case: Case, count: Callable[[str], None]) -> Iterable[Draft]:
        """Return what the rules find, document by document."""
        pages = _pages(case)
        for rule in rules:
            for found in _find(rule, pages, case):
                if _is_wanted(rule, found, case):
                    yield _draft(rule, found, case)


def _find(rule: Rule, pages: list[Page], case: Case) -> Iterator[Mismatch]:
    find = rule.check.get("find")
    if find is None:
        yield from bound.mismatches(rule, case)
    elif find == "shares":
        yield from (found for _, found in shares.mismatches(pages))
        for page in pages:
            yield from shares.overfull(page)
    else:
        for page in pages:
            yield from IN_A_DOCUMENT[str(find)](page)


def _pages(case: Case) -> list[Page]:
    by_document: dict[str, list[Fact]] = {}
    for fact in case.facts.values():
        by_document.setdefault(fact.document, []).append(fact)
    return [
        Page(document=case.documents[name], facts=tuple(sorted(facts, key=_reading_order(case))), claims=case.claims)
        for name, facts in sorted(by_document.items())
    ]


def _reading_order(case: Case) -> Callable[[Fact], tuple[int, str]]:
    return lambda fact: (case.claims[fact.id].quantity.start, fact.id)


def _is_wanted(rule: Rule, found: Mismatch, case: Case) -> bool:
    if rule.select == Selection() or rule.check.get("find") is None:
        return True
    return any(selection.is_selected(rule.select, fact, case) for fact in found.facts)


def _draft(rule: Rule, found: Mismatch, case: Case) -> Draft:
    claim = case.claims[found.facts[0].id]
    subject = claim.subject.text if claim.subject else ""
    named = title(" ".join(subject.split()), " ".join(claim.attribute.text.split()))
    labels = {fact.as_of.label for fact in found.facts if periods.is_stated(fact.as_of)}
    return Draft(
        rule=rule,
        verdict="arithmetic",
        facts=tuple(fact.id for fact in found.facts),
        confidence=found.certainty,
        cause=found.cause,
        subject=subject,
        attribute=claim.attribute.text,
        period=labels.pop() if len(labels) == 1 else "",
        sides=tuple(found.sides.items()),
        values=found.values,
        steps=found.steps,
        sentence=f"{named}: {found.sentence}",
    )


KIND = Arithmetic()
