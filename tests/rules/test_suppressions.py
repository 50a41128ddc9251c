"""Comments in documents that suppress findings."""

from __future__ import annotations

import pytest

import checker
from checker.collect.comments import find_comments

OTHER = "At the end of 2023 Lodmoor Foundry had 470 employees."
SAYS = "At the end of 2023 Lodmoor Foundry had 412 employees."
MARK = "<!-- tieout: ignore T110 -- counted at another site -->"


def check(text, name="a.md", **settings):
    return checker.check({name: text, "b.md": OTHER}, checker.Settings(as_of="2026-03-31", **settings))


def codes(report):
    return [one.code for one in report.notices]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.md", f"{SAYS} {MARK}"),
        ("a.md", f"{MARK}\n{SAYS}"),
        ("a.md", f"{MARK}\n\n{SAYS}"),
        ("a.md", f"# {SAYS} {MARK}"),
        ("a.md", f"- one\n- {SAYS} {MARK}"),
        ("a.md", f"> {SAYS} {MARK}"),
        ("a.md", f"**{SAYS}** {MARK}"),
        ("a.md", f"**{SAYS} {MARK}**"),
        ("a.md", f"Staff.[^1]\n\n[^1]: {SAYS} {MARK}"),
        ("a.md", f"<!-- tieout: disable T110 -- another site -->\n\nSome text.\n\n{SAYS}"),
        ("a.md", f"<!-- tieout: disable T1 -- x -->\n{SAYS}\n<!-- tieout: enable T1 -->\n\nMore."),
        ("a.md", f"{SAYS} {MARK.replace('T110', 'figures-conflict')}"),
        ("a.md", f"{SAYS} {MARK.replace('T110', 'T301, T11')}"),
        ("a.md", f"{SAYS} {MARK.replace('T110', 'T110 until 2026-03-31')}"),
        ("a.html", f"<html><body><p>{SAYS} {MARK}</p></body></html>"),
        ("a.html", f"<html><body>\n{MARK}\n<p>{SAYS}</p></body></html>"),
    ],
)
def test_a_comment_suppresses_with_its_reason(name, text):
    """RA12: on the line, the line above, or a range; in headings, lists, quotes, bold text, footnotes and HTML."""
    report = check(text, name)
    (found,) = [one for one in report.findings if one.kind == "conflict"]
    assert found.decision is not None
    assert found.decision.reason
    assert found.decision.origin.startswith(name)
    assert not found.is_open
    assert codes(report) == []


def test_a_comment_in_a_cell_suppresses_its_row():
    """RA12: in tables."""
    table = f"| Site | Employees at the end of 2023 |\n|---|---|\n| Lodmoor Foundry | 412 {MARK} |\n"
    report = checker.check({"a.md": table, "b.md": table.replace("412", "470").replace(MARK, "")})
    assert [one.is_open for one in report.findings if one.kind == "conflict"] == [False]


@pytest.mark.parametrize(
    "text",
    [
        f"`{MARK}` {SAYS}",
        f"``` \n{MARK}\n```\n\n{SAYS}",
        f"    {MARK}\n\n{SAYS}",
        f"\\{MARK} {SAYS}",
        f"Write {MARK[4:-3]} {SAYS}",
        f"{SAYS}\n\nAnother paragraph. {MARK}",
        f"<!-- tieout: disable T110 -- x -->\n\nText.\n\n<!-- tieout: enable T110 -->\n\n{SAYS}",
        f"{SAYS} {MARK.replace('T110', 'T301')}",
    ],
)
def test_what_is_no_comment_or_does_not_reach_suppresses_nothing(text):
    """RA12: parsed, not searched, and limited in reach."""
    assert [one.is_open for one in check(text).findings if one.kind == "conflict"] == [True]


@pytest.mark.parametrize(
    ("comment", "code", "words", "is_open"),
    [
        ("<!-- tieout: ignore T110 -->", "T908", "gives no reason", True),
        ("<!-- tieout: ignore -- all of it -->", "T908", "suppresses every rule", False),
        ("<!-- tieout: disable -- all of it -->", "T908", "names no rule to disable", True),
        ("<!-- tieout: ingore T110 -- x -->", "T908", "is not understood", True),
        ("<!-- tieout: ignore T110 until soon -- x -->", "T908", "has the date 'soon'", True),
        ("<!-- tieout: ignore T110 until 2026-03-30 -- x -->", "T901", " is open again: ", True),
        ("<!-- tieout: ignore T201 -- x -->", "T902", "fits no finding", True),
    ],
)
def test_what_a_comment_lacks_is_told(comment, code, words, is_open):
    """RA13: a reason is required, an expired or unused comment is told with the finding, a bad date counts as none."""
    report = check(f"{SAYS} {comment}")
    assert [one.is_open for one in report.findings if one.kind == "conflict"] == [is_open]
    assert code in codes(report)
    assert any(words in one.message and one.file == "a.md" for one in report.notices)


def test_a_reason_may_be_waived_and_notices_left_out():
    report = check(f"{SAYS} <!-- tieout: ignore T110 -->", suppression_reasons=False)
    assert not report.findings[0].is_open
    assert codes(check(f"{SAYS} <!-- tieout: ignore T201 -- x -->", ignore=("T902",))) == []


def test_no_day_judges_no_expiry():
    text = f"{SAYS} <!-- tieout: ignore T110 until 2020-01-01 -- x -->"
    assert not checker.check({"a.md": text, "b.md": OTHER}).findings[0].is_open


def test_reading_comments_takes_time_in_line_with_length():
    text = "tieout: " + "<!-- `" * 20_000 + "\\" * 20_000 + "`" * 20_000
    assert find_comments(text, "markdown") == ()
