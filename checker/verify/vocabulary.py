"""Reads `entities.yaml`: what a user says of names; read as strictly as rules, every mistake with its place.

version: 1
entities:
  - name: Norvik Energy           # as it is to be shown
    type: ORG                     # optional: ORG, PERSON, GPE, PRODUCT, ...
    aliases: [Norvik, NVK]        # other names of the same thing
    parts: [Norvik Hydro, Norvik Wind]
    not-same-as: [Norvik Estates]
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from checker.errors import UsageError
from checker.records import Named, Vocabulary
from checker.verify.guarded_yaml import Tree, read_tree

FILE = "entities.yaml"


def read(path: Path) -> Vocabulary:
    """Return the vocabulary of a file.

    Raises:
        UsageError: it cannot be read, or holds mistakes; all of them are named with line and column.
    """
    from checker.verify.packs import read_text

    mistakes: list[str] = []
    text = read_text(path, mistakes)
    found = Vocabulary()
    if text is not None:
        found, problems = parse(text, path.name)
        mistakes += [f"{path}:{line}:{column}: {words}" for line, column, words in problems]
    if mistakes:
        raise UsageError("\n".join(mistakes))
    return found


def parse(text: str, name: str = FILE) -> tuple[Vocabulary, list[tuple[int, int, str]]]:
    """Return the vocabulary of a text, and its mistakes as line, column and words; empty where there are mistakes."""
    tree = read_tree(text)
    problems = sorted(set(tree.mistakes or _mistakes(tree)))
    if problems:
        return Vocabulary(), problems
    raws = tree.data["entities"]
    entities = tuple(named(raw, tree.place(("entities", at))[0]) for at, raw in enumerate(raws))
    return Vocabulary(entities=entities, file=name), []


def named(raw: dict[str, Any], line: int = 0) -> Named:
    """Return one entity from plain data that was validated."""
    return Named(
        name=raw["name"],
        type=raw.get("type") or "",
        aliases=_words(raw.get("aliases")),
        parts=_words(raw.get("parts")),
        not_same_as=_words(raw.get("not-same-as")),
        line=line,
    )


def _words(value: Any) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value or ())


def _mistakes(tree: Tree) -> list[tuple[int, int, str]]:
    from checker.verify import problems
    from checker.verify.models import VocabularyModel

    if not isinstance(tree.data, dict):
        return [(1, 1, "a file of entities is a mapping with the keys version and entities")]
    found = problems.of_model(VocabularyModel, tree.data, (), tree)
    return found or _contradictions(tree)


def _contradictions(tree: Tree) -> list[tuple[int, int, str]]:
    """Return every name that is said to be two things, or to be and not to be one."""
    found: list[tuple[int, int, str]] = []
    owner: dict[str, str] = {}
    raws: Sequence[dict[str, Any]] = tree.data["entities"]
    for at, raw in enumerate(raws):
        for key in ("name", "aliases"):
            for word in _words(raw.get(key)):
                known = owner.setdefault(word.casefold(), raw["name"])
                if known != raw["name"] or (key == "name" and _is_repeated(raws[:at], word)):
                    place = tree.place(("entities", at, key))
                    found.append((*place, f"'{word}' is a name of '{known}' already"))
        both = {word.casefold() for word in (raw["name"], *_words(raw.get("aliases")))}
        for word in _words(raw.get("not-same-as")):
            if word.casefold() in both:
                place = tree.place(("entities", at, "not-same-as"))
                found.append((*place, f"'{word}' is said to be '{raw['name']}' and not to be it"))
    return found


def _is_repeated(before: Sequence[dict[str, Any]], word: str) -> bool:
    return any(raw["name"].casefold() == word.casefold() for raw in before)
