"""Where the cache lies: a folder of the user, never one of the documents unless it is named."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from pathlib import Path

AUTO = "auto"  # the user's own cache folder
OFF = ("", "off")


def folder_of(chosen: str, environment: Mapping[str, str] | None = None) -> Path | None:
    """Return the folder that a setting names, or None where nothing is to be kept.

    Args:
        chosen: a folder, `auto` for the user's cache folder, or "" or "off" for none.
        environment: variables of the process, where None.
    """
    if chosen in OFF:
        return None
    if chosen != AUTO:
        return Path(chosen)
    known = os.environ if environment is None else environment
    base = _base(known)
    return base / "tieout" if base else None


def is_inside(folder: Path, target: str) -> bool:
    """Whether a folder lies in what is to be checked, links resolved."""
    inner, outer = os.path.realpath(folder), os.path.realpath(target)
    return inner == outer or inner.startswith(outer.rstrip(os.sep) + os.sep)


def _base(known: Mapping[str, str]) -> Path | None:
    """Return the folder in which programs of this system keep what they can make again."""
    xdg = known.get("XDG_CACHE_HOME", "")
    if xdg and Path(xdg).is_absolute():  # a relative one is to be ignored. Source: XDG base directory specification
        return Path(xdg)
    if sys.platform == "win32":
        local = known.get("LOCALAPPDATA", "")
        return Path(local) if local else None
    home = known.get("HOME", "")
    if not home or not Path(home).is_absolute():
        return None
    return Path(home) / ("Library/Caches" if sys.platform == "darwin" else ".cache")
