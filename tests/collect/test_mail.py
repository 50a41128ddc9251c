"""Messages, written by the standard library."""

from __future__ import annotations

import io
from collections.abc import Callable
from email.message import EmailMessage

import openpyxl
import pytest

from checker import collect
from checker.config import Settings
from checker.errors import UnreadableDocument
from checker.records import Document

ReadBytes = Callable[..., Document]


def _message(text: str = "The quay of Velm is 5 km long.", subject: str = "New quay") -> EmailMessage:
    message = EmailMessage()
    message["Subject"], message["From"] = subject, "Ada Orsa <ada@port.example>"
    message["Date"] = "Tue, 05 Mar 2024 23:30:00 +0100"
    message.set_content(text)
    return message


def _lines(document: Document, role: str = "body") -> list[tuple[str, str]]:
    return [(block.text, block.where) for block in document.blocks if block.role == role]


def test_subject_date_and_text(read_bytes: ReadBytes) -> None:
    document = read_bytes(_message("Dear all,\n\nThe quay of Velm costs € 5 million.\n").as_bytes(), "a.eml")
    assert document.title == "New quay"
    assert _lines(document) == [
        ("New quay", "subject"), ("Dear all,", ""), ("The quay of Velm costs € 5 million.", ""),
    ]  # fmt: skip
    assert document.date is not None
    assert (document.date.label, document.date.source) == ("2024-03-05", "metadata")


def test_encoded_headers_are_read(read_bytes: ReadBytes) -> None:
    assert read_bytes(_message(subject="Länge – 5 km").as_bytes(), "a.eml").title == "Länge – 5 km"


def test_what_is_quoted_and_signed_is_not_read_again(read_bytes: ReadBytes) -> None:
    text = (
        "It is 5 km now.\n\nOn Monday Ben wrote:\n> It was 4 km long.\n> And old.\n\nYours\n-- \nAda Orsa\nRoom 12\n"
        "-----Original Message-----\nIt was 3 km.\n"
    )
    document = read_bytes(_message(text).as_bytes(), "a.eml")
    assert [words for words, _ in _lines(document)] == ["New quay", "It is 5 km now.", "Yours"]
    assert "> It was 4 km long." in [words for words, _ in _lines(document, "boilerplate")]


@pytest.mark.parametrize(
    ("page", "shown"),
    [
        ("<p>The page says 6 km.</p>", ["New quay", "The plain text says 5 km."]),
        ("<table><tr><td>Item</td><td>2022</td></tr><tr><td>Length</td><td>6 km</td></tr></table>",
         ["New quay", "Item", "2022", "Length", "6 km"]),
    ],
)  # fmt: skip
def test_one_of_several_forms_is_read(page: str, shown: list[str], read_bytes: ReadBytes) -> None:
    message = _message("The plain text says 5 km.")
    message.add_alternative(f"<html><body>{page}</body></html>", subtype="html")
    document = read_bytes(message.as_bytes(), "a.eml")
    assert [words for words, _ in _lines(document)] == shown


def test_attachments_are_read_or_named(read_bytes: ReadBytes) -> None:
    book, out = openpyxl.Workbook(), io.BytesIO()
    for row in (("Item", 2021, 2022), ("Length (m)", 120, 125)):
        book.active.append(row)
    book.save(out)
    message = _message()
    message.add_attachment(out.getvalue(), maintype="application", subtype="octet-stream", filename="../../port.xlsx")
    message.add_attachment(b"Port,Depth\nVelm,7 m\n", maintype="application", subtype="x", filename="depth.csv")
    message.add_attachment(b"\x00\x01", maintype="application", subtype="zip", filename="old.zip")
    message.add_attachment(b"PK\x03\x04 broken", maintype="application", subtype="x", filename="b.docx")
    document = read_bytes(message.as_bytes(), "a.eml")
    cells = {block.text: block for block in document.blocks if block.cell is not None}
    cell = cells["125"].cell
    assert cell is not None
    assert [document.blocks[n].text for n in (*cell.row_heads, *cell.column_heads)] == ["Length (m)", "2022"]
    assert cells["125"].where == "attachment port.xlsx, sheet Sheet, cell C2"
    assert cells["7 m"].where == "attachment depth.csv"
    assert {block.cell.table for block in document.blocks if block.cell is not None} == {0, 1}
    assert document.warnings == (
        "the attachment old.zip was not read: unsupported: no reader for '.zip'",
        "the attachment b.docx was not read: corrupt: the package is cut off or damaged",
    )


def test_forwarded_messages_are_read_and_too_many_named(read_bytes: ReadBytes) -> None:
    message = _message("The innermost says 5 km.", "0")
    for number in range(1, 4):
        around = _message(f"Message {number} says {number} km.", str(number))
        around.add_attachment(message)
        message = around
    document = read_bytes(message.as_bytes(), "a.eml")
    assert _lines(document)[-1] == ("The innermost says 5 km.", "message '2', message '1', message '0'")
    for number in range(4, 12):
        around = _message(f"Message {number}.", str(number))
        around.add_attachment(message)
        message = around
    document = read_bytes(message.as_bytes(), "a.eml")
    assert document.partial == "messages more than 10 inside one another were not read"


def test_a_message_that_is_passed_in_as_text(read_bytes: ReadBytes) -> None:
    (source,) = collect.sources_of_texts({"a.eml": _message().as_string()})
    assert collect.read_document(source, None, Settings()).title == "New quay"


@pytest.mark.parametrize("data", [b"The quay is 5 km long.\n", b"Nothing: here\n\nThe quay is 5 km long.\n"])
def test_what_is_no_message_says_so(data: bytes, read_bytes: ReadBytes) -> None:
    with pytest.raises(UnreadableDocument, match="corrupt: it has no header of a message"):
        read_bytes(data, "a.eml")


def test_broken_headers_and_charsets_are_no_trouble(read_bytes: ReadBytes) -> None:
    data = (
        b"Subject: =?x-none?Q?a=ZZ?=\nDate: soon\nContent-Type: text/plain; charset=x-none\n\nIt is 5 km \x80 long.\n"
    )
    document = read_bytes(data, "a.eml")
    assert document.date is None
    assert "It is 5 km € long." in document.text
    assert "the encoding was guessed as windows-1252" in document.warnings


def test_a_header_in_no_known_charset_is_shown_as_it_stands(read_bytes: ReadBytes) -> None:
    data = b"From: a@port.example\nSubject: =?u\xfff-4?B?UXVheQ==?=\n\nThe quay of Velm is 5 km long.\n"
    assert _lines(read_bytes(data, "a.eml"))[-1][0] == "The quay of Velm is 5 km long."


@pytest.mark.parametrize("sort", ["message/rfc822\n\nSubject: a", 'multipart/mixed; boundary="b{0}"\n\n--b{0}'])
def test_parts_far_inside_one_another_end_in_a_reason(sort: str, read_bytes: ReadBytes) -> None:
    inside = "".join(f"Content-Type: {sort.format(number)}\n" for number in range(1500))
    with pytest.raises(UnreadableDocument, match="too-deep"):
        read_bytes(f"From: a@port.example\nMIME-Version: 1.0\n{inside}\n5 km\n".encode(), "a.eml")


def test_a_charset_that_is_no_name_is_not_asked_for(read_bytes: ReadBytes) -> None:
    data = b"From: a@port.example\nContent-Type: text/plain; charset*=\"us''a%00b\"\n\nThe quay of Velm is 5 km long.\n"
    assert _lines(read_bytes(data, "a.eml"))[-1][0] == "The quay of Velm is 5 km long."
