"""A query's tokens → where a triple has too many terms, or too few."""

from __future__ import annotations

from collections.abc import Sequence

from kg.service.sparql.mistakes.grammar import KEYWORDS
from kg.service.sparql.tokens import Token

# How many terms may follow each sign: a whole triple, a property and its value, one more value.
WHOLE, PAIR, VALUE = 3, 2, 1
_TERMS_AFTER = {"{": WHOLE, "}": WHOLE, ".": WHOLE, ";": PAIR, ",": VALUE, "[": PAIR}
_ENDS = ".};"
_CLAUSES = KEYWORDS - {"TRUE", "FALSE"}


class _Pattern:
    """What has been read of a pattern, as far as it is followed.

    Paths, lists, brackets and expressions are not: from one of their signs on to the next dot
    nothing is said.
    """

    def __init__(self) -> None:
        self._room = WHOLE
        self._followed = False
        self._datatype = False
        self._listing = False  # behind a comma
        self._named = False  # what came last may be a property

    def take(self, kind: str, text: str) -> str:
        """Take a token; return what is wrong, or ""."""
        if kind == "mark":
            return self._take_mark(text)
        if kind == "word" and text.upper() in _CLAUSES:
            self._followed = False
        elif text[0] == "@" or self._datatype:
            self._datatype = False
        else:
            self._room -= 1
            if self._room < 0 and self._followed:
                if self._listing and self._named:
                    return "behind a comma stands another value; before a property stands a ;"
                return f"a dot is missing before {text}: one ends each triple"
            self._named = kind == "iri" or (kind == "name" and text[0] not in "?$")
        return ""

    def _take_mark(self, text: str) -> str:
        self._datatype = text == "^"
        # `; .` and `; ;` are allowed.
        lacks = self._followed and 0 < self._room < WHOLE and text in _ENDS
        if lacks and self._room == VALUE:
            return f"before this {text} the triple lacks its value"
        if text in _TERMS_AFTER:
            self._listing = text == ","
            self._followed = text in "{}." or (self._followed and text in ";,")
            self._room = _TERMS_AFTER[text]
        else:
            self._followed = self._followed and text == "^"
        return ""


def find_broken_triple(tokens: Sequence[Token]) -> tuple[str, int] | None:
    """Find the first triple that goes on without a dot, or ends before its value.

    Returns what is wrong and the offset.
    """
    pattern = _Pattern()
    for kind, text, start in tokens:
        told = pattern.take(kind, text)
        if told:
            return told, start
    return None
