"""The data of a page as JSON islands: what the first screen needs before the script, the rest behind it.

A browser draws the first rows as soon as it has read the first island and the script, however long the page is.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from checker.write.visible import show

FIRST = 60  # findings of the first island, where there are more than
WHOLE = 400  # findings that stand in one island
CHUNK = 2_500  # findings of each later island
HEAD = '<script type="application/json" id="data">'
LATER = '<script type="application/json" class="later">'


def islands(view: Mapping[str, Any]) -> tuple[str, list[str]]:
    """Return the first island and the later ones; the facts are in the last of these."""
    findings = view["findings"]
    if len(findings) <= WHOLE:
        return island(view), []
    starts = range(FIRST, len(findings), CHUNK)
    later: list[dict[str, Any]] = [{"findings": findings[start : start + CHUNK]} for start in starts]
    later[-1]["facts"] = view["facts"]
    head = {name: value for name, value in view.items() if name != "facts"}
    return island(head | {"findings": findings[:FIRST], "later": len(later)}), [island(part) for part in later]


def island(data: Mapping[str, Any]) -> str:
    """Return JSON that may stand inside a script element: no `<`, so no tag and no comment can begin or end in it."""
    text = show(json.dumps(data, ensure_ascii=False, allow_nan=False, separators=(",", ":")))
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def view_in(page: str) -> Any:
    """Return the view that the islands of a page hold together; None where the page has none.

    Raises:
        ValueError, RecursionError: an island is no JSON, or one is missing.
    """
    first = next(_found(page, HEAD), None)
    if not isinstance(first, dict):
        return first
    parts = list(_found(page, LATER))
    if len(parts) != first.pop("later", 0) or not all(isinstance(part, dict) for part in parts):
        raise ValueError("cut short")
    for part in parts:
        first["findings"] += part.pop("findings", [])
        first |= part
    return first


def _found(page: str, mark: str) -> Iterator[Any]:
    for rest in page.split(mark)[1:]:
        yield json.loads(rest.partition("<")[0])
