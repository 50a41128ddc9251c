"""The kinds authority, range, coverage, derived, trend: rule files with their tests, mistakes in their models."""

from __future__ import annotations

from pathlib import Path

import pytest

from checker import normalize, rule_runs, verify
from checker.config import Settings
from checker.errors import RuleError
from checker.verify.grouping import grouped
from checker.verify.rules import Case

FILES = sorted((Path(__file__).parents[1] / "rules" / "kinds").glob("*.yaml"))

HEAD = """\
version: 1
namespace: ACME
rules:
  - id: ACME001
    name: one-rule
    summary: One rule.
    check: """


@pytest.mark.parametrize("file", FILES, ids=[file.stem for file in FILES])
def test_the_rules_of_a_kind_find_what_their_tests_say(file):
    scores = rule_runs.run_tests([file])
    assert len(scores) > 1
    failed = [
        (one.case.name, one.missed, one.wrong, one.unread)
        for score in scores
        for one in score.outcomes
        if not one.is_passed
    ]
    assert failed == []


@pytest.mark.parametrize(
    ("check", "words"),
    [
        ("{kind: authority}", "1:: the key 'source' is missing"),
        ("{kind: authority, source: {documents: {}}}", "name the documents"),
        ("{kind: authority, source: {documents: {include: a.md}, newst: true}}", "did you mean 'newest'?"),
        ("{kind: range}", "give 'min', 'max' or 'units'"),
        ("{kind: range, min: 5 zorks}", "'5 zorks' has a unit that is not known"),
        ("{kind: range, max: 5 zorks/h}", "'5 zorks/h' has a unit that is not known"),
        ("{kind: range, min: lots}", "min: "),
        ("{kind: range, min: 1, role: [levl]}", "did you mean 'level'?"),
        ("{kind: coverage}", "give either 'documents' that must state the fact, or 'not-older-than'"),
        ("{kind: coverage, documents: {include: a.md}, at-least: 0}", "greater than or equal to 1"),
        ("{kind: coverage, not-older-than: {documents: {include: a.md}}, at-least: 2}", "it says nothing beside"),
        ("{kind: coverage, documents: {include: a.md}, for-each: [entty]}", "did you mean 'entity'?"),
        ("{kind: derived, within: [page]}", "'page' is not known"),
        ("{kind: derived, change: [percents]}", "did you mean 'percent'?"),
        ("{kind: trend}", "give 'direction', 'most-change', or both"),
        ("{kind: trend, direction: up}", "'up' is not known for 'direction'"),
        ("{kind: trend, most-change: -5%}", "write a share such as 1% or 0.01"),
    ],
)
def test_a_mistake_has_its_words_and_its_place(tmp_path, check, words):
    (tmp_path / "acme.yaml").write_text(HEAD + check + "\n", encoding="utf-8")
    with pytest.raises(RuleError) as caught:
        verify.load_packs([tmp_path / "acme.yaml"], normalize.to_measurement)
    lines = str(caught.value).splitlines()
    assert all(":7:" in line for line in lines), lines
    assert any(words.removeprefix("1:: ") in line for line in lines), lines


def load(tmp_path, check, *more):
    text = "\n    ".join([HEAD + check, *more]) + "\n"
    (tmp_path / "acme.yaml").write_text(text, encoding="utf-8")
    return verify.load_packs([tmp_path / "acme.yaml"], normalize.to_measurement)


def test_a_fact_that_no_document_states_is_a_notice(tmp_path, folder):
    folder.say("a.md", "1,250", "1250")
    packs = load(tmp_path, "{kind: coverage, documents: {include: a.md}}", "select: {attribute: altitude}")
    verdicts = folder.verify(packs=packs, settings=Settings(select=("ACME",)))
    assert verdicts.findings == ()
    (notice,) = verdicts.notices
    assert (notice.code, notice.message) == ("T904", "ACME001 one-rule: no figure of the rule stands in a.md")


@pytest.mark.parametrize(
    ("values", "share", "fires"),
    [
        (("100", "140"), "30%", True),
        (("100", "140"), "40%", False),
        (("100", "60"), "0.3", True),
        (("0", "9"), "1%", False),
    ],
)
def test_the_largest_change_of_a_trend(tmp_path, folder, values, share, fires):
    for name, value, day in zip("ab", values, ("2022-12-31", "2023-12-31"), strict=True):
        folder.say(f"{name}.md", value, value, at=day, step="0.1")
    packs = load(tmp_path, f"{{kind: trend, most-change: {share}}}")
    assert bool(folder.verify(packs=packs, settings=Settings(select=("ACME",))).findings) is fires


def test_two_values_for_one_time_are_no_step_of_a_trend(tmp_path, folder):
    folder.say("a.md", "100", "100", at="2022-12-31")
    folder.say("b.md", "90", "90", at="2023-12-31")
    folder.say("c.md", "120", "120", at="2023-12-31")
    packs = load(tmp_path, "{kind: trend, direction: rising}")
    assert folder.verify(packs=packs, settings=Settings(select=("ACME",))).findings == ()


def test_a_range_shuts_out_whole_intervals_only(tmp_path, folder):
    folder.say("a.md", "about 100", "100", "percent", comparator="~", step="1")
    folder.say("b.md", "101", "101", "percent", step="1", subject="Other")
    folder.say("c.md", "102", "102", "percent", step="1", polarity="denied")
    packs = load(tmp_path, "{kind: range, max: 100%}")
    found = folder.verify(packs=packs, settings=Settings(select=("ACME",))).findings
    assert [[mention.file for mention in one.mentions] for one in found] == [["b.md"]]


def test_units_are_never_in_one_group(folder):
    facts = [folder.say("a.md", "5", "5", "kilometer"), folder.say("a.md", "5", "5", "second")]
    facts.append(folder.say("b.md", "5", "5", "mile"))
    case = Case(topics=(), facts=folder.facts, claims=folder.claims, documents=folder.documents, settings=Settings())
    groups = grouped(facts, ("entity",), case)
    assert [[fact.id for fact in group] for group in groups.values()] == [["a.md#0", "b.md#0"], ["a.md#1"]]
    assert len(grouped(facts, ("document",), case)) == 3
