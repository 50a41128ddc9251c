"""The command `tieout`: commands, options and exit codes; with `console.py` the only room that prints.

Exit codes: 0 nothing open at or above `--fail-on`; 1 findings; 2 usage, settings, rule or decision file; 3 nothing was
checked; 4 partial under `--strict`; 70 internal; 130 interrupted. Standard output carries what was asked for, standard
error everything else. Stages are imported inside the commands, so that `--help` answers at once.
"""

from __future__ import annotations

import errno
import gc
import io
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

import checker
from checker import commands_decisions, commands_rules, console, errors, usage
from checker.config import FAIL_ON, MOST_JOBS, Limits, Settings
from checker.errors import CheckerError, UsageError

if TYPE_CHECKING:
    from checker.pipeline import Run
    from checker.report import Report
    from checker.verify import Packs

Command = Callable[..., Any]

_ORDER = ("info", "warning", "error")  # severities, mildest first
_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO)
_CHOSEN = ("not-a-document",)  # reasons for which a path is left alone on purpose


# --- the whole command ---------------------------------------------------------------------------------------


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and end the process with its exit code."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # a file name may hold what the terminal cannot show
    gc.set_threshold(50_000, 20, 50)  # most objects of a run live to its end: looking for cycles less often saves 5 %
    sys.exit(run(list(sys.argv[1:] if arguments is None else arguments)))


def run(arguments: Sequence[str]) -> int:
    """Run the command line and return its exit code; what it has to say is printed."""
    try:
        result = tieout.main(args=list(arguments), prog_name="tieout", standalone_mode=False)
        with console.quiet_pipe():
            sys.stdout.flush()
        return result if isinstance(result, int) else errors.EXIT_CLEAN
    except click.ClickException as error:
        error.show()
        return errors.EXIT_USAGE
    except UsageError as error:
        console.complain(str(error))
        return errors.EXIT_USAGE
    except (KeyboardInterrupt, click.Abort):
        console.complain("interrupted")
        return errors.EXIT_INTERRUPTED
    except (BrokenPipeError, SystemExit):  # click makes the first into the second
        console.mute()
        return errors.EXIT_CLEAN
    except Exception as error:  # the last border: a user gets one line, a developer the rest with --debug
        if "--debug" in arguments:
            raise
        if isinstance(error, OSError) and error.errno in _FULL:
            return _give_up(error)
        reason = str(error) if isinstance(error, CheckerError) else f"{type(error).__name__}: {error}"
        console.complain(f"internal error: {reason} (--debug shows where)")
        return errors.EXIT_INTERNAL


def _give_up(error: OSError) -> int:
    """Say that standard output takes no more; files are written by `write`, which says so itself."""
    console.mute()
    console.complain(f"standard output cannot be written: {error.strerror}")
    return errors.EXIT_USAGE


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
@click.version_option(checker.__version__, prog_name="tieout")
def tieout() -> None:
    """Read documents, link the figures that answer one question, and show which of them disagree.

    \b
    tieout check reports/                       what disagrees, on the terminal
    tieout check reports/ -o report.html        the same as a page with both sources side by side
    tieout explain 3f9a12c4 reports/            why one finding was made
    """


# --- options that several commands share ---------------------------------------------------------------------


def _with(*options: Callable[[Command], Command]) -> Callable[[Command], Command]:
    def apply(command: Command) -> Command:
        for option in reversed(options):
            command = option(command)
        return command

    return apply


