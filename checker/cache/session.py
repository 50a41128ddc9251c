"""One run and its cache: the pipeline asks it for readings and reports, and hands it what it made."""

from __future__ import annotations

import logging
import os
import struct
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from checker.cache import keys, place, readings, reports
from checker.cache.store import Row, Store
from checker.config import Settings
from checker.records import DocumentEntry, Metadata, Notice, Source
from checker.report import Report
from checker.shards import Shard, ShardResult, split_result

log = logging.getLogger(__name__)

ALONE = ""  # name of an output of one file: its bytes are the same whatever it is called
MOST_OUTPUT = 200_000_000  # bytes of the files of one output; beyond it is rendered anew each time


def open_session(settings: Settings, targets: Sequence[str | Path]) -> Session:
    """Return the cache of one run, or one that keeps nothing where none is wanted or none is to be had.

    Args:
        settings: `cache` names the folder.
        targets: the paths to be checked; the user's cache folder is not used where it lies inside one of them.
    """
    folder = place.folder_of(settings.cache)
    if folder is None:
        if settings.cache == place.AUTO:
            log.warning("no cache is kept: the system names no folder for it; name one with --cache-dir")
        return Session(None, settings)
    inside = [target for target in targets if place.is_inside(folder, os.fspath(target))]
    if inside and settings.cache == place.AUTO:
        log.warning("no cache is kept: %s lies in what is checked; name a folder with --cache-dir", folder)
        return Session(None, settings)
    return Session(Store(folder), settings, is_inside=bool(inside))


class Session:
    """What one run finds and keeps; without a store it finds and keeps nothing."""

    def __init__(self, store: Store | None, settings: Settings, *, is_inside: bool = False) -> None:
        self.store = store
        self.settings = settings
        self.is_inside = is_inside  # the folder lies in what is checked
        self.sources: dict[str, Source] = {}  # by file
        self.metadata: Mapping[str, Metadata] = {}
        self.contents: dict[str, str] = {}  # file -> hash of its bytes
        self.report_key: bytes | None = None  # of a report that depends on the day
        self.dayless_key: bytes | None = None  # of one that does not

    def leave_out_own(self, sources: Sequence[Source]) -> tuple[Source, ...]:
        """Return sources without the cache itself, which may have been put into the checked folder."""
        if self.store is None or not self.is_inside:
            return tuple(sources)
        own = os.path.realpath(self.store.path.parent)
        return tuple(one for one in sources if not _is_about(os.path.realpath(one.path), own))

    def begin(
        self,
        sources: Sequence[Source],
        metadata: Mapping[str, Metadata],
        notices: Sequence[Notice],
        names: Path | None,
    ) -> None:
        """Take in what the run is about, and hash the bytes of every document; `names` is the file of names."""
        self.sources, self.metadata = {one.file: one for one in sources}, metadata
        if len(self.sources) < len(sources):  # names that look alike: nothing could tell them apart
            self.store = None
        if self.store is None:
            return
        limits = self.settings.limits
        self.contents = {one.file: keys.content_of(one, limits) for one in sources}
        pairs = [(one, self.contents[one.file]) for one in sources]
        self.report_key = keys.report_key(pairs, metadata, notices, names, self.settings)
        self.dayless_key = keys.report_key(pairs, metadata, notices, names, replace(self.settings, as_of=""))

    # --- whole reports ---

    def find_report(self) -> Report | None:
        """Return the report on the same documents under the same settings, where there is one."""
        if self.store is None or self.report_key is None or self.dayless_key is None:
            return None
        wanted = [self.dayless_key, self.report_key]
        found = self.store.find(wanted)
        for key in wanted:
            report = reports.unpack_report(found[key]) if key in found else None
            if report is not None:
                self.store.touch([key, *self._reading_keys(self.sources.values()).values()])
                return replace(report, outputs=Outputs(self.store, key, report))
        return None

    def keep_report(self, report: Report, *, depends_on_day: bool) -> Report:
        """Keep a report that was just made, unless a document failed for now or changed on the way.

        Args:
            report: of the sources of this session.
            depends_on_day: another `settings.as_of` may give another report, because a document holds comments that
                expire.
        """
        key = self.report_key if depends_on_day else self.dayless_key
        if self.store is None or key is None:
            return report
        if not all(self._is_lasting(one) and self._is_unchanged(one) for one in report.documents):
            return report
        self.store.keep([Row(key=key, kind="report", data=reports.pack_report(report))])
        return replace(report, outputs=Outputs(self.store, key, report))

    def _is_lasting(self, entry: DocumentEntry) -> bool:
        """Whether the next run would give this entry too; what is known from the folder alone is part of the key."""
        return bool(self.sources[entry.file].reason) or readings.is_lasting(entry)

    def _is_unchanged(self, entry: DocumentEntry) -> bool:
        return not self.contents[entry.file] or self._read_content(entry) == self.contents[entry.file]

    def _read_content(self, entry: DocumentEntry) -> str:
        """Return the hash of the bytes that an entry is about; of a failed document, those that are there now."""
        if entry.sha256:
            return entry.sha256
        return keys.content_of(self.sources[entry.file], self.settings.limits)

    # --- readings of documents ---

    def find_readings(self, sources: Sequence[Source]) -> dict[str, ShardResult]:
        """Return what is known of some sources, by file."""
        if self.store is None:
            return {}
        wanted = self._reading_keys(sources)
        found = self.store.find(list(wanted.values()))
        known = {file: readings.unpack_reading(found[key]) for file, key in wanted.items() if key in found}
        self.store.touch([key for key in wanted.values() if key in found])
        return {file: result for file, result in known.items() if result is not None}

    def keep_readings(self, shard: Shard, result: ShardResult) -> None:
        """Keep what the documents of a shard gave, each by itself."""
        if self.store is None or len(result.entries) != len(shard.sources):
            return
        self.store.keep(list(self._rows(shard, result)))

    def _rows(self, shard: Shard, result: ShardResult) -> Iterator[Row]:
        for source, metadata, one in zip(shard.sources, shard.metadata, split_result(result), strict=True):
            (entry,) = one.entries
            if source.reason or not readings.is_lasting(entry) or not self.contents.get(source.file):
                continue
            content = self._read_content(entry)  # what was really read, should it have changed since
            if content:
                key = keys.reading_key(source, content, metadata, self.settings)
                yield Row(key=key, kind="reading", data=readings.pack_reading(one))

    def _reading_keys(self, sources: Iterable[Source]) -> dict[str, bytes]:
        return {
            one.file: keys.reading_key(one, self.contents[one.file], self.metadata.get(one.file), self.settings)
            for one in sources
            if self.contents.get(one.file)
        }


