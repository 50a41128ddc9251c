"""Markdown: a comment people can read, in which nothing from a document acts."""

from __future__ import annotations

from dataclasses import replace

import pytest
from markdown_it import MarkdownIt

from checker.report import Report
from checker.write import markdown
from checker.write.base import parse_target

ALLOWED_HTML = {"<br>", "<details>", "</details>", "<summary>", "</summary>", markdown.HEAD}


def tokens(text: str) -> list[tuple[str, str]]:
    """Return type and content of every token, inline ones included."""
    parser = MarkdownIt("gfm-like", {"html": True, "linkify": False})
    flat = [child for token in parser.parse(text) for child in (token, *(token.children or ()))]
    return [(token.type, token.content) for token in flat]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("5 MB of a*b", "5 MB of `a*b`"),
        ("@all see #3", "`@all` see `#3`"),
        ("a|b", "`a\\|b`"),
        ("tick ` and ``two``", "tick `` ` `` and ``` ``two`` ```"),
        ("<b>5</b>", "`<b>5</b>`"),
        ("www.a.example and a.example", "`www.a.example` and a.example"),
        ("snake_case _em_ __b__", "snake_case `_em_` `__b__`"),
        ("$5 :tada: x", "`$5` `:tada:` x"),
        ("$5-$6", "`$5-$6`"),
        ("12% (2023), 3.5–4; “half”", "12% (2023), 3.5–4; “half”"),
        ("- item", "`-` item"),
        ("a\nb", "a b"),
        ("\u202egnp", "`⟨U+202E⟩gnp`"),
        ("http://x.example", "`http://x.example`"),
        ("back\\slash", "`back\\slash`"),
        ("", ""),
    ],
)
def test_inert(text: str, shown: str) -> None:
    assert markdown.inert(text) == shown


def test_the_summary(report: Report) -> None:
    """CL6."""
    text = markdown.summary(report)
    lines = text.splitlines()
    assert lines[:2] == [markdown.HEAD, "## Tieout: 2 conflicts, 1 sum that does not hold, 1 disputed claim, 1 update"]
    rows = [line for line in lines if line.startswith("| **")]
    assert len(rows) == 5
    assert rows[0].startswith("| **error** TIE101 conflict (digits) | Orsa dam, height: 84 metres in one document")
    assert "`84 metres` `courier-03-04.md:1`<br>`48 metres` `wire-03-05.md:1`" in rows[0]
    assert rows[-1].startswith("| **warning** ")
    assert "<summary>1 compatible value, 1 agreement</summary>" in lines
    assert "<summary>2 paths not read in full</summary>" in lines
    assert "* `operator/plan.pdf`: skipped, unsupported, no reader for .pdf" in lines
    assert lines[-1] == "checked 5 documents, 24 facts, 9 rules"


def test_decided_findings_are_counted_and_paths_are_those_of_the_repository(reviewed: Report) -> None:
    text = markdown.summary(reviewed)
    assert "3 decided findings not shown: 1 accepted, 1 baseline, 1 false-positive." in text
    assert len([line for line in text.splitlines() if line.startswith("| **")]) == 2
    assert "`docs/a b/" in text


def test_many_figures_are_counted(report: Report) -> None:
    first = report.findings[0]
    many = replace(report, findings=(replace(first, mentions=first.mentions * 5),))
    assert "<br>and 4 more |" in markdown.summary(many)


def test_nothing_to_act_on(report: Report) -> None:
    text = markdown.summary(replace(report, findings=()))
    assert "## Tieout: nothing to act on" in text
    assert "| finding |" not in text


def test_nothing_of_a_document_becomes_markup(hostile: Report) -> None:
    found = tokens(markdown.render(hostile, "x")["x"].decode("utf-8"))
    kinds = {kind for kind, _ in found}
    assert not kinds & {"link_open", "image", "em_open", "s_open", "fence", "code_block", "blockquote_open", "hr"}
    assert {content.strip() for kind, content in found if kind == "html_inline"} <= ALLOWED_HTML
    html = "\n".join(content for kind, content in found if kind == "html_block")
    assert [line for line in html.splitlines() if line and not line.startswith(tuple(ALLOWED_HTML))] == []
    headings = [found[at + 1][1] for at, (kind, _) in enumerate(found) if kind == "heading_open"]
    count = sum(one.decision is None for one in hostile.findings)
    assert headings == [f"Tieout: {count} conflicts"]
    assert sum(kind == "tr_open" for kind, _ in found) == 1 + count  # no cell breaks out of its row
    assert sum(kind == "td_open" for kind, _ in found) == 3 * count


def test_no_user_and_no_number_is_linked_by_a_forge(hostile: Report) -> None:
    plain = " ".join(content for kind, content in tokens(markdown.summary(hostile)) if kind == "text")
    assert not any(sign in plain for sign in ("@", "#", "://", "www.", "$", "<"))


def test_it_fits_into_a_comment(report: Report) -> None:
    """CL6: cut below what a comment or a step summary takes, and the rest is counted."""
    many = tuple(replace(one, id=f"{number}-{one.id}") for number in range(400) for one in report.findings[:2])
    text = markdown.summary(replace(report, findings=many))
    assert 50_000 < len(text.encode()) < 65_536
    shown = text.count("| **error**")
    assert f"{800 - shown} more findings not shown" in text


def test_a_word_of_a_megabyte_is_cut(report: Report) -> None:
    first = report.findings[0]
    word = "w" * 1_000_000
    mentions = tuple(replace(one, quote=word, shown=word, file=word, side=word) for one in first.mentions)
    text = markdown.summary(replace(report, findings=(replace(first, message=word, mentions=mentions),)))
    assert text.count("| **error**") == 1
    assert len(text) < 6000


def test_suffix() -> None:
    assert parse_target("out/summary.md")[0].name == "markdown"
