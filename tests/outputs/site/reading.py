"""How hard a text is to read: the Flesch-Kincaid grade, with a small count of syllables.

Kincaid, Fishburne, Rogers and Chissom (1975): .39 words a sentence + 11.8 syllables a word - 15.59.
"""

from __future__ import annotations

import re

_WORD = re.compile(r"[a-z]+(?:['’][a-z]+)?", re.IGNORECASE)
_END = re.compile(r"[.!?]+(?=\s|$|[”’\"')])")
_VOWELS = re.compile(r"[aeiouy]+")
_SILENT = re.compile(r"(?:[^laeiouy]es|[^tdaeiouy]ed|[^laeiouy]e|[aeiouy][^aeiouy]le)$")
_SPLIT = re.compile(r"i[ao]|deo|ua|uie|ying|eing|[dr]ea$|reat[ei]")  # two vowels, two syllables
_JOINED = re.compile(r"[csgt]i[ao]|[gq]ua")  # … and those that are one


# What somebody else has named or said: a quotation, a code in brackets, words with a capital inside
# a sentence.
_OTHERS = re.compile(r"“[^”]*”|\([A-Z]\d+\)|(?<=[^.?!] )[A-Z][\w’']*(?: (?:[A-Z]|\d)[\w’']*)*")


def count_syllables(word: str) -> int:
    """Return about how many syllables an English word has, at least one."""
    plain = word.lower()
    count = len(_VOWELS.findall(plain))
    count += max(0, len(_SPLIT.findall(plain)) - len(_JOINED.findall(plain)))
    silent = _SILENT.search(plain)
    if silent and not plain.endswith(("ses", "zes", "ches", "shes", "ges", "ces", "le", "les")):
        count -= 1
    return max(1, count)


def our_words(text: str) -> str:
    """Return a text with a short word for each name and quotation: they cannot be made plainer."""
    return _OTHERS.sub("it", text)


def grade(text: str) -> float:
    """Return the Flesch-Kincaid grade of a text of whole sentences."""
    words = _WORD.findall(text)
    sentences = max(1, len(_END.findall(text)))
    syllables = sum(map(count_syllables, words))
    return 0.39 * len(words) / sentences + 11.8 * syllables / len(words) - 15.59
