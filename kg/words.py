"""Texts → their words, folded, and without the endings of inflection: for search.

`site/static/search-engine.js` does the same to what someone types; `tests/browser/test_search.py`
holds the two against each other. Only inflections are taken off (*meetings*, *shared*): taking
more would make one word of *policy* and *police*. Another language has common words of its own, and
keeps its endings: those of English are not its.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

_LETTERS = str.maketrans({"ø": "o", "æ": "ae", "œ": "oe", "ł": "l", "ß": "ss", "đ": "d"})
_WORDS = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
_POSSESSIVE = re.compile(r"['’]s?(?![^\W_])")
_VOWEL = re.compile(r"[aeiouy]")
# A vowel between two consonants at the end: *shar(ing)* had an e, *train(ing)* had none.
_SHORT = re.compile(r"^[^aeiou]*[aeiouy][^aeiouwxy]$")
_LEAST = 3  # letters that must be left of a word
# Words of any text, and those by which people ask: alone they say nothing of what is sought.
COMMON = frozenset({
    "a", "about", "also", "an", "and", "any", "are", "as", "at", "be", "because", "been", "but",
    "by", "can", "could", "did", "do", "does", "for", "from", "get", "had", "has", "have", "he",
    "her", "his", "how", "i", "if", "in", "is", "it", "its", "just", "me", "my", "no", "not",
    "of", "on", "or", "our", "really", "s", "said", "say", "says", "she", "should", "so", "t",
    "than", "that", "the", "their", "them", "then", "there", "these", "they", "this", "those",
    "to", "us", "was", "we", "were", "what", "when", "where", "which", "who", "whom", "why",
    "will", "with", "would", "you", "your",
})  # fmt: skip
IRREGULAR = {"children": "child", "women": "woman", "men": "man"}


def fold_text(text: str) -> str:
    """Return a text in lower case, without accents and possessives."""
    plain = _POSSESSIVE.sub("", text.lower())
    if plain.isascii():  # most words are, and the rest takes ten times as long
        return plain
    apart = unicodedata.normalize("NFD", plain)
    return "".join(char for char in apart if not unicodedata.combining(char)).translate(_LETTERS)


def compounds_in(text: str) -> Iterator[list[str]]:
    """Yield the words of a text, folded, in their order: each as the parts between its hyphens."""
    return (word.split("-") for word in _WORDS.findall(fold_text(text)))


@lru_cache(maxsize=1 << 16)  # more words than a large review has
def stem_word(word: str) -> str:
    """Return a folded word without its ending of inflection. Common words stay as they are."""
    if word in COMMON or any(char.isdigit() for char in word):
        return word
    return _without_e(_without_ending(_singular(IRREGULAR.get(word, word))))


def _singular(word: str) -> str:
    if len(word) < _LEAST:
        return word
    if len(word) > _LEAST + 1 and word.endswith("ies"):
        return word[:-3] + "y"
    if re.search(r"(ss|x|ch|sh|zz)es$", word):
        return word[:-2]
    return word[:-1] if re.search(r"[^aious]s$|..[ao]s$", word) else word


def _without_ending(word: str) -> str:
    """Return a word without *-ed* or *-ing*, as it was before they were put to it."""
    if word.endswith("eed"):
        return word
    for ending in ("ed", "ing"):
        rest = word.removesuffix(ending)
        if rest != word and len(rest) >= _LEAST and _VOWEL.search(rest):
            if re.search(r"([^aeiouylsz])\1$", rest):
                return rest[:-1]
            return f"{rest}e" if _SHORT.search(rest) or rest.endswith(("at", "bl", "iz")) else rest
    return word


def _without_e(word: str) -> str:
    """Return a word without its last e, where its forms are told apart by nothing else."""
    rest = word.removesuffix("e")
    plain = rest == word or len(rest) < _LEAST or _SHORT.search(rest)
    return word if plain else rest


@dataclass(frozen=True, slots=True)
class Tongue:
    """How a search takes the words of a language: which say nothing, and whether they have endings.

    The endings are those of English.
    """

    common: frozenset[str]
    endings: bool = False

    def stem(self, word: str) -> str:
        """Return a folded word without its ending of inflection, where this has any."""
        return stem_word(word) if self.endings else word

    def terms_in(self, text: str) -> Iterator[str]:
        """Yield the stem of each word of a text; of words with hyphens also of all together.

        Common words are left out: nobody looks for them.
        """
        for parts in compounds_in(text):
            yield from (self.stem(part) for part in parts if part not in self.common)
            if len(parts) > 1:
                yield self.stem("".join(parts))

    def bucket_of(self, phrase: str) -> str:
        """Return which file holds a term or a name: by its first telling word's first letters."""
        words = phrase.split(" ")
        first = next((word for word in words if word not in self.common), words[0])[:2]
        return first if re.fullmatch("[a-z]{1,2}|[0-9]{1,2}", first) else "other"

    def phrase_of(self, text: str) -> str:
        """Return a text as its stems: texts that differ in marks and endings only have the same."""
        return " ".join(self.stem(part) for parts in compounds_in(text) for part in parts)


IN_ENGLISH = Tongue(COMMON, endings=True)
