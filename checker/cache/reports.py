"""A report as bytes and back.

Tables of facts and claims are only needed by some outputs, and the links of an explanation by fewer still, so a report
that comes back holds them as bytes until somebody asks.
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
from checker.records import Claim, Fact, Finding, Link, Subject
from checker.report import Report

R = TypeVar("R")

_SIZE = struct.Struct(">Q")  # of each part, before it
_TABLES: Mapping[str, type] = {"facts_by_id": Fact, "claims": Claim, "subjects": Subject}
_WORDS = ("sentences", "texts")
_APART = frozenset({"findings", "outputs", *_TABLES, *_WORDS})


def pack_report(report: Report) -> bytes:
    """Return a report as bytes: a head, the findings, and each table by itself."""
    tables = [dict(getattr(report, name)) for name in (*_TABLES, *_WORDS)]
    rest = {one.name: getattr(report, one.name) for one in fields(report) if one.name not in _APART}
    head = {"report": codec.to_json(rest), "counts": [len(report.findings), *map(len, tables)]}
    findings, links = _findings_data(report.findings)
    return join([pack(part) for part in (head, findings, links, *tables)])


def unpack_report(data: bytes) -> Report | None:
    """Return the report that `pack_report` was given; None where the bytes are not that."""
    try:
        head_part, findings_part, links_part, *table_parts = split(data)
        head = unpack(head_part)
        count, *counts = head["counts"]
        findings = _findings(count, findings_part, links_part)
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


def _findings_data(findings: Sequence[Finding]) -> tuple[list[Any], list[str]]:
    """Return findings without the links of their explanations, and of each the links as one text."""
    data = [codec.to_json(one) for one in findings]
    links = [one.get("explanation", {}).pop("links", []) for one in data]
    return [[one, len(some)] for one, some in zip(data, links, strict=True)], [json.dumps(some) for some in links]


def _findings(count: int, findings_part: bytes, links_part: bytes) -> tuple[Finding, ...]:
    texts = cache(lambda: unpack(links_part))

    def links_of(number: int) -> Any:
        return json.loads(texts()[number])

    def make(item: tuple[int, Any]) -> Finding:
        number, (data, links) = item
        finding = codec.from_json(Finding, data)
        if not links:
            return finding
        explained = replace(finding.explanation, links=_lazy(links, partial(links_of, number), _link))
        return replace(finding, explanation=explained)

    return _lazy(count, lambda: list(enumerate(unpack(findings_part))), make)


def _link(data: Any) -> Link:
    return codec.from_json(Link, data)


def _lazy(count: int, load: Callable[[], Sequence[Any]], make: Callable[[Any], R]) -> tuple[R, ...]:
    """Return what behaves as a tuple for everybody who reads it."""
    return cast("tuple[R, ...]", LazyTuple(count, load, make))
