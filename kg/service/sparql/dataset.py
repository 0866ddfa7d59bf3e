"""The dataset clause of a query: which graphs its FROM and FROM NAMED name."""

from __future__ import annotations

import re
from typing import NamedTuple
from urllib.parse import urljoin

from kg.service.sparql.tokens import scan_tokens

FROM = re.compile(r"\bFROM\b", re.IGNORECASE)
CODE_POINT = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
# A scheme and a host: the base adds nothing (RFC 3986, 5.2.2).
ABSOLUTE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*+://")
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*+:")
_HTTP = re.compile(r"https?:", re.IGNORECASE)
NAME_ESCAPE = re.compile(r"\\(.)")


class DatasetClause(NamedTuple):
    """The graphs that a query names."""

    default_graphs: list[str]
    named_graphs: list[str]


def mentions_from(query: str) -> bool:
    """Tell quickly whether a query may have a dataset clause."""
    return "from" in query.lower() and FROM.search(query) is not None


def read_dataset_clause(query: str, base: str) -> DatasetClause:
    """Read FROM and FROM NAMED, with IRIs resolved; empty lists where there are none."""
    clause = DatasetClause([], [])
    if not mentions_from(query):
        return clause
    prefixes: dict[str, str] = {}
    depth, expected = 0, ""
    # Only the head is read: the clause stands before the first brace, outside brackets.
    tokens = scan_tokens(query)
    for kind, text in tokens:
        if kind in ("iri", "name") and expected == "base":
            base, expected = resolve_iri(base, unescape_iri(text[1:-1])), ""
        elif kind in ("iri", "name") and expected == "prefix":
            _, iri = next(tokens, ("", "<>"))
            prefixes[text], expected = resolve_iri(base, unescape_iri(iri[1:-1])), ""
        # Behind FROM a variable is a fault, and the engine's to tell.
        elif kind in ("iri", "name") and text[0] not in "?$" and expected in ("from", "named"):
            graphs = clause.default_graphs if expected == "from" else clause.named_graphs
            graphs.append(_resolve(kind, text, prefixes, base))
            expected = ""
        elif kind == "word" and depth == 0:
            expected = text.lower()
        elif kind == "mark" and text == "{" and depth == 0:
            break
        elif kind == "mark" and text in "()":
            depth += 1 if text == "(" else -1
    return clause


def _resolve(kind: str, text: str, prefixes: dict[str, str], base: str) -> str:
    if kind == "iri":
        return resolve_iri(base, unescape_iri(text[1:-1]))
    prefix, _, local = text.partition(":")
    return prefixes.get(f"{prefix}:", "") + NAME_ESCAPE.sub(r"\1", local)


def resolve_iri(base: str, iri: str) -> str:
    """Return an IRI against a base; an empty fragment stays, which `urljoin` would drop."""
    if ABSOLUTE.match(iri):
        return iri
    if base and not _HTTP.match(base):
        return _join_other(base, iri)
    joined = urljoin(base, iri)
    return f"{joined}#" if iri.endswith("#") and not joined.endswith("#") else joined


def _join_other(base: str, iri: str) -> str:
    """Return an IRI against a base of another scheme than those that `urljoin` knows."""
    scheme, _, rest = base.partition(":")
    if _SCHEME.match(iri):
        return iri
    if not iri:
        return base.partition("#")[0]
    if iri.startswith("/") and (iri.startswith("//") or not rest.startswith("//")):
        return f"{scheme}:{iri}"
    if rest.startswith("//"):
        return scheme + urljoin(f"http:{rest}", iri).removeprefix("http")
    # A path by itself, which a host before it makes one that can be joined.
    joined = urljoin(f"http://h/{rest.removeprefix('/')}", iri).removeprefix("http://h/")
    return f"{scheme}:{'/' if rest.startswith('/') else ''}{joined}"


def unescape_iri(iri: str) -> str:
    """Return an IRI with its escapes for code points resolved."""
    return CODE_POINT.sub(lambda match: chr(int(match[1] or match[2], 16)), iri)
