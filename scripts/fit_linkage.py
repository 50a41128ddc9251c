#!/usr/bin/env python3
"""Fit the weights of `checker/resolve/weights.toml` on labelled folders.

usage: fit_linkage.py FOLDER... [--write] [--folds]

Each FOLDER holds documents, manifest.json and gold.json. Two facts of one gold topic are a match; a trap, or facts of
different topics, are none. The model is a logistic regression over the levels of each comparison, with increments
from level to level that may not be negative (a better level never counts less), an L2 penalty, and the weight of a
folder held equal whatever its size. Folds leave one folder out.

Values never speak for a link that may become a conflict: whether two facts give one value enters as a comparison of its
own (`echo`), so the other weights and the priors hold for pairs whose values differ, and agreements alone add it.
"""

from __future__ import annotations

import argparse
import json
import sys
import tomllib
from collections import defaultdict
from pathlib import Path

import numpy as np

from checker import pipeline
from checker.config import Settings
from checker.records import Claim, Link
from checker.resolve import Linker, resolve, score_candidates
from checker.resolve.comparisons import LEVELS
from checker.resolve.echoes import is_echo, telling_level

PAIR_TYPES = ("version", "reprint", "independent", "same-document")
PLACES = ("moved", "", "aligned")
CHAINS = {**LEVELS, "echo": ("none", "digits-1", "converted", "digits-2", "digits-3")}
WEIGHTS = Path(__file__).resolve().parent.parent / "checker" / "resolve" / "weights.toml"
PRIOR = Path(__file__).resolve().parent / "linkage_prior.toml"
PENALTY = 0.02


class Gold:
    """Which facts of a folder answer one question, after its gold.json."""

    def __init__(self, folder: Path, claims: dict[str, Claim]) -> None:
        gold = json.loads((folder / "gold.json").read_text(encoding="utf-8"))
        findings = [one for one in gold["findings"] if one["kind"] != "arithmetic"]
        topic = list(range(len(findings)))
        holders: dict[tuple[str, int, int], int] = {}
        for number, finding in enumerate(findings):
            for mention in finding["mentions"]:
                key = (mention["file"], mention["start"], mention["end"])
                if key in holders:
                    old, new = topic[number], topic[holders[key]]
                    topic = [new if one == old else one for one in topic]
                holders.setdefault(key, number)
        self.topics: dict[str, set[int]] = defaultdict(set)
        self.findings: dict[str, set[int]] = defaultdict(set)
        for claim in claims.values():
            for number, finding in enumerate(findings):
                if any(_on(claim, mention) for mention in finding["mentions"]):
                    self.topics[claim.id].add(topic[number])
                    self.findings[claim.id].add(number)
        self.traps = {
            pair
            for trap in gold["traps"]
            for a in claims.values()
            if _on(a, trap["mentions"][0])
            for b in claims.values()
            if len(trap["mentions"]) > 1 and _on(b, trap["mentions"][1])
            for pair in ((a.id, b.id), (b.id, a.id))
        }

    def label(self, a: str, b: str) -> tuple[float, float]:
        """Return (1.0 for a match, else 0.0; how much the example counts)."""
        if self.findings[a] & self.findings[b]:
            return 1.0, 1.0
        if (a, b) in self.traps:
            return 0.0, 2.0
        if self.topics[a] & self.topics[b]:
            return 1.0, 0.3
        return 0.0, 1.0 if self.topics[a] and self.topics[b] else 0.5 if self.topics[a] or self.topics[b] else 0.02


def _on(claim: Claim, mention: dict[str, object]) -> bool:
    start, end = int(str(mention["start"])), int(str(mention["end"]))
    return claim.document == mention["file"] and claim.start < end and start < claim.end


