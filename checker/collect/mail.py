"""Messages: the subject as title, the text, and the attachments that some reader knows.

Of several forms of one text the plain one is read, unless only the page has its tables. What is quoted from an earlier
message, and the signature, are kept as boilerplate: they were said before, or say nothing. The date is that of the
header. Attachments are read where a reader answers to their name, and named in a warning where none does.
"""

from __future__ import annotations

import email
import email.utils
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from email.errors import MessageError
from email.header import decode_header, make_header
from email.message import Message
from typing import Any

from checker.collect.composing import Composer
from checker.collect.draft import number_blocks, show_all
from checker.collect.reader import BytesReader, Reader, Reading
from checker.collect.reading import decode
from checker.collect.sniff import sniff
from checker.collect.transcribe import transcribe
from checker.config import Limits
from checker.errors import UnreadableDocument
from checker.plugins import find_members

MESSAGES_MOST = 10  # inside one another
PARTS_MOST = 1000

_QUOTED = re.compile(r"[ \t]{0,8}>")
_ATTRIBUTION = re.compile(r"[^\n]{0,200}\b(?:wrote|writes|schrieb|écrit)\s?:\s*$")
_ORIGINAL = re.compile(r"\s{0,8}-{3,12}\s?(?:Original Message|Ursprüngliche Nachricht)\s?-{3,12}\s*$", re.IGNORECASE)
_SIGNATURE = re.compile(r"-- ?\r?$")
_CELL = re.compile(r"<td\b", re.IGNORECASE)


@dataclass(slots=True)
class _Mail:
    """Where the reading of a message stands."""

    composer: Composer
    limits: Limits
    tables: int = 0
    parts: int = 0
    warnings: list[str] = field(default_factory=list)
    partial: str = ""


def read(data: bytes, limits: Limits) -> Reading:
    """Return the blocks and the text of a message.

    Raises:
        UnreadableDocument: it has no header of a message, or its parts are nested too deep.
    """
    try:
        return _read(email.message_from_bytes(data), limits)
    except RecursionError as error:  # the parser of the standard library, too, goes down into the parts by recursion
        raise UnreadableDocument("too-deep", "its parts lie too deep inside one another") from error


def _read(message: Message[str, str], limits: Limits) -> Reading:
    if not any(name in message for name in ("From", "Date", "Subject", "Received", "MIME-Version")):
        raise UnreadableDocument("corrupt", "it has no header of a message")
    mail = _Mail(Composer(limits), limits)
    _message(mail, message, "", 1)
    text, drafts = mail.composer.finish()
    if mail.partial and all(draft.kind in ("title", "heading") for draft in drafts):
        raise UnreadableDocument("too-deep", mail.partial)
    return Reading(
        blocks=number_blocks(show_all(text, drafts)),
        text=text,
        title=_header(message, "Subject"),
        date=_date(message),
        warnings=tuple(dict.fromkeys(mail.warnings)),
        partial=mail.partial,
        partial_reason="too-deep",
    )


def _message(mail: _Mail, message: Message[str, str], where: str, depth: int) -> None:
    mail.composer.paragraph(
        _header(message, "Subject"),
        "heading" if where else "title",
        level=min(depth, 6),
        where=f"{where}, subject" if where else "subject",
    )
    for part in _parts(message):
        mail.parts += 1
        if mail.parts > PARTS_MOST:
            mail.warnings.append(f"parts after the first {PARTS_MOST:,} were not read")
            return
        _part(mail, part, where, depth)


def _parts(message: Message[str, str]) -> Iterator[Message[str, str]]:
    """Give the parts that a reader of the message sees; of several forms of one text, one."""
    if message.get_content_type() == "message/rfc822" or not message.is_multipart():
        yield message
        return
    inside = [part for part in message.get_payload() if isinstance(part, Message)]
    if message.get_content_type() == "multipart/alternative" and inside:
        yield from _parts(_chosen(inside))
        return
    for part in inside:
        yield from _parts(part)


def _chosen(forms: list[Message[str, str]]) -> Message[str, str]:
    plain = next((form for form in forms if form.get_content_type() == "text/plain" and _bytes(form).strip()), None)
    page = next((form for form in forms for one in form.walk() if one.get_content_type() == "text/html"), None)
    has_table = page is not None and any(_CELL.search(_bytes(one).decode("latin-1")) for one in page.walk())
    if page is not None and (plain is None or has_table):
        return page
    return plain or forms[-1]


def _part(mail: _Mail, part: Message[str, str], where: str, depth: int) -> None:
    sort, name = part.get_content_type(), _name(part)
    if sort == "message/rfc822":
        _forwarded(mail, part, where, depth)
    elif name or part.get_content_disposition() == "attachment":
        _attachment(mail, name or "without a name", _bytes(part), where)
    elif sort in ("text/plain", "text/html"):
        _put(mail, "html" if sort == "text/html" else "text", _text(mail, part), where)
    elif sort == "text/csv":
        _put(mail, "csv", _text(mail, part), where)
    elif not sort.startswith(("image/", "application/pgp", "application/pkcs7-signature")):
        mail.warnings.append(f"a part of the sort {sort} was not read")


