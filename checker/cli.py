"""The command `tieout` and its exit codes; its commands lie in `commands/`, one file each.

Exit codes: 0 nothing open at or above `--fail-on`; 1 findings; 2 usage, settings, rule or decision file; 3 nothing was
checked; 4 partial under `--strict`; 70 internal; 130 interrupted. Standard output carries what was asked for, standard
error everything else. Stages are imported inside the commands, so that `--help` answers at once.
"""

from __future__ import annotations

import errno
import gc
import io
import sys
from collections.abc import Sequence

import click

import checker
from checker import commands, console, errors
from checker.errors import CheckerError, UsageError

_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO)


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
        console.refuse(error)
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


@click.group(
    cls=commands.CommandFolder,
    package="checker.commands",
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110},
)
@click.version_option(checker.__version__, prog_name="tieout")
def tieout() -> None:
    """Read documents, link the figures that answer one question, and show which of them disagree.

    \b
    tieout check reports/                       what disagrees, on the terminal
    tieout check reports/ -o report.html        the same as a page with both sources side by side
    tieout explain 3f9a12c4 reports/            why one finding was made
    """
