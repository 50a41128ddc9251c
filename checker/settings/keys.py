"""Every setting: its name in a settings file, its type, its default and what it does."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Any, get_type_hints

from checker.config import FAIL_ON, Limits, Settings
from checker.errors import UsageError

# What makes code run that is not part of this program, or results count that it did not make; refused from a file
# inside the checked folder.
OWN_WORD = frozenset({"allow_python_rules", "cache", "model", "plugins"})
PATHS = frozenset({"rules", "decisions", "entities", "references"})  # count from the folder of the settings file
COLOURS = ("auto", "always", "never")
_CHOICES = {"fail_on": FAIL_ON, "color": COLOURS}
_WORDS = {  # type -> what a message calls it
    "flag": "true or false",
    "count": "a whole number",
    "number": "a number",
    "text": "text in quotes",
    "texts": 'a list of text, such as ["one", "two"]',
    "table": 'a table of text, such as { "name" = "text" }',
    "tables": 'a table of lists, such as { "name" = ["one", "two"] }',
}
ABOUT: Mapping[str, str] = {
    "versions": "align documents that are versions of one another",
    "min_confidence": "leave out findings below this confidence, 0 to 1",
    "rules": "rule files or folders beside the shipped packs, counted from the folder of the settings file",
    "select": "rules that run, by code, prefix, name or tag; empty is all",
    "extend_select": "rules that run beside those of select",
    "ignore": "rules that do not run",
    "per_file_ignores": "rules that do not look at some documents, by glob: a list of codes for each",
    "severity_overrides": "another severity for a code, prefix, name, tag or glob of documents",
    "tolerances": 'gap that is no conflict, by attribute; "" is for all; such as "1%" or "5 km"',
    "preview": "rules that are being tried out run too",
    "allow_python_rules": "rules may call Python functions, which run with your rights",
    "entities": "file of names, aliases and pairs that are never one; empty takes entities.yaml where it lies",
    "as_of": "day on which expiry is judged; empty is today for a command",
    "suppression_reasons": "a comment that suppresses a finding has to say why",
    "references": "files of reference facts, or documents that are the authority, to which every figure is tied",
    "fail_on": "severity from which findings make the exit code 1",
    "strict": "exit 4 when a document was not read, or only in part",
    "allow_empty": "exit 0, not 3, when there was nothing to check",
    "backend": "where documents are read: local, processes or auto",
    "jobs": "worker processes; by default one a core, at most 4",
    "model": "spaCy model to read with instead of the default",
    "exclude": "paths left out, in the manner of .gitignore",
    "extend_exclude": "paths left out beside those of exclude",
    "ignore_files": "respect .gitignore and .tieoutignore",
    "cache": "folder of what is kept between runs; auto is the user's cache folder, off keeps nothing",
    "decisions": "file of what reviewers decided on findings",
    "color": "colours on the terminal",
    "exit_zero": "exit 0 where findings would make it 1",
    "fail_on_undecided": "exit 1 when an error or warning awaits a reviewer's decision",
    "limits.file_bytes": "size of a file in bytes",
    "limits.text_characters": "length of its text",
    "limits.markup_depth": "nesting of markup",
    "limits.line_characters": "length of a line",
    "limits.expanded_bytes": "bytes that a packed file may unpack to",
    "limits.expansion_ratio": "unpacked to packed bytes, once more than a megabyte has come out",
    "limits.archive_entries": "files inside a packed file",
    "limits.markup_elements": "elements of markup",
    "limits.cells": "cells of a sheet or a table of data",
    "limits.pages": "pages of a PDF",
    "limits.facts": "facts of a document",
    "limits.document_s": "seconds of computing that reading a document may take; by the clock up to six times as many",
    "limits.document_bytes": "memory in bytes that reading a document may take",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Preferences:
    """What a command can be asked beside `Settings`; none of it changes what is found."""

    decisions: str = ""
    references: tuple[str, ...] = ()
    color: str = "auto"
    exit_zero: bool = False
    fail_on_undecided: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """One setting."""

    field: str  # "fail_on", "limits.file_bytes"
    sort: str  # flag count number text texts table tables
    default: Any
    about: str = ""
    choices: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """The name in a settings file: "fail-on", "limits.file-bytes"."""
        return self.field.replace("_", "-")

    @property
    def variable(self) -> str:
        """The name in the environment: "TIEOUT_FAIL_ON", "TIEOUT_LIMITS_FILE_BYTES"."""
        return f"TIEOUT_{self.field.upper().replace('.', '_')}"

    @property
    def words(self) -> str:
        """What a value has to be, in words."""
        return "one of " + ", ".join(self.choices) if self.choices else _WORDS[self.sort]


@cache
def keys() -> Mapping[str, Key]:
    """Return every setting by field, in the order of the records that hold them; limits last."""
    found = [*_keys_of(Settings()), *_keys_of(Preferences()), *_keys_of(Limits(), "limits.")]
    return MappingProxyType({key.field: key for key in found})


def _keys_of(record: Any, prefix: str = "") -> Iterator[Key]:
    hints = get_type_hints(type(record))
    for one in dataclasses.fields(record):
        field = prefix + one.name
        if (sort := _sort_of(hints[one.name])) is not None:
            default = getattr(record, one.name)
            yield Key(
                field=field, sort=sort, default=default, about=ABOUT.get(field, ""), choices=_CHOICES.get(field, ())
            )


def _sort_of(hint: Any) -> str | None:
    """Return the sort of a field's type; None for a record of its own."""
    simple = {bool: "flag", int: "count", float: "number", str: "text", tuple[str, ...]: "texts"}
    rows = {tuple[tuple[str, str], ...]: "table", tuple[tuple[str, tuple[str, ...]], ...]: "tables"}
    return (simple | rows).get(hint)


