"""Blocks of the documents that are run: files that a page writes, commands with what they print, Python.

A comment before a fence says what to do with it; readers of the page do not see it:

    <!-- file: reports/web.md -->     the block is written to that file
    <!-- run -->                      `$ tieout ...` lines are run, and what they print stands below each
    <!-- run: quiet -->               the same, and the page does not show what they print
    <!-- run: about -->               the same; weights (+1.25) and probabilities may differ from what the page shows
    <!-- output -->                   what the Python block before has printed

Each page has a folder of its own, in which its blocks follow one another.
"""

from __future__ import annotations

import contextlib
import io
import os
import re
import shlex
from collections.abc import Callable, Iterator
from pathlib import Path

BLOCK = re.compile(
    r"(?:^<!-- (?P<word>file|run|output)(?:: (?P<rest>[^\n]*?))? -->\n)?^```(?P<language>[a-z]*)\n(?P<body>.*?)^```$",
    re.MULTILINE | re.DOTALL,
)
_ID = re.compile(r"\b[0-9a-f]{16}\b")
_WEIGHT = re.compile(r" *[-+]?\b\d\.\d\d\b")
WRONG = (2, 3, 4, 70, 130)  # exit codes that no command of a page has, unless the page shows them with `echo $?`


class Stopped(Exception):
    """A block cannot be run as the page says; the text names page and command."""


class Shell:
    """Runs the blocks of one page, in one folder."""

    def __init__(self, page: str) -> None:
        self.page = page
        self.code = 0
        self.names: dict[str, object] = {"__name__": "page"}
        self.printed = ""
        self.ids: dict[str, str] = {}  # of findings: as the page has them, as they are now

    def block(self, found: re.Match[str]) -> str:
        """Run one block and return it as the page should show it."""
        word, rest = found["word"], found["rest"] or ""
        whole, body = (_ID.sub(lambda one: self.ids.get(one[0], one[0]), part) for part in (found[0], found["body"]))
        if word == "file":
            path = Path(rest)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(body, encoding="utf-8", newline="\n")
        elif word == "run" and found["language"] == "python":
            self.printed = _without_ends(self._caught(lambda: exec(compile(body, self.page, "exec"), self.names)))
        elif word == "run":
            shown = "".join(self._commands(body, is_quiet=rest == "quiet"))
            if rest == "about" and _WEIGHT.sub("", shown) == _WEIGHT.sub("", body):
                return whole
            before, now = _ID.findall(body), _ID.findall(shown)
            self.ids |= dict(zip(before, now, strict=True)) if len(before) == len(now) else {}
            return _with_body(whole, body, shown)
        elif word == "output":
            return _with_body(whole, body, self.printed)
        return whole

    def _commands(self, body: str, is_quiet: bool) -> Iterator[str]:
        lines = [line for line in body.splitlines() if line.startswith("$ ")]
        for number, line in enumerate(lines):
            shows_code = "echo $?" in lines[number + 1 : number + 2] or lines[number + 1 : number + 2] == ["$ echo $?"]
            printed = self._caught(lambda line=line: self._command(line[2:]))  # type: ignore[misc]
            if self.code in WRONG and not shows_code and line != "$ echo $?":
                raise Stopped(f"{self.page}: {line}: exit code {self.code}\n{printed}")
            yield f"{line}\n"
            if not is_quiet:
                yield _without_ends(printed)

    def _command(self, line: str) -> None:
        from checker import cli

        words = shlex.split(line, comments=True)
        if words[0] == "tieout":
            self.code = cli.run(words[1:])
        elif words == ["echo", "$?"]:
            print(self.code)
        elif words[0] == "cat":
            print(Path(words[1]).read_text(encoding="utf-8"), end="")
        else:
            raise Stopped(f"{self.page}: {line}: pages run tieout, cat and echo $? only")

    def _caught(self, action: Callable[[], object]) -> str:
        data = io.BytesIO()
        stream = io.TextIOWrapper(data, encoding="utf-8", write_through=True)
        with contextlib.redirect_stdout(stream), contextlib.redirect_stderr(stream):
            action()
            stream.flush()
        return data.getvalue().decode()


def _with_body(block: str, body: str, shown: str) -> str:
    return f"{block.removesuffix(f'{body}```')}{shown}```"


def _without_ends(text: str) -> str:
    return "".join(line.rstrip() + "\n" for line in text.splitlines())


def renewed(page: str, text: str, folder: Path) -> str:
    """Return a page with what its blocks print now.

    Args:
        page: its name, for messages.
        text: of the page.
        folder: an empty one, in which its blocks run.

    Raises:
        Stopped: a command cannot be run, or ends with an exit code that the page does not show.
    """
    shell = Shell(page)
    with _inside(folder):
        return BLOCK.sub(shell.block, text)


@contextlib.contextmanager
def _inside(folder: Path) -> Iterator[None]:
    """Stand in a folder, with a terminal of 100 columns without colours, no cache and no CI server."""
    here, before = Path.cwd(), dict(os.environ)
    for name in [one for one in os.environ if one.startswith(("TIEOUT_", "GITHUB_")) or one in ("CI", "FORCE_COLOR")]:
        del os.environ[name]
    os.environ |= {"COLUMNS": "100", "NO_COLOR": "1", "TIEOUT_CACHE": "off"}
    os.chdir(folder)
    try:
        yield
    finally:
        os.chdir(here)
        os.environ.clear()
        os.environ.update(before)
