"""Topics by complete link: weak links do not chain."""

from __future__ import annotations

from collections.abc import Callable

from checker.records import Fact, Link
from checker.resolve.topics import make_topics

Make = Callable[..., Fact]


def link(a: str, b: str, probability: float, veto: str = "") -> Link:
    """Return a link between the facts numbered in two documents of the same letters."""
    return Link(a=f"{a}#0", b=f"{b}#0", pair_type="independent", probability=probability, parts=(), veto=veto)


def topics_of(fact: Make, links: list[Link]) -> list[tuple[str, ...]]:
    """Return the members of the topics that some links give; pairs without a link are unlikely."""
    facts = {f"{letter}#0": fact(letter) for letter in "abcd"}
    known = {(one.a, one.b): one for one in links}

    def judge(a: str, b: str) -> Link:
        return known.get((a, b)) or link(a[0], b[0], 0.01)

    return [topic.facts for topic in make_topics(links, facts, judge)]


def test_linked_facts_are_one_topic(fact: Make) -> None:
    assert topics_of(fact, [link("a", "b", 0.9), link("b", "c", 0.9), link("a", "c", 0.8)]) == [("a#0", "b#0", "c#0")]


def test_a_chain_of_links_is_cut_where_its_ends_do_not_meet(fact: Make) -> None:
    assert topics_of(fact, [link("a", "b", 0.9), link("b", "c", 0.8)]) == [("a#0", "b#0")]


def test_a_veto_keeps_facts_apart_whatever_else_links_them(fact: Make) -> None:
    found = topics_of(fact, [link("a", "b", 0.9), link("b", "c", 0.9), link("a", "c", 0.0, veto="period")])
    assert found == [("a#0", "b#0")]


def test_order_of_links_does_not_matter(fact: Make) -> None:
    links = [link("a", "b", 0.9), link("c", "d", 0.7), link("b", "c", 0.5)]
    assert topics_of(fact, links) == topics_of(fact, links[::-1]) == [("a#0", "b#0"), ("c#0", "d#0")]


def test_unlikely_links_make_no_topic(fact: Make) -> None:
    assert topics_of(fact, [link("a", "b", 0.2)]) == []
