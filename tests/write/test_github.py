"""Workflow commands: one line each, and no document can begin one of its own."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from checker.report import Report
from checker.write import github

COMMAND = re.compile(r"::(error|warning|notice) ([^:\n]*)::([^\n]*)")


def lines(report: Report) -> list[str]:
    return github.render(report, "x")["x"].decode("utf-8").splitlines()


@pytest.mark.parametrize(
    ("text", "as_data", "as_property"),
    [
        ("50% up", "50%25 up", "50%25 up"),
        ("a\r\nb", "a%0D%0Ab", "a%0D%0Ab"),
        ("a: b, c", "a: b, c", "a%3A b%2C c"),
        ("%0A::error::x", "%250A::error::x", "%250A%3A%3Aerror%3A%3Ax"),
        ("\x1b[31m\ud800", "⟨U+001B⟩[31m⟨U+D800⟩", "⟨U+001B⟩[31m⟨U+D800⟩"),
    ],
)
def test_escapes(text: str, as_data: str, as_property: str) -> None:
    assert github.data(text) == as_data
    assert github.property_value(text) == as_property


def test_annotations_stand_at_the_first_figure(report: Report) -> None:
    """CL6."""
    first = lines(report)[0]
    assert first == (
        "::error title=Tieout TIE101 conflict (digits),file=courier-03-04.md,line=1,col=15,endColumn=24"
        "::Orsa dam, height: 84 metres in one document, 48 metres in another%0Aalso:%0Awire-03-05.md:1:24  48 metres"
    )
    assert [line.split()[0] for line in lines(report)] == ["::error"] * 3 + ["::warning"] * 2  # agreements are left out


def test_decided_findings_are_left_out_and_paths_are_those_of_the_repository(reviewed: Report) -> None:
    assert [line.split()[0] for line in lines(reviewed)] == ["::error", "::warning"]
    assert all("file=docs/a b/" in line for line in lines(reviewed))


def test_a_step_shows_ten_of_each_level_and_the_rest_is_counted(report: Report) -> None:
    """CL6: the cap of ten annotations a type, the most severe first, and a notice with the count of the rest."""
    error, warning = report.findings[0], report.findings[4]
    many = [replace(error, id=f"e{number}") for number in range(13)] + [replace(warning, id=f"w{n}") for n in range(11)]
    note = [replace(error, id=f"i{number}", severity="info") for number in range(10)]
    found = lines(replace(report, findings=tuple(many + note)))
    counts = {name: sum(line.startswith(f"::{name} ") for line in found) for name in ("error", "warning", "notice")}
    assert counts == {"error": 10, "warning": 10, "notice": 10}
    assert found[-1].endswith(
        "3 more errors, 1 more warning, 1 more notice not shown here; an HTML or text report has them all"
    )


def test_hostile_text_makes_no_command(hostile: Report) -> None:
    found = lines(hostile)
    assert len(found) == 11
    for line in found:
        match = COMMAND.fullmatch(line)
        assert match, line
        names = [part.partition("=")[0] for part in match[2].split(",")]
        assert names in (["title", "file", "line", "col", "endColumn"], ["title", "file", "line", "col"], ["title"])


def test_nothing_to_say_is_nothing(report: Report) -> None:
    assert lines(replace(report, findings=())) == []
