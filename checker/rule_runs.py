"""Runs the tests of rule files: each case through the stages, with one rule at work.

Documents that several cases share are read once; the language model is loaded once.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from checker import normalize, pipeline, resolve, verify
from checker.config import Settings
from checker.records import Fact, Verdicts, Vocabulary
from checker.verify.drafting import FAILED
from checker.verify.packs import TEST_SUFFIXES
from checker.verify.rule_tests import Outcome, RuleCase, Score, codes_of, judge, read_cases
from checker.verify.rules import Pack, Packs, Rule

Told = Callable[[str, int, int], None]


def run_tests(
    paths: Sequence[str | Path], words: str = "", on_progress: Told | None = None, *, allow_python: bool = False
) -> list[Score]:
    """Return the score of every rule at `paths`, in the order of the files; all shipped packs where there are none.

    Args:
        paths: rule files, folders or names of shipped packs.
        words: only rules and cases whose code or name holds this text.
        on_progress: called with the stage, how many cases are done, and of how many.
        allow_python: whether rules may call Python functions.

    Raises:
        RuleError: a rule or test file holds mistakes.
    """
    packs, cases = read_cases(paths, normalize.to_measurement, allow_python=allow_python)
    rules = {rule.code: rule for rule in packs.rules}
    named = words.casefold()
    kept = [case for case in cases if named in f"{case.rule} {rules[case.rule].name} {case.name}".casefold()]
    codes = [code for code in codes_of(paths) if not words or any(case.rule == code for case in kept)]
    is_part = bool(words) or any(str(path).endswith(TEST_SUFFIXES) for path in paths)  # others hold the rest
    scores = {code: Score(rule=code, status="preview" if is_part else rules[code].status) for code in codes}
    readings: dict[tuple[tuple[str, str], ...], pipeline.Reading] = {}
    for number, case in enumerate(kept):
        outcome = run_case(case, rules[case.rule], readings)
        scores.setdefault(case.rule, Score(rule=case.rule)).outcomes.append(outcome)
        if on_progress is not None:
            on_progress("check", number + 1, len(kept))
    return list(scores.values())


def run_case(
    case: RuleCase, rule: Rule, readings: dict[tuple[tuple[str, str], ...], pipeline.Reading] | None = None
) -> Outcome:
    """Return how one case ends; `readings` keeps what was read of documents, for other cases with the same ones."""
    key = tuple(sorted(case.documents.items()))
    known = {} if readings is None else readings
    if key not in known:
        known[key] = pipeline.read(case.documents, Settings())
    bad = [f"{one.file}: {one.reason} {one.detail}".rstrip() for one in known[key].entries if one.status != "ok"]
    verdicts = verdicts_of(rule, known[key], case.vocabulary, case.now)
    failed = tuple(f"{one.code} {one.message}" for one in verdicts.notices if one.code == FAILED)
    outcome = judge(case, (one for one in verdicts.findings if one.decision is None))
    return replace(outcome, unread=(*bad, *failed))


def verdicts_of(rule: Rule, done: pipeline.Reading, vocabulary: Vocabulary | None = None, now: str = "") -> Verdicts:
    """Return what one rule finds in documents that were read.

    Args:
        rule: the rule, alone at work.
        done: what was read of the documents.
        vocabulary: what the case says of names.
        now: ISO day on which expiry is judged, "" for none.
    """
    settings = Settings(select=(rule.code,), as_of=now)
    done = replace(done, claims=resolve.with_vocabulary(done.claims, done.documents, vocabulary or Vocabulary()))
    resolved = resolve.resolve(done.claims, done.measurements, done.documents, settings, vocabulary)
    facts: Mapping[str, Fact] = {fact.id: fact for fact in resolved.facts}
    alone = Packs(packs=(Pack(name="test", version="1", sha256="", rules=(replace(rule, status="stable"),)),))
    return verify.verify(resolved.topics, facts, done.claims, done.documents, alone, settings, vocabulary)
