"""Options that several commands share."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import click

from checker import completing
from checker.config import FAIL_ON, MOST_JOBS, Limits

Command = Callable[..., Any]
Option = Callable[[Command], Command]

HEADINGS = {  # of `tieout check --help`: parameters
    "Output": (
        "outputs",
        "split",
        "is_linked",
        "context",
        "show_all",
        "concise",
        "color",
        "is_opened",
        "is_watched",
        "quiet",
        "verbose",
    ),
    "What is compared": (
        "rules",
        "select",
        "extend_select",
        "ignore",
        "preview",
        "allow_python_rules",
        "entities",
        "no_versions",
        "tolerance",
        "references",
        "min_confidence",
    ),
    "What is reported": (
        "decisions",
        "no_decisions",
        "as_of",
        "compare",
        "changed_only",
        "changed_since",
        "changed_list",
    ),
    "Exit code": ("fail_on", "fail_on_undecided", "exit_zero", "strict", "allow_empty"),
    "Documents": ("exclude", "extend_exclude", "no_ignore", "stdin_name"),
    "Settings and speed": ("config", "isolated", "model", "jobs", "backend", "time_limit", "no_cache", "cache_dir"),
}
OTHER = "Other"


class Headed(click.Command):
    """A command with many options, which its help lists under headings."""

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options under their headings; those without one come last."""
        heads = {name: head for head, names in HEADINGS.items() for name in names}
        listed: dict[str, list[tuple[str, str]]] = {head: [] for head in (*HEADINGS, OTHER)}
        for parameter in self.get_params(ctx):
            record = parameter.get_help_record(ctx)
            if record is not None and isinstance(parameter, click.Option):
                listed[heads.get(parameter.name or "", OTHER)].append(record)
        for head, records in listed.items():
            if records:
                with formatter.section(head):
                    formatter.write_dl(records)


def together(*options: Option) -> Option:
    """Return one decorator that adds several options, in their order."""

    def apply(command: Command) -> Command:
        for option in reversed(options):
            command = option(command)
        return command

    return apply


def codes(name: str, help_text: str) -> Option:
    """Return an option that takes codes of rules, repeatable; a shell completes them."""
    return click.option(name, multiple=True, metavar="CODES", help=help_text, shell_complete=completing.codes)


