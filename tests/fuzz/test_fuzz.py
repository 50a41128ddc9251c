"""Every seed, every input that once broke something, and some new ones, through the targets of `fuzz/`."""

from __future__ import annotations

import random
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from fuzz.run import mutate, seeds_of
from fuzz.targets import MOST_BYTES, TARGETS

NEW = 25  # mutated seeds for each target


@pytest.mark.parametrize("name", TARGETS)
def test_seeds_and_their_mutations(name: str) -> None:
    seeds = seeds_of(name)
    assert seeds
    rng = random.Random(name)
    for data in [*seeds, *(mutate(seeds, rng)[:2_000] for _ in range(NEW))]:
        TARGETS[name](data[:MOST_BYTES])


@pytest.mark.parametrize("name", TARGETS)
@settings(max_examples=15, deadline=None, database=None)
@given(text=st.text(max_size=60))
def test_any_text(name: str, text: str) -> None:
    TARGETS[name](text.encode("utf-8", "surrogatepass"))
