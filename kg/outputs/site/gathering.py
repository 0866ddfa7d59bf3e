"""What pages ask of a dataset, and the rows of each: every page’s path, template and values."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial

from kg.graph.queries import Query
from kg.outputs.addresses import path_beside
from kg.outputs.alphabet import alphabet_of
from kg.outputs.cells import Row
from kg.outputs.context import Context
from kg.outputs.site.citing import CREATORS, cite_review
from kg.outputs.site.facts import Facts
from kg.outputs.site.imprint import imprint_of
from kg.outputs.site.pages import PAGES, PageKind
from kg.outputs.site.partplaces import Places
from kg.outputs.site.pieces import path_of_whole, split_page
from kg.outputs.site.readings import READINGS, readings_by_page
from kg.outputs.site.renderers import Page
from kg.outputs.site.rows import Answers, Part
from kg.outputs.site.styled import labels_of
from kg.outputs.wording import name_table
from kg.resources import resource_folder

SCRIPTS = ("search.js",)  # on every page, where they are there


def make_answers(context: Context, queries: Mapping[str, Query]) -> Answers:
    """Return what pages ask of a dataset, nothing of it asked yet."""
    alphabet = alphabet_of(context.voice)
    return Answers(context.store, queries, context.addresses, labels_of(context), alphabet)


def gather_pages(
    answers: Answers, facts: Facts, places: Mapping[str, Places]
) -> tuple[Row, list[Page]]:
    """Return what every page knows, and all pages; `places` are those of parts, by page."""
    readings = readings_by_page(answers.answer(READINGS).rows)
    pages = [
        (path, template, values | {"readings": readings.get(path), "parts": places.get(path)})
        for kind in PAGES
        for path, template, values in pages_of(kind, answers, facts)
    ]
    named = [path for kind in PAGES for path in names_of(kind, answers, facts)]
    return site_values(answers, facts, named), pages


def queries_of_pages() -> list[str]:
    """Return the names of all queries that pages ask, in the order in which they are asked."""
    names: dict[str, None] = {}
    for kind in PAGES:
        names |= dict.fromkeys(name for name in (kind.needs, kind.query) if name)
        names |= dict.fromkeys(_queries_in(kind.parts))
    return list(names)


def _queries_in(parts: Mapping[str, Part]) -> Iterator[str]:
    for part in parts.values():
        yield part.query
        yield from _queries_in(part.parts)


def pages_of(
    kind: PageKind, answers: Answers, facts: Facts, wanted: str | None = None
) -> Iterator[Page]:
    """Yield path, template and values of each page of a kind.

    Where one is `wanted`, those of its subject are made and no others.
    """
    if kind.needs and not answers.answer(kind.needs).rows:
        return
    whole = wanted and path_of_whole(wanted, kind.pieces)
    for path, fill in _subjects_of(kind, answers, facts):
        if wanted is not None and path not in {wanted, whole}:
            continue
        row = fill()
        extra = {} if kind.view is None else kind.view(row, facts)
        for place, values in split_page(path, row | extra, kind.pieces):
            yield place, kind.template, values


def _subjects_of(
    kind: PageKind, answers: Answers, facts: Facts
) -> Iterator[tuple[str, Callable[[], Row]]]:
    """Yield for each subject of a kind the path of its page, and what gives the rows for it."""
    if kind.query:
        answer = answers.answer(kind.query)
        for row in answer.rows:
            path = path_beside(row[answer.columns[0]], kind.ending)
            yield path, partial(answers.filled, row, kind.parts)
    elif kind.each is not None:
        for made in kind.each(answers.filled({}, kind.parts), facts):
            yield made["address"], partial(dict, made)
    else:
        yield kind.path, partial(answers.filled, {}, kind.parts)


def names_of(kind: PageKind, answers: Answers, facts: Facts) -> Iterator[str]:
    """Yield the paths of those pages of a kind that menus may name."""
    if not (kind.path or kind.named) or (kind.needs and not answers.answer(kind.needs).rows):
        return
    if kind.pieces:
        yield from (path for path, _, _ in pages_of(kind, answers, facts))
    else:
        yield from (path for path, _ in _subjects_of(kind, answers, facts))


def site_values(answers: Answers, facts: Facts, named: list[str]) -> Row:
    """Return what every page knows: the review, the title, pages of menus, who stands behind it."""
    # The table is there or is not, whatever rows it has.
    findings = next(iter(answers.answer("findings-table").rows), None)
    review = answers.answer("review").rows[0]
    creators = answers.answer(CREATORS).rows
    static = resource_folder("site") / "static"
    return {
        "title": facts.manifest.title,
        "base": facts.manifest.base,
        "draft": facts.manifest.draft,
        "gaps": sum(facts.manifest.gaps.values()),
        "imprint": imprint_of(facts.manifest, facts.updated),
        "references": True,
        "review": review | {"creators": [row["name"] for row in creators]},
        "review_cited": cite_review(review, creators, facts.manifest.base),
        "pages": dict.fromkeys(sorted(named), True),
        "scripts": [name for name in SCRIPTS if (static / name).is_file()],
        "findings": findings,
        "table_name": name_table(findings["heading"] if findings else ""),
    }
