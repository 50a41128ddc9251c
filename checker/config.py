"""Settings of a run: defaults, and the checks on what a user sets."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from checker.errors import UsageError

MOST_JOBS = 4  # that the command takes unasked: each holds libraries and the language model
FAIL_ON = ("error", "warning", "info", "never")
SEVERITIES = ("error", "warning", "info")
_CODE = re.compile(r"[A-Za-z][A-Za-z0-9._-]{0,63}")  # a rule's code or its first letters, a name or a tag
_TOLERANCE = re.compile(r"[0-9][0-9_,]{0,20}(?:\.[0-9]{1,12})?(?: ?%| ?[^\s0-9%].{0,40})")


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
    cells: int = 300_000  # of a workbook or a file of data; what lies beyond them is not read
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
    select: tuple[str, ...] = ()  # codes, prefixes, names or tags that run; empty is all
    extend_select: tuple[str, ...] = ()  # codes, prefixes, names or tags that run beside those of `select`
    ignore: tuple[str, ...] = ()  # codes, prefixes, names or tags that do not run
    per_file_ignores: tuple[tuple[str, tuple[str, ...]], ...] = ()  # glob of documents, what is not reported in them
    severity_overrides: tuple[tuple[str, str], ...] = ()  # code, prefix, name, tag or glob of documents; severity
    tolerances: tuple[tuple[str, str], ...] = ()  # attribute, or "" for all; "1%" or "5 km"; a rule's own comes first
    preview: bool = False  # rules that are tried out run too
    allow_python_rules: bool = False  # rules may call Python functions, which run with the user's rights
    entities: str = ""  # file of names, aliases and pairs that are never one; "" takes entities.yaml where it lies
    as_of: str = ""  # ISO day on which expiry is judged; "" judges none, so that no clock is read
    suppression_reasons: bool = True  # a comment that suppresses a finding has to say why
    fail_on: str = "error"  # error warning info never
    strict: bool = False  # a document that could not be read whole makes the exit code 4
    allow_empty: bool = False  # nothing to check is no failure
    backend: str = ""  # local, processes; "" is local for one job and processes for more
    jobs: int = 1  # worker processes
    model: str = ""  # name of a spaCy model; "" takes the shipped default
    exclude: tuple[str, ...] = ()  # paths left out, in the manner of .gitignore
    extend_exclude: tuple[str, ...] = ()  # paths left out beside those of `exclude`
    ignore_files: bool = True  # respect .gitignore and .tieoutignore
    cache: str = ""  # folder of what is kept between runs; "auto" is the user's cache folder; "" or "off" keeps nothing
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
    return found + _rule_mistakes(settings)


def _rule_mistakes(settings: Settings) -> list[str]:
    found = [
        f"severity_overrides has '{severity}' for '{word}', must be one of {', '.join(SEVERITIES)}"
        for word, severity in settings.severity_overrides
        if severity not in SEVERITIES
    ]
    found += [
        f"tolerances has '{text}' for '{name or 'all'}'; write a share such as 1% or an amount such as 5 km"
        for name, text in settings.tolerances
        if not _TOLERANCE.fullmatch(text)
    ]
    if settings.as_of and not _is_day(settings.as_of):
        found.append(f"as_of is '{settings.as_of}', write a day such as 2026-03-31")
    return found


def _is_day(text: str) -> bool:
    try:
        return bool(date.fromisoformat(text))
    except ValueError:
        return False


def _bad_codes(settings: Settings) -> list[tuple[str, str]]:
    lists = {"select": settings.select, "extend_select": settings.extend_select, "ignore": settings.ignore}
    named = [(name, code) for name, codes in lists.items() for code in codes]
    named += [("per_file_ignores", code) for _, codes in settings.per_file_ignores for code in codes]
    return [(name, code) for name, code in named if not _CODE.fullmatch(code)]
