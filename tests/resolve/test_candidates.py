"""Blocking: likely partners are found, and the number of pairs grows with the number of facts."""

from __future__ import annotations

from collections.abc import Callable

from checker.records import Fact
from checker.resolve.candidates import find_candidates

Make = Callable[..., Fact]


def test_facts_that_share_a_rare_word_are_candidates(fact: Make) -> None:
    facts = [fact("a", words=("turbine",), subject=""), fact("b", words=("turbine",), subject="")]
    assert list(find_candidates(facts)) == [(0, 1)]


def test_other_dimensions_never_are_but_currencies_may_meet(fact: Make) -> None:
    facts = [fact("a"), fact("b", dimension="share"), fact("c", dimension="currency:EUR")]
    assert list(find_candidates(facts)) == [(0, 2)]


def test_pairs_grow_with_the_facts_and_not_with_their_square(fact: Make) -> None:
    def pairs(count: int) -> int:
        facts = [fact(f"d{n}", attribute="price", words=("price", f"w{n % 7}")) for n in range(count)]
        return sum(1 for _ in find_candidates(facts))

    assert pairs(800) < 2.5 * pairs(400)


def test_each_pair_comes_once_in_order(fact: Make) -> None:
    facts = [fact(f"d{n}", words=("turbine", "blade")) for n in range(5)]
    found = list(find_candidates(facts))
    assert found == sorted(set(found))
    assert len(found) == 10
