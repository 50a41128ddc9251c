"""SARIF 2.1.0: what code scanning and editors read. Source: OASIS standard SARIF 2.1.0 plus errata 01.

The first figure of a finding is its location, the others are related locations that the message links to. Agreements
are left out: every result of a log is shown as an alert somewhere. Decisions are suppressions, and where the run was
compared with an earlier one, each result has a `baselineState`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from checker.records import Decision, DocumentEntry, Finding, Notice, RuleNote
from checker.write.base import Writer
from checker.write.ci import loud, message, value, verdict
from checker.write.json_ import encode
from checker.write.sarif_places import Places
from checker.write.visible import show_line
from checker.write.words import counted, unread_documents

if TYPE_CHECKING:
    from checker.report import Report

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"  # a name only
LEVELS = {"error": "error", "warning": "warning", "info": "note"}
MOST_RELATED = 100  # locations beside the first; GitHub reads a thousand
FIRST_LINKED = 20  # of them are linked in the message


def render(report: Report, name: str) -> Mapping[str, bytes]:
    """Return a SARIF log of one run under `name`; no time, machine or user stands in it."""
    return {name: encode({"$schema": SCHEMA, "version": "2.1.0", "runs": [_run(report)]})}


def _run(report: Report) -> dict[str, Any]:
    findings = loud(report)
    places = Places(report)
    rules = _rules(report, findings)
    numbers = {rule["id"]: number for number, rule in enumerate(rules)}
    is_reviewed = any(finding.decision is not None for finding in findings)
    return {
        "tool": {"driver": _driver(report, rules)},
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {places.base: {"description": {"text": "the folder in which the check ran"}}},
        "invocations": [_invocation(report, places)],
        "artifacts": places.artifacts(),
        "results": [_result(report, finding, numbers[finding.rule], places, is_reviewed) for finding in findings],
    }


def _driver(report: Report, rules: list[dict[str, Any]]) -> dict[str, Any]:
    version = str(report.run.get("version", "")) or "0"
    codes = sorted({notice.code for notice in report.notices})
    driver: dict[str, Any] = {"name": "tieout", "version": version, "semanticVersion": version, "rules": rules}
    return driver | {"notifications": [{"id": show_line(code)} for code in codes]}


# --- rules -----------------------------------------------------------------------------------------------------


def _rules(report: Report, findings: Sequence[Finding]) -> list[dict[str, Any]]:
    """Return every rule that ran, and those of findings whose rule is not known, by code."""
    known = {rule.code: _rule(rule) for rule in report.rules}
    for finding in findings:
        level = LEVELS.get(finding.severity, "note")
        known.setdefault(finding.rule, {"id": finding.rule, "defaultConfiguration": {"level": level}})
    return [known[code] for code in sorted(known)]


def _rule(rule: RuleNote) -> dict[str, Any]:
    told = [rule.summary, rule.why, rule.how_to_fix and f"How to fix it: {rule.how_to_fix}"]
    help_text = "\n\n".join(part for part in told if part)
    former = {"deprecatedIds": sorted(set(rule.former))} if rule.former else {}
    return former | {
        "id": rule.code,
        "name": "".join(part.capitalize() for part in rule.name.split("-")) or rule.code,
        "shortDescription": {"text": rule.summary or rule.name or rule.code},
        "fullDescription": {"text": rule.why or rule.summary or rule.name or rule.code},
        "help": {"text": help_text or rule.code, "markdown": help_text or rule.code},
        "defaultConfiguration": {"level": LEVELS.get(rule.severity, "note")},
        "properties": {"tags": sorted({*rule.tags, rule.kind} - {""})[:20], "pack": rule.pack},
    }


# --- results ---------------------------------------------------------------------------------------------------


def _result(report: Report, finding: Finding, number: int, places: Places, is_reviewed: bool) -> dict[str, Any]:
    related = finding.mentions[1 : 1 + MOST_RELATED]
    result: dict[str, Any] = {
        "ruleId": finding.rule,
        "ruleIndex": number,
        "level": LEVELS.get(finding.severity, "note"),
        "message": {"text": _message(finding)},
        "locations": [places.location(mention) for mention in finding.mentions[:1]],
        "relatedLocations": [places.location(mention) | {"id": at} for at, mention in enumerate(related, 1)],
        # the second is the key that GitHub matches alerts by; both are content, so that moved text keeps its alert
        "partialFingerprints": {"tieoutFinding/v1": finding.id, "primaryLocationLineHash": f"{finding.id}:1"},
        "rank": round(100 * finding.confidence, 2),
        "properties": _properties(finding),
    }
    if is_reviewed:  # where one result says whether it is suppressed, all do
        result["suppressions"] = _suppressions(finding.decision)
    if change := report.changes.get(finding.id):
        result["baselineState"] = "updated" if change == "changed" else change
    return result


def _message(finding: Finding) -> str:
    """Return the message and, linked to its related location, each further figure."""
    links = [
        f"[{_link_text(value(mention))}]({at}) in {inert(show_line(mention.file))}"
        for at, mention in enumerate(finding.mentions[1 : 1 + FIRST_LINKED], 1)
    ]
    if rest := max(0, len(finding.mentions) - 1 - FIRST_LINKED):
        links.append(counted(rest, "more figure"))
    also = f"\nAlso: {'; '.join(links)}." if links else ""
    return inert(message(finding)) + also


def inert(text: str) -> str:
    """Return text of a document so that no viewer makes a link of "[words](target)" in it."""
    return text.replace("](", "\\](")


def _link_text(text: str) -> str:
    return text.replace("\\", "\\\\").replace("[", "\\[").replace("]", "\\]")


def _properties(finding: Finding) -> dict[str, Any]:
    said = {
        "kind": finding.kind,
        "verdict": verdict(finding),
        "subject": show_line(finding.subject),
        "attribute": show_line(finding.attribute),
        "confidence": round(finding.confidence, 6),
        "period": show_line(finding.period),
        "current": show_line(finding.current),
        "state": finding.state,
    }
    return {name: item for name, item in said.items() if item != ""}


def _suppressions(decision: Decision | None) -> list[dict[str, Any]]:
    """Return a decision that closes a finding; one to be mended suppresses nothing."""
    if decision is None or decision.state == "to-fix":
        return []
    words = f"{decision.state}: {decision.reason}" if decision.reason else decision.state
    more = {"sort": decision.sort, "author": decision.author, "expires": decision.expires, "origin": decision.origin}
    properties = {"state": decision.state} | {name: show_line(item) for name, item in more.items() if item}
    kind = "inSource" if decision.origin else "external"  # a comment in the document, or the decision file
    return [{"kind": kind, "status": "accepted", "justification": show_line(words), "properties": properties}]


# --- the run ---------------------------------------------------------------------------------------------------


def _invocation(report: Report, places: Places) -> dict[str, Any]:
    """Return what was not read and what a reader should know, as notifications of the run."""
    unread = [_unread(entry, places) for entry in unread_documents(report.documents)]
    return {
        "executionSuccessful": True,
        "toolExecutionNotifications": unread + [_notice(notice, places) for notice in report.notices],
    }


def _unread(entry: DocumentEntry, places: Places) -> dict[str, Any]:
    words = f"{show_line(entry.file)} was not read in full: {entry.status}, {entry.reason or 'read in part'}"
    words += f" ({show_line(entry.detail)})" if entry.detail else ""
    level = "error" if entry.status == "failed" else "warning"
    return {"level": level, "message": {"text": inert(words)}, "locations": [places.file(entry.file)]}


def _notice(notice: Notice, places: Places) -> dict[str, Any]:
    told: dict[str, Any] = {
        "level": "note",
        "descriptor": {"id": show_line(notice.code)},
        "message": {"text": inert(show_line(notice.message))},
    }
    return told | ({"locations": [places.file(notice.file)]} if places.knows(notice.file) else {})


WRITER = Writer(name="sarif", suffixes=(".sarif", ".sarif.json"), render=render, about="SARIF 2.1.0, for code scanning")
