"""Pages of the site itself: home, search, coverage, questions, how it was made."""

from __future__ import annotations

from kg.outputs.site import views
from kg.outputs.site.pages.kinds import CARD, CLASSES, PageKind, every, own

SITE: tuple[PageKind, ...] = (
    PageKind(
        "home.html",
        path="index.html",
        parts={
            "questions": every("home-questions"),
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
    PageKind(
        "coverage.html",
        path="coverage.html",
        parts={
            "counts": every("coverage"),
            "sections": every("coverage-sections"),
            "sources": every("coverage-sources", card=CARD),
        },
        view=views.view_coverage,
        of_the_build=True,
    ),
    PageKind("question.html", each=lambda _, facts: facts.questions, pieces="rows"),
    PageKind("questions.html", path="questions.html", view=views.view_questions),
    PageKind(
        "rests-on.html",
        path="rests-on.html",
        parts={"classes": CLASSES},
        view=views.view_rules,
        needs="implications",
    ),
    # A published address stays, and leads on.
    PageKind(
        "moved.html", path="how-sure.html", view=views.view_rests_on_moved, needs="implications"
    ),
    PageKind(
        "how-made.html",
        path="how-made.html",
        parts={"who_read": every("readings"), "places": every("places")},
        view=views.view_build,
        of_the_build=True,
    ),
    PageKind("about.html", path="about.html"),
    PageKind("accessibility.html", path="accessibility.html"),
    PageKind("missing.html", path="missing.html", view=views.view_missing, needs="draft"),
    PageKind("search.html", path="search.html", view=views.view_search),
    PageKind("everything.html", path="everything.html", view=views.view_everything),
    PageKind("sparql.html", path="sparql.html", view=views.view_ask),
    PageKind("pictures.html", path="pictures.html", view=views.view_pictures),
    PageKind("downloads.html", path="downloads.html", view=views.view_downloads, of_the_build=True),
    PageKind("404.html", path="404.html"),
)
