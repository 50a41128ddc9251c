"""The weights: what a better level is worth, and that values have no say."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from checker.records import Fact
from checker.resolve.comparisons import LEVELS, compare_levels
from checker.resolve.linkage import load_weights, score_pair
from checker.resolve.prepared import prepare
from checker.resolve.rarity import measure_rarity
from checker.resolve.slots import substituted

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
        ("attribute", {"attribute": "death"}, {"attribute": "profit"}, "different"),
        ("attribute", {"attribute": "rent"}, {"attribute": "let", "words": ("rent", "barn")}, "covered"),
        ("attribute", {"attribute": ""}, {"attribute": "revenue"}, "unknown"),
        ("about", {"subject": "norvik"}, {"subject": "halden", "anchors": ("norvik",)}, "mentioned"),
        (
            "about",
            {"subject": "", "thing": "ferry", "about": ("ferry",)},
            {"subject": "", "thing": "vessel", "about": ("vessel",)},
            "unknown",
        ),
        (
            "about",
            {"subject": "", "thing": "ferry", "about": ("ferry",)},
            {"subject": "", "thing": "quay", "about": ("quay",)},
            "crossed",
        ),
        ("only", {"noun": "boat", "attribute": "boat"}, {"noun": "boat", "attribute": "boat"}, "only"),
        ("only", {"noun": "boat", "attribute": "boat"}, {"noun": "house", "attribute": "house"}, "open"),
        (
            "about",
            {"subject": "", "about": ("linford", "mill")},
            {"subject": "", "about": ("langford", "mill")},
            "crossed",
        ),
        ("about", {"subject": "", "about": ("mill",)}, {"about": ("langford", "mill"), "subject": ""}, "one-sided"),
        ("about", {"subject": ""}, {"subject": "halden"}, "unknown"),
        ("about", {"is_topic": True}, {}, "topic"),
        (
            "about",
            {"about": ("elm",), "subject": "elm", "attribute": "tariff"},
            {"about": ("import",), "subject": "", "attribute": "tariff"},
            "unknown",
        ),
        (
            "about",
            {"about": ("elm",), "subject": "elm", "attribute": "length"},
            {"about": ("bridge",), "subject": "", "attribute": "length"},
            "crossed",
        ),
        ("names", {"words": ()}, {"subject": "halden", "words": ()}, "disjoint"),
        ("names", {"anchors": ("oslo",)}, {"anchors": ("rome",)}, "crossed"),
        ("names", {"anchors": ("oslo",)}, {}, "one-sided"),
        ("scope", {"scope": ("coast",)}, {"scope": ()}, "one-sided"),
        ("scope", {"scope": ("coast",)}, {"scope": (), "words": ("coast",)}, "none"),
        ("scope", {"scope": ("coast",)}, {"scope": ("inland",)}, "crossed"),
        ("scope", {"scope": ("coast",)}, {"scope": ("coast",)}, "same"),
        ("modifiers", {"modifiers": ("median",)}, {"modifiers": ("mean",)}, "crossed"),
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


def sentence(text: str) -> tuple[str, ...]:
    """Return a masked sentence as the words that facts keep."""
    return tuple(text.lower().split())


@pytest.mark.parametrize(
    ("one", "other", "level"),
    [
        ("the # staff of the elm mill earn well", "the # staff of the oak mill earn well", "other-word"),
        ("bus 12 carries # riders a day here", "bus 17 carries # riders a day here", "other-number"),
        ("dock x-2 holds # boats in high season", "dock x-3 holds # boats in high season", "other-number"),
        ("profit at the mill rose # in spring", "profit at the mill fell # in spring", "none"),
        ("in 2014 the mill sold # tables abroad", "in 2015 the mill sold # tables abroad", "none"),
        ("the mill sold # tables abroad this year", "a storm closed # roads near the old harbour", "none"),
        ("the old mill sold # tables abroad", "the mill sold # tables abroad", "none"),
    ],
)
def test_slots(fact: Make, one: str, other: str, level: str) -> None:
    a, b = fact("a.txt", sequence=sentence(one)), fact("b.txt", sequence=sentence(other))
    assert substituted(a, b)[0] == level
    assert substituted(b, a)[0] == level


def test_a_slot_filled_with_names_is_told_from_one_with_words(fact: Make) -> None:
    a = fact("a.txt", subject="elm", sequence=sentence("the # staff of elm earn well"))
    b = fact("b.txt", subject="oak", sequence=sentence("the # staff of oak earn well"))
    assert substituted(a, b) == ("other-name", "elm / oak")


def test_another_whole_is_another_share(fact: Make) -> None:
    a = fact("a.txt", dimension="share", scope=("output",), whole=("output",))
    b = fact("b.txt", dimension="share", scope=("turbine",), whole=("turbine",))
    assert compare_levels(a, b, measure_rarity([a, b]))["scope"][0] == "other-whole"


@pytest.mark.parametrize(("length", "level"), [(12, "none"), (4, "crossed")])
def test_a_list_item_that_is_a_sentence_is_no_label_of_a_cell(fact: Make, length: int, level: str) -> None:
    item = fact("a.txt", origin="item", length=length, modifiers=("fiscal",), path=("outlook",))
    cell = fact("b.txt", origin="cell", modifiers=("net",), path=("dollar",))
    ready = [prepare(one) for one in (item, cell)]
    assert compare_levels(*ready, measure_rarity(ready))["label"][0].startswith(level)
