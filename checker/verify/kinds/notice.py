"""Kind `notice`: what the program says of a run beside its findings; its rules are the program's own and find nothing.

check: {kind: notice, of: expired}
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from checker.verify.rules import Case, Draft, Rule


class NoticeKind:
    """Gives notices their codes, so that they are listed, shown and ignored as rules are."""

    name = "notice"
    placeholders: frozenset[str] = frozenset()
    roles: frozenset[str] = frozenset()

    def model(self) -> type:
        """Return the pydantic model of this kind's `check:`."""
        from checker.verify.kind_models import NoticeCheck

        return NoticeCheck

    def judge(self, rules: tuple[Rule, ...], case: Case, count: Callable[[str], None]) -> Iterable[Draft]:
        """Return nothing: notices come from where they are met."""
        return ()


KIND = NoticeKind()
