"""The graph → every file of the site, in four steps: ask, gather, render, write.

All values of all pages are gathered before the first is rendered, so that a page which has not
changed is known before it is rendered.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from concurrent.futures import Executor, ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from pyoxigraph import Store

from kg.crew import Crew, Errand
from kg.graph.queries import load_queries
from kg.graph.store import sorted_nquads
from kg.manifest import Manifest
from kg.outputs.addresses import read_addresses, render_pages_json
from kg.outputs.cells import Row
from kg.outputs.context import NOTHING, Context, Told
from kg.outputs.site.assets import (
    OTHER_ASSETS,
    REFERENCE_ASSETS,
    Files,
    render_assets,
    render_pictures,
    render_whole_list,
)
from kg.outputs.site.facts import gather_facts
from kg.outputs.site.gathering import gather_pages, make_answers, queries_of_pages
from kg.outputs.site.links import PageLinks, check_links, gather_links, read_links
from kg.outputs.site.ontology import find_documents
from kg.outputs.site.readings import READINGS
from kg.outputs.site.renderers import Page, PageRenderer, pack
from kg.outputs.site.rows import Answers
from kg.outputs.site.scriptwords import render_script_words
from kg.outputs.site.sharing import render_sharing
from kg.outputs.site.siblings import Lines, lines_by_page, render_siblings, subjects_of
from kg.outputs.site.staticfiles import render_static
from kg.outputs.site.writing import Render, SiteWriter
from kg.outputs.site.zipping import add_zip
from kg.outputs.writing import OutputWriter
from kg.resources import resource_folder

WITH_FILES = {"ontology.html"}  # an asset maker makes the data beside these


def build_site(
    store: Store,
    manifest: Manifest,
    outputs: OutputWriter,
    previous: Path,
    *,
    nquads: bytes | None = None,
    renderer: PageRenderer | None = None,
    told: Told = NOTHING,
) -> None:
    """Write every page of the site, reusing those of the previous build that have not changed.

    `nquads` are the sorted N-Quads of the store, where someone has them already; `told` is what
    it does not say. Raises BuildError where two would make one file, where a page leads to what
    nobody has made, and where references cannot be set in their style.
    """
    renderer = renderer or PageRenderer()
    addresses = read_addresses(store, manifest.base)
    context = Context(store, addresses, manifest, nquads or sorted_nquads(store), told)
    writer = SiteWriter(outputs, previous)
    # One core asks, for the engine lets Python go on meanwhile; the other makes values.
    with ThreadPoolExecutor(max_workers=1) as beside:
        made = _begin_assets(context, renderer.crew, beside)
        answers = _ask(context, beside)
        writer.write_contents(render_pictures.__name__, render_pictures(context))
        gathered = _gather(answers, context, outputs.folder, partial(_write_list, made, writer))
    renderer.introduce(gathered.site)
    _plan_pages(gathered, writer, renderer)
    listed = _pages_json(gathered, context)
    _plan_rest(gathered, listed, made, context, writer, renderer.engine.encode())
    links = _carry_out(gathered, writer, renderer.crew)
    _check_links(gathered, listed, links, context, writer)
    if manifest.zipped:
        add_zip(writer, gathered.site, gathered.pages)
    writer.finish()


@dataclass(frozen=True, slots=True)
class Assets:
    """The files that are no pages and are made meanwhile, by the name of their maker."""

    references: Errand[dict[str, Files]]
    others: Errand[dict[str, Files]]


def _begin_assets(context: Context, crew: Crew, beside: Executor) -> Assets:
    # Pages need these as well: what is known before others begin is worked out once.
    examples = beside.submit(lambda: context.examples)
    _ = context.references
    examples.result()  # of which documents are made; and nobody asks while others are sent
    _ = context.documents
    return Assets(
        crew.send(partial(render_assets, REFERENCE_ASSETS, context)),
        crew.send(partial(render_assets, OTHER_ASSETS, context)),
    )


def _write_list(made: Assets, writer: SiteWriter) -> None:
    """Write the whole list of references, which the page of downloads tells of."""
    name = render_whole_list.__name__
    writer.write_contents(name, made.references.result().pop(name))


@dataclass(frozen=True, slots=True)
class Gathered:
    """All that is to be rendered: what every page knows, the pages, and the data by page."""

    site: Row
    pages: list[Page]
    lines: Lines


def _ask(context: Context, beside: Executor) -> Answers:
    """Have every query asked that a page needs; the answers are waited for where they are read."""
    answers = make_answers(context, load_queries(resource_folder("queries") / "pages"))
    answers.ask_ahead([*queries_of_pages(), READINGS], beside)
    return answers


def _gather(
    answers: Answers, context: Context, folder: Path, finish_files: Callable[[], None]
) -> Gathered:
    """Return the values of all pages. `folder` holds the files that pages tell of.

    They are there after `finish_files`.
    """
    facts = gather_facts(context, folder, finish_files)
    site, pages = gather_pages(answers, facts)
    lines = lines_by_page(context.nquads, context.addresses)
    return Gathered(site, pages, lines)


def _plan_rest(
    gathered: Gathered,
    listed: bytes,
    made: Assets,
    context: Context,
    writer: SiteWriter,
    engine: bytes,
) -> None:
    """Plan what is no page: files that few pages tell of, the data beside pages, static files."""
    for files in (made.references.result(), made.others.result()):
        for owner, contents in files.items():
            writer.plan_contents(owner, contents)
    shown = {path for path, _, _ in gathered.pages} & gathered.lines.keys() - WITH_FILES
    lines = {path: gathered.lines[path] for path in shown}
    _plan_siblings(lines, context.addresses.base, engine, writer)
    for path, content in render_static():
        writer.plan_contents("a file of site/static", {path: content})
    writer.plan_contents("the list of pages", {"pages.json": listed})
    pages = [(path, template) for path, template, _ in gathered.pages]
    writer.plan_contents("what is shared", render_sharing(gathered.site, pages))
    said = render_script_words(gathered.site["review"]["language"])
    writer.plan_contents("the words of scripts", said)


def _carry_out(gathered: Gathered, writer: SiteWriter, crew: Crew) -> dict[str, PageLinks]:
    """Have all hands write what is planned; return the links of the pages among it."""
    top = gathered.site["imprint"]["top"]
    pages = set(_html_pages(gathered))

    def write(render: Render) -> dict[str, PageLinks]:
        contents = render()
        writer.save(contents)
        made = pages & contents.keys()
        return {path: read_links(path, contents[path].decode(), top) for path in made}

    links: dict[str, PageLinks] = {}
    for found in crew.share(write, writer.planned):
        links |= found
    return links


def _html_pages(gathered: Gathered) -> list[str]:
    return [path for path, _, _ in gathered.pages if path.endswith(".html")]


def _pages_json(gathered: Gathered, context: Context) -> bytes:
    subjects = subjects_of(gathered.lines)
    return render_pages_json(context.addresses, subjects, find_documents()).encode()


def _check_links(
    gathered: Gathered,
    listed: bytes,
    known: Mapping[str, PageLinks],
    context: Context,
    writer: SiteWriter,
) -> None:
    """Raise BuildError where a page, or a list of addresses, leads to what nobody has made."""
    given_out = {
        "pages.json": json.loads(listed).values(),
        "search/core.js": [document.address for document in context.documents],
    }
    links = gather_links(writer, _html_pages(gathered), gathered.site["imprint"]["top"], known)
    check_links(links, given_out, writer.outputs.paths)


def _plan_pages(gathered: Gathered, writer: SiteWriter, renderer: PageRenderer) -> None:
    """Plan those pages that are not as they were in the previous build."""
    shared = renderer.engine.encode() + pack(gathered.site)
    for path, template, values in gathered.pages:
        beside = path.removesuffix(".html") if path in gathered.lines else ""
        page = (path, template, beside, values)
        made_from = shared + pack(page)
        writer.plan(f"a page of {template}", made_from, (path,), partial(renderer.render, page))


def _plan_siblings(
    lines: Mapping[str, list[bytes]], base: str, engine: bytes, writer: SiteWriter
) -> None:
    for path, group in sorted(lines.items()):
        stem = path.removesuffix(".html")

        def render(stem: str = stem, group: list[bytes] = group) -> dict[str, bytes]:
            made = render_siblings(group, base)
            return {stem + suffix: content for suffix, content in made.items()}

        files = (f"{stem}.ttl", f"{stem}.jsonld")
        writer.plan("the data beside a page", engine + b"\n".join(group), files, render)
