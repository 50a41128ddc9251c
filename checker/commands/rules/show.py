"""`tieout rules show`."""

from __future__ import annotations

import click

from checker import options, rule_pages


@click.command()
@click.argument("code")
@options.rules
def command(code: str, rules: tuple[str, ...]) -> int:
    """Show one rule: what it looks for, why it matters, how to mend what it finds, with examples from its tests."""
    return rule_pages.show(code, rules)
