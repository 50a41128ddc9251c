"""Every shipped rule carries its tests; they pass, and they are enough."""

from __future__ import annotations

import pytest

from checker import rule_runs
from checker.verify.packs import shipped_packs

FEWEST_FIRING, FEWEST_SILENT = 2, 3


@pytest.fixture(scope="module")
def scores():
    return {score.rule: score for score in rule_runs.run_tests(list(shipped_packs()))}


CODES = rule_runs.codes_of(list(shipped_packs()))


@pytest.mark.parametrize("code", CODES)
def test_the_cases_of_a_shipped_rule_pass(scores, code):
    failed = [(one.case.name, one.missed, one.wrong) for one in scores[code].outcomes if not one.is_passed]
    assert failed == []


@pytest.mark.parametrize("code", CODES)
def test_a_shipped_rule_has_enough_cases(scores, code):
    done = [one.case for one in scores[code].outcomes if not one.case.todo]
    assert sum(bool(case.expected) for case in done) >= FEWEST_FIRING
    assert sum(not case.expected for case in done) >= FEWEST_SILENT
    names = [one.case.name for one in scores[code].outcomes]
    assert len(names) == len(set(names))
