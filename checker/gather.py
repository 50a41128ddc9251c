"""From what a user named to what each document gave: the first three stages, from the cache or wherever work runs."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from checker import backends, cache, collect
from checker.backends import ShardFailure
from checker.config import Settings
from checker.records import Metadata, Notice, Source
from checker.shards import (
    Shard,
    ShardResult,
    cut_shards,
    join_results,
    read_shard,
    result_of_failure,
    result_of_skipped,
    shard_handling,
    split_result,
)

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class PathsAndTexts:
    """Paths to read, and texts that stand for files at some of them, or beside them."""

    paths: tuple[str, ...]
    texts: Mapping[str, str]


Targets = Sequence[str | Path] | Mapping[str, str] | str | Path | PathsAndTexts


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathered:
    """What a run is about: every path that was met, what manifests say of it, and the cache of the run."""

    targets: Targets
    sources: tuple[Source, ...]
    metadata: Mapping[str, Metadata]
    notices: tuple[Notice, ...]
    session: cache.Session


def gather(targets: Targets, settings: Settings) -> Gathered:
    """Return the sources of some targets, none of them read yet.

    Raises:
        UsageError: a path does not exist, or a glob matches nothing.
    """
    session = cache.open_session(settings, _paths(targets))
    sources = session.leave_out_own(find_sources(targets, settings))
    metadata, notices = collect.read_manifests(sources)
    session.begin(sources, metadata, notices, names_file(targets, settings))
    return Gathered(targets=targets, sources=sources, metadata=metadata, notices=notices, session=session)


def find_sources(targets: Targets, settings: Settings) -> tuple[Source, ...]:
    """Return a source for every path and text that a run would meet.

    Raises:
        UsageError: a path does not exist, or a glob matches nothing.
    """
    if isinstance(targets, Mapping):
        return collect.sources_of_texts(targets)
    if isinstance(targets, PathsAndTexts):
        return collect.find_sources(targets.paths, settings, targets.texts)
    return collect.find_sources(_paths(targets), settings)


def names_file(targets: Targets, settings: Settings) -> Path | None:
    """Return the file in which the user says what names mean: that of the settings, else one in a checked folder."""
    if settings.entities:
        return Path(settings.entities)
    for target in _paths(targets):
        for name in ("entities.yaml", "entities.yml"):
            if (beside := Path(target) / name).is_file() and not beside.is_symlink():
                return beside
    return None


def _paths(targets: Targets) -> Sequence[str | Path]:
    if isinstance(targets, Mapping):
        return ()
    if isinstance(targets, PathsAndTexts):
        return targets.paths
    return [targets] if isinstance(targets, str | Path) else targets


def read_gathered(task: Gathered, settings: Settings, on_progress: Progress | None = None) -> list[ShardResult]:
    """Return what the documents gave, in the order of the sources."""
    known = _known(task.session, task.sources)
    missing = [source for source in task.sources if source.file not in known]
    shards = cut_shards(missing, task.metadata, settings)
    results = _map_shards(shards, settings, on_progress, task.session)
    return _in_order(task.sources, known, results)


def read_by_shard(task: Gathered, settings: Settings) -> Iterator[tuple[int, ShardResult]]:
    """Yield how many shards there are and what each gave; how documents are shared out never depends on the cache."""
    shards = cut_shards(task.sources, task.metadata, settings)
    for shard in shards:
        known = _known(task.session, shard.sources)
        missing = [at for at, source in enumerate(shard.sources) if source.file not in known]
        rest = replace(
            shard,
            sources=tuple(shard.sources[at] for at in missing),
            metadata=tuple(shard.metadata[at] for at in missing),
        )
        results = _map_shards((rest,) if missing else (), settings, None, task.session)
        yield len(shards), join_results(_in_order(shard.sources, known, results))


def _known(session: cache.Session, sources: Sequence[Source]) -> dict[str, ShardResult]:
    """Return what needs no reading, by file: what is kept from earlier runs, and paths that are not to be read."""
    skipped = {source.file: result_of_skipped(source) for source in sources if source.reason}
    return session.find_readings(sources) | skipped


def _in_order(
    sources: Sequence[Source], known: Mapping[str, ShardResult], results: Sequence[ShardResult]
) -> list[ShardResult]:
    if len({source.file for source in sources}) < len(sources):  # names that look alike: nothing is known of them
        return list(results)
    read = {part.entries[0].file: part for result in results for part in split_result(result)}
    return [known.get(source.file) or read[source.file] for source in sources]


def _map_shards(
    shards: Sequence[Shard], settings: Settings, on_progress: Progress | None, session: cache.Session
) -> list[ShardResult]:
    """Read shards wherever the backend does it; one that failed gives the reason for each of its documents."""

    def keep(shard: Shard, result: ShardResult | ShardFailure) -> None:
        if isinstance(result, ShardResult):
            session.keep_readings(shard, result)

    handling = replace(shard_handling(settings), on_result=keep)
    results = backends.create(settings).map(read_shard, shards, on_progress=on_progress, handling=handling)
    return [
        result_of_failure(shard, result) if isinstance(result, ShardFailure) else result
        for shard, result in zip(shards, results, strict=True)
    ]
