"""Dates, title and publisher of the metadata stream of pdf files, written by pypdf over pages of reportlab."""

from __future__ import annotations

import io
from typing import Any

import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.generic import NameObject, StreamObject

from checker.collect.pdf import read
from checker.collect.pdf_xmp import MOST_BYTES
from checker.collect.reader import Reading
from checker.config import Limits, Settings
from tests.collect.conftest import ReadBytes
from tests.collect.pdf_files import pdf_of_markdown

PLAIN = pdf_of_markdown("The quay is 120 m long, and the new part has room for two ferries at a time.")
SPACES = (
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"'
    ' xmlns:prism="http://prismstandard.org/namespaces/basic/2.0/"'
)
NONE: dict[str, str] = {}


def _packet(attributes: str = "", inside: str = "") -> bytes:
    return (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/">'
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        f'<rdf:Description rdf:about="" {SPACES} {attributes}>{inside}</rdf:Description>'
        '</rdf:RDF></x:xmpmeta><?xpacket end="w"?>'
    ).encode()


def _pdf(packet: bytes, information: dict[str, str]) -> bytes:
    writer = PdfWriter()
    writer.append(PdfReader(io.BytesIO(PLAIN)))
    writer.xmp_metadata = packet
    writer.metadata = None
    if information:
        writer.add_metadata(information)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def _read(packet: bytes, **information: str) -> Reading:
    return read(_pdf(packet, {f"/{name}": value for name, value in information.items()}), Limits())


def _list(kind: str, *values: str) -> str:
    return f"<rdf:{kind}>{''.join(f'<rdf:li>{value}</rdf:li>' for value in values)}</rdf:{kind}>"


@pytest.mark.parametrize(
    ("attributes", "inside", "information", "date", "source"),
    [
        ('xmp:CreateDate="2023-04-05T10:00:00+01:00"', "", NONE, "2023-04-05T10:00:00+01:00", "properties"),
        ('xmp:CreateDate="2023-04-05" xmp:ModifyDate="2023-05-06"', "", NONE, "2023-05-06", "properties"),
        ("", "<xmp:CreateDate>2023-04-05</xmp:CreateDate>", NONE, "2023-04-05", "properties"),
        ("", f"<dc:date>{_list('Seq', '2022-01-02', '2021-09-09')}</dc:date>", NONE, "2022-01-02", "properties"),
        ('xmp:ModifyDate="2023-05-06"', "", {"ModDate": "D:20240708101112Z"}, "2024-07-08", "properties"),
        ('dc:date="2022-01-02"', "", {"ModDate": "D:20240708101112Z"}, "2022-01-02", "properties"),
        ('prism:publicationDate="2020-11-12"', "", {"ModDate": "D:20240708"}, "2020-11-12", "metadata"),
        ("", "", NONE, "", "properties"),
    ],
)
def test_dates_of_the_metadata_stream(
    attributes: str, inside: str, information: dict[str, str], date: str, source: str
) -> None:
    reading = _read(_packet(attributes, inside), **information)
    assert (reading.date, reading.date_source) == (date, source)


def test_title_and_publisher_of_the_metadata_stream() -> None:
    words = f"<dc:title>{_list('Alt', 'Quay works')}</dc:title>"
    words += f"<dc:publisher>{_list('Bag', 'Port of Velm')}</dc:publisher>"
    assert (_read(_packet("", words)).title, _read(_packet("", words)).publisher) == ("Quay works", "Port of Velm")
    assert _read(_packet("", words), Title="The quay").title == "The quay"


@pytest.mark.parametrize(
    "packet",
    [
        b"no packet at all", b"<x", b'<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>', b"\xff\xfe\x00",
        _packet('xmp:CreateDate="tomorrow or so"'), _packet('xmp:CreateDate="2023-04-05"') + b" " * MOST_BYTES,
    ],
)  # fmt: skip
def test_a_broken_stream_costs_no_text(packet: bytes, read_bytes: ReadBytes) -> None:
    writer: Any = PdfWriter()
    writer.append(PdfReader(io.BytesIO(PLAIN)))
    writer.metadata = None
    stream = StreamObject()
    stream.set_data(packet)
    writer._root_object[NameObject("/Metadata")] = writer._add_object(stream)
    out = io.BytesIO()
    writer.write(out)
    document = read_bytes(out.getvalue(), "a.pdf", Settings())
    assert document.blocks[0].text.startswith("The quay is 120 m long")
    assert document.date is None
