"""Reviewers' false positives as rule tests: the documents cut down to what still shows the mistake."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from checker import rule_runs
from checker.records import Document, Finding
from checker.verify.rule_tests import RuleCase

if TYPE_CHECKING:
    from checker.verify import Rule

LONGEST = 5000  # characters of a document in a test


@dataclass(frozen=True, slots=True, kw_only=True)
class Exported:
    """A test file, how many tests it holds, and the findings that no small test shows."""

    text: str
    count: int
    left: tuple[str, ...]


def export(findings: Iterable[Finding], documents: Mapping[str, Document], rules: Mapping[str, Rule]) -> Exported:
    """Return the false positives among some findings as a test file.

    Args:
        findings: with their decisions.
        documents: by id.
        rules: by code.
    """
    by_code: dict[str, list[str]] = {}
    left = []
    for finding in findings:
        if finding.decision is None or finding.decision.state != "false-positive" or finding.rule not in rules:
            continue
        case = _smallest(finding, documents, rules[finding.rule])
        if case is None:
            left.append(f"{finding.id} {finding.rule} {finding.message}")
        else:
            by_code.setdefault(finding.rule, []).append(_case(finding, case))
    body = "".join(f"  {code}:\n{''.join(cases)}" for code, cases in sorted(by_code.items()))
    count = sum(map(len, by_code.values()))
    return Exported(text=f"version: 1\n\ntests:\n{body}" if body else "", count=count, left=tuple(left))


def _smallest(finding: Finding, documents: Mapping[str, Document], rule: Rule) -> Mapping[str, str] | None:
    """Return the documents of the first cut in which the rule still finds something; None where none does."""
    for texts in _cuts(finding, documents):
        if all(len(text) <= LONGEST for text in texts.values()):
            case = RuleCase(rule=rule.code, name="", file="", line=0, documents=texts)
            if rule_runs.run_case(case, rule).wrong:
                return texts
    return None


def _cuts(finding: Finding, documents: Mapping[str, Document]) -> Iterator[Mapping[str, str]]:
    sentences: dict[str, list[str]] = {}
    for mention in finding.mentions:
        told = sentences.setdefault(mention.file, [])
        if mention.sentence not in told:
            told.append(mention.sentence)
    yield {name: _dated("\n\n".join(told), documents[name]) for name, told in sentences.items()}
    yield {name: documents[name].text for name in sentences}


def _dated(text: str, document: Document) -> str:
    """Return a text with the date of its document before it, which decides what is an update."""
    if document.date is None or not document.id.endswith((".md", ".markdown")):
        return text
    return f"---\ndate: {document.date.low}\n---\n{text}"


def _case(finding: Finding, documents: Mapping[str, str]) -> str:
    decision = finding.decision
    sort = f" ({decision.sort})" if decision and decision.sort else ""
    reason = decision.reason if decision else ""
    name = f"false positive{sort} {finding.id}"
    lines = [f"    - name: {_text(name)}", f"      todo: {_text(f'false positive{sort}: {reason}'[:200])}"]
    lines += ["      documents:"]
    lines += [f"        {_text(file)}: {_text(text.replace('[[', chr(92) + '[['))}" for file, text in documents.items()]
    return "\n".join([*lines, "      expect: none"]) + "\n"


def _text(text: str) -> str:
    """Return a text as YAML in double quotes, which read as JSON does."""
    return json.dumps(text, ensure_ascii=True) if text.isascii() else json.dumps(text, ensure_ascii=False)
