"""Runs a check for a command, with progress on the terminal, and says with which exit code it ends."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from checker import changed, console, errors, usage
from checker.config import Settings
from checker.errors import UsageError
from checker.settings.files import checked_folder
from checker.settings.keys import Preferences

if TYPE_CHECKING:
    from checker.pipeline import Run, Targets
    from checker.report import Report
    from checker.verify import Packs

STDIN = "-"
_ORDER = ("info", "warning", "error")  # severities, mildest first
_FAILED = "T909"  # notice of a rule that failed; a check that did not take place is no pass
_CHOSEN = ("not-a-document",)  # reasons for which a path is left alone on purpose


def run_check(options: dict[str, Any], settings: Settings) -> Report:
    """Check the paths of a command, or find the report of an earlier run on the same documents.

    Args:
        options: `paths`, `verbose` and `quiet` count.
    """
    usage.refuse_paths(options["paths"])
    console.log(options["verbose"])
    from checker import pipeline

    settings = _dated(settings)
    with console.progress(options["quiet"]) as progress:
        if options.get("references"):
            from checker import reference

            return reference.check(targets(options, settings), options["references"], settings, progress)
        return pipeline.check(targets(options, settings), settings, progress)


def run_whole(options: dict[str, Any], settings: Settings) -> Run:
    """Check the paths of a command, and keep the records that its report is made from."""
    usage.refuse_paths(options["paths"])
    console.log(options["verbose"])
    from checker import pipeline

    settings = _dated(settings)
    with console.progress(options["quiet"]) as progress:
        if options.get("references"):
            from checker import reference

            return reference.run(targets(options, settings), options["references"], settings, progress)
        return pipeline.run(targets(options, settings), settings, progress)


def _dated(settings: Settings) -> Settings:
    """Return settings with today where they name no day: the library judges no expiry unless it is told one."""
    return settings if settings.as_of else replace(settings, as_of=date.today().isoformat())


def targets(options: dict[str, Any], settings: Settings) -> Targets:
    """Return what the paths of a command name; "-" is what comes on standard input, under the name `stdin_name`.

    Raises:
        UsageError: standard input is a terminal, too long, or no UTF-8.
    """
    from checker.pipeline import PathsAndTexts

    paths = list(options["paths"])
    if STDIN not in paths:
        return paths
    name = options.get("stdin_name") or "stdin.txt"
    return PathsAndTexts(paths=tuple(path for path in paths if path != STDIN), texts={name: stdin_text(settings)})


def stdin_text(settings: Settings) -> str:
    """Return the document that is piped into standard input.

    Raises:
        UsageError: standard input is a terminal, too long, or no UTF-8.
    """
    if sys.stdin.isatty():
        raise UsageError("'-' reads a document from standard input, and nothing is piped into it; try: cat FILE | ...")
    most = settings.limits.file_bytes
    data = sys.stdin.buffer.read(most + 1)
    if len(data) > most:
        raise UsageError(f"standard input holds more than {most:,} bytes (limits.file_bytes); write it to a file")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise UsageError(f"standard input is not UTF-8 at byte {error.start}; name a file instead") from error


def changed_documents(options: dict[str, Any]) -> frozenset[Path] | None:
    """Return the paths of changed files that a command asks to report on; None where it asks for all."""
    since, listed = options["changed_since"], options["changed_list"]
    if not (options["changed_only"] or since or listed):
        return None
    if since and listed:
        raise UsageError("--changed-since asks git and --changed-list names the files; give one of them")
    return changed.changed_paths(checked_folder(options["paths"]), since, listed)


def only_changed(report: Report, options: dict[str, Any], touched: frozenset[Path]) -> Report:
    """Return a report of what touches some files, and say how much is left out."""
    kept = changed.only_touching(report, checked_folder(options["paths"]), touched)
    if len(kept.findings) < len(report.findings) and not options["quiet"]:
        console.say(changed.summary(report.findings, kept.findings))
    return kept


def exit_code(report: Report, settings: Settings, asked: Preferences | None = None) -> int:
    """Return the exit code of a finished check: 3 before 4 before 1 before 0."""
    chosen = asked or Preferences()
    if not report.coverage.facts and not settings.allow_empty:
        return errors.EXIT_NOTHING_CHECKED
    has_failed = any(one.code == _FAILED for one in report.notices)
    is_partial = any(one.status != "ok" and one.reason not in _CHOSEN for one in report.documents)
    if settings.strict and (is_partial or has_failed):
        return errors.EXIT_PARTIAL
    counted = () if settings.fail_on == "never" else _ORDER[_ORDER.index(settings.fail_on) :]
    counting = [finding for finding in report.findings if not finding.is_preview]
    is_open = any(finding.severity in counted and finding.is_open for finding in counting)
    is_open = is_open or (has_failed and bool(counted))  # a rule that was not checked is no pass
    is_undecided = any(finding.severity != "info" and finding.decision is None for finding in counting)
    fails = is_open or (chosen.fail_on_undecided and is_undecided)
    return errors.EXIT_FINDINGS if fails and not chosen.exit_zero else errors.EXIT_CLEAN


def load_packs(paths: Sequence[str]) -> Packs:
    """Read the shipped packs and those at `paths`, as a check would."""
    from checker import normalize, verify

    return verify.load_packs(paths, normalize.to_measurement, only_look=True)
