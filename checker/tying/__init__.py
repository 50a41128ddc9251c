"""Ties a draft to its sources: every figure of the draft with its status, and the sentence that decides.

Draft and sources go through the stages together, as in a check. What is different is the question: not whether
documents agree, but whether the sources bear the draft out. So a figure is judged by the links of its own fact
(`evidence.py`), with the draft's own date out of the game (`judgement.py`); where no link reaches, the nearest words
are named (`nearest.py`).

Precision comes first: `supported` needs a linked fact of a source with the same subject, period and scope, whose value
is the same or more exact.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from checker import collect, pipeline, resolve
from checker.config import Settings
from checker.errors import UsageError
from checker.pipeline import PathsAndTexts, Progress, Run, Targets
from checker.records import Fact, Mention
from checker.report import Report
from checker.tied import TiedFigure, TieReport
from checker.tying.evidence import Sources
from checker.tying.judgement import Judgement, borne_out, judge
from checker.tying.nearest import Nearest
from checker.tying.passages import cut_passages
from checker.tying.unread import find_unread
from checker.tying.words import because
from checker.verify.compare import Context
from checker.verify.mentions import Mentions
from checker.write.markup import without_markup

__all__ = ["tie", "tie_run"]

Draft = str | Path | Mapping[str, str]
Given = Sequence[str | Path] | Mapping[str, str] | str | Path

MOST_EVIDENCE = 6  # sentences beside one figure


def tie(
    draft: Draft, sources: Given, settings: Settings | None = None, on_progress: Progress | None = None
) -> TieReport:
    """Return every figure of a draft with its status against sources.

    Args:
        draft: a file, or a mapping of one name to its text.
        sources: files, folders and globs, or texts by name; the draft itself is no source, where it lies among them.
        settings: as for a check.
        on_progress: called with the stage, how much of it is done, and of how much.

    Raises:
        UsageError: a path or setting cannot be used, or the draft cannot be read.
    """
    chosen = settings or Settings()
    targets, name = _targets(draft, sources, chosen)
    run = pipeline.run(targets, chosen, on_progress)
    if name not in run.documents:
        entry = next((one for one in run.report.documents if one.file == name), None)
        why = f"{entry.reason} {entry.detail}".strip() if entry else "it is left out"
        raise UsageError(f"{name}: the draft cannot be read: {why}")
    return tie_run(run, name)


def tie_run(run: Run, name: str) -> TieReport:
    """Return the tie of one document of a run against all others."""
    context = Context(claims=run.claims, documents=run.documents)
    resolved = run.resolved
    sources = Sources(name, resolved.facts, resolved.links, resolved.topics, run.documents, context)
    versions = run.documents if run.report.run["settings"].get("versions", True) else {}
    linker = resolve.Linker(resolved.facts, versions)
    nearest = Nearest([fact for fact in resolved.facts if fact.document != name], linker.judge)
    mentions = Mentions(run.claims, run.documents)
    sums = _sums(run.report)
    figures = [fact for fact in sources.facts.values() if fact.document == name]
    figures.sort(key=lambda fact: (run.claims[fact.id].start, run.claims[fact.id].end, fact.id))
    taken = _taken(figures, sources)
    tied = [
        _figure(number, fact, judge(fact, sources, taken[fact.id]), nearest, mentions, sums.get(fact.id, ()), run)
        for number, fact in enumerate(figures, start=1)
    ]
    document = run.documents[name]
    unread = find_unread(document, run.claims)
    return TieReport(
        draft=name,
        figures=tuple(tied),
        unread=unread,
        report=run.report,
        passages=cut_passages(document, tied, unread),
    )


def _figure(
    number: int,
    fact: Fact,
    judged: Judgement | None,
    nearest: Nearest,
    mentions: Mentions,
    notes: tuple[str, ...],
    run: Run,
) -> TiedFigure:
    claim = run.claims[fact.id]
    mention = _readable(mentions.of(fact), run)
    if judged is None:
        judged, evidence = _beside(fact, nearest, mentions)
    else:
        evidence = tuple(mentions.of(one.fact, side) for one, side in judged.evidence[:MOST_EVIDENCE])
    evidence = tuple(_readable(one, run) for one in evidence)
    return TiedFigure(
        number=number,
        status=judged.status,
        mention=mention,
        subject=" ".join(claim.subject.text.split()) if claim.subject else "",
        attribute=" ".join((claim.attribute.text or fact.attribute).split()),
        because=because(judged.status, judged.reason, evidence, mention),
        reason=judged.reason,
        evidence=evidence,
        confidence=round(judged.confidence, 4),
        notes=notes,
    )


def _readable(mention: Mention, run: Run) -> Mention:
    """Return a mention whose figure is shown without the markup of its document: "86 metres", not "86</b> metres"."""
    shown = without_markup(mention.shown, run.documents[mention.file].reader)
    return replace(mention, shown=" ".join(shown.split()) or mention.shown)


def _taken(figures: Sequence[Fact], sources: Sources) -> dict[str, dict[str, float]]:
    """Return for each figure the facts of sources that bear out another figure of its passage.

    "52,300 in 2023; in 2010 it was 47,900": the source's 52,300 answers the first and says nothing of the second.
    """
    by_passage: dict[int, list[tuple[str, dict[str, float]]]] = {}
    for figure in figures:
        by_passage.setdefault(figure.block, []).append((figure.id, borne_out(figure, sources)))
    found: dict[str, dict[str, float]] = {}
    for passage in by_passage.values():
        for name, _ in passage:
            others = [facts for other, facts in passage if other != name]
            found[name] = {fact: max(one.get(fact, 0.0) for one in others) for one in others for fact in one}
    return found


def _beside(fact: Fact, nearest: Nearest, mentions: Mentions) -> tuple[Judgement, tuple[Mention, ...]]:
    """Judge a figure that no source is linked with: not comparable where the nearest words say why, else not found."""
    found = nearest.of(fact)
    if found is None:
        return Judgement(status="not-found"), ()
    other, _, reason = found
    status = "not-comparable" if reason else "not-found"
    return Judgement(status=status, reason=reason), (mentions.of(other, "nearest"),)


def _sums(report: Report) -> dict[str, tuple[str, ...]]:
    """Return what does not follow inside one document, by fact: sums, changes and conversions."""
    found: dict[str, tuple[str, ...]] = {}
    for finding in report.findings:
        if finding.kind == "arithmetic" and len({one.file for one in finding.mentions}) == 1:
            for mention in finding.mentions:
                found[mention.fact] = (*found.get(mention.fact, ()), finding.message)
    return found


def _targets(draft: Draft, sources: Given, settings: Settings) -> tuple[Targets, str]:
    """Return what to read together, and the name that the draft has there."""
    if isinstance(draft, Mapping) and len(draft) != 1:
        raise UsageError("a draft as text needs one name, as in {'draft.md': text}")
    if isinstance(sources, Mapping):
        if not isinstance(draft, Mapping):
            raise UsageError("sources are texts by name, and the draft is a path; give the draft as text too")
        return {**sources, **draft}, next(iter(draft))
    paths = [sources] if isinstance(sources, str | Path) else list(sources)
    if not paths:
        raise UsageError("there are no sources; name files or folders after the draft")
    if isinstance(draft, Mapping):
        targets = PathsAndTexts(paths=tuple(map(str, paths)), texts=dict(draft))
        met = collect.find_sources(targets.paths, settings, targets.texts)
        return targets, next(one.file for one in met if one.text is not None)
    own = collect.find_sources([draft], replace(settings, exclude=()))
    if len(own) != 1 or Path(draft).is_dir():
        raise UsageError(f"{draft}: the draft must be one file")
    everything = [draft, *paths]
    name = next((one.file for one in collect.find_sources(everything, settings) if one.path == own[0].path), "")
    return everything, name
