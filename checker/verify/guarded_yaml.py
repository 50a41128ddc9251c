"""YAML of users, read safely: YAML 1.2, nothing but plain data, every mistake with its line and column.

The events are walked before anything is built: anchors, aliases and explicit tags are refused, and so is a file that
is too large or too deep. Same keys in one mapping are mistakes, not overwritten. Source: RELIABILITY, section 4.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

MOST_BYTES = 1_000_000
MOST_EVENTS = 100_000
MOST_DEPTH = 20

Path = tuple[str | int, ...]


@dataclass(slots=True)
class Tree:
    """Plain data with the position of every key and value, and the mistakes met on the way."""

    data: Any = None
    values: dict[Path, tuple[int, int]] = field(default_factory=dict)  # path -> line, column; both count from 1
    keys: dict[Path, tuple[int, int]] = field(default_factory=dict)
    spans: dict[Path, tuple[int, int]] = field(default_factory=dict)  # path -> its value in the text
    mistakes: list[tuple[int, int, str]] = field(default_factory=list)

    def place(self, path: Path, *, of_key: bool = False) -> tuple[int, int]:
        """Return line and column of a value or of its key, or of the nearest thing around it that is there."""
        for end in range(len(path), -1, -1):
            table = self.keys if of_key and end == len(path) else self.values
            if path[:end] in table:
                return table[path[:end]]
        return 1, 1


def read_tree(text: str) -> Tree:
    """Return the data of one YAML document; problems are in `mistakes`, and then `data` may be None."""
    from ruamel.yaml import YAML
    from ruamel.yaml.error import MarkedYAMLError, YAMLError

    tree = Tree()
    if len(text.encode("utf-8", "surrogatepass")) > MOST_BYTES:
        tree.mistakes.append((1, 1, f"the file is larger than {MOST_BYTES:,} bytes"))
        return tree
    try:
        if not _is_refused(text, tree):
            node = YAML(typ="safe", pure=True).compose(text)
            tree.data = None if node is None else _build(node, (), tree)
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = (mark.line + 1, mark.column + 1) if mark is not None else (1, 1)
        tree.mistakes.append((*place, f"not YAML: {error.problem or error.context or 'cannot be read'}"))
    except (YAMLError, RecursionError) as error:
        tree.mistakes.append((1, 1, f"not YAML: {str(error).splitlines()[0]}"))
    return tree


def _is_refused(text: str, tree: Tree) -> bool:
    from ruamel.yaml import YAML

    depth = 0
    for number, event in enumerate(YAML(typ="safe", pure=True).parse(text)):
        name = type(event).__name__
        depth += name.endswith(("SequenceStartEvent", "MappingStartEvent"))
        depth -= name.endswith(("SequenceEndEvent", "MappingEndEvent"))
        reason = _refusal(event, name, depth, number)
        if reason:
            tree.mistakes.append((event.start_mark.line + 1, event.start_mark.column + 1, reason))
            return True
    return False


def _refusal(event: Any, name: str, depth: int, number: int) -> str:
    if name == "AliasEvent" or getattr(event, "anchor", None):
        return "anchors and aliases are not read; write the value out"
    tag = getattr(event, "tag", None) or getattr(event, "ctag", None)
    is_tagged = tag is not None and not _is_plain_tag(tag)
    if is_tagged and not name.startswith(("Stream", "Document")):
        return "tags are not read; leave the '!' out or quote the value"
    if depth > MOST_DEPTH:
        return f"nested deeper than {MOST_DEPTH} levels"
    return f"more than {MOST_EVENTS:,} values and keys" if number > MOST_EVENTS else ""


def _is_plain_tag(tag: Any) -> bool:
    return not str(tag) or str(tag) in ("None", "!!None")


def _build(node: Any, path: Path, tree: Tree) -> Any:
    place = (node.start_mark.line + 1, node.start_mark.column + 1)
    tree.values[path] = place
    tree.spans[path] = (node.start_mark.index, node.end_mark.index)
    if node.id == "mapping":
        return _build_mapping(node, path, tree)
    if node.id == "sequence":
        return [_build(item, (*path, number), tree) for number, item in enumerate(node.value)]
    return _scalar(node)


def _build_mapping(node: Any, path: Path, tree: Tree) -> dict[str, Any]:
    built: dict[str, Any] = {}
    for key_node, value_node in node.value:
        line, column = key_node.start_mark.line + 1, key_node.start_mark.column + 1
        if key_node.id != "scalar":
            tree.mistakes.append((line, column, "a key must be a plain word"))
            continue
        key = str(key_node.value)
        if key in built:
            tree.mistakes.append((line, column, f"the key '{key}' stands twice in one mapping"))
            continue
        tree.keys[(*path, key)] = (line, column)
        built[key] = _build(value_node, (*path, key), tree)
    return built


def _scalar(node: Any) -> Any:
    """Return a scalar by its resolved tag; dates, and the words `yes`, `no`, `on`, `off`, stay text."""
    sort = str(node.tag).rpartition(":")[2]
    text = str(node.value)
    if sort == "null":
        return None
    if sort == "bool" and text.lower() in ("true", "false"):
        return text.lower() == "true"
    try:
        if sort == "int":
            return int(text.replace("_", ""), 0) if text.lstrip("+-")[:2].lower() in ("0x", "0o") else int(text)
        if sort == "float":
            return float(text)
    except ValueError:
        return text
    return text
