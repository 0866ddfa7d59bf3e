"""A query's tokens → its plain triples, as far as they can be read one by one.

Paths, lists, nodes in brackets and expressions are passed over; so is what must not be there
(MINUS, NOT EXISTS), for that such a pattern finds nothing leaves the answer as it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from pyoxigraph import NamedNode

from kg.graph.vocab import RDF
from kg.service.sparql.advice.vocabulary import list_tokens

Term = tuple[str, str]
_TYPE: Term = ("iri", RDF.type.value)
# What ends a triple, and how many of its terms the next one begins with.
_KEPT = {"{": 0, "}": 0, ".": 0, ";": 1, ",": 2}
_WITHOUT = frozenset(("MINUS", "EXISTS"))
_WHOLE = 3


class Triple(NamedTuple):
    """A triple pattern: each place is the kind and the text of a token."""

    subject: Term
    predicate: Term
    object: Term


def is_variable(term: Term) -> bool:
    """Tell whether a term is a variable."""
    return term[0] == "name" and term[1][0] in "?$"


def list_triples(tokens: Sequence[Term]) -> Iterator[Triple]:
    """Yield the triples of the patterns that an answer needs."""
    walk = _Walk()
    start = tokens.index(("mark", "{")) if ("mark", "{") in tokens else len(tokens)
    for token in tokens[start:]:
        yield from walk.take(*token)


class _Walk:
    """What has been read since the last triple, and whether one is in what must not be there."""

    def __init__(self) -> None:
        self._read: list[Term] = []
        self._open: list[bool] = []  # a brace each: whether what stands in it must not be there
        self._brackets = 0
        self._word = ""
        self._datatype = False

    def take(self, kind: str, text: str) -> Iterator[Triple]:
        """Take a token; yield the triple that it ends, if any."""
        if kind == "mark":
            yield from self._take_mark(text)
        elif kind == "word" and text == "a":
            self._read.append(_TYPE)
        elif kind == "word":
            # A clause ends what stands before it, as a dot would.
            yield from self._end(0)
            self._word = text.upper()
            self._read = [(kind, text)]
        elif self._datatype:
            self._datatype = False
        elif text[0] != "@":
            self._read.append((kind, text))

    def _take_mark(self, text: str) -> Iterator[Triple]:
        self._brackets += {"(": 1, ")": -1}.get(text, 0)
        if text in _KEPT and not self._brackets:
            yield from self._end(_KEPT[text])
            if text == "{":
                inside = self._open[-1:] == [True]
                self._open.append(inside or self._word in _WITHOUT)
            elif text == "}" and self._open:
                self._open.pop()
            self._word = ""
        elif text == "^" and self._read and self._read[-1][0] == "string":
            self._datatype = True
        elif text == ")" and not self._brackets and self._read[:1] and self._read[0][0] == "word":
            self._read = []
        else:
            self._read.append(("mark", text))

    def _end(self, kept: int) -> Iterator[Triple]:
        read = self._read
        plain = all(one[0] in {"iri", "string", "number"} or is_variable(one) for one in read)
        if len(read) == _WHOLE and plain and self._open[-1:] != [True]:
            yield Triple(*read)
        self._read = read[:kept]


def find_classes(owner: Term, triples: Iterable[Triple]) -> list[NamedNode]:
    """Return the classes that a query names for a thing; one that is a variable is none of them."""
    return [
        NamedNode(triple.object[1])
        for triple in triples
        if (triple.subject, triple.predicate) == (owner, _TYPE) and triple.object[0] == "iri"
    ]


@lru_cache(maxsize=4)
def list_needed(query: str, base: str = "") -> tuple[Term, ...]:
    """Return the tokens of a query without what NOT EXISTS and MINUS look for.

    That need not be there: what is never found there leaves the answer as it is.
    """
    tokens = list_tokens(query, base)
    words = {text.upper() for kind, text in tokens if kind == "word"}
    return tokens if words.isdisjoint({"NOT", "MINUS"}) else tuple(_drop_excluded(tokens))


def _drop_excluded(tokens: Sequence[Term]) -> list[Term]:
    kept: list[Term] = []
    depth, before = 0, ""
    for kind, text in tokens:
        opens = text == "{" and (depth > 0 or before in {"NOT EXISTS", "MINUS"})
        depth += opens - (text == "}" and depth > 0)
        if not (opens or depth):
            kept.append((kind, text))
        word = text.upper() if kind == "word" else ""
        before = "NOT EXISTS" if (before, word) == ("NOT", "EXISTS") else word
    return kept