_paths = click.argument("paths", nargs=-1, required=True, metavar="PATH...")
_model = click.option("--model", default="", metavar="NAME", help="spaCy model to read with instead of the default.")
_noise = _with(
    click.option("-q", "--quiet", is_flag=True, help="Print results and errors only."),
    click.option("-v", "--verbose", count=True, help="Say what each stage does; -vv each document."),
    click.option("--debug", is_flag=True, help="Show the traceback of an internal error."),
)
_reading = _with(
    _paths,
    click.option("--exclude", multiple=True, metavar="GLOB", help="Leave these paths out; repeatable."),
    _model,
    click.option(
        "-j", "--jobs", type=int, metavar="N", help=f"Worker processes.  [default: one a core, at most {MOST_JOBS}]"
    ),
    click.option(
        "--backend",
        "--engine",
        "backend",
        default="",
        metavar="NAME",
        help="Where documents are read: local, or processes that can be killed when a document hangs.  "
        "[default: processes for more than 400 kB of documents, else local]",
    ),
    click.option(
        "--time-limit",
        type=float,
        default=Limits().document_s,
        show_default=True,
        metavar="SECONDS",
        help="For one document, and more for a large one; needs the backend processes.",
    ),
    click.option("--no-cache", is_flag=True, help="Read every document anew; this version keeps nothing between runs."),
    _noise,
)
_judging = _with(
    click.option("--rules", multiple=True, metavar="PATH", help="Rule file or folder beside the shipped packs."),
    click.option("--select", multiple=True, metavar="CODES", help="Rules that run: codes or prefixes, with commas."),
    click.option("--ignore", multiple=True, metavar="CODES", help="Rules that do not run."),
    click.option("--no-versions", is_flag=True, help="Do not align documents that are versions of one another."),
    click.option(
        "--min-confidence", type=float, default=0.5, show_default=True, metavar="P", help="Leave out findings below it."
    ),
)
_colour = click.option(
    "--color", type=click.Choice(["auto", "always", "never"]), default="auto", help="Colours on the terminal."
)


def _output(help_text: str) -> Callable[[Command], Command]:
    return click.option("-o", "--output", "outputs", multiple=True, metavar="[FORMAT:]PATH", help=help_text)


# --- commands ------------------------------------------------------------------------------------------------


@tieout.command()
@_output("Write report.html, findings.csv, json:any.name, ...; '-' is standard output; repeatable.")
@_judging
@click.option("--fail-on", type=click.Choice(FAIL_ON), default="error", show_default=True, help="Exit 1 from here on.")
@_with(*commands_decisions.for_check)
@click.option("--strict", is_flag=True, help="Exit 4 when a document was not read, or only in part.")
@click.option("--allow-empty", is_flag=True, help="Exit 0, not 3, when there was nothing to check.")
@click.option("--all", "show_all", is_flag=True, help="Show every finding and every source on the terminal.")
@click.option("--concise", is_flag=True, help="Show one line per finding.")
@_colour
@_reading
def check(
    outputs: tuple[str, ...], decisions: str, as_of: str, show_all: bool, concise: bool, color: str, **options: Any
) -> int:
    """Read documents, compare their figures and report what disagrees."""
    settings = usage.to_settings(options)
    usage.refuse_targets(outputs)
    report = commands_decisions.applied(_run(options, settings).report, decisions, as_of)
    view = console.View(options["quiet"], show_all, concise, color)
    with console.quiet_pipe():  # its exit code tells of findings, whoever reads its output
        console.write(report, outputs)
        console.show_report(commands_decisions.open_only(report, view.quiet), outputs, view)
    for line in usage.nothing_checked(report):
        console.complain(line)
    return exit_code(report, settings)


@tieout.command()
@_output("Write facts.csv or facts.jsonl, or FORMAT:PATH.  [default: CSV on standard output]")
@_reading
def facts(outputs: tuple[str, ...], **options: Any) -> int:
    """List every figure with its place, its context and its interval in base units."""
    from checker import pipeline
    from checker.write import stream_facts, write_facts

    settings = usage.to_settings(options)
    usage.refuse_paths(options["paths"])
    console.log(options["verbose"])
    with console.progress(options["quiet"]) as progress:
        parts = pipeline.list_facts(list(options["paths"]), settings, progress)
        report = pipeline.join_reports(parts if outputs else stream_facts(parts), with_facts=bool(outputs))
    for target in outputs:
        write_facts(report, target)
    for line in usage.nothing_checked(report):
        console.complain(line)
    return errors.EXIT_CLEAN if report.coverage.facts else errors.EXIT_NOTHING_CHECKED


