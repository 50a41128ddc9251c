"""A finding in one sentence."""

from __future__ import annotations

import dataclasses
from types import SimpleNamespace

import pytest

from checker.report import Report
from checker.write.headline import about, headline
from checker.write.units import in_sentence

NAMES = {"courier-03-04.md": "Orsa Courier", "wire-03-05.md": "National Wire", "courier-03-06.md": "Courier, 6 March"}


def test_each_kind_has_its_sentence(report: Report) -> None:
    told = [headline(dataclasses.replace(one, rule="T101"), NAMES) for one in report.findings]
    assert told == [
        "Orsa dam, height: 48 metres in National Wire, 84 metres in Orsa Courier",
        "Spillway, cost: $1.2 million in National Wire, $1.2 billion in Orsa Courier",
        "Orsa Power, output: the parts add up to 645 GWh, the stated total is 655 GWh",
        "Lake Orsa, lowering: the ministry says 60%, the operator denies it",
        "Velm, evacuated: from 1,400 people to 2,900 people; two documents still carry an older value",
        "Lake Orsa, share of snow: More than half in operator/annual-report.txt, 60% in operator/fact-sheet.html",
        "Lake Orsa, length: 34 miles in operator/annual-report.txt, 55 km in operator/fact-sheet.html",
    ]


def test_a_rule_of_a_user_keeps_its_words(report: Report) -> None:
    mine = dataclasses.replace(report.findings[0], rule="DAM-7", message="heights must agree")
    assert headline(mine, NAMES) == "Heights must agree"


def test_documents_are_counted_and_values_that_are_many_are_cut(samples: SimpleNamespace) -> None:
    file = "operator/annual-report.txt"
    quotes = ["310 GWh", "240 GWh", "95 GWh", "655 GWh"]
    mentions = [samples.mention(file, quote, number, number + 0.5) for number, quote in enumerate(quotes)]
    one = samples.finding("conflict", tuple(mentions), "", rule="T110", subject="", attribute="output")
    assert headline(one, {file: "the report"}) == (
        "Output: 310 GWh and 240 GWh and 95 GWh in the report, and one more value"
    )


@pytest.mark.parametrize(
    ("subject", "attribute", "told"),
    [
        ("", "sheltered people", "Sheltered"),
        ("Velm", "moved people", "Velm, moved"),
        ("Velm", "people", "Velm, people"),
        ("", "", ""),
    ],
)
def test_a_noun_that_values_repeat_is_left_out(
    subject: str, attribute: str, told: str, samples: SimpleNamespace
) -> None:
    mentions = (samples.mention("courier-03-04.md", "1,400 people", 1400, 1400),)
    assert about(samples.finding("conflict", mentions, "", subject=subject, attribute=attribute)) == told


@pytest.mark.parametrize(
    ("shown", "value", "unit", "told"),
    [
        ("1,142.3", 1142300000.0, "EUR", "1,142.3 million EUR"),
        ("96.2", 96.2, "percent", "96.2%"),
        ("400", 400, "count", "400"),
        ("400", 400, "count:person", "400"),
        ("12", 12, "kilometer", "12 km"),
        ("Seven people", 7, "count:person", "seven people"),
        ("EUR 5 million", 5e6, "EUR", "EUR 5 million"),
        ("May 5", "2024-05-05", "date", "May 5"),
        ("<5", 5, "meter", "<5"),
    ],
)
def test_a_value_stands_in_a_sentence(
    shown: str, value: object, unit: str, told: str, samples: SimpleNamespace
) -> None:
    one = samples.mention("courier-03-04.md", "60%", 1, 2, value=value, unit=unit)
    assert in_sentence(one, shown) == told
