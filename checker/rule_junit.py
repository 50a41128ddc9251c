"""Outcomes of rule tests as JUnit XML: one suite for each rule, one case for each of its tests."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING
from xml.etree import ElementTree

if TYPE_CHECKING:
    from checker.verify.rule_tests import Outcome, Score

_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # characters that XML 1.0 has not


def dump(scores: Sequence[Score]) -> bytes:
    """Return the outcomes as JUnit XML in UTF-8; a rule without enough cases has a failing case that says so."""
    suites = [_suite(score) for score in scores]
    counts = {
        name: str(sum(int(suite.get(name, "0")) for suite in suites)) for name in ("tests", "failures", "skipped")
    }
    root = ElementTree.Element("testsuites", {"name": "tieout rules test", **counts})
    root.extend(suites)
    ElementTree.indent(root)
    data: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return data + b"\n"


def _suite(score: Score) -> ElementTree.Element:
    cases = [_case(score.rule, outcome) for outcome in score.outcomes]
    if score.lacks:
        case = ElementTree.Element("testcase", {"classname": score.rule, "name": "has cases of both sorts"})
        ElementTree.SubElement(case, "failure", {"message": f"the rule has no {score.lacks}"})
        cases.append(case)
    suite = ElementTree.Element(
        "testsuite",
        {
            "name": score.rule,
            "tests": str(len(cases)),
            "failures": str(sum(case.find("failure") is not None for case in cases)),
            "skipped": str(sum(case.find("skipped") is not None for case in cases)),
        },
    )
    suite.extend(cases)
    return suite


def _case(rule: str, outcome: Outcome) -> ElementTree.Element:
    case = outcome.case
    place = {"file": _clean(case.file), "line": str(case.line)}
    element = ElementTree.Element("testcase", {"classname": rule, "name": _clean(case.name), **place})
    if outcome.is_passed and case.todo:
        ElementTree.SubElement(element, "skipped", {"message": _clean(f"todo: {case.todo}")})
    elif not outcome.is_passed:
        told = "; ".join(outcome.lines) or "passes now: remove the todo"
        ElementTree.SubElement(element, "failure", {"message": _clean(told)[:500]}).text = _clean(
            "\n".join(outcome.lines)
        )
    return element


def _clean(text: str) -> str:
    return _FORBIDDEN.sub("�", text)
