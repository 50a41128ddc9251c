"""See and tidy the decisions of reviewers."""

SECTION = "Decide"
