"""Show, check and describe settings."""

SECTION = "Rules and settings"
