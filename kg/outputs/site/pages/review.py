"""Pages of the review: themes, debates, concepts, sections, tables, faults, index."""

from __future__ import annotations

from kg.outputs.site import bearings, views
from kg.outputs.site.pages.kinds import (
    BEARINGS,
    CARD,
    EFFECTS,
    EVIDENCE,
    PageKind,
    changes,
    every,
    own,
    touched,
)
from kg.outputs.site.rows import Part

REVIEW: tuple[PageKind, ...] = (
    PageKind(
        "theme.html",
        query="themes",
        parts={
            "claims": own("theme-claims", evidence=EVIDENCE, effects=EFFECTS),
            "sections": own("theme-sections"),
            "exports": Part("exports", key="theme"),
            "touched": touched("theme"),
            "tips": own("theme-tips"),
            "studies": own("theme-studies"),
            "debates": own("theme-debates"),
            "concepts": own("theme-concepts"),
            "sources": own("theme-sources", card=CARD),
        },
        view=bearings.view_theme,
    ),
    PageKind("themes.html", path="themes.html", parts={"themes": every("themes")}, needs="themes"),
    PageKind(
        "debate.html",
        query="debates",
        parts={
            "positions": own(
                "debate-positions",
                evidence=own("position-evidence", card=CARD),
                people=own("position-people"),
            ),
            "bearings": own("debate-bearings", card=CARD),
            "views": own("debate-author-views"),
            "claims": own("debate-claims", evidence=EVIDENCE, effects=EFFECTS),
            "tips": own("debate-tips"),
            "concepts": own("debate-concepts"),
            "touched": touched("debate"),
        },
        view=views.view_debate,
    ),
    PageKind(
        "debates.html",
        path="debates.html",
        parts={"debates": every("debates", positions=own("debate-positions"))},
        needs="debates",
    ),
    PageKind(
        "concept.html",
        query="concepts",
        parts={
            "links": own("concept-links"),
            "words": own("concept-words"),
            "exports": Part("exports", key="concept"),
            "touched": touched("concept"),
            "changes": changes("concept"),
            "claims": own("concept-claims", evidence=EVIDENCE, effects=EFFECTS),
            "tips": own("concept-tips"),
            "entries": own("concept-index"),
            "others": own("concept-others"),
            "works": own("concept-works", card=CARD),
            "card": CARD,
            "levels": every("levels"),
        },
        view=views.view_concept,
    ),
    PageKind(
        "concepts.html",
        path="concepts.html",
        parts={
            "concepts": every("concepts"),
            "kinds": every("concept-kinds"),
            "levels": every("levels"),
        },
        needs="concepts",
    ),
    PageKind(
        "section.html",
        query="sections",
        parts={
            "children": own("section-children"),
            "claims": own(
                "section-claims",
                evidence=EVIDENCE,
                effects=EFFECTS,
                bearings=BEARINGS,
                people=own("claim-people"),
            ),
            "mentions": own("section-mentions", card=CARD),
            "tips": own("section-tips"),
            "others": own("section-others"),
            "errata": own("section-errata"),
            "touched": touched("section"),
        },
    ),
    PageKind(
        "sections.html",
        path="review.html",
        parts={"sections": every("coverage-sections", place=Part("sections", mode="card"))},
        view=views.view_outline,
    ),
    PageKind(
        "table.html",
        query="tables",
        parts={"cells": own("table-cells"), "card": CARD, "touched": touched("table")},
        view=views.view_table,
    ),
    PageKind(
        "tables.html",
        each=views.list_tables,
        parts={"tables": every("tables", card=Part("source-card", mode="card", key="document"))},
        named=True,
    ),
    PageKind(
        "errata.html",
        path="errata.html",
        parts={
            "errata": every(
                "errata",
                former=own("erratum-former"),
                touches=own("erratum-touches"),
                witnesses=own("erratum-witnesses"),
            )
        },
        needs="errata",
    ),
    PageKind(
        "changes.html",
        path="changes.html",
        parts={
            "subjects": every(
                "changes",
                things=own("change-things", card=CARD),
                checks=own("change-checks"),
                tips=own("change-tips"),
            ),
            "unchecked": every("unchecked", card=CARD),
        },
        needs="changes",
    ),
    PageKind(
        "errata.atom",
        parts={"errata": every("errata"), "review": every("review")},
        each=views.list_feeds,
        named=True,
    ),
    PageKind(
        "a-z.html",
        path="a-z.html",
        parts={
            "entries": every(
                "index",
                pages=own("index-pages"),
                concepts=own("index-concepts"),
                sees=own("index-sees"),
            ),
            "touched": every("touched-index"),
        },
        view=views.view_index,
        needs="index",
    ),
)
