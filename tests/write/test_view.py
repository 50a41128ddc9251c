"""What the page shows is computed here: cards, reasons, matrix, coverage; all of it fit to be seen."""

from __future__ import annotations

import dataclasses
import json
from types import SimpleNamespace

import pytest

from checker.records import Comparison, DocumentEntry
from checker.report import Report
from checker.write.cards import cards_of
from checker.write.islands import island
from checker.write.overview import matrix
from checker.write.view import page_view, short_names
from checker.write.visible import show
from checker.write.why import links_of, part_words, words_of
from checker.write.words import counted, rule_count


def test_figures_of_one_sentence_share_a_card(report: Report) -> None:
    parts, total = cards_of(report.findings[2], {})
    assert parts["text"][1::2] == ["310 GWh", "240 GWh", "95 GWh"]
    assert "".join(parts["text"]) == report.findings[2].mentions[0].sentence
    assert (parts["mentions"], total["mentions"]) == ([0, 1, 2], [3])


def test_a_figure_outside_its_sentence_is_shown_alone(samples: SimpleNamespace) -> None:
    mention = dataclasses.replace(samples.mention("courier-03-04.md", "84 metres", 1, 2), sentence_start=5)
    (card,) = cards_of(samples.finding("conflict", (mention,), "m"), {})
    assert card["text"] == ["", "84 metres", ""]


def test_long_sentences_are_cut_on_both_sides(samples: SimpleNamespace) -> None:
    mention = samples.mention("courier-03-04.md", "84 metres", 1, 2)
    long = dataclasses.replace(
        mention, sentence="x" * 900 + "84 metres" + "y" * 900, sentence_start=mention.start - 900
    )
    (card,) = cards_of(samples.finding("conflict", (long,), "m"), {})
    before, figure, after = card["text"]
    assert (before[0], figure, after[-1]) == ("…", "84 metres", "…")
    assert len(before) == len(after) == 401


def test_overlapping_figures_get_cards_of_their_own(samples: SimpleNamespace) -> None:
    mentions = (samples.mention("wire-03-05.md", "$1.2 million", 1, 2), samples.mention("wire-03-05.md", "1.2", 1, 2))
    assert len(cards_of(samples.finding("conflict", mentions, "m"), {})) == 2


def test_comparisons_are_told_in_words() -> None:
    assert words_of(Comparison(name="subject", level="same", weight=1.0)) == "same subject"
    assert words_of(Comparison(name="subject", level="odd", weight=1.0)) == "subject: odd"
    assert words_of(Comparison(name="speaker", level="disjoint", weight=1.0)) == "who says it: nothing in common"
    assert words_of(Comparison(name="new_name", level="odd", weight=1.0)) == "new name: odd"


def test_every_comparison_that_has_words_has_words_for_new_levels() -> None:
    names = {name for name, _ in part_words()}
    assert sorted(name for name in names if name and (name, "") not in part_words()) == []
    assert all(words for words in part_words().values())


def test_the_link_that_carries_the_finding_stands_first(samples: SimpleNamespace, report: Report) -> None:
    update = report.findings[4]
    a, b, c = update.mentions
    links = (
        samples.link(a, b, probability=0.7), samples.link(b, c, probability=0.6), samples.link(a, c, probability=0.9)
    )  # fmt: skip
    explanation = dataclasses.replace(update.explanation, links=links)
    shown = links_of(dataclasses.replace(update, explanation=explanation))
    assert [(link["a"], link["b"], link["p"]) for link in shown] == [(0, 2, 0.9), (1, 2, 0.6), (0, 1, 0.7)]
    assert len(links_of(dataclasses.replace(update, explanation=explanation), most=1)) == 1


def test_the_matrix_parts_disagreement_from_agreement(report: Report) -> None:
    numbers = {entry.file: number for number, entry in enumerate(report.documents)}
    table = matrix(report.findings, numbers)
    cells = {(row, column): (no, yes) for row, column, no, yes in table["cells"]}
    courier, later, wire, annual, sheet = (
        table["documents"].index(numbers[entry.file]) for entry in report.documents[:5]
    )
    assert cells[courier, wire] == (3, 0)  # height, cost, evacuated
    assert cells[courier, later] == (2, 0)  # lowering, evacuated
    assert cells[annual, sheet] == (0, 2)  # length, share of snow


