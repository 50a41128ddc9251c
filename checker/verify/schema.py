"""The JSON Schema of rule files, made from the models that validate them."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from functools import cache
from typing import Any, cast

from checker import plugins, resources
from checker.verify.rules import Kind


def rule_schema() -> dict[str, Any]:
    """Return the schema of a rule file: the models of `models.py`, and under `check` one form per kind.

    What a schema cannot say (a namespace before every code, placeholders of messages, units) `rules validate` says.
    """
    from pydantic import BaseModel
    from pydantic.json_schema import models_json_schema

    from checker.verify.models import PackModel

    kinds = cast(Mapping[str, Kind], plugins.find_members("verify.kinds", "KIND"))
    models = {kind.name: cast(type[BaseModel], kind.model()) for kind in kinds.values()}
    every: list[type[BaseModel]] = [PackModel, *models.values()]
    _, made = models_json_schema([(model, "validation") for model in every], by_alias=True)
    definitions = made["$defs"]
    for name, definition in definitions.items():
        _describe(name, definition)
    definitions["RuleModel"]["properties"]["check"] = {
        "description": "What must hold; `kind` says which of the other keys there are.",
        "oneOf": [{"$ref": f"#/$defs/{models[name].__name__}"} for name in sorted(models)],
    }
    pack = definitions.pop("PackModel")
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **pack,
        "title": "Rule file of Tieout",
        "$defs": definitions,
    }


@cache
def key_words() -> Mapping[str, str]:
    """Return what each key of a rule file means, by model and key: `Select.attribute`; of `key_words.csv`."""
    with resources.package_file("verify", "key_words.csv").open(encoding="utf-8", newline="") as handle:
        return {row["key"]: row["about"] for row in csv.DictReader(handle)}


def _describe(name: str, definition: dict[str, Any]) -> None:
    """Write beside each key what it means, so that editors show it."""
    words = key_words()
    for key, found in definition.get("properties", {}).items():
        if f"{name}.{key}" in words:
            found["description"] = words[f"{name}.{key}"].replace("`", "")
