"""Why two facts were never weighed, or never came into one topic: for people who ask after the fact."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from checker.records import Fact, Topic
from checker.resolve import Linker
from checker.resolve.candidates import find_candidates
from checker.resolve.repeats import MOST, first_of_each
from checker.resolve.topics import JOIN, LEAST, MEAN

_MOST_SHOWN = 6


def is_candidate(linker: Linker, a: str, b: str) -> bool:
    """Whether two facts share a key, so that they were weighed at all."""
    pair = (a, b) if a <= b else (b, a)
    if pair in linker.aligned:
        return True
    names = (sorted((linker.facts[i].id, linker.facts[j].id)) for i, j in find_candidates(linker.facts))
    return any(found == [*pair] for found in names)


def why_no_candidate(linker: Linker, a: Fact, b: Fact) -> str:
    """Return what two facts would have had to share, and what they do share; or that one repeats others."""
    linked = {linker.facts[position].id for position in first_of_each(linker.facts)}
    if a.id not in linked or b.id not in linked:
        document = (a if a.id not in linked else b).document
        return f"{document} gives this figure more than {MOST} times in the same words; the first {MOST} stand for all"
    shared = sorted({*a.words, *a.attribute.split()} & {*b.words, *b.attribute.split()})
    words = ", ".join(repr(word) for word in shared[:_MOST_SHOWN])
    has = f"they share only {words}" if shared else "they share no word"
    return f"{has}; a name beside one attribute, a sentence, or a word that is rare here brings two figures together"


def why_no_topic(linker: Linker, topics: Sequence[Topic], a: str, b: str) -> str:
    """Return why two facts that were linked stand in no topic together."""
    groups = {name: topic.facts for topic in topics for name in topic.facts}
    own, other = groups.get(a, (a,)), groups.get(b, (b,))
    total = count = 0.0
    for one in own:
        for two in other:
            link = linker.judge(one, two)
            both = f"{_named(linker.by_id, one, a)} and {_named(linker.by_id, two, b)}"
            if link.veto and (one, two) != (a, b):
                return f"{both} are not comparable: {link.veto}"
            if link.probability < LEAST:
                return f"{both} have a probability of {link.probability:.2f}; a topic allows none below {LEAST:.2f}"
            total, count = total + link.probability, count + 1
    mean = total / count
    if mean < MEAN:
        return f"the figures already linked to either have a mean probability of {mean:.2f}; {MEAN:.2f} is needed"
    if mean < JOIN:
        return f"a probability of {JOIN:.2f} is needed"
    return "a rival fits better, or one document would contradict itself on weak grounds"


def _named(facts: Mapping[str, Fact], name: str, asked: str) -> str:
    fact = facts[name]
    return "one figure" if name == asked else f"a figure of {fact.document} that is linked to it"