def test_many_documents_keep_the_matrix_small(samples: SimpleNamespace) -> None:
    base = samples.mention("courier-03-04.md", "84 metres", 1, 2)
    mentions = tuple(dataclasses.replace(base, file=f"{number}.md", low=float(number % 2)) for number in range(50))
    table = matrix((samples.finding("conflict", mentions, "m"),), {f"{number}.md": number for number in range(50)})
    assert (len(table["documents"]), table["left_out"]) == (20, 30)


def test_the_head_says_what_was_found(report: Report, samples: SimpleNamespace) -> None:
    head = page_view(report)["head"]
    assert head["verdict"] == "2 conflicts, 1 sum that does not hold, 1 disputed claim and 1 update"
    assert head["unread"] == "2 paths not read in full"
    assert page_view(samples.report(()))["head"]["verdict"] == "No figure was found in two places"
    assert page_view(samples.report(report.findings[5:]))["head"]["verdict"] == "Nothing contradicts"


def test_every_text_of_the_page_is_fit_to_be_seen(hostile: Report) -> None:
    def texts(value: object) -> list[str]:
        if isinstance(value, dict):
            return [text for item in value.items() for text in texts(list(item))]
        if isinstance(value, list):
            return [text for item in value for text in texts(item)]
        return [value] if isinstance(value, str) else []

    found = texts(page_view(hostile))
    assert len(found) > 500
    assert [text for text in found if show(text) != text] == []


def test_the_page_is_plain_json_and_stable(report: Report) -> None:
    assert json.dumps(page_view(report)) == json.dumps(page_view(report))


def test_counts_in_words() -> None:
    assert [counted(1, "fact"), counted(1204, "fact"), counted(0, "entry", "entries")] == [
        "1 fact",
        "1,204 facts",
        "0 entries",
    ]
    assert rule_count({"packs": [{"rules": 4}, {"rules": ["a", "b"]}, {}]}) == 6
    assert rule_count({"rules": 3, "packs": []}) == 3


def test_five_thousand_findings_stay_small_enough_to_mail(samples: SimpleNamespace, report: Report) -> None:
    update = report.findings[4]
    a, b, c = update.mentions
    long = tuple(dataclasses.replace(link, parts=link.parts * 2) for link in (samples.link(a, b), samples.link(b, c)))
    rich = dataclasses.replace(update, explanation=dataclasses.replace(update.explanation, links=long))
    many = tuple(dataclasses.replace(rich, id=f"finding-{number}") for number in range(1500))
    size = len(island(page_view(samples.report(many))).encode())
    assert size / len(many) < 2000  # bytes of one finding with three sources: 5,000 of them in 10 MB


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ([("A title", "Quay Press"), ("Another", "Wire")], ["Quay Press", "Wire"]),
        (
            [("Port figures, edition 2020", "Port"), ("Port figures, edition 2021", "Port")],
            ["edition 2020", "edition 2021"],
        ),
        ([("Annual report", "Port"), ("Slides", "Port")], ["Annual report", "Slides"]),
        ([("Limits", "Docs"), ("Limits", "Docs")], ["0.txt", "1.txt"]),
        ([("Port report", "Port"), ("Port report of May", "Port")], ["report", "report of May"]),
        ([("", ""), ("Tides", "")], ["0.txt", "Tides"]),
        ([("x" * 60, "")], ["x" * 47 + "…"]),
    ],
)
def test_a_document_has_a_short_name(given: list[tuple[str, str]], told: list[str]) -> None:
    entries = [
        DocumentEntry(file=f"{number}.txt", status="ok", title=title, publisher=publisher)
        for number, (title, publisher) in enumerate(given)
    ]
    assert list(short_names(entries).values()) == told
