"""List, show, write, test and validate rules."""

SECTION = "Rules and settings"
