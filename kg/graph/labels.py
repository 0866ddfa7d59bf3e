"""A reference → the words that stand for it: a line of a list, a byline, a short label.

The line is in the manner of the review's own lists:
`Able A and Baker B (2001) ‘Tea and company’ Journal of Breaks 1 (2)`. Its byline is
`Able and Baker, 2001`.
"""

from __future__ import annotations

import re

from kg.catalogues import Voice
from kg.model import Name, Reference
from kg.model.names import parse_people
from kg.paths import fold_letters

_DAY = re.compile(r"\d{4}-\d\d(?:-\d\d)?", re.ASCII)
_DIGITS = re.compile(r"\d+", re.ASCII)
_LONGEST_NUMBER = 6  # digits; a code with more is no number to count by
_EDITION = re.compile(r"\bed(?:n|ition)?\b", re.IGNORECASE)


def render_reference(reference: Reference) -> str:
    """Return the line that a reference list gives a reference, as plain text."""
    fields = reference.fields
    who = render_names(reference.authors, more=reference.more_authors)
    if not who and reference.editors:
        who = _editors_of(reference)
    year = f"({reference.when})" if reference.when else ""
    title = reference.title
    if reference.entry_type in {"article", "incollection", "inbook", "inproceedings"}:
        title = f"‘{title}’"
    head = " ".join(filter(None, (who, year, title, _container(reference), _edition(reference))))
    imprint = ": ".join(
        filter(None, (fields.get("address"), fields.get("publisher") or fields.get("institution")))
    )
    # A title that ends in a mark of its own takes no full stop after it.
    closed = head if head.endswith(("?", "!", ".")) else f"{head}."
    return f"{closed} {imprint}".strip() if imprint else head


def render_names(names: tuple[Name, ...], *, more: bool = False) -> str:
    """Return names as the lists print them: `Smith R and Coates M`; `more` adds `others`."""
    printed = [*map(_printed, names), *(["others"] if more else [])]
    if len(printed) <= 1:
        return "".join(printed)
    return f"{', '.join(printed[:-1])} and {printed[-1]}"


def render_byline(
    makers: tuple[Name, ...], when: str, voice: Voice, *, more: bool = False
) -> str | None:
    """Return who made a source and when, as far as that is known; None where nothing is.

    One maker is named, two are joined, of more the first stands for all, also where the others
    are not named (`more`). A body is named in full.
    """
    match [family_of(name) for name in makers]:
        case []:
            who = ""
        case [first, _, _, *_]:
            who = voice.say("%(first)s and others", first=first)
        case [first, *_] if more:
            who = voice.say("%(first)s and others", first=first)
        case few:
            who = voice.join(few)
    return ", ".join(filter(None, (who, when))) or None


def render_short_label(
    makers: tuple[Name, ...], when: str, title: str, voice: Voice, *, more: bool = False
) -> str:
    """Return the byline where it says who, or else the title: a year alone names no source."""
    byline = render_byline(makers, when, voice, more=more) if makers else None
    return byline or title


def render_source_key(code: str, short_label: str, *, coded: bool) -> str:
    """Return what lists sort a source by: A2 before A10, or the names and the year that are shown.

    `coded` says that readers see codes; a key such as `1AyQuG5x7`, which nobody sees, is no order.
    """
    counted = _DIGITS.sub(lambda found: found[0].zfill(_LONGEST_NUMBER), code)
    return counted if coded else f"{fold_letters(short_label)} {counted}"


def family_of(name: Name) -> str:
    """Return a family name with what belongs before it (`van Dale`), or the name of a body."""
    return f"{name.particle} {name.family}".strip()


def _printed(name: Name) -> str:
    """Return `Smith MK` for initials, `Mary Smith` for a given name in full."""
    # Initials follow the family name, without dots or blanks, as the printed lists have them. A
    # given name in full is too much for that place, so it goes in front.
    words = name.given.replace(".", " ").split()
    if all(word.isupper() for word in words):
        parts = (name.particle, name.family, "".join(words), name.suffix)
    else:
        parts = (name.given, name.particle, name.family, name.suffix)
    return " ".join(filter(None, parts))


def _container(reference: Reference) -> str:
    fields = reference.fields
    if reference.journal and not reference.book:
        number = f"({fields['number']})" if "number" in fields else ""
        pages = f"pp {fields['pages']}" if "pages" in fields else ""
        # A newspaper is found by its day; what has a volume needs none.
        day = fields.get("date", "") if "volume" not in fields else ""
        date = day if _DAY.fullmatch(day) else ""  # a doubt or a range stands before the title
        parts = (reference.journal, fields.get("volume", ""), number, pages, date)
        return " ".join(filter(None, parts))
    if reference.book:
        editors = _editors_of(reference) if reference.editors else ""
        book = f"in {editors} {reference.book}" if editors else reference.book
        return f"{book} pp {fields['pages']}" if "pages" in fields else book
    return ""


def _edition(reference: Reference) -> str:
    """Return in brackets what tells one book from another: edition, translator, volume, series."""
    fields = reference.fields
    number = fields.get("number", "") if "series" in fields else ""
    volume = fields.get("volume", "") if reference.book or not reference.journal else ""
    parts = (
        _ordinal(fields.get("edition", "")),
        _translators(fields.get("translator", "")),
        f"volume {volume}" if volume else "",
        f"{fields.get('series', '')} {number}".strip(),
    )
    said = ", ".join(filter(None, parts))
    return f"({said})" if said else ""


def _translators(text: str) -> str:
    """Return who translated a work; a field that holds no names stays as it is."""
    if not text:
        return ""
    try:
        people, more = parse_people(text)
    except ValueError:
        return f"translated by {text}"
    return f"translated by {render_names(people, more=more)}"


def _ordinal(edition: str) -> str:
    """Return `3rd edition` for 3; words stay, with the word edition behind them."""
    if edition.isdecimal() and edition.isascii():
        teens = edition[-2:] in {"11", "12", "13"}
        end = "th" if teens else {"1": "st", "2": "nd", "3": "rd"}.get(edition[-1], "th")
        edition = f"{edition}{end}"
    return edition if not edition or _EDITION.search(edition) else f"{edition} edition"


def _editors_of(reference: Reference) -> str:
    names = render_names(reference.editors, more=reference.more_editors)
    alone = len(reference.editors) == 1 and not reference.more_editors
    return f"{names} ({'ed' if alone else 'eds'})"
