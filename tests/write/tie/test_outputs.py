"""The outputs of a tie: what leads, what stands beside a figure, and that nothing of a document acts."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

import checker
from checker.collect.own_files import is_own_file
from checker.errors import UsageError
from checker.tied import RULE, STATUSES, TieReport
from checker.write import find_writers
from checker.write.tie import find_tie_writers
from checker.write.tie.findings import as_report
from checker.write.tie.rows import COLUMNS
from checker.write.tie.text import render_text

SOURCES = {
    "lake.txt": "The Orlo dam is 86 metres high. The reservoir holds 52 million cubic metres of water.",
    "old.txt": "Fire in Belm\n2 March 2020\n\nThe fire in Belm injured 12 people.",
    "new.txt": "Fire in Belm\n6 March 2020\n\nThe number of people injured in the fire in Belm has risen to 19.",
}
DRAFT = (
    "# Belm\n\nThe Orlo dam is 86 metres high. The reservoir holds 25 million cubic metres of water.\n\n"
    "The fire in Belm injured 12 people. A cow drinks 80 litres of water.\n"
)
HOSTILE = "# =cmd()\n\nThe <script>owned()</script> [dam](javascript:x) | is 86 metres high. `x` **y**\n"


@pytest.fixture(scope="module")
def tied() -> TieReport:
    return checker.tie({"draft.md": DRAFT}, SOURCES)


@pytest.fixture(scope="module")
def hostile() -> TieReport:
    return checker.tie(
        {"draft.md": HOSTILE}, {"<img src=x>\u202e.txt": "The dam <script>owned()</script> is 68 metres high."}
    )


def rendered(tie: TieReport, name: str) -> str:
    return find_tie_writers()[name].render(tie, f"tie.{name}")[f"tie.{name}"].decode()


def test_the_figures_have_these_statuses(tied: TieReport) -> None:
    assert [one.status for one in tied.figures] == ["supported", "contradicted", "outdated", "not-found"]


def test_text_leads_with_counts_and_what_is_wrong(tied: TieReport) -> None:
    text = render_text(tied, width=160)
    lines = text.splitlines()
    assert lines[0] == "4 figures against 3 sources: 1 contradicted, 1 outdated"
    assert lines[1] == "1 contradicted, 1 outdated, 1 not found, 1 supported"
    places = [text.index(f"\n{head}") for head in ("Contradicted", "Outdated", "Not found", "Supported")]
    assert places == sorted(places)
    for shown in ("25 million cubic metres", "12 people", "80 litres", "86 metres"):
        assert sum(f'  {shown}  "' in line for line in lines if line[:5].strip().isdigit()) == 1
    assert 'but      52 million cubic metres  lake.txt:1:53  "The reservoir holds 52 million' in text
    assert lines[-1].startswith("checked 4 documents, ")
    assert "\x1b" not in text
    assert "\x1b[1;31mContradicted" in render_text(tied, colour=True)


def test_csv_has_a_row_for_each_figure_in_order(tied: TieReport) -> None:
    rows = list(csv.DictReader(io.StringIO(rendered(tied, "csv"))))
    assert list(rows[0]) == list(COLUMNS)
    assert [row["figure"] for row in rows] == ["1", "2", "3", "4"]
    assert [row["status"] for row in rows] == [one.status for one in tied.figures]
    second = rows[1]
    assert (second["quote"], second["source_file"], second["source_value"]) == (
        "25 million cubic metres", "lake.txt", "52000000",
    )  # fmt: skip
    assert second["source_sentence"] == "The reservoir holds 52 million cubic metres of water."


def test_json_is_strict_and_complete(tied: TieReport) -> None:
    data = json.loads(rendered(tied, "json"))
    assert list(data)[:5] == ["format", "run", "draft", "sources", "counts"]
    assert list(data["counts"]) == [*STATUSES, "not-read"]
    assert [one["status"] for one in data["figures"]] == [one.status for one in tied.figures]
    mention = data["figures"][1]["mention"]
    assert DRAFT[mention["start"] : mention["end"]] == mention["quote"] == "25 million cubic metres"


def test_markdown_has_a_table_for_each_status(tied: TieReport) -> None:
    text = rendered(tied, "markdown")
    assert text.startswith("# 4 figures against 3 sources")
    assert text.index("## Contradicted") < text.index("## Supported")
    assert "| 2 | **25 million cubic metres** (line 3)<br>" in text


def test_formats_of_findings_get_what_is_wrong(tied: TieReport) -> None:
    report = as_report(tied)
    assert [(one.rule, one.kind, one.severity) for one in report.findings] == [
        ("T501", "conflict", "error"),
        ("T502", "update", "warning"),
        ("T504", "unsupported", "warning"),
    ]
    assert all(one.mentions[0].file == "draft.md" for one in report.findings)
    assert len({one.id for one in report.findings}) == 3
    assert set(RULE) == set(STATUSES) - {"supported"}


def test_ids_survive_an_edit_elsewhere(tied: TieReport) -> None:
    moved = checker.tie({"draft.md": DRAFT.replace("# Belm", "# A town called Belm")}, SOURCES)
    assert {one.id for one in as_report(moved).findings} == {one.id for one in as_report(tied).findings}


@pytest.mark.parametrize("name", sorted(find_writers()))
def test_every_format_of_a_check_takes_a_tie(name: str, tied: TieReport, tmp_path: Path) -> None:
    tied.write(f"{name}:{tmp_path / 'out.any'}")
    assert (tmp_path / "out.any").stat().st_size > 20


@pytest.mark.parametrize("suffix", ["html", "csv", "json", "txt"])
def test_what_was_written_is_never_read_as_a_document(suffix: str, tied: TieReport, tmp_path: Path) -> None:
    path = tmp_path / f"tie.{suffix}"
    tied.write(str(path))
    assert is_own_file(str(path))


def test_an_unknown_format_is_refused(tied: TieReport, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="did you mean"):
        tied.write(f"hmtl:{tmp_path / 'x'}")


def test_a_frame_has_the_columns_of_the_csv(tied: TieReport) -> None:
    frame = tied.to_frame()
    assert list(frame.columns) == list(COLUMNS)
    assert len(frame) == 4


def test_hostile_text_is_inert(hostile: TieReport) -> None:
    html = rendered(hostile, "html")
    assert "<script" not in html
    assert "<img" not in html
    assert "⟨U+202E⟩" in html
    assert "script-src" not in html.partition("</head>")[0]
    parser = MarkdownIt("gfm-like", {"html": True, "linkify": False})
    tokens = [one for token in parser.parse(rendered(hostile, "markdown")) for one in (token, *(token.children or ()))]
    acting = {one.content for one in tokens if one.type.startswith(("html", "link", "image"))}
    assert acting == {"<br>"}  # our own
    assert sum(one.type == "tr_open" for one in tokens) == 2  # the head, and one figure: no bar made a cell of its own
    assert any("<script>" in one.content for one in tokens if one.type == "code_inline")
    assert "\u202e" not in render_text(hostile)
    for row in csv.reader(io.StringIO(rendered(hostile, "csv"))):
        assert not any(cell.startswith(("=", "@", "+")) for cell in row)


def test_a_draft_without_figures_is_said_to_hold_none() -> None:
    empty = checker.tie({"draft.md": "Nothing to count here.\n"}, SOURCES)
    assert empty.figures == ()
    assert render_text(empty).startswith("draft.md holds no figure that was read as a fact")
    assert "holds no figure" in rendered(empty, "html")


def test_the_same_tie_gives_the_same_bytes(tied: TieReport) -> None:
    again = checker.tie({"draft.md": DRAFT}, SOURCES)
    for name, writer in find_tie_writers().items():
        assert writer.render(again, "x") == writer.render(tied, "x"), name
