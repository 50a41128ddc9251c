"""Adopt Tieout on documents with known problems: only what is new counts from then on."""

SECTION = "Decide"
