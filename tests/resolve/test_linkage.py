"""The weights: what a better level is worth, and that values have no say."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from checker.records import Fact
from checker.resolve.comparisons import LEVELS, compare_levels, measure_rarity
from checker.resolve.linkage import load_weights, score_pair

Make = Callable[..., Fact]


def test_every_level_has_a_weight_and_better_levels_never_count_less() -> None:
    weights = load_weights()
    for name, levels in LEVELS.items():
        values = [weights[name][level] for level in levels]
        assert values == sorted(values), name


def test_the_probability_is_that_of_the_summed_parts(fact: Make) -> None:
    a, b = fact("a.txt"), fact("b.txt")
    link = score_pair(b, a, "independent", measure_rarity([a, b]))
    assert (link.a, link.b) == ("a.txt#0", "b.txt#0")
    total = sum(part.weight for part in link.parts)
    assert link.probability == pytest.approx(1 / (1 + 2.718281828459045**-total), abs=1e-6)


def test_values_never_speak_for_a_link(fact: Make) -> None:
    a, b = fact("a.txt"), fact("b.txt")
    other = replace(b, measurement=replace(b.measurement, low=1.0, high=2.0, nominal=1.5))
    rarity = measure_rarity([a, b])
    assert score_pair(a, b, "independent", rarity) == score_pair(a, other, "independent", rarity)


@pytest.mark.parametrize(
    ("name", "one", "other", "level"),
    [
        ("attribute", {"attribute": "death person"}, {"attribute": "death"}, "close"),
        ("attribute", {"attribute": "death"}, {"attribute": "revenue"}, "different"),
        ("attribute", {"attribute": ""}, {"attribute": "revenue"}, "unknown"),
        ("subject", {"subject": "norvik"}, {"subject": "halden", "anchors": ("norvik",)}, "mentioned"),
        ("subject", {"subject": "norvik"}, {"subject": "halden"}, "different"),
        ("subject", {"subject": ""}, {"subject": "halden"}, "unknown"),
        ("names", {"subject": "norvik"}, {"subject": "halden"}, "disjoint"),
        ("scope", {"scope": ("coast",)}, {"scope": ()}, "one-sided"),
        ("scope", {"scope": ("coast",)}, {"scope": ("inland",)}, "disjoint"),
        ("scope", {"scope": ("coast",)}, {"scope": ("coast",)}, "same"),
        ("wording", {"sentence": "s", "length": 12}, {"sentence": "s", "length": 12}, "identical"),
        ("wording", {"sentence": "s", "length": 3}, {"sentence": "s", "length": 3}, "identical-short"),
        ("wording", {"words": ("flood", "bridge")}, {"words": ("vote", "senate")}, "0"),
        ("neighbours", {"left": ("depth",), "right": ("below",)}, {"left": ("depth",), "right": ("below",)}, "both"),
        ("neighbours", {"left": ("depth",), "right": ("x",)}, {"left": ("width",), "right": ("y",)}, "none"),
        ("speaker", {"speaker": "mayor"}, {"speaker": "police"}, "different"),
    ],
)
def test_levels(fact: Make, name: str, one: dict[str, object], other: dict[str, object], level: str) -> None:
    a, b = fact("a.txt", **one), fact("b.txt", **other)
    rarity = measure_rarity([a, b])
    assert compare_levels(a, b, rarity)[name][0] == level
    assert compare_levels(b, a, rarity)[name][0] == level


def test_a_rare_word_in_common_counts_more_than_a_frequent_one(fact: Make) -> None:
    crowd = [fact(f"{n}.txt", words=("report", f"w{n}"), subject="") for n in range(30)]
    a = fact("a.txt", words=("report", "turbine", "x"), subject="")
    b = fact("b.txt", words=("report", "turbine", "y"), subject="")
    c = fact("c.txt", words=("report", "ferry", "z"), subject="")
    rarity = measure_rarity([*crowd, a, b, c])
    wording = [int(compare_levels(a, other, rarity)["wording"][0]) for other in (b, c)]
    assert wording[0] > wording[1]
