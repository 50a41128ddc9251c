"""Settings of a run: defaults, and the checks on what a user sets."""

from __future__ import annotations

import re
from dataclasses import dataclass

from checker.errors import UsageError

MOST_JOBS = 4  # that the command takes unasked: each holds libraries and the language model
FAIL_ON = ("error", "warning", "info", "never")
_CODE = re.compile(r"[A-Za-z][A-Za-z0-9._-]{0,63}")  # a rule code, or the first letters of several


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Bounds of one document; beyond them it is skipped with a reason. Source: RELIABILITY notes of the project."""

    file_bytes: int = 50_000_000
    text_characters: int = 20_000_000
    markup_depth: int = 256
    line_characters: int = 1_000_000
    expanded_bytes: int = 200_000_000  # that an archive unpacks to
    expansion_ratio: int = 100  # of unpacked to packed bytes, once more than a megabyte has come out
    archive_entries: int = 10_000
    markup_elements: int = 1_000_000
    cells: int = 2_000_000  # of a sheet or a table of data
    pages: int = 2_000  # of a pdf
    facts: int = 100_000
    document_s: float = 20.0
    document_bytes: int = 1_000_000_000  # memory of the worker that reads it


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Everything that changes what a run finds or shows, or where it works; plain data that goes through JSON.

    Raises:
        UsageError: one or more values cannot be used; the text names all of them.
    """

    versions: bool = True  # align documents that are versions of one another
    min_confidence: float = 0.5  # findings below it are in no output; 0 to 1
    rules: tuple[str, ...] = ()  # rule files or folders beside the shipped packs
    select: tuple[str, ...] = ()  # codes or prefixes that run; empty is all
    ignore: tuple[str, ...] = ()  # codes or prefixes that do not run
    fail_on: str = "error"  # error warning info never
    strict: bool = False  # a document that could not be read whole makes the exit code 4
    allow_empty: bool = False  # nothing to check is no failure
    backend: str = ""  # local, processes; "" is local for one job and processes for more
    jobs: int = 1  # worker processes
    model: str = ""  # name of a spaCy model; "" takes the shipped default
    exclude: tuple[str, ...] = ()  # globs of paths left out
    limits: Limits = Limits()

    def __post_init__(self) -> None:
        mistakes = _mistakes(self)
        if mistakes:
            raise UsageError("; ".join(mistakes))


def _mistakes(settings: Settings) -> list[str]:
    """Return every value that cannot be used, in words, so that a user mends all of them at once."""
    found = []
    if not 0.0 <= settings.min_confidence <= 1.0:  # also refuses nan
        found.append(f"min_confidence is {settings.min_confidence}, must lie between 0 and 1")
    if settings.fail_on not in FAIL_ON:
        found.append(f"fail_on is '{settings.fail_on}', must be one of {', '.join(FAIL_ON)}")
    if not settings.limits.document_s > 0.0:
        found.append(f"limits.document_s is {settings.limits.document_s:g}, must be more than 0")
    if settings.jobs < 1:
        found.append(f"jobs is {settings.jobs}, must be 1 or more")
    found += [f"{name} has '{code}', which is no rule code" for name, code in _bad_codes(settings)]
    return found


def _bad_codes(settings: Settings) -> list[tuple[str, str]]:
    named = [("select", code) for code in settings.select] + [("ignore", code) for code in settings.ignore]
    return [(name, code) for name, code in named if not _CODE.fullmatch(code)]
