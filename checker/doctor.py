"""Whether this installation works: each part is tried, and what fails says what to do."""

from __future__ import annotations

import os
import platform
import shutil
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

from checker.errors import CheckerError

_LIBRARIES = ("spacy", "pint", "rapidfuzz", "pydantic", "pandas", "click", "rich")
_SENTENCE = "The Ostrel pier is 310 metres long."
_SAMPLES = {  # of each text format; what is read of them is tried for real
    "text": ("a.txt", _SENTENCE),
    "markdown": ("a.md", f"# Pier\n\n{_SENTENCE}\n"),
    "html": ("a.html", f"<title>Pier</title><p>{_SENTENCE}</p>"),
    "csv": ("a.csv", "Pier,Length (m)\nOstrel,310\nNorvik,88\n"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One part of the installation."""

    name: str
    is_well: bool
    words: str


def examine() -> Iterator[Part]:
    """Give every part with its state, one after the other."""
    yield _tried("python", lambda: f"{platform.python_version()} on {platform.system()}")
    for name in _LIBRARIES:
        yield _tried(f"library {name}", lambda name=name: metadata.version(name))  # type: ignore[misc]
    yield _tried("language model", _model)
    yield from _readers()
    yield _tried("formats", _formats)
    yield _tried("rules", _rules)
    yield _tried("backends", _backends)
    yield _tried("plug-ins", _plugins)
    yield _tried("folder for temporary files", lambda: _writable(Path(tempfile.gettempdir())))
    yield _tried("cache", _cache)
    git = shutil.which("git")
    yield Part(name="git", is_well=True, words="found" if git else "not found; --changed-only needs --changed-list")


def _tried(name: str, look: Callable[[], str]) -> Part:
    try:
        return Part(name=name, is_well=True, words=look())
    except metadata.PackageNotFoundError:
        return Part(name=name, is_well=False, words="is not installed; run: pip install --force-reinstall tieout")
    except CheckerError as error:
        return Part(name=name, is_well=False, words=str(error))
    except Exception as error:  # whatever is broken here is what a user wants to know
        return Part(name=name, is_well=False, words=f"{type(error).__name__}: {error}; reinstall tieout")


def _model() -> str:
    from checker import extract

    language = extract.load_model("")
    if not list(language("The pier is long.").noun_chunks):
        raise CheckerError("it was loaded and finds no nouns; reinstall it with: pip install --force-reinstall tieout")
    record = extract.model_record("")
    return f"{record['name']} {record['version']}"


def _readers() -> Iterator[Part]:
    from checker import pipeline, plugins
    from checker.config import Settings

    def look(name: str, suffixes: tuple[str, ...]) -> str:
        if name in _SAMPLES:
            file, text = _SAMPLES[name]
            if not pipeline.read({file: text}, Settings()).claims:
                raise CheckerError("it read no figure in its sample; reinstall tieout")
        return ", ".join(suffixes)

    for reader in plugins.find_members("collect", "READER").values():
        yield _tried(f"reader {reader.name}", lambda one=reader: look(one.name, one.suffixes))  # type: ignore[misc]


def _formats() -> str:
    from checker.report import Report
    from checker.write import find_writers

    for writer in find_writers().values():
        writer.render(Report(run={}), f"empty.{writer.name}")
    return ", ".join(sorted(find_writers()))


def _rules() -> str:
    from checker import running

    return f"{len(running.load_packs(()).rules)} rules of the pack core"


def _backends() -> str:
    from checker import backends

    return ", ".join(backends.names())


def _plugins() -> str:
    from checker import plugins

    names = [f"{one.name} ({one.group} of {one.distribution} {one.version})" for one in plugins.list_announced()]
    return ", ".join(names) + "; none runs unless you name it" if names else "none announced"


def _cache() -> str:
    from checker.cache.place import folder_of

    folder = folder_of("auto")
    if folder is None:
        return "off"
    near = next(one for one in (folder, *folder.parents) if one.exists())
    if not os.access(near, os.W_OK):
        return f"{folder} cannot be written; runs go on without it"
    return str(folder)


def _writable(folder: Path) -> str:
    try:
        with tempfile.TemporaryFile(dir=folder):
            return str(folder)
    except OSError as error:
        raise CheckerError(f"{folder} cannot be written ({error.strerror}); set TMPDIR to a folder that can") from error
