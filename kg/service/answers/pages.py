"""The static site, and the IRIs of the data that lead to its pages."""

from __future__ import annotations

import asyncio
import hashlib
import re
from pathlib import Path, PurePosixPath

from kg.formats import HTML, JSON_LD, RDF_FORMATS, TURTLE, Format, format_of
from kg.resources import resource_folder
from kg.service.answers.graphs import answer_graph
from kg.service.answers.things import (
    MADE_FORMATS,
    answer_thing,
    convert_document,
    describe_thing,
    lead_to_page,
)
from kg.service.application.app import Service
from kg.service.application.generation import Generation
from kg.service.data.shelves import Shelf
from kg.service.http.limits import MIB
from kg.service.http.negotiation import choose_coding, choose_format
from kg.service.http.replies import FRESH, Headers, Reply, redirect, reply_with
from kg.service.http.requests import Request
from kg.service.worker.evaluation import SMALLEST_TO_COMPRESS, compress

# Packed already: to compress them again takes time and saves nothing.
PACKED = {".png", ".jpg", ".webp", ".woff2", ".docx", ".xlsx", ".gz", ".zip", ".pdf"}
HASHED = re.compile(r"[.-][0-9a-f]{8,64}\.\w+$")
# File systems raise an error for longer ones, where a missing file is just not there.
LONGEST_PATH, LONGEST_NAME = 1000, 255
ONTOLOGY_GRAPH = "/graph/ontology"
META_GRAPH = "graph/meta"
WELL_KNOWN = "/.well-known/void"
ICON = "/favicon.ico"  # what browsers ask for unasked
# What has a digest in its name never changes.
FOREVER = (b"cache-control", b"public, max-age=31536000, immutable")


def find_page(site: Path | None, path: str) -> Path | None:
    """Find a file of the site by its path; nothing hidden, nothing outside the site."""
    if site is None or "\\" in path or "\0" in path:
        return None
    parts = [part for part in path.split("/") if part]
    if len(path) > LONGEST_PATH or any(len(part.encode()) > LONGEST_NAME for part in parts):
        return None
    if any(part.startswith(".") for part in parts):
        return None
    if not parts or path.endswith("/"):
        parts.append("index.html")
    found = site.joinpath(*parts)
    inside = found.is_file() and found.resolve().is_relative_to(site.resolve())
    return found if inside else None


def is_page(site: Path | None, path: str) -> bool:
    """Say whether the site has a page of a thing."""
    return find_page(site, f"{path}.html") is not None


async def handle_page(service: Service, generation: Generation, request: Request) -> Reply:
    """Answer with a file of the site, or lead from an IRI to its page.

    Raises ProblemError where neither is there.
    """
    del service
    shelf, path = generation.catalogue.shelves.find(request.path)
    first = find_description(shelf, path, generation, request)
    if first:
        return redirect(first, [])
    page = find_page(shelf.site, path)
    if page is None and request.path == ICON:  # data without a site, or a site made before
        page = resource_folder("site") / ICON[1:]
    if page is not None:
        return await reply_with_file(page, shelf, request)
    pure, places = PurePosixPath(path), shelf.places
    # What the data name goes first: a list of the site may lie where the page of a thing would.
    if path.lstrip("/") in places:
        return lead_to_page(shelf.here(path), shelf.here(places[path.lstrip("/")]), request)
    if not pure.suffix and is_page(shelf.site, path):
        return lead_to_page(shelf.here(path), shelf.here(f"{path}.html"), request)
    graph = shelf.base + path.lstrip("/")
    if shelf.prefix and (path == ONTOLOGY_GRAPH or graph in generation.catalogue.graphs):
        return await answer_named(graph, generation, request)
    return await answer_data(shelf, path, generation, request)


