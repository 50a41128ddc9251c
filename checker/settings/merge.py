"""One value for each setting, from flags, environment, settings file and defaults, with where it comes from."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from checker.config import MOST_JOBS, Limits, Settings
from checker.errors import UsageError
from checker.settings import files
from checker.settings.environment import CONFIG, read_environment
from checker.settings.files import SettingsFile
from checker.settings.keys import Preferences, keys

DEFAULT = "default"


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """What holds for one command."""

    values: Mapping[str, Any]  # by field
    origins: Mapping[str, str]  # by field: "--strict", "TIEOUT_STRICT", "tieout.toml:3", "default"
    file: str = ""  # the settings file, as messages call it

    @property
    def settings(self) -> Settings:
        """What goes to the pipeline."""
        limits = {name.partition(".")[2]: value for name, value in self.values.items() if name.startswith("limits.")}
        own = {name: value for name, value in self.values.items() if name in Settings.__dataclass_fields__}
        return Settings(limits=Limits(**limits), **own)

    @property
    def preferences(self) -> Preferences:
        """What concerns the command alone."""
        return Preferences(
            **{name: value for name, value in self.values.items() if name in Preferences.__dataclass_fields__}
        )


def merge(
    flags: Mapping[str, tuple[Any, str]],
    paths: Sequence[str] = (),
    *,
    config: str = "",
    isolated: bool = False,
    environment: Mapping[str, str] | None = None,
) -> Chosen:
    """Return what holds: flags before variables before the settings file before defaults.

    Args:
        flags: value and name on the command line, by field; only what the user gave.
        paths: what is checked; the settings file is looked for from there upwards.
        config: a settings file that the user named.
        isolated: read no settings file.
        environment: variables; those of the process where None.

    Raises:
        UsageError: a file or variable holds mistakes, or a file that was named is not there.
    """
    variables = os.environ if environment is None else environment
    found = _file(paths, config or variables.get(CONFIG, ""), isolated)
    values = {field: key.default for field, key in keys().items()} | _unasked()
    origins = dict.fromkeys(values, DEFAULT)
    if found is not None:
        values.update(found.values)
        origins.update({field: f"{found.name}:{line}" for field, line in found.lines.items()})
    asked = read_environment(variables)
    values.update(asked)
    origins.update({field: keys()[field].variable for field in asked})
    values.update({field: value for field, (value, _) in flags.items()})
    origins.update({field: name for field, (_, name) in flags.items()})
    return Chosen(values=values, origins=origins, file=found.name if found else "")


def _unasked() -> dict[str, Any]:
    """Return what a command does unasked where `Settings` of a script differ.

    A script that calls `checker.check` stays in one process unless it asks for more: its module may not be importable.
    Nor does it write into the user's folders.
    """
    return {"jobs": min(MOST_JOBS, os.cpu_count() or 1), "backend": "auto", "cache": "auto"}


def _file(paths: Sequence[str], config: str, isolated: bool) -> SettingsFile | None:
    if isolated:
        return None
    if config:
        if not Path(config).is_file():
            raise UsageError(f"there is no settings file '{config}'; `tieout init` writes one")
        return files.read_file(Path(config))
    found = files.find_file(paths)
    return files.read_file(found, files.checked_folder(paths)) if found else None
