"""Stage 1: files, folders and texts become documents cut into blocks. The only stage that opens documents.

Takes paths or texts. Gives `Source` records (one for every path that was met, with the reason where it is not
read) and, one at a time, `Document` records: text, blocks in reading order, title, date, publisher, encoding.

* Evidence comes first. Offsets index the decoded file itself, byte order mark and line breaks included; markup is
  left out of `Block.text` and `Block.runs` maps back, so that no reader ever edits the text. A block is cut before
  any parser sees it: headings, items, cells and paragraphs never run into one another.
* Precision over recall. Boilerplate, photo captions and examples are kept as blocks with their role, so that they
  can be shown, and are not read for figures. Body text is never given up on weak evidence.
* Other people's files are hostile. Nothing is followed, executed, fetched or opened that could block; sizes, depth
  and text are limited; every reason not to read is a code of the contract.
* A format is one module that exports `READER`; `checker.plugins` finds it. Cues, months and stop words are data
  files beside the code, so that a second language is more rows.

It does not judge what a figure means, read units, or follow links between documents.
"""

from __future__ import annotations

from checker.collect.document import is_read_apart, read_document, reader_of
from checker.collect.manifest import read_manifests
from checker.collect.walk import OWN_OUTPUT, find_sources, prefix_of, sources_of_texts

__all__ = [
    "OWN_OUTPUT",
    "find_sources",
    "is_read_apart",
    "prefix_of",
    "read_document",
    "read_manifests",
    "reader_of",
    "sources_of_texts",
]
