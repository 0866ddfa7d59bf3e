"""The page of the ontology, its terms from A to Z, what has changed, and a page for each group."""

from __future__ import annotations

from kg.outputs.site.ontology import tell_groups, view_changes, view_letters, view_ontology
from kg.outputs.site.pages.kinds import PageKind, every

_QUERIES = (
    "header", "agents", "facts", "chains", "conditions", "apart", "uses", "shown", "borrowed",
)  # fmt: skip

# How often a build uses a term is a part of what is told of it.
_PARTS = {name: every(f"ontology-{name}") for name in _QUERIES}

ONTOLOGY: tuple[PageKind, ...] = (
    PageKind(
        "ontology.html", path="ontology.html", parts=_PARTS, view=view_ontology, of_the_build=True
    ),
    PageKind(
        "ontology-a-z.html",
        path="ontology/a-z.html",
        parts=_PARTS,
        view=view_letters,
        of_the_build=True,
    ),
    PageKind(
        "ontology-changes.html",
        path="ontology/changes.html",
        parts={"header": _PARTS["header"]},
        view=view_changes,
    ),
    PageKind("ontology-group.html", parts=_PARTS, each=tell_groups, of_the_build=True),
)
