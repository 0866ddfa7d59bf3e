"""The graph → every file of the site, in four steps: ask, gather, render, write.

All values of all pages are gathered before the first is rendered, so that a page which has not
changed is known before it is rendered.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from itertools import chain
from pathlib import Path

from pyoxigraph import Store

from kg.crew import Crew
from kg.graph.queries import load_queries
from kg.graph.store import sorted_nquads
from kg.manifest import Manifest
from kg.outputs.addresses import read_addresses, read_successors, render_pages_json
from kg.outputs.cells import Row
from kg.outputs.context import NOTHING, Context, Told
from kg.outputs.site.assets import EARLY_ASSETS, LATE_ASSETS, write_assets
from kg.outputs.site.facts import gather_facts
from kg.outputs.site.gathering import gather_pages, make_answers, queries_of_pages
from kg.outputs.site.links import PageLinks, check_links, gather_links, read_links
from kg.outputs.site.ontology import find_documents
from kg.outputs.site.partplaces import places_by_page
from kg.outputs.site.readings import READINGS
from kg.outputs.site.renderers import Page, PageRenderer, pack
from kg.outputs.site.rows import Answers
from kg.outputs.site.scriptwords import render_script_words
from kg.outputs.site.sharing import render_sharing
from kg.outputs.site.siblings import Lines, lines_by_page, render_siblings, subjects_of
from kg.outputs.site.staticfiles import render_static
from kg.outputs.site.writing import Planned, SiteWriter
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
    crew = renderer.crew
    addresses = read_addresses(store, manifest.base)
    context = Context(store, addresses, manifest, nquads or sorted_nquads(store), told)
    writer = SiteWriter(outputs, previous)
    answers, lines = _ask(context, writer)
    # Not before: while somebody asks, nobody may be sent.
    assets = [crew.send(partial(write_assets, some, context, writer)) for some in LATE_ASSETS]
    gathered = _gather(answers, lines, context, writer)
    renderer.introduce(gathered.site)
    _plan_pages(gathered, writer, renderer)
    _plan_rest(gathered, context, writer, renderer.engine.encode())
    links = _carry_out(gathered, writer, crew)
    for written in chain.from_iterable(errand.result() for errand in assets):
        writer.adopt(written)
    _check_links(gathered, links, context, writer)
    if manifest.zipped:
        add_zip(writer, gathered.site, gathered.pages)
    writer.finish()


@dataclass(frozen=True, slots=True)
class Gathered:
    """All that is to be rendered: what every page knows, the pages, and the data by page.

    `listed` is the list of pages, as a file.
    """

    site: Row
    pages: list[Page]
    lines: Lines
    listed: bytes


def _ask(context: Context, writer: SiteWriter) -> tuple[Answers, Lines]:
    """Ask all that pages need, and write the files that they tell of.

    Return the answers, and the lines of the dataset by page.
    """
    # The engine lets Python go on meanwhile, and two ask when there is nothing else to do.
    with ThreadPoolExecutor(max_workers=2) as beside:
        examples = beside.submit(lambda: context.examples)
        answers = make_answers(context, load_queries(resource_folder("queries") / "pages"))
        answers.ask_ahead([READINGS, *queries_of_pages()], beside)  # in the order of their use
        write_assets(EARLY_ASSETS, context, writer)
        lines = lines_by_page(context.nquads, context.addresses)
        examples.result()  # of which documents are made: nobody else may begin with them
        _ = context.documents  # needed by some page in the end: now, while others ask
    return answers, lines


def _gather(answers: Answers, lines: Lines, context: Context, writer: SiteWriter) -> Gathered:
    """Gather what every page shows."""
    subjects = subjects_of(lines)
    successors = read_successors(context.store)
    listed = render_pages_json(context.addresses, subjects, find_documents(), successors)
    places = places_by_page(subjects, successors, context.addresses)
    site, pages = gather_pages(answers, gather_facts(context, writer.outputs.folder), places)
    return Gathered(site, pages, lines, listed.encode())


def _plan_rest(gathered: Gathered, context: Context, writer: SiteWriter, engine: bytes) -> None:
    """Plan what is no page: the data beside pages, static files, what is shared."""
    shown = {path for path, _, _ in gathered.pages} & gathered.lines.keys() - WITH_FILES
    lines = {path: gathered.lines[path] for path in shown}
    _plan_siblings(lines, context.addresses.base, engine, writer)
    for path, content in render_static():
        writer.plan_contents("a file of site/static", {path: content})
    writer.plan_contents("the list of pages", {"pages.json": gathered.listed})
    pages = [(path, template) for path, template, _ in gathered.pages]
    writer.plan_contents("what is shared", render_sharing(gathered.site, pages))
    said = render_script_words(gathered.site["review"]["language"])
    writer.plan_contents("the words of scripts", said)


def _carry_out(gathered: Gathered, writer: SiteWriter, crew: Crew) -> dict[str, PageLinks]:
    """Have all hands write what is planned; return the links of the pages among it."""
    top = gathered.site["imprint"]["top"]
    pages = set(_html_pages(gathered))

    def write(planned: Planned) -> tuple[dict[str, PageLinks], dict[str, str]]:
        digests, contents = planned.digests(), planned.render()
        writer.save(contents)
        made = pages & contents.keys()
        links = {path: read_links(path, contents[path].decode(), top) for path in made}
        return links, digests

    links: dict[str, PageLinks] = {}
    for found, digests in crew.share(write, writer.planned):
        links |= found
        writer.digests |= digests
    return links


def _html_pages(gathered: Gathered) -> list[str]:
    return [path for path, _, _ in gathered.pages if path.endswith(".html")]


def _check_links(
    gathered: Gathered,
    known: Mapping[str, PageLinks],
    context: Context,
    writer: SiteWriter,
) -> None:
    """Raise BuildError where a page, or a list of addresses, leads to what nobody has made."""
    given_out = {
        "pages.json": json.loads(gathered.listed).values(),
        "search/core.js": [document.address for document in context.documents],
        "the data": [
            f"{path}#{part}" for path, _, row in gathered.pages for part in row["parts"] or ()
        ],
    }
    links = gather_links(writer, _html_pages(gathered), gathered.site["imprint"]["top"], known)
    check_links(links, given_out, writer.outputs.paths)


def _plan_pages(gathered: Gathered, writer: SiteWriter, renderer: PageRenderer) -> None:
    """Plan those pages that are not as they were in the previous build."""
    shared = renderer.engine.encode() + pack(gathered.site)

    def made_of(page: object) -> bytes:
        return shared + pack(page)

    for path, template, values in gathered.pages:
        beside = path.removesuffix(".html") if path in gathered.lines else ""
        page = (path, template, beside, values)
        made_from, render = partial(made_of, page), partial(renderer.render, page)
        writer.plan(f"a page of {template}", made_from, (path,), render)


def _plan_siblings(
    lines: Mapping[str, list[bytes]], base: str, engine: bytes, writer: SiteWriter
) -> None:
    for path, group in sorted(lines.items()):
        stem = path.removesuffix(".html")

        def render(stem: str = stem, group: list[bytes] = group) -> dict[str, bytes]:
            made = render_siblings(group, base)
            return {stem + suffix: content for suffix, content in made.items()}

        def made_of(group: list[bytes] = group) -> bytes:
            return engine + b"\n".join(group)

        files = (f"{stem}.ttl", f"{stem}.jsonld")
        writer.plan("the data beside a page", made_of, files, render)
