"""Files of words → patterns: what says how sure, how many, how much, and what points back.

The lists are data, one file a language (`lists/en.toml`). Where there is one, a list of the
language's adjectives and adverbs stands beside it (`lists/en.modifiers.txt`).
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from kg.sources.wording.figures import Figures
from kg.sources.wording.modifiers import Modifiers, read_modifiers
from kg.sources.wording.patterns import pattern_of

LISTS = Path(__file__).parent / "lists"


@dataclass(frozen=True, slots=True)
class Group:
    """One shade of meaning: where a text matches `asks`, its other must match `answers`.

    What matches `aside` has the word and not the meaning, as *the will* has *will*. A word that
    `leads` stands before all that it is about, as *argues that* does. One of a group `beside` is
    asked about only where the other text has the very word after it: *will help* and *helps*.
    """

    name: str
    asks: re.Pattern[str]
    answers: re.Pattern[str]
    aside: re.Pattern[str]
    leads: bool
    beside: bool


@dataclass(frozen=True, slots=True)
class WordLists:
    """The words of a language that say how sure, how many, how much, and that point back.

    `plural` words stand for more than one thing, which a word of `more_than_one` names.
    """

    kept: tuple[Group, ...]
    earned: tuple[Group, ...]
    at_the_start: re.Pattern[str]
    leads_in: re.Pattern[str]
    leads_in_by_name: re.Pattern[str]
    near_the_start: re.Pattern[str]
    anywhere: re.Pattern[str]
    pointing_nowhere: re.Pattern[str]
    plural: re.Pattern[str]
    more_than_one: re.Pattern[str]
    figures: Figures
    modifiers: Modifiers | None

    def with_terms(self, terms: Iterable[str]) -> WordLists:
        """Return the same lists for a field whose terms are these, such as *deep learning*.

        In a term of several words none of them says how much, whatever it says elsewhere.
        """
        phrases = pattern_of(one for one in terms if " " in one and not {"*", "+"} & {*one})
        modifiers = self.modifiers and replace(
            self.modifiers, aside=_either(self.modifiers.aside, phrases)
        )
        return replace(
            self,
            kept=tuple(replace(one, aside=_either(one.aside, phrases)) for one in self.kept),
            earned=tuple(replace(one, aside=_either(one.aside, phrases)) for one in self.earned),
            modifiers=modifiers,
        )


def _either(one: re.Pattern[str], other: re.Pattern[str]) -> re.Pattern[str]:
    return re.compile(f"{one.pattern}|{other.pattern}", re.IGNORECASE)


def read_word_lists(language: str) -> WordLists | None:
    """Read the lists of a language tag such as `en-GB`, or return None where there are none."""
    path = LISTS / f"{language.partition('-')[0].lower()}.toml"
    if not path.is_file():
        return None
    beside = path.with_suffix(".modifiers.txt")
    found = tomllib.loads(path.read_text(encoding="utf-8"))
    pointing = found["pointing"]
    return WordLists(
        kept=tuple(_group(one, "passage", "kept") for one in found["kept"]),
        earned=tuple(_group(one, "statement", "borne") for one in found["earned"]),
        at_the_start=pattern_of(pointing["at_the_start"]),
        leads_in=pattern_of(pointing["leads_in"]),
        leads_in_by_name=re.compile(pointing["leads_in_by_name"]),
        near_the_start=pattern_of(pointing["near_the_start"]),
        anywhere=pattern_of(pointing["anywhere"]),
        pointing_nowhere=pattern_of([*pointing["dummy"], *pointing["named"]]),
        plural=pattern_of(pointing["plural"]),
        more_than_one=pattern_of(pointing["more_than_one"]),
        figures=Figures(**found["figures"]),
        modifiers=read_modifiers(beside, found["modifiers"]) if beside.is_file() else None,
    )


def _group(words: dict[str, Any], asks: str, answers: str) -> Group:
    return Group(
        name=str(words["name"]),
        asks=pattern_of(words.get(asks, [])),
        answers=pattern_of(words.get(answers, [])),
        aside=pattern_of(words.get("aside", [])),
        leads=bool(words.get("leads", False)),
        beside=bool(words.get("beside", False)),
    )
