"""Adds aliases to a file of entities; what stands in it, comments too, stays."""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from checker.errors import UsageError
from checker.verify import vocabulary


def add_aliases(path: Path, pairs: Sequence[tuple[str, str]]) -> tuple[bytes, int]:
    """Return the file with some aliases added, and how many: to the entity that has the name, or to a new one.

    An alias that is a name of another entity already is left out: one name is one thing.

    Args:
        path: the file; one that is not there is begun.
        pairs: name and alias.

    Raises:
        UsageError: the file holds mistakes, or an alias contradicts what it says.
    """
    from ruamel.yaml import YAML

    if path.exists():
        vocabulary.read(path)  # refuses tags, anchors and mistakes before anything is built
    yaml = YAML(typ="rt", pure=True)
    yaml.preserve_quotes = True
    yaml.width = 120
    yaml.indent(mapping=2, sequence=4, offset=2)
    text = path.read_text(encoding="utf-8-sig") if path.exists() else "version: 1\nentities: []\n"
    data: Any = yaml.load(text)
    count = sum(_add(data["entities"], name, alias) for name, alias in pairs)
    buffer = io.StringIO()
    yaml.dump(data, buffer)
    _, problems = vocabulary.parse(buffer.getvalue())
    if problems:
        raise UsageError("\n".join(f"{path}: {words}; nothing was written" for _, _, words in problems))
    return buffer.getvalue().encode("utf-8"), count


def _add(entities: Any, name: str, alias: str) -> bool:
    """Add one alias and say whether it was added."""
    owner = {word.casefold(): one for one in entities for word in (one["name"], *_listed(one.get("aliases")))}
    if alias.casefold() in owner:
        return False
    one = owner.get(name.casefold())
    if one is None:
        entities.append({"name": name, "aliases": [alias]})
    else:
        one["aliases"] = [*_listed(one.get("aliases")), alias]
    return True


def _listed(value: Any) -> list[str]:
    return [value] if isinstance(value, str) else list(value or ())
