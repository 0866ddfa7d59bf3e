"""What a kind of page is, and the parts that several kinds share.

- A page of many has a `query` with a row a page; its first column is the page's subject and so
  gives the address.
- A single page has a `path`.
- With `ending`, a page of many stands beside the one of its subject: `tips/12-sheet.html`.
- With `pieces`, which names a list of the page, a long one fills several pages.
- A page `of_the_build` tells what the whole build holds, and so is made with it and not before.
- With `each` there is a page for each row that it makes of its parts and the facts; the row's
  `address` says where.

`needs` names a query: when that gives nothing, the page is left out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from kg.outputs.cells import Row
from kg.outputs.site.facts import Facts
from kg.outputs.site.rows import CARDS, Part


@dataclass(frozen=True, slots=True)
class PageKind:
    """Pages that look alike. `view` may add what a query cannot say; it returns plain values."""

    template: str
    query: str = ""
    path: str = ""
    ending: str = ""
    parts: Mapping[str, Part] = field(default_factory=dict)
    each: Callable[[Row, Facts], Iterable[Row]] | None = None
    view: Callable[[Row, Facts], Row] | None = None
    needs: str = ""
    pieces: str = ""
    of_the_build: bool = False
    named: bool = False  # of many, yet few and fixed, so that menus may name them


def every(query: str, **parts: Part) -> Part:
    """Return a part with every row of a query."""
    return Part(query, parts, mode="all")


def own(query: str, **parts: Part) -> Part:
    """Return a part with the rows that belong to the row above."""
    return Part(query, parts)


CARD = Part(CARDS, mode="card")
EVIDENCE = own("claim-evidence", card=CARD)
EFFECTS = own("claim-effects", origins=own("effect-origins"))
BEARINGS = own("claim-bearings", card=CARD)
LISTED = own("implication-sources", card=CARD, places=own("source-places"))
CLASSES = every("class-names")
SELECTIONS = every("selections")


def touched(key: str) -> Part:
    """Return the faults that affect the record in a column of the row above."""
    return Part("touched", key=key)


def changes(key: str) -> Part:
    """Return the laws, guidance and programmes that may have changed and that a record names."""
    return Part("record-changes", key=key)