def _forwarded(mail: _Mail, part: Message[str, str], where: str, depth: int) -> None:
    inside = part.get_payload()
    message = inside[0] if isinstance(inside, list) and inside and isinstance(inside[0], Message) else None
    if message is None:
        return
    if depth >= MESSAGES_MOST:
        mail.partial = f"messages more than {MESSAGES_MOST} inside one another were not read"
        return
    name = " ".join(_header(message, "Subject").split())[:80] or "without a subject"
    _message(mail, message, ", ".join(filter(None, (where, f"message '{name}'"))), depth + 1)


def _attachment(mail: _Mail, name: str, data: bytes, where: str) -> None:
    """Read an attachment with the reader of its name; what cannot be read costs the attachment alone."""
    place = ", ".join(filter(None, (where, f"attachment {name}")))
    suffix = os.path.splitext(name)[1].lower()  # noqa: PTH122 (a name in a header is no path)
    try:
        sniffed = sniff(data)
        readers = {one: reader for reader in find_members("collect", "READER").values() for one in reader.suffixes}
        reader = readers.get(sniffed) or readers.get(suffix)
        if reader is None:
            raise UnreadableDocument("unsupported", f"no reader for '{suffix}'" if suffix else "no suffix")
        if reader is READER:
            raise UnreadableDocument("unsupported", "a message in a file")
        reading = _reading(mail, reader, data)
    except UnreadableDocument as error:
        mail.warnings.append(f"the attachment {name} was not read: {error}")
        return
    mail.warnings += [f"attachment {name}: {warning}" for warning in reading.warnings]
    mail.tables = transcribe(mail.composer, reading, place, mail.tables)


def _reading(mail: _Mail, reader: Any, data: bytes) -> Reading:
    if isinstance(reader, BytesReader):
        return reader.read(data, mail.limits)
    assert isinstance(reader, Reader)
    decoded = decode(data, mail.limits)
    reading = reader.read(decoded.text, mail.limits)
    mail.warnings += decoded.warnings
    return reading


# --- texts --------------------------------------------------------------------------------------------------


def _put(mail: _Mail, reader: str, text: str, where: str) -> None:
    """Read a text of the message itself."""
    quoted = ""
    if reader == "text":
        text, quoted = _part_quoted(text)
    found = next(one for one in find_members("collect", "READER").values() if one.name == reader)
    if text.strip():
        mail.tables = transcribe(mail.composer, found.read(text, mail.limits), where, mail.tables)
    for line in quoted.splitlines():
        draft = mail.composer.paragraph(line, where=where)
        if draft is not None:
            draft.role = "boilerplate"


def _part_quoted(text: str) -> tuple[str, str]:
    """Return the message's own words, and what it quotes with the signature."""
    own: list[str] = []
    rest: list[str] = []
    lines = text.splitlines()
    for number, line in enumerate(lines):
        if _ORIGINAL.match(line) or _SIGNATURE.match(line):
            rest += lines[number:]
            break
        follows = next((below for below in lines[number + 1 : number + 4] if below.strip()), "")
        is_quoted = _QUOTED.match(line) or (_ATTRIBUTION.match(line) and _QUOTED.match(follows))
        (rest if is_quoted else own).append("" if is_quoted and not line.strip("> ") else line)
    return "\n".join(own), "\n".join(rest)


def _text(mail: _Mail, part: Message[str, str]) -> str:
    data = _bytes(part)
    charset = part.get_content_charset() or ""
    try:
        if charset and charset not in ("us-ascii", "utf-7"):
            return data.decode(charset)
    except (LookupError, ValueError):  # an unknown name, one with a NUL in it, or other bytes than it says
        pass
    try:
        decoded = decode(data, mail.limits)
    except UnreadableDocument as error:
        if error.reason != "empty":
            mail.warnings.append(f"a text of the message was not read: {error}")
        return ""
    mail.warnings += decoded.warnings
    return decoded.text.removeprefix("\ufeff")


def _bytes(part: Message[str, str]) -> bytes:
    content: Any = part.get_payload(decode=True)
    return content if isinstance(content, bytes) else b""


def _name(part: Message[str, str]) -> str:
    """Return the file name of an attachment, without the folders that somebody may have put before it."""
    try:
        name = part.get_filename() or ""
        name = str(make_header(decode_header(name)))
    except (MessageError, LookupError, ValueError, UnicodeError):
        name = "without a name"
    return " ".join(re.split(r"[/\\]", name)[-1].split())[:120]


def _header(message: Message[str, str], name: str) -> str:
    value = message.get(name)
    if value is None:
        return ""
    try:
        words = str(make_header(decode_header(str(value)[:2000])))
    except (MessageError, LookupError, ValueError, UnicodeError):
        words = str(value)[:2000]
    return " ".join(words.encode("utf-8", "replace").decode().split())


def _date(message: Message[str, str]) -> str:
    try:
        sent = email.utils.parsedate_to_datetime(str(message.get("Date", ""))[:200])
    except (ValueError, TypeError, IndexError, OverflowError):
        return ""
    return sent.date().isoformat()


READER = BytesReader(name="eml", suffixes=(".eml",), read=read, takes_text=True)
