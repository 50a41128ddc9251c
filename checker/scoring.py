"""Findings against a hand-labelled folder: what was found, missed, invented and wrongly flagged.

Rules, in short. Gold findings that share a mention form a topic (arithmetic joins none). A prediction matches a gold
finding when it stays on the topic (three quarters of its spans that lie on any gold mention, half of all its spans) and
covers two mentions of it that say different things. Strict scores need the same kind too. One that adds no mention to
an earlier match of the same finding is a duplicate, and false. Optional gold is neither missed nor wrong. A trap is
flagged by an actionable prediction with two of its mentions, unless that one reports a real finding and meets the trap
on its topic.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Any

KINDS = ("conflict", "update", "disputed", "arithmetic", "agreement", "compatible")
ACTIONABLE = frozenset({"conflict", "update", "disputed", "arithmetic"})
LONGEST = 200  # characters; a longer span is no evidence

Span = tuple[str, int, int]  # file name, start, end


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A mention of the gold: where it stands and what it says."""

    span: Span
    value: str
    group: str | None  # mentions of one group say the same; None where the gold gives none


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """One entry of a gold file: a finding, a trap or a sum that holds."""

    id: str
    kinds: frozenset[str]  # of a finding its kind and those also accepted; of a trap what must not be reported
    kind: str = ""
    figures: tuple[Figure, ...] = ()
    is_optional: bool = False

    @property
    def is_actionable(self) -> bool:
        """Whether a reader would have to act on it."""
        return self.kind in ACTIONABLE


@dataclass(frozen=True, slots=True, kw_only=True)
class Gold:
    """The answers of one folder."""

    findings: tuple[Label, ...]
    traps: tuple[Label, ...] = ()
    sums: tuple[Label, ...] = ()

    @property
    def figures(self) -> tuple[Figure, ...]:
        """All mentions of the gold."""
        return tuple(one for label in (*self.findings, *self.traps, *self.sums) for one in label.figures)


@dataclass(frozen=True, slots=True, kw_only=True)
class Prediction:
    """A finding as the score sees it: its kind and the places it cites."""

    kind: str
    spans: tuple[Span, ...]  # sorted, each once
    confidence: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """Precision and recall over gold findings; the counts of predictions that they come from."""

    found: int  # gold findings
    gold: int
    matched: int  # predictions
    false: int

    @property
    def precision(self) -> float | None:
        """Gold findings found over those and the false predictions; None where nothing was reported."""
        return self.found / (self.found + self.false) if self.found + self.false else None

    @property
    def recall(self) -> float | None:
        """Share of gold findings that were found; None where there are none."""
        return self.found / self.gold if self.gold else None

    @property
    def f1(self) -> float | None:
        """Harmonic mean of precision and recall; None where either is."""
        precision, recall = self.precision, self.recall
        if precision is None or recall is None:
            return None
        return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Scores:
    """All scores of one folder."""

    folder: str
    kinds: Mapping[str, Score]
    strict: Score  # actionable findings, the kind must agree
    any_kind: Score  # actionable findings, any actionable kind
    traps: int
    traps_flagged: tuple[str, ...]
    sums: int
    sums_flagged: tuple[str, ...]
    missed: tuple[str, ...]  # required actionable gold that no actionable prediction matches
    points: tuple[tuple[float, bool], ...] = field(default=())  # confidence and rightness of actionable predictions


def read_gold(data: Mapping[str, Any]) -> Gold:
    """Return the answers of a `gold.json`.

    Raises:
        KeyError: an entry lacks a field.
    """
    return Gold(
        findings=tuple(_label(item, {item["kind"], *item.get("also", ())}) for item in data["findings"]),
        traps=tuple(_label(item, item.get("kinds", ACTIONABLE)) for item in data.get("traps", ())),
        sums=tuple(_label(item, ()) for item in data.get("consistent_sums", ())),
    )


def _label(item: Mapping[str, Any], kinds: Iterable[str]) -> Label:
    figures = tuple(
        Figure(
            span=(mention["file"], mention["start"], mention["end"]),
            value=str(mention.get("value")),
            group=str(mention["group"]) if "group" in mention else None,
        )
        for mention in item["mentions"]
    )
    return Label(
        id=item["id"],
        kind=item.get("kind", ""),
        kinds=frozenset(kinds),
        figures=figures,
        is_optional=bool(item.get("optional")),
    )


def make_prediction(kind: str, spans: Iterable[Span], confidence: float = 0.0) -> Prediction:
    """Return a finding as the score sees it; folders are dropped from file names, as the gold has none."""
    named = {(PurePosixPath(file).name, start, end) for file, start, end in spans}
    return Prediction(kind=kind, spans=tuple(sorted(named)), confidence=confidence)


# --- one prediction, one label -------------------------------------------------------------------------------


