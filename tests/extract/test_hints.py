"""Units in table heads and captions, and the cells they apply to."""

from __future__ import annotations

from decimal import Decimal

import pytest

from checker.extract.quantities import find_quantities, find_unit_hint
from checker.records import UnitHint


@pytest.mark.parametrize(
    ("head", "unit", "scale"),
    [
        ("(in EUR million)", "EUR", 10**6),
        ("Turnover, $m", "USD", 10**6),
        ("Profit (£'000)", "GBP", 1000),
        ("US$ billion", "USD", 10**9),
        ("Amounts in millions of Canadian dollars", "CAD", 10**6),
        ("Sales (in thousands)", "", 1000),
        ("Mass (kg)", "kilogram", 1),
        ("Speed, km/h", "kilometer/hour", 1),
        ("Height in m", "meter", 1),
        ("Delay [ms]", "millisecond", 1),
        ("Share (%)", "percent", 1),
        ("per cent", "percent", 1),
        ("Forest (1,000 ha)", "hectare", 1000),
        ("Steel (thousand tonnes)", "metric_ton", 1000),
        ("Minutes", "minute", 1),
        ("Turnover (Mio. EUR)", "EUR", 10**6),
        ("Turnover (EUR mio)", "EUR", 10**6),
        ("Debt, Mrd. €", "EUR", 10**9),
        ("Costs (Tsd. EUR)", "EUR", 1000),
        ("Sales, TEUR", "EUR", 1000),
        ("Sales in T€", "EUR", 1000),
        ("Sales (k€)", "EUR", 1000),
        ("Sales (mUSD)", "USD", 10**6),
        ("Sales MNOK", "NOK", 10**6),
    ],
)
def test_heads(head: str, unit: str, scale: int) -> None:
    hint = find_unit_hint(head)
    assert hint is not None
    assert (hint.unit, hint.scale) == (unit, scale)


@pytest.mark.parametrize(
    "head", ["2023", "Population", "Name", "A", "Day", "Share", "No. of staff", "", "Gates T1, T2", "Rooms A4, A5"]
)
def test_heads_without_a_unit(head: str) -> None:
    assert find_unit_hint(head) is None


MILLIONS = UnitHint(unit="EUR", scale=Decimal(10**6), text="EUR million")
BARE = UnitHint(unit="", scale=Decimal(1000), text="thousands")


@pytest.mark.parametrize(
    ("cell", "hint", "value", "unit"),
    [
        ("1,234", MILLIONS, 1234e6, "EUR"),
        ("(1,234)", MILLIONS, -1234e6, "EUR"),
        ("-5.5", MILLIONS, -5.5e6, "EUR"),
        ("12%", MILLIONS, 12, "percent"),
        ("(12)%", MILLIONS, -12, "percent"),
        ("3 kg", MILLIONS, 3, "kilogram"),
        ("$ 5", BARE, 5000, "USD"),
        ("$ (5)", BARE, -5000, "USD"),
        ("$ 5", MILLIONS, 5, "USD"),
        ("~500", BARE, 500_000, "count"),
        ("7*", BARE, 7000, "count"),
    ],
)
def test_cells(cell: str, hint: UnitHint, value: float, unit: str) -> None:
    (quantity,) = find_quantities(cell, hint=hint)
    assert (float(quantity.low), quantity.unit) == (value, unit)


@pytest.mark.parametrize("cell", ["n/a", "–", ""])
def test_cells_without_a_figure(cell: str) -> None:
    assert find_quantities(cell, hint=MILLIONS) == ()


def test_brackets_are_negative_under_a_hint_only() -> None:
    assert [float(q.low) for q in find_quantities("(1,234)")] in ([1234.0], [])
    assert float(find_quantities("(1,234)", hint=MILLIONS)[0].low) < 0


def test_step_takes_the_scale() -> None:
    assert find_quantities("12.5", hint=MILLIONS)[0].step == Decimal(100_000)


@pytest.mark.parametrize(
    ("text", "unit", "value"),
    [
        ("Length (mm): 3,450", "millimeter", 3450),
        ("Weight [kg] = 12.5", "kilogram", "12.5"),
        ("Cost (EUR million): 38", "EUR", 38 * 10**6),
        ("Leakage (%): 14.2", "percent", "14.2"),
        ("Length (mm): 3 ships", "count:ship", 3),
        ("Staff (Orsa): 410", "count", 410),
        ("Crew (2023): 34", "count", 34),
        ("Range (km): 95 miles", "mile", 95),
    ],
)
def test_a_label_states_the_unit_of_the_figure_behind_it(text: str, unit: str, value: int | str) -> None:
    *_, found = find_quantities(text)
    assert (found.unit, found.low) == (unit, Decimal(value))


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("12.4 Mio. EUR", 12_400_000), ("EUR 12.4 Mio.", 12_400_000), ("3.2 Mrd. €", 3_200_000_000),
        ("450 TEUR", 450_000), ("TEUR 450", 450_000), ("450 k€", 450_000), ("12.4 mEUR", 12_400_000),
        ("MEUR 12.4", 12_400_000), ("12.4 M€", 12_400_000),
    ],
)  # fmt: skip
def test_amounts_as_offices_of_the_continent_write_them(text: str, value: int) -> None:
    (found,) = find_quantities(f"It cost {text} in all.")
    assert (found.unit, found.low) == ("EUR", Decimal(value))
