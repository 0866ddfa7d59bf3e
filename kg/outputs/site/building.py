"""The graph → every file of the site: gather the values of all pages first, then write them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from pyoxigraph import Store

from kg.graph.queries import load_queries
from kg.graph.store import sorted_nquads
from kg.manifest import Manifest
from kg.outputs.addresses import read_addresses, render_pages_json
from kg.outputs.cells import Row
from kg.outputs.downloads import WHOLE_SITE
from kg.outputs.site.facts import Facts, gather_facts
from kg.outputs.site.links import check_links, gather_links
from kg.outputs.site.pages import PAGES, PageKind
from kg.outputs.site.press import Here, Printer, pack
from kg.outputs.site.producers import PRODUCERS, UNTOLD, Producer
from kg.outputs.site.rows import Answers, Part
from kg.outputs.site.siblings import lines_by_page, render_siblings, subjects_of
from kg.outputs.site.writing import SiteWriter
from kg.outputs.stock import Stock
from kg.outputs.wording import name_table
from kg.outputs.writing import OutputWriter
from kg.resources import resource_files, resource_folder

Page = tuple[str, str, Row]
WITH_FILES = {"ontology.html"}  # a producer makes the data beside these
SCRIPTS = ("search.js",)  # on every page, where they are there


def build_site(
    store: Store,
    manifest: Manifest,
    outputs: OutputWriter,
    previous: Path,
    *,
    nquads: bytes | None = None,
    printer: Printer | None = None,
) -> None:
    """Write every page of the site, reusing those of the previous build that have not changed.

    `nquads` are the sorted N-Quads of the store, where someone has them already. Raises BuildError
    where two would make one file, and where a page leads to what nobody has made.
    """
    printer = printer or Here()
    queries = load_queries(resource_folder("queries") / "pages")
    addresses = read_addresses(store, manifest.base)
    stock = Stock(store, addresses, manifest, nquads or sorted_nquads(store))
    # One core asks, for the engine lets Python go on meanwhile; the other renders.
    with ThreadPoolExecutor(max_workers=1) as beside:
        answers = Answers(store, queries, addresses)
        answers.ask_ahead(queries_of(PAGES), beside)
        writer = SiteWriter(outputs, previous)
        _produce(PRODUCERS, stock, writer)
        facts = gather_facts(stock, outputs.folder)  # some are about the files written so far
        site, pages = _gather_pages(answers, facts)
    lines = lines_by_page(stock.nquads, addresses)
    engine = _engine_digest()
    printer.start(writer, site, _pages_to_print(pages, engine + pack(site), set(lines), writer))
    _produce(UNTOLD, stock, writer)
    shown = {path: lines[path] for path, _, _ in pages if path in lines.keys() - WITH_FILES}
    _write_siblings(shown, addresses.base, engine, writer)
    _write_static(writer)
    pages_json = render_pages_json(addresses, subjects_of(lines)).encode()
    writer.write_contents("the list of pages", {"pages.json": pages_json})
    for name in (WHOLE_SITE, f"{WHOLE_SITE}.sha256"):  # made when all else is there
        outputs.claim(name, "the whole site as one file")
    printer.finish()
    links = gather_links(writer, [path for path, _, _ in pages if path.endswith(".html")])
    found = [document.address for document in stock.documents]
    given_out = {"pages.json": json.loads(pages_json).values(), "search-data.js": found}
    check_links(links, given_out, outputs.paths)
    writer.finish()


def _produce(producers: Iterable[Producer], stock: Stock, writer: SiteWriter) -> None:
    for produce in producers:
        writer.write_contents(produce.__name__, produce(stock))


def _gather_pages(answers: Answers, facts: Facts) -> tuple[Row, list[Page]]:
    """Return what every page knows, and all pages."""
    found = [(kind, list(pages_of(kind, answers, facts))) for kind in PAGES]
    pages = [page for _, some in found for page in some]
    named = [path for kind, some in found if kind.path or kind.named for path, _, _ in some]
    return site_values(answers, facts.manifest, named), pages


def queries_of(kinds: Iterable[PageKind]) -> list[str]:
    """Return the names of all queries that pages ask, in the order in which they are asked."""
    names: dict[str, None] = {}
    for kind in kinds:
        names |= dict.fromkeys(name for name in (kind.needs, kind.query) if name)
        names |= dict.fromkeys(_queries_in(kind.parts))
    return list(names)


def _queries_in(parts: Mapping[str, Part]) -> Iterator[str]:
    for part in parts.values():
        yield part.query
        yield from _queries_in(part.parts)


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


def site_values(answers: Answers, manifest: Manifest, named: list[str]) -> Row:
    """Return what every page knows: the review, the site's title and the pages that menus name."""
    tables = answers.answer("appendix-names").rows
    findings = next((row for row in tables if row["implications"]), None)
    creators = [row["name"] for row in answers.answer("review-creators").rows]
    static = resource_folder("site") / "static"
    return {
        "title": manifest.title,
        "base": manifest.base,
        "citations": True,
        "review": answers.answer("review").rows[0] | {"creators": " and ".join(creators)},
        "pages": dict.fromkeys(sorted(named), True),
        "scripts": [name for name in SCRIPTS if (static / name).is_file()],
        "findings": findings,
        "table_name": name_table(findings["heading"] if findings else ""),
    }


def _pages_to_print(
    pages: list[Page], shared: bytes, with_data: set[str], writer: SiteWriter
) -> list[bytes]:
    """Return those pages, packed, that are not as they were in the previous build."""
    packed = []
    for path, template, values in pages:
        beside = path.removesuffix(".html") if path in with_data else ""
        page = pack((path, template, beside, values))
        if not writer.take_over(f"a page of {template}", shared + page, (path,)):
            packed.append(page)
    return packed


def _write_siblings(
    lines: Mapping[str, list[bytes]], base: str, engine: bytes, writer: SiteWriter
) -> None:
    for path, group in sorted(lines.items()):
        stem = path.removesuffix(".html")

        def render(stem: str = stem, group: list[bytes] = group) -> dict[str, bytes]:
            made = render_siblings(group, base)
            return {stem + suffix: content for suffix, content in made.items()}

        files = (f"{stem}.ttl", f"{stem}.jsonld")
        writer.write("the data beside a page", engine + b"\n".join(group), files, render)


def _write_static(writer: SiteWriter) -> None:
    source = resource_folder("site") / "static"
    for path in sorted(file for file in source.rglob("*") if file.is_file()):
        name = f"static/{path.relative_to(source).as_posix()}"
        writer.write_contents("a file of site/static", {name: path.read_bytes()})


def _engine_digest() -> bytes:
    """Return a digest of templates, queries and code: when they change, every page may."""
    digest = hashlib.blake2b(digest_size=16)
    for path in resource_files():
        digest.update(path.read_bytes())
    return digest.digest()
