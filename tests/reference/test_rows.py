"""Files of reference facts: what is read from them, and that every mistake is named with its place."""

from __future__ import annotations

from pathlib import Path

import pytest

import checker
from checker.errors import UsageError
from checker.reference.rows import Mistakes, read_csv, read_yaml

DAM = {"a.txt": "The Orlo dam is 86 metres high."}


def test_cells_of_csv_have_their_places() -> None:
    text = '\ufeffsubject,attribute,value,unit\r\n"Orlo, the ""old"" dam",height, 86 ,m\r\n\r\n# a remark\r\nx,y,1,m'
    rows = read_csv(text, Mistakes("r.csv", text))
    assert [row.text("subject") for row in rows] == ['Orlo, the "old" dam', "x"]
    cell = rows[0].cells["value"]
    assert (cell.text, text[cell.start : cell.end]) == ("86", "86")
    assert text[rows[0].start : rows[0].end].endswith("86 ,m")


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_any_usual_separator_is_read(separator: str) -> None:
    text = separator.join(["subject", "attribute", "value"]) + "\n" + separator.join(["dam", "height", "86 m"])
    assert read_csv(text, Mistakes("r.csv", text))[0].text("value") == "86 m"


def test_numbers_of_yaml_keep_their_digits() -> None:
    first = "  - {subject: dam, attribute: height, value: 86.50, unit: m}\n"
    text = f"facts:\n{first}  - subject: 'x'\n    attribute: y\n    value: 1\n"
    rows = read_yaml(text, Mistakes("r.yaml", text))
    cell = rows[0].cells["value"]
    assert (cell.text, text[cell.start : cell.end]) == ("86.50", "86.50")
    assert rows[1].cells["subject"].text == "x"


MISTAKES = [
    ("r.csv", "subject,atribute,value\ndam,height,86 m\n", "1:9: unknown column 'atribute'; did you mean 'attribute'?"),
    ("r.csv", "subject,value\ndam,86 m\n", "r.csv:1:1: the column 'attribute' is missing"),
    ("r.csv", "subject,attribute,value,value\ndam,height,1,2\n", "r.csv:1:25: the column 'value' stands there twice"),
    ("r.csv", "subject,attribute,value\ndam,height,high\n", "r.csv:2:12: the value 'high' cannot be read"),
    ("r.csv", "subject,attribute,value,unit\ndam,height,86,flurb/x\n", "r.csv:2:12: the value '86' with the unit"),
    ("r.csv", "subject,attribute,value\ndam,,86 m\n", "r.csv:2:1: the fact has no attribute"),
    ("r.csv", "subject,attribute,value\ndam,cost,1,000 euros\n", "r.csv:2:12: the row has more cells than the header"),
    ("r.csv", "subject,attribute,value,as-of\ndam,height,86 m,soon\n", "r.csv:2:17: 'soon' cannot be read as a time"),
    ("r.yaml", "facts:\n  - subject: dam\n    atribute: height\n    value: 86 m\n", "r.yaml:3:5: unknown column"),
    ("r.csv", 'subject,attribute,value\n"dam,height,86 m\n', "r.csv:2:1: the quote is never closed"),
    ("r.csv", "", "a table of facts has the columns subject, attribute, value"),
    ("r.yaml", "facts: 5\n", "r.yaml:1:1: a list of facts is needed"),
    ("r.yaml", "- &a {subject: dam}\n", "anchors and aliases are not read"),
    ("r.yaml", "- [dam]\n", "r.yaml:1:3: a fact is a mapping of"),
    ("r.yaml", "- {subject: dam, attribute: height, value: [1, 2]}\n", "'value' must be a word or a number"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "text", "words"), MISTAKES, ids=[case[2] for case in MISTAKES])
def test_mistakes_are_named_with_their_place(
    name: str, text: str, words: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path(name).write_text(text, encoding="utf-8")
    with pytest.raises(UsageError) as raised:
        checker.check(DAM, reference=name)
    assert words in str(raised.value)


def test_all_mistakes_of_a_file_are_named_at_once(tmp_path: Path) -> None:
    path = tmp_path / "r.csv"
    path.write_text("subject,attribute,value\ndam,height,high\ndam,length,long\n", encoding="utf-8")
    with pytest.raises(UsageError) as raised:
        checker.check(DAM, reference=path)
    assert len(str(raised.value).splitlines()) == 2


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"subject,attribute,value\n", "holds no fact"),
        (b"subject,attribute,value\n\xff,x,1\n", "is not UTF-8 at byte 24"),
    ],
)
def test_files_that_hold_nothing_are_refused(data: bytes, words: str, tmp_path: Path) -> None:
    path = tmp_path / "r.csv"
    path.write_bytes(data)
    with pytest.raises(UsageError, match=words):
        checker.check(DAM, reference=path)


def test_a_file_that_is_not_there_is_refused() -> None:
    with pytest.raises(UsageError, match="there is no such file"):
        checker.check(DAM, reference="missing.csv")
