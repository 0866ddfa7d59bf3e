r"""Words as they are read → patterns that find them as a file has them.

White space may differ, and a word may be broken at the end of a line. `as_read` lets more differ,
for whoever copies words from a printed page: markup around them (`\emph{…}`, `**…**`), accents
that LaTeX writes as commands (`Garc\'ia`), and the form of quotes and dashes.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import pairwise

# A word that is broken at the end of a line, as printed pages have it.
_BROKEN = r"(?:[-\u00ad\u2010][ \t]*\n\s*)?"
# What raises or lowers what follows, within a word: `3M^TM^`, `CO~2~`, `m\textsuperscript{2}`.
_RAISES = r"(?:\\text(?:super|sub)script\{|\$?[\^_]\{?|~)?"
# What may stand between two words, or before and after a mark: a command and its braces, a tie, a
# break of a line of LaTeX, or signs of emphasis.
# Each sign in one way only, so that nothing is tried twice.
MARKUP = r"(?:\s|~|\\[,;:!/ ]|\\\\|\\[a-zA-Z]+\b|[{}*_$^])"
# The commands of LaTeX for accents, by their combining characters.
_ACCENTS = {
    "\u0300": "`", "\u0301": "'", "\u0302": "^", "\u0303": "~", "\u0304": "=", "\u0306": "u",
    "\u0307": ".", "\u0308": '"', "\u030a": "r", "\u030b": "H", "\u030c": "v", "\u0323": "d",
    "\u0327": "c", "\u0328": "k",
}  # fmt: skip
_LETTERS = {
    "ß": "ss", "æ": "ae", "Æ": "AE", "œ": "oe", "Œ": "OE", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L",
    "å": "aa", "Å": "AA", "đ": "dj", "Đ": "DJ", "ð": "dh", "þ": "th",
}  # fmt: skip
_SIGNS = {
    "'": "['\u2018\u2019`]", "\u2018": "['\u2018`]", "\u2019": "['\u2019]",
    '"': "(?:[\"\u201c\u201d]|``|'')", "\u201c": '(?:["\u201c]|``)', "\u201d": "(?:[\"\u201d]|'')",
    "-": "(?:[\u2010-\u2014\u2212]|-{1,3})", "\u2212": "[\u2212-]",
    "\u2013": "(?:\u2013|--?)", "\u2014": "(?:\u2014|---?)",
    "\u2026": r"(?:\u2026|\.\.\.|\\(?:l?dots)\b(?:\{\})?)",
}  # fmt: skip


def exactly(words: str) -> re.Pattern[str]:
    """Return what finds words however their lines were broken."""
    return re.compile(r"\s+".join(map(_unbroken, words.split())))


def as_read(words: str) -> re.Pattern[str]:
    """Return what finds words whatever markup, accents, quotes and dashes a file has for them."""
    return re.compile(f"{MARKUP}+".join(map(word_in_markup, words.split())))


def _unbroken(word: str) -> str:
    parts = [re.escape(letter) for letter in word]
    breaks = [_break_between(*pair) for pair in pairwise(word)]
    return "".join(part + after for part, after in zip(parts, [*breaks, ""], strict=True))


def _break_between(letter: str, following: str) -> str:
    if letter.isalnum() and following.isalnum():
        return _BROKEN
    # A hyphen of the word's own may be the last of its line.
    return r"\s*" if letter in "-\u2010" and following.isalnum() else ""


def word_in_markup(word: str) -> str:
    """Return a pattern of a word as it is read, whatever stands within it."""
    word = unicodedata.normalize("NFC", word)
    parts = [_one_of([*_forms_of(letter)]) for letter in word]
    breaks = [
        # Emphasis ends before the mark that follows it: \emph{sleep}, is …
        f"{_BROKEN}{_RAISES}" if one.isalnum() and two.isalnum() else f"{MARKUP}*"
        for one, two in pairwise(word)
    ]
    return "".join(part + after for part, after in zip(parts, [*breaks, ""], strict=True))


def _one_of(forms: Sequence[str]) -> str:
    return forms[0] if len(forms) == 1 else f"(?:{'|'.join(forms)})"


def _forms_of(letter: str) -> Iterator[str]:
    """Yield the forms in which a file may write a letter or a sign."""
    yield _SIGNS.get(letter, re.escape(letter))
    if letter in "%&#$_":
        yield rf"\\{re.escape(letter)}"
    if letter in _LETTERS:
        yield rf"\{{?\\{_LETTERS[letter]}(?:\{{\}}|\b\s?)\}}?"
    if unicodedata.decomposition(letter).startswith(("<super>", "<sub>")):  # ², ™
        plain = unicodedata.normalize("NFKC", letter)
        yield rf"(?:\\text(?:super|sub)script\{{|\$?[\^_]\{{?|~){plain}(?:[\^~]|\}}?\$?)"
    if letter == "™":
        yield r"\\texttrademark\b(?:\{\})?"
    spelled = unicodedata.normalize("NFD", letter)
    if len(spelled) == len("e\u0301") and spelled[1] in _ACCENTS:
        base, accent = spelled[0], spelled[1]
        yield spelled
        bare = rf"(?:{base}|\\{base}\b)" if base in "ij" else base
        yield rf"\{{?\\{re.escape(_ACCENTS[accent])}\s*\{{?{bare}\}}?\}}?"