def _meets(span: Span, figure: Figure) -> bool:
    file, start, end = figure.span
    return span[0] == file and 0 <= span[1] < end and start < span[2] and span[2] - span[1] <= LONGEST


def _lies_on(span: Span, figures: Iterable[Figure]) -> bool:
    return any(_meets(span, figure) for figure in figures)


def _cover(spans: Sequence[Span], figures: Sequence[Figure]) -> frozenset[int]:
    """Return the positions of figures in a largest one-to-one matching with the spans (augmenting paths)."""
    taken_by: dict[int, int] = {}

    def seat(span: int, refused: set[int]) -> bool:
        for figure, candidate in enumerate(figures):
            if figure in refused or not _meets(spans[span], candidate):
                continue
            refused.add(figure)
            if figure not in taken_by or seat(taken_by[figure], refused):
                taken_by[figure] = span
                return True
        return False

    for span in range(len(spans)):
        seat(span, set())
    return frozenset(taken_by)


def _says(label: Label, figure: Figure) -> str:
    """Return what tells a mention's side: its group, else its value; in a dispute the group alone."""
    if figure.group is not None:
        return figure.group
    return "" if label.kind == "disputed" else figure.value


def _shows_both_sides(label: Label, covered: Iterable[int]) -> bool:
    sides = [_says(label, figure) for figure in label.figures]
    return len(set(sides)) < 2 or len({sides[number] for number in covered}) > 1


def _is_enough(label: Label, covered: frozenset[int]) -> bool:
    """Whether the covered mentions show what the gold finding is about."""
    if not covered or len(label.figures) == 1:
        return bool(covered)
    if label.kind in ("conflict", "update", "disputed") and not _shows_both_sides(label, covered):
        return False
    return len(covered) >= 2


def _flags(prediction: Prediction, trap: Label) -> bool:
    kind = prediction.kind
    return kind in ACTIONABLE and kind in trap.kinds and len(_cover(prediction.spans, trap.figures)) > 1


# --- all predictions of a folder -----------------------------------------------------------------------------


class _Folder:
    """The predictions of one folder beside its gold: who matches whom, and with which mentions."""

    def __init__(self, gold: Gold, predictions: Sequence[Prediction]) -> None:
        self.gold = gold
        self.predictions = predictions
        self.topics = _topics(gold.findings)
        self.known = gold.figures
        self.matches = [self._match(one) for one in predictions]

    def _match(self, prediction: Prediction) -> dict[int, frozenset[int]]:
        """Return the gold findings that a prediction matches: position, covered mentions."""
        touching = [span for span in prediction.spans if _lies_on(span, self.known)]
        covers = [_cover(prediction.spans, label.figures) for label in self.gold.findings]
        is_bare = self._is_bare(prediction, touching, covers)
        matched = {}
        for number, (label, covered) in enumerate(zip(self.gold.findings, covers, strict=True)):
            is_same_side = label.is_actionable == (prediction.kind in ACTIONABLE)
            if (is_bare and is_same_side) or not _is_enough(label, covered):
                continue
            inside = sum(_lies_on(span, self.topics[number]) for span in touching)
            may_cite_others = label.kind == prediction.kind == "arithmetic"
            stays = may_cite_others or 4 * inside >= 3 * len(touching)
            if stays and 2 * inside >= len(prediction.spans):
                matched[number] = covered
        return matched

    def _is_bare(self, prediction: Prediction, touching: Sequence[Span], covers: Sequence[frozenset[int]]) -> bool:
        """Whether a prediction is no more than a trap, or an agreement over values that a finding tells apart."""
        if prediction.kind in ACTIONABLE:
            return any(
                _flags(prediction, trap) and all(_lies_on(span, trap.figures) for span in touching)
                for trap in self.gold.traps
            )
        return prediction.kind == "agreement" and any(
            label.kind in ("conflict", "update")
            and not label.is_optional
            and len(covered) > 1
            and len({figure.value for figure in label.figures}) > 1
            and _shows_both_sides(label, covered)
            for label, covered in zip(self.gold.findings, covers, strict=True)
        )

    def score(self, kinds: Iterable[str], *, is_strict: bool) -> Score:
        """Return the score of the predictions and gold findings of some kinds."""
        wanted_kinds = frozenset(kinds)
        matched = false = 0
        found: set[int] = set()
        earlier: dict[int, list[frozenset[int]]] = {}
        for number in sorted(range(len(self.predictions)), key=lambda at: -len(self.predictions[at].spans)):
            if self.predictions[number].kind not in wanted_kinds:
                continue
            hits, spare = self._hits(number, wanted_kinds, is_strict)
            if not hits:
                false += not spare
                continue
            best = max(hits + spare, key=lambda label: self._fit(number, label))
            covered = self.matches[number][best]
            if any(covered <= before for before in earlier.get(best, ())):
                false += 1
                continue
            matched += 1
            found.update(hits)
            earlier.setdefault(best, []).append(covered)
        wanted = {at for at, one in enumerate(self.gold.findings) if not one.is_optional and one.kind in wanted_kinds}
        return Score(found=len(found), gold=len(wanted | found), matched=matched, false=false)

    def _hits(self, number: int, kinds: frozenset[str], is_strict: bool) -> tuple[list[int], list[int]]:
        """Return the required gold findings that a prediction finds, and the optional ones it touches."""
        kind = self.predictions[number].kind
        hits, spare = [], []
        for at in self.matches[number]:
            label = self.gold.findings[at]
            if label.is_optional:
                if label.is_actionable == (kind in ACTIONABLE):
                    spare.append(at)
            elif kind in label.kinds if is_strict else label.kind in kinds:
                hits.append(at)
        return hits, spare

    def _fit(self, number: int, at: int) -> tuple[float, bool]:
        """Return how closely a prediction and a gold finding describe the same mentions."""
        prediction, label = self.predictions[number], self.gold.findings[at]
        most = max(len(prediction.spans), len(label.figures))
        return len(self.matches[number][at]) / most, label.kind == prediction.kind

    def flagged_traps(self) -> tuple[str, ...]:
        """Return the traps that an actionable prediction falls for."""
        return tuple(
            trap.id
            for trap in self.gold.traps
            if any(_flags(one, trap) and not self._is_excused(at, trap) for at, one in enumerate(self.predictions))
        )

    def _is_excused(self, number: int, trap: Label) -> bool:
        on_trap = [span for span in self.predictions[number].spans if _lies_on(span, trap.figures)]
        return any(
            self.gold.findings[at].is_actionable and all(_lies_on(span, self.topics[at]) for span in on_trap)
            for at in self.matches[number]
        )

    def flagged_sums(self) -> tuple[str, ...]:
        """Return the sums that hold and were reported as wrong."""
        everyone = range(len(self.predictions))
        return tuple(label.id for label in self.gold.sums if any(self._doubts(number, label) for number in everyone))

    def _doubts(self, number: int, label: Label) -> bool:
        is_right = any(self.gold.findings[at].kind == "arithmetic" for at in self.matches[number])
        prediction = self.predictions[number]
        return prediction.kind == "arithmetic" and not is_right and bool(_cover(prediction.spans, label.figures))

    def missed(self) -> tuple[str, ...]:
        """Return the required actionable gold findings that no actionable prediction matches."""
        met = {
            at
            for prediction, matched in zip(self.predictions, self.matches, strict=True)
            if prediction.kind in ACTIONABLE
            for at in matched
        }
        required = [at for at, one in enumerate(self.gold.findings) if one.is_actionable and not one.is_optional]
        return tuple(self.gold.findings[at].id for at in required if at not in met)


