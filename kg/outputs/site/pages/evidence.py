"""Pages of evidence: sources, studies, authors, classes, the documents beside the review."""

from __future__ import annotations

from kg.outputs.site import narrowing, styled, views
from kg.outputs.site.pages.kinds import (
    CARD,
    EVIDENCE,
    SELECTIONS,
    PageKind,
    changes,
    every,
    own,
    touched,
)
from kg.outputs.site.rows import Part

# The studies with what a row of a table shows of each, and the selections with what is in each.
STUDIES = {
    "studies": every(
        "studies",
        card=CARD,
        terms=own("study-terms"),
        samples=own("study-samples"),
        findings=own("study-findings"),
        effects=own("study-effects"),
        unsaid=own("study-unsaid"),
    ),
    "selections": every("study-selections", studies=own("selection-studies")),
}
# What is known of a name, wherever a person or body is listed.
TOLD = {
    "names": own("agent-names"),
    "concepts": own("agent-concepts"),
    "doubles": own("agent-doubles"),
    "orcids": own("agent-orcids"),
}

SOURCES: tuple[PageKind, ...] = (
    PageKind(
        "source.html",
        query="sources",
        parts={
            "card": CARD,
            "people": own("source-people"),
            "origin": own("source-origin"),
            "exports": Part("exports", key="source"),
            "identifiers": own("source-identifiers"),
            "work": own("source-work"),
            "details": own("source-details"),
            "corrections": own("source-corrections"),
            "claims": own("source-claims"),
            "positions": own("source-positions"),
            "studies": own("source-studies", effects=own("study-effects")),
            "rows": own("source-rows"),
            "tips": own("source-tips"),
            "shown_on": own("source-shown-on"),
            "errata": own("source-errata"),
            "places": own("source-places"),
            "entries": own("source-entries"),
            "together": own("source-cited-with"),
            "tables": own("source-tables"),
            "said": own("document-claims", bearings=own("document-bearings")),
            "touched": touched("source"),
            "changes": changes("source"),
        },
        view=views.view_source,
    ),
    PageKind(
        "sources.html",
        path="sources.html",
        parts={
            "classes": every("classes"),
            "sources": every(
                "coverage-sources",
                card=CARD,
                stances=own("source-stances"),
            ),
            "companions": every("companions", card=CARD),
            "selections": SELECTIONS,
        },
    ),
    PageKind(
        "works.html",
        query="selections",
        parts={
            "works": own("selection-sources", card=CARD),
            "exports": Part("exports", key="selection"),
            "classes": every("class-names"),
            "selections": SELECTIONS,
        },
        view=views.view_works,
        pieces="works",
    ),
    PageKind(
        "bibliography.html",
        query="lists",
        parts={
            "works": own("list-entries", card=CARD),
            "lists": every("lists"),
            "touched": own("touched-entries"),
        },
        view=views.view_works,
        named=True,
    ),
    PageKind(
        "references.html",
        parts={"sources": every("sources", card=CARD)},
        each=styled.list_styled,
        named=True,
    ),
    PageKind(
        "study.html",
        query="studies",
        parts={
            "card": CARD,
            "facts": own("study-facts"),
            "implications": own("study-implications", tips=own("implication-tips")),
            "terms": own("study-terms"),
            "samples": own("study-samples"),
            "findings": own("study-findings", evidence=EVIDENCE),
            "effects": own("study-effects"),
            "judgements": own("study-judgements"),
            "claims": own("study-claims"),
            "concepts": own("study-concepts"),
            "touched": touched("study"),
        },
        view=views.view_study,
    ),
    PageKind(
        "studies.html",
        path="studies.html",
        parts=STUDIES,
        view=narrowing.view_studies,
        needs="study-selections",  # terms lead here too, be there a study or not
    ),
    PageKind("studies-narrowed.html", parts=STUDIES, each=narrowing.narrow_studies),
    PageKind(
        "class.html",
        query="classes",
        parts={
            "works": own("class-sources", card=CARD),
            "tips": own("class-tips"),
            "exports": Part("exports", key="class"),
            "classes": every("class-names"),
            "selections": SELECTIONS,
        },
        view=views.view_works,
    ),
    PageKind(
        "classes.html",
        path="evidence-classes.html",
        parts={"classes": every("classes")},
        needs="classes",
    ),
    PageKind(
        "companions.html",
        path="companions.html",
        parts={"companions": every("companions", card=CARD)},
        needs="companions",
    ),
    PageKind(
        "authors.html",
        path="authors.html",
        parts={
            "agents": every("agents", sources=own("agent-sources", card=CARD), **TOLD),
            "publishers": every("publishers", sources=own("publisher-sources", card=CARD), **TOLD),
            "creators": every("review-creators", **TOLD),
        },
    ),
    PageKind(
        "journals.html",
        path="journals.html",
        parts={
            "journals": every(
                "journals",
                sources=own("journal-sources", card=CARD),
                names=own("journal-names"),
            ),
        },
        needs="journals",
    ),
)
