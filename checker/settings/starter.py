"""The files that `tieout init` writes: settings with every key explained, names, ignore patterns."""

from __future__ import annotations

from collections.abc import Iterator

from checker.settings.keys import Key, keys, show, to_toml

RULES = "rules"
ENTITIES = "entities.yaml"
_ACTIVE = {"rules": [RULES], "entities": ENTITIES, "fail_on": "error"}
_UNUSUAL = frozenset({"color", "as_of", "backend", "jobs", "cache", "exit_zero"})  # better said on the command line

ENTITIES_TEXT = """\
# Names of one thing, and pairs that are never one. `tieout entities suggest FOLDER` proposes lines for this file.
version: 1
entities: []
# entities:
#   - name: Norvik Energy            # as reports shall show it
#     type: ORG
#     aliases: [Norvik, NVK]
#     parts: [Norvik Hydro]
#     not-same-as: [Norvik Estates]
"""
IGNORE_TEXT = f"""\
# Paths that Tieout leaves out, in the manner of .gitignore. `tieout files .` shows what is read and what is not.
/{RULES}/
# archive/
# *.draft.md
"""


def settings_text() -> str:
    """Return a settings file in which every key stands with its meaning, and those that `init` needs are set."""
    return "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    yield "# Settings of Tieout for the documents in this folder and below."
    yield "# `tieout config show` prints what holds and why; flags and TIEOUT_* variables go before this file."
    plain = [key for key in keys().values() if "." not in key.field and key.field not in _UNUSUAL]
    for key in plain:
        yield ""
        yield f"# {key.about}" + (f": {', '.join(key.choices)}" if key.choices else "")
        if key.field in _ACTIVE:
            yield f"{key.name} = {show(_ACTIVE[key.field])}"
        else:
            yield f"# {key.name} = {show(to_toml(key, key.default))}"
    yield ""
    yield "# Bounds of one document; beyond them it is left out with a reason."
    yield "# [limits]"
    for key in keys().values():
        if key.field.startswith("limits."):
            yield _limit(key)


def _limit(key: Key) -> str:
    name = key.name.partition(".")[2]
    return f"# {name} = {show(to_toml(key, key.default))}  # {key.about}"
