"""What a result depends on, as a hash: the documents, the program that reads them and the settings.

A setting that is not known to be without effect counts. Code counts by its text, not by a version number that somebody
must remember to raise; so do data tables, rule packs, templates, the language model and every installed library.
"""

from __future__ import annotations

import hashlib
import itertools
import json
import os
import platform
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from checker import codec, collect, extract, provenance, resources
from checker.collect.reading import read_bytes
from checker.config import Limits, Settings
from checker.errors import UnreadableDocument
from checker.records import Metadata, Notice, Source

FORM = 1  # of the values; raise it when they are laid out anew

_WITHOUT_EFFECT = provenance.WITHOUT_EFFECT
# settings that change what is done with a reading, or where the work runs, but not what a document says
_NOT_FOR_READING = frozenset(
    {
        "versions", "min_confidence", "rules", "select", "extend_select", "ignore", "per_file_ignores", "tolerances",
        "severity_overrides", "preview", "allow_python_rules", "as_of", "allow_empty", "exclude", "extend_exclude",
        "ignore_files", *_WITHOUT_EFFECT,
    }
)  # fmt: skip
# limits whose excess is never kept, because it depends on the machine
_PASSING_LIMITS = ("document_s", "document_bytes")
_READING_ROOMS = ("collect", "extract", "normalize", "cache")
_WRITING_ROOMS = ("write",)
_NO_FILES = ("exclude", "extend_exclude", *_WITHOUT_EFFECT)  # patterns of what is left out
_RULE_BYTES = 50_000_000  # of all files that settings name; beyond them no report is kept
_RULE_FILES = 10_000


def content_of(source: Source, limits: Limits) -> str:
    """Return the hash of what a source holds, or "" where it cannot be read now."""
    if source.reason:
        return ""
    if source.text is not None:
        return hashlib.sha256(source.text.encode("utf-8", "surrogatepass")).hexdigest()
    try:
        return hashlib.sha256(read_bytes(source.path, limits)).hexdigest()
    except UnreadableDocument:
        return ""


def reading_key(source: Source, content: str, metadata: Metadata | None, settings: Settings) -> bytes:
    """Return the key of what reading one source gives; `content` is the hash of its bytes.

    The name counts, because ids and dates come from it, and that a text was passed in, because it is not decoded.
    """
    parts = [source.file, content, source.text is not None, codec.to_json(metadata) if metadata else None]
    return _digest(_reading_conditions(settings), parts)


def report_key(
    sources: Sequence[tuple[Source, str]],
    metadata: Mapping[str, Metadata],
    notices: Sequence[Notice],
    names: Path | None,
    settings: Settings,
) -> bytes | None:
    """Return the key of the report on some sources with the hashes of their bytes; None where none can be given.

    Every path counts, read or not, because the report lists it; so do manifests, the file of names and all files that
    settings name.
    """
    files = None if settings.allow_python_rules else _files_of_settings(settings)
    if files is None or any(not content and not source.reason for source, content in sources):
        return None
    listed = [[one.file, one.reason, one.detail, one.text is not None, content] for one, content in sources]
    said = [[name, codec.to_json(one)] for name, one in sorted(metadata.items())]
    steering = [collect.prefix_of([one for one, _ in sources]), said, codec.to_json(tuple(notices))]
    if names is not None:
        steering.append([str(names), _content_of_path(str(names))])
    chosen = codec.to_json(settings)
    for name in _WITHOUT_EFFECT:
        chosen.pop(name, None)
    return _digest("report", report_code(settings.model), listed, steering, chosen, files)


def output_key(report: bytes, writer: str, name: str) -> bytes:
    """Return the key of the files that a writer makes of a report when it is asked for `name`."""
    return _digest("output", _writing_code(), report.hex(), writer, name)


# --- the program -------------------------------------------------------------------------------------------------


@cache
def reading_code(model: str) -> str:
    """Return the hash of all that reads documents: code, data tables, libraries, language model."""
    root = resources.package_file()
    files = [*root.glob("*.py"), *root.glob("records/*.py"), *_files(root / room for room in _READING_ROOMS)]
    return _digest(_hash_files(files, root), _surroundings(), extract.model_record(model)).hex()


