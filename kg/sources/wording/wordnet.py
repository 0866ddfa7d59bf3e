"""A folder of WordNet → the list of a language's adjectives and adverbs that `modifiers.py` reads.

Run it when the list is made anew; nothing else does:
`python -m kg.sources.wording.wordnet FOLDER >> kg/sources/wording/lists/en.modifiers.txt`.
The form of the files: https://wordnet.princeton.edu/documentation/wndb5wn .
"""

from __future__ import annotations

import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

_FILES = {"n": "noun", "v": "verb", "a": "adj", "r": "adv"}
_PARTS = {"1": "n", "2": "v", "3": "a", "4": "r", "5": "a"}  # as keys of senses number them
_NEAR = {"&", "+", "\\", "<"}  # like, of one family, of which adjective, of which verb
_OF_A_NOUN = "\\"  # of an adjective: *medical* is of medicine, and neither judges nor grades
_VERB_ENDS = (("ed", ""), ("d", ""), ("ing", ""), ("ing", "e"), ("ied", "y"))
_FORMS = 3  # so many times as often may a verb stand as its form that is an adjective
_SINGLE = re.compile(r"[a-z]{3,}|[a-z]+(?:-[a-z]+)+")

Key = tuple[str, str]  # part of speech and offset of a set of synonyms


@dataclass(frozen=True, slots=True)
class WordNet:
    """What is used of WordNet: sets of synonyms, what each points at, and how often words occur."""

    words: dict[Key, list[str]] = field(default_factory=dict)
    points: dict[Key, list[tuple[str, Key]]] = field(default_factory=dict)
    senses: dict[str, list[Key]] = field(default_factory=lambda: defaultdict(list))
    counts: Counter[tuple[str, str]] = field(default_factory=Counter)
    verbs: dict[str, list[str]] = field(default_factory=dict)  # of irregular forms

    def list_modifiers(self) -> Iterator[str]:
        """Yield `word: near words` for each word that is mostly an adjective or adverb.

        A form of a verb that is one only at times, as *damning* is, has a tilde: `damning~: …`.
        """
        for word in sorted(filter(_SINGLE.fullmatch, self.senses)):
            mark = "" if self._is_modifier(word) else "~" if self._is_participle(word) else None
            if mark is not None:
                yield f"{word}{mark}: {' '.join(sorted(self._near(word)))}".rstrip()

    def _is_participle(self, word: str) -> bool:
        adjectives = self._adjectives(word)
        if not adjectives or self._is_mostly_of_nouns(adjectives):
            return False
        stems = (self.senses.get(stem, ()) for stem in self._verbs_of(word))
        return any(part == "v" for senses in stems for part, _ in senses)

    def _adjectives(self, word: str) -> list[Key]:
        return [key for key in self.senses[word] if key[0] == "a"]

    def _is_mostly_of_nouns(self, adjectives: list[Key]) -> bool:
        return 3 * sum(map(self._is_of_a_noun, adjectives)) >= len(adjectives) > 0

    def _is_modifier(self, word: str) -> bool:
        senses = self.senses[word]
        if self._is_mostly_of_nouns(self._adjectives(word)):
            return False
        often = {part: self.counts[word, part] for part in {part for part, _ in senses}}
        modifying = often.get("a", 0) + often.get("r", 0)
        others = sum(often.values()) - modifying
        if modifying == others:  # both mostly 0: a rare word, of which only the senses tell
            modifiers = sum(part in "ar" for part, _ in senses)
            others += modifiers * 2 <= len(senses)
        # A form of a verb that is an adjective too, as *insulting* is, may be no more than a form.
        return modifying >= others and self._count_as_verb(word) <= _FORMS * modifying

    def _is_of_a_noun(self, key: Key) -> bool:
        return any(sign == _OF_A_NOUN for sign, _ in self.points[key])

    def _count_as_verb(self, word: str) -> int:
        """Return how often the verb occurs of which a word has the form: *help* for *helped*."""
        return max((self.counts[stem, "v"] for stem in self._verbs_of(word)), default=0)

    def _verbs_of(self, word: str) -> list[str]:
        """Return what may be the verb of which a word has the form, as *help* is of *helped*."""
        stems = [*self.verbs.get(word, ())]
        for end, instead in _VERB_ENDS:
            stem = word.removesuffix(end) + instead
            if word.endswith(end):
                stems += [stem, stem[:-1]] if stem[-2:-1] == stem[-1:] else [stem]
        return stems

    def _near(self, word: str) -> set[str]:
        near: set[str] = set()
        for key in self.senses[word]:
            near.update(self.words[key])
            for sign, other in self.points[key]:
                if sign in _NEAR:
                    near.update(self.words[other])
                if sign == _OF_A_NOUN:  # of an adverb: *carefully* is near *careful* and *care*
                    family = (to for sign, to in self.points[other] if sign == "+")
                    near.update(*(self.words[to] for to in family))
        return {one for one in near if _SINGLE.fullmatch(one)} - {word}


def read_wordnet(folder: Path) -> WordNet:
    """Read the files of WordNet 3: `data.adj` and its like, `verb.exc` and `cntlist.rev`."""
    found = WordNet()
    for part, name in _FILES.items():
        for line in _lines_of(folder / f"data.{name}"):
            _read_synonyms(part, line.partition("|")[0].split(), found)
    for line in _lines_of(folder / "verb.exc"):
        form, *stems = line.split()
        found.verbs.setdefault(form, []).extend(stems)
    for line in _lines_of(folder / "cntlist.rev"):
        sense, _, count = line.split()
        word, _, key = sense.partition("%")
        found.counts[word, _PARTS[key[0]]] += int(count)
    return found


def _lines_of(path: Path) -> list[str]:
    lines = path.read_text(encoding="latin-1").splitlines()
    return [line for line in lines if not line.startswith("  ")]  # the licence is indented


def _read_synonyms(part: str, cells: list[str], found: WordNet) -> None:
    key = (part, cells[0])
    size = int(cells[3], 16)
    # An adjective can carry a mark of where it stands: "galore(ip)".
    words = [re.sub(r"\(.*\)", "", cell).lower() for cell in cells[4 : 4 + 2 * size : 2]]
    found.words[key] = words
    for word in words:
        found.senses[word].append(key)
    start = 4 + 2 * size
    signs = range(start + 1, start + 1 + 4 * int(cells[start]), 4)
    found.points[key] = [
        (cells[at], (cells[at + 2].replace("s", "a"), cells[at + 1])) for at in signs
    ]


if __name__ == "__main__":
    print("\n".join(read_wordnet(Path(sys.argv[1])).list_modifiers()))
