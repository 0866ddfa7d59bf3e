"""The alphabet of a language: in which order lists go, and under which letter a word stands.

The letters are a message of the catalogue, in their order: the Welsh ones have `Ch` and `Ll`.
Our own, for no library that a wheel brings fits: pyuca reads its table for more than a second and
feruca gives no keys, neither knows the order of a language, and PyICU wants ICU on the machine.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TypeAlias

from kg.catalogues import ENGLISH, Voice
from kg.words import fold_text

LETTERS = "A B C D E F G H I J K L M N O P Q R S T U V W X Y Z"
NO_LETTER = "#"  # the heading of what begins with a digit or a sign

_SIGN, _DIGIT, _OWN, _OTHER = range(4)  # in this order
Key: TypeAlias = tuple[tuple[tuple[int, int], ...], str]


@dataclass(frozen=True)
class Alphabet:
    """Letters in their order, as headings have them: `A`, `B`, `C`, `Ch`, `D`."""

    letters: tuple[str, ...]

    @cached_property
    def ranks(self) -> Mapping[str, int]:
        """Return the place of each letter, small, by itself."""
        return {letter.lower(): place for place, letter in enumerate(self.letters)}

    @cached_property
    def longest(self) -> int:
        """Return how many characters the longest letter has: three in Hungarian."""
        return max(map(len, self.ranks))

    def key_of(self, text: str) -> Key:
        """Return what a text is sorted by: signs, digits, letters, then letters of other scripts.

        An accent that makes no letter of its own, and a capital, count only among equals.
        """
        return tuple(rank for _, rank in self._pieces(text)), text

    def heading_of(self, text: str) -> str:
        """Return the letter that a text begins with, as a heading; `#` where there is none."""
        piece, (kind, place) = next(self._pieces(text), ("", (0, 0)))
        if kind == _OWN:
            return self.letters[place]
        return piece.upper() if kind == _OTHER else NO_LETTER

    def _pieces(self, text: str) -> Iterator[tuple[str, tuple[int, int]]]:
        """Yield each letter or sign of a text with its rank."""
        small = unicodedata.normalize("NFC", text).lower()
        start = 0
        while start < len(small):
            piece = self._longest_at(small, start)
            start += len(piece) or 1
            if piece:
                yield piece, (_OWN, self.ranks[piece])
                continue
            # No letter of this alphabet as it stands: perhaps one below its accents (é, ø, ß).
            for plain in fold_text(small[start - 1]):
                own = self.ranks.get(plain)
                yield plain, (_OWN, own) if own is not None else _rank_outside(plain)

    def _longest_at(self, text: str, start: int) -> str:
        lengths = range(self.longest, 0, -1)
        return next(
            (piece for n in lengths if (piece := text[start : start + n]) in self.ranks), ""
        )


def _rank_outside(char: str) -> tuple[int, int]:
    """Return the rank of what is in no alphabet: by its number, which has Han by radicals."""
    kind = _OTHER if char.isalpha() else _DIGIT if char.isdigit() else _SIGN
    return kind, ord(char)


def alphabet_of(voice: Voice) -> Alphabet:
    """Return the alphabet of a language; letters A to Z that it lacks stand where others expect.

    A foreign word may begin with any: K in Welsh follows J, and Q the letters that begin with P.
    """
    letters = voice.say(LETTERS).split()
    for letter in LETTERS.split():
        if letter not in letters:
            before = chr(ord(letter) - 1)
            places = [place for place, one in enumerate(letters) if one[0] == before]
            letters.insert(max(places, default=-1) + 1, letter)
    return Alphabet(tuple(letters))


IN_ENGLISH = alphabet_of(ENGLISH)
