"""What pages read from rows, held against the SELECT heads of their queries, both ways."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from fnmatch import fnmatch
from functools import cache
from pathlib import Path

import pytest

from kg.graph.queries import load_queries
from kg.outputs.site import schema_org
from kg.outputs.site.ontology import uses
from kg.outputs.site.pages import PAGES, PageKind
from kg.outputs.site.rows import Part
from kg.resources import PACKAGE, resource_folder
from tests.outputs.site.shapes import (
    UNKNOWN,
    Column,
    Made,
    RowShape,
    columns_below,
    joins_of,
    names_below,
    page_of,
    read_heads,
    row_of,
)
from tests.outputs.site.viewing import Code, names_made, texts_in
from tests.outputs.site.walking import Walker

OUTPUTS = PACKAGE / "outputs"
# Of the site's modules those that are given rows of pages, or make what stands beside them.
VIEWS = (
    "tips.py",
    "views.py",
    "bearings.py",
    "narrowing.py",
    "styled.py",
    "sureness.py",
    "trace.py",
    "schema_org.py",
    "questions.py",
    "ontology/*.py",
)
FACTS = ("site/facts.py", "site/questions.py", "downloads.py", "searchindex.py")
# What makes a row of pages that are not made of a query's.
ROWS = {
    "question.html": "_question",
    "studies-narrowed.html": "_tell_page",
    "references.html": "_tell_list",
    "ontology-group.html": "_tell_group",
    "tables.html": "_tell_tables",
    "errata.atom": "_tell_feed",
}
HEADS = read_heads()


@cache
def views() -> Code:
    """Return the modules that are given rows of pages."""
    return Code(tuple(path for glob in VIEWS for path in sorted((OUTPUTS / "site").glob(glob))))


@cache
def names_of_facts() -> frozenset[str]:
    """Return the names that rows of facts have, which no query gives."""
    trees = Code(tuple(OUTPUTS / name for name in FACTS)).trees.values()
    return frozenset(name for tree in trees for name in names_made(tree))


def functions_of(kind: PageKind) -> list[str]:
    """Return the names of the functions that are given the rows of a page."""
    described = schema_org._DESCRIPTIONS.get(kind.template.removesuffix(".html"))
    found = (kind.view, kind.each, described)
    return [view.__name__ for view in found if view and view.__name__ in views().functions]


def made_for(kind: PageKind) -> frozenset[str]:
    """Return the names that a page has besides the columns of its queries."""
    return names_of_facts().union(*(views().made_by(name) for name in functions_of(kind)))


def walk_page(kind: PageKind, heads: Mapping[str, tuple[str, ...]] = HEADS) -> Walker:
    """Walk the template of a page with the shapes of its rows."""
    page, plain = page_of(kind, heads), page_of(kind, heads)
    made = Made(made_for(kind), plain)
    if kind.view is not None:
        page.fields |= dict.fromkeys(views().returned_by(kind.view.__name__), made)
    if kind.each is not None:
        page.fields |= dict.fromkeys(views().returned_by(ROWS[kind.template]), made)
    if kind.pieces:
        page.fields["pieces"] = UNKNOWN
    review = row_of(Part("review"), HEADS)
    review.fields["creators"] = UNKNOWN
    review.fields["dated"] = UNKNOWN
    site = {"review": review, "findings": row_of(Part("findings-table"), HEADS)}
    others = (
        "title",
        "base",
        "draft",
        "gaps",
        "references",
        "pages",
        "scripts",
        "table_name",
        "imprint",
        "review_cited",
    )
    scope = {"page": page, "site": RowShape("the site", dict.fromkeys(others, UNKNOWN) | site)}
    walker = Walker()
    walker.walk(kind.template, dict(scope))
    return walker


def columns_read() -> Iterator[Column]:
    """Yield every column that something reads."""
    for kind in PAGES:
        yield from walk_page(kind).read
        yield from joins_of(kind.parts, kind.query, HEADS)
        read = {name for function in functions_of(kind) for name in views().read_by(function)}
        yield from columns_below(page_of(kind, HEADS), read)
        if kind.query:
            yield kind.query, HEADS[kind.query][0]  # gives the page its address
    for names, texts in asked_by_modules():
        for query in names:
            yield from ((query, c) for c in HEADS[query] if any(fnmatch(c, text) for text in texts))
    for name, query in load_queries(resource_folder("queries") / "pages").items():
        yield from ((name, column) for column in query.head.get("alphabetical", "").split())
    for role in uses.ROLES:  # readers run these themselves, and see every column
        yield from ((f"ontology-{role}", column) for column in HEADS[f"ontology-{role}"])


def asked_by_modules() -> Iterator[tuple[set[str], set[str]]]:
    """Yield the page queries that a module names, and every text in it; so too `search.toml`."""
    for path, tree in Code(tuple(sorted(OUTPUTS.rglob("*.py")))).trees.items():
        if not path.is_relative_to(OUTPUTS / "site/pages"):  # the tables of pages are walked
            texts = texts_in(tree)
            yield texts & HEADS.keys(), texts
    search = tomllib.loads((resource_folder("site") / "search.toml").read_text(encoding="utf-8"))
    for query, column in (page["more"] for page in search["pages"] if "more" in page):
        yield {query}, {column}


@pytest.mark.parametrize("kind", [pytest.param(kind, id=kind.template) for kind in PAGES])
def test_a_template_reads_what_its_queries_and_view_give(kind: PageKind) -> None:
    """Every value that a template shows is a column of its queries, or made by its view."""
    assert not walk_page(kind).faults


@pytest.mark.parametrize("kind", [pytest.param(k, id=k.template) for k in PAGES if k.view])
def test_a_view_reads_what_its_queries_give(kind: PageKind) -> None:
    """Every name that a view reads from a row is a column or a part of its page, or its own."""
    known = names_below(page_of(kind, HEADS)) | made_for(kind)
    read = {name for function in functions_of(kind) for name in views().read_by(function)}
    assert read <= known


def test_every_column_of_a_page_query_is_read() -> None:
    """A query asks for nothing that no page, picture or export shows; drop such a column."""
    read = set(columns_read())
    unread = [
        f"{query}.rq: ?{c}" for query, head in HEADS.items() for c in head if (query, c) not in read
    ]
    assert not unread


@pytest.mark.parametrize(
    ("template", "query", "column", "told"),
    [
        pytest.param("tip.html", "tip-points", "statement", "tip-body.html", id="in a macro"),
        pytest.param("tip.html", "exports", "letter", "cite.html", id="in a part"),
        pytest.param("theme.html", "themes", "summary", "theme.html", id="of the page itself"),
        pytest.param("works.html", "source-card", "byline", "marks.html", id="made by a view"),
    ],
)
def test_a_column_that_is_gone_is_missed(template: str, query: str, column: str, told: str) -> None:
    """Whoever drops or renames a column hears which template reads it, and in which line."""
    kind = next(kind for kind in PAGES if kind.template == template)
    heads = HEADS | {query: tuple(name for name in HEADS[query] if name != column)}
    faults = [fault for fault in walk_page(kind, heads).faults if f"'{column}'" in fault]
    assert any(f"{told}:" in fault for fault in faults)


def test_a_name_that_a_view_misspells_is_seen(tmp_path: Path) -> None:
    """What a view reads is found, in what it calls too, and is not taken for what it makes."""
    module = tmp_path / "views.py"
    module.write_text(
        "def view(row, _):\n    return {'sum': count(row['implicatons'])}\n"
        "def count(rows):\n    return sum(row.get('nmber', 0) for row in rows)\n"
    )
    code = Code((module,))
    assert code.read_by("view") == {"implicatons", "nmber"}
    assert code.made_by("view") == code.returned_by("view") == {"sum"}
