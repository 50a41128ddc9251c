"""Topics by complete link: weak links do not chain."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from checker.records import Fact, Link
from checker.resolve.echoes import find_echoes, telling_level
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


def test_echoes_join_facts_of_one_value_only(fact: Make) -> None:
    facts = {f"{letter}#0": fact(letter) for letter in "abc"}
    facts["c#0"] = replace(facts["c#0"], measurement=replace(facts["c#0"].measurement, low=7.5, high=8.5, nominal=8.0))
    links = [link("a", "b", 0.4), link("a", "c", 0.9), link("b", "c", 0.9)]
    known = {(one.a, one.b): one for one in links}
    found = find_echoes(links, facts, lambda a, b: known[a, b])
    assert [(topic.facts, topic.is_echo) for topic in found] == [(("a#0", "b#0"), True)]


@pytest.mark.parametrize(
    ("value", "other", "level"),
    [(20.0, 20.0, "digits-1"), (65.0, 65.0, "digits-2"), (412387.0, 412387.0, "digits-3"), (10.0, 10.1, "converted")],
)
def test_a_value_of_more_digits_tells_more(fact: Make, value: float, other: float, level: str) -> None:
    a, b = fact("a"), fact("b")
    a = replace(a, measurement=replace(a.measurement, nominal=value))
    b = replace(b, measurement=replace(b.measurement, nominal=other))
    assert telling_level(a, b) == level


def test_a_vetoed_pair_never_echoes(fact: Make) -> None:
    facts = {f"{letter}#0": fact(letter) for letter in "ab"}
    vetoed = link("a", "b", 0.0, veto="period")
    assert find_echoes([vetoed], facts, lambda a, b: vetoed) == ()
