"""Everything the HTML page shows, computed: plain JSON values with text already fit to be seen.

The page's script and template only place these values; what is empty is left out to keep the file small.
"""

from __future__ import annotations

import dataclasses
import hashlib
import json
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import takewhile
from typing import TYPE_CHECKING, Any

from checker.records import Decision, DocumentEntry, Finding, Lapsed, Mention
from checker.write import listings, overview, references
from checker.write.cards import cards_of
from checker.write.figure import axis, sum_rows, timeline, value_groups
from checker.write.figures import FEWER_FACTS, MOST_FACTS, facts_view
from checker.write.headline import about, headline, plainly_about
from checker.write.listings import filled
from checker.write.markup import without_markup
from checker.write.rows import shown_value
from checker.write.units import Shown, in_sentence, interval_words, shown_unit
from checker.write.visible import show, show_line
from checker.write.why import LARGE_REPORT, MOST_LINKS, attachments_of, links_of
from checker.write.words import (
    KINDS,
    QUIET_KINDS,
    SEVERITIES,
    counted,
    counted_kind,
    kind_counts,
    plural_kind,
    read_count,
    rule_count,
    unread_documents,
)

if TYPE_CHECKING:
    from checker.report import Report

PAGE = 1  # of the data in a page; another number where an older page cannot be shown any more
LONGEST_SHORT = 48  # characters of a document's short name

_PAGE = re.compile(r"pages? (\d{1,6})\b")

_CAUSES = {
    "scale": "scale: apart by a power of a thousand",
    "unit": "unit: the same number in another unit",
    "digits": "digits: transposed, dropped or added",
    "bound": "bound: outside what the other allows",
    "sign": "sign: one rises where the other falls",
}


def page_view(report: Report, context: int | None = None) -> dict[str, Any]:
    """Return the page: head lines, findings, documents, coverage, overview and the run record.

    `context` is how many sentences stand around that of a figure; None for one, and none in a large report.
    """
    numbers = {entry.file: number for number, entry in enumerate(report.documents)}
    documents = document_views(report.documents)
    is_large = len(report.findings) > LARGE_REPORT
    findings = _findings(report, numbers, documents, int(not is_large) if context is None else context)
    words, facts = number_words(findings), facts_view(report, numbers, FEWER_FACTS if is_large else MOST_FACTS)
    if facts["texts"]:
        name_rows(findings, report)
    return {
        "page": PAGE,
        "head": head_view(report),
        "project": _digest(sorted(numbers)),
        "run_id": _digest([run_rows(report.run), [(one.file, one.sha256) for one in report.documents]]),
        "counts": kind_counts(finding.kind for finding in report.findings),
        "kinds": list(KINDS),
        "quiet": list(QUIET_KINDS),
        "severities": list(SEVERITIES),
        "findings": findings,
        "documents": documents,
        "facts": facts,
        "overview": overview_view(report, numbers),
        "coverage": coverage_view(report),
        "references": references.view(report),
        "changes": listings.changes(report),
        "entities": listings.entities(report),
        "rules": listings.rules(report),
        "notices": [
            filled(code=show_line(one.code), message=show_line(one.message), file=show_line(one.file))
            for one in report.notices
        ],
        "run": run_rows(report.run),
        "words": words,
    }


def _findings(
    report: Report, numbers: dict[str, int], documents: list[dict[str, Any]], context: int
) -> list[dict[str, Any]]:
    """Return the findings of a page, each with so many sentences around its figures."""
    readers = {entry.file: entry.reader for entry in report.documents}
    names = {file: str(documents[number]["short"]) for file, number in numbers.items()}
    most = 1 if len(report.findings) > LARGE_REPORT else MOST_LINKS
    return [
        filled(
            **finding_view(_readable(finding, readers), numbers, readers, names, most, context),
            change=_change(report, finding),
        )
        for finding in report.findings
    ]


def _change(report: Report, finding: Finding) -> str:
    """Return what is to be marked since an earlier run: new or changed."""
    change = report.changes.get(finding.id, "")
    return change if change != "unchanged" else ""


def number_words(findings: list[dict[str, Any]]) -> list[str]:
    """Return the distinct words of all comparisons; in the findings, their numbers take their places."""
    numbers: dict[str, int] = {}
    for part in (part for one in findings for link in one.get("links", ()) for part in link["parts"]):
        part[0] = numbers.setdefault(part[0], len(numbers))
    return list(numbers)


def name_rows(findings: Sequence[dict[str, Any]], report: Report) -> None:
    """Give every figure of the findings the number of its row among the facts, so that it can be shown in its text."""
    rows = {row.id: number for number, row in enumerate(report.facts)}
    for view, finding in zip(findings, report.findings, strict=True):
        for source, mention in zip(view["evidence"], finding.mentions, strict=True):
            if mention.fact in rows:
                source["row"] = rows[mention.fact]


