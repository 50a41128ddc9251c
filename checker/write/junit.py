"""JUnit XML: one suite for each rule, one test case for each finding, so that any CI server can show it.

What asks for action is a failure, what a reviewer has decided is skipped with the reason, an agreement passes, and a
rule that found nothing is one case that passes. Documents that were not read are skipped cases of their own suite.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from checker.records import DocumentEntry, Finding
from checker.write.base import Writer
from checker.write.ci import has_line, in_repository, message, verdict
from checker.write.text import finding_lines
from checker.write.visible import replace_surrogates, show, show_line
from checker.write.words import QUIET_KINDS, clip, unread_documents

if TYPE_CHECKING:
    from checker.report import Report

WIDTH = 160  # columns of the text of a failure
LONGEST_NAME = 200
# What XML 1.0 cannot hold, by escape or otherwise. Source: XML 1.0, production 2 (Char).
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def render(report: Report, name: str) -> Mapping[str, bytes]:
    """Return the report as JUnit XML under `name`; no time and no host stands in it."""
    root = Element("testsuites", {"name": "tieout"})
    suites = [_rule_suite(report, code) for code in _codes(report)]
    suites += _document_suite(report)
    for suite in suites:
        root.append(suite)
    for count in ("tests", "failures", "errors", "skipped"):
        root.set(count, str(sum(int(suite.get(count, "0")) for suite in suites)))
    indent(root)
    return {name: tostring(root, encoding="utf-8", xml_declaration=True) + b"\n"}


def _codes(report: Report) -> list[str]:
    return sorted({rule.code for rule in report.rules} | {finding.rule for finding in report.findings})


def _rule_suite(report: Report, code: str) -> Element:
    names = {rule.code: rule.name for rule in report.rules}
    title = line(f"{code} {names.get(code, '')}".strip())
    suite = Element("testsuite", {"name": title})
    found = [finding for finding in report.findings if finding.rule == code]
    for finding in found:
        _finding_case(suite, finding, report, title)
    if not found:
        SubElement(suite, "testcase", {"classname": title, "name": "no findings"})
    return _counted(suite)


def _finding_case(suite: Element, finding: Finding, report: Report, title: str) -> None:
    told = message(finding)
    name = line(f"{clip(_about(finding), LONGEST_NAME)} [{finding.id}]")
    case = SubElement(suite, "testcase", {"classname": title, "name": name})
    if finding.mentions:
        first = finding.mentions[0]
        case.set("file", line(in_repository(report, first.file)))
        if has_line(first):
            case.set("line", str(first.line))
    if not finding.is_open and finding.decision is not None:
        reason = f"{finding.decision.state}: {finding.decision.reason}".rstrip(": ")
        SubElement(case, "skipped", {"message": line(reason)})
    elif finding.kind not in QUIET_KINDS:
        kind = line(f"{finding.severity} {verdict(finding)}")
        failure = SubElement(case, "failure", {"message": line(told), "type": kind})
        failure.text = xml_text("\n".join(finding_lines(finding, WIDTH, True)))


def _about(finding: Finding) -> str:
    return show_line(", ".join(part for part in (finding.subject, finding.attribute) if part)) or finding.kind


def _document_suite(report: Report) -> list[Element]:
    """Return a suite of the documents that were not read in full, or nothing: silence must not look like agreement."""
    unread = unread_documents(report.documents)
    if not unread:
        return []
    suite = Element("testsuite", {"name": "documents"})
    for entry in unread:
        case = SubElement(suite, "testcase", {"classname": "documents", "name": line(entry.file)})
        case.set("file", line(in_repository(report, entry.file)))
        SubElement(case, "skipped", {"message": line(_why(entry))})
    return [_counted(suite)]


def _why(entry: DocumentEntry) -> str:
    words = f"{entry.status}: {entry.reason or 'read in part'}"
    return f"{words} ({entry.detail})" if entry.detail else words


def _counted(suite: Element) -> Element:
    cases = suite.findall("testcase")
    suite.set("tests", str(len(cases)))
    for tag, count in (("failure", "failures"), ("error", "errors"), ("skipped", "skipped")):
        suite.set(count, str(sum(case.find(tag) is not None for case in cases)))
    return suite


def xml_text(text: str) -> str:
    """Return text in which every character may stand in XML; what may not is shown by its name, or replaced."""
    return _NO_XML.sub(lambda match: f"⟨U+{ord(match[0]):04X}⟩", replace_surrogates(show(text)))


def line(text: str) -> str:
    """Return text fit for an attribute, on one line."""
    return xml_text(show_line(text))


WRITER = Writer(name="junit", suffixes=(".xml",), render=render, about="JUnit XML, one test case for each finding")
