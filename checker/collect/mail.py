"""Messages: the subject as title, the text, and the attachments that some reader knows.

Of several forms of one text the plain one is read, unless only the page has its tables. What is quoted from an earlier
message, and the signature, are kept as boilerplate: they were said before, or say nothing. What the message passes on
is read. The date is that of the header. Attachments are read where a reader answers to their name, and named in a
warning where none does.
"""

from __future__ import annotations

import base64
import email
import email.utils
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from email.errors import MessageError
from email.header import decode_header, make_header
from email.message import Message
from typing import Any

from checker.collect.composing import Composer
from checker.collect.draft import number_blocks, show_all
from checker.collect.mail_quotes import find_quoted, is_passed_on, part_lines, split_subject
from checker.collect.reader import BytesReader, Reader, Reading
from checker.collect.reading import decode
from checker.collect.sniff import sniff
from checker.collect.transcribe import transcribe
from checker.config import Limits
from checker.errors import UnreadableDocument
from checker.plugins import find_members

MESSAGES_MOST = 10  # inside one another
PARTS_MOST = 1000

_SEALS = frozenset({"application/pgp-signature", "application/pkcs7-signature", "application/x-pkcs7-signature"})
_CELL = re.compile(r"<td\b", re.IGNORECASE)


@dataclass(slots=True)
class _Mail:
    """Where the reading of a message stands."""

    composer: Composer
    limits: Limits
    tables: int = 0
    parts: int = 0
    is_forward: bool = False  # the message that is being read passes another one on
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
        title=split_subject(_header(message, "Subject"))[1],
        date=_date(message),
        warnings=tuple(dict.fromkeys(mail.warnings)),
        partial=mail.partial,
        partial_reason="too-deep",
    )


def _message(mail: _Mail, message: Message[str, str], where: str, depth: int) -> None:
    before, mail.is_forward = mail.is_forward, is_passed_on(_header(message, "Subject"))
    mark, subject = split_subject(_header(message, "Subject"))
    mail.composer.paragraph(
        subject,
        "heading" if where else "title",
        level=min(depth, 6),
        where=f"{where}, subject" if where else "subject",
        before=mark,
    )
    for part in _parts(message):
        mail.parts += 1
        if mail.parts > PARTS_MOST:
            mail.warnings.append(f"parts after the first {PARTS_MOST:,} were not read")
            return
        _part(mail, part, where, depth)
    mail.is_forward = before


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
    is_attached = bool(name) or part.get_content_disposition() == "attachment"
    if sort == "message/rfc822":
        _forwarded(mail, _inside(part), where, depth)
    elif sort in _SEALS or (sort.startswith("image/") and ("Content-ID" in part or not is_attached)):
        return  # the logo of a signature, a seal: no text that anybody wrote
    elif is_attached:
        _attachment(mail, part, name or "without a name", where, depth)
    elif sort in ("text/plain", "text/html"):
        _put(mail, "html" if sort == "text/html" else "text", _text(mail, part), where)
    elif sort == "text/csv":
        _put(mail, "csv", _text(mail, part), where)
    else:
        mail.warnings.append(f"a part of the sort {sort} was not read")


def _inside(part: Message[str, str]) -> Message[str, str] | None:
    """Return the message that a part holds; some programs pack it like a file, which the standard forbids."""
    payload = part.get_payload()
    message = payload[0] if isinstance(payload, list) and payload and isinstance(payload[0], Message) else None
    if message is None or len(message) or str(part.get("Content-Transfer-Encoding", "")).lower() != "base64":
        return message
    text = message.get_payload()
    try:
        return (
            email.message_from_bytes(base64.b64decode(text.encode("ascii", "ignore")))
            if isinstance(text, str)
            else None
        )
    except ValueError:
        return None


def _forwarded(mail: _Mail, message: Message[str, str] | None, where: str, depth: int) -> None:
    if message is None:
        return
    if depth >= MESSAGES_MOST:
        mail.partial = f"messages more than {MESSAGES_MOST} inside one another were not read"
        return
    name = " ".join(_header(message, "Subject").split())[:80] or "without a subject"
    _message(mail, message, ", ".join(filter(None, (where, f"message '{name}'"))), depth + 1)


def _attachment(mail: _Mail, part: Message[str, str], name: str, where: str, depth: int) -> None:
    """Read an attachment with the reader of its name; what cannot be read costs the attachment alone."""
    data = _bytes(part)
    place = ", ".join(filter(None, (where, f"attachment {name}")))
    suffix = os.path.splitext(name)[1].lower()  # noqa: PTH122 (a name in a header is no path)
    try:
        sniffed = sniff(data)
        readers = {one: reader for reader in find_members("collect", "READER").values() for one in reader.suffixes}
        reader = readers.get(sniffed) or readers.get(suffix)
        if reader is None:
            raise UnreadableDocument("unsupported", f"no reader for '{suffix}'" if suffix else "no suffix")
        if reader is READER:
            _forwarded(mail, email.message_from_bytes(data), where, depth)
            return
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
    quoted: list[str] = []
    if reader == "text":
        own, quoted = part_lines(text.splitlines(), is_forward=mail.is_forward)
        text = "\n".join(own)
    found = next(one for one in find_members("collect", "READER").values() if one.name == reader)
    if text.strip():
        reading = found.read(text, mail.limits)
        mail.tables = transcribe(mail.composer, _without_quotes(mail, reading, reader), where, mail.tables)
    for line in quoted:
        draft = mail.composer.paragraph(line, where=where)
        if draft is not None:
            draft.role = "boilerplate"


def _without_quotes(mail: _Mail, reading: Reading, reader: str) -> Reading:
    """Mark the blocks of a page that quote an earlier message."""
    if reader != "html":
        return reading
    quoted = find_quoted([block.text for block in reading.blocks], is_forward=mail.is_forward)
    blocks = (replace(one, role="boilerplate") if at in quoted else one for at, one in enumerate(reading.blocks))
    return replace(reading, blocks=tuple(blocks))


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
