"""Thirty rules that people of four fields would want: the format can express them, and they work."""

from __future__ import annotations

from pathlib import Path

import pytest

from checker import normalize, plugins, rule_runs, verify

FOLDER = Path(__file__).parent / "catalogue"
FILES = sorted(FOLDER.glob("*.yaml"))
RULES = [rule for rule in verify.load_packs([FOLDER], normalize.to_measurement).rules if not rule.is_shipped]


@pytest.fixture(scope="module")
def scores():
    return {score.rule: score for score in rule_runs.run_tests([FOLDER])}


def test_there_are_thirty_of_four_fields_and_all_kinds():
    assert [file.stem for file in FILES] == ["docs", "finance", "news", "science"]
    assert len(RULES) == 30
    kinds = {kind.name for kind in plugins.find_members("verify.kinds", "KIND").values()}
    assert {rule.kind for rule in RULES} == kinds - {"notice", "python"}


@pytest.mark.parametrize("code", [rule.code for rule in RULES])
def test_a_rule_fires_and_stays_silent_as_it_should(scores, code):
    score = scores[code]
    assert [(one.case.name, one.missed, one.wrong) for one in score.outcomes if not one.is_passed] == []
    assert score.is_passed
