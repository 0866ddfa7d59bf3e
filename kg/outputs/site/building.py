"""The graph → every file of the site: gather the values of all pages first, then write them."""

from __future__ import annotations

import hashlib
import marshal
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path

from pyoxigraph import Store

from kg.errors import BuildError
from kg.graph.queries import load_queries
from kg.manifest import Manifest
from kg.outputs.site import schema_org
from kg.outputs.site.addresses import Addresses, read_addresses, render_pages_json
from kg.outputs.site.facts import Facts, gather_facts
from kg.outputs.site.pages import PAGES, PageKind
from kg.outputs.site.producers import PRODUCERS
from kg.outputs.site.rendering import make_environment, render_page
from kg.outputs.site.rows import Answers, Part, Row
from kg.outputs.site.siblings import lines_by_page, render_siblings, subjects_of
from kg.outputs.site.writing import SiteWriter
from kg.resources import resource_files, resource_folder

Page = tuple[str, str, Row]
WITH_FILES = {"ontology.html"}  # a producer makes the data beside these
SCRIPTS = ("search.js",)  # on every page, where they are there


def build_site(store: Store, manifest: Manifest, folder: Path, previous: Path) -> None:
    """Write every page into a folder, reusing pages of the previous build that have not changed."""
    queries = load_queries(resource_folder("queries") / "pages")
    addresses = read_addresses(store, queries["addresses"], manifest.base)
    answers = Answers(store, queries, addresses)
    writer = SiteWriter(folder, previous)
    folder.mkdir(parents=True, exist_ok=True)
    for produce in PRODUCERS:
        for name, content in produce(store, addresses, manifest).items():
            _write_content(name, content, writer)
    facts = gather_facts(store, addresses, manifest, folder)
    found = [(kind, list(pages_of(kind, answers, facts))) for kind in PAGES]
    pages = [page for _, some in found for page in some]
    _check_paths(pages)
    lines = lines_by_page(store, addresses)
    named = [path for kind, some in found if kind.path or kind.named for path, _, _ in some]
    site = site_values(answers, manifest, named)
    _write_pages(pages, site, lines.keys(), writer)
    _write_siblings(lines, {path for path, _, _ in pages} - WITH_FILES, addresses, writer)
    _write_static(writer)
    pages_json = render_pages_json(addresses, subjects_of(lines)).encode()
    _write_content("pages.json", pages_json, writer)
    writer.finish()


def pages_of(kind: PageKind, answers: Answers, facts: Facts) -> Iterator[Page]:
    """Yield path, template and values of each page of a kind."""
    if kind.needs and not answers.answer(kind.needs).rows:
        return
    if kind.query:
        rows = answers.rows_of(Part(kind.query, kind.parts))
        column = answers.answer(kind.query).columns[0]
        found = [(row[column], row) for row in rows]
    elif kind.each is not None:
        found = [(row["address"], dict(row)) for row in kind.each(facts)]
    else:
        found = [(kind.path, answers.filled({}, kind.parts))]
    for path, row in found:
        extra = {} if kind.view is None else kind.view(row, facts)
        yield path, kind.template, row | extra


def _check_paths(pages: list[Page]) -> None:
    twice = [path for path, count in Counter(path for path, _, _ in pages).items() if count > 1]
    if twice:
        raise BuildError(f"{twice[0]}: two pages have this address; look at its query's rows")


def site_values(answers: Answers, manifest: Manifest, named: list[str]) -> Row:
    """Return what every page knows: the review, the site's title and the pages that menus name."""
    tables = answers.answer("appendix-names").rows
    creators = [row["name"] for row in answers.answer("review-creators").rows]
    static = resource_folder("site") / "static"
    return {
        "title": manifest.title,
        "base": manifest.base,
        "citations": True,
        "review": answers.answer("review").rows[0] | {"creators": " and ".join(creators)},
        "pages": sorted(named),
        "scripts": [name for name in SCRIPTS if (static / name).is_file()],
        "findings": next((row for row in tables if row["implications"] == "true"), None),
    }


def _write_pages(
    pages: list[Page], site: Row, with_data: Mapping[str, object] | object, writer: SiteWriter
) -> None:
    environment = make_environment(site)
    shared = marshal.dumps((_engine_digest(), site), 2)
    for path, template, values in pages:
        beside = path.removesuffix(".html") if path in with_data else ""  # type: ignore[operator]
        made_from = shared + marshal.dumps((path, template, beside, values), 2)

        def render(
            path: str = path, template: str = template, values: Row = values, beside: str = beside
        ) -> dict[str, bytes]:
            kind = template.removesuffix(".html")
            described = schema_org.describe_page(kind, path, values, site)
            html = render_page(
                environment, path, template, page=values, beside=beside, described=described
            )
            return {path: html}

        writer.write(made_from, (path,), render)


def _write_siblings(
    lines: Mapping[str, list[bytes]], paths: set[str], addresses: Addresses, writer: SiteWriter
) -> None:
    engine = _engine_digest()
    for path in sorted(lines.keys() & paths):
        stem = path.removesuffix(".html")
        group = lines[path]

        def render(stem: str = stem, group: list[bytes] = group) -> dict[str, bytes]:
            made = render_siblings(group, addresses.base)
            return {stem + suffix: content for suffix, content in made.items()}

        writer.write(engine + b"\n".join(group), (f"{stem}.ttl", f"{stem}.jsonld"), render)


def _write_static(writer: SiteWriter) -> None:
    source = resource_folder("site") / "static"
    for path in sorted(file for file in source.rglob("*") if file.is_file()):
        _write_content(f"static/{path.relative_to(source).as_posix()}", path.read_bytes(), writer)


def _write_content(name: str, content: bytes, writer: SiteWriter) -> None:
    writer.write(content, (name,), lambda: {name: content})


def _engine_digest() -> bytes:
    """Return a digest of templates, queries and code: when they change, every page may."""
    digest = hashlib.blake2b(digest_size=16)
    for path in resource_files():
        digest.update(path.read_bytes())
    return digest.digest()