@tieout.command()
@click.argument("file", default="-", type=click.File("r", encoding="utf-8", errors="surrogateescape"))
@_noise
def quantities(file: Any, quiet: bool, verbose: int, debug: bool) -> int:
    """Read {"id", "text"} lines of JSON and write {"id", "quantities"} lines."""
    from checker.extract import quantities_jsonl

    console.log(verbose)
    for line in quantities_jsonl.read_lines(file):
        click.echo(line)
    return errors.EXIT_CLEAN


@tieout.command()
@click.argument("words", nargs=-1, required=True, metavar="WHAT PATH...")
@_judging
@_model
@_noise
def explain(words: tuple[str, ...], **options: Any) -> int:
    """Say why a finding was made, what a rule does, or why two figures were or were not compared.

    \b
    tieout explain FINDING_ID PATH...           facts, attachments, weights, intervals, steps
    tieout explain RULE_CODE                    what the rule looks for and how to mend what it finds
    tieout explain A.md:12 PATH...              how the figures on this line were read
    tieout explain A.md:12 B.md:40 PATH...      the figures on these lines, and what became of each pair
    """
    from checker import explain as explaining

    places, paths = explaining.split_places(words)
    if len(paths) == 0 or (len(places) == 1 and len(paths) == 1 and not Path(paths[0]).exists()):
        return commands_rules.show(words[0], options["rules"])
    settings = usage.to_settings(options)
    result = _run(options | {"paths": paths}, settings)
    lines = explaining.explain(result, places)
    console.put_line("\n".join(lines))
    return errors.EXIT_CLEAN


@tieout.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False))
@_noise
def text(file: str, quiet: bool, verbose: int, debug: bool) -> int:
    """Print a document's text as the program reads it.

    Text and Markdown come as they are, HTML without markup and page furniture; of other formats it is what offsets
    count in.
    """
    from checker import collect

    console.log(verbose)
    settings = Settings()
    (source,) = collect.find_sources([file], settings)
    if source.reason:
        raise UsageError(f"{file} is not read: {source.reason} {source.detail}".rstrip())
    try:
        document = collect.read_document(source, None, settings)
    except errors.UnreadableDocument as error:
        raise UsageError(f"{file} cannot be read: {error}") from error
    shown = document.text
    if document.reader == "html":  # offsets count in the file itself, which nobody needs us to print
        shown = "".join(f"{block.text}\n" for block in document.blocks if block.role == "body")
    sys.stdout.buffer.write(shown.encode("utf-8", "replace"))
    return errors.EXIT_CLEAN


@tieout.command()
@click.argument("saved", metavar="RUN", type=click.Path(exists=True, dir_okay=False))
@_output("As in `check`.")
@click.option("--all", "show_all", is_flag=True, help="Show every finding and every source on the terminal.")
@click.option("--concise", is_flag=True, help="Show one line per finding.")
@_colour
@_noise
def report(saved: str, outputs: tuple[str, ...], show_all: bool, concise: bool, color: str, **options: Any) -> int:
    """Render a run again that `check -o run:PATH` has kept, without reading the documents."""
    from checker.write import read_run

    console.log(options["verbose"])
    usage.refuse_targets(outputs)
    kept = read_run(saved)
    console.write(kept, outputs)
    console.show_report(kept, outputs, console.View(options["quiet"], show_all, concise, color))
    return errors.EXIT_CLEAN


