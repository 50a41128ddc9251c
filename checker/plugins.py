"""Finds one-file members (readers, kinds, writers, backends) by folder scan, and plug-ins of other packages by name.

A member is a module of a room's folder that exports the room's word: `READER` in `collect`, `KIND` in
`verify.kinds`, `WRITER` in `write`, `BACKEND` in `backends`. Dropping a file into the folder is all it takes.

Plug-ins of other packages announce themselves as entry points. They run with the user's rights, so they are only
*listed*; one is imported when the user's own settings or command line name it, never because it is installed.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Any

from checker.errors import UsageError

GROUPS = {
    "READER": "tieout.readers",
    "KIND": "tieout.kinds",
    "WRITER": "tieout.writers",
    "BACKEND": "tieout.backends",
    "RULES": "tieout.rules",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Announced:
    """A plug-in that an installed package announces; nothing of it has been imported."""

    name: str
    group: str  # "tieout.readers" ...
    target: str  # "package.module:OBJECT"
    distribution: str
    version: str


@cache
def find_members(room: str, export: str) -> Mapping[str, Any]:
    """Return what each module of a room exports under a name, by module name and in that order.

    Args:
        room: a folder of `checker`, with dots: "collect", "verify.kinds".
        export: "READER", "KIND", "WRITER" or "BACKEND"; modules without it are no members.
    """
    package = importlib.import_module(f"checker.{room}")
    names = sorted(info.name for info in pkgutil.iter_modules(package.__path__) if not info.ispkg)
    modules = {name: importlib.import_module(f"checker.{room}.{name}") for name in names}
    return MappingProxyType(
        {name: getattr(module, export) for name, module in modules.items() if hasattr(module, export)}
    )


def list_announced() -> tuple[Announced, ...]:
    """Return the plug-ins that installed packages announce, by group and name; imports none of them."""
    from importlib import metadata  # slow to import, and few runs ask

    found = [
        Announced(
            name=point.name,
            group=group,
            target=point.value,
            distribution=point.dist.name if point.dist else "",
            version=point.dist.version if point.dist else "",
        )
        for group in GROUPS.values()
        for point in metadata.entry_points(group=group)
    ]
    return tuple(sorted(found, key=lambda one: (one.group, one.name, one.distribution)))


def announced_names(export: str) -> tuple[str, ...]:
    """Return the names that installed packages announce for one sort of plug-in, sorted; imports none of them."""
    from importlib import metadata

    return tuple(sorted({point.name for point in metadata.entry_points(group=GROUPS[export])}))


def import_named(export: str, names: Sequence[str]) -> Mapping[str, Any]:
    """Import the announced plug-ins that the user named, and return what they export by name.

    Raises:
        UsageError: no installed package announces a plug-in of that name, or it cannot be imported.
    """
    from importlib import metadata

    announced = {point.name: point for point in metadata.entry_points(group=GROUPS[export])}
    loaded: dict[str, Any] = {}
    for name in names:
        if name not in announced:
            known = ", ".join(sorted(announced)) or "none"
            raise UsageError(f"no installed package announces the plug-in '{name}'; announced: {known}")
        try:
            loaded[name] = announced[name].load()
        except Exception as error:  # foreign code at its border: whatever it raises is the user's to know
            raise UsageError(f"the plug-in '{name}' cannot be imported: {type(error).__name__}: {error}") from error
    return MappingProxyType(loaded)
