"""`entities.yaml`: aliases, parts, types and pairs that are never one."""

from __future__ import annotations

import pytest

import checker
from checker import cli, verify
from checker.errors import UsageError
from checker.records import Vocabulary
from checker.resolve.clustering import find_subjects
from checker.resolve.suggestions import suggest

A = "At the end of 2023 Norvik Energy had 412 employees."
B = "At the end of 2023 Sundal Kraft had 470 employees."
FILE = """\
version: 1
entities:
  - name: Norvik Energy
    type: ORG
    aliases: [Sundal Kraft]
"""


@pytest.fixture
def docs(tmp_path):
    (tmp_path / "a.md").write_text(A, encoding="utf-8")
    (tmp_path / "b.md").write_text(B, encoding="utf-8")
    return tmp_path


def conflicts(docs, **settings):
    return [one for one in checker.check([str(docs)], checker.Settings(**settings)).findings if one.kind == "conflict"]


def test_an_alias_joins_two_names_and_shows_the_users_own(docs):
    """RA19: aliases join; RA22: an edit of the file counts at once."""
    assert conflicts(docs) == []
    (docs / "entities.yaml").write_text(FILE, encoding="utf-8")
    (found,) = conflicts(docs)
    assert found.subject == "Norvik Energy"
    (docs / "entities.yaml").write_text(FILE.replace("Sundal Kraft", "Sundal"), encoding="utf-8")
    assert conflicts(docs) == []


def test_the_file_of_the_settings_comes_first(docs, tmp_path):
    other = tmp_path / "names.yml"
    other.write_text(FILE, encoding="utf-8")
    assert len(conflicts(docs, entities=str(other))) == 1


def test_names_that_are_never_one_stay_apart(tmp_path):
    """RA19: not-same-as holds apart what would be joined."""
    texts = {"a.md": A, "b.md": A.replace("Norvik Energy", "Norvik Enrgy").replace("412", "470")}
    for name, text in texts.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    before = {one.name for one in _subjects(tmp_path)}
    assert len(before) == 1
    names = "version: 1\nentities:\n  - {name: Norvik Energy, not-same-as: [Norvik Enrgy]}\n"
    (tmp_path / "entities.yaml").write_text(names, encoding="utf-8")
    assert len(_subjects(tmp_path)) == 2


def _subjects(folder):
    report = checker.check([str(folder)])
    return report.subjects.values()


@pytest.mark.parametrize("pair", [("Unit 2", "Unit 3"), ("Mark II", "Mark III"), ("Revision A", "Revision B")])
def test_a_digit_numeral_or_letter_is_never_joined_nor_suggested(pair):
    """RA19: names that differ in a digit, roman numeral or revision letter."""
    names = {f"Norvik {unit}": ("a.md", "b.md") for unit in pair}
    _, subjects = find_subjects(names)
    assert len(subjects) == 2
    assert suggest(subjects, {}, Vocabulary(), 10.0) == ()


def test_an_alias_that_no_document_uses_is_told(docs, capsys):
    """RA19: an alias entry that matches nothing is reported."""
    text = FILE.replace("Sundal Kraft", "Sundal Kraft, Sundahl")
    (docs / "entities.yaml").write_text(text, encoding="utf-8")
    notices = [one.message for one in checker.check([str(docs)]).notices if one.code == "T907"]
    assert notices == ["'Sundahl' of the entity 'Norvik Energy' is a name in no document"]
    assert cli.run(["entities", "check", str(docs)]) == 1
    assert "entities.yaml:3: 'Sundahl'" in capsys.readouterr().out


