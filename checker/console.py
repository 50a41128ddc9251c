"""What reaches the terminal: results on standard output, everything else on standard error.

Nothing that a document or a file name holds can act on the terminal: what is shown has passed through
`checker.write.visible`.
"""

from __future__ import annotations

import contextlib
import logging
import os
import shutil
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from checker.errors import CheckerError, Mistakes

if TYPE_CHECKING:
    from checker.report import Report
    from checker.tied import TieReport

LARGE_PAGE_MB = 50  # from which a page is said to be too large
Progress = Callable[[str, int, int], None]

_STAGES = {"read": "reading", "link": "linking", "check": "checking"}


@dataclass(frozen=True, slots=True)
class View:
    """How the terminal shows a report."""

    quiet: bool
    show_all: bool
    concise: bool
    colour: str
    marks: Mapping[str, str] = field(default_factory=dict)  # a word for some findings, by id


def takes_stdout(outputs: Sequence[str]) -> bool:
    """Whether one of the outputs goes to standard output."""
    return any(target == "-" or target.endswith(":-") for target in outputs)


@dataclass(frozen=True, slots=True)
class Paging:
    """How HTML is written: findings of a page (0 for one page), links to the documents, sentences around a figure's."""

    split: int = 0
    is_linked: bool = False
    context: int | None = None


def write(report: Report, outputs: Sequence[str], paging: Paging | None = None) -> None:
    """Write a report to every target, in their order; HTML as `paging` says.

    Where a CI server names a file for the summary of a step, the formats `markdown` and `github` go there too.
    """
    from checker.write import parse_target
    from checker.write.markdown import append_summary

    step = os.environ.get("GITHUB_STEP_SUMMARY", "")
    wanted = [parse_target(target) for target in outputs]
    for target, (_, path) in zip(outputs, wanted, strict=True):
        if not step or path != step:  # other steps have written to that file: it is only added to
            _write_one(report, target, paging or Paging())
    if step and any(writer.name in ("markdown", "github") for writer, _ in wanted):
        append_summary(report, step)


def _write_one(report: Report, target: str, paging: Paging) -> None:
    from checker.write import parse_target, parts, put

    writer, path = parse_target(target)
    if writer.name != "html" or path == "-":
        report.write(target)
        return
    if paging.is_linked or paging.context is not None or 0 < paging.split < len(report.findings):
        link = parts.link_from(Path(path), report.prefix) if paging.is_linked else ""
        files = parts.pages(report, Path(path).name, paging.split, link, paging.context)
        put(files, path)
        if len(files) > 1:
            say(f"{len(files)} pages: {', '.join(files)}")
    else:
        report.write(target)
    megabytes = Path(path).stat().st_size // 1_000_000
    if megabytes >= LARGE_PAGE_MB:
        complain(f"{path} has {megabytes} MB, which browsers open slowly; --split 5000 writes it in pages")


def show_report(report: Report, outputs: Sequence[str], view: View) -> None:
    """Show a report on standard output, or its summary on standard error where an output has taken that."""
    from checker.write import text

    if view.quiet:
        return
    if takes_stdout(outputs):
        say(f"{text.summary_line(report)}\n{text.last_line(report)}")
    elif view.concise:
        put_line("\n".join([*concise(report, view.marks), text.last_line(report)]))
    else:
        width = shutil.get_terminal_size((100, 24)).columns
        colour = has_colour(view.colour)
        shown = text.render_text(report, width=width, all_findings=view.show_all, colour=colour, marks=view.marks)
        put_line(shown.rstrip("\n"), is_coloured=colour)
    _say_written(outputs)


def show_tie(tie: TieReport, outputs: Sequence[str], view: View) -> None:
    """Show a tie on standard output, or its counts on standard error where an output has taken that."""
    from checker.write import text
    from checker.write.tie.findings import as_report
    from checker.write.tie.labels import counts_line
    from checker.write.tie.text import render_text

    if view.quiet:
        return
    if takes_stdout(outputs):
        say(f"{counts_line(tie)}\n{text.last_line(tie.report)}")
    elif view.concise:
        put_line("\n".join([*concise(as_report(tie), {}), counts_line(tie)]))
    else:
        width = shutil.get_terminal_size((100, 24)).columns
        colour = has_colour(view.colour)
        put_line(render_text(tie, width, view.show_all, colour).rstrip("\n"), is_coloured=colour)
    _say_written(outputs)


