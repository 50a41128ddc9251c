"""See what names were joined, find those that should be, and check the file that says so."""

SECTION = "Rules and settings"
