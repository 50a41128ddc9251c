"""A report as bytes and back.

Tables of facts and claims are only needed by some outputs, links and attachments of an explanation by fewer still, and
the terminal shows few findings with their mentions: a report that comes back holds all these as bytes until somebody
asks.
"""

from __future__ import annotations

import json
import struct
from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields, replace
from functools import cache, partial
from typing import Any, TypeVar, cast

from checker import codec
from checker.cache.lazy import LazyTable, LazyTuple
from checker.cache.readings import pack, unpack
from checker.records import Claim, Fact, Finding, Link, Mention, Phrase, Subject
from checker.report import Report

R = TypeVar("R")

_SIZE = struct.Struct(">Q")  # of each part, before it
_TABLES: Mapping[str, type] = {"facts_by_id": Fact, "claims": Claim, "subjects": Subject}
_WORDS = ("sentences", "texts")
_APART = frozenset({"findings", "outputs", *_TABLES, *_WORDS})
# what of an explanation is most of a report, with what reads an item of it: few outputs show it
_EXPLAINING: Mapping[str, Callable[[Any], Any]] = {
    "links": partial(codec.from_json, Link),
    "attachments": lambda item: (item[0], tuple(codec.from_json(Phrase, one) for one in item[1])),
}


def pack_report(report: Report) -> bytes:
    """Return a report as bytes: a head, the findings, and each table by itself."""
    tables = [dict(getattr(report, name)) for name in (*_TABLES, *_WORDS)]
    rest = {one.name: getattr(report, one.name) for one in fields(report) if one.name not in _APART}
    head = {"report": codec.to_json(rest), "counts": [len(report.findings), *map(len, tables)]}
    return join([pack(part) for part in (head, *_findings_data(report.findings), *tables)])


def unpack_report(data: bytes) -> Report | None:
    """Return the report that `pack_report` was given; None where the bytes are not that."""
    try:
        head_part, bare, mentions, rest, *table_parts = split(data)
        head = unpack(head_part)
        count, *counts = head["counts"]
        findings = _findings(count, bare, mentions, rest)
        return replace(codec.from_json(Report, head["report"]), findings=findings, **_tables(counts, table_parts))
    except (TypeError, ValueError, KeyError, AttributeError, ArithmeticError, struct.error):
        return None


def join(parts: Sequence[bytes]) -> bytes:
    """Return parts one behind the other, each with its size."""
    return b"".join(piece for part in parts for piece in (_SIZE.pack(len(part)), part))


def split(data: bytes) -> list[bytes]:
    """Return the parts that `join` was given.

    Raises:
        struct.error, ValueError: the bytes are damaged.
    """
    parts, at = [], 0
    while at < len(data):
        (size,) = _SIZE.unpack_from(data, at)
        at += _SIZE.size
        if at + size > len(data):
            raise ValueError("cut short")
        parts.append(data[at : at + size])
        at += size
    return parts


def _tables(counts: Sequence[int], parts: Sequence[bytes]) -> dict[str, Any]:
    names = (*_TABLES, *_WORDS)
    tables = {}
    for name, count, part in zip(names, counts, parts, strict=True):
        make = partial(codec.from_json, _TABLES[name]) if name in _TABLES else str
        tables[name] = LazyTable(count, partial(unpack, part), make)
    return tables


def _findings_data(findings: Sequence[Finding]) -> list[list[Any]]:
    """Return findings without what is lazy; then their mentions, then the rest of that, each as one text a finding."""
    data = [codec.to_json(one) for one in findings]
    mentions = [one["mentions"] for one in data]
    rest = [[one.get("explanation", {}).pop(name, []) for name in _EXPLAINING] for one in data]
    bare = [
        [one | {"mentions": []}, len(some), [*map(len, parts)]]
        for one, some, parts in zip(data, mentions, rest, strict=True)
    ]
    return [bare, [json.dumps(some) for some in mentions], [json.dumps(parts) for parts in rest]]


def _findings(count: int, findings_part: bytes, mentions_part: bytes, rest_part: bytes) -> tuple[Finding, ...]:
    mentions, rest = cache(partial(unpack, mentions_part)), cache(partial(unpack, rest_part))

    def make(item: tuple[int, Any]) -> Finding:
        number, (data, count, counts) = item
        finding = codec.from_json(Finding, data)
        parts = cache(lambda: json.loads(rest()[number]))
        explaining: dict[str, Any] = {
            name: _lazy(size, partial(lambda at: parts()[at], at), read)
            for at, (size, (name, read)) in enumerate(zip(counts, _EXPLAINING.items(), strict=True))
            if size
        }
        return replace(
            finding,
            mentions=_lazy(count, lambda: json.loads(mentions()[number]), _mention),
            explanation=replace(finding.explanation, **explaining),
        )

    return _lazy(count, lambda: list(enumerate(unpack(findings_part))), make)


def _mention(data: Any) -> Mention:
    return codec.from_json(Mention, data)


def _lazy(count: int, load: Callable[[], Sequence[Any]], make: Callable[[Any], R]) -> tuple[R, ...]:
    """Return what behaves as a tuple for everybody who reads it."""
    return cast("tuple[R, ...]", LazyTuple(count, load, make))
