"""The six stages composed, top to bottom.

    collect -> extract -> normalize   per shard of documents, wherever the backend runs it
    resolve -> verify                 once, over the facts of all shards
    write                             on demand, from the Report

Nothing is decided here: each line hands the records of one stage to the next.
"""

from __future__ import annotations

import hashlib
import json
import platform
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import checker
from checker import backends, codec, collect, extract, normalize, resolve, resources, verify
from checker.config import Settings
from checker.errors import UnreadableDocument
from checker.records import (
    Block,
    Claim,
    Coverage,
    Document,
    DocumentEntry,
    Measurement,
    Metadata,
    Notice,
    Resolved,
    Source,
    Verdicts,
)
from checker.report import Report

Progress = Callable[[str, int, int], None]

SHARD_BYTES = 400_000  # about 60,000 words: minutes of work for a large folder, one shard for a small one


@dataclass(frozen=True, slots=True, kw_only=True)
class Shard:
    """Documents that are read together, and what reading them needs."""

    sources: tuple[Source, ...]
    metadata: tuple[Metadata | None, ...]
    settings: Settings


@dataclass(frozen=True, slots=True, kw_only=True)
class ShardResult:
    """What a shard leaves: its documents, what became of each path, and what they claim."""

    documents: tuple[Document, ...]
    entries: tuple[DocumentEntry, ...]
    claims: tuple[Claim, ...]
    measurements: tuple[Measurement, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """A report with everything it was made from, for `explain` and for tests."""

    report: Report
    documents: Mapping[str, Document]
    claims: Mapping[str, Claim]
    resolved: Resolved


def check(
    targets: Sequence[str | Path] | Mapping[str, str] | str | Path,
    settings: Settings | None = None,
    on_progress: Progress | None = None,
) -> Report:
    """Return the report on files, folders and globs, or on texts by name.

    Args:
        targets: paths, or a mapping from a file name to its text.
        settings: what to find and show; the defaults where None.
        on_progress: called with the stage, how much of it is done, and of how much.

    Raises:
        UsageError: a path, rule or setting cannot be used.
    """
    return run(targets, settings, on_progress).report


def run(
    targets: Sequence[str | Path] | Mapping[str, str] | str | Path,
    settings: Settings | None = None,
    on_progress: Progress | None = None,
) -> Run:
    """Return the report as `check` does, together with the records that it was made from."""
    chosen = settings or Settings()
    progress = on_progress or _no_progress
    packs = verify.load_packs(chosen.rules, settings=chosen)
    sources = _sources(targets, chosen)
    metadata, notices = collect.read_manifests(sources)
    results = _read_all(sources, metadata, chosen, progress)
    documents = {document.id: document for result in results for document in result.documents}
    claims = {claim.id: claim for result in results for claim in result.claims}
    measurements = {one.claim: one for result in results for one in result.measurements}
    progress("link", 0, 1)
    resolved = resolve.resolve(claims, measurements, documents, chosen)
    progress("link", 1, 1)
    facts = {fact.id: fact for fact in resolved.facts}
    verdicts = verify.verify(resolved.topics, facts, claims, documents, packs, chosen)
    progress("check", 1, 1)
    entries = tuple(entry for result in results for entry in result.entries)
    report = Report(
        run=_run_record(chosen, packs),
        findings=verdicts.findings,
        notices=tuple(sorted((*notices, *verdicts.notices, *_document_notices(entries)), key=_notice_order)),
        documents=entries,
        coverage=_coverage(entries, claims, resolved, verdicts),
        facts_by_id=facts,
        claims=claims,
        subjects={subject.id: subject for subject in resolved.subjects},
        sentences=_sentences(claims, documents),
    )
    return Run(report=report, documents=documents, claims=claims, resolved=resolved)


def read_shard(shard: Shard) -> ShardResult:
    """Read the documents of a shard, find their claims and measure them; the task that backends map."""
    documents: list[Document] = []
    entries: list[DocumentEntry] = []
    claims: list[Claim] = []
    for source, metadata in zip(shard.sources, shard.metadata, strict=True):
        if source.reason:
            entries.append(_entry_of_skipped(source))
            continue
        try:
            document = collect.read_document(source, metadata, shard.settings)
            found = extract.find_claims(document, shard.settings)
        except UnreadableDocument as error:
            entries.append(_entry_of_failed(source, error))
            continue
        except Exception as error:  # the document border: one bad file never costs another its result
            problem = UnreadableDocument("crashed", f"{type(error).__name__}: {error}")
            entries.append(_entry_of_failed(source, problem))
            continue
        documents.append(document)
        claims.extend(found)
        entries.append(_entry_of_read(document, len(found)))
    measurements = tuple(normalize.to_measurement(claim.id, claim.quantity) for claim in claims)
    return ShardResult(
        documents=tuple(documents), entries=tuple(entries), claims=tuple(claims), measurements=measurements
    )


def _read_all(
    sources: tuple[Source, ...], metadata: Mapping[str, Metadata], settings: Settings, progress: Progress
) -> list[ShardResult]:
    shards = _cut(sources, metadata, settings)
    backend = backends.create(settings)
    results: list[ShardResult] = []
    for shard, result in zip(shards, backend.map(read_shard, shards, on_progress=progress), strict=True):
        if isinstance(result, backends.ShardFailure):
            result = _result_of_failure(shard, result)
        results.append(result)
    return results


def _cut(sources: tuple[Source, ...], metadata: Mapping[str, Metadata], settings: Settings) -> list[Shard]:
    """Cut sources into shards of about `SHARD_BYTES`, in order; the cut never depends on the backend."""
    shards: list[Shard] = []
    batch: list[Source] = []
    size = 0
    for source in sources:
        if batch and size + source.size > SHARD_BYTES:
            shards.append(_shard(batch, metadata, settings))
            batch, size = [], 0
        batch.append(source)
        size += source.size
    if batch:
        shards.append(_shard(batch, metadata, settings))
    return shards


def _shard(batch: list[Source], metadata: Mapping[str, Metadata], settings: Settings) -> Shard:
    return Shard(
        sources=tuple(batch), metadata=tuple(metadata.get(source.file) for source in batch), settings=settings
    )


def _sources(
    targets: Sequence[str | Path] | Mapping[str, str] | str | Path, settings: Settings
) -> tuple[Source, ...]:
    if isinstance(targets, Mapping):
        return collect.sources_of_texts(targets)
    paths = [targets] if isinstance(targets, str | Path) else targets
    return collect.find_sources(paths, settings)


def _entry_of_skipped(source: Source) -> DocumentEntry:
    return DocumentEntry(file=source.file, status="skipped", reason=source.reason, detail=source.detail)


def _entry_of_failed(source: Source, error: UnreadableDocument) -> DocumentEntry:
    status = {"no-text": "no-text", "empty": "no-text", "crashed": "failed", "timeout": "failed", "memory": "failed"}
    return DocumentEntry(
        file=source.file, status=status.get(error.reason, "skipped"), reason=error.reason, detail=error.detail
    )


def _entry_of_read(document: Document, facts: int) -> DocumentEntry:
    return DocumentEntry(
        file=document.id,
        status="ok",
        reader=document.reader,
        encoding=document.encoding,
        title=document.title,
        date=document.date.label if document.date else None,
        date_source=document.date.source if document.date else None,
        publisher=document.publisher,
        facts=facts,
        warnings=document.warnings,
        sha256=document.sha256,
    )


def _result_of_failure(shard: Shard, failure: backends.ShardFailure) -> ShardResult:
    error = UnreadableDocument(failure.reason, failure.detail)
    entries = tuple(
        _entry_of_skipped(source) if source.reason else _entry_of_failed(source, error) for source in shard.sources
    )
    return ShardResult(documents=(), entries=entries, claims=(), measurements=())


def _document_notices(entries: tuple[DocumentEntry, ...]) -> list[Notice]:
    """Name every document whose language is not read: silence must not look like agreement."""
    return [
        Notice(code="T903", message=f"{entry.detail}; its figures were not compared", file=entry.file)
        for entry in entries
        if entry.reason == "language"
    ]


def _notice_order(notice: Notice) -> tuple[str, str, str]:
    return notice.code, notice.file, notice.message


def _coverage(
    entries: tuple[DocumentEntry, ...], claims: Mapping[str, Claim], resolved: Resolved, verdicts: Verdicts
) -> Coverage:
    return Coverage(
        documents=_counted(entry.status for entry in entries),
        quantities=len(claims),
        facts=len(resolved.facts),
        links=len(resolved.links),
        topics=len(resolved.topics),
        findings=_counted(finding.kind for finding in verdicts.findings),
        withheld=verdicts.withheld,
        not_comparable=_summed(resolved.not_comparable, verdicts.not_comparable),
    )


def _counted(words: object) -> tuple[tuple[str, int], ...]:
    counts: dict[str, int] = {}
    for word in words:  # type: ignore[attr-defined]
        counts[word] = counts.get(word, 0) + 1
    return tuple(sorted(counts.items()))


def _summed(*tables: tuple[tuple[str, int], ...]) -> tuple[tuple[str, int], ...]:
    counts: dict[str, int] = {}
    for name, count in (row for table in tables for row in table):
        counts[name] = counts.get(name, 0) + count
    return tuple(sorted(counts.items()))


def _sentences(claims: Mapping[str, Claim], documents: Mapping[str, Document]) -> dict[str, str]:
    return {
        claim.id: documents[claim.document].text[claim.sentence_start : claim.sentence_end]
        for claim in claims.values()
    }


def _run_record(settings: Settings, packs: verify.Packs) -> dict[str, object]:
    """Name everything that can change a result; no clock and no path of this machine."""
    chosen = codec.to_json(settings)
    for name in ("jobs", "backend"):  # where the work ran never changes what was found
        chosen.pop(name, None)
    if settings.rules:  # rule files are named by their packs and hashes, never by a path of this machine
        chosen["rules"] = [Path(rule).name for rule in settings.rules]
    return {
        "tool": "tieout",
        "version": checker.__version__,
        "python": ".".join(platform.python_version_tuple()[:2]),
        "model": extract.model_record(settings.model),
        "packs": verify.pack_records(packs),
        "data": _data_versions(),
        "settings": chosen,
        "settings_hash": hashlib.sha256(json.dumps(chosen, sort_keys=True).encode()).hexdigest()[:16],
    }


def _data_versions() -> dict[str, str]:
    """Return the hash of every data table that reading and linking depend on, by its path in the package."""
    root = resources.package_file()
    tables = sorted(
        path for stage in ("extract", "normalize", "resolve", "verify") for path in (root / stage).rglob("*.*")
        if path.suffix in {".csv", ".txt", ".toml"}
    )
    return {
        path.relative_to(root).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()[:12] for path in tables
    }


def _no_progress(stage: str, done: int, total: int) -> None:
    """Ignore progress."""


__all__ = ["Block", "Run", "Shard", "ShardResult", "check", "read_shard", "run"]
