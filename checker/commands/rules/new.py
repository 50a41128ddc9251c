"""`tieout rules new`."""

from __future__ import annotations

import re
from pathlib import Path

import click

from checker import console, errors, resources
from checker.errors import UsageError

_NAMES = {
    "agree": "headcount-agrees",
    "arithmetic": "parts-make-the-total",
    "authority": "pages-follow-the-datasheet",
    "coverage": "reports-give-the-headcount",
    "derived": "growth-follows",
    "range": "occupancy-is-possible",
    "trend": "vaccinations-never-fall",
}
_NAME = re.compile(r"[a-z0-9]{1,60}(?:-[a-z0-9]{1,60}){0,20}")


@click.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option(
    "--kind", type=click.Choice(sorted(_NAMES)), default="agree", help="What the rule checks.  [default: agree]"
)
@click.option("--namespace", default="MY", metavar="LETTERS", help="What the codes begin with.  [default: MY]")
@click.option("--name", default="", metavar="NAME", help="Name of the rule, in small letters with hyphens.")
def command(file: Path, kind: str, namespace: str, name: str) -> int:
    """Write a rule file to start from: one working rule with its tests. A file that is there is left alone."""
    if not (namespace.isascii() and namespace.isalpha() and namespace.isupper() and len(namespace) <= 12):
        raise UsageError(f"'{namespace}' is no namespace; take up to 12 capital letters")
    if name and (len(name) > 60 or not _NAME.fullmatch(name)):
        raise UsageError(f"'{name}' is no name of a rule; take small letters with hyphens, such as weight-agrees")
    if file.suffix not in (".yaml", ".yml"):
        raise UsageError(f"{file}: name a file that ends in .yaml, or it will not be found as a rule file")
    template = resources.package_file("verify", "templates", f"{kind}.yaml").read_text(encoding="utf-8")
    text = template.replace("@NAMESPACE@", namespace).replace("@NAME@", name or _NAMES[kind])
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with file.open("x", encoding="utf-8", newline="\n") as handle:
            handle.write(text)
    except FileExistsError as error:
        raise UsageError(f"{file} is there already; name another file") from error
    except OSError as error:
        raise UsageError(f"{file}: cannot be written: {error.strerror or error}") from error
    console.put_line(f"wrote {file}; try it with: tieout rules test {file}")
    return errors.EXIT_CLEAN
