"""A reference → the words that stand for it: a line of a list, a byline, a short label.

The line is in the manner of the review's own lists:
`Able A and Baker B (2001) ‘Tea and company’ Journal of Breaks 1 (2)`. Its byline is
`Able and Baker, 2001`.
"""

from __future__ import annotations

from kg.model import Name, Reference


def render_reference(reference: Reference) -> str:
    """Return the line that a reference list gives a reference, as plain text."""
    fields = reference.fields
    who = render_names(reference.authors)
    if not who and reference.editors:
        mark = "ed" if len(reference.editors) == 1 else "eds"
        who = f"{render_names(reference.editors)} ({mark})"
    year = f"({reference.year})" if reference.year else ""
    title = reference.title
    if reference.entry_type in {"article", "incollection", "inbook", "inproceedings"}:
        title = f"‘{title}’"
    head = " ".join(filter(None, (who, year, title, _container(reference))))
    imprint = ": ".join(
        filter(None, (fields.get("address"), fields.get("publisher") or fields.get("institution")))
    )
    # A title that ends in a mark of its own takes no full stop after it.
    closed = head if head.endswith(("?", "!", ".")) else f"{head}."
    return f"{closed} {imprint}".strip() if imprint else head


def render_names(names: tuple[Name, ...]) -> str:
    """Return names as the lists print them: `Smith R and Coates M`."""
    printed = [_printed(name) for name in names]
    if len(printed) <= 1:
        return "".join(printed)
    return f"{', '.join(printed[:-1])} and {printed[-1]}"


def render_byline(makers: tuple[Name, ...], year: int | None) -> str | None:
    """Return who made a source and when, as far as that is known; None where nothing is.

    One maker is named, two are joined, of more the first stands for all. A body is named in full.
    """
    match [family_of(name) for name in makers]:
        case []:
            who = ""
        case [first, _, _, *_]:
            who = f"{first} and others"
        case few:
            who = " and ".join(few)
    return ", ".join(filter(None, (who, "" if year is None else f"{year}"))) or None


def render_short_label(makers: tuple[Name, ...], year: int | None, title: str) -> str:
    """Return the byline where it says who, or else the title: a year alone names no source."""
    byline = render_byline(makers, year) if makers else None
    return byline or title


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
    if "journal" in fields:
        number = f"({fields['number']})" if "number" in fields else ""
        pages = f"pp {fields['pages']}" if "pages" in fields else ""
        # A newspaper is found by its day; what has a volume needs none.
        date = fields.get("date", "") if "volume" not in fields else ""
        parts = (fields["journal"], fields.get("volume", ""), number, pages, date)
        return " ".join(filter(None, parts))
    if "booktitle" in fields:
        editors = render_names(reference.editors)
        mark = "ed" if len(reference.editors) == 1 else "eds"
        return f"in {editors} ({mark}) {fields['booktitle']}" if editors else fields["booktitle"]
    return ""
