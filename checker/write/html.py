"""The HTML report: one file with nothing outside it, safe whatever the documents hold."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from checker.errors import UsageError
from checker.resources import data_folder
from checker.write.base import Writer
from checker.write.islands import islands
from checker.write.view import page_view
from checker.write.visible import replace_surrogates

if TYPE_CHECKING:
    from jinja2 import Environment

    from checker.report import Report

PLAIN_FINDINGS = 200  # that can be read without script
# Parts of the page's one script, in order; the last only where the program itself serves the page.
SCRIPTS = ("base", "list", "detail", "review", "files", "sections", "lists", "facts", "keys", "start")
SERVED = "served"
SIDES = {"stale": "older value", "asserted": "says so", "denied": "denies it"}  # as the script has them


def render(report: Report, name: str) -> Mapping[str, bytes]:
    """Return the page under `name`: template, stylesheet, script and data in one file."""
    return {name: replace_surrogates(page(report)).encode()}


def page(report: Report) -> str:
    """Return the page as text.

    The policy allows this stylesheet and this script by their hashes and nothing else, so that text which
    became markup by mistake could neither run nor load anything.
    """
    return page_of(page_view(report))


def page_of(view: Mapping[str, Any], is_served: bool = False) -> str:
    """Return the page of a view as text; `is_served` lets it speak to the program that serves it, and to no other."""
    folder = data_folder("reports") / "templates"
    style = page_style(folder, "report")
    script = page_script(folder / "script", is_served)
    data, later = islands(view)
    return (
        templates(folder)
        .get_template("report.html.j2")
        .render(
            policy=policy(style, script, is_served),
            is_served=is_served,
            style=style,
            script=script,
            data=data,
            later=later,
            view=view,
            plain=[_plain(one, view["documents"]) for one in view["findings"][:PLAIN_FINDINGS]],
            more=max(0, len(view["findings"]) - PLAIN_FINDINGS),
        )
    )


def page_again(view: Mapping[str, Any], path: str | Path) -> str:
    """Return the page of a view that a report file holds, to be served.

    Raises:
        UsageError: the view is damaged.
    """
    from jinja2 import TemplateError

    try:
        return page_of(view, is_served=True)
    except (LookupError, TypeError, AttributeError, ValueError, TemplateError) as error:
        raise UsageError(f"{path}: is a damaged report ({error}); write it again") from error


def templates(folder: Path) -> Environment:
    """Return the templates of a folder with autoescape on.

    Only style, script and data are marked safe in them: our own files, and the island.
    """
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    return Environment(
        loader=FileSystemLoader(folder),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def page_style(folder: Path, name: str) -> str:
    """Return the stylesheet of a page: what all pages share, then its own."""
    return "\n".join((folder / f"{part}.css").read_text(encoding="utf-8") for part in ("base", name))


def page_script(folder: Path, is_served: bool = False) -> str:
    """Return the page's one script: its parts in a row, inside a block so that no name of theirs is global."""
    names = [*([SERVED] if is_served else []), *SCRIPTS]
    parts = [(folder / f"{name}.js").read_text(encoding="utf-8") for name in names]
    return '"use strict";\n{\n' + "\n".join(parts) + "}\n"


def policy(style: str, script: str = "", is_served: bool = False) -> str:
    """Return the content security policy that allows exactly this stylesheet and this script; no script without one.

    Where the page is served, it may also ask the address that it came from.
    """
    parts = (
        "default-src 'none'",
        f"style-src '{_digest(style)}'",
        *([f"script-src '{_digest(script)}'"] if script else []),
        *(["connect-src 'self'"] if is_served else []),
        "base-uri 'none'",
        "form-action 'none'",
    )
    return "; ".join(parts)


def _digest(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _plain(finding: dict[str, Any], documents: list[dict[str, Any]]) -> dict[str, Any]:
    """Return a finding as the part of the template without script reads it: every field there, places whole."""
    evidence = [
        {
            "as_of": "",
            "speaker": "",
            **one,
            "side": SIDES.get(one.get("side", ""), one.get("side", "")),
            "at": _file(one, documents) + one["at"],
        }
        for one in finding.get("evidence", [])
    ]
    cards = [{"mentions": [place], **card} for place, card in enumerate(finding.get("cards", []))]
    return {"cause": "", "rule": "", "headline": "", **finding, "cards": cards, "evidence": evidence}


def _file(mention: dict[str, Any], documents: list[dict[str, Any]]) -> str:
    return str(documents[mention["document"]]["file"] if "document" in mention else mention["file"])


WRITER = Writer(name="html", suffixes=(".html", ".htm"), render=render, about="one page to read, mail and print")
