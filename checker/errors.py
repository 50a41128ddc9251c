"""The errors that a user can meet, and the exit codes of the command.

An error holds its fields and builds its text in one place; all of them pickle, because they cross processes.
"""

from __future__ import annotations

EXIT_CLEAN = 0
EXIT_FINDINGS = 1
EXIT_USAGE = 2
EXIT_NOTHING_CHECKED = 3
EXIT_PARTIAL = 4
EXIT_INTERNAL = 70
EXIT_INTERRUPTED = 130


class CheckerError(Exception):
    """Base of every error that the program raises on purpose; its text is fit for a user."""


class UsageError(CheckerError):
    """A path, option, setting, rule or decision file cannot be used; exit code 2."""


class MissingExtra(UsageError):
    """An optional library is not installed."""

    def __init__(self, library: str, extra: str) -> None:
        super().__init__(library, extra)
        self.library = library
        self.extra = extra

    def __str__(self) -> str:
        return f"{self.library} is not installed; install it with: pip install 'tieout[{self.extra}]'"


class UnreadableDocument(CheckerError):
    """A document cannot be read; it becomes a skipped or failed entry of the report.

    `reason` is one of the reason codes of the contract ("empty", "binary", "bad-encoding", ...).
    """

    def __init__(self, reason: str, detail: str = "") -> None:
        super().__init__(reason, detail)
        self.reason = reason
        self.detail = detail

    def __str__(self) -> str:
        return f"{self.reason}: {self.detail}" if self.detail else self.reason


class Mistakes(UsageError):
    """One or more mistakes in files of the user, all named at once."""

    def __init__(self, mistakes: tuple[str, ...]) -> None:
        super().__init__(mistakes)
        self.mistakes = mistakes

    def __str__(self) -> str:
        return "\n".join(self.mistakes)


class RuleError(Mistakes):
    """One or more mistakes in rule files, each as `file:line:column: message`."""


class SettingsError(Mistakes):
    """One or more mistakes in a settings file, as `file:line:column: message`, or in the environment."""
