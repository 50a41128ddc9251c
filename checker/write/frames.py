"""Tables as pandas frames, with the columns and dtypes of `columns.py`, empty or not."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from checker.errors import UsageError
from checker.write.columns import NUMBER, TABLES, TEXT
from checker.write.rows import table_rows

if TYPE_CHECKING:
    import pandas

    from checker.report import Report


def frame(report: Report, table: str) -> pandas.DataFrame:
    """Return `facts`, `findings` or `evidence` as a frame; a text is "" where there is none, a number NaN.

    Raises:
        UsageError: there is no such table.
    """
    import pandas

    if table not in TABLES:
        raise UsageError(f"no table {table!r}; known are {', '.join(sorted(TABLES))}")
    _, rows = table_rows(report, table)
    return pandas.DataFrame(
        {
            column.name: pandas.Series([_value(row[column.name], column.dtype) for row in rows], dtype=column.dtype)
            for column in TABLES[table]
        }
    )


def _value(value: Any, dtype: str) -> Any:
    if dtype == TEXT:
        return "" if value is None else value
    if dtype == NUMBER:
        return float("nan") if value is None else float(value)
    return value
