"""Settings from variables of the environment: `TIEOUT_FAIL_ON=warning`."""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches
from typing import Any

from checker.errors import SettingsError
from checker.settings.keys import Key, keys, refuse, to_field

CONFIG = "TIEOUT_CONFIG"
OTHERS = frozenset({CONFIG, "TIEOUT_ISOLATED", "TIEOUT_CACHE_DIR"})  # variables that are no setting
_FLAGS = {"1": True, "true": True, "yes": True, "on": True, "0": False, "false": False, "no": False, "off": False}


def read_environment(environment: Mapping[str, str]) -> dict[str, Any]:
    """Return what variables set, by field; an empty variable sets nothing, lists are separated by commas.

    Raises:
        SettingsError: one or more values cannot be used.
    """
    values: dict[str, Any] = {}
    mistakes: list[str] = []
    for key in keys().values():
        text = environment.get(key.variable, "").strip()
        if not text:
            continue
        value = _value(key, text)
        if wrong := refuse(key, value):
            mistakes.append(f"{key.variable}: {wrong}")
        else:
            values[key.field] = to_field(key, value)
    if mistakes:
        raise SettingsError(tuple(mistakes))
    return values


def _value(key: Key, text: str) -> Any:
    """Return a variable's text as a settings file would give it; the text itself where it cannot be read."""
    if key.sort == "flag":
        return _FLAGS.get(text.lower(), text)
    if key.sort == "texts":
        return [part.strip() for part in text.split(",") if part.strip()]
    if key.sort in ("count", "number"):
        try:
            return int(text) if key.sort == "count" else float(text)
        except ValueError:
            return text
    return text


def strangers(environment: Mapping[str, str]) -> list[str]:
    """Return a line for each variable that begins with TIEOUT_ and sets nothing, with the one probably meant."""
    known = {key.variable for key in keys().values()} | OTHERS
    lines = []
    for name in sorted(environment):
        if name.startswith("TIEOUT_") and name not in known:
            near = get_close_matches(name, sorted(known), n=1, cutoff=0.8)
            lines.append(f"{name} sets nothing" + (f"; did you mean {near[0]}?" if near else ""))
    return lines
