r"""A query's tokens, as far as guarding needs them: strings, comments and IRIs told from code.

The scan never takes code for a string: an IRI is tried before a quote, with escapes allowed in it,
and a backslash outside strings takes the next character with it, as in `ex:O\'Neill`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

# https://www.w3.org/TR/sparql11-query/#sparqlGrammar; possessive, so that no input is slow to scan,
# save round a choice: Python before 3.11.5 loses its place there (its issue 106052).
TOKEN = re.compile(
    r"""
      (?P<space>   \s++ | \#[^\r\n]*+ )
    | (?P<iri>     <[^<>"{}|^`\x00-\x20]*+> )
    | (?P<string>  '''(?:[^'\\]|\\.|'(?!''))*''' | \"\"\"(?:[^"\\]|\\.|"(?!""))*\"\"\"
                 | '(?:[^'\\\r\n]|\\.)*' | "(?:[^"\\\r\n]|\\.)*" )
    | (?P<name>    @[\w-]++ | [?$]\w++ | (?:[\w-]|\.(?=[\w:-]))*:(?:[\w:%-]|\\.|\.(?=[\w:%-]))* )
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


def find_form(query: str) -> str:
    """Find the keyword after the prologue, in capitals: SELECT, ASK, INSERT …; "" if none."""
    match = PROLOGUE.match(query)
    return match.group(1).upper() if match else ""


def makes_graph(query: str) -> bool:
    """Tell whether a query's answer is a graph, no table."""
    return find_form(query) in ("CONSTRUCT", "DESCRIBE")
