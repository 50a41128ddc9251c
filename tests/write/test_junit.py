"""JUnit: read back by two parsers, with nothing in it that XML forbids."""

from __future__ import annotations

from xml.etree import ElementTree

import junitparser
import pytest

from checker.report import Report
from checker.write import junit


def read(report: Report) -> junitparser.JUnitXml:
    return junitparser.JUnitXml.fromstring(junit.render(report, "x")["x"])


def cases(report: Report) -> dict[str, junitparser.TestCase]:
    return {
        f"{case.classname} {case.name}".removeprefix("TIE101 values-agree "): case
        for suite in read(report)
        for case in suite
    }


@pytest.mark.parametrize("name", ["report", "hostile", "reviewed"])
def test_parsers_read_it_and_the_counts_are_right(name: str, request: pytest.FixtureRequest) -> None:
    """CL6: JUnit opens in a parser."""
    report: Report = request.getfixturevalue(name)
    found = read(report)
    counted = (found.tests, found.failures, found.errors, found.skipped)
    found.update_statistics()
    assert counted == (found.tests, found.failures, found.errors, found.skipped)
    quiet = sum(one.kind in ("agreement", "compatible") for one in report.findings)
    decided = sum(not one.is_open for one in report.findings)
    assert found.failures == len(report.findings) - quiet - decided
    assert len(cases(report)) == found.tests  # no two of one name


def test_one_suite_for_each_rule_and_one_case_for_each_finding(report: Report) -> None:
    suites = {suite.name: [case.name for case in suite] for suite in read(report)}
    assert list(suites) == ["TIE101 values-agree", "TIE201 parts-add-up", "TIE301 values-in-range", "documents"]
    assert suites["TIE301 values-in-range"] == ["no findings"]
    assert suites["documents"] == ["operator/plan.pdf", "scan.tif"]
    assert len(suites["TIE101 values-agree"]) == 6


def test_a_failure_tells_the_finding_and_its_sources(report: Report) -> None:
    case = cases(report)[f"Orsa dam, height [{report.findings[0].id}]"]
    (failure,) = case.result
    assert failure.message == "Orsa dam, height: 84 metres in one document, 48 metres in another"
    assert failure.type == "error conflict (digits)"
    assert "courier-03-04.md:1:15" in failure.text
    assert "wire-03-05.md:1:24" in failure.text


def test_agreements_pass_and_decisions_are_skipped(reviewed: Report) -> None:
    """HR10."""
    found = cases(reviewed)
    skipped = {name: case.result[0].message for name, case in found.items() if case.is_skipped}
    assert "false-positive: two dams of one name" in skipped.values()
    assert "baseline" in skipped.values()
    assert sum(case.is_passed for case in found.values()) == 3  # two agreements, and a rule without findings
    assert found[f"Orsa dam, height [{reviewed.findings[0].id}]"]._elem.get("file") == "docs/a b/courier-03-04.md"


def test_no_character_is_lost_or_forbidden(hostile: Report) -> None:
    data = junit.render(hostile, "x")["x"]
    root = ElementTree.fromstring(data)
    texts = [text for node in root.iter() for text in (*node.attrib.values(), node.text or "")]
    assert any("⟨U+202E⟩gnp.exe" in text for text in texts)
    assert any("⟨U+FFFE⟩⟨U+FFFF⟩" in text for text in texts)
    assert any("]]>&amp;&lt;" in text for text in texts)
    assert b"<!DOCTYPE" not in data
    assert b"<script>" not in data


def test_no_time_and_no_host(report: Report) -> None:
    """HR18."""
    names = {name for node in ElementTree.fromstring(junit.render(report, "x")["x"]).iter() for name in node.attrib}
    assert not names & {"time", "timestamp", "hostname"}
