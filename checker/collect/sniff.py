"""What a file is by its first bytes, whatever its name says."""

from __future__ import annotations

import io
import zipfile

from checker.errors import UnreadableDocument

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # the compound file of old Office programs, and of encrypted new ones
ZIP = b"PK\x03\x04"
DIRECTORY_BYTES = 400  # of a zip's directory to an entry; a directory that claims more than it may hold is not opened
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_PARTS = (("word/", ".docx"), ("xl/", ".xlsx"), ("ppt/", ".pptx"))
_MIMES = {
    b"application/vnd.oasis.opendocument.text": ".odt",
    b"application/vnd.oasis.opendocument.spreadsheet": ".ods",
    b"application/vnd.oasis.opendocument.presentation": ".odp",
}


def sniff(data: bytes) -> str:
    """Return the usual suffix of what some bytes are: ".pdf", ".rtf", ".docx"; "" where they do not tell.

    Raises:
        UnreadableDocument: they are an encrypted document, or one of an old Office program.
    """
    if data.startswith(b"%PDF-"):
        return ".pdf"
    if data.startswith(b"{\\rtf"):
        return ".rtf"
    if data.startswith(OLE):
        raise _of_compound_file(data)
    return _of_archive(data) if data.startswith(ZIP) else ""


def _of_compound_file(data: bytes) -> UnreadableDocument:
    if _ENCRYPTED in data:
        return UnreadableDocument("encrypted", "it is protected by a password; save it without one")
    return UnreadableDocument("unsupported", "it is a file of an old Office program; save it as docx, xlsx or pptx")


def _of_archive(data: bytes) -> str:
    if data[30:38] == b"mimetype":
        mime = data[38:100]
        return next((suffix for name, suffix in _MIMES.items() if mime.startswith(name)), "")
    if has_huge_directory(data):
        return ""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = archive.namelist()
    except (zipfile.BadZipFile, ValueError, OverflowError, NotImplementedError, UnicodeError):
        return ""
    return next((suffix for folder, suffix in _PARTS if any(name.startswith(folder) for name in names)), "")


def has_huge_directory(data: bytes, entries: int = 100_000) -> bool:
    """Say whether the directory of a zip claims more room than so many entries need."""
    end = data.rfind(b"PK\x05\x06", max(0, len(data) - 65_600))
    return end >= 0 and int.from_bytes(data[end + 12 : end + 16], "little") > entries * DIRECTORY_BYTES
