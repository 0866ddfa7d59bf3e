"""What is told of the entries of a printed list that were parted by their form, once for all."""

from __future__ import annotations

from collections.abc import Sequence

from kg.errors import shorten_text
from kg.imports.references.works import Work, WorkFile

# What an issue, or a place in one, is that of.
_IN_JOURNALS = frozenset({"volume", "number", "pages"})
_CONTAINERS = frozenset({"journal", "booktitle", "publisher", "series", "howpublished", "school"})


def tell_parted(file: WorkFile, guessed: Sequence[Work]) -> None:
    """Tell how many entries their form alone parted, and of which of them a journal is missing."""
    if not guessed:
        return
    message = (
        f"{len(guessed)} entries of a printed list were parted by their form: look over the "
        "names, titles and kinds"
    )
    file.report(guessed[0].place, "IMP003", message)
    bare = [
        one
        for one in guessed
        if one.fields.keys() & _IN_JOURNALS and not one.fields.keys() & _CONTAINERS
    ]
    if bare:
        more = f" (and {len(bare) - 1} more of this)" if bare[1:] else ""
        message = f"'{shorten_text(bare[0].key)}' has a volume or pages, and no journal or book of "
        message += f"them was found; look at its title, and enter what it appeared in{more}"
        file.report(bare[0].place, "IMP003", message)