def test_suggestions_are_written_only_when_asked(docs, capsys):
    """RA19: candidate merges with score and documents; nothing written without --apply; comments stay."""
    (docs / "b.md").write_text(B.replace("Sundal Kraft", "Norvik Energy Holding"), encoding="utf-8")
    names = docs / "entities.yaml"
    names.write_text("# ours\nversion: 1\nentities: []\n", encoding="utf-8")
    before = {one.name for one in _subjects(docs)}
    if len(before) == 1:
        pytest.skip("linking joins the two names by itself")
    assert cli.run(["entities", "suggest", str(docs)]) == 0
    shown = capsys.readouterr().out
    assert "Norvik Energy Holding = Norvik Energy" in shown
    assert "a.md" in shown
    assert names.read_text(encoding="utf-8").startswith("# ours\nversion: 1\nentities: []")
    assert cli.run(["entities", "suggest", str(docs), "--apply"]) == 0
    text = names.read_text(encoding="utf-8")
    assert text.startswith("# ours\n")
    assert verify.read_vocabulary(names).aliases == {"Norvik Energy": "Norvik Energy Holding"}
    assert cli.run(["entities", "list", str(docs)]) == 0
    assert "alias" in capsys.readouterr().out  # how the names were joined


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("aliases", "aliasses", ":5:5: unknown key 'aliasses'; did you mean 'aliases'?"),
        ("ORG", "org", ":4:11: type:"),
        ("[Sundal Kraft]", "[Sundal Kraft]\n  - name: Sundal Kraft", "is a name of 'Norvik Energy' already"),
        ("aliases: [Sundal Kraft]", "not-same-as: [norvik energy]", "and not to be it"),
        ("[Sundal Kraft]", "&a [*a]", "anchors and aliases are not read"),
        ("version: 1", "version: 2", ":1:10:"),
        ("entities:", "entities: []\nentities:", "stands twice"),
    ],
)
def test_a_mistake_is_named_with_its_place(tmp_path, old, new, words):
    file = tmp_path / "entities.yaml"
    assert old in FILE
    file.write_text(FILE.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(UsageError) as caught:
        verify.read_vocabulary(file)
    assert words in str(caught.value)


RULE = """\
version: 1
namespace: ACME
rules:
  - id: ACME001
    name: parts-make-the-whole
    summary: The parts make the whole.
    select: {attribute: [employees]}
    check:
      kind: arithmetic
      for-each: [period]
      bind:
        total: {entity: Norvik Group}
        part: {entity: {part-of: Norvik Group}, many: true}
      holds: total == sum(part)
      need: {part: 2}
    tests:
      - name: parts of two documents that the vocabulary names
        entities:
          - {name: Norvik Group, parts: [Sundal Hydro, Tarn Wind]}
        documents:
          a.md: At the end of 2023 Norvik Group had [[900]] employees.
          b.md: At the end of 2023 Sundal Hydro had [[412]] employees.
          c.md: At the end of 2023 Tarn Wind had [[470]] employees.
        expect: [{verdict: arithmetic}]
      - name: parts that add up
        entities:
          - {name: Norvik Group, parts: [Sundal Hydro, Tarn Wind]}
        documents:
          a.md: At the end of 2023 Norvik Group had 882 employees.
          b.md: At the end of 2023 Sundal Hydro had 412 employees.
          c.md: At the end of 2023 Tarn Wind had 470 employees.
        expect: none
  - id: ACME002
    name: parts-are-small
    summary: No part of the group has more than 400 employees.
    select: {attribute: [employees], entity: {part-of: Norvik Group}}
    check: {kind: range, max: 400}
    tests:
      - name: a part that is larger
        entities: [{name: Norvik Group, parts: [Sundal Hydro]}]
        documents: {a.md: "At the end of 2023 Norvik Group had 900 employees, and Sundal Hydro had [[412]] employees."}
        expect: [{verdict: conflict}]
      - name: no part
        documents: {a.md: At the end of 2023 Norvik Group had 900 employees.}
        expect: none
"""


def test_rules_know_the_parts_of_an_entity(tmp_path, capsys):
    """RA19: parts serve `part-of` and `with: parts` of rules, and a test may bring its own names."""
    (tmp_path / "acme.yaml").write_text(RULE, encoding="utf-8")
    assert cli.run(["rules", "test", str(tmp_path)]) == 0, capsys.readouterr().out
