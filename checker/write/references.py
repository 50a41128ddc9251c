"""Reference facts and what the documents say of them: as rows, as lines of text, and as a CSV of their own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from checker.records import Mention
from checker.write.base import Writer
from checker.write.csv_ import dump_table
from checker.write.rows import quantity_ends
from checker.write.visible import show_line

if TYPE_CHECKING:
    from checker.records.references import ReferenceResult
    from checker.report import Report

STATUSES = ("contradicted", "outdated", "confirmed", "not-found")  # the gravest first
LABELS = {"contradicted": "contradicted", "outdated": "outdated", "confirmed": "confirmed", "not-found": "not found"}
COLUMNS = (
    "status", "subject", "attribute", "value", "value_to", "unit", "as_of", "reference_file", "reference_line",
    "confirmed", "contradicted", "outdated", "confirmed_in", "contradicted_in", "outdated_in", "evidence", "note",
)  # fmt: skip


def counts_line(results: Sequence[ReferenceResult]) -> str:
    """Return "reference facts: 2 contradicted, 9 confirmed, 1 not found"."""
    counts = Counter(one.status for one in results)
    return "reference facts: " + ", ".join(f"{counts[one]:,} {LABELS[one]}" for one in STATUSES if counts[one])


def lines(report: Report, show_all: bool) -> Iterator[str]:
    """Give the results for a terminal: counts, and each fact that is not simply confirmed; with `show_all` each."""
    if not report.references:
        return
    yield counts_line(report.references)
    for one in sorted(report.references, key=lambda one: STATUSES.index(one.status)):
        if show_all or one.status != "confirmed":
            about = show_line(" ".join((one.subject, one.attribute)))
            yield f"  {LABELS[one.status]:<13} {about}: {show_line(one.mention.shown)} ({place(one.mention)})"
            for name, found in (("but", one.contradicted), ("before", one.outdated), ("also", one.confirmed)):
                if found and (show_all or name != "also"):
                    yield f"    {name:<7} {listed(found)}"
    yield ""


def listed(found: Sequence[Mention]) -> str:
    """Return "1,340 people (report.md:8:190); 1,350 (brief.md:3:1)"."""
    return "; ".join(f"{show_line(one.shown)} ({place(one)})" for one in found)


def place(mention: Mention) -> str:
    """Return "file:line:column"."""
    return f"{show_line(mention.file)}:{mention.line}:{mention.column}"


def rows(report: Report) -> list[dict[str, Any]]:
    """Return one row per reference fact, in the order of the reference."""
    return [_row(one) for one in report.references]


def _row(one: ReferenceResult) -> dict[str, Any]:
    low, high = quantity_ends(one.mention.value)
    first = next(iter((*one.contradicted, *one.outdated, *one.confirmed)), None)
    return {
        "status": one.status,
        "subject": one.subject,
        "attribute": one.attribute,
        "value": low,
        "value_to": high,
        "unit": one.mention.unit,
        "as_of": one.mention.as_of,
        "reference_file": one.mention.file,
        "reference_line": one.mention.line,
        "confirmed": len({mention.file for mention in one.confirmed}),
        "contradicted": len({mention.file for mention in one.contradicted}),
        "outdated": len({mention.file for mention in one.outdated}),
        "confirmed_in": listed(one.confirmed),
        "contradicted_in": listed(one.contradicted),
        "outdated_in": listed(one.outdated),
        "evidence": first.sentence if first else None,
        "note": one.note,
    }


def view(report: Report) -> list[list[str]]:
    """Return the rows of the page: status, figure, value, confirmed in, contradicted in, outdated in, note."""
    return [
        [
            LABELS[one.status],
            show_line(" ".join((one.subject, one.attribute))),
            show_line(one.mention.shown),
            listed(one.confirmed),
            listed(one.contradicted),
            listed(one.outdated),
            show_line(one.note),
        ]
        for one in sorted(report.references, key=lambda one: STATUSES.index(one.status))
    ]


def data(one: ReferenceResult) -> dict[str, Any]:
    """Return one result as plain JSON values."""
    from checker.write.json_ import mention_data

    return {
        "status": one.status,
        "subject": one.subject,
        "attribute": one.attribute,
        "mention": mention_data(one.mention),
        "confirmed": [mention_data(mention) for mention in one.confirmed],
        "contradicted": [mention_data(mention) for mention in one.contradicted],
        "outdated": [mention_data(mention) for mention in one.outdated],
        "note": one.note or None,
    }


def render(report: Report, name: str) -> Mapping[str, bytes]:
    """Return one row per reference fact as CSV under `name`; the header alone where the user named no reference."""
    return {name: dump_table(COLUMNS, rows(report))}


WRITER = Writer(
    name="reference",
    suffixes=(),
    render=render,
    about="every reference fact and what confirms it, as CSV",
)
