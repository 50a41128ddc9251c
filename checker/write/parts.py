"""A large report as several pages, each complete in itself: so many findings a page, the gravest on the first."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from checker.errors import UsageError
from checker.write.html import page_of
from checker.write.view import page_view
from checker.write.visible import replace_surrogates
from checker.write.words import kind_counts

if TYPE_CHECKING:
    from checker.report import Report

FINDINGS_OF_A_FACT = 8  # place in a row of the table of facts


def pages(report: Report, name: str, size: int = 0, link: str = "", context: int | None = None) -> Mapping[str, bytes]:
    """Return the pages by file name: `report.html`, `report-2.html`, ...; one where all findings fit on it.

    Args:
        report: what is shown.
        name: file name of the first page.
        size: most findings of a page; 0 for one page.
        link: where the documents lie, seen from the page: "../docs/"; places then lead to them. "" for no links.
        context: how many sentences stand around that of a figure; None for what `page_view` takes.
    """
    view = page_view(report, context) | ({"link": link} if link else {})
    count = max(1, len(view["findings"]))
    starts = range(0, count, size or count)
    size = size or count
    path = PurePath(name)
    names = [name, *(f"{path.stem}-{number}{path.suffix}" for number in range(2, len(starts) + 1))]
    return {
        file: replace_surrogates(page_of(_part(view, names, number, start, size) if len(names) > 1 else view)).encode()
        for number, (file, start) in enumerate(zip(names, starts, strict=True))
    }


def link_from(page: Path, prefix: str) -> str:
    """Return where documents lie, seen from a page, fit for an address; it begins with a dot, so it names no scheme.

    Args:
        page: the file of the page.
        prefix: from the current folder to where names of documents count from: "docs/".

    Raises:
        UsageError: no relative path leads there, as from one drive to another.
    """
    try:
        way = os.path.relpath(prefix or ".", page.parent)
    except ValueError as error:
        raise UsageError(f"{page}: no relative link leads to the documents ({error}); write it beside them") from error
    return "./" + quote(way.replace(os.sep, "/"), safe="/") + "/"


def _part(view: Mapping[str, Any], names: list[str], number: int, start: int, size: int) -> dict[str, Any]:
    """Return the view of some findings; what counts findings by their place counts from the first of the page."""
    end = min(start + size, len(view["findings"]))

    def here(places: list[int]) -> list[int]:
        return [place - start for place in places if start <= place < end]

    rows = [
        [*row[:FINDINGS_OF_A_FACT], here(row[FINDINGS_OF_A_FACT]), *row[FINDINGS_OF_A_FACT + 1 :]]
        for row in view["facts"]["rows"]
    ]
    return {
        **view,
        "part": number + 1,
        "others": [_entry(one) for one in _decided(view["findings"], start, end)],
        "findings": view["findings"][start:end],
        "counts": kind_counts(one["kind"] for one in view["findings"][start:end]),
        "facts": {**view["facts"], "rows": rows},
        "overview": {**view["overview"], "updates": here(view["overview"]["updates"])},
        "changes": None if view["changes"] is None else [_moved(one, start, end) for one in view["changes"]],
        "parts": [
            {"href": f"./{quote(name, safe='')}", "is_here": place == number, "number": place + 1}
            for place, name in enumerate(names)
        ],
        "span": f"Findings {start + 1:,} to {end:,} of {len(view['findings']):,}",
    }


def _decided(findings: Sequence[Mapping[str, Any]], start: int, end: int) -> list[Mapping[str, Any]]:
    return [one for one in (*findings[:start], *findings[end:]) if one.get("decision")]


def _entry(finding: Mapping[str, Any]) -> dict[str, Any]:
    """Return the decision on a finding of another page as the decision file has it."""
    about = {name: finding.get(name, "") for name in ("rule", "subject", "attribute", "message")}
    entry = {"finding": finding["id"], **about, **(finding.get("decision") or {})}
    return {name: value for name, value in entry.items() if value and name != "origin"}


def _moved(change: Mapping[str, Any], start: int, end: int) -> dict[str, Any]:
    """Return a change with the place of its finding on the page; without one where that is on another page."""
    place = change.get("number")
    kept = {name: value for name, value in change.items() if name != "number"}
    return {**kept, "number": place - start} if place is not None and start <= place < end else kept
