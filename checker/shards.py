"""Shards: documents that are read together, what reading them gives, and how a shard that failed is cut smaller.

`read_shard` is the task that backends map. It carries the first three stages, so everything neural runs behind the
seam; what it returns is plain records.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TypeVar

from checker import collect, extract, normalize
from checker.backends import Handling, ShardFailure
from checker.config import Settings
from checker.errors import UnreadableDocument, UsageError
from checker.records import Claim, Document, DocumentEntry, Measurement, Metadata, Source

R = TypeVar("R")

SHARD_BYTES = 400_000  # about 60,000 words: a minute of work; a small folder is one shard
SHARD_DOCUMENTS = 500  # however small: each costs some hundredths of a second, and a shard has a deadline
BYTES_A_SECOND = 5_000  # of text full of figures, on a slow machine; prose is read many times faster

_STATUS = {"no-text": "no-text", "empty": "no-text", "crashed": "failed", "timeout": "failed", "memory": "failed"}


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


def cut_shards(sources: Sequence[Source], metadata: Mapping[str, Metadata], settings: Settings) -> tuple[Shard, ...]:
    """Cut sources into shards of about `SHARD_BYTES` and at most `SHARD_DOCUMENTS`, in order, whatever the backend."""
    batches: list[list[Source]] = []
    size = 0
    for source in sources:
        if not batches or size + source.size > SHARD_BYTES or len(batches[-1]) >= SHARD_DOCUMENTS:
            batches.append([])
            size = 0
        batches[-1].append(source)
        size += source.size
    return tuple(
        Shard(sources=tuple(batch), metadata=tuple(metadata.get(one.file) for one in batch), settings=settings)
        for batch in batches
    )


def read_shard(shard: Shard) -> ShardResult:
    """Read the documents of a shard, find their claims and measure them."""
    opened = [
        _guarded(source, partial(collect.read_document, source, metadata, shard.settings))
        for source, metadata in zip(shard.sources, shard.metadata, strict=True)
    ]
    ahead = extract.read_ahead((one for one in opened if isinstance(one, Document)), shard.settings)
    documents: list[Document] = []
    entries: list[DocumentEntry] = []
    claims: list[Claim] = []
    for source, document in zip(shard.sources, opened, strict=True):
        if isinstance(document, DocumentEntry):
            entries.append(document)
            continue
        found = _guarded(source, partial(extract.read_claims, document, shard.settings, ahead))
        if isinstance(found, DocumentEntry):
            entries.append(found)
            continue
        documents.append(document)
        claims.extend(found.claims)
        entries.append(_entry_of_read(document, len(found.claims), found.is_cut))
    measurements = tuple(normalize.to_measurement(claim.id, claim.quantity) for claim in claims)
    return ShardResult(
        documents=tuple(documents), entries=tuple(entries), claims=tuple(claims), measurements=measurements
    )


def _guarded(source: Source, read: Callable[[], R]) -> R | DocumentEntry:
    """Return what reading a source gives, or what became of it instead."""
    if source.reason:
        return _entry_of_skipped(source)
    try:
        return read()
    except UnreadableDocument as error:
        return _entry_of_failed(source, error.reason, error.detail)
    except UsageError:
        raise  # a missing model is the run's problem, not this document's
    except MemoryError:
        return _entry_of_failed(source, "memory", "the memory limit was reached")
    except RecursionError:
        return _entry_of_failed(source, "too-deep", "its parts are nested too deep")
    except Exception as error:  # the document border: one bad file never costs another its result
        return _entry_of_failed(source, "crashed", f"{type(error).__name__}: {error}")


def shard_handling(settings: Settings) -> Handling[Shard, ShardResult]:
    """Return how a shard that failed is read again: each of its documents alone."""

    def deadline_s(shard: Shard) -> float:
        size = sum(source.size for source in shard.sources if not source.reason)
        # a file larger than a shard gets no more than a shard: --time-limit is there for it; files that are read
        # apart have deadlines of their own, and a shard outlives those of all of them
        apart = sum(not source.reason and collect.is_read_apart(source) for source in shard.sources)
        return settings.limits.document_s * (1 + apart) + min(size, SHARD_BYTES) / BYTES_A_SECOND

    def is_light(shard: Shard) -> bool:
        return sum(source.size for source in shard.sources if not source.reason) <= SHARD_BYTES

    return Handling(split=_split, join=_join, deadline_s=deadline_s, is_light=is_light)


def _split(shard: Shard) -> tuple[Shard, ...]:
    return tuple(
        Shard(sources=(source,), metadata=(metadata,), settings=shard.settings)
        for source, metadata in zip(shard.sources, shard.metadata, strict=True)
    )


def _join(parts: Sequence[Shard], results: Sequence[ShardResult | ShardFailure]) -> ShardResult:
    return join_results(
        [
            result_of_failure(part, result) if isinstance(result, ShardFailure) else result
            for part, result in zip(parts, results, strict=True)
        ]
    )


def join_results(results: Sequence[ShardResult]) -> ShardResult:
    """Return what several groups of documents gave as one result, in their order."""
    return ShardResult(
        documents=tuple(document for one in results for document in one.documents),
        entries=tuple(entry for one in results for entry in one.entries),
        claims=tuple(claim for one in results for claim in one.claims),
        measurements=tuple(measurement for one in results for measurement in one.measurements),
    )


def split_result(result: ShardResult) -> list[ShardResult]:
    """Return what each document gave by itself, in the order of the entries; the other way of `join_results`."""
    documents = {one.id: one for one in result.documents}
    claims: dict[str, list[Claim]] = {one.file: [] for one in result.entries}
    for claim in result.claims:
        claims[claim.document].append(claim)
    measurements = {one.claim: one for one in result.measurements}
    return [
        ShardResult(
            documents=(documents[entry.file],) if entry.file in documents else (),
            entries=(entry,),
            claims=tuple(claims[entry.file]),
            measurements=tuple(measurements[claim.id] for claim in claims[entry.file]),
        )
        for entry in result.entries
    ]


def result_of_skipped(source: Source) -> ShardResult:
    """Return the result of a source that has a reason not to be read."""
    return ShardResult(documents=(), entries=(_entry_of_skipped(source),), claims=(), measurements=())


def result_of_failure(shard: Shard, failure: ShardFailure) -> ShardResult:
    """Return the result of a shard that gave none: every document of it is named with the reason."""
    entries = tuple(
        _entry_of_skipped(source) if source.reason else _entry_of_failed(source, failure.reason, failure.detail)
        for source in shard.sources
    )
    return ShardResult(documents=(), entries=entries, claims=(), measurements=())


def _entry_of_skipped(source: Source) -> DocumentEntry:
    return DocumentEntry(file=source.file, status="skipped", reason=source.reason, detail=source.detail)


def _entry_of_failed(source: Source, reason: str, detail: str) -> DocumentEntry:
    return DocumentEntry(file=source.file, status=_STATUS.get(reason, "skipped"), reason=reason, detail=detail)


def _entry_of_read(document: Document, facts: int, is_cut: bool) -> DocumentEntry:
    unread = f"only its first {facts:,} figures were read (limits.facts)" if is_cut else document.partial
    reason = "too-large" if is_cut else document.partial_reason
    return DocumentEntry(
        file=document.id,
        status="partial" if unread else "ok",
        reason=reason if unread else None,
        detail=unread,
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
