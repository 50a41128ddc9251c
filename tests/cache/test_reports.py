"""Reports as bytes: what comes back equals what was kept, and is read only as far as somebody looks."""

from __future__ import annotations

import pytest

import checker
from checker import codec
from checker.cache import reports
from checker.report import Report

TEXTS = {
    "may.txt": "The mill at Ostrand employed 412 people at the end of 2021.",
    "june.txt": "The mill at Ostrand employed 437 people at the end of 2021.",
    "july.txt": "The mill at Ostrand employed 412 people at the end of 2021. Its chimney is 61 metres tall.",
}


@pytest.fixture(scope="module")
def report() -> Report:
    return checker.check(TEXTS)


def test_a_report_comes_back_as_it_was(report: Report) -> None:
    known = reports.unpack_report(reports.pack_report(report))
    assert known is not None
    assert report.findings
    assert codec.to_json(known.findings) == codec.to_json(report.findings)
    assert known.to_json() == report.to_json()
    assert [one.id for one in known.facts] == [one.id for one in report.facts]


def test_severity_is_told_without_reading_mentions(report: Report, monkeypatch: pytest.MonkeyPatch) -> None:
    known = reports.unpack_report(reports.pack_report(report))
    assert known is not None
    read: list[type] = []
    kept = codec.from_json
    monkeypatch.setattr(codec, "from_json", lambda record, data: (read.append(record), kept(record, data))[1])
    assert [one.severity for one in known.findings] == [one.severity for one in report.findings]
    assert {one.__name__ for one in read} == {"Finding"}
    assert known.findings[0].mentions[0] == report.findings[0].mentions[0]
    assert "Mention" in {one.__name__ for one in read}


@pytest.mark.parametrize("cut", [3, 40, -1])
def test_damaged_bytes_give_no_report(report: Report, cut: int) -> None:
    assert reports.unpack_report(reports.pack_report(report)[:cut]) is None
