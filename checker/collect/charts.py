"""Charts of office files as tables: categories in rows, series in columns, from the values kept in the file."""

from __future__ import annotations

from checker.collect.number_formats import show_number, to_number
from checker.collect.xml_tree import Node

POINTS = 10_000  # of one series


def chart_rows(chart: Node) -> tuple[str, list[list[str]]]:
    """Return the title of a chart and its table; a chart without values has no rows."""
    series = [node for node in chart.walk() if node.name == "c:ser"]
    categories: dict[int, str] = {}
    columns: list[tuple[str, dict[int, str]]] = []
    for number, node in enumerate(series, 1):
        categories = categories or _points(node.find("c:cat") or node.find("c:xVal"))
        values = _points(node.find("c:val") or node.find("c:yVal"))
        name = _points(node.find("c:tx")).get(0, "")
        if values:
            columns.append((name or f"series {number}", values))
    if not columns:
        return "", []
    places = sorted({place for _, values in columns for place in values})
    rows = [["", *(name for name, _ in columns)]]
    rows += [
        [categories.get(place, str(place + 1)), *(values.get(place, "") for _, values in columns)] for place in places
    ]
    return _title(chart), rows


def _title(chart: Node) -> str:
    title = chart.find("c:chart", "c:title", "c:tx", "c:rich")
    return " ".join("".join(node.text() for node in title.walk() if node.name == "a:t").split()) if title else ""


def _points(node: Node | None) -> dict[int, str]:
    """Return the points that a file keeps of one range, by place; figures as their format shows them."""
    found: dict[int, str] = {}
    if node is None:
        return found
    code = next((one.text() for one in node.walk() if one.name == "c:formatCode"), "")
    for point in (one for one in node.walk() if one.name == "c:pt"):
        place, value = point.get("idx"), point.find("c:v")
        if value is None or not (place.isascii() and place.isdigit()) or int(place[:9]) >= POINTS:
            continue
        text = value.text()
        number = to_number(text)
        is_figure = number is not None and code not in ("", "General")
        found[int(place)] = show_number(number, code).text if number is not None and is_figure else _plain(text)
    return found


def _plain(text: str) -> str:
    number = to_number(text)
    return show_number(number, "").text if number is not None else " ".join(text.split())
