"""What `tieout entities` prints: names that were joined, names that may be one, and aliases that nobody uses."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from checker import console, errors
from checker.config import Settings
from checker.errors import UsageError
from checker.write.visible import show_line

if TYPE_CHECKING:
    from checker.pipeline import Run
    from checker.records import Subject
    from checker.resolve.suggestions import Suggestion

FILE = "entities.yaml"
MOST_DOCUMENTS = 3  # that a line names


def put_list(run: Run, *, as_json: bool) -> int:
    """Print the subjects of a run with their names and the reasons of their merges."""
    subjects = sorted(run.resolved.subjects, key=lambda one: (one.name.casefold(), one.id))
    documents = _documents(run)
    if as_json:
        rows = [_row(one, documents.get(one.id, ())) for one in subjects]
        console.put_line(json.dumps(rows, ensure_ascii=False, indent=1))
        return errors.EXIT_CLEAN
    for one in subjects:
        for line in _lines(one, documents.get(one.id, ())):
            console.put_line(line)
    return errors.EXIT_CLEAN


def _row(one: Subject, documents: Sequence[str]) -> dict[str, object]:
    merges = [{"a": merge.a, "b": merge.b, "how": merge.how, "score": merge.score} for merge in one.merges]
    return {"id": one.id, "name": one.name, "names": list(one.names), "documents": list(documents), "merges": merges}


def _lines(one: Subject, documents: Sequence[str]) -> Iterator[str]:
    yield f"{show_line(one.name)}  ({_some(documents)})"
    yield from (f"  = {show_line(name)}" for name in one.names if name != one.name)
    yield from (
        f"    {show_line(merge.a)} and {show_line(merge.b)}: {merge.how}, {merge.score:g}" for merge in one.merges
    )


def put_suggestions(run: Run, paths: Sequence[str], settings: Settings, score_min: float, *, apply: bool) -> int:
    """Print pairs of names that may be one; write them into the file of entities where asked."""
    from checker import pipeline
    from checker.resolve.suggestions import suggest

    vocabulary = pipeline.vocabulary_of(list(paths), settings)
    found = suggest(run.resolved.subjects, _documents(run), vocabulary, score_min)
    for one in found:
        console.put_line(_suggestion(one))
    if apply and found:
        _write(_file(paths, settings), found)
    elif found:
        console.say("nothing was written; --apply writes these into the file of entities")
    else:
        console.say("no two names look like one")
    return errors.EXIT_CLEAN


def _suggestion(one: Suggestion) -> str:
    places = f"{_some(one.documents)}; {_some(one.alias_documents)}"
    return f"{one.score:5.1f}  {show_line(one.name)} = {show_line(one.alias)}  ({one.how}; {places})"


def _write(file: Path, found: Sequence[Suggestion]) -> None:
    from checker.verify.vocabulary_edit import add_aliases
    from checker.write.atomic import write_atomically

    data, count = add_aliases(file, [(one.name, one.alias) for one in found])
    write_atomically(file, data)
    left = f", {len(found) - count} left out: the name is taken" if count < len(found) else ""
    console.put_line(f"{count} aliases written into {file}{left}; read them before you keep them")


def _file(paths: Sequence[str], settings: Settings) -> Path:
    if settings.entities:
        return Path(settings.entities)
    folders = [Path(path) for path in paths if Path(path).is_dir()]
    return (folders[0] if folders else Path()) / FILE


def put_check(run: Run, paths: Sequence[str], settings: Settings) -> int:
    """Print the aliases that no document uses; a file that is not there is a usage error."""
    from checker import pipeline, resolve

    vocabulary = pipeline.vocabulary_of(list(paths), settings)
    if not vocabulary.file:
        raise UsageError(f"there is no {FILE} in the folders that are checked; name one with --entities FILE")
    unmet = resolve.unmet(vocabulary, run.resolved.subjects)
    lines = {name: one.line for one in vocabulary.entities for name in one.aliases}
    for entity, name in unmet:
        console.put_line(f"{vocabulary.file}:{lines[name]}: '{name}' of the entity '{entity}' is a name in no document")
    count = len(vocabulary.entities)
    console.put_line(f"{count} entit{'y' if count == 1 else 'ies'}, {len(unmet)} aliases that no document uses")
    return errors.EXIT_FINDINGS if unmet else errors.EXIT_CLEAN


def _documents(run: Run) -> dict[str, tuple[str, ...]]:
    """Return the documents in which each subject is met, by its id."""
    found: dict[str, set[str]] = {}
    for fact in run.resolved.facts:
        for name in (fact.subject, fact.speaker, *fact.anchors):
            found.setdefault(name, set()).add(fact.document)
    return {name: tuple(sorted(documents)) for name, documents in found.items()}


def _some(documents: Sequence[str]) -> str:
    shown = ", ".join(show_line(name) for name in documents[:MOST_DOCUMENTS])
    more = len(documents) - MOST_DOCUMENTS
    return f"{shown} and {more} more" if more > 0 else shown or "no figure"