def matches(prediction: Prediction, label: Label) -> bool:
    """Return whether a prediction matches one gold finding, taken alone."""
    return bool(_Folder(Gold(findings=(label,)), [prediction]).matches[0])


def rate_confidence(gold: Gold, predictions: Iterable[Prediction]) -> tuple[tuple[float, bool], ...]:
    """Return stated confidence and rightness of each actionable prediction; those of optional gold are left out."""
    points = []
    for prediction in predictions:
        if prediction.kind not in ACTIONABLE:
            continue
        hits = [label for label in gold.findings if label.is_actionable and matches(prediction, label)]
        if not hits or not all(label.is_optional for label in hits):
            points.append((prediction.confidence, bool(hits)))
    return tuple(points)


def _topics(findings: Sequence[Label]) -> list[tuple[Figure, ...]]:
    """Return for each finding the mentions of all findings that shared text links to it."""
    group = list(range(len(findings)))
    for number, one in enumerate(findings):
        for other in range(number):
            if "arithmetic" in (one.kind, findings[other].kind):
                continue
            if any(_lies_on(figure.span, findings[other].figures) for figure in one.figures):
                old, new = group[number], group[other]
                group = [new if mine == old else mine for mine in group]
    return [
        tuple(figure for at, label in enumerate(findings) if group[at] == mine for figure in label.figures)
        for mine in group
    ]


def score(folder: str, gold: Gold, predictions: Sequence[Prediction]) -> Scores:
    """Return the scores of the predictions for one folder, in the order in which they were reported."""
    sides = _Folder(gold, predictions)
    return Scores(
        folder=folder,
        kinds={kind: sides.score({kind}, is_strict=True) for kind in KINDS},
        strict=sides.score(ACTIONABLE, is_strict=True),
        any_kind=sides.score(ACTIONABLE, is_strict=False),
        traps=len(gold.traps),
        traps_flagged=sides.flagged_traps(),
        sums=len(gold.sums),
        sums_flagged=sides.flagged_sums(),
        missed=sides.missed(),
        points=rate_confidence(gold, predictions),
    )
