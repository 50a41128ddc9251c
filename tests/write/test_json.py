"""findings.json keeps the contract: keys, order, numbers, strict UTF-8."""

from __future__ import annotations

import dataclasses
import json
import math
from types import SimpleNamespace
from typing import Any

from checker.report import Report
from checker.write import json_

TOP = ["format", "run", "findings", "notices", "documents", "coverage"]
FINDING = ["id", "kind", "cause", "rule", "severity", "confidence", "subject", "attribute", "message", "mentions"]
MENTION = ["file", "start", "end", "quote", "value", "unit", "comparator", "low", "high", "base_unit"]
MENTION += ["as_of", "as_of_source", "speaker"]
DOCUMENT = ["file", "status", "reason", "detail", "reader", "encoding", "title", "date", "date_source", "publisher"]
DOCUMENT += ["facts", "warnings"]


def load(report: Report) -> Any:
    return json.loads(json_.render(report, "findings.json")["findings.json"].decode("utf-8"))


def test_keys_stand_in_the_order_of_the_contract(report: Report) -> None:
    data = load(report)
    finding = data["findings"][0]
    assert list(data) == TOP
    assert list(finding)[: len(FINDING) + 1] == [*FINDING, "explanation"]
    assert list(finding["mentions"][0])[: len(MENTION)] == MENTION
    assert list(data["documents"][0])[: len(DOCUMENT)] == DOCUMENT


def test_numbers(report: Report) -> None:
    mention = load(report)["findings"][1]["mentions"][0]
    assert json.dumps([mention["value"], mention["low"], mention["high"]]) == "[1200000000, 1150000000, 1250000000]"


def test_bounds_ranges_and_dates(samples: SimpleNamespace) -> None:
    base = samples.mention("courier-03-04.md", "84 metres", 40.0, None, value=(40.0, 50.5))
    dated = dataclasses.replace(base, value="2024-03-04", low=-math.inf, high=math.nan)
    mentions = load(samples.report((samples.finding("conflict", (base, dated), "m"),)))["findings"][0]["mentions"]
    assert [mentions[0][key] for key in ("value", "low", "high")] == [[40, 50.5], 40, None]
    assert [mentions[1][key] for key in ("value", "low", "high")] == ["2024-03-04", None, None]


def test_quotes_are_raw_and_the_file_is_safe_to_look_at(hostile: Report, samples: SimpleNamespace) -> None:
    written = json_.render(hostile, "x")["x"].decode("utf-8")
    quotes = [finding["mentions"][0]["quote"] for finding in json.loads(written)["findings"]]
    assert quotes == [text.replace("\ud800", "�") for text in samples.hostile]
    assert not any(sign in written for sign in "\u202e\u2066\x1b\x9b\u200b\ufeff")
    assert json.loads(written)["replaced_surrogates"] > 0


def test_coverage_counts_by_name(report: Report) -> None:
    coverage = load(report)["coverage"]
    assert coverage["documents"] == {"no-text": 1, "ok": 5, "skipped": 1}
    assert coverage["not_comparable"] == {"period": 4, "role": 1, "scope": 3}
    assert coverage["withheld"] == {"conflict": 2}
