r"""Entries of printed lists in other languages than English → in the words that the readers know.

`Groß, Anna/Weiß, Bernd (Hrsg.)`, `Pérez, A. y Gómez, B.`, `In: Tee heute, 12. Jg., H. 3, S. 14–29`,
`3., überarb. Aufl.`, `Diss., Univ. Köln`. A title keeps its words: what stands before it and what
follows it are turned.
"""

from __future__ import annotations

import re

from kg.imports.references.readers.bblnames import CAPITAL, FAMILY

_JOINERS = r"(?:und|u\.|et|y|e|en|och|og|oraz)"
_EDITORS = re.compile(
    r"\(\s*(?:Hrsg(?:innen)?|Hgg?|éds?|dirs?|coords?|orgs?|red)\b\.?(?:innen)?\s*\)",
    re.IGNORECASE,
)
_IN = re.compile(r"\A(?:En|Dans|Em)\b(?=[^()]{2,300}\(Eds\.\))")
_FULL = rf"{FAMILY},\s?{CAPITAL}[^\s,;/]*(?:[\s-]{CAPITAL}[^\s,;/]*)*"
_SLASHED = re.compile(rf"{_FULL}(?:\s?/\s?{_FULL})+")
# Behind an initial, or behind a whole name that a comma turns round: `Ortega y Gasset` stays whole.
_JOINED = re.compile(
    rf"(?:(?<={CAPITAL}\.)|(?<={CAPITAL}\.,)|(?P<given>,\s{CAPITAL}[^\W\d_]+))"
    rf"\s{_JOINERS}\s(?={FAMILY},\s{CAPITAL})"
)
_DASH = r"\s*(?:--?|\u2013)\s*"
_PAGES = re.compile(rf"(?<![\w.])S\.\s?(?=\d+(?:{_DASH}\d+|\s?ff?\.)?\s*(?:[).,;]|\Z))")
_ISSUE = r"(?:H\.|Heft|Nr\.|[Nn][°º]|núm\.)\s?(?P<number>\d+(?:[/\u2013-]\d+)?)"
_YEARBOOK = re.compile(
    rf"(?:(?P<first>\d+)\.\s?Jg\.?|(?:Jg\.|Jahrgang)\s?(?P<second>\d+))(?:\s?\(?\d{{4}}\)?)?"
    rf"(?:,?\s{_ISSUE})?"
)
_NUMBERED = re.compile(rf"(?:[Vv]ol\.\s)?(?P<volume>\b\d+),\s{_ISSUE}")
_EDITION = re.compile(r"\b(?P<edition>\d+)\.(?:,?\s[^\W\d_]+\.?){0,4}?,?\s?Aufl(?:age\b|\.)\.?,?")
_DOCTORS = re.compile(
    r"\b(?:(?:Phil\.\s)?Diss\.|(?:Inaugural-?\s?)?[Dd]issertation|Doktorarbeit|"
    r"[Tt]hèse de doctorat|[Tt]esis doctoral|[Tt]ese de doutorado|[Tt]esi di dottorato)(?=[,.:])"
)
_MASTERS = re.compile(
    r"\b(?:Master|Magister|Diplom)arbeit(?=[,.:])|"
    r"\b(?:[Mm]émoire de master|[Tt]esis de maestría|[Dd]issertação de mestrado)(?=[,.:])"
)


# Arabic has a comma and a semicolon of its own.
_COMMAS = str.maketrans({"\u060c": ",", "\u061b": ";"})


def turn_names(words: str) -> str:
    """Return names with English words between them and behind those of editors."""
    words = _turn_arabic(_EDITORS.sub("(Eds.)", words))
    slashed = _SLASHED.search(words)
    if slashed is not None:
        parted = re.sub(r"\s?/\s?", " and ", slashed.group())
        words = words[: slashed.start()] + parted + words[slashed.end() :]
    return _JOINED.sub(lambda found: f"{found['given'] or ''} and ", words)


def _turn_arabic(words: str) -> str:
    """Return Arabic names with the given one first and English words between them.

    A comma parts a name, or two names of several words each; what may be either stays as it is.
    """
    people = [one.strip() for one in words.split("\u061b")]
    parts = [[part.strip() for part in one.split("\u060c")] for one in people]
    if len(parts) == 1 and len(parts[0]) > 1 and all(" " in part for part in parts[0]):
        return " and ".join(parts[0])
    if max(map(len, parts)) != 2 or any(" " in one[-1] for one in parts):  # noqa: PLR2004
        return words
    return " and ".join(" ".join(reversed(one)) for one in parts)


def turn_venue(words: str) -> str:
    """Return what follows a title with English words for volume, issue, pages and edition."""
    words = words.translate(_COMMAS)
    words = _YEARBOOK.sub(_placed, _IN.sub("In", _EDITORS.sub("(Eds.)", words)))
    words = _NUMBERED.sub(lambda found: f"{found['volume']}({found['number']})", words)
    words = _EDITION.sub(lambda found: f"{found['edition']} ed.", _PAGES.sub("pp. ", words))
    return _MASTERS.sub("Master's thesis", _DOCTORS.sub("PhD thesis", words))


def _placed(found: re.Match[str]) -> str:
    volume = found["first"] or found["second"]
    return f"{volume}({found['number']})" if found["number"] else f"vol. {volume}"
