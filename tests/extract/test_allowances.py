"""Limits that prose sets, lengths in letters, leave given, and rates that a label states."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from checker.config import Settings
from checker.extract import find_claims
from checker.records import Claim
from tests.extract.conftest import make_document, make_table

LIMITS = [
    ("A note title can hold up to 80 characters.", "80", "length", "maximum"),
    ("Its label may have at most 40 letters.", "40", "length", "maximum"),
    ("A pass phrase must have at least 9 characters.", "9", "length", "minimum"),
    ("Each Tarnbox folder may store up to 30 GB of scans.", "30 GB", "storage", "maximum"),
    ("The storage quota of a Tarnbox folder is 30 GB.", "30 GB", "storage", "maximum"),
    ("A board has at most 60 lists.", "60 lists", "list", "maximum"),
]


@pytest.mark.parametrize(("text", "figure", "lemma", "bound"), LIMITS)
def test_what_a_rule_bounds(claim_in: Callable[..., Claim], text: str, figure: str, lemma: str, bound: str) -> None:
    claim = claim_in(text, figure)
    assert lemma in claim.attribute_lemmas
    assert bound in claim.modifiers
    assert claim.modality == "asserted"
    assert claim.role == "level"


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("Up to 40 people may have died in the flood.", "40 people"),
        ("The mill employs at least 300 people.", "300 people"),
        ("The fee may rise to at most $40.", "$40"),
    ],
)
def test_a_guess_and_a_single_fact_are_no_rules(claim_in: Callable[..., Claim], text: str, figure: str) -> None:
    assert not {"maximum", "minimum"} & set(claim_in(text, figure).modifiers)


MAY = [
    ("A reader may borrow ten books a month.", "ten books", "asserted"),
    ("Each tenant may send 40 queries per minute.", "40 queries", "asserted"),
    ("You may upload 12 scans per hour.", "12 scans", "asserted"),
    ("A strike may cost 300 jobs.", "300 jobs", "hypothetical"),
    ("The storm may damage 40 towns.", "40 towns", "hypothetical"),
    ("Sorting a box of 900 cards takes an hour.", "900 cards", "hypothetical"),
    ("Sorting the box of 900 cards took an hour.", "900 cards", "asserted"),
]


@pytest.mark.parametrize(("text", "figure", "modality"), MAY)
def test_leave_is_no_guess_and_an_example_is_no_fact(
    claim_in: Callable[..., Claim], text: str, figure: str, modality: str
) -> None:
    assert claim_in(text, figure).modality == modality


def test_a_value_without_a_request_is_the_default(claim_in: Callable[..., Claim]) -> None:
    claim = claim_in("Without an upgrade, a tenant may send 40 queries per minute.", "40 queries")
    assert "default" in claim.modifiers
    assert not claim.scope


def test_a_label_states_the_time_of_a_rate() -> None:
    table = make_table([["Limit", "Default"], ["Queries per minute and tenant", "40"], ["Tenants", "9"]])
    units = {claim.quantity.unit: claim.attribute_lemmas for claim in find_claims(table, Settings())}
    assert "count:query/minute" in units
    assert "minute" not in units["count:query/minute"]
    listed = find_claims(make_document(["# Zoo", "- Visitors per day: 310"]), Settings())
    assert [claim.quantity.unit for claim in listed] == ["count:visitor/day"]
