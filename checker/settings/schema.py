"""JSON Schema of a settings file, from the same keys that read it."""

from __future__ import annotations

from typing import Any

from checker.settings.keys import Key, keys, to_toml

_TEXTS = {"type": "array", "items": {"type": "string"}}
_TYPES: dict[str, dict[str, Any]] = {
    "flag": {"type": "boolean"},
    "count": {"type": "integer"},
    "number": {"type": "number"},
    "text": {"type": "string"},
    "texts": _TEXTS,
    "table": {"type": "object", "additionalProperties": {"type": "string"}},
    "tables": {"type": "object", "additionalProperties": _TEXTS},
}


def settings_schema() -> dict[str, Any]:
    """Return the schema of `tieout.toml`; of `[tool.tieout]` in `pyproject.toml` it describes the table."""
    plain = {key.name: _schema(key) for key in keys().values() if "." not in key.field}
    limits = {key.name.partition(".")[2]: _schema(key) for key in keys().values() if key.field.startswith("limits.")}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Tieout settings",
        "type": "object",
        "additionalProperties": False,
        "properties": {
            **plain,
            "limits": {
                "type": "object",
                "description": "bounds of one document; beyond them it is left out with a reason",
                "additionalProperties": False,
                "properties": limits,
            },
        },
    }


def _schema(key: Key) -> dict[str, Any]:
    found = {"description": key.about, **_TYPES[key.sort], "default": to_toml(key, key.default)}
    return found | ({"enum": list(key.choices)} if key.choices else {})
