#!/usr/bin/env python3
"""Measure how the time after extraction grows with the number of documents.

usage: bench_growth.py [SMALL LARGE]        (default: 1000 10000)

The documents are generated: invented firms, towns and products whose figures recur over several documents, a part of
them changed. Extraction runs once per size and is reported apart; resolve and verify are what is compared.
"""

from __future__ import annotations

import random
import sys
import time

from checker import extract, normalize, resolve, verify
from checker.collect import read_document, sources_of_texts
from checker.config import Settings
from checker.uncollected import uncollected

_ONSETS = (
    "Bar",
    "Cor",
    "Dal",
    "Fen",
    "Gar",
    "Hol",
    "Jor",
    "Kel",
    "Lan",
    "Mor",
    "Nor",
    "Pel",
    "Ros",
    "Sel",
    "Tor",
    "Ver",
)
_MIDDLES = ("a", "e", "i", "o", "u", "am", "en", "il", "or", "un", "and", "est", "ing", "ock")
_ENDS = ("bury", "dale", "field", "ford", "gate", "ham", "holm", "lund", "mark", "mont", "stad", "tal", "ville", "wick")
_SENTENCES = (
    "{firm} employed {count:,} people in {town} at the end of {year}.",
    "The plant of {firm} in {town} produces {share}% of its output.",
    "{firm} reported revenue of ${money} million for {year}.",
    "The bridge at {town} is {length} metres long.",
    "The town of {town} has a population of {count:,}.",
    "{firm} will invest ${money} million in its {town} works.",
)


def name(rng: random.Random) -> str:
    """Return an invented proper name."""
    return rng.choice(_ONSETS) + rng.choice(_MIDDLES) + rng.choice(_ENDS)


def distinct_names(rng: random.Random, count: int) -> list[str]:
    """Return invented names of which no two are the same, so that a name stands for one thing at any size."""
    found: dict[str, None] = {}
    while len(found) < count:
        made = name(rng)
        while made in found:
            made = rng.choice(_ONSETS) + rng.choice(_MIDDLES) + made.lower()
        found[made] = None
    return list(found)


def make_texts(count: int) -> dict[str, str]:
    """Return `count` documents of six sentences; each subject is met in about eight of them."""
    rng = random.Random(count)
    many = max(1, count // 8)
    names = distinct_names(rng, 2 * many)
    subjects = [(firm, town, rng.randrange(10**6)) for firm, town in zip(names[:many], names[many:], strict=True)]
    texts = {}
    for number in range(count):
        lines = []
        for sentence in _SENTENCES:
            firm, town, seed = rng.choice(subjects)
            own = random.Random(seed if rng.random() < 0.9 else number)
            lines.append(
                sentence.format(
                    firm=firm, town=town, year=own.randrange(2015, 2024), count=own.randrange(200, 90_000),
                    share=own.randrange(2, 80), money=own.randrange(3, 900), length=own.randrange(90, 2_400),
                )
            )  # fmt: skip
        texts[f"d{number:06}.txt"] = "\n\n".join(lines)
    return texts


def measure(count: int) -> tuple[float, float, int]:
    """Return seconds of CPU for reading and extraction, then for resolve and verify, and the number of facts."""
    settings = Settings(versions=True)
    sources = sources_of_texts(make_texts(count))
    begin = time.process_time()
    documents = {source.file: read_document(source, None, settings) for source in sources}
    claims = {claim.id: claim for one in documents.values() for claim in extract.find_claims(one, settings)}
    measurements = {key: normalize.to_measurement(key, claim.quantity) for key, claim in claims.items()}
    middle = time.process_time()
    with uncollected():  # as the pipeline does
        resolved = resolve.resolve(claims, measurements, documents, settings)
        packs = verify.load_packs((), normalize.to_measurement)
        facts = {fact.id: fact for fact in resolved.facts}
        verify.verify(resolved.topics, facts, claims, documents, packs, settings)
    return middle - begin, time.process_time() - middle, len(facts)


def main() -> int:
    """Command line."""
    small, large = (int(one) for one in sys.argv[1:3]) if len(sys.argv) > 2 else (1000, 10000)
    after = {}
    for count in (small, large):
        reading, after[count], facts = measure(count)
        print(
            f"{count:7} documents {facts:8} facts: reading {reading:8.1f} s, resolve and verify {after[count]:8.1f} s",
            flush=True,
        )
    print(f"growth {after[large] / after[small]:.1f} times for {large / small:.0f} times the documents")
    return 0


if __name__ == "__main__":
    sys.exit(main())
