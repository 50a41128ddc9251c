"""What a file is by its bytes, and readers of bytes beside readers of text."""

from __future__ import annotations

import io
import zipfile

import pytest

from checker.collect.sniff import OLE, has_huge_directory, sniff
from checker.errors import UnreadableDocument


def _zipped(*names: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in names:
            archive.writestr(name, b"application/vnd.oasis.opendocument.text" if name == "mimetype" else b"x")
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "suffix"),
    [
        (b"%PDF-1.7\n", ".pdf"),
        (b"{\\rtf1 The quay}", ".rtf"),
        (_zipped("[Content_Types].xml", "word/document.xml"), ".docx"),
        (_zipped("[Content_Types].xml", "xl/workbook.xml"), ".xlsx"),
        (_zipped("ppt/presentation.xml"), ".pptx"),
        (_zipped("mimetype", "content.xml"), ".odt"),
        (_zipped("readme.txt"), ""),
        (b"PK\x03\x04 and nothing more", ""),
        (b"The quay is 120 m long.", ""),
    ],
)
def test_content_tells_the_format(data: bytes, suffix: str) -> None:
    assert sniff(data) == suffix


def test_a_protected_file_is_named_as_such() -> None:
    with pytest.raises(UnreadableDocument, match="encrypted: it is protected by a password"):
        sniff(OLE + bytes(500) + "EncryptedPackage".encode("utf-16-le") + bytes(100))


def test_a_file_of_an_old_program_says_what_to_do() -> None:
    with pytest.raises(UnreadableDocument, match=r"unsupported: .* save it as docx"):
        sniff(OLE + bytes(2000))


def test_a_directory_is_measured_before_it_is_opened() -> None:
    end = b"PK\x05\x06" + bytes(8) + (2_000_000_000).to_bytes(4, "little") + bytes(6)
    assert has_huge_directory(b"PK\x03\x04" + bytes(50) + end)
    assert not has_huge_directory(_zipped("a", "b"))
