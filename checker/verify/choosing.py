"""Which rules run, on which documents, and how severe their findings are: what settings and versions say of rules."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from checker.config import Settings
from checker.records import Notice
from checker.verify.rules import Packs, Rule
from checker.verify.selection import is_in

RENAMED = "T906"
MILD = frozenset({"agreement", "compatible"})  # verdicts that ask for nothing


def running(packs: Packs, settings: Settings) -> tuple[Rule, ...]:
    """Return the rules that run, in the order of the packs, each without the documents in which it is ignored."""
    chosen = [rule for rule in packs.rules if is_chosen(rule, settings)]
    return tuple(_without_ignored(rule, settings) for rule in chosen)


def is_chosen(rule: Rule, settings: Settings) -> bool:
    """Return whether the settings let a rule run; a preview rule only with `preview`, or where it is named."""
    return runs(rule, settings.select, settings.ignore, settings.extend_select, is_preview_run=settings.preview)


def runs(
    rule: Rule,
    select: Iterable[str],
    ignore: Iterable[str],
    extend: Iterable[str] = (),
    *,
    is_preview_run: bool = False,
) -> bool:
    """Return whether a rule runs: selected or added, not ignored; a preview rule is asked for by code or name."""
    chosen, added = tuple(select), tuple(extend)
    if any(fits(word, rule) for word in ignore):
        return False
    if rule.status == "preview" and not is_preview_run and not is_named(rule, (*chosen, *added)):
        return False
    return not chosen or any(fits(word, rule) for word in (*chosen, *added))


def is_named(rule: Rule, words: Iterable[str]) -> bool:
    """Return whether a rule is called by its own code or name, not by a prefix or a tag."""
    return any(word in (rule.code, rule.name, *rule.former) for word in words)


def fits(word: str, rule: Rule) -> bool:
    """Return whether a word of the settings calls a rule: ALL, its code or the beginning of it, a name, a tag."""
    return word in ("ALL", rule.name, *rule.tags, *rule.former) or rule.code.startswith(word)


def _without_ignored(rule: Rule, settings: Settings) -> Rule:
    globs = tuple(glob for glob, words in settings.per_file_ignores if any(fits(word, rule) for word in words))
    if not globs:
        return rule
    return replace(rule, select=replace(rule.select, exclude=(*rule.select.exclude, *globs)))


def severity(
    rule: Rule, given: str, verdict: str, reason: str, documents: Sequence[str], overrides: Iterable[tuple[str, str]]
) -> str:
    """Return the severity of a finding after the overrides of the settings, of which the last that fits counts.

    Args:
        rule: the rule of the finding.
        given: the severity before overrides.
        verdict: its kind; what asks for nothing is raised by the rule's code only, never by its documents.
        reason: its ground; values of unknown period never become an error.
        documents: those of its mentions.
        overrides: code, prefix, name, tag or glob of documents, with a severity.
    """
    found = given
    for word, wanted in overrides:
        is_glob = any(sign in word for sign in "*?/.")
        is_there = any(is_in(name, (word,)) for name in documents) and verdict not in MILD
        if is_there if is_glob else fits(word, rule):
            found = wanted
    return "warning" if found == "error" and reason == "unknown-period" and verdict == "conflict" else found


def notices(packs: Packs, settings: Settings) -> tuple[Notice, ...]:
    """Return a notice for every old code that the settings still use, and for every deprecated rule that runs."""
    words = (
        *settings.select,
        *settings.extend_select,
        *settings.ignore,
        *(one for one, _ in settings.severity_overrides),
    )
    words += tuple(word for _, some in settings.per_file_ignores for word in some)
    found = []
    for rule in packs.rules:
        for old in sorted(set(rule.former).intersection(words)):
            found.append(f"the rule {old} is now {rule.code}; write {rule.code} in its place")
        if rule.status == "deprecated" and is_chosen(rule, settings):
            instead = f"use {rule.replaced_by} in its place" if rule.replaced_by else "it has no successor"
            found.append(f"{rule.code} {rule.name} is deprecated and will go; {instead}")
    return tuple(Notice(code=RENAMED, message=message) for message in found)
