"""Blocking finds nearly all pairs that all-pairs scoring finds, at a cost that grows with the number of names."""

from __future__ import annotations

import importlib.util
from functools import cache
from itertools import islice
from pathlib import Path

import numpy as np
from rapidfuzz import fuzz, process

from checker.resolve.blocking import BLOCK_MAX, candidate_pairs
from checker.resolve.names import Name, read_name
from checker.resolve.scoring import score_variants

_SPEC = importlib.util.spec_from_file_location("synthetic", Path(__file__).with_name("synthetic.py"))
assert _SPEC
assert _SPEC.loader
synthetic = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(synthetic)


@cache
def vocabulary(count: int) -> tuple[Name, ...]:
    by_key = {name.key: name for name in map(read_name, synthetic.make_names(count)) if name.key}
    return tuple(by_key[key] for key in sorted(by_key))


def test_recall_of_all_pairs_is_at_least_ninety_seven_percent() -> None:
    names = vocabulary(2000)
    found = set(candidate_pairs(names))
    alike = process.cdist([n.key for n in names], [n.key for n in names], scorer=fuzz.ratio, score_cutoff=90)
    pairs = [(int(a), int(b)) for a, b in zip(*np.nonzero(alike), strict=True) if a < b]
    guarded = [(a, b) for a, b in pairs if score_variants(names[a], names[b])]
    assert len(pairs) > 400
    assert sum(pair in found for pair in pairs) >= 0.97 * len(pairs)
    assert sum(pair in found for pair in guarded) >= 0.98 * len(guarded)


def test_four_times_the_names_give_about_four_times_the_pairs() -> None:
    few, many = vocabulary(1500), vocabulary(6000)
    some = sum(1 for _ in candidate_pairs(few))
    more = sum(1 for _ in candidate_pairs(many))
    assert more / some < 4 * 1.8
    assert more < 30 * len(many)


def test_a_block_that_holds_every_name_gives_neighbours_only() -> None:
    names = [read_name(f"Harbour {first}{second}olu") for first in "bdfgklmnprst" for second in "bdfgklmnprstvz"]
    assert len(names) > 3 * BLOCK_MAX
    pairs = set(candidate_pairs(names))
    assert 0 < len(pairs) < len(names) * (len(names) - 1) / 4


def test_pairs_are_ordered_within_and_stream() -> None:
    names = vocabulary(1500)
    assert all(0 <= a < b < len(names) for a, b in candidate_pairs(names))
    assert len(list(islice(candidate_pairs(names), 5))) == 5
    assert list(candidate_pairs(names)) == list(candidate_pairs(names))


def test_no_names_give_no_pairs() -> None:
    assert list(candidate_pairs([])) == []
    assert list(candidate_pairs([read_name("Selmer")])) == []
