"""The words of the site in the language of a review: English in the templates, others a file each.

`site/languages/cy.po` has the Welsh. A file is read as it is, by the full tag of the language, or
else by its first part; its header says who reviewed it.
"""

from __future__ import annotations

import gettext
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from pathlib import Path

from babel import Locale
from babel.dates import format_date
from babel.lists import format_list
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_decimal
from jinja2 import Environment, pass_context
from jinja2.runtime import Context
from markupsafe import Markup, escape

from kg.resources import resource_folder

# The templates are written in it, so that it needs no file.
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


class InEnglish(gettext.NullTranslations):
    """What nobody has translated yet: the English, marked as such for screen readers."""

    def gettext(self, message: str) -> str:
        """Return a message in an element that says its language; an attribute strips the tags."""
        return Markup('<span lang="en" dir="ltr">{}</span>').format(Markup(message))  # noqa: S704

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        """Return one of two messages by their count, in an element as above."""
        return self.gettext(msgid1 if n == 1 else msgid2)


def path_of_catalogue(language: str) -> Path | None:
    """Return the file of a language, the nearest to its tag first, or None."""
    folder = resource_folder("site") / "languages"
    parts = language.split("-")
    tags = ("-".join(parts[:length]) for length in range(len(parts), 0, -1))
    # By comparison with what is there, and never by a path made of the tag.
    there = {path.stem.lower(): path for path in sorted(folder.glob("*.po"))}
    return next((there[tag.lower()] for tag in tags if tag.lower() in there), None)


def read_catalogue(path: Path) -> Catalog:
    """Return what a file says; raise PoFileError, with the line, where it is none."""
    with path.open("rb") as file:
        return read_po(file, abort_invalid=True)


def translate_into(environment: Environment, language: str) -> gettext.NullTranslations:
    """Have templates say their own words in a language, and in English what nobody translated.

    Return these words. Numbers, days and lists are as that language has them. Templates find as
    `translation` what they may say of it; None where the site has no such language.
    """
    words, told = words_of(language)
    # In the new style what is put into a message is escaped.
    environment.install_gettext_translations(words, newstyle=True)  # type: ignore[attr-defined]
    environment.globals["translation"] = told
    locale = Locale.parse(told.language, sep="-") if told else _ENGLISH
    _write_counts(environment, locale)

    def thousands(number: int) -> str:
        """Return a number with its separators: `12,345`."""
        return format_decimal(number, locale=locale)

    def day(iso: str) -> str:
        """Return a day of ISO 8601 as people write it: `25 November 2026`."""
        return format_date(date.fromisoformat(iso), "long", locale=locale)

    def together(items: Iterable[str]) -> Markup:
        """Return some words or links as a sentence has them: `Lee, Fox and Ray`."""
        escaped = [str(escape(item)) for item in items]
        return Markup(format_list(escaped, locale=locale))  # noqa: S704

    environment.filters |= {"thousands": thousands, "day": day, "together": together}
    return words


def _write_counts(environment: Environment, locale: Locale) -> None:
    """Have `%(num)s` in a message be the count with the separators of a language."""
    counted = environment.globals["ngettext"]

    @pass_context
    def ngettext(context: Context, one: str, many: str, num: int, /, **values: object) -> str:
        values.setdefault("num", format_decimal(num, locale=locale))
        return counted(context, one, many, num, **values)  # type: ignore[no-any-return, operator]

    environment.globals["ngettext"] = ngettext


def words_of(language: str) -> tuple[gettext.NullTranslations, Translation | None]:
    """Return the words in a language, and what to say of them; None where it has no catalogue."""
    if language.lower().partition("-")[0] == SOURCE:
        return gettext.NullTranslations(), None
    path = path_of_catalogue(language)
    if path is None:
        return InEnglish(), None
    catalogue = read_catalogue(path)
    compiled = BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    words = gettext.GNUTranslations(compiled)
    words.add_fallback(InEnglish())
    return words, Translation(path.stem, dict(catalogue.mime_headers).get(REVIEWED_BY, ""))
