r"""Words copied from a page with its citations and notes → patterns that find them in a file.

The page has `Dietz (2021) was stopped¹ (Able, 2001)` where the file has `\citet{dietz2021} was
stopped\footnote{…} \citep{able2001}`, or `@dietz2021 was stopped[^1] [@able2001]`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.sources.places.lettering import MARKUP, as_read, word_in_markup

_KEYED = (
    r"(?:\\[A-Za-z]*cite[A-Za-z]*\*?\s*(?:\[[^\[\]]*\]\s*){0,2}\{[^{}]*\}"  # of LaTeX
    r"|\[[^\[\]]*@[^\[\]]*\]"  # of Pandoc
    r"|-?@(?:\{[^{}]*\}|\w[\w:.#$%&+?<>~/-]*\w)(?:\s*\[[^\[\]]*\])?)"
)
_NOTE = (
    r"(?:\\footnote(?:mark|text)?\b(?:\[[^\[\]]*\])?(?:\{(?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*\})?"
    r"|\[\^[^\[\]]+\]|\^\[(?:[^\[\]]|\[[^\[\]]*\])*\])"
)
# A citation or a note is taken whole: read as markup too, a row of them would be tried in all ways.
_BETWEEN = f"(?>{_KEYED}|{_NOTE}|{MARKUP})"
_YEAR = r"(?:\b(?:1[4-9]|20)\d\d[a-z]?\b|\bn\.d\.|\bin press\b|\bforthcoming\b)"
# (Able et al., 2001; Bell, 2002), [see Able 2001], [3, 5–7]
_PRINTED = re.compile(
    rf"\([^()]*{_YEAR}[^()]*\)|\[[^\[\]]*{_YEAR}[^\[\]]*\]|\[\d+(?:\s*[,;–-]\s*\d+)*\]"
    # The number of a citation or a note, raised on the page: `wounds.5`, `none3,`
    r"|(?<=[^\W\d])(?P<mark>[.,;:!?)”’\"']*)"
    r"(?P<raised>\d{1,3}(?:[,–-]\d{1,3})*|[¹²³⁰⁴-⁹]+(?:[,˒⁻–-][¹²³⁰⁴-⁹]+)*)(?=[\s.,;:]|$)"
)
_TOKEN = re.compile(r"[^\s.,;:!?]+|[.,;:!?]+[^\s.,;:!?]*")
_OF_NAME = re.compile(r"(?:[^\W\d_a-z][\w’'.-]*|and|&|et|al\.?|von|van|de[nr]?|la)[,’']?s?")
_MOST_OF_NAMES = 8  # words before a year in brackets that may be names


def as_copied(words: str) -> re.Pattern[str]:
    """Return what finds words of a page whatever commands cite and note there.

    Citations and notes of the file may stand between any two words. Of one that the page prints,
    the names before its year may be part of it or words of the text. A citation alone says too
    little: any other might be found.
    """
    if is_citation_alone(words):
        return as_read(words)
    parts, done = list[str](), 0
    for match in _PRINTED.finditer(words):
        before = words[done : match.start()].split()
        if match["raised"]:
            parts += [*map(_in_text, before), _raised(match["mark"], match["raised"])]
        else:
            parts += _cited(before, match[0])
        done = match.end()
    parts += [*map(_in_text, words[done:].split())]
    return re.compile(f"{_BETWEEN}*".join(parts))


def is_citation_alone(words: str) -> bool:
    """Say whether nothing but a printed citation stands there: `(Able, 2001)`."""
    return _PRINTED.search(words) is not None and not re.search(r"\w{2}", _PRINTED.sub("", words))


def _cited(before: list[str], printed: str) -> Iterator[str]:
    """Yield the words before a printed citation, and the citation with the names that are its."""
    names = 0
    while printed[0] == "(" and names < min(len(before), _MOST_OF_NAMES):
        if not _OF_NAME.fullmatch(before[-names - 1]):
            break
        names += 1
    free, maybe = before[: len(before) - names], before[len(before) - names :]
    yield from map(_in_text, free)
    tails = [
        f"{_BETWEEN}*".join([*map(_in_text, maybe[:kept]), f"{_KEYED}+"])
        for kept in range(len(maybe), -1, -1)
    ]
    as_it_stands = _in_text(" ".join([*maybe, printed]))
    yield f"(?:{'|'.join([*tails, as_it_stands])})"


def _raised(mark: str, number: str) -> str:
    """Return what finds a number behind a word, or what it may stand for, and a mark before it."""
    said = f"(?>(?:(?!{_KEYED}|{_NOTE}){MARKUP})*+(?>{_KEYED}|{_NOTE}))+"
    around = _in_text(mark)
    return f"(?:{_in_text(mark + number)}|{around}{said}|{said}{around})"


def _in_text(words: str) -> str:
    # A mark of a note stands before the full stop, or behind it.
    return f"{_BETWEEN}*".join(map(word_in_markup, _TOKEN.findall(words)))
