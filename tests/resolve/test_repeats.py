"""A figure that one document gives again and again is linked in its first places only."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from checker.records import Fact
from checker.resolve import Linker, unblocked
from checker.resolve.candidates import find_candidates
from checker.resolve.repeats import MOST, first_of_each

Make = Callable[..., Fact]


def _repeated(fact: Make, count: int, document: str = "log") -> list[Fact]:
    one = fact(document, words=("turbine", "blade"))
    return [replace(one, id=f"{one.document}#{n}", sentence=f"s{n % 7}", block=n, ordinal=n % 3) for n in range(count)]


def test_the_first_of_many_stand_for_all(fact: Make) -> None:
    assert first_of_each(_repeated(fact, 10 * MOST)) == list(range(MOST))


def test_as_many_as_people_write_are_all_kept(fact: Make) -> None:
    assert first_of_each(_repeated(fact, MOST)) == list(range(MOST))


def test_another_document_value_or_word_beside_it_is_no_repeat(fact: Make) -> None:
    many = _repeated(fact, MOST)
    last = replace(many[-1], id="log#last")
    others = [
        replace(last, document="other"),
        replace(last, measurement=replace(last.measurement, nominal=101.0)),
        replace(last, left=("spare",)),
        replace(last, scope=("north",)),
    ]
    assert first_of_each([*many, *others, last]) == list(range(MOST + len(others)))


def test_pairs_do_not_grow_with_repeats_and_other_documents_still_meet_them(fact: Make) -> None:
    other = fact("other", words=("turbine", "blade"))

    def partners(count: int) -> list[tuple[int, int]]:
        return list(find_candidates([other, *_repeated(fact, count)]))

    assert partners(40 * MOST) == partners(MOST)
    assert any(pair[0] == 0 for pair in partners(40 * MOST))


def test_who_asks_is_told_that_a_figure_repeats_others(fact: Make) -> None:
    other, *many = facts = [fact("other", words=("turbine", "blade")), *_repeated(fact, MOST + 1)]
    linker = Linker(tuple(facts), {})
    assert unblocked.is_candidate(linker, other.id, many[0].id)
    assert not unblocked.is_candidate(linker, other.id, many[-1].id)
    assert f"the first {MOST} stand for all" in unblocked.why_no_candidate(linker, other, many[-1])
