"""GitLab code quality: every entry has what the format asks for, and no two share a fingerprint."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import Any

import pytest

from checker.report import Report
from checker.write import gitlab
from checker.write.base import parse_target


def entries(report: Report) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(gitlab.render(report, "x")["x"].decode("utf-8"))
    return found


@pytest.mark.parametrize("name", ["report", "hostile", "reviewed"])
def test_every_entry_is_complete(name: str, request: pytest.FixtureRequest) -> None:
    """CL6: GitLab fingerprints unique."""
    report: Report = request.getfixturevalue(name)
    found = entries(report)
    assert found
    for entry in found:
        assert set(entry) == {"check_name", "description", "fingerprint", "severity", "location"}
        assert entry["severity"] in {"info", "minor", "major", "critical", "blocker"}
        assert re.fullmatch("[0-9a-f]{32}", entry["fingerprint"])
        assert entry["location"]["lines"]["begin"] >= 1
        assert not entry["location"]["path"].startswith(("/", "./"))
        assert "\n" not in entry["description"]
    assert len({entry["fingerprint"] for entry in found}) == len(found)


def test_findings_of_one_id_keep_apart(report: Report) -> None:
    first = report.findings[0]
    assert len({entry["fingerprint"] for entry in entries(replace(report, findings=(first, first)))}) == 2


def test_what_it_tells(report: Report) -> None:
    first = entries(report)[0]
    assert first["check_name"] == "tieout/TIE101"
    assert first["severity"] == "major"
    assert first["location"] == {"path": "courier-03-04.md", "lines": {"begin": 1}}
    assert first["description"].endswith("48 metres in another (also wire-03-05.md:1:24  48 metres)")
    assert [entry["severity"] for entry in entries(report)] == ["major"] * 3 + ["minor"] * 2


def test_decided_findings_are_left_out(reviewed: Report) -> None:
    assert len(entries(reviewed)) == 2
    assert entries(reviewed)[0]["location"]["path"].startswith("docs/a b/")


def test_names() -> None:
    assert parse_target("gitlab:gl-code-quality-report.json")[0].name == "gitlab"
    assert parse_target("tieout.codequality.json")[0].name == "gitlab"
