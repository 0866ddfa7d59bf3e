"""Expressions of a query: which variables they read, and what they count."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from kg.service.counts.words import OtherFormError, Words

# All that may be called, and stands for the same value whenever it is: EXISTS reads the data, other
# aggregates read all of a group, RAND and its like vary, BNODE and UUID make something new.
FUNCTIONS = frozenset(
    (
        *("ABS", "CEIL", "FLOOR", "ROUND"),
        *("BOUND", "COALESCE", "IF", "SAMETERM"),
        *("CONCAT", "CONTAINS", "ENCODE_FOR_URI", "LCASE", "REGEX", "REPLACE", "STRAFTER"),
        *("STRBEFORE", "STRENDS", "STRLEN", "STRSTARTS", "SUBSTR", "UCASE"),
        *("DATATYPE", "IRI", "ISBLANK", "ISIRI", "ISLITERAL", "ISNUMERIC", "ISURI", "LANG"),
        *("LANGMATCHES", "STR", "STRDT", "STRLANG", "URI"),
        *("DAY", "HOURS", "MINUTES", "MONTH", "SECONDS", "TIMEZONE", "TZ", "YEAR"),
    )
)
_OTHER_WORDS = frozenset(("IN", "NOT", "TRUE", "FALSE"))
_MARKS = frozenset("()+-*/=<>!&|,^.")


class Count(NamedTuple):
    """A call of COUNT, and where it stands in the text."""

    start: int
    end: int
    variable: str
    """What is counted, or "" for whole solutions."""
    distinct: bool


@dataclass(slots=True)
class Expression:
    """What an expression reads."""

    variables: set[str] = field(default_factory=set)
    """Those outside of counts."""
    counts: list[Count] = field(default_factory=list)
    alias: str = ""
    """The variable that gets the value."""


def read_constraint(words: Words) -> Expression:
    """Read an expression in brackets, or a call without any around it."""
    if words.sees("COUNT"):
        return Expression(counts=[_read_count(words)])
    if not words.sees("("):
        _read_word(words, Expression())
    return read_bracket(words)


def read_bracket(words: Words) -> Expression:
    """Read an expression in brackets, with `AS` and a variable at its end where it has one."""
    found = Expression()
    words.expect("(")
    depth = 1
    while depth:
        if words.accept("AS"):
            found.alias = words.take_variable()
            # Nothing comes behind it, and it stands in no inner bracket.
            depth -= 1
            words.expect(")")
            if depth:
                raise OtherFormError
        elif words.accept(")"):
            depth -= 1
        elif words.accept("("):
            depth += 1
        elif words.sees_variable():
            found.variables.add(words.take_variable())
        else:
            _read_word(words, found)
    return found


def _read_word(words: Words, found: Expression) -> None:
    """Read a token that is no variable and no bracket, or a whole call of COUNT."""
    kind = words.peek().kind
    if words.sees("COUNT"):
        found.counts.append(_read_count(words))
    elif words.sees(*FUNCTIONS, *_OTHER_WORDS, *_MARKS) or kind == "number":
        words.take()
    elif kind == "string":
        words.take_literal()
    else:
        words.take_iri()


def _read_count(words: Words) -> Count:
    start = words.start
    words.expect("COUNT")
    words.expect("(")
    distinct = words.accept("DISTINCT")
    variable = "" if words.accept("*") else words.take_variable()
    if distinct and not variable:
        raise OtherFormError
    words.expect(")")
    return Count(start, words.end, variable, distinct)
