"""A tie as a report of findings: what is wrong with the draft, for the formats that know findings only.

A figure that the sources speak against is a conflict, an update or disputed; one that they do not bear out is of the
kind `unsupported`, which a check never gives. Sums of the draft that do not hold stay as the check found them.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from checker.records import Explanation, Finding, Mention, RuleNote
from checker.tied import RULE, SEVERITY, SUMMARIES, TiedFigure
from checker.write.tie.labels import LABELS

if TYPE_CHECKING:
    from checker.report import Report
    from checker.tied import TieReport

KINDS: Mapping[str, str] = {
    "contradicted": "conflict",
    "outdated": "update",
    "disputed": "disputed",
    "not-found": "unsupported",
    "not-comparable": "unsupported",
}
_ORDER = ("error", "warning", "info")


def as_report(tie: TieReport) -> Report:
    """Return the run's report with the findings of the tie in place of those of the check."""
    met: Counter[str] = Counter()
    findings = [_finding(one, met) for one in tie.figures if one.status != "supported"]
    findings += [one for one in tie.report.findings if _is_sum_of(one, tie.draft)]
    findings.sort(key=lambda one: (_ORDER.index(one.severity), one.mentions[0].start, one.id))
    counts = tuple(sorted(Counter(one.kind for one in findings).items()))
    coverage = replace(tie.report.coverage, findings=counts, withheld=(), not_comparable=())
    rules = tuple(
        RuleNote(code=code, name=status, summary=SUMMARIES[status], severity=SEVERITY[status], kind="tie", pack="tie")
        for status, code in RULE.items()
    )
    rules = (*(one for one in tie.report.rules if one.kind == "arithmetic"), *rules)
    return replace(tie.report, findings=tuple(findings), coverage=coverage, rules=rules, outputs=None)


def _is_sum_of(finding: Finding, draft: str) -> bool:
    return finding.kind == "arithmetic" and {one.file for one in finding.mentions} == {draft}


def _finding(one: TiedFigure, met: Counter[str]) -> Finding:
    about = " ".join(part for part in (one.subject, one.attribute) if part)
    return Finding(
        id=_id(one, met),
        kind=KINDS[one.status],
        cause=None,
        rule=RULE[one.status],
        severity=SEVERITY[one.status],
        confidence=one.confidence or 1.0,
        subject=one.subject,
        attribute=one.attribute,
        message=f"{one.mention.shown}{f' ({about})' if about else ''} is {LABELS[one.status]}: {one.because}",
        mentions=(replace(one.mention, side="draft"), *one.evidence),
        explanation=Explanation(voices=len({mention.file for mention in one.evidence})),
    )


def _id(one: TiedFigure, met: Counter[str]) -> str:
    """Return an id of what is said, not of where: it survives edits elsewhere. Equal ones are counted."""
    said = [RULE[one.status], one.subject, one.attribute, _value(one.mention), *map(_value, one.evidence)]
    key = json.dumps(said)
    met[key] += 1
    return hashlib.sha256(f"{key}{met[key]}".encode()).hexdigest()[:12]


def _value(mention: Mention) -> list[object]:
    return [mention.low, mention.high, mention.base_unit]