def head_view(report: Report) -> dict[str, Any]:
    """Return the verdict in words and the line of counts below it."""
    counts = kind_counts(finding.kind for finding in report.findings)
    loud = [counted_kind(number, kind) for kind, number in counts.items() if kind not in QUIET_KINDS]
    quiet = [counted_kind(number, kind) for kind, number in counts.items() if kind in QUIET_KINDS]
    unread = unread_documents(report.documents)
    return {
        "verdict": _join(loud) or ("Nothing contradicts" if quiet else "No figure was found in two places"),
        "agreed": _join(quiet),
        "checked": ", ".join(
            (
                counted(read_count(report.documents), "document") + " read",
                counted(report.coverage.facts, "fact"),
                counted(rule_count(report.run), "rule"),
            )
        ),
        "unread": counted(len(unread), "path") + " not read in full" if unread else "",
        "tool": show_line(f"{report.run.get('tool', 'tieout')} {report.run.get('version', '')}"),
    }


def _join(words: list[str]) -> str:
    return ", ".join(words[:-1]) + " and " + words[-1] if len(words) > 1 else "".join(words)


def _readable(finding: Finding, readers: Mapping[str, str]) -> Finding:
    """Return a finding whose shown values hold no markup and name their unit: "2&nbsp;GB" is "2 GB"."""
    mentions = [
        dataclasses.replace(one, shown=in_sentence(one, without_markup(shown_value(one), readers.get(one.file, ""))))
        for one in finding.mentions
    ]
    return dataclasses.replace(finding, mentions=tuple(mentions))


def finding_view(
    finding: Finding,
    numbers: Mapping[str, int],
    readers: Mapping[str, str],
    names: Mapping[str, str],
    most_links: int = MOST_LINKS,
    context: int = 0,
) -> dict[str, Any]:
    """Return one finding with its evidence, its picture and its reasons."""
    tied, unit = attachments_of(finding), shown_unit(finding.mentions)
    return filled(
        id=show_line(finding.id),
        kind=finding.kind,
        cause=_CAUSES.get(finding.cause or "", show_line(finding.cause or "")),
        rule=show_line(finding.rule),
        severity=finding.severity,
        sure=min(99, round(100 * finding.confidence)),  # nothing here is certain
        subject=show_line(finding.subject),
        attribute=show_line(finding.attribute),
        about=about(finding) if about(finding) != plainly_about(finding) else "",  # else the page joins it
        headline=headline(finding, names),
        message=show_line(finding.message),
        decision=decision_view(finding.decision) if finding.decision is not None else None,
        lapsed=lapsed_view(finding.lapsed) if finding.lapsed is not None else None,
        period=show_line(finding.period),
        current=show_line(finding.current),
        evidence=[
            mention_view(mention, numbers, tied, unit, readers.get(mention.file, "")) for mention in finding.mentions
        ],
        cards=[
            card if card["mentions"] != [place] else {name: value for name, value in card.items() if name != "mentions"}
            for place, card in enumerate(
                cards_of(finding, readers, context)
            )  # a card at its mention's place need not name it
        ],
        **picture_view(finding),
        links=links_of(finding, most_links),
        links_in_all=len(finding.explanation.links),
        steps=[show_line(step) for step in finding.explanation.steps],
        assumptions=[show_line(one) for one in finding.explanation.assumptions],
        voices=finding.explanation.voices,
    )


def decision_view(decision: Decision) -> dict[str, str]:
    """Return what a reviewer said; its lines stay, as the page writes them back into the decision file."""
    return {name: show(text) for name, text in dataclasses.asdict(decision).items()}


def lapsed_view(lapsed: Lapsed) -> dict[str, Any]:
    """Return a decision that holds no more, why, and what the finding was when it was made."""
    given = {name: show_line(text) for name, text in dataclasses.asdict(lapsed.decision).items()}
    return filled(**given, why=lapsed.why, message=show_line(lapsed.message))


def picture_view(finding: Finding) -> dict[str, Any]:
    """Return the one picture that tells most: values in the order of time, a sum, or values on one scale."""
    if steps := timeline(finding):
        return {"timeline": steps}
    if rows := sum_rows(finding):
        return {"sum": rows}
    groups = [{name: value for name, value in group.items() if name != "interval"} for group in value_groups(finding)]
    return {"groups": groups, "axis": axis(finding)}  # the interval of a group is that of its first mention


def mention_view(
    mention: Mention,
    numbers: Mapping[str, int],
    tied: Mapping[str, list[list[str]]],
    unit: Shown,
    reader: str,
) -> dict[str, Any]:
    """Return one figure of a finding: where it stands, what it reads, as of when and by whom."""
    number = numbers.get(mention.file)
    return filled(
        document=number,
        file=show_line(mention.file) if number is None else None,  # else it stands with the document
        at=show_line(mention.at),
        value=show_line(shown_value(mention)),
        interval=interval_words(mention, unit),
        as_of=show_line(mention.as_of or ""),
        as_of_from=show_line(mention.as_of_source or ""),
        speaker=show_line(mention.speaker or ""),
        side=show_line(mention.side),
        where=show_line(mention.place),
        page=int(page[1]) if reader == "pdf" and (page := _PAGE.match(mention.where)) else 0,
        tied=tied.get(mention.fact),
    )