def _say_written(outputs: Sequence[str]) -> None:
    files = [target.partition(":")[2] or target for target in outputs if not takes_stdout([target])]
    if files:
        say(f"wrote {', '.join(files)}")


def concise(report: Report, marks: Mapping[str, str]) -> Iterator[str]:
    """Give one line per finding: where its first figure stands, the rule, severity, verdict and message."""
    from checker.write.visible import show_line

    for one in report.findings:
        first = one.mentions[0]
        place = f"{show_line(first.file)}:{first.line}:{first.column}"
        mark = f" {marks[one.id]}" if one.id in marks else ""
        yield f"{place}: {one.rule} {one.severity} {one.kind}: {show_line(one.message)} [{one.id}]{mark}"


def has_colour(choice: str) -> bool:
    """Whether to colour: `always`, or `auto` on a terminal that wants it. Source: no-color.org, force-color.org."""
    if choice != "auto":
        return choice == "always"
    if os.environ.get("FORCE_COLOR") and not os.environ.get("NO_COLOR"):
        return True
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def open_page(page: Path) -> None:
    """Open an HTML file in the user's browser; never where `CI` is set, because nobody watches there."""
    if os.environ.get("CI"):
        say(f"{page} is not opened, because CI is set")
        return
    if not _shown(page.absolute().as_uri()):
        say(f"no browser was found; open {page} in one")


def open_address(url: str) -> None:
    """Open an address in the user's browser; never where `CI` is set. It has been printed before."""
    if not os.environ.get("CI") and not _shown(url):
        say("no browser was found; open the address in one")


def _shown(url: str) -> bool:
    import webbrowser

    return webbrowser.open(url)


@contextlib.contextmanager
def progress(quiet: bool) -> Iterator[Progress | None]:
    """Give a progress callback that draws on standard error; None where nobody watches."""
    if quiet or not sys.stderr.isatty() or os.environ.get("TERM") == "dumb" or os.environ.get("CI"):
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn
    from rich.progress import Progress as Bar

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Bar(*columns, console=Console(stderr=True), transient=True) as bar:
        tasks: dict[str, Any] = {}

        def show(stage: str, done: int, total: int) -> None:
            if stage not in tasks:
                tasks[stage] = bar.add_task(_STAGES.get(stage, stage), total=total)
            bar.update(tasks[stage], completed=done, total=total)

        yield show


def log(verbose: int) -> None:
    """Send what the stages say of their work to standard error: warnings always, counts for 1, every document for 2."""
    if verbose:
        level = logging.INFO if verbose == 1 else logging.DEBUG
        logging.basicConfig(level=level, stream=sys.stderr, format="%(levelname)s %(name)s: %(message)s")
    elif not any(isinstance(one, _Warnings) for one in logging.getLogger("checker").handlers):
        logging.getLogger("checker").addHandler(_Warnings(logging.WARNING))


class _Warnings(logging.Handler):
    """Shows a warning of the program as everything else that a command has to say."""

    def emit(self, record: logging.LogRecord) -> None:
        complain(record.getMessage())


@contextlib.contextmanager
def quiet_pipe() -> Iterator[None]:
    """Go on when the reader of standard output has gone, as in `tieout check . | head`; what is left goes nowhere."""
    try:
        yield
        sys.stdout.flush()
    except BrokenPipeError:
        mute()


def refuse(error: CheckerError) -> None:
    """Print why something cannot be done to standard error; several mistakes each on a line of their own."""
    if isinstance(error, Mistakes):  # each names its own place, as editors and annotations read it
        for line in error.mistakes:
            say(line)
    else:
        complain(str(error))


def mute() -> None:
    """Send what standard output still holds back to nowhere."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def put_line(line: str, *, is_coloured: bool = False) -> None:
    """Print to standard output, with nothing in it that could act on a terminal but colours that a writer put there."""
    from checker.write.visible import show

    sys.stdout.write((line if is_coloured else show(line)) + "\n")


def say(line: str) -> None:
    """Print to standard error, with nothing in it that could act on a terminal."""
    from checker.write.visible import show

    sys.stdout.flush()  # so that a terminal shows both streams in the order in which they were written
    sys.stderr.write(show(line) + "\n")


def complain(line: str) -> None:
    """Print what went wrong to standard error."""
    say(f"tieout: {line}")