class Outputs:
    """Files that were rendered from one report and nothing else."""

    def __init__(self, store: Store, key: bytes, report: Report) -> None:
        self.store = store
        self.key = key
        self.report = report

    def find(self, report: Report, writer: str, name: str) -> dict[str, bytes] | None:
        """Return the files that a writer made of this very report under this name, by name."""
        if not self._is_same(report):
            return None
        wanted = [keys.output_key(self.key, writer, one) for one in (ALONE, name)]
        found = self.store.find(wanted)
        data = found.get(wanted[0]) or found.get(wanted[1])
        try:
            return {one or name: content for one, content in _unpack_files(data).items()} if data else None
        except (ValueError, struct.error):
            return None

    def keep(self, report: Report, writer: str, name: str, files: Mapping[str, bytes]) -> None:
        """Keep the files that a writer made."""
        if self._is_same(report) and sum(map(len, files.values())) <= MOST_OUTPUT:
            is_alone = list(files) == [name]
            key = keys.output_key(self.key, writer, ALONE if is_alone else name)
            data = _pack_files({ALONE: files[name]} if is_alone else files)
            self.store.keep([Row(key=key, kind="output", data=data)])

    def _is_same(self, report: Report) -> bool:
        """Whether a report holds the very objects of the one that is kept: with decisions, say, it does not."""
        return report.is_content_of(self.report)


def _pack_files(files: Mapping[str, bytes]) -> bytes:
    return reports.join([piece for name, data in files.items() for piece in (name.encode(), zlib.compress(data, 1))])


def _unpack_files(data: bytes) -> dict[str, bytes]:
    parts = reports.split(data)
    try:
        return {name.decode(): zlib.decompress(packed) for name, packed in zip(parts[::2], parts[1::2], strict=True)}
    except zlib.error as error:
        raise ValueError(str(error)) from error


def _is_about(path: str, own: str) -> bool:
    """Whether a path lies in the cache's folder, is it, or is a folder above it that is listed as left out."""
    return path == own or path.startswith(own + os.sep) or own.startswith(path + os.sep)
