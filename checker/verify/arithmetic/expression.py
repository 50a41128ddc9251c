"""The relations of arithmetic rules: `total == sum(part)`, `share <= 0.5 * whole`.

    relation   = sum ("==" | "!=" | "<=" | ">=" | "<" | ">") sum
    sum        = product (("+" | "-") product)*
    product    = factor (("*" | "/") factor)*
    factor     = number | name | ("sum" | "min" | "max" | "mean") "(" name ")" | "(" sum ")" | "-" factor

Read by own code into tuples and worked out on intervals; nothing of a rule is ever evaluated as Python.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from checker.verify.arithmetic.spans import add, divide, multiply, negate, subtract
from checker.verify.overlap import Span, overlaps

Tree = tuple[Any, ...]
FUNCTIONS = frozenset({"sum", "min", "max", "mean"})
RELATIONS = ("==", "!=", "<=", ">=", "<", ">")
MOST_TOKENS = 100
_TOKEN = re.compile(
    r"\s{0,50}(?:(?P<number>\d{1,15}(?:\.\d{1,15})?)|(?P<name>[a-z][a-z0-9_]{0,30})|(?P<sign>[=!<>]=|[-+*/()<>]))"
)


def parse(text: str) -> Tree:
    """Return a relation as a tree.

    Raises:
        ValueError: it is not a relation of this grammar; the text says what was expected where.
    """
    reader = _Reader(_tokens(text))
    left = reader.sum()
    relation = reader.take()
    if relation not in RELATIONS:
        raise ValueError(f"expected one of {' '.join(RELATIONS)}, found {relation or 'the end'}")
    right = reader.sum()
    if reader.peek():
        raise ValueError(f"unexpected '{reader.peek()}'")
    return (relation, left, right)


def _tokens(text: str) -> list[str]:
    tokens, at, stripped = [], 0, text.rstrip()
    while at < len(stripped):
        found = _TOKEN.match(stripped, at)
        if found is None:
            raise ValueError(f"cannot read '{stripped[at : at + 20]}'")
        tokens.append(found[found.lastgroup or 0])
        at = found.end()
        if len(tokens) > MOST_TOKENS:
            raise ValueError(f"longer than {MOST_TOKENS} words and signs")
    return tokens


class _Reader:
    """Recursive descent over the tokens; depth is bounded by their number."""

    def __init__(self, tokens: Sequence[str]) -> None:
        self._tokens = tokens
        self._at = 0

    def peek(self) -> str:
        return self._tokens[self._at] if self._at < len(self._tokens) else ""

    def take(self) -> str:
        token = self.peek()
        self._at += 1
        return token

    def _want(self, token: str) -> None:
        found = self.take()
        if found != token:
            raise ValueError(f"expected '{token}', found {found or 'the end'}")

    def sum(self) -> Tree:
        tree = self.product()
        while self.peek() in ("+", "-"):
            tree = (self.take(), tree, self.product())
        return tree

    def product(self) -> Tree:
        tree = self.factor()
        while self.peek() in ("*", "/"):
            tree = (self.take(), tree, self.factor())
        return tree

    def factor(self) -> Tree:
        token = self.take()
        if token == "-":
            return ("negate", self.factor())
        if token == "(":
            tree = self.sum()
            self._want(")")
            return tree
        if token in FUNCTIONS and self.peek() == "(":
            self._want("(")
            name = self.take()
            self._want(")")
            return (token, name)
        if token[:1].isdigit():
            return ("number", float(token))
        if token[:1].isalpha():
            return ("name", token)
        raise ValueError(f"expected a number or a name, found {token or 'the end'}")


def names_of(tree: Tree) -> set[str]:
    """Return the bound names that a tree uses."""
    if tree[0] == "name" or tree[0] in FUNCTIONS:
        return {tree[1]}
    return set().union(*(names_of(part) for part in tree[1:] if isinstance(part, tuple)))


def holds(tree: Tree, bound: Mapping[str, Sequence[Span]]) -> tuple[bool, Span, Span] | None:
    """Return whether a relation can hold within the rounding of its figures, with both sides; None if not defined."""
    left, right = _value(tree[1], bound), _value(tree[2], bound)
    if left is None or right is None:
        return None
    possible = {
        "==": overlaps(left, right),
        "!=": not overlaps(left, right),
        "<=": left.low <= right.high,
        "<": left.low < right.high,
        ">=": left.high >= right.low,
        ">": left.high > right.low,
    }
    return possible[tree[0]], left, right


def _value(tree: Tree, bound: Mapping[str, Sequence[Span]]) -> Span | None:
    sort = tree[0]
    if sort == "number":
        return Span(tree[1], tree[1])
    if sort == "name":
        known = bound.get(tree[1], ())
        return known[0] if len(known) == 1 else None
    if sort in FUNCTIONS:
        return _over(sort, bound.get(tree[1], ()))
    parts = [_value(part, bound) for part in tree[1:]]
    if any(part is None for part in parts):
        return None
    spans = [part for part in parts if part is not None]
    if sort == "negate":
        return negate(spans[0])
    return {"+": lambda: add(spans), "-": lambda: subtract(*spans), "*": lambda: multiply(*spans)}.get(
        sort, lambda: divide(*spans)
    )()


def _over(function: str, spans: Sequence[Span]) -> Span | None:
    if not spans:
        return None
    if function == "sum":
        return add(spans)
    if function == "mean":
        total = add(spans)
        return Span(total.low / len(spans), total.high / len(spans))
    choose = min if function == "min" else max
    return Span(choose(span.low for span in spans), choose(span.high for span in spans))
