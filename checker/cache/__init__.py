"""What a run keeps for the next one: what reading a document gave, whole reports, and files rendered from them.

    place.py    where the cache lies
    store.py    rows of bytes in SQLite, least recently used out first
    keys.py     what a result depends on, as a hash
    readings.py what one document gave <-> bytes
    reports.py  a report <-> bytes, its tables made into records only where they are asked for
    session.py  the one object that the pipeline talks to

A cache can only cost time. Every key holds everything that its value depends on: the bytes of the documents, the code
and data tables of the stages, the language model, the installed libraries and the settings. Values are JSON, checked
by a sum before they are trusted, so a file that somebody damaged or swapped runs no code. Whatever goes wrong (a
folder that cannot be written, a full disk, a damaged or foreign file, a lock that another run holds) is logged as a
warning and the run goes on without. Nothing of it shows in an output: the same input gives the same bytes, warm or
cold. There is no clock: a row's age is counted in runs.

Not kept: failures that may not come again (time, memory, a crash, a file that changed while it was read), runs with
Python rules (their code may import anything), decisions (they are applied after the report is found).
"""

from __future__ import annotations

from checker.cache.place import AUTO, folder_of
from checker.cache.session import Session, open_session
from checker.cache.store import Info, Store

__all__ = ["AUTO", "Info", "Session", "Store", "folder_of", "open_session"]
