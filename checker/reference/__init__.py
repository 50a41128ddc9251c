"""Reference facts: figures that the user vouches for, from a CSV or YAML file or a document named as authority.

A row becomes a claim on equal terms with those of documents: it is measured, linked, judged and explained like any
other, and its evidence is the row. What the reference says wins: a document that differs from it is a conflict with
the reference (`T120`), or an update where time explains the difference. Each reference fact gets a result of its own:
confirmed in, contradicted in, outdated in, or not found.
"""

from checker.reference.checking import check, is_table, run

__all__ = ["check", "is_table", "run"]
