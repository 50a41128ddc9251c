"""The search for cycles is held off, and switched on again whatever happens inside."""

from __future__ import annotations

import gc

import pytest

from checker.uncollected import uncollected


def test_the_search_is_off_inside_and_on_after_an_error() -> None:
    def fail() -> None:
        with uncollected():
            assert not gc.isenabled()
            raise KeyError("inside")

    assert gc.isenabled()
    with pytest.raises(KeyError, match="inside"):
        fail()
    assert gc.isenabled()


def test_what_was_off_before_stays_off() -> None:
    gc.disable()
    try:
        with uncollected():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()
