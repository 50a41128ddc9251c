#!/usr/bin/env python3
"""Say whether the reports on some folders are the same bytes as those kept earlier; for changes that must change none.

usage: same_reports.py --keep DIR FOLDER...       keep the report on each folder in DIR
       same_reports.py --against DIR FOLDER...    compare with those kept there; exit 1 where one differs

Each folder is checked as it is and without aligning versions. Beside the JSON report, everything that resolve gives is
compared by its hash: facts, subjects, every link with the parts of its weight, topics.
"""

from __future__ import annotations

import argparse
import hashlib
import sys
import time
from dataclasses import replace
from pathlib import Path

from checker import pipeline, resolve
from checker.config import Settings
from checker.records import Resolved
from checker.write import json_


def reports_on(folder: Path) -> dict[str, bytes]:
    """Return by file name the JSON report on a folder and the hashes of what it was made from."""
    settings = Settings(preview=True)
    done = pipeline.run([str(folder)], settings)
    claims, measurements, documents = done.claims, done.measurements, done.documents
    unaligned = resolve.resolve(claims, measurements, documents, replace(settings, versions=False))
    hashes = [f"{name} {_hash(value)}" for name, value in (
        ("claims", list(claims.values())), ("measurements", list(measurements.values())),
        ("resolved", _bare(done.resolved)), ("without versions", _bare(unaligned)),
    )]  # fmt: skip
    return {
        f"{folder.name}.json": b"".join(json_.render(done.report, "report.json").values()),
        f"{folder.name}.hashes": "\n".join(hashes).encode(),
    }


def _bare(resolved: Resolved) -> list[object]:
    """Return what resolve gives, the links with their parts but without words."""
    links = [
        (li.a, li.b, li.probability, li.veto, [(p.name, p.level, p.weight) for p in li.parts]) for li in resolved.links
    ]
    return [resolved.facts, resolved.subjects, links, resolved.topics, resolved.not_comparable]


def _hash(value: object) -> str:
    return hashlib.sha256(repr(value).encode("utf-8", "replace")).hexdigest()[:20]


def main() -> int:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    where = parser.add_mutually_exclusive_group(required=True)
    where.add_argument("--keep", type=Path)
    where.add_argument("--against", type=Path)
    parser.add_argument("folders", nargs="+", type=Path)
    asked = parser.parse_args()
    differing = 0
    for folder in asked.folders:
        begin = time.process_time()
        for name, data in reports_on(folder).items():
            kept = (asked.keep or asked.against) / name
            if asked.keep:
                asked.keep.mkdir(parents=True, exist_ok=True)
                kept.write_bytes(data)
            elif kept.read_bytes() != data:
                differing += 1
                print(f"{name} differs", flush=True)
        print(f"{folder.name}: {time.process_time() - begin:.1f} s", flush=True)
    print("kept" if asked.keep else f"{differing} differ")
    return 1 if differing else 0


if __name__ == "__main__":
    sys.exit(main())
