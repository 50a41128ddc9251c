"""Tests that stand in rule files: what a rule must find in small documents, and what it must leave alone.

A case is documents with marked figures and what is expected of them. Cases stand in the rule under `tests:`, or by
the rule's code in `NAME.test.yaml` beside it; a run reads the latter never, so that many cases do not slow it down.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from checker.errors import RuleError
from checker.records import Finding, Mention, Vocabulary
from checker.verify import packs
from checker.verify.amounts import ToMeasurement
from checker.verify.guarded_yaml import read_tree
from checker.verify.marks import read_marks
from checker.verify.rules import Packs
from checker.verify.vocabulary import named

Place = tuple[str, int, int]  # document, start, end


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """One finding that a case expects; what is empty may be anything."""

    verdict: str
    severity: str = ""
    reason: str = ""  # the finding's cause or reason code, or words of its explanation
    evidence: tuple[Place, ...] = ()  # marked figures that the finding must cite
    values: tuple[str, ...] = ()

    def __str__(self) -> str:
        marks = ", ".join(f"{file} {start}-{end}" for file, start, end in self.evidence)
        parts = (self.severity, self.verdict, f"({self.reason})" if self.reason else "", f"at {marks}" if marks else "")
        return " ".join(part for part in parts if part)


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleCase:
    """One test of a rule, its marks already taken out of the documents."""

    rule: str  # code
    name: str
    file: str
    line: int
    documents: Mapping[str, str]
    expected: tuple[Expected, ...] = ()
    todo: str = ""  # why it fails for now
    now: str = ""  # ISO day on which expiry is judged
    vocabulary: Vocabulary = field(default_factory=Vocabulary)
    marked: tuple[Place, ...] = ()  # every marked figure
    path: tuple[str | int, ...] = ()  # where it stands in its file


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """How a case ended: its findings sorted into right and wrong ones."""

    case: RuleCase
    right: int = 0
    missed: tuple[Expected, ...] = ()
    wrong: tuple[Finding, ...] = ()
    found: tuple[Finding, ...] = ()  # every finding of the rule
    notes: tuple[str, ...] = ()  # what else is known of why it failed
    unread: tuple[str, ...] = ()  # documents that could not be read, with the reason: their silence says nothing

    @property
    def lines(self) -> tuple[str, ...]:
        """What went wrong, a line each: documents not read, findings missing, findings that are too many."""
        found = [f"not read: {reason}" for reason in self.unread]
        found += [f"missing: {expected}" for expected in self.missed]
        for finding in self.wrong:
            figures = ", ".join(f"{one.file} {one.start}-{one.end} '{one.quote}'" for one in finding.mentions)
            found.append(f"too much: {finding.severity} {finding.kind} at {figures}")
        return (*found, *self.notes)

    @property
    def is_as_expected(self) -> bool:
        """Whether all expected findings came, and no other."""
        return not self.missed and not self.wrong and not self.unread

    @property
    def is_passed(self) -> bool:
        """Whether the case says what it should: one with `todo` is expected to fail."""
        return not self.unread and self.is_as_expected != bool(self.case.todo)


@dataclass(slots=True)
class Score:
    """Right and wrong findings of one rule over its cases."""

    rule: str
    status: str = "stable"
    outcomes: list[Outcome] = field(default_factory=list)

    @property
    def counts(self) -> tuple[int, int, int, int, int]:
        """True positives, false positives, false negatives, silent cases that stayed silent, and open todos."""
        done = [one for one in self.outcomes if not one.case.todo]
        return (
            sum(one.right for one in done),
            sum(len(one.wrong) for one in done),
            sum(len(one.missed) for one in done),
            sum(one.is_as_expected and not one.case.expected for one in done),
            len(self.outcomes) - len(done),
        )

    @property
    def lacks(self) -> str:
        """What kind of case the rule has none of; "" where it has both, or is a preview."""
        done = [one.case for one in self.outcomes if not one.case.todo]
        if self.status == "preview":
            return ""
        kinds = (
            ("a case that fires", any(c.expected for c in done)),
            ("a silent case", any(not c.expected for c in done)),
        )
        return " and ".join(name for name, is_there in kinds if not is_there)

    @property
    def is_passed(self) -> bool:
        """Whether every case passed and no sort of case is missing."""
        return not self.lacks and all(one.is_passed for one in self.outcomes)


# --- reading ---------------------------------------------------------------------------------------------------


def read_cases(
    paths: Sequence[str | Path], to_measurement: ToMeasurement | None, *, allow_python: bool | None = None
) -> tuple[Packs, tuple[RuleCase, ...]]:
    """Return the rules at `paths` (files, folders, names of shipped packs) and all their cases, in order.

    Args:
        paths: where the rules are.
        to_measurement: the normalize stage's function.
        allow_python: whether rules may call Python functions; None reads them without.

    Raises:
        RuleError: a rule or a test file holds mistakes.
    """
    chosen = [packs.resolve_pack(path) for path in paths] or list(packs.shipped_packs().values())
    core = packs.shipped_packs().get(packs.CORE)
    others = [str(path) for path in chosen if core is None or core not in (path, *path.parents)]
    lone = [path for path in others if path.endswith(packs.TEST_SUFFIXES) and Path(path).is_file()]
    if lone:  # tests without their rules: they may be of any shipped pack
        shipped = [str(path) for name, path in packs.shipped_packs().items() if name != packs.CORE]
        others = [*(path for path in others if path not in lone), *shipped]
    loaded = packs.load(tuple(others), to_measurement, allow_python=allow_python)
    known = {rule.code for rule in (*loaded.rules, *loaded.notices)}
    mistakes: list[str] = []
    files = dict.fromkeys(file for path in chosen for file in _files(path))
    cases = [case for file in files for case in _cases(file, known, mistakes)]
    if mistakes:
        raise RuleError(tuple(mistakes))
    return loaded, tuple(cases)


def codes_of(paths: Sequence[str | Path]) -> tuple[str, ...]:
    """Return the codes of the rules that stand in the files at `paths`, mistakes left aside."""
    chosen = [packs.resolve_pack(path) for path in paths] or list(packs.shipped_packs().values())
    codes = []
    for place, file in ((path, file) for path in chosen for file in _files(path)):
        data = read_tree(file.read_text(encoding="utf-8-sig")).data
        if file.name.endswith(packs.TEST_SUFFIXES):
            codes += [] if place.is_dir() else list(data["tests"])
            continue
        codes += [raw["id"] for raw in data.get("rules", ()) if raw["check"]["kind"] != "notice"]
    return tuple(dict.fromkeys(codes))


def _files(path: Path) -> list[Path]:
    """Return the rule and test files at a path; a rule file brings the test file beside it."""
    if path.is_dir():
        return packs.yaml_files(path)
    beside = path.with_name(f"{path.stem}.test{path.suffix}")
    return [path, beside] if beside.is_file() else [path]


def _cases(file: Path, known: set[str], mistakes: list[str]) -> list[RuleCase]:
    text = packs.read_text(file, mistakes)
    if text is None:
        return []
    tree = read_tree(text)
    if not file.name.endswith(packs.TEST_SUFFIXES):
        if tree.mistakes or not isinstance(tree.data, dict):
            return []  # `load` has named the mistakes
        rules = enumerate(tree.data.get("rules", ()))
        found: list[tuple[str, tuple[str | int, ...], Any]] = [
            (raw["id"], ("rules", at, "tests"), raw.get("tests") or ()) for at, raw in rules
        ]
    else:
        problems = _mistakes(tree, known)
        if problems:
            mistakes += [f"{file}:{line}:{column}: {words}" for line, column, words in problems]
            return []
        found = [(code, ("tests", code), raws) for code, raws in tree.data["tests"].items()]
    return [
        _case(code, raw, str(file), tree.place((*path, number))[0], (*path, number))
        for code, path, raws in found
        for number, raw in enumerate(raws)
    ]


def _mistakes(tree: Any, known: set[str]) -> list[tuple[int, int, str]]:
    from checker.verify import problems
    from checker.verify.models import TestFileModel

    if tree.mistakes or not isinstance(tree.data, dict):
        return tree.mistakes or [(1, 1, "a test file is a mapping with the keys version and tests")]
    found = problems.of_model(TestFileModel, tree.data, (), tree)
    tests = tree.data.get("tests")
    for code in tests if isinstance(tests, dict) else ():
        if code not in known:
            found.append((*tree.place(("tests", code), of_key=True), f"no rule has the code '{code}'"))
    return sorted(set(found))


def _case(code: str, raw: Mapping[str, Any], file: str, line: int, path: tuple[str | int, ...]) -> RuleCase:
    marked = {name: read_marks(text) for name, text in raw["documents"].items()}
    spans = {name: [(name, *span) for span in found] for name, (_, found) in marked.items()}
    wanted = [] if raw["expect"] == "none" else raw["expect"]
    every = tuple(place for places in spans.values() for place in places)
    return RuleCase(
        rule=code,
        name=raw["name"],
        file=file,
        line=line,
        documents={name: text for name, (text, _) in marked.items()},
        expected=tuple(_expected(one, spans, every if len(wanted) == 1 else ()) for one in wanted),
        todo=raw.get("todo") or "",
        now=raw.get("now") or "",
        vocabulary=Vocabulary(entities=tuple(named(one) for one in raw.get("entities") or ())),
        marked=every,
        path=path,
    )


def places_of(case: RuleCase) -> dict[Place, str]:
    """Return the marked figures of a case with the names that `evidence` gives them: "report.md#1"."""
    counts: dict[str, int] = {}
    found = {}
    for place in case.marked:
        counts[place[0]] = counts.get(place[0], 0) + 1
        found[place] = f"{place[0]}#{counts[place[0]]}"
    return found


def _expected(raw: Mapping[str, Any], spans: Mapping[str, list[Place]], every: tuple[Place, ...]) -> Expected:
    """Return an expectation; one that stands alone and names no evidence must cite every marked figure."""
    named = [place.rpartition("#") for place in raw.get("evidence", ())]
    return Expected(
        verdict=raw["verdict"],
        severity=raw.get("severity") or "",
        reason=raw.get("reason") or "",
        evidence=tuple(spans[name][int(number) - 1] for name, _, number in named) or every,
        values=tuple(str(value) for value in raw.get("values", ())),
    )


# --- judging ---------------------------------------------------------------------------------------------------


def judge(case: RuleCase, findings: Iterable[Finding]) -> Outcome:
    """Return which findings of a rule were expected, which expected ones are missing, and which are too many."""
    every = tuple(findings)
    left = list(every)
    missed = []
    for expected in case.expected:
        fitting = next((one for one in left if _fits(expected, one)), None)
        if fitting is None:
            missed.append(expected)
        else:
            left.remove(fitting)
    right = len(case.expected) - len(missed)
    return Outcome(case=case, right=right, missed=tuple(missed), wrong=tuple(left), found=every)


def _fits(expected: Expected, finding: Finding) -> bool:
    return (
        finding.kind == expected.verdict
        and expected.severity in ("", finding.severity)
        and all(any(_is_at(mention, place) for mention in finding.mentions) for place in expected.evidence)
        and all(any(value in _values(mention) for mention in finding.mentions) for value in expected.values)
        and _has_reason(expected.reason, finding)
    )


def _is_at(mention: Mention, place: Place) -> bool:
    file, start, end = place
    return mention.file == file and mention.start < end and start < mention.end


def _values(mention: Mention) -> tuple[str, str, str]:
    return str(mention.value), mention.shown, mention.quote


def _has_reason(reason: str, finding: Finding) -> bool:
    """Whether the cause is the one named, or every word of the reason is in the explanation."""
    if reason in ("", finding.cause, finding.reason):
        return True
    told = " ".join(finding.explanation.steps).casefold()
    return all(word in told for word in reason.casefold().replace("-", " ").split())
