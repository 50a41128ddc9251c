"""What becomes of single figures of a draft: text of sources, sentence of the draft -> status."""

from __future__ import annotations

from pathlib import Path

import pytest

import checker
from checker.errors import UsageError
from checker.tied import STATUSES, TieReport

LAKE = "The Orlo dam is 86 metres high. It was finished in 1931. The reservoir holds 52 million cubic metres of water."
MONDAY = "Fire in Belm\n2 March 2020\n\nThe fire in Belm injured 12 people, the mayor said on Monday."
FRIDAY = (
    "Fire in Belm\n6 March 2020\n\nThe number of people injured in the fire in Belm has risen to 19, the mayor said."
)
DENIAL = "The mayor of Belm denies that the city will sell 40 flats."
SALE = "The city of Belm will sell 40 flats, its treasurer said."

CASES = [
    # sources, sentence of the draft, figure, status, a source that must be named
    ({"a.txt": LAKE}, "The Orlo dam is 86 metres high.", "86 metres", "supported", "a.txt"),
    ({"a.txt": LAKE}, "The Orlo dam is 282 feet high.", "282 feet", "supported", "a.txt"),
    ({"a.txt": LAKE}, "The Orlo dam is about 90 metres high.", "about 90 metres", "supported", "a.txt"),
    ({"a.txt": LAKE}, "The Orlo dam is 68 metres high.", "68 metres", "contradicted", "a.txt"),
    ({"a.txt": LAKE}, "The Kerrin dam is 86 metres high.", "86 metres", "not-found", ""),
    ({"a.txt": LAKE}, "The lake has 7 islands.", "7 islands", "not-found", ""),
    ({"a.txt": MONDAY, "b.txt": FRIDAY}, "The fire in Belm injured 12 people.", "12 people", "outdated", "b.txt"),
    ({"a.txt": MONDAY, "b.txt": FRIDAY}, "The fire in Belm injured 19 people.", "19 people", "supported", "b.txt"),
    ({"a.txt": SALE, "b.txt": DENIAL}, "The city of Belm will sell 40 flats.", "40 flats", "disputed", "b.txt"),
    (
        {"a.txt": "Larkspur Mills had revenue of EUR 40 million in 2021."},
        "Larkspur Mills had revenue of EUR 40 million in 2019.",
        "EUR 40 million",
        "not-comparable",
        "a.txt",
    ),
    (
        {"a.txt": "Larkspur Mills employs about 400 people."},
        "Larkspur Mills employs 412 people.",
        "412 people",
        "not-comparable",
        "a.txt",
    ),
    (
        {"a.txt": "An account of Quillbase can hold 10 vaults."},
        "An account of Quillbase can hold up to 1,000 vaults.",
        "up to 1,000 vaults",
        "not-comparable",
        "a.txt",
    ),
]


@pytest.mark.parametrize(("sources", "sentence", "figure", "status", "file"), CASES, ids=[case[1] for case in CASES])
def test_a_figure_of_a_draft_has_its_status(
    sources: dict[str, str], sentence: str, figure: str, status: str, file: str
) -> None:
    result = checker.tie({"draft.txt": sentence}, sources)
    (one,) = [one for one in result.figures if one.mention.shown == figure]
    assert (one.status, one.because) == (status, one.because)
    assert not file or file in {mention.file for mention in one.evidence}


@pytest.fixture(scope="module")
def several() -> TieReport:
    draft = (
        "# The Orlo dam\n\nThe Orlo dam is 86 metres high (see page 12). The reservoir holds 25 million cubic metres of"
        " water.\n\n1. The dam has 4 turbines.\n2. It was built by 900 workers.\n"
    )
    return checker.tie({"draft.md": draft}, {"lake.txt": LAKE})


def test_every_figure_stands_once_and_in_order(several: TieReport) -> None:
    assert [one.mention.shown for one in several.figures] == [
        "86 metres", "25 million cubic metres", "4 turbines", "900 workers",
    ]  # fmt: skip
    assert [one.number for one in several.figures] == [1, 2, 3, 4]
    assert sum(several.counts.values()) == 4
    assert list(several.counts) == list(STATUSES)
    marked = [mark.number for passage in several.passages for mark in passage.marks]
    assert marked == [1, 2, 3, 4]