def document_views(entries: Sequence[DocumentEntry]) -> list[dict[str, Any]]:
    """Return what became of each path; a title that several documents share is told apart by the file."""
    titles = Counter(entry.title for entry in entries)
    shorts = short_names(entries)
    return [document_view(entry, titles[entry.title] > 1, shorts[entry.file]) for entry in entries]


def short_names(entries: Sequence[DocumentEntry]) -> dict[str, str]:
    """Return what people would call each document where there is little room, by file.

    That is its publisher where no other document has it; else its title, without the words with which all titles
    of that publisher begin: "Harbour statistics, edition 2021" is "edition 2021"; else the file.
    """
    groups: dict[str, list[DocumentEntry]] = {}
    for entry in entries:
        groups.setdefault(entry.publisher, []).append(entry)
    return {entry.file: _short_name(entry, groups[entry.publisher]) for entry in entries}


def _short_name(entry: DocumentEntry, group: Sequence[DocumentEntry]) -> str:
    if entry.publisher and len(group) == 1:
        return _shorten(show_line(entry.publisher))
    titles = [other.title.split() for other in group if other.title]
    if not entry.title or titles.count(entry.title.split()) > 1:
        return _shorten(show_line(entry.file))
    alike = (len(set(words)) == 1 for words in zip(*titles, strict=False))
    shared = sum(1 for _ in takewhile(bool, alike)) if len(titles) > 1 else 0
    kept = entry.title.split()[max(0, shared - 1) :] if shared > 1 else entry.title.split()
    return _shorten(show_line(" ".join(kept)))


def document_view(entry: DocumentEntry, is_shared: bool, short: str) -> dict[str, Any]:
    """Return what became of one path; `name` is what it is called on the page, `short` where there is little room.

    Args:
        entry: the path.
        is_shared: another document has the same title.
        short: its short name.
    """
    file, title = show_line(entry.file), show_line(entry.title)
    return filled(
        file=file,
        name=f"{title} ({file})" if title and is_shared else title or file,
        short=short,
        ours=entry.reason == "not-a-document",
        title=title,
        publisher=show_line(entry.publisher),
        date=show_line(entry.date or ""),
        date_source=show_line(entry.date_source or ""),
        status=show_line(entry.status or ""),
        reason=show_line(entry.reason or ""),
        detail=show_line(entry.detail),
        reader=show_line(entry.reader or ""),
        encoding=show_line(entry.encoding or ""),
        facts=entry.facts,
        warnings=[show_line(one) for one in entry.warnings],
    )


def overview_view(report: Report, numbers: Mapping[str, int]) -> dict[str, Any]:
    """Return the counts by verdict and severity, the matrix of documents, and the subjects that stand out."""
    counts: dict[str, dict[str, int]] = {}
    for finding in report.findings:
        row = counts.setdefault(finding.kind, {})
        row[finding.severity] = row.get(finding.severity, 0) + 1
    return {
        "counts": counts,
        "matrix": overview.matrix(report.findings, numbers),
        "contradicted": overview.contradicted(report.findings),
        "updates": overview.current_values(report.findings),
    }


def coverage_view(report: Report) -> dict[str, Any]:
    """Return what was read, compared and left out, as rows of `[words, count]`."""
    coverage = report.coverage
    return {
        "read": [
            ["figures found", coverage.quantities],
            ["facts made comparable", coverage.facts],
            ["pairs of facts compared and kept", coverage.links],
            ["questions with two or more answers", coverage.topics],
        ],
        "status": [[show_line(name), count] for name, count in coverage.documents],
        "not_comparable": [[show_line(name), count] for name, count in coverage.not_comparable],
        "withheld": [[show_line(plural_kind(name)), count] for name, count in coverage.withheld],
    }


def run_rows(run: Mapping[str, Any], path: str = "") -> list[list[str]]:
    """Return the run record flattened to `[name, value]`, nested names joined by dots."""
    rows: list[list[str]] = []
    for key, value in run.items():
        name = f"{path}.{show_line(str(key))}" if path else show_line(str(key))
        if isinstance(value, Mapping):
            rows += run_rows(value, name)
        elif isinstance(value, list | tuple) and any(isinstance(item, Mapping) for item in value):
            rows += run_rows({str(number): item for number, item in enumerate(value)}, name)
        else:
            words = ", ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)
            rows.append([name, show_line(words)])
    return rows


def _shorten(name: str) -> str:
    return name if len(name) <= LONGEST_SHORT else name[: LONGEST_SHORT - 1].rstrip() + "…"


def _digest(value: Any) -> str:
    """Return a short name for some plain values, the same in every run."""
    return hashlib.sha256(json.dumps(value, sort_keys=True).encode()).hexdigest()[:12]
