"""`tieout eval`: check hand-labelled folders and sentence pairs, and say how good the findings are."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import checker
from checker import scoring
from checker.backends.base import Progress
from checker.config import Settings
from checker.errors import UsageError
from checker.records import Finding
from checker.scoring import ACTIONABLE, KINDS, Score, Scores

LABELS = ("conflict", "update", "disputed", "arithmetic", "harmless")


@dataclass(frozen=True, slots=True, kw_only=True)
class Probe:
    """Two sentences of two documents, and what a reader should be told of them."""

    id: str
    a: str
    b: str
    label: str  # conflict update disputed arithmetic, or harmless
    said: tuple[str, ...] = ()  # actionable kinds that were reported across both


@dataclass(frozen=True, slots=True, kw_only=True)
class Results:
    """What an evaluation found, before it is shown."""

    folders: tuple[Scores, ...] = ()
    probes: tuple[Probe, ...] = ()


def evaluate(
    folders: Sequence[str | Path], probes: str | Path | None, settings: Settings, progress: Progress | None = None
) -> Results:
    """Check labelled folders and probe pairs.

    Args:
        folders: each holds documents and a `gold.json`.
        probes: JSON lines of pairs `{"id", "a", "b", "label"}`.
        settings: how to check.
        progress: called with the stage, how much is done and of how much.

    Raises:
        UsageError: a folder or file cannot be read as labels.
    """
    golds = [(Path(folder), _read_gold(Path(folder))) for folder in folders]
    pairs = _read_probes(Path(probes)) if probes else []
    total = len(golds) + len(pairs)
    done: list[Scores] = []
    for folder, gold in golds:
        _tell(progress, len(done), total)
        done.append(
            scoring.score(folder.resolve().name, gold, _predictions(checker.check([folder], settings).findings))
        )
    tried: list[Probe] = []
    for pair in pairs:
        _tell(progress, len(done) + len(tried), total)
        tried.append(_try(pair, settings))
    _tell(progress, total, total)
    return Results(folders=tuple(done), probes=tuple(tried))


def _tell(progress: Progress | None, done: int, total: int) -> None:
    if progress:
        progress("check", done, total)


def _read_gold(folder: Path) -> scoring.Gold:
    path = folder / "gold.json"
    try:
        return scoring.read_gold(json.loads(path.read_text(encoding="utf-8")))
    except OSError as error:
        raise UsageError(f"{path} cannot be read: {error.strerror}") from error
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise UsageError(f"{path} is no gold file: {type(error).__name__}: {error}") from error


def _read_probes(path: Path) -> list[Probe]:
    pairs = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if not line.strip():
            continue
        try:
            data = json.loads(line)
            pair = Probe(id=str(data["id"]), a=data["a"], b=data["b"], label=data["label"])
        except (ValueError, KeyError, TypeError) as error:
            raise UsageError(f"{path}:{number}: no probe: {type(error).__name__}: {error}") from error
        if pair.label not in LABELS:
            raise UsageError(f"{path}:{number}: label is '{pair.label}', must be one of {', '.join(LABELS)}")
        pairs.append(pair)
    return pairs


def _predictions(findings: Sequence[Finding]) -> list[scoring.Prediction]:
    return [
        scoring.make_prediction(
            one.kind, ((mention.file, mention.start, mention.end) for mention in one.mentions), one.confidence
        )
        for one in findings
    ]


def _try(pair: Probe, settings: Settings) -> Probe:
    """Check a pair as a folder of two documents; only what is said across both counts."""
    findings = checker.check({"a.txt": pair.a, "b.txt": pair.b}, settings).findings
    across = [one for one in findings if len({mention.file for mention in one.mentions}) > 1]
    kinds = tuple(sorted({one.kind for one in across if one.kind in ACTIONABLE}))
    return Probe(id=pair.id, a=pair.a, b=pair.b, label=pair.label, said=kinds)


# --- how it is shown -----------------------------------------------------------------------------------------


def as_json(results: Results) -> str:
    """Return all scores as JSON: per folder, their average, and the probes."""
    data: dict[str, Any] = {}
    if results.folders:
        data["folders"] = {one.folder: _folder_data(one) for one in results.folders}
        data["average"] = _average(results.folders)
        data["calibration"] = calibration(results.folders)
    if results.probes:
        data["probes"] = probe_data(results.probes)
    return json.dumps(data, indent=1, ensure_ascii=False)


def _folder_data(scores: Scores) -> dict[str, Any]:
    return {
        "kinds": {kind: _score_data(one) for kind, one in scores.kinds.items()},
        "actionable_strict": _score_data(scores.strict),
        "actionable_any_kind": _score_data(scores.any_kind),
        "traps": {"total": scores.traps, "wrongly_flagged": list(scores.traps_flagged)},
        "sums": {"total": scores.sums, "wrongly_flagged": list(scores.sums_flagged)},
        "missed": list(scores.missed),
    }


def _score_data(score: Score) -> dict[str, Any]:
    return {
        "precision": score.precision,
        "recall": score.recall,
        "f1": score.f1,
        "predicted": score.matched + score.false,
        "gold": score.gold,
        "matched": score.matched,
        "found": score.found,
        "false": score.false,
    }


def _average(folders: Sequence[Scores]) -> dict[str, Any]:
    """Return means over folders; a folder with something to find and nothing reported counts as precision 0."""
    traps = sum(one.traps for one in folders)
    precisions = [0.0 if one.strict.precision is None and one.strict.gold else one.strict.precision for one in folders]
    return {
        "precision": _mean(precisions),
        "recall": _mean([one.strict.recall for one in folders]),
        "agreement_precision": _mean([one.kinds["agreement"].precision for one in folders]),
        "agreement_recall": _mean([one.kinds["agreement"].recall for one in folders]),
        "traps_flagged": sum(len(one.traps_flagged) for one in folders) / traps if traps else None,
        "sums_flagged": sum(len(one.sums_flagged) for one in folders),
    }


def _mean(values: Sequence[float | None]) -> float | None:
    known = [value for value in values if value is not None]
    return sum(known) / len(known) if known else None


def probe_data(probes: Sequence[Probe]) -> dict[str, Any]:
    """Return the share of real pairs flagged and named rightly, of harmless ones flagged, and which went wrong."""
    real = [one for one in probes if one.label != "harmless"]
    harmless = [one for one in probes if one.label == "harmless"]
    return {
        "real": len(real),
        "flagged": _share([bool(one.said) for one in real]),
        "right_kind": _share([one.label in one.said for one in real]),
        "harmless": len(harmless),
        "harmless_flagged": _share([bool(one.said) for one in harmless]),
        "missed": [one.id for one in real if not one.said],
        "wrongly_flagged": [one.id for one in harmless if one.said],
        "wrong_kind": [one.id for one in real if one.said and one.label not in one.said],
    }


def _share(marks: Sequence[bool]) -> float | None:
    return sum(marks) / len(marks) if marks else None


def calibration(folders: Sequence[Scores]) -> dict[str, Any] | None:
    """Return how far stated confidence can be believed, over the actionable findings of all folders.

    `bins` are shares that are right by stated confidence in fifths; `brier` is the mean squared distance between
    confidence and truth, beside that of a constant guess. None where nothing actionable was reported.
    """
    points = [point for one in folders for point in one.points]
    if not points:
        return None
    rate = sum(is_right for _, is_right in points) / len(points)
    fifths: dict[int, list[bool]] = {}
    for confidence, is_right in points:
        fifths.setdefault(min(4, int(confidence * 5)), []).append(is_right)
    return {
        "bins": {f"{at / 5:.1f}-{(at + 1) / 5:.1f}": [len(one), _share(one)] for at, one in sorted(fifths.items())},
        "brier": sum((confidence - is_right) ** 2 for confidence, is_right in points) / len(points),
        "brier_of_a_constant": rate * (1 - rate),
    }


def as_table(results: Results) -> str:
    """Return all scores as lines of text."""
    lines: list[str] = []
    for scores in results.folders:
        lines += [*_folder_lines(scores), ""]
    if len(results.folders) > 1:
        lines += [*_summary_lines(results.folders), ""]
    if results.probes:
        lines += [*_probe_lines(probe_data(results.probes)), ""]
    return "\n".join(lines).rstrip("\n")


def _folder_lines(scores: Scores) -> Iterator[str]:
    yield f"{scores.folder:<24}{'precision':>10}{'recall':>8}{'f1':>8}{'said':>6}{'gold':>6}"
    rows: list[tuple[str, Score]] = [(kind, scores.kinds[kind]) for kind in KINDS]
    rows += [("actionable, right kind", scores.strict), ("actionable, any kind", scores.any_kind)]
    for name, one in rows:
        ratios = f"{_show(one.precision):>10}{_show(one.recall):>8}{_show(one.f1):>8}"
        yield f"  {name:<22}{ratios}{one.matched + one.false:>6}{one.gold:>6}"
    for name, total, flagged in (
        ("traps", scores.traps, scores.traps_flagged),
        ("sums that hold", scores.sums, scores.sums_flagged),
    ):
        yield f"  {name} wrongly flagged: {len(flagged)} of {total}{_named(flagged)}"
    yield f"  actionable findings missed: {len(scores.missed)}{_named(scores.missed)}"


def _summary_lines(folders: Sequence[Scores]) -> Iterator[str]:
    average = _average(folders)
    yield f"average of {len(folders)} folders (actionable, right kind)"
    for name in ("precision", "recall", "agreement_precision", "agreement_recall", "traps_flagged"):
        yield f"  {name.replace('_', ' '):<22}{_show(average[name]):>8}"
    yield f"  {'sums flagged':<22}{average['sums_flagged']:>8}"
    trust = calibration(folders)
    if trust:
        yield "stated confidence and share that is right"
        for name, (count, share) in trust["bins"].items():
            yield f"  {name}  {count:>5} findings  {_show(share)}"
        yield f"  Brier score {_show(trust['brier'])}, of a constant {_show(trust['brier_of_a_constant'])}"


def _probe_lines(data: Mapping[str, Any]) -> Iterator[str]:
    yield f"probes: {data['real']} real, {data['harmless']} harmless"
    for name, key, ids in (
        ("real flagged", "flagged", ("missed", data["missed"])),
        ("of the right kind", "right_kind", ("other kind", data["wrong_kind"])),
        ("harmless flagged", "harmless_flagged", ("these", data["wrongly_flagged"])),
    ):
        yield f"  {name:<22}{_show(data[key]):>8}" + (f"  {ids[0]}: {' '.join(ids[1])}" if ids[1] else "")


def _named(ids: Sequence[str]) -> str:
    return f" ({' '.join(ids)})" if ids else ""


def _show(value: float | None) -> str:
    return "-" if value is None else f"{value:.3f}"
