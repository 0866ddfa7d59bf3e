"""Templates in the language of a review: their words, and how it has numbers, days and lists."""

from __future__ import annotations

import gettext
from collections.abc import Callable, Iterable
from datetime import date
from functools import cache

from babel.dates import format_date
from babel.lists import format_list
from babel.numbers import format_decimal
from jinja2 import Environment, pass_context
from jinja2.runtime import Context
from markupsafe import Markup, escape

from kg.catalogues import SOURCE, locale_of, read_words


def mark_english(text: str) -> Markup:
    """Return English in an element that says so, for a page that is in another language."""
    return Markup('<span lang="en" dir="ltr">{}</span>').format(text)


class Messages:
    """Says messages in a language. Jinja would look each up, and mark it up, wherever it stands."""

    def __init__(self, words: gettext.NullTranslations) -> None:
        """Say them as `words` has them."""
        self._words = words
        self._marked: dict[str, Markup] = {}  # as it is in the language
        self._said: dict[str, Markup] = {}  # with nothing put into it

    def __call__(self, message: str, /, **values: object) -> Markup:
        """Return a message with values put into it, which are escaped."""
        if not values:
            said = self._said.get(message)
            if said is None:
                said = self._said[message] = self._mark(message) % {}
            return said
        return self._mark(message) % values

    def _mark(self, message: str) -> Markup:
        marked = self._marked.get(message)
        if marked is None:
            text = self._words.gettext(message)
            marked = self._marked[message] = Markup(text)  # noqa: S704 (ours, as the templates are)
        return marked


class InEnglish(gettext.NullTranslations):
    """What nobody has translated yet: the English, marked as such for screen readers."""

    def gettext(self, message: str) -> str:
        """Return a message in an element that says its language; an attribute strips the tags."""
        return mark_english(Markup(message))  # noqa: S704 (a message is markup, as in English)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        """Return one of two messages by their count, in an element as above."""
        return self.gettext(msgid1 if n == 1 else msgid2)


def translate_into(environment: Environment, language: str) -> gettext.NullTranslations:
    """Have templates say their own words in a language, and in English what nobody translated.

    Return these words. Numbers, days and lists are as that language has them. Templates find as
    `translation` what they may say of it; None where the site has no such language.
    """
    words, told = read_words(language, InEnglish())
    # In the new style what is put into a message is escaped.
    environment.install_gettext_translations(words, newstyle=True)  # type: ignore[attr-defined]
    environment.globals["gettext"] = environment.globals["_"] = Messages(words)
    environment.globals["translation"] = told
    locale = locale_of(told)

    @cache
    def thousands(number: int) -> str:
        """Return a number with its separators: `12,345`."""
        return format_decimal(number, locale=locale)

    _write_counts(environment, thousands)

    def day(iso: str) -> str:
        """Return a day of ISO 8601 as people write it: `25 November 2026`."""
        return format_date(date.fromisoformat(iso), "long", locale=locale)

    def together(items: Iterable[str]) -> Markup:
        """Return some words or links as a sentence has them: `Lee, Fox and Ray`."""
        escaped = [str(escape(item)) for item in items]
        return Markup(format_list(escaped, locale=locale))  # noqa: S704

    def english(text: str) -> str:
        """Return words of the engine that nobody translates, such as those on its own terms."""
        return mark_english(text) if foreign else text

    foreign = language.lower().partition("-")[0] != SOURCE
    environment.globals["in_english"] = Markup(' lang="en" dir="ltr"') if foreign else ""
    environment.filters |= {
        "thousands": thousands, "day": day, "together": together, "english": english,
    }  # fmt: skip
    return words


def _write_counts(environment: Environment, thousands: Callable[[int], str]) -> None:
    """Have `%(num)s` in a message be the count with the separators of a language."""
    counted = environment.globals["ngettext"]

    @pass_context
    def ngettext(context: Context, one: str, many: str, num: int, /, **values: object) -> str:
        values.setdefault("num", thousands(num))
        return counted(context, one, many, num, **values)  # type: ignore[no-any-return, operator]

    environment.globals["ngettext"] = ngettext
