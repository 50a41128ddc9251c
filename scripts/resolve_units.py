"""Write `checker/normalize/unit_table.csv`: every unit string of the scanner's tables, resolved once through pint.

Run it after a change of `unit_words.csv`, `currencies.csv` or `units.txt`:  python scripts/resolve_units.py
"""

from __future__ import annotations

import csv
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from checker.extract.unit_lexicon import lexicon  # noqa: E402
from checker.normalize.registry import pint_value  # noqa: E402

TABLE = ROOT / "checker" / "normalize" / "unit_table.csv"
EXTRA = ("delta_degree_Celsius", "delta_degree_Fahrenheit", "kilogram", "meter", "second")
# what pint has no dimension for: unit -> factor, base
OWN = {
    "percent": (1.0, "percent"),
    "percentage_point": (1.0, "percent"),
    "basis_point": (0.01, "percent"),
    "permille": (0.1, "percent"),
    "ppm": (1e-4, "percent"),
    "ppb": (1e-7, "percent"),
    "decibel": (1.0, "decibel"),
    "decibelmilliwatt": (1.0, "decibelmilliwatt"),
    "cent": (0.01, "USD"),
    "dime": (0.1, "USD"),
    "penny": (0.01, "GBP"),
    "eurocent": (0.01, "EUR"),
    "satoshi": (1e-8, "BTC"),
    "rupee": (1.0, "INR"),
    "paisa": (0.01, "INR"),
    "ten": (10.0, "1"),
    "hundred": (1e2, "1"),
    "thousand": (1e3, "1"),
    "ten_thousand": (1e4, "1"),
    "hundred_thousand": (1e5, "1"),
    "million": (1e6, "1"),
    "bit": (1.0, "bit"),
    "decade": (315576000.0, "second"),  # in pint a logarithmic unit
}
DATA = ("bit", "byte", "baud")


def rows() -> list[tuple[str, str, str, str]]:
    """Return unit, factor, offset and base for every unit, sorted by unit."""
    table = lexicon()
    entries = [*table.exact.values(), *table.folded.values(), *table.signs.values()]
    currencies = {entry.unit for entry in entries if entry.is_currency}
    units = {entry.unit for entry in entries} | set(EXTRA) | set(OWN)
    return [(unit, *resolve(unit, unit in currencies)) for unit in sorted(units)]


def resolve(unit: str, is_currency: bool) -> tuple[str, str, str]:
    """Return factor, offset and base of one unit as they stand in the table."""
    if unit in OWN:
        factor, base = OWN[unit]
        return repr(factor), "0.0", base
    if is_currency:
        return "1.0", "0.0", unit
    factor, offset, base = pint_value(unit)
    head = unit.split("/")[0]
    if head.endswith(DATA) and not base.startswith("bit"):  # pint calls data dimensionless
        base = "bit" + base.removeprefix("1")
    return repr(factor), repr(offset), base


def main() -> None:
    """Write the table."""
    with TABLE.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("unit", "factor", "offset", "base"))
        writer.writerows(rows())
    print(f"{TABLE.relative_to(ROOT)}: {len(rows())} units")


if __name__ == "__main__":
    main()
