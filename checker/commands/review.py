"""`tieout review`: the report in a browser, its decisions in their file."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from click.core import ParameterSource

from checker import chosen, console, decision_place, errors, options, running, usage
from checker.errors import UsageError

if TYPE_CHECKING:
    from checker.report import Report

SECTION = "Decide"
_OWN = ("target", "decisions", "port", "no_open", "quiet", "verbose", "debug", "config", "isolated")


@click.command(cls=options.Headed)
@click.argument("target", metavar="FOLDER|REPORT.html|RUN")
@click.option("--decisions", default="", metavar="FILE", help="Decision file.  [default: tieout-decisions.json there]")
@click.option("--port", type=click.IntRange(0, 65535), default=0, metavar="N", help="Port.  [default: any free one]")
@click.option("--no-open", is_flag=True, help="Print the address and open no browser.")
@options.judging
@options.tolerance
@options.reference
@click.option("--compare", default="", metavar="RUN", help="Mark what is new or changed since an earlier run.")
@options.reading_sources
def command(target: str, port: int, no_open: bool, **given: Any) -> int:
    """Show a report in the browser and write what you decide straight into the decision file.

    The page is served to this machine alone, until Ctrl-C. A folder is checked first.

    \b
    tieout review reports/             check a folder and review it
    tieout review report.html          review a page that was written earlier, or mailed to you
    tieout review last.run             review a run that was kept with -o run:PATH
    """
    from checker.decision_file import DecisionFile
    from checker.review_server import ReviewServer

    usage.refuse_paths([target])
    path = Path(target)
    given["paths"] = (target,)
    asked = chosen.choose(given)
    folder = path if path.is_dir() else path.parent
    named = decision_place.find_decisions(given, asked.preferences.decisions)
    file = DecisionFile(Path(named or folder / _default()))
    file.rows()  # a file with mistakes is refused now, not when the first decision is lost
    page, others = _pages(path, asked, given)
    server = ReviewServer(page, file, port, others)
    console.put_line(server.url)
    console.say(f"decisions go to {file.path}; Ctrl-C stops")
    _serve(server, not no_open)
    number = len(file.rows())
    console.say(f"stopped; {number} decision{'' if number == 1 else 's'} in {file.path}")
    return errors.EXIT_CLEAN


def _default() -> str:
    from checker.verify.decisions import FILE

    return FILE


def _pages(path: Path, asked: Any, given: dict[str, Any]) -> tuple[str, Mapping[str, str]]:
    """Return the page to show first, and all pages by name where the report has several."""
    from checker.write import html, read_run, served
    from checker.write.view import page_view

    if path.is_dir():
        return html.page_of(page_view(_checked(asked, given)), is_served=True), {}
    _refuse_options(path)
    if path.suffix.lower() not in html.WRITER.suffixes:
        return html.page_of(page_view(read_run(path)), is_served=True), {}
    page, others, missing = served.served_pages(path)
    if missing:
        console.complain(f"pages of this report are missing beside {path}: {', '.join(missing)}")
    return page, others


def _checked(asked: Any, given: dict[str, Any]) -> Report:
    """Return the report of a folder, without decisions: the page asks for them, as others may change them."""
    from checker import differences

    given["references"] = asked.preferences.references
    before = differences.read_side(given["compare"]) if given["compare"] else None
    report = running.run_check(given, asked.settings)
    return differences.with_changes(report, before) if before else report


def _refuse_options(path: Path) -> None:
    """Refuse options of a check where nothing is checked: what they ask for would silently not happen."""
    context = click.get_current_context()
    for parameter in context.command.params:
        name = parameter.name or ""
        if name not in _OWN and context.get_parameter_source(name) is ParameterSource.COMMANDLINE:
            option = max(parameter.opts, key=len)
            raise UsageError(f"{option} is for a check, and {path} has been made already; name the folder instead")


def _serve(server: Any, is_opened: bool) -> None:
    import threading

    with server:
        if is_opened:
            threading.Thread(target=console.open_address, args=(server.url,), daemon=True).start()
        with contextlib.suppress(KeyboardInterrupt):  # the way in which a review ends
            server.serve_forever(poll_interval=0.2)
