"""Names of fields in data files, as a reader would say them."""

from __future__ import annotations

import pytest

from checker.collect.draft import show
from checker.collect.field_names import field_pieces, is_field_name

CASES = {
    "length": "length",
    "length_m": "length (m)",
    "lengthKm": "length (km)",
    "revenue_m": "revenue m",  # millions or metres: nobody knows
    "cost_eur_million": "cost (EUR million)",
    "cost_musd": "cost musd",
    "revenueMillionUsd": "revenue (USD million)",
    "price_eur": "price (EUR)",
    "share_pct": "share (%)",
    "area_km2": "area (km²)",
    "timeout_s": "timeout (s)",
    "items_s": "items s",
    "temperature_c": "temperature (°C)",
    "plan_c": "plan c",
    "retry_interval_ms": "retry interval (ms)",
    "use_kwh_per_m3": "use (kWh/m³)",
    "flow_m3_per_day": "flow (m³/day)",
    "topSpeedKmPerHour": "top Speed (km/h)",
    "items_per_page": "items per page",
    "visits_per_day": "visits per day",
    "startDate": "start Date",
    "max_connections": "max connections",
    "km": "km",
    "_id": " id",
}


@pytest.mark.parametrize("name", CASES)
def test_names(name: str) -> None:
    text = f'{{"{name}": 1}}'
    shown, runs = show(text, field_pieces(name, 2))
    assert shown == CASES[name].strip()
    assert all(2 <= place <= 2 + len(name) for _, place in runs)


def test_a_unit_may_be_a_field_of_its_own() -> None:
    assert show('"eur"', field_pieces("eur", 1, "cost"))[0] == "(EUR)"
    assert show('"eur"', field_pieces("eur", 1, ""))[0] == "eur"


@pytest.mark.parametrize(
    ("text", "is_name"),
    [
        ("length_m", True),
        ("lengthKm", True),
        ("length", False),
        ("Length (m)", False),
        ("a b_c", False),
        ("1_000", False),
    ],
)
def test_what_is_a_name_of_several_words(text: str, is_name: bool) -> None:
    assert is_field_name(text) is is_name
