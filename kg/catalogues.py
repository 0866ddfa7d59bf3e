"""The words of the site in other languages: a catalogue each, `site/languages/cy.po` the Welsh.

A file is read as it is, by the full tag of the language, or else by its first part; its header says
who reviewed it. English needs none: templates, scripts and code are written in it.
"""

from __future__ import annotations

import gettext
from collections.abc import Iterable
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from babel import Locale
from babel.lists import format_list
from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_decimal

from kg.resources import resource_folder

SOURCE = "en"
# How that English has its numbers, days and lists.
_ENGLISH = Locale("en", "GB")
# The line of a file's header that names who read the translation. It is left out while nobody did.
REVIEWED_BY = "X-Reviewed-By"


@dataclass(frozen=True, slots=True)
class Translation:
    """What a page says of the language of the site's words: whether it is read and reviewed."""

    language: str
    reviewed_by: str = ""


@dataclass(frozen=True, slots=True)
class Voice:
    """Says the site's own words in a language, as plain text; what nobody translated in English."""

    language: str  # that of its words
    words: gettext.NullTranslations
    locale: Locale

    def say(self, message: str, /, **values: object) -> str:
        """Return a message with its values: `%(name)s`."""
        said = self.words.gettext(message)
        return said % values if values else said

    def say_count(self, one: str, many: str, num: int, /, **values: object) -> str:
        """Return one of two messages by a count, which stands in it as `%(num)s`."""
        values["num"] = format_decimal(num, locale=self.locale)
        return self.words.ngettext(one, many, num) % values

    def join(self, items: Iterable[str]) -> str:
        """Return some words as a sentence has them: `Lee, Fox and Ray`."""
        return format_list(list(items), locale=self.locale)


ENGLISH = Voice(SOURCE, gettext.NullTranslations(), _ENGLISH)


def voice_of(language: str) -> Voice:
    """Return what says the site's words in a language; English where it has no catalogue."""
    words, told = read_words(language, gettext.NullTranslations())
    return Voice(told.language if told else SOURCE, words, locale_of(told))


def locale_of(told: Translation | None) -> Locale:
    """Return how numbers, days and lists are written; English words have them as English does."""
    return Locale.parse(told.language, sep="-") if told else _ENGLISH


def choose_language(wanted: str, there: Iterable[str]) -> str:
    """Return which of some tags says a thing to who wants a language.

    The nearest to its tag comes first, then English, then the first by the alphabet. Raises
    ValueError where there are none.
    """
    by_tag = {tag.lower(): tag for tag in sorted(there)}
    near = next((by_tag[tag] for tag in _tags_of(wanted.lower()) if tag in by_tag), None)
    return near or by_tag.get(SOURCE) or min(by_tag.values())


def _tags_of(language: str) -> list[str]:
    """Return a tag and what it is one of, the nearest first: `cy-GB`, `cy`."""
    parts = language.split("-")
    return ["-".join(parts[:length]) for length in range(len(parts), 0, -1)]


def path_of_catalogue(language: str) -> Path | None:
    """Return the file of a language, the nearest to its tag first, or None."""
    folder = resource_folder("site") / "languages"
    # By comparison with what is there, and never by a path made of the tag.
    there = {path.stem.lower(): path for path in sorted(folder.glob("*.po"))}
    return next((there[tag.lower()] for tag in _tags_of(language) if tag.lower() in there), None)


def read_catalogue(path: Path) -> Catalog:
    """Return what a file says; raise PoFileError, with the line, where it is none."""
    with path.open("rb") as file:
        return read_po(file, abort_invalid=True)


def _says_each_form(message: Message) -> bool:
    """Say whether a message has all the forms that a count can take in its language."""
    return isinstance(message.string, str) or all(message.string or ())


def read_words(
    language: str, missing: gettext.NullTranslations
) -> tuple[gettext.NullTranslations, Translation | None]:
    """Return the words in a language, and what to say of them; None where it has no catalogue.

    `missing` says what nobody has translated.
    """
    if language.lower().partition("-")[0] == SOURCE:
        return gettext.NullTranslations(), None
    path = path_of_catalogue(language)
    if path is None:
        return missing, None
    catalogue = read_catalogue(path)
    # Babel would say a form that is missing in plain English, and by its place: "1 lines".
    for unsaid in [message.id for message in catalogue if not _says_each_form(message)]:
        catalogue.delete(unsaid)
    compiled = BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    words = gettext.GNUTranslations(compiled)
    words.add_fallback(missing)
    return words, Translation(path.stem, dict(catalogue.mime_headers).get(REVIEWED_BY, ""))