class Model:
    """Weights as increments between neighbouring levels, so that they rise with the level."""

    def __init__(self) -> None:
        self.columns: dict[tuple[str, str], int] = {}
        for name, levels in CHAINS.items():
            for level in levels[1:]:
                self.columns[name, level] = len(self.columns)
        for place in PLACES[1:]:
            self.columns["place", place or "open"] = len(self.columns)
        self.monotone = len(self.columns)
        for pair_type in PAIR_TYPES:
            self.columns["prior", pair_type] = len(self.columns)
        self.expected = np.zeros(len(self.columns))
        self._expect(tomllib.loads(PRIOR.read_text(encoding="utf-8")))
        self.weights = self.expected.copy()

    def _expect(self, tables: dict[str, dict[str, float]]) -> None:
        """Set the increments that the prior file stands for; its lowest levels go into the pair types' priors."""
        lowest = 0.0
        for name, levels in {**CHAINS, "place": ("moved", "open", "aligned")}.items():
            values = [tables[name].get(level, 0.0) for level in levels]
            lowest += values[0]
            for level, step in zip(levels[1:], np.diff(values), strict=True):
                self.expected[self.columns[name, level]] = step
        for kind in PAIR_TYPES:
            self.expected[self.columns["prior", kind]] = tables["prior"][kind] + lowest

    def row(self, link: Link, echo: str) -> np.ndarray:
        """Return the thermometer code of a link's levels and of how its values echo each other."""
        row = np.zeros(len(self.columns))
        seen = {"echo": echo, **{part.name: part.level for part in link.parts}}
        row[self.columns["prior", link.pair_type]] = 1.0
        for name, levels in CHAINS.items():
            reached = levels.index(seen[name]) if name in seen else 0
            for level in levels[1 : reached + 1]:
                row[self.columns[name, level]] = 1.0
        reached = PLACES.index(seen.get("place", ""))
        for place in PLACES[1 : reached + 1]:
            row[self.columns["place", place or "open"]] = 1.0
        return row

    def fit(self, x: np.ndarray, y: np.ndarray, w: np.ndarray, steps: int = 3000) -> None:
        """Accelerated projected gradient (FISTA) on the penalised, weighted logistic loss."""
        theta = self.weights.copy()
        total = w.sum()
        ridge = np.full_like(theta, PENALTY)
        ridge[self.monotone :] = PENALTY / 20  # priors are nearly free
        step = 4.0 / (np.linalg.norm(x * np.sqrt(w / total)[:, None], 2) ** 2 + 4 * PENALTY)
        ahead, pace = theta.copy(), 1.0
        for _ in range(steps):
            p = 1 / (1 + np.exp(-np.clip(x @ ahead, -30, 30)))
            fresh = ahead - step * (x.T @ (w * (p - y)) / total + ridge * (ahead - self.expected))
            fresh[: self.monotone] = np.maximum(fresh[: self.monotone], 0.0)
            faster = (1 + np.sqrt(1 + 4 * pace**2)) / 2
            ahead = fresh + (pace - 1) / faster * (fresh - theta)
            theta, pace = fresh, faster
        self.weights = theta

    def predict(self, x: np.ndarray) -> np.ndarray:
        """Return probabilities."""
        return 1 / (1 + np.exp(-np.clip(x @ self.weights, -30, 30)))

    def tables(self) -> dict[str, dict[str, float]]:
        """Return the weights by comparison and level, each comparison centred so that the middle level is near 0."""
        shift = 0.0
        out: dict[str, dict[str, float]] = {}
        chains = {**CHAINS, "place": ("moved", "open", "aligned")}
        for name, levels in chains.items():
            sums = np.cumsum([0.0] + [self.weights[self.columns[name, level]] for level in levels[1:]])
            neutral = next((i for i, lv in enumerate(levels) if lv in ("unknown", "none", "open", "best")), None)
            centre = sums[neutral] if neutral is not None else float(np.median(sums))
            shift += centre
            out[name] = {level: round(float(value - centre), 3) for level, value in zip(levels, sums, strict=True)}
        out["place"].pop("open")
        prior = {kind: round(float(self.weights[self.columns["prior", kind]] + shift), 3) for kind in PAIR_TYPES}
        return {"prior": prior, **out}


