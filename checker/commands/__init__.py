"""The commands of `tieout`: one file each, found by a listing of this folder and imported when they are asked for.

A command is a module that exports `command`, made with `@click.command()`; its name is the file's name with hyphens
for underscores. A folder is a group, and the docstring of its `__init__.py` the group's help. Names that begin with
an underscore are no commands. `SECTION` in a module or a folder's `__init__.py` says under which heading `tieout
--help` lists it.

What a command needs of the stages it imports in its functions: `tieout --help` imports every command and must answer
at once. Options that several commands share lie in `checker/options.py`, running a check in `checker/running.py`.
"""

from __future__ import annotations

import importlib
import pkgutil
from difflib import get_close_matches
from typing import Any

import click

SECTIONS = ("Check documents", "Look closer", "Decide", "Rules and settings", "This installation")
OTHER = "More"
_SENTENCE = 200  # characters of a command's first sentence that a listing shows


class CommandFolder(click.Group):
    """A group whose commands are the modules of a package."""

    def __init__(self, package: str, **attributes: Any) -> None:
        super().__init__(**attributes)
        self.package = package

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of the commands in order; imports the package and none of its modules."""
        found = pkgutil.iter_modules(importlib.import_module(self.package).__path__)
        return sorted(one.name.replace("_", "-") for one in found if not one.name.startswith("_"))

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import one command; None where there is none of that name."""
        if cmd_name not in self.list_commands(ctx):
            return None
        module = importlib.import_module(self._module(cmd_name))
        if hasattr(module, "__path__"):
            return CommandFolder(module.__name__, name=cmd_name, help=module.__doc__)
        found: click.Command = module.command
        found.name = cmd_name
        return found

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the command that the arguments name, or say which one was probably meant."""
        if args and not args[0].startswith("-") and args[0] not in (names := self.list_commands(ctx)):
            near = get_close_matches(args[0], names, n=1)
            hint = f"did you mean '{near[0]}'?" if near else f"there are: {', '.join(names)}"
            raise click.UsageError(f"there is no command '{args[0]}'; {hint}", ctx)
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands under the headings that they name."""
        listed: dict[str, list[tuple[str, click.Command]]] = {}
        for name in self.list_commands(ctx):
            found = self.get_command(ctx, name)
            if found is not None and not found.hidden:
                listed.setdefault(self._section(name), []).append((name, found))
        order = [*SECTIONS, OTHER]
        for section in sorted(listed, key=lambda one: order.index(one) if one in order else len(order)):
            with formatter.section(section if len(listed) > 1 else "Commands"):
                formatter.write_dl([(name, found.get_short_help_str(_SENTENCE)) for name, found in listed[section]])

    def _module(self, name: str) -> str:
        return f"{self.package}.{name.replace('-', '_')}"

    def _section(self, name: str) -> str:
        section: str = getattr(importlib.import_module(self._module(name)), "SECTION", OTHER)
        return section
