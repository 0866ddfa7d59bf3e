"""The site as one declared table: which pages there are, what each shows and how.

To add a page, add a line to PAGES, a query to `queries/pages/` and a template to `site/templates/`.
A page of many has a `query` with a row a page, whose first column is the page's subject and so gives
its address. A single page has a `path`; with `each`, a page for each row of facts, whose `address` says where. `needs` names a query: when it is empty, the page is left out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from kg.outputs.site import views
from kg.outputs.site.facts import Facts
from kg.outputs.site.rows import Part, Row


@dataclass(frozen=True, slots=True)
class PageKind:
    """Pages that look alike. `view` may add what a query cannot say; it returns plain values."""

    template: str
    query: str = ""
    path: str = ""
    parts: Mapping[str, Part] = field(default_factory=dict)
    each: Callable[[Facts], Iterable[Row]] | None = None
    view: Callable[[Row, Facts], Row] | None = None
    needs: str = ""
    named: bool = False  # of many, yet few and fixed, so that menus may name them


def every(query: str, **parts: Part) -> Part:
    """Return a part with every row of a query."""
    return Part(query, parts, mode="all")


def own(query: str, **parts: Part) -> Part:
    """Return a part with the rows that belong to the row above."""
    return Part(query, parts)


CARD = Part("source-card", mode="card")
EVIDENCE = own("claim-evidence", card=CARD)
BEARINGS = own("claim-bearings", card=CARD)
LISTED = own("implication-sources", card=CARD, places=own("source-places"), against=own("source-against"))
CLASSES = every("class-names")
TIP = {
    "points": own("tip-points"),
    "questions": own("tip-questions"),
    "implications": own(
        "tip-implications", listed=LISTED, practical=own("implication-practical")
    ),
    "cited": own("section-cited", card=CARD),
    "debates": own("tip-debates", positions=own("debate-positions")),
    "concepts": own("tip-concepts"),
    "sees": own("tip-sees"),
    "bearings": own("tip-bearings", card=CARD),
}

PAGES: tuple[PageKind, ...] = (
    PageKind(
        "home.html",
        path="index.html",
        parts={
            "tips": every("tips"),
            "themes": every("themes"),
            "debates": every("debates"),
            "classes": every("classes"),
            "studies": every("studies"),
            "elements": every("elements"),
            "implications": every("implications", listed=own("implication-sources", card=CARD)),
        },
        view=views.view_matrix,
    ),
    PageKind("tip.html", query="tips", parts=TIP | {"classes": CLASSES, "neighbours": own("tip-neighbours")}, view=views.view_tip),
    PageKind(
        "tips.html",
        path="tips/index.html",
        parts={"tips": every("tips", implications=own("tip-implications"))},
        view=views.view_tips,
        needs="tips",
    ),
    PageKind("tips-all.html", path="tips/all.html", parts={"tips": every("tips", **TIP), "classes": CLASSES},
             view=views.view_all_tips, needs="tips"),
    PageKind(
        "implication.html",
        query="implications",
        parts={
            "classes": CLASSES,
            "listed": LISTED,
            "tips": own("implication-tips"),
            "practical": own("implication-practical"),
            "sections": own("implication-sections"),
        },
        view=views.view_implication,
    ),
    PageKind(
        "implications.html",
        path="implications/index.html",
        parts={
            "elements": every("elements", parts=own("element-parts"), card=CARD),
            "implications": every("implications", tips=own("implication-tips")),
        },
        needs="implications",
    ),
    PageKind(
        "theme.html",
        query="themes",
        parts={
            "claims": own("theme-claims", evidence=EVIDENCE),
            "tips": own("theme-tips"),
            "debates": own("theme-debates"),
            "concepts": own("theme-concepts"),
            "sources": own("theme-sources", card=CARD),
        },
    ),
    PageKind("themes.html", path="themes/index.html", parts={"themes": every("themes")}, needs="themes"),
    PageKind(
        "debate.html",
        query="debates",
        parts={
            "positions": own("debate-positions", evidence=own("position-evidence", card=CARD)),
            "bearings": own("debate-bearings", card=CARD),
            "views": own("debate-author-views"),
            "claims": own("debate-claims", evidence=EVIDENCE),
            "tips": own("debate-tips"),
            "concepts": own("debate-concepts"),
        },
    ),
    PageKind(
        "debates.html",
        path="debates/index.html",
        parts={"debates": every("debates", positions=own("debate-positions"))},
        needs="debates",
    ),
    PageKind(
        "concept.html",
        query="concepts",
        parts={
            "links": own("concept-links"),
            "claims": own("concept-claims", evidence=EVIDENCE),
            "tips": own("concept-tips"),
            "entries": own("concept-index"),
            "others": own("concept-others"),
            "card": CARD,
            "ladder": every("ladder"),
        },
        view=views.view_concept,
    ),
    PageKind(
        "concepts.html",
        path="concepts/index.html",
        parts={"concepts": every("concepts"), "ladder": every("ladder")},
        needs="concepts",
    ),
    PageKind(
        "source.html",
        query="sources",
        parts={
            "card": CARD,
            "people": own("source-people"),
            "identifiers": own("source-identifiers"),
            "corrections": own("source-corrections"),
            "claims": own("source-claims"),
            "positions": own("source-positions"),
            "studies": own("source-studies"),
            "rows": own("source-rows"),
            "tips": own("source-tips"),
            "errata": own("source-errata"),
            "places": own("source-places"),
            "entries": own("source-entries"),
            "together": own("source-cited-with"),
            "tables": own("source-tables"),
            "said": own("document-claims", bearings=own("document-bearings")),
        },
    ),
    PageKind(
        "sources.html",
        path="sources/index.html",
        parts={
            "classes": every("classes"),
            "sources": every(
                "coverage-sources",
                card=CARD,
                claims=own("source-claims"),
                positions=own("source-positions"),
            ),
            "companions": every("companions", card=CARD),
        },
    ),
    PageKind("bibliography.html", query="lists", parts={"entries": own("list-entries", card=CARD), "lists": every("lists")}, named=True),
    PageKind(
        "study.html",
        query="studies",
        parts={
            "card": CARD,
            "implications": own("study-implications", tips=own("implication-tips")),
            "claims": own("study-claims"),
            "concepts": own("study-concepts"),
        },
    ),
    PageKind(
        "studies.html", path="studies/index.html", parts={"studies": every("studies", card=CARD)}, needs="studies"
    ),
    PageKind(
        "section.html",
        query="sections",
        parts={
            "children": own("section-children"),
            "claims": own("section-claims", evidence=EVIDENCE, bearings=BEARINGS),
            "mentions": own("section-mentions", card=CARD),
            "tips": own("section-tips"),
            "others": own("section-others"),
            "errata": own("section-errata"),
        },
    ),
    PageKind("sections.html", path="sections/index.html", parts={"sections": every("coverage-sections", place=Part("sections", mode="card"))}, view=views.view_outline),
    PageKind(
        "table.html", query="tables", parts={"cells": own("table-cells"), "card": CARD}, view=views.view_table
    ),
    PageKind("tables.html", path="tables/index.html", parts={"tables": every("tables")}, needs="tables"),
    PageKind(
        "matrix-implications.html",
        path="matrix/implications.html",
        parts={
            "classes": every("classes"),
            "studies": every("studies"),
            "implications": every("implications", listed=own("implication-sources", card=CARD)),
        },
        view=views.view_matrix,
        needs="implications",
    ),
    PageKind(
        "matrix-tips.html",
        path="matrix/tips.html",
        parts={
            "classes": every("classes"),
            "tips": every(
                "tips", implications=own("tip-implications", listed=own("implication-sources", card=CARD))
            ),
        },
        view=views.view_tip_matrix,
        needs="tips",
    ),
    PageKind("class.html", query="classes", parts={"sources": own("class-sources", card=CARD, claims=own("source-claims")), "tips": own("class-tips")}),
    PageKind("classes.html", path="evidence-classes/index.html", parts={"classes": every("classes")}),
    PageKind(
        "findings.html",
        path="appendices/findings.html",
        parts={
            "implications": every("implications", listed=own("implication-sources", card=CARD)),
            "appendices": every("appendices"),
        },
        needs="implications",
    ),
    PageKind(
        "practical.html",
        path="appendices/practical.html",
        parts={
            "items": every("practical", implications=own("practical-implications")),
            "appendices": every("appendices"),
        },
        needs="practical",
    ),
    PageKind("tools.html", path="tools.html", parts={"stages": every("stages", tools=own("stage-tools"))}, needs="stages"),
    PageKind("companions.html", path="companions.html", parts={"companions": every("companions", card=CARD)}, needs="companions"),
    PageKind(
        "errata.html",
        path="errata.html",
        parts={"errata": every("errata", touches=own("erratum-touches"), witnesses=own("erratum-witnesses"))},
        needs="errata",
    ),
    PageKind(
        "coverage.html",
        path="coverage.html",
        parts={
            "counts": every("coverage"),
            "sections": every("coverage-sections"),
            "sources": every("coverage-sources", card=CARD),
        },
        view=views.view_coverage,
    ),
    PageKind(
        "a-z.html",
        path="a-z.html",
        parts={"entries": every("index", concepts=own("index-concepts"), sees=own("index-sees"))},
        view=views.view_index,
        needs="index",
    ),
    PageKind("authors.html", path="authors.html", parts={"agents": every("agents", sources=own("agent-sources", card=CARD))}),
    PageKind("question.html", each=lambda facts: facts.questions),
    PageKind("questions.html", path="questions/index.html", view=views.view_questions),
    PageKind("how-sure.html", path="how-sure.html", view=views.view_rules),
    PageKind("how-made.html", path="how-made.html", view=views.view_build),
    PageKind("accessibility.html", path="accessibility.html"),
    PageKind(
        "search.html",
        path="search.html",
        parts={
            "tips": every("tips"),
            "themes": every("themes"),
            "debates": every("debates"),
            "concepts": every("concepts"),
            "sources": every("sources", card=CARD),
        },
    ),
    PageKind("404.html", path="404.html"),
)
