"""Sizes of bodies, ships that are "she", cordons, people taken to shelters, and former values after a comma."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from checker.records import Claim

SIZES = [
    ("All 24 members of the crew of the Orrin Bay were flown home.", "24 members", "count:crew", "Orrin Bay"),
    ("The tanker Orrin Bay left Vik. Her 19 crew went ashore.", "19 crew", "count:crew", "Orrin Bay"),
    ("The tanker Orrin Bay left Vik. Her 19 crew members went ashore.", "19 crew", "count:crew", "Orrin Bay"),
    ("Lodmoor Foundry sent its 300 workers home.", "300 workers", "count:worker", "Lodmoor Foundry"),
]


@pytest.mark.parametrize(("text", "figure", "unit", "whose"), SIZES)
def test_the_size_of_a_body(claim_in: Callable[..., Claim], text: str, figure: str, unit: str, whose: str) -> None:
    claim = claim_in(text, figure)
    assert claim.quantity.unit == unit
    assert claim.attribute_lemmas == (unit.removeprefix("count:"),)
    assert claim.subject is not None
    assert claim.subject.text.endswith(whose)


@pytest.mark.parametrize(
    ("text", "figure", "lemma"),
    [
        ("All 31 passengers were killed.", "31 passengers", "kill"),
        ("Two members of the crew were hurt.", "Two members", "hurt"),
        ("Nine members of the committee voted for it.", "Nine members", "vote"),
    ],
)
def test_what_befell_some_or_all_is_no_size(claim_in: Callable[..., Claim], text: str, figure: str, lemma: str) -> None:
    assert lemma in claim_in(text, figure).attribute_lemmas


def test_her_is_a_person_where_a_person_is_told_of(claim_in: Callable[..., Claim]) -> None:
    claim = claim_in("Mayor Ann Lee spoke on the ferry. Her 12 staff left.", "12 staff")
    assert claim.subject is not None
    assert claim.subject.text == "Ann Lee"


CORDONS = [
    ("Troops sealed every road within 3 km of the depot.", "3 km"),
    ("Police keep everybody 2 miles from the mill.", "2 miles"),
    ("The danger zone was widened from 1 km to 4 km.", "4 km"),
    ("The army set up a cordon of 5 km around the depot.", "5 km"),
    ("A 10-mile exclusion zone was declared around the reactor.", "10-mile"),
    ("Residents within 3 miles of the plant were evacuated.", "3 miles"),
]


@pytest.mark.parametrize(("text", "figure"), CORDONS)
def test_how_far_people_are_kept_out(claim_in: Callable[..., Claim], text: str, figure: str) -> None:
    claim = claim_in(text, figure)
    assert claim.attribute_lemmas == ("cordon",)
    assert claim.quantity.comparator == "="


@pytest.mark.parametrize("text", ["The village lies within 3 km of the border.", "The wreck lies 3 km from the coast."])
def test_a_distance_is_no_cordon(claim_in: Callable[..., Claim], text: str) -> None:
    assert claim_in(text, "3 km").attribute_lemmas != ("cordon",)


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("Some 400 villagers were taken to schools and sports halls after the flood.", "400 villagers"),
        ("After the quake 90 people were bused to a camp.", "90 people"),
        ("Some 300 residents were moved to hotels.", "300 residents"),
    ],
)
def test_who_is_taken_to_a_shelter_left_home(claim_in: Callable[..., Claim], text: str, figure: str) -> None:
    assert "evacuate" in claim_in(text, figure).attribute_lemmas


@pytest.mark.parametrize(
    ("text", "figure", "lemma"),
    [
        ("The gateway takes notes of up to 10 MB, raised from 6 MB.", "6 MB", "note"),
        ("The ferry carries 300 cars, increased from 240.", "240", "car"),
    ],
)
def test_a_former_value_after_a_comma_is_of_the_same(
    claim_in: Callable[..., Claim], text: str, figure: str, lemma: str
) -> None:
    claim = claim_in(text, figure)
    assert lemma in claim.attribute_lemmas
    assert claim.role == "from"


EROSION = [
    ("The Osk takes 6 feet of land from its banks every year.", "6 feet", "foot/year"),
    ("The cliff at Vik retreats by 1.2 m a year.", "1.2 m", "meter/year"),
    ("The glacier loses 4 m of ice each year.", "4 m", "meter/year"),
]


@pytest.mark.parametrize(("text", "figure", "unit"), EROSION)
def test_what_is_worn_away_each_year(claim_in: Callable[..., Claim], text: str, figure: str, unit: str) -> None:
    claim = claim_in(text, figure)
    assert claim.attribute_lemmas == ("erosion",)
    assert claim.quantity.unit == unit
    assert claim.role == "rate"


@pytest.mark.parametrize(
    ("text", "figure", "unit"),
    [
        ("The plant burns 300 tonnes of straw daily.", "300 tonnes", "metric_ton/day"),
        ("He walks 3 km every morning.", "3 km", "kilometer"),
    ],
)
def test_a_measure_of_each_day_is_a_rate(claim_in: Callable[..., Claim], text: str, figure: str, unit: str) -> None:
    assert claim_in(text, figure).quantity.unit == unit


BRACKETS = [
    ("The agency will survey the Osk (240 km long) in 2031, with 30 stations.", "240 km", "Osk"),
    ("The board plans to sell Lodmoor Foundry (300 employees) in 2031.", "300 employees", "Lodmoor Foundry"),
    ("The guides may climb Mount Sel (2,100 m high) in May.", "2,100 m", "Mount Sel"),
]


@pytest.mark.parametrize(("text", "figure", "whose"), BRACKETS)
def test_a_figure_in_brackets_is_of_the_name_before_them(
    claim_in: Callable[..., Claim], text: str, figure: str, whose: str
) -> None:
    claim = claim_in(text, figure)
    assert claim.subject is not None
    assert claim.subject.text == whose
    assert claim.modality == "asserted"
    assert claim.as_of is not None
    assert claim.as_of.source == "document"


def test_a_bound_that_a_value_names_in_a_list(claim_in: Callable[..., Claim]) -> None:
    text = "- Boards per tenant: the default is 9, the maximum 60."
    assert "maximum" in claim_in(text, "60").modifiers
    assert "maximum" not in claim_in(text, "9").modifiers
