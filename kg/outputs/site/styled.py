"""References in a style of CSL → their list, whole and by class, and the short names of works."""

from __future__ import annotations

from collections.abc import Iterator

from kg.outputs.cells import Row
from kg.outputs.context import Context
from kg.outputs.site.facts import Facts

LIST, BY_CLASS = "references.html", "references-by-class.html"
# Of these styles a citation names the work by itself: (Able, 2001). A number names nothing.
_NAMING = frozenset({"author-date", "author", "label"})


def labels_of(context: Context) -> dict[str, str]:
    """Return by code how the style cites each work, without the brackets around it."""
    style = context.told.style
    if style is None or style.form not in _NAMING:
        return {}
    cited = {code: one.citation for code, one in context.styled.items()}
    return {code: _without_brackets(text) for code, text in cited.items() if text}


def list_styled(row: Row, facts: Facts) -> Iterator[Row]:
    """Yield the list of references, and the same by class where works have one."""
    if not facts.style:
        return
    works = {item["code"]: item for item in row["sources"]}
    styled = [
        works[code] | {"styled": known["styled"]}
        for code, known in facts.references.items()
        if known["styled"] is not None
    ]
    styled.sort(key=_place_of)
    ranks = {item["letter"]: rank for rank, item in enumerate(reversed(row["sources"]))}
    by_class = sorted(styled, key=lambda item: -ranks[item["letter"]])
    lists = {LIST: styled, BY_CLASS: by_class} if len(ranks) > 1 else {LIST: styled}
    for address, listed in lists.items():
        yield _tell_list(address, facts.style, listed, list(lists))


def _tell_list(address: str, style: str, works: list[Row], ways: list[str]) -> Row:
    """Return what a page shows; `ways` are the addresses of all lists."""
    return {"address": address, "style": style, "works": works, "ways": ways}


def _place_of(item: Row) -> int:
    return int(item["styled"]["place"])


def _without_brackets(text: str) -> str:
    inside = text[1:-1]
    whole = text[:1] + text[-1:] in {"()", "[]"} and not set("()[]") & set(inside)
    return inside if whole else text
