"""`tieout diff`: what two runs have in common, and what not."""

from __future__ import annotations

import json

import click

from checker import console, differences, errors

SECTION = "Check documents"


@click.command()
@click.argument("old", type=click.Path(exists=True, dir_okay=False))
@click.argument("new", type=click.Path(exists=True, dir_okay=False))
@click.option("--exit-code", is_flag=True, help="Exit 1 when findings or facts differ.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def command(old: str, new: str, exit_code: bool, as_json: bool) -> int:
    """Compare two runs: findings and facts that are new, changed or gone.

    OLD and NEW are files of `check -o run:PATH`; with `check -o json:PATH` only findings are compared.
    """
    before, after = differences.read_side(old), differences.read_side(new)
    findings = differences.compare_findings(before, after)
    has_facts = before.facts is not None and after.facts is not None
    facts = differences.compare_facts(before.facts or (), after.facts or ()) if has_facts else None
    if as_json:
        console.put_line(json.dumps(differences.as_data(findings, facts), indent=2, ensure_ascii=False))
    else:
        console.put_line(f"findings: {differences.counts(findings)}")
        for line in differences.lines(findings):
            console.put_line(f"  {line}")
        known = "not compared; both files must be run files" if facts is None else differences.counts(facts)
        console.put_line(f"facts: {known}")
        for line in differences.lines(facts or ()):
            console.put_line(f"  {line}")
    differs = any(one.state != "unchanged" for one in (*findings, *(facts or ())))
    return errors.EXIT_FINDINGS if exit_code and differs else errors.EXIT_CLEAN
