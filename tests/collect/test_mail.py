"""Messages, written by the standard library."""

from __future__ import annotations

import base64
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


OUTLOOK = "From: Ben Tarn <ben@port.example>\nSent: Monday, 4 March 2024 10:00\nTo: Ada Orsa\nSubject: RE: New quay\n\n"
HEAD = (
    "From: Ben Tarn <ben@port.example>\nDate: Mon, 4 Mar 2024 at 10:00\nSubject: Old quay\n"
    "To: <ada@port.example>,\n <eve@port.example>\n\n"
)
WROTE = "On Mon, 4 Mar 2024 at 10:00, Ben Tarn\n<ben@port.example> wrote:\n\n"
PASSED = f"{HEAD}It is 4 km long.\n\n> How long is it?\n".replace("\n", "\n> ")


@pytest.mark.parametrize(
    ("subject", "text", "shown"),
    [
        # answers: what stands below was said before
        ("RE: Quay", f"It is 5 km now.\n\n{OUTLOOK}It was 4 km long.\n", ["It is 5 km now."]),
        ("AW: Quay", f"It is 5 km now.\n\n{'_' * 32}\n{OUTLOOK}It was 4 km.\n", ["It is 5 km now."]),
        ("Re: Quay", f"It is 5 km.\n\n{WROTE}> It was 4 km.\n", ["It is 5 km."]),
        ("Re: Quay", "> How long?\n\nIt is 5 km.\n\n> And deep?\n\nIt is 9 m.\n", ["It is 5 km.", "It is 9 m."]),
        ("Re: Quay", "From: the wall it is 5 km.\nTo: be built.\n", ["From: the wall it is 5 km.", "To: be built."]),
        # what is passed on is read
        ("Fwd: Quay", f"See below.\n\n---------- Forwarded message ---------\n{HEAD}It is 4 km.\n-- \nBen\n",
         ["See below.", "It is 4 km."]),
        ("Quay", f"Begin forwarded message:\n\n> {PASSED}\n", ["It is 4 km long."]),
        ("FW: Quay", f"{OUTLOOK}It is 4 km long.\n\n{OUTLOOK}How long is it?\n", ["It is 4 km long."]),
        ("WG: Quay", f"-----Original Message-----\n{OUTLOOK}It is 4 km.\n\n> How long?\n", ["It is 4 km."]),
    ],
)  # fmt: skip
def test_what_was_said_before_and_what_is_passed_on(
    subject: str, text: str, shown: list[str], read_bytes: ReadBytes
) -> None:
    document = read_bytes(_message(text, subject).as_bytes(), "a.eml")
    assert [words for words, _ in _lines(document)][1:] == shown


@pytest.mark.parametrize(
    ("subject", "page", "shown"),
    [
        ("RE: Quay", "<p>It is 5 km.</p><div>On Mon, Ben Tarn wrote:</div><blockquote>It was 4 km.</blockquote>",
         ["It is 5 km."]),
        ("RE: Quay", "<div>Ben &lt;ben@port.example&gt; wrote:</div><blockquote>It was 4 km.</blockquote>",
         ["Ben <ben@port.example> wrote:", "It was 4 km."]),
        ("RE: Quay", "<p>It is 5 km.</p><hr><p><b>From:</b> Ben<br><b>Sent:</b> Monday<br><b>To:</b> Ada<br>"
         "<b>Subject:</b> Quay</p><p>It was 4 km.</p>", ["It is 5 km."]),
        ("FW: Quay", "<p>See below.</p><hr><p><b>From:</b> Ben<br><b>Sent:</b> Monday<br><b>To:</b> Ada<br>"
         "<b>Subject:</b> Quay</p><p>It is 4 km.</p>", ["See below.", "It is 4 km."]),
        ("Fwd: Quay", "<div>---------- Forwarded message ---------</div><div>From: Ben</div><div>Date: Monday</div>"
         "<div>Subject: Quay</div><div>To: Ada</div><p>It is 4 km.</p>", ["It is 4 km."]),
        ("Quay", "<p>It is 5 km.</p><p>As the mayor wrote:</p><p>It was 4 km.</p>",
         ["It is 5 km.", "As the mayor wrote:", "It was 4 km."]),
    ],
)  # fmt: skip
def test_pages_of_messages_that_quote(subject: str, page: str, shown: list[str], read_bytes: ReadBytes) -> None:
    message = _message(subject=subject)
    message.set_content(f"<html><body>{page}</body></html>", subtype="html")
    assert [words for words, _ in _lines(read_bytes(message.as_bytes(), "a.eml"))][1:] == shown


def test_messages_attached_as_files_are_read_with_what_is_attached_to_them(read_bytes: ReadBytes) -> None:
    inner = _message("The survey says 5 km.", "Survey")
    inner.add_attachment(b"Port,Depth\nVelm,7 m\n", maintype="text", subtype="csv", filename="depth.csv")
    plain = _message("See the message.")
    plain.add_attachment(inner.as_bytes(), maintype="application", subtype="octet-stream", filename="survey.eml")
    boundary = "quay"
    wrapped = (
        f"Subject: New quay\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary={boundary}\n\n--{boundary}\n"
        "Content-Type: text/plain\n\nSee the message.\n"
        f"--{boundary}\nContent-Type: message/rfc822\nContent-Transfer-Encoding: base64\n\n"
        f"{base64.encodebytes(inner.as_bytes()).decode()}\n--{boundary}--\n"
    )
    for data in (plain.as_bytes(), wrapped.encode()):
        document = read_bytes(data, "a.eml")
        assert ("The survey says 5 km.", "message 'Survey'") in _lines(document)
        cell = next(block for block in document.blocks if block.text == "7 m")
        assert cell.where == "message 'Survey', attachment depth.csv"
        assert document.warnings == ()


@pytest.mark.parametrize(
    ("subject", "title"),
    [
        ("Re: New quay", "New quay"), ("RE: FW: New quay", "New quay"), ("AW: Re[2]: New quay", "New quay"),
        ("Re:", "Re:"), ("Report: new quay", "Report: new quay"), ("Re-opening of the quay", "Re-opening of the quay"),
    ],
)  # fmt: skip
def test_the_title_is_the_subject_without_what_programs_put_before_it(
    subject: str, title: str, read_bytes: ReadBytes
) -> None:
    document = read_bytes(_message(subject=subject).as_bytes(), "a.eml")
    assert (document.title, document.blocks[0].text) == (title, title)
    assert document.text.startswith(subject)


def test_logos_and_seals_are_no_attachments(read_bytes: ReadBytes) -> None:
    message = _message()
    message.add_attachment(b"\x89PNG", maintype="image", subtype="png", filename="image001.png", cid="<1@port>")
    message.add_attachment(b"0", maintype="application", subtype="pkcs7-signature", filename="smime.p7s")
    message.add_attachment(b"\x89PNG", maintype="image", subtype="png", filename="scan.png")
    assert read_bytes(message.as_bytes(), "a.eml").warnings == (
        "the attachment scan.png was not read: unsupported: no reader for '.png'",
    )


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
