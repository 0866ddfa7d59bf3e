"""Numbers of books and of journals, each in the field of its kind."""

from __future__ import annotations

import re

from kg.imports.references.works import Work
from kg.model.identifiers import isbn_fault, issn_fault

_ISSN = re.compile(r"(?<![\d-])\d{4}[-–]?\d{3}[\dXx](?![\d-])")
ISBN = re.compile(r"[\dXx][\dXx –-]{8,16}[\dXx]")


def part_numbers(work: Work) -> None:
    """Put each number of `isbn` in its place: some programs write those of journals there, too."""
    _take_books(work)
    written = work.plain("isbn")
    serials = [one for one in _ISSN.findall(written) if issn_fault(one) is None]
    books = [part for one in ISBN.findall(written) for part in (one, *one.split())]
    books = [*dict.fromkeys(one.strip() for one in books if isbn_fault(one) is None)]
    if serials and not books:
        del work.fields["isbn"]
        known = work.plain("issn").replace("-", "")
        new = [one for one in dict.fromkeys(serials) if one.replace("-", "") not in known]
        if new:
            joined = ", ".join(filter(None, (work.plain("issn"), *new)))
            work.fields.pop("issn", None)
            work.put("issn", joined)
    elif len(books) > 1:
        work.put("other-isbn", "; ".join(books[1:]))


def _take_books(work: Work) -> None:
    """Move what `issn` has to `isbn` where it holds numbers of books alone."""
    written = work.plain("issn")
    found = [one.strip() for one in ISBN.findall(written)]
    is_of_books = bool(found) and all(isbn_fault(one) is None for one in found)
    if is_of_books and not any(issn_fault(one) is None for one in _ISSN.findall(written)):
        del work.fields["issn"]
        work.put("isbn" if not work.plain("isbn") else "other-isbn", "; ".join(found))
