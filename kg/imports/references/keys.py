"""Keys for works whose file gives none that can stay: made by a pattern that the project states."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container
from dataclasses import dataclass
from itertools import chain, count

from kg.imports.references.doubles import first_family, year_of
from kg.imports.references.works import Work
from kg.paths import LONGEST_NAME, fault_of_code, fold_letters
from kg.sources.bibtex.parsing import NOT_IN_KEYS
from kg.sources.citations.works import BEHIND_KEY
from kg.sources.folder.settings import KEY_PATTERN

# Words that tell no work from another; a title of nothing else keeps its first.
_SMALL_WORDS = frozenset(
    {"a", "an", "the", "of", "on", "in", "and", "for", "to", "from", "der", "die", "das", "le"}
    | {"la", "les", "el", "los", "las", "un", "une", "ein", "eine", "il", "lo", "i"}
)


def fitting_key(key: str) -> str:
    """Return a key without what BibTeX takes for something else; empty where nothing is left."""
    key = unicodedata.normalize("NFC", key)  # as a text that cites it is typed
    fits = "".join("-" if char in NOT_IN_KEYS or not char.isprintable() else char for char in key)
    fits = re.sub(r"-{2,}", "-", fits).strip("-")[:LONGEST_NAME]
    return fits if fits and fault_of_code(fits) is None else ""


def make_key(work: Work, pattern: str, taken: Container[str]) -> str:
    """Return a key by the pattern, with a number behind it where another work has it.

    `taken` are the keys in use, in lower case.
    """
    parts = {
        "author": _plain(_short_form(work) or first_family(work)) or _words_of(work)[0],
        "year": re.sub(r"\W", "", year_of(work)) or "nd",
        "word": _words_of(work)[0],
        "words": "".join(_words_of(work)[:3]),
    }
    key = re.sub(r"\{(\w+)\}", lambda found: parts[found[1]], pattern or KEY_PATTERN)
    return free_key(key[: LONGEST_NAME - 4], taken)


def _short_form(work: Work) -> str:
    """Return the short form of the body that made a work, if it is given: `WHO`."""
    return work.plain("shortauthor") or work.plain("shorteditor")


def free_key(key: str, taken: Container[str]) -> str:
    """Return the key, or the first of `key-2`, `key-3`, … that no work has yet.

    No letter stands there: the text's own `able2001a` may be another work than our second.
    """
    behind = (f"{BEHIND_KEY}{number}" for number in count(2))
    forms = chain([key], (f"{key[: LONGEST_NAME - len(one)]}{one}" for one in behind))
    return next(form for form in forms if form.lower() not in taken)


@dataclass(frozen=True, slots=True)
class InEither:
    """The keys of two sets, which is not copied for each work."""

    one: Container[str]
    other: Container[str]

    def __contains__(self, key: object) -> bool:
        """Say whether either has a key."""
        return key in self.one or key in self.other


def _plain(text: str) -> str:
    return re.sub(r"[\W_]", "", fold_letters(text))


def _words_of(work: Work) -> list[str]:
    words = [_plain(word) for word in work.plain("title").split()]
    words = [word for word in words if word]
    return [word for word in words if word not in _SMALL_WORDS] or words or ["work"]
