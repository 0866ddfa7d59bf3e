"""Keys that spell a work: a name, the year and words of the title (`able_tea_2001`).

Programs make them so (`ableTeaWork2001`, `able2001tea`), and a file of RIS has none of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from kg.model import Name, Reference
from kg.words import fold_text

_YEAR = re.compile(r"(?<![0-9])(?:1[4-9]|20)[0-9]{2}(?![0-9])")
_SPELLED = re.compile(r"[^\W\d_][\w:+-]*[^\W_]")
_LEAST_LETTERS = 3  # of words of a title in a key
# What programs pass over to find the first word of a title that a key is made of.
_PASSED_OVER_WORDS = """
    a about above across after against along amid among an and around as at before behind below
    beneath beside between beyond but by despite down during except for from given in inside into
    like near nor of off on onto or out over per since so some than the through throughout till to
    toward towards under until unto up upon versus via vs with within without yet
    al con da dai dal das de dei dem den der des det di die do dos du e een ein eine einem einen
    einer eines el en et ett eu gli het i il im l la las le les lo los na no o os po s sur um uma un
    una und une uno unos unas van von w y z zu zum zur
"""
_PASSED_OVER = frozenset(_PASSED_OVER_WORDS.split())


@dataclass(frozen=True, slots=True)
class SpelledKeys:
    """By a name and the year (`able2001`): the works, each with the words of its title.

    `of_others` are names that say too little alone: editors, and the first of two with a hyphen.
    """

    of_authors: Mapping[str, Mapping[str, tuple[str, ...]]] = field(default_factory=dict)
    of_others: Mapping[str, Mapping[str, tuple[str, ...]]] = field(default_factory=dict)

    def look_up(self, key: str) -> tuple[str, ...]:
        """Return the works that a key spells: first author or editor, year, how the title begins.

        Who edited a book is named in the key of a chapter by programs that take whom they list
        first; such a key needs a word of the title, and so does `tanner2016tea` of Tanner-Smith.
        So does one where a name has two works.
        """
        by_other = (
            code for code, title, rest in self._named(key, self.of_others) if _begins(rest, title)
        )
        by_author = (
            code
            for code, title, rest in self._named(key, self.of_authors)
            if not rest or _begins(rest, title)
        )
        return tuple(dict.fromkeys((*by_author, *by_other)))

    def look_like(self, key: str) -> tuple[str, ...]:
        """Return the works that a key may mean: its words stand further on in the title."""
        every = (*self._named(key, self.of_authors), *self._named(key, self.of_others))
        return tuple(
            dict.fromkeys(code for code, title, rest in every if rest and _holds(rest, title))
        )

    def _named(
        self, key: str, works: Mapping[str, Mapping[str, tuple[str, ...]]]
    ) -> Iterator[tuple[str, tuple[str, ...], str]]:
        """Yield each work of a name that a key begins with, its title, and the key's other letters.

        A single letter is none of a title: `able2001a` is the first of two.
        """
        year = _YEAR.search(key)
        if year is None or not _SPELLED.fullmatch(key):
            return
        before, after = plain_letters(key[: year.start()]), plain_letters(key[year.end() :])
        for size in range(2, len(before) + 1):
            rest = before[size:] + after
            if not 0 < len(rest) < _LEAST_LETTERS:
                for code, title in works.get(f"{before[:size]}{year[0]}", {}).items():
                    yield code, title, rest


def read_spelled_keys(references: Iterable[Reference]) -> SpelledKeys:
    """Index references by the names and years that keys are made of."""
    of_authors: dict[str, dict[str, tuple[str, ...]]] = {}
    of_others: dict[str, dict[str, tuple[str, ...]]] = {}
    for one in references:
        title = tuple(words_in(one.title).split())
        for names, into in ((one.authors, of_authors), (one.editors, of_others)):
            for name in names[:1] if one.year else ():
                for written in _forms(name):
                    into.setdefault(f"{written}{one.year}", {})[one.code] = title
                if first := _first_part(name):
                    of_others.setdefault(f"{first}{one.year}", {})[one.code] = title
    return SpelledKeys(of_authors, of_others)


def likely_beginnings(key: str) -> Iterator[str]:
    """Yield what a key may begin with, its longest name first: `ablet2001`, `able2001`."""
    if year := _YEAR.search(key):
        letters = plain_letters(key[: year.start()])
        yield from (f"{letters[:size]}{year[0]}" for size in range(len(letters), 1, -1))


def plain_letters(text: str) -> str:
    """Return the letters of a name, folded."""
    return re.sub(r"[\W\d_]", "", fold_text(text))


def words_in(text: str) -> str:
    """Return the words of a title or of an address, folded; a number before them is none."""
    words = re.sub(r"[\W_]+", " ", fold_text(text)).split()
    return " ".join(words[1:] if len(words) > 1 and words[0].isdigit() else words)


def _forms(name: Name) -> tuple[str, ...]:
    family = plain_letters(name.family)
    # Crossref has a line in place of each letter that is none of ASCII: `M_kinen_2016`.
    plain = plain_letters("".join(char for char in name.family if char.isascii()))
    return tuple(dict.fromkeys((family, f"{plain_letters(name.particle)}{family}", plain)))


def _first_part(name: Name) -> str:
    """Return the first of two families, which is all that Google Scholar's keys have of them."""
    first, hyphen, _ = name.family.partition("-")
    return plain_letters(first) if hyphen else ""


def _begins(letters: str, title: tuple[str, ...]) -> bool:
    """Say whether letters are words of a title, from its first on that a key is made of."""
    firsts = next((at for at, word in enumerate(title) if word not in _PASSED_OVER), len(title))
    # A program with a shorter list begins with one of those words itself: `able_beyond_2001`.
    return any(
        letters.startswith(title[at]) and _holds(letters[len(title[at]) :], title[at + 1 :])
        for at in range(min(firsts + 1, len(title)))
    )


def _holds(letters: str, title: tuple[str, ...]) -> bool:
    """Say whether letters are none, or words of a title in their order, one behind the other."""
    ends = {0}
    for word in title:
        ends |= {end + len(word) for end in ends if letters.startswith(word, end)}
    return len(letters) in ends
