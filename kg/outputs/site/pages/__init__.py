"""The site as one declared table: which pages there are, what each shows and how.

To add a page, add a line to one of these tables, a query to `queries/pages/` and a template to
`site/templates/`.
"""

from __future__ import annotations

from kg.outputs.site.pages.evidence import SOURCES
from kg.outputs.site.pages.kinds import PageKind
from kg.outputs.site.pages.ontology import ONTOLOGY
from kg.outputs.site.pages.practice import PRACTICE
from kg.outputs.site.pages.review import REVIEW
from kg.outputs.site.pages.site import SITE
from kg.outputs.site.pages.systematic import SYSTEMATIC

PAGES: tuple[PageKind, ...] = (*PRACTICE, *SOURCES, *REVIEW, *SYSTEMATIC, *ONTOLOGY, *SITE)

__all__ = ["PAGES", "PageKind"]
