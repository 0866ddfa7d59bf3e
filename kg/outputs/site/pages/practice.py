"""Pages for practice: tips, implications, the matrix, the two appendix tables, tools."""

from __future__ import annotations

from kg.outputs.site import tips, views
from kg.outputs.site.pages.kinds import (
    CARD,
    CLASSES,
    EFFECTS,
    EVIDENCE,
    LISTED,
    PageKind,
    changes,
    every,
    own,
    touched,
)
from kg.outputs.site.rows import Part

DEBATES = own("tip-debates", positions=own("debate-positions"))
TIP = {
    "claims": own("tip-claims", evidence=EVIDENCE, effects=EFFECTS),
    "reports": own("tip-reports", card=CARD),
    "points": own("tip-points"),
    "questions": own("tip-questions"),
    "implications": own(
        "tip-implications",
        listed=own("implication-sources", card=CARD),
        practical=own("implication-practical"),
    ),
    "cited": own("section-cited", card=CARD),
    "debates": DEBATES,
    "themes": own("tip-themes"),
    "choices": own("tip-choices"),
    "concepts": own("tip-concepts"),
    "sees": own("tip-sees"),
    "bearings": own("tip-bearings", card=CARD),
    "exports": Part("exports", key="tip"),
}
# What a sheet to take along has room for.
SHEET = {
    **{name: TIP[name] for name in ("claims", "reports", "points", "questions", "implications")},
    "changes": changes("tip"),
}

PRACTICE: tuple[PageKind, ...] = (
    PageKind(
        "tip.html",
        query="tips",
        parts=TIP
        | {
            "classes": CLASSES,
            "neighbours": own("tip-neighbours"),
            "touched": touched("tip"),
            "changes": changes("tip"),
        },
        view=tips.view_tip,
    ),
    PageKind(
        "tips.html",
        path="tips.html",
        parts={"tips": every("tips", implications=own("tip-implications"))},
        view=tips.view_tips,
        needs="tips",
    ),
    PageKind(
        "tips-all.html",
        path="tips/all.html",
        parts={"tips": every("tips", **TIP), "classes": CLASSES},
        view=tips.view_all_tips,
        needs="tips",
    ),
    PageKind(
        "sheet.html",
        query="tips",
        ending=tips.SHEET,
        parts=SHEET | {"classes": CLASSES},
        view=tips.view_sheet,
    ),
    PageKind(
        "sheets.html",
        path="tips/sheets.html",
        parts={"tips": every("tips", **SHEET), "classes": CLASSES},
        view=tips.view_sheets,
        needs="tips",
    ),
    PageKind(
        "training.html",
        path="training.html",
        parts={
            "tips": every("tips", questions=own("tip-questions")),
            "stages": every("stages", tools=own("stage-tools")),
        },
        view=tips.view_training,
        needs="tips",
    ),
    PageKind(
        "implication.html",
        query="implications",
        parts={
            "classes": CLASSES,
            "exports": Part("exports", key="implication"),
            "touched": touched("implication"),
            "listed": LISTED,
            "tips": own("implication-tips", debates=DEBATES),
            "practical": own("implication-practical"),
            "sections": own("implication-sections"),
        },
        view=views.view_implication,
    ),
    PageKind(
        "implications.html",
        path="implications.html",
        parts={
            "elements": every("elements", parts=own("element-parts"), card=CARD),
            "implications": every("implications", tips=own("implication-tips")),
        },
        needs="implications",
    ),
    PageKind(
        "matrix-implications.html",
        path="matrix/implications.html",
        parts={
            "classes": every("classes"),
            "studies": every("studies"),
            "implications": every("implications", listed=own("implication-sources", card=CARD)),
        },
        view=views.view_matrix,
        needs="findings-table",
    ),
    PageKind(
        "matrix-tips.html",
        path="matrix/tips.html",
        parts={
            "classes": every("classes"),
            "tips": every(
                "tips",
                implications=own("tip-implications", listed=own("implication-sources", card=CARD)),
            ),
        },
        view=views.view_tip_matrix,
        needs="findings-table",
    ),
    PageKind(
        "findings.html",
        path="appendices/findings.html",
        parts={
            "implications": every("implications", listed=own("implication-sources", card=CARD)),
            "cells": every("row-cells"),
            "appendices": every("appendices"),
            "touched": every("touched-rows"),
        },
        needs="findings-table",
    ),
    PageKind(
        "practical.html",
        path="appendices/practical.html",
        parts={
            "items": every("practical", implications=own("practical-implications")),
            "cells": every("row-cells"),
            "appendices": every("appendices"),
            "touched": every("touched-practical"),
        },
        needs="practical",
    ),
    PageKind(
        "tools.html",
        path="tools.html",
        parts={"stages": every("stages", tools=own("stage-tools"))},
        needs="stages",
    ),
)
