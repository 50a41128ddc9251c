"""Reports made of records, so that the writers are tested without the stages before them."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import pytest

from checker.records import (
    AsOf,
    Claim,
    Comparison,
    Coverage,
    Decision,
    DocumentEntry,
    Explanation,
    Fact,
    Finding,
    Lapsed,
    Link,
    Measurement,
    Mention,
    Notice,
    Phrase,
    Quantity,
    RuleNote,
    Subject,
)
from checker.report import Report
from tests.write.hostile import HOSTILE, make_hostile

# An invented dam above an invented town; one line is one document.
TEXTS = {
    "courier-03-04.md": "The Orsa dam, 84 metres tall, held through the night. "
    "By noon 1,400 people had left Velm. "
    "The ministry offered to lower the lake by 60% before June. Rebuilding the spillway will cost $1.2 billion.",
    "courier-03-06.md": "Buses took the last families out of Velm; "
    "2,900 people are now in shelters along the coast road. "
    "The operator insists that a cut of 60% was never on the table.",
    "wire-03-05.md": "The wall, which stands 48 metres high, was finished in 1969. Officials counted 2,300 evacuees. "
    "Repairs to the spillway are put at $1.2 million.",
    "operator/annual-report.txt": "Output by plant: Orsa 310 GWh, Tolla 240 GWh, Besk 95 GWh. "
    "Together they gave 655 GWh. The lake is 34 miles long. More than half of it is fed by melting snow.",
    "operator/fact-sheet.html": "Lake Orsa reaches 55 km into the valley. Snow provides 60% of its water.",
}
TITLES = {
    "courier-03-04.md": ("Dam holds as Velm empties", "Orsa Courier", "2024-03-04", "front-matter"),
    "courier-03-06.md": ("Shelters full along the coast", "Orsa Courier", "2024-03-06", "front-matter"),
    "wire-03-05.md": ("Second night of fear below the wall", "National Wire", "2024-03-05", "dateline"),
    "operator/annual-report.txt": ("Annual report 2023", "Orsa Power", "2024-01-31", "manifest"),
    "operator/fact-sheet.html": ("", "Orsa Power", "2023", "file-name"),
}


def mention(file: str, quote: str, low: float | None, high: float | None, **given: Any) -> Mention:
    """Return the mention of the first `quote` in a document, with its sentence."""
    text = TEXTS[file]
    start = text.index(quote)
    sentence_start = max(text.rfind(". ", 0, start) + 2, 0) if ". " in text[:start] else 0
    stop = text.find(". ", start)
    sentence = text[sentence_start : stop + 1 if stop >= 0 else len(text)]
    fields: dict[str, Any] = {
        "value": low,
        "unit": "meter",
        "comparator": "=",
        "base_unit": "meter",
        "as_of": TITLES[file][2],
        "as_of_source": "document",
        "speaker": None,
        "fact": f"{file}#{start}",
        "line": 1,
        "column": start + 1,
        "shown": quote,
    }
    return Mention(
        file=file,
        start=start,
        end=start + len(quote),
        quote=quote,
        low=low,
        high=high,
        sentence=sentence,
        sentence_start=sentence_start,
        **(fields | given),
    )


def link(a: Mention, b: Mention, pair_type: str = "independent", probability: float = 0.94) -> Link:
    """Return a link of two mentions with parts for and against."""
    parts = (
        Comparison(name="prior", level=pair_type, weight=-4.0),
        Comparison(name="attribute", level="same", weight=1.8, detail="height (tall, high)"),
        Comparison(name="subject", level="same", weight=3.2, detail="Orsa dam = the wall, by description"),
        Comparison(name="wording", level="3", weight=1.2),
        Comparison(name="scope", level="one-sided", weight=-0.5, detail="“below the lake” on one side only"),
        Comparison(name="colour", level="light", weight=1.05),
    )
    return Link(a=a.fact, b=b.fact, pair_type=pair_type, probability=probability, parts=parts)


def finding(kind: str, mentions: tuple[Mention, ...], message: str, **given: Any) -> Finding:
    """Return a finding with a link between its first two mentions."""
    links = (link(mentions[0], mentions[1]),) if len(mentions) > 1 else ()
    tied = ((mentions[0].fact, (Phrase(text="Orsa dam", start=4, end=12, label="subject", how="nsubj of 'held'"),)),)
    fields: dict[str, Any] = {
        "id": f"{kind[:3]}-{abs(hash_of(message)):06x}",
        "cause": None,
        "rule": "TIE101",
        "severity": "error",
        "confidence": 0.93,
        "subject": "Orsa dam",
        "attribute": "height",
        "explanation": Explanation(
            links=links, attachments=tied, steps=("83.5 to 84.5 m and 47.5 to 48.5 m do not meet",)
        ),
    }
    return Finding(kind=kind, message=message, mentions=mentions, **(fields | given))


def hash_of(text: str) -> int:
    """Return a small stable number for a text."""
    return sum((place + 1) * ord(letter) for place, letter in enumerate(text)) % 0xFFFFFF


def sample_findings() -> tuple[Finding, ...]:
    """Return one finding of each kind, and two conflicts."""
    one, two, three, report, sheet = TEXTS
    people = {"unit": "count:person", "base_unit": "count:person"}
    money = {"unit": "USD", "base_unit": "USD"}
    share = {"unit": "percent", "base_unit": "percent"}
    power = {"unit": "GWh", "base_unit": "GWh"}
    three = "wire-03-05.md"
    two = "courier-03-06.md"
    return (
        finding(
            "conflict",
            (mention(one, "84 metres", 83.5, 84.5, value=84), mention(three, "48 metres", 47.5, 48.5, value=48)),
            "Orsa dam, height: 84 metres in one document, 48 metres in another",
            cause="digits",
        ),
        finding(
            "conflict",
            (
                mention(one, "$1.2 billion", 1.15e9, 1.25e9, value=1.2e9, **money),
                mention(three, "$1.2 million", 1.15e6, 1.25e6, value=1.2e6, **money),
            ),
            "Spillway, cost of repair: $1.2 billion in one document, $1.2 million in another",
            cause="scale",
            subject="Spillway",
            attribute="cost",
        ),
        finding(
            "arithmetic",
            (
                mention(report, "310 GWh", 309.5, 310.5, value=310, side="part", place="Orsa", **power),
                mention(report, "240 GWh", 239.5, 240.5, value=240, side="part", place="Tolla", **power),
                mention(report, "95 GWh", 94.5, 95.5, value=95, side="part", place="Besk", **power),
                mention(report, "655 GWh", 654.5, 655.5, value=655, side="total", **power),
            ),
            "Orsa Power, output: the plants add up to 645 GWh, the stated total is 655 GWh",
            rule="TIE201",
            subject="Orsa Power",
            attribute="output",
        ),
        finding(
            "disputed",
            (
                mention(one, "60%", 59.5, 60.5, value=60, side="asserted", speaker="the ministry", **share),
                mention(two, "60%", 59.5, 60.5, value=60, side="denied", speaker="the operator", **share),
            ),
            "Lake Orsa, lowering: the ministry says it offered 60%, the operator denies it",
            severity="warning",
            subject="Lake Orsa",
            attribute="lowering",
        ),
        finding(
            "update",
            (
                mention(one, "1,400 people", 1400, 1400, value=1400, side="stale", **people),
                mention(three, "2,300 evacuees", 2300, 2300, value=2300, side="stale", **people),
                mention(two, "2,900 people", 2900, 2900, value=2900, side="current", **people),
            ),
            "Velm, evacuated: 1,400 on 4 March, 2,300 on 5 March, 2,900 on 6 March",
            severity="warning",
            current="2,900 people",
            subject="Velm",
            attribute="evacuated",
        ),
        finding(
            "compatible",
            (
                mention(report, "More than half", 50, None, value=50, comparator=">", **share),
                mention(sheet, "60%", 59.5, 60.5, value=60, **share),
            ),
            "Lake Orsa, share of snow: more than half fits 60%",
            severity="info",
            subject="Lake Orsa",
            attribute="share of snow",
        ),
        finding(
            "agreement",
            (
                mention(report, "34 miles", 53913.024, 55522.368, value=34, unit="mile"),
                mention(sheet, "55 km", 54500, 55500, value=55, unit="kilometer"),
            ),
            "Lake Orsa, length: 34 miles and 55 km are the same",
            severity="info",
            subject="Lake Orsa",
            attribute="length",
        ),
    )


def sample_documents() -> tuple[DocumentEntry, ...]:
    """Return the documents of the sample, two of them not read."""
    read = [
        DocumentEntry(
            file=file,
            status="ok",
            reader="text",
            encoding="utf-8",
            title=title,
            publisher=publisher,
            date=date,
            date_source=source,
            facts=4,
        )
        for file, (title, publisher, date, source) in TITLES.items()
    ]
    return (
        *read,
        DocumentEntry(file="operator/plan.pdf", status="skipped", reason="unsupported", detail="no reader for .pdf"),
        DocumentEntry(file="scan.tif", status="no-text", reason="binary"),
    )


def sample_fact(one: Mention) -> tuple[Claim, Fact]:
    """Return the claim and fact behind a mention."""
    quantity = Quantity(
        start=one.start, end=one.end, low=Decimal(84), high=Decimal(84), step=Decimal(1), unit="meter", comparator="="
    )
    claim = Claim(
        id=one.fact,
        document=one.file,
        block=0,
        start=one.start,
        end=one.end,
        sentence_start=one.sentence_start,
        sentence_end=one.sentence_start + len(one.sentence),
        quantity=quantity,
        subject=Phrase(text="Orsa dam"),
        attribute=Phrase(text="tall"),
        attribute_lemmas=("tall",),
    )
    measured = Measurement(
        claim=one.fact, low=83.5, high=84.5, nominal=84.0, unit="meter", dimension="[length]", kind="length"
    )
    fact = Fact(
        id=one.fact,
        document=one.file,
        subject="orsa dam",
        attribute="height",
        anchors=(),
        scope=("above Velm",),
        modifiers=(),
        temporal_class="constant",
        role="level",
        modality="asserted",
        polarity="affirmed",
        speaker="",
        as_of=AsOf(low="2024-03-04", high="2024-03-04", source="document"),
        event="",
        measurement=measured,
        words=("dam", "hold"),
        moves="",
        pair="",
        origin="prose",
        block=0,
        sentence="k",
    )
    return claim, fact


def make_report(findings: tuple[Finding, ...] | None = None, **given: Any) -> Report:
    """Return a report on the sample documents."""
    chosen = sample_findings() if findings is None else findings
    claim, fact = sample_fact(sample_findings()[0].mentions[0])
    counts: dict[str, int] = {}
    for one in chosen:
        counts[one.kind] = counts.get(one.kind, 0) + 1
    fields: dict[str, Any] = {
        "run": {
            "tool": "tieout",
            "version": "0.1.0",
            "model": {"name": "small"},
            "packs": [{"name": "core", "version": 1, "rules": 9}],
            "settings": {},
        },
        "notices": (
            Notice(code="T901", message="$ read as USD in a document that names no country", file="wire-03-05.md"),
        ),
        "documents": sample_documents(),
        "coverage": Coverage(
            documents=(("no-text", 1), ("ok", 5), ("skipped", 1)),
            quantities=31,
            facts=24,
            links=17,
            topics=7,
            findings=tuple(sorted(counts.items())),
            withheld=(("conflict", 2),),
            not_comparable=(("period", 4), ("scope", 3), ("role", 1)),
        ),
        "facts_by_id": {fact.id: fact},
        "claims": {claim.id: claim},
        "rules": sample_rules(),
        "subjects": {"orsa dam": Subject(id="orsa dam", name="Orsa dam", names=("Orsa dam", "the wall"))},
        "texts": dict(TEXTS),
        "sentences": {claim.id: sample_findings()[0].mentions[0].sentence},
    }
    return Report(findings=chosen, **(fields | given))


def sample_rules() -> tuple[RuleNote, ...]:
    """Return the rules of the sample: two with findings, one without."""
    return tuple(
        RuleNote(
            code=code,
            name=name,
            summary=summary,
            severity="error",
            kind=kind,
            pack="core",
            why="Readers trust neither value.",
            how_to_fix="Correct the older document.",
            tags=("sample",),
        )
        for code, name, summary, kind in (
            ("TIE101", "values-agree", "One figure has one value.", "agree"),
            ("TIE201", "parts-add-up", "Parts add up to their total.", "arithmetic"),
            ("TIE301", "values-in-range", "A value lies in its range.", "range"),
        )
    )


def decided(report: Report) -> Report:
    """Return a report whose first findings carry one decision of each state."""
    decisions = (
        Decision(state="false-positive", sort="entity", reason="two dams of one name", author="M. Orlo"),
        Decision(state="accepted", reason="=known | `since` <2024>", expires="2031-01-31"),
        Decision(state="to-fix", author="M. Orlo"),
        Decision(state="baseline"),
    )
    past = Decision(state="accepted", reason="until the summer", expires="2026-06-30")
    first, *quiet = report.findings[len(decisions) :]
    findings = (
        *(replace(one, decision=decision) for one, decision in zip(report.findings, decisions, strict=False)),
        replace(first, lapsed=Lapsed(decision=past, why="expired", message="=what it said then")),
        *quiet,
    )
    return replace(report, findings=findings)


@pytest.fixture
def report() -> Report:
    """A report with one finding of each kind."""
    return make_report()


@pytest.fixture
def hostile() -> Report:
    """A report whose every text tries to break out."""
    return make_hostile(make_report)


@pytest.fixture
def reviewed() -> Report:
    """The sample with a decision of each sort, compared with an earlier run, below a folder of the repository."""
    report = replace(decided(make_report()), prefix="docs/a b/")
    return report.compare(replace(report, findings=report.findings[2:]))


@pytest.fixture
def samples() -> SimpleNamespace:
    """The functions that make records: `mention`, `finding`, `link`, `report`."""
    return SimpleNamespace(mention=mention, finding=finding, link=link, report=make_report, hostile=HOSTILE)
