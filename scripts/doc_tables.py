"""Small parts of the reference pages: tables in Markdown, and types of a JSON Schema in words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

Schema = dict[str, Any]

NOTE = "<!-- Written by scripts/make_docs.py from the program itself: change the code, then run `make reference`. -->\n"


def page(title: str, *parts: str) -> str:
    """Return a page that says that it is generated: title and parts, each apart by an empty line."""
    return "\n\n".join([NOTE + f"\n# {title}", *(part.strip("\n") for part in parts if part)]) + "\n"


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table; pipes and line breaks inside a cell are kept from breaking it."""
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join("| " + " | ".join(_cell(cell) for cell in line) + " |" for line in lines)


def code(text: object) -> str:
    """Return a text as code; nothing where it is empty."""
    return f"`{text}`" if str(text) else ""


def fenced(text: str, language: str = "") -> str:
    """Return a block of text."""
    return f"```{language}\n{text.strip(chr(10))}\n```"


def _cell(text: str) -> str:
    return " ".join(text.replace("|", "\\|").split())


def model_table(name: str, schemas: dict[str, Schema]) -> str:
    """Return the keys of one model: what may stand there, what holds where it is left out, what it means."""
    from checker.verify.schema import key_words

    schema = schemas[name]
    needed = schema.get("required", [])
    rows = []
    for key, found in schema.get("properties", {}).items():
        default = "needed" if key in needed else code(_plain(found.get("default")))
        rows.append(
            (code(key), "a mapping" if key == "check" else in_words(found), default, key_words()[f"{name}.{key}"])
        )
    return table(("key", "may be", "left out", "meaning"), rows)


def in_words(schema: Schema) -> str:
    """Return what a schema lets stand there: "a text or a list of texts"."""
    if "anyOf" in schema:
        lists = [one for one in schema["anyOf"] if one.get("type") == "array"]
        if lists and "enum" in lists[0]["items"]:
            return f"one of {in_words(lists[0]['items'])}, or a list of them"
        words = [in_words(one) for one in schema["anyOf"] if one.get("type") != "null"]
        return " or ".join(dict.fromkeys(word for word in words if word))
    if "$ref" in schema:
        name = schema["$ref"].rpartition("/")[2]
        return (
            "`{any: true}`" if name == "AnyWord" else f"[{_KEYS.get(name, name)}](#{_ANCHORS.get(name, name.lower())})"
        )
    if "const" in schema:
        return code(schema["const"])
    if "enum" in schema:
        return ", ".join(code(one) for one in schema["enum"])
    if schema.get("type") == "array":
        inner = in_words(schema["items"])
        return f"a list of {'texts' if inner == 'a text' else inner}"
    if schema.get("type") == "object":
        inner = schema.get("additionalProperties")
        words = in_words(inner) if isinstance(inner, dict) else ""
        return f"a mapping from names to {words}" if words and " or " not in words else "a mapping"
    names = {"string": "a text", "integer": "a whole number", "number": "a number", "boolean": "`true` or `false`"}
    return names[schema["type"]]


def _plain(value: object) -> str:
    """Return a default as it would stand in YAML; nothing where there is none."""
    if value is None or value == "" or isinstance(value, dict) or value == []:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list):
        return f"[{', '.join(map(_plain, value))}]"
    return f"{value:g}" if isinstance(value, float) else str(value)


_KEYS = {
    "RuleModel": "a rule", "Select": "`select`", "Entity": "`entity`", "Qualifiers": "`qualifiers`",
    "Globs": "`documents`", "NamedGlobs": "`documents`", "ToleranceModel": "`tolerance`", "UpdateWhen": "`update-when`",
    "Bind": "`bind`", "Source": "`source`", "NotOlder": "`not-older-than`", "TestModel": "`tests`",
    "Expectation": "`expect`", "EntityModel": "`entities`",
}  # fmt: skip
_ANCHORS = {
    "RuleModel": "a-rule", "ToleranceModel": "tolerance", "UpdateWhen": "update-when", "NamedGlobs": "documents",
    "Globs": "documents", "NotOlder": "not-older-than", "TestModel": "tests", "Expectation": "expect",
    "EntityModel": "entities",
}  # fmt: skip


def anchor_links(text: str, before: str) -> str:
    """Return a table of keys whose links lead to another page."""
    return text.replace("](#", f"]({before}#")