def refuse(key: Key, value: Any) -> str:
    """Return what is wrong with a value as TOML gives it, in words; nothing where it can be used."""
    fits = {
        "flag": isinstance(value, bool),
        "count": isinstance(value, int) and not isinstance(value, bool),
        "number": isinstance(value, int | float) and not isinstance(value, bool),
        "text": isinstance(value, str),
        "texts": _is_texts(value),
        "table": isinstance(value, dict) and all(isinstance(item, str) for item in value.values()),
        "tables": isinstance(value, dict) and all(_is_texts(item) for item in value.values()),
    }
    if not fits[key.sort] or (key.choices and value not in key.choices):
        return f"{key.name} is {show(value)}, must be {key.words}"
    try:  # what the record that holds the setting has against it
        _record_with(key, to_field(key, value))
    except UsageError as error:
        return str(error).replace(key.field, key.name)
    return ""


def _record_with(key: Key, value: Any) -> Any:
    if key.field.startswith("limits."):
        return Settings(limits=Limits(**{key.field.removeprefix("limits."): value}))
    return (Settings if key.field in Settings.__dataclass_fields__ else Preferences)(**{key.field: value})


def _is_texts(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(item, str) for item in value)


def to_field(key: Key, value: Any) -> Any:
    """Return a value of fitting type as the record holds it: lists and tables as tuples."""
    if key.sort == "texts":
        return tuple(value)
    if key.sort == "table":
        return tuple(value.items())
    if key.sort == "tables":
        return tuple((name, tuple(items)) for name, items in value.items())
    return float(value) if key.sort == "number" else value


def to_toml(key: Key, value: Any) -> Any:
    """Return a value of a record as a settings file and JSON hold it: lists and tables for tuples."""
    if key.sort == "table":
        return dict(value)
    if key.sort == "tables":
        return {name: list(items) for name, items in value}
    return list(value) if key.sort == "texts" else value


def show(value: Any) -> str:
    """Return a value as it stands in a settings file."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return '"' + value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'
    if isinstance(value, dict):
        return (
            "{ " + ", ".join(f"{show(name)} = {show(item)}" for name, item in value.items()) + " }" if value else "{}"
        )
    if isinstance(value, list):
        return "[" + ", ".join(map(show, value)) + "]"
    return f"{value:g}" if isinstance(value, float) else str(value)
