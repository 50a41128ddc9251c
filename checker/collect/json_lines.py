"""JSON lines: one record a line.

Records of short values are the rows of a table, its heads the names of their fields. Records that hold running text
are read one by one: the text as paragraphs, everything else as labelled items below the record's own title.
"""

from __future__ import annotations

import re

from checker.collect.draft import number_blocks, show_all
from checker.collect.json_records import is_seen, is_table, lay_out, one_by_one
from checker.collect.json_text import Value, read_values
from checker.collect.layout import PSEUDO_LEVEL, classify
from checker.collect.reader import Reader, Reading
from checker.config import Limits

_LINE = re.compile(r"[^\r\n]+")


def read(text: str, limits: Limits) -> Reading:
    """Return the blocks of records; offsets index the text itself.

    Raises:
        UnreadableDocument: a line is no JSON, or nested too deep.
    """
    records: list[list[Value]] = []
    count = 0
    partial = ""
    for match in _LINE.finditer(text, int(text.startswith("\ufeff"))):
        if not match[0].strip():
            continue
        values = [value for value in _read_line(text, match, limits) if is_seen(text, value)]
        count += len(values)
        if count > limits.cells:
            partial = f"only its first {limits.cells:,} values were read (limits.cells)"
            break
        records.append(values)
    if is_table(text, records):
        drafts = lay_out(text, records)
    else:
        drafts = [one for values in records for one in one_by_one(text, values)]
    shown = classify(show_all(text, drafts), pseudo_level=PSEUDO_LEVEL)
    title = next((draft.text for draft in shown if draft.kind in ("title", "heading")), "") if len(records) == 1 else ""
    return Reading(blocks=number_blocks(shown), title=title, partial=partial)


def _read_line(text: str, match: re.Match[str], limits: Limits) -> list[Value]:
    return read_values(text, match.start(), match.end(), limits.markup_depth)


READER = Reader(name="jsonl", suffixes=(".jsonl", ".ndjson"), read=read)
