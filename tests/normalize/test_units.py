"""What units are worth: equal to pint for every unit of the table and for what is composed from it."""

from __future__ import annotations

import csv
import importlib.util
import math
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checker.normalize.registry import pint_value
from checker.normalize.units import unit_value
from checker.resources import package_file

SCRIPT = Path(__file__).parents[2] / "scripts" / "resolve_units.py"


def script_module() -> object:
    spec = importlib.util.spec_from_file_location("resolve_units", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def table() -> list[dict[str, str]]:
    with package_file("normalize", "unit_table.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


RESOLVE = script_module()
OWN = RESOLVE.OWN  # type: ignore[attr-defined]
PINT_UNITS = [row["unit"] for row in table() if row["unit"] not in OWN and row["base"] != row["unit"]]


def close(a: float, b: float) -> bool:
    return math.isclose(a, b, rel_tol=1e-12, abs_tol=0.0)


def test_table_is_what_the_script_writes() -> None:
    want = [dict(zip(("unit", "factor", "offset", "base"), row, strict=True)) for row in RESOLVE.rows()]  # type: ignore[attr-defined]
    assert [row["unit"] for row in table()] == [row["unit"] for row in want]
    for have, fresh in zip(table(), want, strict=True):
        assert have["base"] == fresh["base"]
        assert close(float(have["factor"]), float(fresh["factor"]))


def test_every_unit_equals_pint() -> None:
    assert len(PINT_UNITS) > 300
    for unit in PINT_UNITS:
        factor, offset, _ = pint_value(unit)
        value = unit_value(unit)
        assert close(value.factor, factor), unit
        assert math.isclose(value.offset, offset, rel_tol=1e-12), unit


PLAIN = sorted(
    {row["unit"] for row in table() if row["unit"] in PINT_UNITS and float(row["offset"]) == 0.0} - {"gauss"}
)
SIMPLE = [unit for unit in PLAIN if not set("*/") & set(unit) and "bit" not in unit and "byte" not in unit]


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.tuples(st.sampled_from(SIMPLE), st.integers(1, 3)), min_size=1, max_size=2),
    st.lists(st.tuples(st.sampled_from(SIMPLE), st.integers(1, 3)), max_size=2),
)
def test_composed_units_equal_pint(above: list[tuple[str, int]], below: list[tuple[str, int]]) -> None:
    def written(unit: str, power: int) -> str:
        return unit if power == 1 else f"{unit}**{power}"

    unit = "*".join(written(*part) for part in above) + "".join("/" + written(*part) for part in below)
    assert close(unit_value(unit).factor, pint_value(unit)[0])


@pytest.mark.parametrize(
    ("unit", "factor", "base", "dimension", "kind"),
    [
        ("kilometer/hour", 1 / 3.6, "meter/second", "[length]/[time]", "speed"),
        ("meter**2", 1.0, "meter**2", "[length]**2", "area"),
        ("USD", 1.0, "USD", "currency:USD", "currency:USD"),
        ("cent", 0.01, "USD", "currency:USD", "currency:USD"),
        ("USD/oil_barrel", 1 / 0.15898729492799996, "USD/meter**3", "currency:USD/[length]**3", None),
        ("franc", 1.0, "franc", "currency:franc", "currency:franc"),
        ("percent", 1.0, "percent", "share", "share"),
        ("permille", 0.1, "percent", "share", "share"),
        ("percentage_point", 1.0, "percent", "share", "percentage_point"),
        ("basis_point", 0.01, "percent", "share", "percentage_point"),
        ("byte", 8.0, "bit", "[information]", "data"),
        ("megabit/second", 1e6, "bit/second", "[information]/[time]", "data_rate"),
        ("newton*meter", 1.0, "kilogram*meter**2/second**2", "[mass]*[length]**2/[time]**2", "torque"),
        ("kilonewton*meter", 1000.0, "kilogram*meter**2/second**2", "[mass]*[length]**2/[time]**2", "torque"),
        ("joule", 1.0, "kilogram*meter**2/second**2", "[mass]*[length]**2/[time]**2", "energy"),
        ("hertz", 1.0, "1/second", "1/[time]", "frequency"),
        ("rpm", math.pi / 30, "radian/second", "[angle]/[time]", "rotation"),
        ("degree_Celsius", 1.0, "kelvin", "[temperature]", "temperature"),
        ("delta_degree_Celsius", 1.0, "kelvin", "[temperature]", "temperature_difference"),
        ("decade", 315576000.0, "second", "[time]", "duration"),
        ("count:death", 1.0, "count", "count", "count:death"),
        ("count:death/hundred_thousand", 1e-5, "count", "count", "count:death/population"),
        ("count", 1.0, "count", "count", "count"),
        ("", 1.0, "count", "count", "count"),
        ("date", 1.0, "date", "date", "date"),
        ("clock", 1.0, "clock:UTC", "clock", "clock"),
        ("clock_local", 1.0, "clock", "clock", "clock"),
        ("glorp", 1.0, "glorp", "unknown:glorp", "glorp"),
    ],
)
def test_values(unit: str, factor: float, base: str, dimension: str, kind: str | None) -> None:
    value = unit_value(unit)
    assert close(value.factor, factor)
    assert (value.unit, value.base, value.dimension) == (unit, base, dimension)
    assert kind is None or value.kind == kind


def test_offset_of_temperatures() -> None:
    assert unit_value("degree_Celsius").offset == 273.15
    fahrenheit = unit_value("degree_Fahrenheit")
    assert math.isclose(212 * fahrenheit.factor + fahrenheit.offset, 373.15, rel_tol=1e-12)
    assert unit_value("watt/degree_Celsius").offset == 0.0


@given(st.text(max_size=60))
def test_any_string_is_a_unit_of_its_own_at_worst(text: str) -> None:
    value = unit_value(text)
    assert value.unit == text
    assert value.base


@pytest.mark.parametrize("unit", ["*" * 1000, "/" * 1000, "a**" * 500, "kilometer**9999", "kilometer**9" * 9])
def test_hostile_strings_are_opaque_or_finite(unit: str) -> None:
    unit_value(unit)
