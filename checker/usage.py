"""From what a user typed to settings; what is refused before a document is read, and said when none held a figure."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Any

from checker.config import Settings
from checker.errors import UsageError

if TYPE_CHECKING:
    from checker.report import Report
    from checker.verify import Packs


def to_settings(options: dict[str, Any]) -> Settings:
    """Return the settings of a command: its options, the environment and the settings file of its paths together."""
    from checker.chosen import choose  # reads the command line; the stages, which import this module, need none of it

    return choose(options).settings


def refuse_paths(paths: Sequence[str]) -> None:
    """Refuse a path that is not there, and name the one that was probably meant."""
    for path in paths:
        if path == "-" or os.path.lexists(path) or any(sign in path for sign in "*?["):
            continue
        near: list[str] = []
        with contextlib.suppress(OSError, ValueError):
            near = get_close_matches(Path(path).name, [one.name for one in Path(path).parent.iterdir()], n=1)
        hint = f"; did you mean '{Path(path).parent / near[0]}'?" if near else ""
        raise UsageError(f"there is no '{path}'{hint}")


def refuse_targets(outputs: Sequence[str]) -> None:
    """Refuse outputs of unknown format, folders, and two that both want standard output."""
    from checker.write import parse_target

    places = [parse_target(target)[1] for target in outputs]
    for place in places:
        if place != "-" and Path(place).is_dir():
            raise UsageError(f"{place}: is a folder; name a file in it, such as {Path(place) / 'report.html'}")
    if places.count("-") > 1:
        raise UsageError("only one output can go to standard output")


def files_of(outputs: Sequence[str]) -> list[str]:
    """Return the files among the outputs."""
    from checker.write import parse_target

    return [place for _, place in map(parse_target, outputs) if place != "-"]


def refuse_watching(paths: Sequence[str], outputs: Sequence[str]) -> None:
    """Refuse to watch what comes only once, and to write one output after another to standard output."""
    if "-" in paths:
        raise UsageError("--watch waits for files to change, and standard input comes only once; name files instead")
    if len(files_of(outputs)) < len(outputs):
        raise UsageError("--watch writes every output again after each change, so name a file instead of '-'")


def page_to_open(outputs: Sequence[str]) -> Path:
    """Return the HTML file among the outputs, for `--open`.

    Raises:
        UsageError: no output is an HTML file.
    """
    from checker.write import parse_target

    found = [(writer.name, place) for writer, place in map(parse_target, outputs)]
    for name, place in found:
        if name == "html" and place != "-":
            return Path(place)
    raise UsageError("--open shows the HTML report, and none is written; add -o report.html")


def refuse_codes(packs: Packs, settings: Settings) -> None:
    """Refuse a word of the settings that calls no rule: a check without rules would look like a pass."""
    from checker.verify.choosing import fits

    known = sorted({word for rule in (*packs.rules, *packs.notices) for word in (rule.code, rule.name, *rule.tags)})
    for name, code in _words(settings):
        if not any(fits(code, rule) for rule in (*packs.rules, *packs.notices)):
            near = get_close_matches(code, known, n=1, cutoff=0.5)
            hint = f"did you mean '{near[0]}'?" if near else "`tieout rules list` names all of them"
            raise UsageError(f"{name} has '{code}', and no rule has such a code, name or tag; {hint}")


def _words(settings: Settings) -> Iterator[tuple[str, str]]:
    """Yield every word of the settings that should call a rule, with the setting it stands in."""
    for name in ("select", "extend_select", "ignore"):
        yield from ((name, word) for word in getattr(settings, name))
    yield from (("per_file_ignores", word) for _, words in settings.per_file_ignores for word in words)
    yield from (
        ("severity_overrides", word)
        for word, _ in settings.severity_overrides
        if not any(sign in word for sign in "*?/.")
    )


def nothing_checked(report: Report) -> Iterator[str]:
    """Say why there was nothing to check, where that is so."""
    if report.coverage.facts:
        return
    statuses = dict(report.coverage.documents)
    read = statuses.get("ok", 0) + statuses.get("partial", 0)
    if read:
        what = "the one document that was read holds" if read == 1 else f"the {read:,} documents that were read hold"
        yield f"nothing was checked: {what} no figure"
    elif report.documents:
        yield "nothing was checked: no document could be read; the report says why"
    else:
        yield "nothing was checked: the folder is empty"
