"""Codes of notices: one meaning each."""

from __future__ import annotations

from checker.collect import manifest
from checker.verify import drafting


def test_a_manifest_that_cannot_be_read_is_no_failed_rule() -> None:
    """RA7: a code has one meaning; a failed rule changes the exit code, a manifest does not."""
    assert manifest.CODE != drafting.FAILED
