"""What the options of a command, the environment and a settings file ask for together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import click
from click.core import ParameterSource

from checker.settings.keys import keys
from checker.settings.merge import Chosen, merge

_CODES = ("select", "ignore", "extend_select")  # options whose words may be several, with commas
_NEGATED = {"no_versions": "versions", "no_ignore": "ignore_files", "no_preview": "preview"}
_RENAMED = {"time_limit": "limits.document_s", "tolerance": "tolerances", "cache_dir": "cache"}


def choose(options: Mapping[str, Any]) -> Chosen:
    """Return what holds for a command.

    Args:
        options: what the command was called with, by parameter; `paths`, `config` and `isolated` say where the
            settings file is.

    Raises:
        UsageError: a settings file, variable or option cannot be used.
    """
    config, isolated = options.get("config") or "", bool(options.get("isolated"))
    if config and isolated:
        raise click.UsageError("--config names a settings file and --isolated forbids one; give one of them")
    chosen = merge(dict(_flags(options)), list(options.get("paths") or ()), config=config, isolated=isolated)
    chosen.settings  # noqa: B018 (a value that cannot be used is refused here, not in the middle of a run)
    return chosen


def codes(values: Sequence[str]) -> tuple[str, ...]:
    """Return the single codes of words that hold several with commas."""
    return tuple(code.strip() for value in values for code in value.split(",") if code.strip())


def _flags(options: Mapping[str, Any]) -> Iterator[tuple[str, tuple[Any, str]]]:
    """Give field, value and name of every option that stands on the command line."""
    context = click.get_current_context()
    names = {parameter.name: max(parameter.opts, key=len) for parameter in context.command.params}
    for name, value in options.items():
        field = _RENAMED.get(name) or _NEGATED.get(name) or name
        if field not in keys() or context.get_parameter_source(name) is not ParameterSource.COMMANDLINE:
            continue
        yield field, (_read(name, value), names[name])
    if options.get("no_cache"):  # whatever folder is named beside it
        yield "cache", ("off", "--no-cache")


def _read(name: str, value: Any) -> Any:
    """Return what an option means as a setting holds it."""
    if name in _NEGATED:
        return not value
    if name == "tolerance":  # "length=5 km" is for one attribute, "1%" for all
        parts = [text.rpartition("=") for text in value]
        return tuple((attribute.strip(), gap.strip()) for attribute, _, gap in parts)
    return codes(value) if name in _CODES else value
