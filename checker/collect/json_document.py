"""JSON documents: exports of data, and settings that documents speak of.

A list of objects is a table, and so are an object of objects that have the same fields and a list of lists; the name
of the field that holds it is its caption. Objects with running text are read one by one. Everything else is labelled
items, in the order of the file. Files that programs keep for themselves are not read (`walk`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from checker.collect.draft import Draft, number_blocks, show_all
from checker.collect.json_records import HEADING_LEVEL, is_seen, is_table, label_pieces, lay_out, one_by_one
from checker.collect.json_text import Name, Value, read_values
from checker.collect.layout import PSEUDO_LEVEL, classify
from checker.collect.reader import Reader, Reading
from checker.collect.table import Table, TableCell, place
from checker.config import Limits

SHARED_SHARE = 0.5  # of the fields that objects side by side have in common: fewer, and they are no rows
PLAIN_NAMES = frozenset({"data", "entries", "items", "list", "records", "results", "rows", "values"})  # of any list

_Key = tuple[str | int, ...]


@dataclass(slots=True)
class _Group:
    """Values that belong together: the rows of a list, or what stands outside any list."""

    sort: str  # list, grid, rest
    path: tuple[Name, ...]  # to the list
    records: dict[int, list[Value]] = field(default_factory=dict)  # by place in the list


def read(text: str, limits: Limits) -> Reading:
    """Return the blocks of a JSON document; offsets index the text itself.

    Raises:
        UnreadableDocument: it is no JSON, or nested too deep.
    """
    found = read_values(text, int(text.startswith("\ufeff")), len(text), limits.markup_depth)
    values = [value for value in found if is_seen(text, value)]
    partial = f"only its first {limits.cells:,} values were read (limits.cells)" if len(values) > limits.cells else ""
    drafts: list[Draft] = []
    tables = 0
    for group in _groups(values[: limits.cells]):
        below = list(_drafts(text, group, tables))
        tables += any(draft.cell is not None for draft in below)
        drafts += below
    shown = classify(show_all(text, drafts), pseudo_level=PSEUDO_LEVEL)
    first = shown[0] if shown else None
    title = first.text if first is not None and first.kind in ("title", "heading") and not first.parent else ""
    return Reading(blocks=number_blocks(shown), title=title if _has_title(values) else "", partial=partial)


def _has_title(values: Sequence[Value]) -> bool:
    """Say whether the document itself has a title, rather than a list in it."""
    return any(len(value.path) == 1 and value.path[0].text.lower() in ("title", "headline") for value in values[:50])


# --- values to groups ---------------------------------------------------------------------------------------


def _groups(values: Sequence[Value]) -> Iterator[_Group]:
    """Give the groups of values in the order of the file."""
    groups: dict[_Key, _Group] = {}
    for value in values:
        sort, depth = _sort(value)
        path = value.path[:depth] if sort != "rest" else ()
        key: _Key = (sort, *(name.text if name.place < 0 else name.place for name in path))
        group = groups.setdefault(key, _Group(sort, path))
        number = value.path[depth].place if sort != "rest" else 0
        inside = value.path[depth + 1 :] if sort != "rest" else value.path
        group.records.setdefault(number, []).append(value._replace(path=inside))
    for group in groups.values():
        yield from _parted(group) if group.sort == "rest" else (group,)


def _sort(value: Value) -> tuple[str, int]:
    """Return which list a value belongs to, the outermost of objects or of lists, and how deep that lies."""
    for depth, name in enumerate(value.path):
        below = value.path[depth + 1 :]
        if name.place >= 0 and below:
            return ("grid" if all(one.place >= 0 for one in below) else "list"), depth
    return "rest", 0


def _parted(group: _Group) -> Iterator[_Group]:
    """Give what stands outside any list: objects side by side with the same fields as rows, the rest as it is."""
    values = group.records[0]
    objects: dict[_Key, dict[str, list[Value]]] = {}
    for value in values:
        if len(value.path) >= 2 and all(name.place < 0 for name in value.path):
            outer = tuple(name.text for name in value.path[:-2])
            objects.setdefault(outer, {}).setdefault(value.path[-2].text, []).append(value)
    rows = {above for above, inside in objects.items() if _are_alike(list(inside.values()))}
    rest: list[Value] = []
    given: set[_Key] = set()
    for value in values:
        above: _Key = tuple(name.text for name in value.path[:-2])
        if above not in rows or len(value.path) < 2 or any(name.place >= 0 for name in value.path):
            rest.append(value)
            continue
        if rest:
            yield _Group("rest", (), {0: rest})
            rest = []
        if above not in given:
            given.add(above)
            yield _Group("list", value.path[:-2], dict(enumerate(_named_rows(list(objects[above].values())))))
    if rest:
        yield _Group("rest", (), {0: rest})


def _are_alike(objects: Sequence[Sequence[Value]]) -> bool:
    if len(objects) < 2:
        return False
    fields = [{value.path[-1].text for value in one} for one in objects]
    shared, all_of_them = set.intersection(*fields), set.union(*fields)
    return len(shared) >= max(1, SHARED_SHARE * len(all_of_them))


def _named_rows(objects: Sequence[Sequence[Value]]) -> Iterator[list[Value]]:
    """Give each object as a row that begins with its name."""
    for values in objects:
        name = values[0].path[-2]
        yield [Value((), name.pieces, True), *(value._replace(path=value.path[-1:]) for value in values)]


# --- groups to drafts ---------------------------------------------------------------------------------------


def _drafts(text: str, group: _Group, tables: int) -> Iterator[Draft]:
    caption = None
    pieces = list(label_pieces(group.path))
    records = list(group.records.values())
    if pieces and group.path[-1].text.lower() not in PLAIN_NAMES:
        caption = Draft("heading", pieces, level=HEADING_LEVEL)
        yield caption
    if group.sort == "grid":
        yield from _grid(text, records, tables, caption)
    elif group.sort == "list" and is_table(text, records):
        yield from lay_out(text, records, tables, caption)
    else:
        for values in records:
            yield from one_by_one(text, values)


def _grid(text: str, records: Sequence[Sequence[Value]], tables: int, caption: Draft | None) -> list[Draft]:
    rows = [
        [TableCell(Draft("cell", list(value.pieces)), value.path[0].place) for value in values if len(value.path) == 1]
        for values in records
    ]
    return place(text, Table(rows=[row for row in rows if row], caption=caption), tables)


READER = Reader(name="json", suffixes=(".json",), read=read)
