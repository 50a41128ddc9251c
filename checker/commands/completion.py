"""`tieout completion`: completion for shells."""

from __future__ import annotations

import click
from click.shell_completion import get_completion_class

from checker import console, errors

SECTION = "This installation"
_WHERE = {
    "bash": 'eval "$(tieout completion bash)"   in ~/.bashrc',
    "zsh": 'eval "$(tieout completion zsh)"   in ~/.zshrc',
    "fish": "tieout completion fish > ~/.config/fish/completions/tieout.fish",
}


@click.command()
@click.argument("shell", type=click.Choice(sorted(_WHERE)))
@click.pass_context
def command(context: click.Context, shell: str) -> int:
    """Print the lines that let a shell complete commands, options, rule codes and formats.

    \b
    bash   eval "$(tieout completion bash)"   in ~/.bashrc
    zsh    eval "$(tieout completion zsh)"    in ~/.zshrc
    fish   tieout completion fish > ~/.config/fish/completions/tieout.fish
    """
    found = get_completion_class(shell)
    assert found is not None
    whole = context.find_root().command
    shown = found(whole, {}, "tieout", "_TIEOUT_COMPLETE")
    console.put_line((shown.source_template % shown.source_vars()).strip())
    return errors.EXIT_CLEAN
