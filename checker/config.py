"""Settings of a run: defaults, and the checks on what a user sets."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Bounds of one document; beyond them it is skipped with a reason. Source: RELIABILITY notes of the project."""

    file_bytes: int = 50_000_000
    text_characters: int = 20_000_000
    markup_depth: int = 256
    line_characters: int = 1_000_000
    facts: int = 100_000
    document_s: float = 20.0
    document_bytes: int = 1_000_000_000  # memory of the worker that reads it


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Everything that changes what a run finds or shows; plain data that goes through JSON."""

    versions: bool = True  # align documents that are versions of one another
    min_confidence: float = 0.5  # findings below it are in no output; 0 to 1
    rules: tuple[str, ...] = ()  # rule files or folders beside the shipped packs
    select: tuple[str, ...] = ()  # codes or prefixes that run; empty is all
    ignore: tuple[str, ...] = ()  # codes or prefixes that do not run
    fail_on: str = "error"  # error warning info never
    strict: bool = False
    backend: str = "local"
    jobs: int = 1
    model: str = ""  # name of a spaCy model; "" takes the shipped default
    exclude: tuple[str, ...] = ()  # globs of paths left out
    limits: Limits = Limits()