def find_description(shelf: Shelf, path: str, generation: Generation, request: Request) -> str:
    """Find where the data say what they are, for who asks a base itself for RDF; "" for a page.

    Where there is no site, the form for queries stands in for its first page.
    """
    if generation.catalogue.site is None and request.path == "/":
        return "/sparql"
    if path != "/" or not (accept := request.header(b"accept")):
        return ""
    choice = choose_format(accept, (HTML, *RDF_FORMATS))
    if choice is None or choice[0] is HTML:
        return ""
    if not shelf.prefix:
        return WELL_KNOWN
    there = f"{shelf.base}{META_GRAPH}" in generation.catalogue.graphs
    return shelf.here(META_GRAPH) if there else ""


async def answer_named(graph: str, generation: Generation, request: Request) -> Reply:
    """Answer with a graph of a review in a collection, which has one ontology for all of them."""
    if graph.endswith(ONTOLOGY_GRAPH):
        return redirect(ONTOLOGY_GRAPH, [])
    return await answer_graph(graph, "", generation, request)


async def answer_data(shelf: Shelf, path: str, generation: Generation, request: Request) -> Reply:
    """Answer with the data of a thing, or lead to them; raise ProblemError where there is none."""
    pure, places = PurePosixPath(path), shelf.places
    thing, made = str(pure.with_suffix("")), MADE_FORMATS.get(pure.suffix[1:])
    shown = thing.lstrip("/") in places or is_page(shelf.site, thing)
    if made is not None and made is not HTML and shown:
        return await make_data(shelf, thing, made, generation, request)
    return await answer_thing(shelf, path, generation, request)


async def make_data(
    shelf: Shelf, thing: str, made: Format, generation: Generation, request: Request
) -> Reply:
    """Give the data of a thing that the site shows, in a form that it has no file of."""
    turtle = find_page(shelf.site, f"{thing}.ttl")
    if turtle is not None and not is_page(shelf.site, thing):  # a document that is Turtle alone
        return convert_document(await read_file(turtle), made)
    iri = shelf.base + thing.lstrip("/")
    return await describe_thing(iri, shelf.here(thing), made, generation, request)


async def reply_with_file(page: Path, shelf: Shelf, request: Request) -> Reply:
    """Make a reply of a file of a site, compressed where that helps."""
    content = await read_file(page)
    suffix = page.suffix.lower()
    coding = choose_coding(request.header(b"accept-encoding"))
    if suffix in PACKED or len(content) < SMALLEST_TO_COMPRESS:
        coding = ""
    digest = hashlib.blake2b(content, digest_size=10).hexdigest()
    if coding and len(content) > MIB:
        content = await asyncio.to_thread(compress, content, coding)
    elif coding:
        content = compress(content, coding)
    headers = link_alternates(page, shelf) if suffix == ".html" else []
    headers.append((b"accept-ranges", b"bytes"))
    reply = reply_with(
        content,
        format_of(suffix).content_type(),
        etag=f"{digest}-{coding or 'plain'}",
        coding=coding,
        cache_control=FOREVER if HASHED.search(page.name) else FRESH,
        headers=headers,
    )
    reply.ranged = True
    return reply


async def read_file(page: Path) -> bytes:
    """Read a file; a small one out of the page cache takes less time than a thread would."""
    if page.stat().st_size > MIB:  # noqa: ASYNC240
        return await asyncio.to_thread(page.read_bytes)
    return page.read_bytes()  # noqa: ASYNC240


def link_alternates(page: Path, shelf: Shelf) -> Headers:
    """Link the other forms that lie beside a page of a site."""
    assert shelf.site is not None
    links = []
    for offer in (TURTLE, JSON_LD):
        sibling = page.with_suffix(f".{offer.name}")
        if sibling.is_file():
            path = shelf.here(sibling.relative_to(shelf.site).as_posix())
            links.append(f'<{path}>; rel="alternate"; type="{offer.media_types[0]}"')
    return [(b"link", ", ".join(links).encode("ascii", "replace"))] if links else []
