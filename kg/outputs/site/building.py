"""The graph → every file of the site, in four steps: ask, gather, render, write.

All values of all pages are gathered before the first is rendered, so that a page which has not
changed is known before it is rendered.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import Executor, ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from pyoxigraph import Store

from kg.crew import Crew, Errand
from kg.graph.queries import Query, load_queries
from kg.graph.store import sorted_nquads
from kg.manifest import Manifest
from kg.outputs.addresses import path_beside, read_addresses, render_pages_json
from kg.outputs.alphabet import alphabet_of
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
from kg.outputs.site.citing import CREATORS, cite_review
from kg.outputs.site.facts import Facts, gather_facts
from kg.outputs.site.imprint import imprint_of
from kg.outputs.site.links import PageLinks, check_links, gather_links, read_links
from kg.outputs.site.ontology import find_documents
from kg.outputs.site.pages import PAGES, PageKind
from kg.outputs.site.pieces import path_of_whole, split_page
from kg.outputs.site.readings import READINGS, readings_by_page
from kg.outputs.site.renderers import Page, PageRenderer, pack
from kg.outputs.site.rows import Answers, Part
from kg.outputs.site.scriptwords import render_script_words
from kg.outputs.site.sharing import render_sharing
from kg.outputs.site.siblings import Lines, lines_by_page, render_siblings, subjects_of
from kg.outputs.site.staticfiles import render_static
from kg.outputs.site.styled import labels_of
from kg.outputs.site.writing import Render, SiteWriter
from kg.outputs.site.zipping import add_zip
from kg.outputs.wording import name_table
from kg.outputs.writing import OutputWriter
from kg.resources import resource_files, resource_folder

WITH_FILES = {"ontology.html"}  # an asset maker makes the data beside these
SCRIPTS = ("search.js",)  # on every page, where they are there


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
    made = _begin_assets(context, renderer.crew)
    # One core asks, for the engine lets Python go on meanwhile; the other makes values.
    with ThreadPoolExecutor(max_workers=1) as beside:
        answers = _ask(context, beside)
        writer.write_contents(render_pictures.__name__, render_pictures(context))
        gathered = _gather(answers, context, outputs.folder, partial(_write_list, made, writer))
    renderer.introduce(gathered.site)
    _plan_pages(gathered, writer, renderer)
    listed = _pages_json(gathered, context)
    _plan_rest(gathered, listed, made, context, writer)
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


def _begin_assets(context: Context, crew: Crew) -> Assets:
    # Pages need these as well: what is known before others begin is worked out once.
    for known in (context.references, context.documents):
        del known
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
    engine: bytes


def _ask(context: Context, beside: Executor) -> Answers:
    """Have every query asked that a page needs; the answers are waited for where they are read."""
    answers = make_answers(context, load_queries(resource_folder("queries") / "pages"))
    answers.ask_ahead([*queries_of(PAGES), READINGS], beside)
    return answers


def make_answers(context: Context, queries: Mapping[str, Query]) -> Answers:
    """Return what pages ask of a dataset, nothing of it asked yet."""
    alphabet = alphabet_of(context.voice)
    return Answers(context.store, queries, context.addresses, labels_of(context), alphabet)


def _gather(
    answers: Answers, context: Context, folder: Path, finish_files: Callable[[], None]
) -> Gathered:
    """Return the values of all pages. `folder` holds the files that pages tell of.

    They are there after `finish_files`.
    """
    facts = gather_facts(context, folder, finish_files)
    site, pages = _gather_pages(answers, facts)
    lines = lines_by_page(context.nquads, context.addresses)
    return Gathered(site, pages, lines, _engine_digest())


def _plan_rest(
    gathered: Gathered, listed: bytes, made: Assets, context: Context, writer: SiteWriter
) -> None:
    """Plan what is no page: files that few pages tell of, the data beside pages, static files."""
    for files in (made.references.result(), made.others.result()):
        for owner, contents in files.items():
            writer.plan_contents(owner, contents)
    shown = {path for path, _, _ in gathered.pages} & gathered.lines.keys() - WITH_FILES
    lines = {path: gathered.lines[path] for path in shown}
    _plan_siblings(lines, context.addresses.base, gathered.engine, writer)
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


def _gather_pages(answers: Answers, facts: Facts) -> tuple[Row, list[Page]]:
    """Return what every page knows, and all pages."""
    readings = readings_by_page(answers.answer(READINGS).rows)
    pages = [
        (path, template, values | {"readings": readings.get(path)})
        for kind in PAGES
        for path, template, values in pages_of(kind, answers, facts)
    ]
    named = [path for kind in PAGES for path in names_of(kind, answers, facts)]
    return site_values(answers, facts, named), pages


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


def _plan_pages(gathered: Gathered, writer: SiteWriter, renderer: PageRenderer) -> None:
    """Plan those pages that are not as they were in the previous build."""
    shared = gathered.engine + pack(gathered.site)
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


def _engine_digest() -> bytes:
    """Return a digest of templates, queries and code: when they change, every page may."""
    digest = hashlib.blake2b(digest_size=16)
    for path in resource_files():
        digest.update(path.read_bytes())
    return digest.digest()