paths = click.argument("paths", nargs=-1, required=True, metavar="PATH...")
model = click.option("--model", default="", metavar="NAME", help="spaCy model to read with instead of the default.")
noise = together(
    click.option("-q", "--quiet", is_flag=True, help="Print results and errors only."),
    click.option("-v", "--verbose", count=True, help="Say what each stage does; -vv each document."),
    click.option("--debug", is_flag=True, help="Show the traceback of an internal error."),
)
configured = together(
    click.option("--config", default="", metavar="FILE", help="Settings file.  [default: the nearest tieout.toml]"),
    click.option("--isolated", is_flag=True, help="Read no settings file."),
)
walking = together(
    click.option("--exclude", multiple=True, metavar="GLOB", help="Leave these paths out; repeatable."),
    click.option("--extend-exclude", multiple=True, metavar="GLOB", help="Leave these paths out as well; repeatable."),
    click.option("--no-ignore", is_flag=True, help="Read what .gitignore and .tieoutignore leave out."),
    click.option("--stdin-name", default="", metavar="NAME", help="File that the document on standard input, -, is."),
)
cache_dir = click.option(
    "--cache-dir",
    default="",
    metavar="DIR",
    help="Folder of what is kept between runs.  [default: TIEOUT_CACHE, else the user's cache folder]",
)
cache = together(
    click.option("--no-cache", is_flag=True, help="Read every document anew, and keep nothing for the next run."),
    cache_dir,
)
reading_sources = together(
    walking,
    model,
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
        help="Of computing for one document, and more for a large one; needs the backend processes.",
    ),
    configured,
    cache,
    noise,
)
reading = together(paths, reading_sources)
rules = click.option("--rules", multiple=True, metavar="PATH", help="Rule file or folder beside the shipped packs.")
naming = click.option("--entities", default="", metavar="FILE", help="Names, aliases and pairs that are never one.")
no_versions = click.option(
    "--no-versions", is_flag=True, help="Do not align documents that are versions of one another."
)
judging = together(
    rules,
    codes("--select", "Rules that run: codes, prefixes, names or tags, with commas."),
    codes("--extend-select", "Rules that run beside those of --select."),
    codes("--ignore", "Rules that do not run."),
    click.option("--preview/--no-preview", help="Run rules that are being tried out too."),
    click.option("--allow-python-rules", is_flag=True, help="Let rules call Python functions: they run as you do."),
    naming,
    no_versions,
    click.option(
        "--min-confidence", type=float, default=0.5, show_default=True, metavar="P", help="Leave out findings below it."
    ),
)
tolerance = click.option(
    "--tolerance",
    multiple=True,
    metavar="[NAME=]GAP",
    help="Gap that is no conflict, such as 1% or length=5 km, for rules that state none; repeatable.",
)
as_of = click.option("--as-of", default="", metavar="DATE", help="Day on which expiry is judged.  [default: today]")
reference = click.option(
    "--reference",
    "references",
    multiple=True,
    metavar="FILE",
    help="Tie every figure to the facts in FILE: CSV, YAML, or a document that is the authority; repeatable.",
)
fail_on = click.option(
    "--fail-on", type=click.Choice(FAIL_ON), default="error", show_default=True, help="Exit 1 from it on."
)
ending = together(
    click.option("--exit-zero", is_flag=True, help="Exit 0 where findings would make it 1; other codes stay."),
    click.option("--strict/--no-strict", help="Exit 4 when a document was not read, or only in part."),
    click.option("--allow-empty/--no-allow-empty", help="Exit 0, not 3, when there was nothing to check."),
)
changes = together(
    click.option("--compare", default="", metavar="RUN", help="Mark what is new or changed since an earlier run."),
    click.option(
        "--changed-only", is_flag=True, help="Report only findings that touch documents changed since the last commit."
    ),
    click.option("--changed-since", default="", metavar="COMMIT", help="The same since a commit, branch or tag."),
    click.option("--changed-list", default="", metavar="FILE", help="The same for the paths in FILE, one a line."),
)
for_check = together(
    tolerance,
    click.option(
        "--decisions",
        default="",
        metavar="FILE",
        help="What reviewers decided on findings.  [default: tieout-decisions.json in the checked folder, else here]",
    ),
    click.option("--no-decisions", is_flag=True, help="Show findings as if nobody had decided anything."),
    as_of,
    fail_on,
    click.option("--fail-on-undecided", is_flag=True, help="Exit 1 when an error or warning awaits a decision."),
    ending,
)
terminal = together(
    click.option("--all", "show_all", is_flag=True, help="Show every finding and every source on the terminal."),
    click.option("--concise", is_flag=True, help="Show one line per finding."),
    click.option(
        "--color", type=click.Choice(["auto", "always", "never"]), default="auto", help="Colours on the terminal."
    ),
)


paging = together(
    click.option(
        "--split",
        type=click.IntRange(min=0),
        default=0,
        metavar="N",
        help="Write the HTML report in pages of N findings: report.html, report-2.html, ...",
    ),
    click.option(
        "--link-documents",
        "is_linked",
        is_flag=True,
        help="Let places in the HTML report lead to the documents, as long as both stay where they are.",
    ),
    click.option(
        "--evidence-context",
        "context",
        type=click.IntRange(0, 3),
        metavar="N",
        help="Sentences before and after that of a figure in the HTML report.  [default: 1; 0 in a large report]",
    ),
)


def output(help_text: str) -> Option:
    """Return the option `-o [FORMAT:]PATH`, repeatable, as the parameter `outputs`."""
    return click.option(
        "-o",
        "--output",
        "outputs",
        multiple=True,
        metavar="[FORMAT:]PATH",
        shell_complete=completing.outputs,
        help=help_text,
    )


def decision_file(*, is_found: bool = True) -> Option:
    """Return the option `--decisions FILE` of commands that write the file, as the parameter `file`.

    Where none is named it is empty, to be found beside the documents, or the usual name where it `is_found` nowhere.
    """
    from checker.verify.decisions import FILE

    where = f"{FILE} in the checked folder, else here" if is_found else FILE
    return click.option(
        "--decisions",
        "file",
        default="" if is_found else FILE,
        metavar="FILE",
        help=f"Decision file.  [default: {where}]",
    )