def test_page_and_list_numbers_are_no_figures(several: TieReport) -> None:
    listed = {one.mention.quote for one in several.figures} | {one.mention.quote for one in several.unread}
    assert not listed & {"12", "1", "2", "1.", "2."}


def test_evidence_is_the_sentence_of_the_source(several: TieReport) -> None:
    first, second = several.figures[:2]
    assert first.evidence[0].sentence == "The Orlo dam is 86 metres high."
    assert first.evidence[0].side == "supports"
    assert second.evidence[0].side == "contradicts"
    assert second.evidence[0].quote == "52 million cubic metres"
    text = LAKE[second.evidence[0].start : second.evidence[0].end]
    assert text == "52 million cubic metres"


def test_the_date_of_the_draft_makes_nothing_newer() -> None:
    draft = "---\ndate: 2024-05-01\n---\n\nThe fire in Belm injured 15 people.\n"
    result = checker.tie({"draft.md": draft}, {"a.txt": MONDAY, "b.txt": FRIDAY})
    assert [one.status for one in result.figures] == ["contradicted"]


def test_figures_of_examples_are_named_as_not_read() -> None:
    draft = "# Quillbase\n\nA vault holds 3 keys.\n\n```\nquill --limit 250 MB\n```\n"
    result = checker.tie({"draft.md": draft}, {"a.txt": "A vault of Quillbase holds 3 keys."})
    assert [(one.mention.shown, "example" in one.why) for one in result.unread] == [("250 MB", True)]


def test_figures_of_html_are_shown_without_markup() -> None:
    page = "<html><body><p>The Orlo dam is <b>86</b>&nbsp;metres high.</p></body></html>"
    (one,) = checker.tie({"draft.html": page}, {"a.txt": LAKE}).figures
    assert (one.mention.shown, one.status) == ("86 metres", "supported")
    assert page[one.mention.start : one.mention.end] == one.mention.quote


def test_what_does_not_follow_inside_the_draft_is_named() -> None:
    result = checker.tie({"draft.txt": "The road to Belm is 34 miles (80 km) long."}, {"a.txt": LAKE})
    noted = [one for one in result.figures if one.notes]
    assert [one.mention.shown for one in noted] == ["34 miles", "80 km"]
    assert {(one.status, one.severity) for one in noted} == {("not-found", "error")}


def test_files_and_folders_are_tied_and_the_draft_is_no_source(tmp_path: Path) -> None:
    (tmp_path / "notes").mkdir()
    draft = tmp_path / "notes" / "draft.md"
    draft.write_text("The Orlo dam is 86 metres high.\n", encoding="utf-8")
    (tmp_path / "notes" / "lake.txt").write_text(LAKE, encoding="utf-8")
    result = checker.tie(draft, tmp_path / "notes")
    assert (result.draft, result.sources) == ("draft.md", ("lake.txt",))
    assert [one.status for one in result.figures] == ["supported"]


def test_a_draft_as_text_is_tied_to_files(tmp_path: Path) -> None:
    (tmp_path / "lake.txt").write_text(LAKE, encoding="utf-8")
    result = checker.tie({"draft.md": "The Orlo dam is 68 metres high."}, tmp_path)
    assert (result.draft, result.sources) == ("draft.md", ("lake.txt",))
    assert [one.status for one in result.figures] == ["contradicted"]


@pytest.mark.parametrize(
    ("draft", "sources", "words"),
    [
        ({"a.txt": "x", "b.txt": "y"}, {"c.txt": "z"}, "one name"),
        ("missing.md", ["missing"], "no such file"),
        ("missing.md", {"c.txt": "z"}, "the draft as text"),
        ("missing.md", [], "no sources"),
    ],
)
def test_what_cannot_be_tied_is_refused(draft: object, sources: object, words: str) -> None:
    with pytest.raises(UsageError, match=words):
        checker.tie(draft, sources)  # type: ignore[arg-type]


def test_a_folder_is_no_draft(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(LAKE, encoding="utf-8")
    with pytest.raises(UsageError, match="must be one file"):
        checker.tie(tmp_path, [tmp_path])
