"""Where the outline of a review stands: in its own file or with the review, in one of them."""

from __future__ import annotations

from collections.abc import Iterator

from kg.errors import Location, Problem
from kg.model import Record, Review, SectionFile
from kg.sources.folder.layout import OUTLINE


def check_outline(
    review: Record | None, outline: Record | None, *, there: bool
) -> Iterator[Problem]:
    """Yield a problem where the outline stands in no file, or in two.

    `there` says whether there is a file of the outline, read or not.
    """
    if not isinstance(review, Review) or (there and outline is None):
        return  # what is wrong with it is told already
    written = outline.sections if isinstance(outline, SectionFile) else ()
    if written and review.sections:
        message = "the sections stand in data/review.yaml, too; keep one of the two lists"
        yield Problem(Location(OUTLINE), "YAML003", message)
    elif not written and not review.sections:
        message = "the field 'sections' is missing; add it (kg import TEXT writes sections.yaml)"
        yield Problem(Location("data/review.yaml"), "YAML006", message)
