"""Keys after an `@`, as Pandoc, Quarto, R Markdown and Manubot write them.

`[see @able2001, p. 3; -@doi:10.1000/1]`, `@able2001 says`, `@{https://example.org/}`, and what
defines a short name: `[@tag:able]: doi:10.1000/1` (https://pandoc.org/MANUAL.html#citation-syntax,
https://github.com/manubot/rootstock/blob/main/USAGE.md#citations).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from kg.sources.citations.found import Citation
from kg.sources.citations.masks import mask_code
from kg.sources.citations.roles import find_roles
from kg.sources.citations.works import PREFIXES, Works

# An alias may begin with it: then it is a key, and never the number of a work in a numbered list.
BEFORE_KEYS = "@"
_BRACKET = re.compile(r"(?<![\\!])\[[^\[\]]*+\]")
_KEY = re.compile(
    r"(?<![\w@\\./:-])-?@(?:\{(?P<braced>[^{}\s]++)\}|(?P<plain>[\w*][^\s\[\]{};]*+))"
)
_DEFINITION = re.compile(r"[ ]{0,3}\[@(?P<key>[^\s\]]++)\]:[ \t]*(?P<means>\S++)")
# What a figure or a table is pointed to by (pandoc-crossref, Quarto, bookdown).
_CROSSREF = re.compile(
    r"(?:fig|tbl|tab|eq|sec|lst|thm|lem|cor|prp|cnj|def|exm|exr|sol|rem|alg|ch|apx|tip|nte|wrn|imp"
    r"|cau|note|warning)[:-]",
    re.IGNORECASE,
)
# Obsidian's links have more behind a key: `[[@able2001#Results]]`, `[[@able2001\\|Able]]`.
_CUT = re.compile(r"[,<'’\"|\\#]")
_AT_END = ".,:;!?'’\"*_”"


@dataclass(frozen=True, slots=True)
class _Brackets:
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def around(self, place: int) -> tuple[int, int] | None:
        """Return the span of the bracket that holds a place."""
        index = bisect_right(self.starts, place) - 1
        if index < 0 or place >= self.ends[index]:
            return None
        return self.starts[index], self.ends[index]


def find_at_keys(text: str, works: Works) -> Iterator[Citation]:
    """Yield each key after an `@` that cites a work, and each that defines a short name."""
    plain = mask_code(text, is_markdown=True)
    yield from find_roles(text, plain, works)
    defined = {match["key"]: match["means"] for match in _definitions_in(plain)}
    brackets = _brackets_in(plain)
    defining = {match.start("key") for match in _definitions_in(plain)}
    for match in _KEY.finditer(plain):
        name = "braced" if match["braced"] is not None else "plain"
        start, written = match.start(name), match[name]
        key = written if name == "braced" else _trim_key(written, works, defined)
        sources = _look_up(key, works, defined)
        group = brackets.around(start)
        if not sources and _CROSSREF.match(key):
            continue
        yield Citation(
            start,
            start + len(key),
            key,
            key,
            sources,
            group or (match.start(), start + len(key)),
            role="defines" if start in defining else "cites",
            # An `@` in the open may begin the name of an account.
            sure=bool(sources) or group is not None or _has_prefix(key),
            like=() if sources else works.look_like(key),
        )


def _definitions_in(text: str) -> Iterator[re.Match[str]]:
    start = 0
    while start <= len(text):
        match = _DEFINITION.match(text, start)
        if match is not None:
            yield match
        end = text.find("\n", start)
        if end < 0:
            return
        start = end + 1


def _brackets_in(text: str) -> _Brackets:
    # `[words](address)` is a link, and what stands in it is no citation in brackets.
    spans = [
        match.span()
        for match in _BRACKET.finditer(text)
        if "@" in match[0] and not text.startswith("(", match.end())
    ]
    return _Brackets(tuple(start for start, _ in spans), tuple(end for _, end in spans))


def _has_prefix(key: str) -> bool:
    return key.partition(":")[0].lower() in PREFIXES | {"http", "https"}


def keys_after_at(text: str) -> Iterator[str]:
    """Yield the keys of a list of them (`@able2001, @{baker2002}`), without what parts them."""
    for match in _KEY.finditer(text):
        key = match["braced"] or match["plain"]
        yield (
            "*" if key.startswith("*") else _closed(_CUT.split(key, maxsplit=1)[0].rstrip(_AT_END))
        )


def look_up_key(key: str, works: Works) -> tuple[str, ...]:
    """Return the references of a key that stands after an `@`."""
    return _look_up(key, works, {})


def _look_up(key: str, works: Works, defined: dict[str, str]) -> tuple[str, ...]:
    """Return the references of a key; what the text defines it to be counts as well."""
    tries = (key, f"{BEFORE_KEYS}{key}", *((defined[key],) if key in defined else ()))
    return next(filter(None, map(works.look_up, tries)), ()) or works.look_up_spelled(key)


def _trim_key(written: str, works: Works, defined: dict[str, str]) -> str:
    """Return a key without the punctuation of the sentence that follows it.

    A DOI may hold nearly any character, so what is known goes before what looks like an end.
    """
    whole = written.rstrip(_AT_END)
    cut = _CUT.split(written, maxsplit=1)[0].rstrip(_AT_END)
    tries = [*dict.fromkeys((written, whole, _closed(whole), cut, _closed(cut)))]
    known = (key for key in tries if key and _look_up(key, works, defined))
    return next(known, tries[-1] or written)


def _closed(key: str) -> str:
    """Return a key without a bracket at its end that none in it opens."""
    while key.endswith(")") and key.count(")") > key.count("("):
        key = key[:-1].rstrip(_AT_END)
    return key
