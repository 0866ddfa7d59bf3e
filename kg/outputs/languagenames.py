"""The language of a work, as an entry gives it → its name for a reader: `eng` is English."""

from __future__ import annotations

import re

from babel import Locale
from langcodes import Language, standardize_tag, tag_is_valid
from langcodes.tag_parser import LanguageTagError

from kg.languages import tag_of

# How programs part the languages of a work that has several; biblatex has `and`.
_SEVERAL = re.compile(r"\s*[;,/]\s*|\s+and\s+", re.IGNORECASE)


def name_languages(text: str, locale: Locale) -> str:
    """Return what an entry says of its language, `eng` or `en-GB; cy`, in words of a locale.

    What is no tag and no name that biblatex has stays as it is, all of it.
    """
    names = [_name_of(one, locale) for one in _SEVERAL.split(text.strip())]
    told = [name for name in names if name is not None]
    return ", ".join(told) if len(told) == len(names) else text


def _name_of(language: str, locale: Locale) -> str | None:
    """Return the name of a language, with the country that its tag has, or None for no tag."""
    tag = tag_of(language)
    try:
        usual = Language.get(standardize_tag(tag)) if tag_is_valid(tag) else None
    except LanguageTagError:
        return None
    name = locale.languages.get(usual.language or "") if usual is not None else None
    if usual is None or name is None:
        return None
    place = locale.territories.get(usual.territory or "")
    return f"{name} ({place})" if place else str(name)
