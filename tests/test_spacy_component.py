"""The quantity reader in somebody's own spaCy pipeline; a blank one is enough."""

from __future__ import annotations

import json
import pickle
import subprocess
import sys
from dataclasses import asdict
from importlib.metadata import EntryPoint
from pathlib import Path

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc, DocBin

from checker import spacy_component

PROJECT = Path(__file__).resolve().parents[1]
TEXT = "The Brenna tunnel is 5.8 km long and cost about $1.2 billion; 40 to 50 workers kept it open on 3 May 2021."


@pytest.fixture(scope="module")
def nlp() -> Language:
    language = spacy.blank("en")
    language.add_pipe("tieout_quantities")
    return language


def test_quantities_of_a_blank_pipeline(nlp: Language) -> None:
    found = nlp(TEXT)._.quantities
    assert [(one.text, one.value, one.unit, one.comparator) for one in found] == [
        ("5.8 km", 5.8, "kilometer", "="),
        ("about $1.2 billion", 1_200_000_000, "USD", "~"),
        ("40 to 50 workers", (40, 50), "count:worker", "range"),
    ]
    assert [TEXT[one.start : one.end] for one in found] == [one.text for one in found]
    length = found[0]
    assert (length.base_value, length.base_unit, length.low, length.high) == (5800.0, "meter", 5750.0, 5850.0)
    assert [one.kind for one in found] == ["length", "currency:USD", "count:worker"]


def test_span_groups_and_spans(nlp: Language) -> None:
    doc = nlp(TEXT)
    spans = doc.spans["quantities"]
    assert [span.text for span in spans] == ["5.8 km", "about $1.2 billion", "40 to 50 workers"]
    assert {span.label_ for span in spans} == {"QUANTITY"}
    assert [span._.quantity for span in spans] == list(doc._.quantities)
    assert doc[0:3]._.quantity is None
    assert doc[4:5]._.quantity.text == "5.8 km"  # a part of it
    assert doc[:]._.quantity.text == "5.8 km"  # the first of several


@pytest.mark.parametrize("text", ["", " ", "No figure here.", "\n\n", "\u202e \x00", "5kg/3kg", "w" * 100_000])
def test_any_text(nlp: Language, text: str) -> None:
    doc = nlp(text)
    assert all(doc.text[one.start : one.end] == one.text for one in doc._.quantities)
    assert len(doc.spans["quantities"]) == len(doc._.quantities)


def test_a_document_that_was_not_read_has_none() -> None:
    doc = spacy.blank("en")(TEXT)
    assert doc._.quantities == ()
    assert doc[:]._.quantity is None


def test_documents_survive_bytes_pickles_and_bins(nlp: Language) -> None:
    doc = nlp(TEXT)
    by_bytes = Doc(nlp.vocab).from_bytes(doc.to_bytes())
    by_pickle = pickle.loads(pickle.dumps(doc))
    (by_bin,) = DocBin(docs=[doc], store_user_data=True).get_docs(nlp.vocab)
    for again in (by_bytes, by_pickle, by_bin):
        assert again._.quantities == doc._.quantities
        assert [span._.quantity for span in again.spans["quantities"]] == list(doc._.quantities)


def test_pipes_pickles_and_folders_give_the_same(nlp: Language, tmp_path: Path) -> None:
    doc = nlp(TEXT)
    assert [one._.quantities for one in nlp.pipe([TEXT, "2 kg"])] == [doc._.quantities, nlp("2 kg")._.quantities]
    assert pickle.loads(pickle.dumps(nlp))(TEXT)._.quantities == doc._.quantities
    nlp.to_disk(tmp_path / "model")
    assert spacy.load(tmp_path / "model")(TEXT)._.quantities == doc._.quantities


def test_settings() -> None:
    language = spacy.blank("en")
    language.add_pipe("tieout_quantities", name="read", config={"spans_key": "figures", "decimal_comma": True})
    doc = language("It weighs 1.234,5 kg.")
    assert [span._.quantity.value for span in doc.spans["figures"]] == [1234.5]
    assert "quantities" not in doc.spans


def test_values_are_plain(nlp: Language) -> None:
    doc = nlp("More than 3% of 2 million t")
    data = json.loads(json.dumps([asdict(span._.quantity) for span in doc.spans["quantities"]]))
    assert (data[0]["comparator"], data[0]["high"]) == (">", None)


SCRIPT = """
import sys
import spacy
assert "checker.spacy_component" not in sys.modules
language = spacy.blank("en")
language.add_pipe("tieout_quantities")
print(*[quantity.text for quantity in language("a 5 km run")._.quantities])
"""


def test_an_installed_package_needs_no_import(tmp_path: Path) -> None:
    """The entry point of pyproject.toml, as an installer would write it, is all that spaCy asks for."""
    import tomllib

    points = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["entry-points"]
    target = points["spacy_factories"]["tieout_quantities"]
    assert EntryPoint("tieout_quantities", target, "spacy_factories").load() is spacy_component.create
    info = tmp_path / "tieout_elsewhere-1.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: tieout-elsewhere\nVersion: 1\n")
    (info / "entry_points.txt").write_text(f"[spacy_factories]\ntieout_quantities = {target}\n")
    done = subprocess.run(
        [sys.executable, "-c", f"import sys; sys.path[:0] = [{str(tmp_path)!r}, {str(PROJECT)!r}]\n{SCRIPT}"],
        capture_output=True,
        text=True,
        check=False,
        cwd=tmp_path,
    )
    assert done.stdout.strip() == "5 km", done.stderr
