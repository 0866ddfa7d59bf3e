from __future__ import annotations

from collections.abc import Iterator, Mapping

from pyoxigraph import Store

from kg.graph.queries import load_queries, select_rows
from kg.outputs.site.pages import PAGES
from kg.outputs.site.rows import Part
from kg.resources import resource_folder


def _asked(parts: Mapping[str, Part]) -> Iterator[str]:
    for part in parts.values():
        yield part.query
        yield from _asked(part.parts)


def test_every_page_has_its_template_and_its_queries() -> None:
    """What the table of pages names is there."""
    queries = load_queries(resource_folder("queries") / "pages")
    templates = resource_folder("site") / "templates"
    for kind in PAGES:
        assert (templates / kind.template).is_file(), kind.template
        named = {kind.query, kind.needs, *_asked(kind.parts)} - {""}
        assert named <= set(queries), kind.template


def test_no_page_is_made_twice() -> None:
    """A path and a template belong to one line of the table."""
    paths = [kind.path for kind in PAGES if kind.path]
    assert len(paths) == len(set(paths))


def test_a_page_comes_from_a_query_a_path_or_facts() -> None:
    """Each line of the table says in just one way which pages there are."""
    for kind in PAGES:
        assert sum(map(bool, (kind.query, kind.path, kind.each))) == 1, kind.template


def test_the_order_of_the_triples_makes_no_difference(tiny_store: Store) -> None:
    """Every page query has a total order: the same triples in another order give the same rows."""
    turned = Store()
    turned.bulk_extend(sorted(tiny_store, key=str, reverse=True))
    queries = load_queries(resource_folder("queries") / "pages")
    names = {name for kind in PAGES for name in (kind.query, *_asked(kind.parts)) if name}
    for name in sorted(names):
        rows = select_rows(tiny_store, queries[name])
        assert rows == select_rows(turned, queries[name]), name
