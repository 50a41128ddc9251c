"""JSON lines: each line is a finding as `findings.json` has it."""

from __future__ import annotations

import json

import pytest

from checker.report import Report
from checker.write import jsonl
from checker.write.json_ import finding_data


@pytest.mark.parametrize("name", ["report", "reviewed"])
def test_a_line_is_a_finding(name: str, request: pytest.FixtureRequest) -> None:
    report: Report = request.getfixturevalue(name)
    lines = jsonl.render(report, "x")["x"].decode("utf-8").splitlines()
    assert [json.loads(line) for line in lines] == [
        finding_data(one, report.changes.get(one.id, "")) for one in report.findings
    ]


def test_hostile_text_breaks_no_line(hostile: Report) -> None:
    data = jsonl.render(hostile, "x")["x"]
    lines = data.decode("utf-8").split("\n")
    assert lines.pop() == ""
    assert len(lines) == len(hostile.findings)
    assert [json.loads(line)["id"] for line in lines] == [one.id for one in hostile.findings]
    assert "\u2028" not in data.decode("utf-8")