def candidate_links(target: Path, versions: bool) -> tuple[dict[str, Claim], list[tuple[Link, str]]]:
    """Return the claims under a folder, and every candidate pair that no veto rules out with its echo level."""
    settings = Settings(versions=versions)
    done = pipeline.read([target], settings)
    resolved = resolve(done.claims, done.measurements, done.documents, settings)
    linker = Linker(resolved.facts, done.documents if versions else {})
    facts = linker.by_id
    links = [
        (link, telling_level(facts[link.a], facts[link.b]) if is_echo(facts[link.a], facts[link.b]) else "none")
        for link in score_candidates(linker)
        if not link.veto
    ]
    return dict(done.claims), links


def examples(folder: Path, model: Model, versions: bool) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return rows, labels and weights of the candidate pairs of a labelled folder."""
    claims, links = candidate_links(folder, versions)
    gold = Gold(folder, claims)
    labels = [gold.label(link.a, link.b) for link, _ in links]
    x = np.array([model.row(link, echo) for link, echo in links])
    return x, np.array([one for one, _ in labels]), np.array([weight for _, weight in labels])


def strangers(root: Path, model: Model) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return pairs of facts from two of the folders under `root`, none of which is a match."""
    _, links = candidate_links(root, True)
    links = [(link, echo) for link, echo in links if link.a.split("/")[0] != link.b.split("/")[0]]
    x = np.array([model.row(link, echo) for link, echo in links])
    return x, np.zeros(len(links)), np.full(len(links), 600 / max(1, len(links)))


def main() -> int:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", type=Path, nargs="+")
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--folds", action="store_true", help="measure with one folder left out at a time")
    args = parser.parse_args()
    model = Model()
    sets = {}
    for folder in args.folders:
        for versions in (True, False):
            x, y, w = examples(folder, model, versions)
            if len(y) and y.sum():
                # positives are rare: a folder counts as one whatever its size
                sets[folder.name, versions] = (x, y, w / w.sum() * 1000 * min(1.0, y.sum() / 20))
                print(f"{folder.name:28} versions={versions!s:5} pairs {len(y):7} matches {int(y.sum()):6}", flush=True)
    for root in sorted({folder.resolve().parent for folder in args.folders}):
        sets[f"strangers of {root.name}", False] = strangers(root, model)
        print(f"{root.name:28} pairs of strangers {len(sets[f'strangers of {root.name}', False][1])}", flush=True)
    names = sorted({name for name, _ in sets if not name.startswith("strangers")})
    for left_out in names if args.folds else []:
        train = [data for (name, _), data in sets.items() if name != left_out]
        fold = Model()
        fold.fit(*(np.concatenate(part) for part in zip(*train, strict=True)), steps=1200)
        for versions in (True, False):
            if (left_out, versions) in sets:
                x, y, w = sets[left_out, versions]
                p = fold.predict(x)
                keep = p >= 0.5
                hits = (y * keep).sum()
                rates = f"precision {hits / max(1, keep.sum()):.2f} recall {hits / y.sum():.2f}"
                print(f"fold {left_out:28} versions={versions!s:5} {rates}", flush=True)
    model.fit(*(np.concatenate(part) for part in zip(*sets.values(), strict=True)))
    tables = model.tables()
    if args.write:
        lines = [
            "# Log odds (base e) that each level of a comparison adds; written by scripts/fit_linkage.py.",
            "version = 2",
        ]
        for name, levels in tables.items():
            lines += ["", f"[{name}]", *(f"{level} = {value}" for level, value in levels.items())]
        WEIGHTS.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(json.dumps(tables, indent=1))
    return 0


if __name__ == "__main__":
    sys.exit(main())
