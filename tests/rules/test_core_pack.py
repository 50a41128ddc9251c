"""The shipped packs: read at run time without models, so they are validated here."""

from __future__ import annotations

import re

import pytest

import checker
from checker import normalize, verify
from checker.verify import choosing, packs
from checker.verify.rules import CAUSES, VERDICTS

FILES = [
    file for folder in packs.shipped_packs().values() for file in packs.yaml_files(folder) if ".test." not in file.name
]
RULES = verify.load_packs().rules


@pytest.mark.parametrize("file", FILES, ids=[file.name for file in FILES])
def test_shipped_files_are_valid(file):
    mistakes: list[str] = []
    rules = packs.read_rules(
        file.read_text(encoding="utf-8"), file.name, file.parent.name, normalize.to_measurement, mistakes
    )
    assert mistakes == []
    assert rules


@pytest.mark.parametrize("rule", RULES, ids=[rule.code for rule in RULES])
def test_every_rule_says_what_why_and_how(rule):
    assert re.fullmatch(r"T[1-4]\d\d", rule.code)
    assert rule.summary.endswith(".")
    assert rule.why.endswith(".")
    assert rule.severity == "info" or rule.how_to_fix.endswith(".")
    assert rule.is_shipped


def test_codes_and_names_are_used_once():
    for field in ("code", "name"):
        values = [getattr(rule, field) for rule in RULES]
        assert len(values) == len(set(values))


def test_every_verdict_and_cause_has_one_rule():
    told = {}
    for rule in RULES:
        for verdict in rule.check.get("report", ["arithmetic"]):
            for cause in rule.check.get("cause", ["any"]):
                told.setdefault((verdict, cause), []).append(rule.code)
    assert {verdict for verdict, _ in told} == set(VERDICTS)
    assert {cause for verdict, cause in told if verdict == "conflict"} == {"none", *CAUSES}
    assert all(len(codes) == 1 for (verdict, _), codes in told.items() if verdict != "arithmetic")


def test_hundreds_name_the_verdict():
    first = {"agreement": "1", "compatible": "1", "conflict": "1", "update": "2", "disputed": "3"}
    for rule in RULES:
        verdicts = rule.check.get("report", [])
        assert rule.code[1] in ({first[verdict] for verdict in verdicts} or {"4"})


@pytest.mark.parametrize(
    ("select", "ignore", "expected"),
    [
        ((), (), True),
        (("T11",), (), True),
        (("T2",), (), False),
        (("slip",), (), True),
        (("scale-slip",), (), True),
        (("ALL",), (), True),
        ((), ("T111",), False),
        (("T111",), ("T1",), False),
    ],
)
def test_selection_by_code_prefix_name_and_tag(select, ignore, expected):
    rule = next(rule for rule in RULES if rule.code == "T111")
    assert choosing.runs(rule, select, ignore) is expected


@pytest.mark.parametrize(
    ("rules", "expected"), [((), ["T402"]), (("finance",), ["FIN001"]), (("core",), ["T402"]), (("news",), ["T402"])]
)
def test_a_pack_runs_where_it_is_named_and_its_rules_come_first(rules, expected):
    text = "Revenue of Lodmoor Foundry rose 30% from $100 million to $112 million in 2023."
    report = checker.check({"a.md": text}, checker.Settings(rules=rules))
    assert [finding.rule for finding in report.findings] == expected


def test_codes_of_all_packs_are_in_the_documents():
    page = (packs.shipped_packs()["core"].parent / "README.md").read_text(encoding="utf-8")
    every = packs.load(tuple(packs.shipped_packs()), normalize.to_measurement).rules
    assert {rule.pack for rule in every} == {"core", "docs", "finance", "news", "science"}
    assert [rule.code for rule in every if rule.pack != "core" and rule.code not in page] == []
