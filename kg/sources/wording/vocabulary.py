"""The words that the review's text uses ⇄ `data/words.yaml`.

Search says of a word that the review does not use it. That must be true also where the text is not
at hand, so the word forms are kept: each once, sorted. Single words are facts of the language; no
sentence can be put together from them again.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator

from kg.errors import Location, Problem
from kg.model import Sources, WordFile
from kg.sources.places.text import HeldText
from kg.words import compounds_in

WORDS_FILE = "data/words.yaml"
_HEAD = """\
# The words that the text of the review uses, each once, sorted. Written by kg verify TEXT --words:
# do not edit. Search tells by it whether the review uses a word.
"""
_WIDTH = 118
# A word that goes on in the next line stands there as two; it may be one.
_BROKEN = re.compile(r"([^\W\d_]-)[ \t]*\n\s*(?=[^\W\d_])")


def list_words(text: str) -> list[str]:
    """Return the word forms of a text, folded and sorted; what has a digit is no word.

    Of words with hyphens the parts and the whole are there, also where a line ends between them:
    so a word is rather listed that the text does not use than left out.
    """
    found: set[str] = set()
    for compound in compounds_in(_BROKEN.sub(r"\1", text)):
        found |= {*compound, "".join(compound)}
    return sorted(word for word in found if word.isalpha())


def render_words(text: HeldText) -> str:
    """Return the content of `data/words.yaml` for a text."""
    lines = textwrap.wrap(" ".join(list_words(text.text)), _WIDTH, break_long_words=False)
    body = "\n".join(f"  {line}" for line in lines)
    return f"{_HEAD}sha256: {text.sha256}\nwords: >-\n{body}\n"


def check_words(sources: Sources) -> Iterator[Problem]:
    """Yield a problem where the words are those of another text than the review's."""
    text = sources.review.text
    if sources.words is not None and (text is None or sources.words.sha256 != text.sha256):
        message = (
            "these are the words of another text than that of review.yaml, and are not used; "
            "write them anew with kg verify TEXT --words"
        )
        yield Problem(Location(WORDS_FILE), "TXT004", message)


def verify_words(held: WordFile | None, text: HeldText) -> Iterator[Problem]:
    """Yield a problem where the words are not those of the text that the user holds."""
    if held is not None and held.words.split() != list_words(text.text):
        message = "these are not the words of the text; write them with kg verify TEXT --words"
        yield Problem(Location(WORDS_FILE), "TXT017", message)