@tieout.command(name="eval")
@click.argument("folders", nargs=-1, metavar="GOLD_DIR...")
@click.option("--probes", metavar="FILE", type=click.Path(exists=True, dir_okay=False), help="Sentence pairs as JSONL.")
@click.option("--no-versions", is_flag=True, help="Do not align documents that are versions of one another.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@_noise
def evaluate(folders: tuple[str, ...], probes: str | None, no_versions: bool, as_json: bool, **options: Any) -> int:
    """Measure findings against hand-labelled folders: precision, recall and F1 per kind, traps and sums flagged."""
    from checker import evaluation

    if not folders and not probes:
        raise UsageError("name one or more folders that hold a gold.json, or --probes FILE")
    console.log(options["verbose"])
    settings = Settings(versions=not no_versions)
    with console.progress(options["quiet"]) as progress:
        results = evaluation.evaluate(folders, probes, settings, progress)
    console.put_line(evaluation.as_json(results) if as_json else evaluation.as_table(results))
    return errors.EXIT_CLEAN


@tieout.group()
def rules() -> None:
    """List, show, write, test and validate rules."""


commands_rules.add_to(rules)


@rules.command(name="list")
@click.option("--rules", multiple=True, metavar="PATH", help="Rule file or folder beside the shipped packs.")
def list_rules(rules: tuple[str, ...]) -> int:
    """List every rule: code, severity, kind, pack and what it looks for."""
    packs = _packs(rules)
    rows = [(one.code, one.severity, one.kind, one.pack, one.summary) for one in packs.rules]
    widths = [max(len(row[column]) for row in rows) for column in range(4)] if rows else []
    for row in sorted(rows):
        console.put_line("  ".join([*(cell.ljust(width) for cell, width in zip(row, widths, strict=False)), row[4]]))
    return errors.EXIT_CLEAN


@rules.command(name="show")
@click.argument("code")
@click.option("--rules", multiple=True, metavar="PATH", help="Rule file or folder beside the shipped packs.")
def show_rule(code: str, rules: tuple[str, ...]) -> int:
    """Show one rule: what it looks for, why it matters, how to mend what it finds, with examples from its tests."""
    return commands_rules.show(code, rules)


@rules.command(name="validate")
@click.argument("files", nargs=-1, required=True, metavar="FILE...", type=click.Path(exists=True))
def validate_rules(files: tuple[str, ...]) -> int:
    """Check rule files; every mistake is named with its line, and makes the exit code 2."""
    packs = _packs(files)
    count = sum(not one.is_shipped for one in packs.rules)
    console.put_line(f"{count} rule{'' if count == 1 else 's'} read, no mistakes")
    return errors.EXIT_CLEAN


# --- from options to a run -----------------------------------------------------------------------------------


def _run(options: dict[str, Any], settings: Settings) -> Run:
    """Check the paths of a command, with progress on the terminal."""
    usage.refuse_paths(options["paths"])
    console.log(options["verbose"])
    from checker import pipeline

    with console.progress(options["quiet"]) as progress:
        return pipeline.run(list(options["paths"]), settings, progress)


def exit_code(report: Report, settings: Settings) -> int:
    """Return the exit code of a finished check: 3 before 4 before 1 before 0."""
    if not report.coverage.facts and not settings.allow_empty:
        return errors.EXIT_NOTHING_CHECKED
    if settings.strict and any(one.status != "ok" and one.reason not in _CHOSEN for one in report.documents):
        return errors.EXIT_PARTIAL
    if settings.fail_on == "never":
        return errors.EXIT_CLEAN
    counted = _ORDER[_ORDER.index(settings.fail_on) :]
    is_open = any(finding.severity in counted and finding.is_open for finding in report.findings)
    return errors.EXIT_FINDINGS if is_open else errors.EXIT_CLEAN


def _packs(paths: Sequence[str]) -> Packs:
    """Read the shipped packs and those at `paths`, as a check would."""
    from checker import normalize, verify

    return verify.load_packs(paths, normalize.to_measurement)


commands_decisions.add_to(
    tieout, _with(_judging, _reading), lambda options: _run(options, usage.to_settings(options)).report
)
