"""What is read once a fact instead of once a pair, and what is told of a few links instead of all."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, replace

from checker.records import Fact
from checker.resolve import LIKELY, Linker, score_candidates
from checker.resolve.prepared import prepare

Make = Callable[..., Fact]


def test_a_prepared_fact_keeps_every_field_and_is_prepared_once(fact: Make) -> None:
    one = fact(
        attribute="net revenue", modifiers=("adjusted",), path=("mill",), anchors=("halden",), event="storm 2020"
    )
    ready = prepare(one)
    assert {field.name: getattr(ready, field.name) for field in fields(Fact)} == {
        field.name: getattr(one, field.name) for field in fields(Fact)
    }
    assert prepare(ready) is ready
    assert {"net", "revenue", "adjusted", "mill", "halden", "storm", "2020"} <= ready.all_words
    assert ready.label - ready.own_label == {"mill"}
    assert (ready.names, ready.event_sort) == ({"norvik", "halden"}, "storm")


def test_what_a_pair_comes_to_is_the_same_whether_told_or_not(fact: Make) -> None:
    facts = fact("a.txt"), fact("b.txt", subject="halden"), fact("c.txt", role="change"), fact("d.txt")
    linker = Linker(facts, {})
    assert linker.judge("a.txt#0", "c.txt#0").probability < LIKELY < linker.judge("a.txt#0", "d.txt#0").probability
    for other in ("b.txt#0", "c.txt#0", "d.txt#0"):
        told, weighed = linker.judge("a.txt#0", other), linker.weigh("a.txt#0", other)
        assert any(part.detail for part in told.parts)
        is_likely = told.probability >= LIKELY
        assert any(part.detail for part in weighed.parts) == is_likely
        bare = tuple(replace(part, detail="") for part in told.parts)
        assert weighed == (told if is_likely else replace(told, parts=bare))
        assert linker.tell(weighed) == told


def test_a_link_that_lost_to_a_rival_is_told_with_the_rest_of_its_parts(fact: Make) -> None:
    far = fact("b.txt", 1, subject="halden", anchors=("oslo",), words=("oslo", "sell"))
    linker = Linker((fact("a.txt"), fact("b.txt"), far), {})
    links = {link.b: link for link in score_candidates(linker) if link.a == "a.txt#0"}
    told = linker.tell(links["b.txt#1"])
    assert told.probability == links["b.txt#1"].probability
    assert [part.level for part in told.parts if part.name == "rival"] == ["beaten"]
    assert next(part.detail for part in told.parts if part.name == "names")