@cache
def report_code(model: str) -> str:
    """Return the hash of all that makes a report: all but what writes it, with the shipped rules."""
    root = resources.package_file()
    skipped = {root / room for room in _WRITING_ROOMS} | {root / "_shipped"}
    rooms = [one for one in root.iterdir() if one.is_dir() and one not in skipped]
    files = [*root.glob("*.py"), *_files([*rooms, resources.data_folder("rules")])]
    return _digest(_hash_files(files, root), _surroundings(), extract.model_record(model)).hex()


@cache
def _writing_code() -> str:
    root = resources.package_file()
    rooms = [root / room for room in _WRITING_ROOMS]
    files = [*root.glob("*.py"), *root.glob("records/*.py"), *_files([*rooms, resources.data_folder("reports")])]
    return _digest(_hash_files(files, root), _surroundings()).hex()


@cache
def _surroundings() -> list[str]:
    """Return the interpreter, the machine and every library that is installed, as the folders of their metadata."""
    found = [f"{sys.implementation.cache_tag} {sys.version} {sys.platform} {platform.machine()}"]
    for place in sys.path:
        try:
            with os.scandir(place or ".") as entries:
                found += sorted(one.name for one in entries if one.name.endswith((".dist-info", ".egg-info")))
        except OSError:  # no folder: an archive, or a place that is not there
            found.append(place)
    return found


def _files(folders: Iterable[Path]) -> Iterator[Path]:
    for folder in folders:
        yield from (one for one in folder.rglob("*") if one.is_file() and one.suffix != ".pyc")


def _hash_files(files: Iterable[Path], root: Path) -> str:
    digest = hashlib.sha256()
    for path in sorted(set(files)):
        digest.update(f"{os.path.relpath(path, root)}\0".encode("utf-8", "surrogatepass"))
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


# --- settings ----------------------------------------------------------------------------------------------------


@cache
def _reading_conditions(settings: Settings) -> str:
    """Return the hash of the program and of all settings that a reading depends on."""
    chosen = codec.to_json(settings)
    limits = chosen.get("limits", {})
    counting = {name: value for name, value in chosen.items() if name not in _NOT_FOR_READING and name != "limits"}
    bounds = {name: value for name, value in limits.items() if name not in _PASSING_LIMITS}
    return _digest("reading", reading_code(settings.model), counting, bounds).hex()


def _files_of_settings(settings: Settings) -> list[list[str]] | None:
    """Return path and hash of every file that a setting names or that lies in a folder it names.

    None where they hold Python, which may depend on anything, or are too much to hash.
    """
    chosen = codec.to_json(settings)
    named = sorted({value for name, item in chosen.items() if name not in _NO_FILES for value in _strings(item)})
    found: list[list[str]] = []
    size = 0
    for name in named:
        try:
            for path in _below(Path(name)):
                size += path.stat().st_size
                if path.suffix == ".py" or len(found) >= _RULE_FILES or size > _RULE_BYTES:
                    return None
                found.append([str(path), hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else "folder"])
        except (OSError, ValueError):
            found.append([name, "no file"])  # a name, a code, or what the run will complain of
    return found


def _below(path: Path) -> list[Path]:
    if not path.is_dir():
        return [path] if path.is_file() or not path.exists() else []
    inside = itertools.islice(path.rglob("*"), _RULE_FILES + 1)
    return [path, *sorted(one for one in inside if one.is_file())]


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str) and value:
        yield value
    elif isinstance(value, list):
        for item in value:
            yield from _strings(item)
    elif isinstance(value, dict):
        for item in value.values():
            yield from _strings(item)


def _content_of_path(path: str) -> str:
    try:
        return hashlib.sha256(read_bytes(path, Limits())).hexdigest()
    except UnreadableDocument as error:
        return error.reason


def _digest(*parts: Any) -> bytes:
    text = json.dumps([FORM, *parts], sort_keys=True, separators=(",", ":"), default=str)
    return hashlib.sha256(text.encode("ascii")).digest()
