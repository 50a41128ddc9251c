"""`tieout rules new`."""

from __future__ import annotations

from pathlib import Path

import click

from checker import console, errors
from checker.errors import UsageError

_TEMPLATE = """\
# yaml-language-server: $schema=./tieout-rules.schema.json
# `tieout rules schema -o tieout-rules.schema.json` writes the schema that editors complete from.
version: 1
namespace: {namespace}

rules:
  - id: {namespace}001
    name: {name}
    summary: The headcount of one organisation at one time is the same in every document.
    why: A reader who sees two numbers for one date trusts neither.
    how-to-fix: Correct the older document, or add the date that each number refers to.
    severity: error
    select:
      attribute: [headcount, employees, staff]
    check:
      kind: agree
      same: [entity, attribute, period, scope]
      tolerance: {{rounding: stated-precision}}
    message: "{{entity}} has {{a.value}} in {{a.doc}} but {{b.value}} in {{b.doc}}."
    tests:
      - name: two numbers for one day
        documents:
          report.md: At the end of 2023 Norvik Energy had [[1,250]] employees.
          web.md: At the end of 2023 Norvik Energy had [[1,320]] employees.
        expect: [{{verdict: conflict, evidence: [report.md#1, web.md#1]}}]
      - name: other years do not meet
        documents:
          report.md: At the end of 2021 Norvik Energy had 900 employees.
          web.md: At the end of 2023 Norvik Energy had 1,250 employees.
        expect: none
"""


@click.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--namespace", default="MY", metavar="LETTERS", help="What the codes begin with.  [default: MY]")
@click.option("--name", default="headcount-agrees", metavar="NAME", help="Name of the rule, in words with hyphens.")
def command(file: Path, namespace: str, name: str) -> int:
    """Write a rule file to start from: one working rule with its tests. A file that is there is left alone."""
    if not (namespace.isascii() and namespace.isalpha() and namespace.isupper() and len(namespace) <= 12):
        raise UsageError(f"'{namespace}' is no namespace; take up to 12 capital letters")
    if file.suffix not in (".yaml", ".yml"):
        raise UsageError(f"{file}: name a file that ends in .yaml, or it will not be found as a rule file")
    try:
        with file.open("x", encoding="utf-8", newline="\n") as handle:
            handle.write(_TEMPLATE.format(namespace=namespace, name=name))
    except FileExistsError as error:
        raise UsageError(f"{file} is there already; name another file") from error
    except OSError as error:
        raise UsageError(f"{file}: cannot be written: {error.strerror or error}") from error
    console.put_line(f"wrote {file}; try it with: tieout rules test {file}")
    return errors.EXIT_CLEAN
