"""`tieout init`: a project to start from."""

from __future__ import annotations

from pathlib import Path

import click

from checker import console, errors, resources
from checker.errors import UsageError
from checker.settings import starter
from checker.settings.files import NAME

SECTION = "Rules and settings"
_RULE = "house-rules.yaml"


@click.command()
@click.argument("folder", default=".", metavar="[FOLDER]", type=click.Path(file_okay=False, path_type=Path))
def command(folder: Path) -> int:
    """Write settings, a rule with its tests, and a file for names into FOLDER; nothing that is there is touched."""
    template = resources.package_file("verify", "templates", "agree.yaml").read_text(encoding="utf-8")
    rule = template.replace("@NAMESPACE@", "HOUSE").replace("@NAME@", "headcount-agrees")
    texts = {
        NAME: starter.settings_text(),
        f"{starter.RULES}/{_RULE}": rule,
        starter.ENTITIES: starter.ENTITIES_TEXT,
        ".tieoutignore": starter.IGNORE_TEXT,
    }
    there = [name for name in texts if (folder / name).exists() or (folder / name).is_symlink()]
    if there:
        raise UsageError(f"{folder / there[0]} is there already, so nothing was written; move it away, or edit it")
    for name, text in texts.items():
        _write(folder / name, text)
        console.put_line(f"wrote {folder / name}")
    steps = {
        f"tieout rules test {folder / starter.RULES}": "run the tests of the rule",
        f"tieout check {folder}": "check the documents in the folder",
        f"tieout baseline create {folder}": f"with many old problems; then set `decisions` in {NAME}",
    }
    width = max(map(len, steps))
    console.put_line("\nnext:")
    for step, words in steps.items():
        console.put_line(f"  {step.ljust(width)}  {words}")
    return errors.EXIT_CLEAN


def _write(path: Path, text: str) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8", newline="\n") as handle:
            handle.write(text)
    except OSError as error:
        raise UsageError(f"{path}: cannot be written: {error.strerror or error}") from error
