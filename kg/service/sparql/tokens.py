r"""A query's tokens, as far as guarding needs them: strings, comments and IRIs told from code.

The scan never takes code for a string: an IRI is tried before a quote, with escapes allowed in it,
and a backslash outside strings takes the next character with it, as in `ex:O\'Neill`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

# https://www.w3.org/TR/sparql11-query/#sparqlGrammar; possessive, so that no input is slow to scan,
# save round a choice: Python before 3.11.5 loses its place there (its issue 106052). For the same
# reason no prefix is longer than 99 signs: what may be one is looked through again at each sign.
TOKEN = re.compile(
    r"""
      (?P<space>   \s++ | \#[^\r\n]*+ )
    | (?P<iri>     <[^<>"{}|^`\x00-\x20]*+> )
    | (?P<string>  '''(?:[^'\\]|\\.|'(?!''))*''' | \"\"\"(?:[^"\\]|\\.|"(?!""))*\"\"\"
                 | '(?:[^'\\\r\n]|\\.)*' | "(?:[^"\\\r\n]|\\.)*" )
    | (?P<name>    @[\w-]++ | [?$]\w++
                 | (?:[\w-]|\.(?=[\w:-])){0,99}:(?:[\w:%-]|\\.|\.(?=[\w:%-]))* )
    | (?P<word>    [^\W\d]\w*+ )
    | (?P<number>  \d++(?:\.\d++)?(?:[eE][+-]?+\d++)? )
    | (?P<escape>  \\. )
    | (?P<mark>    . )
    """,
    re.VERBOSE | re.DOTALL,
)

GAP = r"(?:\s|\#[^\r\n]*+)*+"
PROLOGUE = re.compile(
    rf"""(?:{GAP}(?:BASE{GAP}<[^>]*+>|PREFIX{GAP}[^\s:<]*+:{GAP}<[^>]*+>
        |VERSION{GAP}(?:"[^"\r\n]*+"|'[^'\r\n]*+')))*+{GAP}([A-Za-z]++)""",
    re.VERBOSE | re.IGNORECASE,
)

_SELECT = re.compile(r"\bSELECT\b", re.IGNORECASE)
# What a head may end in that is cut in two, and none.
_PROLOGUE_WORDS = {"", "BASE", "PREFIX", "VERSION"}
LONGEST_HEAD = 2048
MOST_HEADS = 512


class Token(NamedTuple):
    """A token, and where in the query it begins."""

    kind: str
    text: str
    start: int


def scan_places(query: str) -> Iterator[Token]:
    """Yield each token that is neither space nor comment, with its place."""
    for match in TOKEN.finditer(query):
        kind = match.lastgroup
        if kind is not None and kind != "space":
            yield Token(kind, match.group(), match.start())


def scan_tokens(query: str) -> Iterator[tuple[str, str]]:
    """Yield (kind, text) of each token that is neither space nor comment."""
    for match in TOKEN.finditer(query):
        kind = match.lastgroup
        if kind is not None and kind != "space":
            yield kind, match.group()


def split_head(query: str) -> tuple[str, str, str]:
    """Split a query at its first brace: what stands before it is alike in many queries.

    Returns the head, the brace and the rest; nothing before the brace where a head is too long to
    be remembered.
    """
    head, brace, rest = query.partition("{")
    return (head, brace, rest) if len(head) <= LONGEST_HEAD else ("", "", query)


def find_form(query: str) -> str:
    """Find the keyword after the prologue, in capitals: SELECT, ASK, INSERT …; "" if none."""
    form = _find_form(split_head(query)[0])
    # Else the brace stood in a comment, or in what should be an IRI.
    return _search_form(query) if form in _PROLOGUE_WORDS else form


def _search_form(query: str) -> str:
    match = PROLOGUE.match(query)
    return match.group(1).upper() if match else ""


_find_form = lru_cache(maxsize=MOST_HEADS)(_search_form)


def may_have_subquery(query: str) -> bool:
    """Tell whether SELECT stands behind the first brace of a query, even in a text of it."""
    rest = query[query.find("{") :]
    # A plain search first: to look for words takes longer, and `hasSelector` is none.
    return "select" in rest.lower() and _SELECT.search(rest) is not None


def makes_graph(query: str) -> bool:
    """Tell whether a query's answer is a graph, no table."""
    return find_form(query) in ("CONSTRUCT", "DESCRIBE")
