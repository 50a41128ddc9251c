"""What is fuzzed: each target takes bytes, reads them as one part of the program would, and asserts what must hold.

A target raises for everything but the errors that the program raises on purpose.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path

from checker import codec, collect, normalize
from checker.collect.reader import BytesReader
from checker.collect.reading import decode
from checker.config import Limits, Settings
from checker.errors import UnreadableDocument, UsageError
from checker.extract import quantities, quantities_jsonl, times
from checker.records import Document
from checker.verify import decisions, packs, vocabulary
from checker.write.base import find_writers
from checker.write.run import read_run
from checker.write.visible import show
from fuzz.packages import package

LIMITS = Limits(markup_elements=20_000, cells=20_000)
MOST_BYTES = 20_000  # of one input
CONTROLS = frozenset(map(chr, (*range(0x09), 0x0B, *range(0x0E, 0x20), 0x7F, *range(0x80, 0xA0), 0x202E, 0x2066)))


def numbers(data: bytes) -> None:
    """Figures and times in running text: spans lie in the text, in order, and values are finite."""
    text = _text(data)
    mentions = times.find_times(text)
    for time in mentions:
        assert 0 <= time.start < time.end <= len(text)
        assert time.low <= time.high
    taken = times.taken_spans(mentions)
    for decimal_comma in (False, True):
        end = 0
        for one in quantities.find_quantities(text, taken, decimal_comma=decimal_comma):
            assert end <= one.start < one.end <= len(text)
            end = one.end
            assert one.low.is_finite()
            assert one.high.is_finite()
            assert one.low <= one.high
            assert one.figure_start < 0 or one.start <= one.figure_start < one.figure_end <= one.end
            json.dumps(quantities_jsonl.to_contract(one), allow_nan=False)
            measured = normalize.to_measurement("a#0", one)
            json.dumps(codec.to_json(measured), allow_nan=False)


def _text(data: bytes) -> str:
    """Return bytes as text, with lone surrogates where they are the only fault."""
    try:
        return data.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        return data.decode("utf-8", "replace")


def _document(name: str, data: bytes) -> Document | None:
    """Read bytes as a file of this name, without the isolation that would hide a crash."""
    try:
        (source,) = collect.sources_of_texts({name: decode(data, LIMITS).text})
        return collect.read_document(source, None, Settings(limits=LIMITS))
    except UnreadableDocument:
        return None


def _check_document(name: str, data: bytes) -> None:
    document = _document(name, data)
    if document is None:
        return
    for number, block in enumerate(document.blocks):
        assert block.number == number
        assert all(above < number for above in block.section)
        for at, there in block.runs:
            assert 0 <= at <= len(block.text)
            assert 0 <= there <= len(document.text)
        if block.text:
            start, end = block.to_document(0, len(block.text))
            assert 0 <= start < end <= len(document.text)
    back = codec.from_json(Document, json.loads(json.dumps(codec.to_json(document))))
    assert back == document


def markdown(data: bytes) -> None:
    """The reader of Markdown: blocks lie in the text, and the document comes back through JSON."""
    _check_document("a.md", data)


def html(data: bytes) -> None:
    """The reader of HTML."""
    _check_document("a.html", data)


def plain(data: bytes) -> None:
    """The reader of plain text."""
    _check_document("2024-05-01-a.txt", data)


def table(data: bytes) -> None:
    """The reader of CSV."""
    _check_document("a.csv", data)


def json_lines(data: bytes) -> None:
    """The reader of JSON lines."""
    _check_document("a.jsonl", data)


def json_file(data: bytes) -> None:
    """The reader of JSON documents."""
    _check_document("a.json", data)


def _check_bytes(name: str, data: bytes) -> None:
    """Read bytes as a reader of bytes would, in this process: what it gives lies in its own text."""
    reader = collect.reader_of(name)
    assert isinstance(reader, BytesReader)
    try:
        reading = reader.read(data, LIMITS)
    except UnreadableDocument:
        return
    assert reading.text is not None
    for number, block in enumerate(reading.blocks):
        assert block.number == number
        assert all(above < number for above in block.section)
        if block.text:
            start, end = block.to_document(0, len(block.text))
            assert 0 <= start < end <= len(reading.text)
    json.dumps(codec.to_json(reading.blocks), allow_nan=False)


def rtf(data: bytes) -> None:
    """The reader of rich text."""
    _check_bytes("a.rtf", data if data.startswith(b"{\\rtf") else b"{\\rtf1 " + data)


def mail(data: bytes) -> None:
    """The reader of mail, with what is attached to it."""
    _check_bytes("a.eml", data)


def pdf(data: bytes) -> None:
    """The reader of pdf files."""
    _check_bytes("a.pdf", data)


def docx(data: bytes) -> None:
    """The reader of Word documents."""
    _check_bytes("a.docx", package("docx", data))


def xlsx(data: bytes) -> None:
    """The reader of workbooks."""
    _check_bytes("a.xlsx", package("xlsx", data))


def pptx(data: bytes) -> None:
    """The reader of slides."""
    _check_bytes("a.pptx", package("pptx", data))


def odt(data: bytes) -> None:
    """The reader of OpenDocument texts."""
    _check_bytes("a.odt", package("odt", data))


def rules(data: bytes) -> None:
    """The rule loader: every mistake has its place, and no input raises."""
    text = _text(data)
    mistakes: list[str] = []
    found = packs.read_rules(text, "a.yaml", "a", normalize.to_measurement, mistakes)
    assert not (found and mistakes)
    assert all(one.startswith("a.yaml:") for one in mistakes)


def names(data: bytes) -> None:
    """The file of names."""
    found, problems = vocabulary.parse(_text(data))
    assert not (found.entities and problems)


def _through_a_file(read: Callable[[Path], object], data: bytes) -> object:
    with tempfile.NamedTemporaryFile(suffix=".json") as file:
        file.write(data)
        file.flush()
        try:
            return read(Path(file.name))
        except UsageError:
            return None


def decided(data: bytes) -> None:
    """The decision file: what is read comes back the same when it is written."""
    entries = _through_a_file(decisions.read, data)
    if entries is not None:
        assert _through_a_file(decisions.read, decisions.dump(entries)) == entries  # type: ignore[arg-type]


def run_file(data: bytes) -> None:
    """The run file: a damaged one is refused; what is read can be written in every format without live controls."""
    report = _through_a_file(read_run, data)
    if report is None:
        return
    for writer in find_writers().values():
        for content in writer.render(report, "a").values():  # type: ignore[arg-type]
            content.decode("utf-8")


def manifest(data: bytes) -> None:
    """The manifest: a mistake costs its entry."""
    text = _text(data)
    sources = collect.sources_of_texts({"manifest.json": text, "a.txt": "x"})
    found, _ = collect.read_manifests(sources)
    assert set(found) <= {"manifest.json", "a.txt"}


def shown(data: bytes) -> None:
    """What reaches a terminal: nothing that could act on it."""
    text = data.decode("utf-8", "surrogateescape")
    assert not CONTROLS.intersection(show(text))


TARGETS: Mapping[str, Callable[[bytes], None]] = {
    one.__name__: one
    for one in (
        numbers,
        markdown,
        html,
        plain,
        table,
        json_lines,
        json_file,
        rtf,
        mail,
        pdf,
        docx,
        xlsx,
        pptx,
        odt,
        rules,
        names,
        decided,
        run_file,
        manifest,
        shown,
    )
}
