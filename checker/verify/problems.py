"""What a model has against a rule file, in the words of the user's own file."""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches
from typing import Any

from checker.verify.guarded_yaml import Path, Tree

Problem = tuple[int, int, str]


def of_model(model: Any, data: Mapping[str, Any], at: Path, tree: Tree) -> list[Problem]:
    """Return every mistake a pydantic model finds in `data`, which stands at `at` in the file."""
    from pydantic import ValidationError

    try:
        model.model_validate(data)
    except ValidationError as error:
        return [_problem(one, model, at, tree) for one in error.errors(include_url=False)]
    return []


def _problem(error: Mapping[str, Any], model: Any, at: Path, tree: Tree) -> Problem:
    path: Path = (*at, *(_real(error["loc"], at, tree)))
    sort, name = error["type"], error["loc"][-1] if error["loc"] else ""
    if sort == "extra_forbidden":
        known = _keys_of(model, error["loc"][:-1])
        return (*tree.place(path, of_key=True), f"unknown key '{name}'{_hint(str(name), known)}")
    if sort == "missing":
        return (*tree.place(path[:-1]), f"the key '{name}' is missing")
    if sort == "literal_error":
        allowed = [word.strip(" '") for word in str(error["ctx"]["expected"]).replace(" or ", ", ").split(",")]
        given = str(error["input"])
        return (*tree.place(path), f"'{given}' is not known for '{_name(path)}'{_hint(given, allowed)}")
    message = str(error["msg"]).removeprefix("Value error, ")
    return (*tree.place(path), f"{_name(path)}: {message[:1].lower()}{message[1:]}")


def _name(path: Path) -> str:
    words = [str(part) for part in path if isinstance(part, str)]
    return words[-1] if words else "the file"


def _real(loc: tuple[str | int, ...], at: Path, tree: Tree) -> Path:
    """Return the part of an error's place that is in the file: validators add steps of their own."""
    kept: list[str | int] = []
    for part in loc:
        here: Path = (*at, *kept, part)
        is_last = part == loc[-1]
        if here in tree.values or here in tree.keys or is_last:
            kept.append(part)
    return tuple(kept)


def _keys_of(model: Any, loc: tuple[str | int, ...]) -> list[str]:
    """Return the keys that the model at a place knows."""
    current = model
    for part in loc:
        if isinstance(part, str):
            current = _field_model(current, part) or current
    return [field.alias or name for name, field in current.model_fields.items()]


def _field_model(model: Any, key: str) -> Any:
    field = next((one for name, one in model.model_fields.items() if key in (name, one.alias)), None)
    return None if field is None else _model_in(field.annotation)


def _model_in(annotation: Any) -> Any:
    from pydantic import BaseModel

    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    inner = (_model_in(part) for part in getattr(annotation, "__args__", ()))
    return next((model for model in inner if model is not None), None)


def _hint(word: str, known: list[str]) -> str:
    near = get_close_matches(word, known, n=1, cutoff=0.5)
    return f"; did you mean '{near[0]}'?" if near else f"; known: {', '.join(sorted(known)[:14])}"
