"""The IRIs of the data: each leads to the page that shows it, or to its own data.

Most things have a page or a place on one. Whatever else is a subject of the data, such as the
build's notes on itself or a node of the ontology, is found by asking, and its page is made.
"""

from __future__ import annotations

import json
from pathlib import PurePosixPath
from urllib.parse import quote

import pyoxigraph as ox

from kg.formats import HTML, JSON_LD, RDF_FORMATS, TURTLE, Format
from kg.graph.vocab import ONTOLOGY
from kg.service.answers.querying import answer_query
from kg.service.answers.rdf import reply_with_triples
from kg.service.application.generation import Generation
from kg.service.data.shelves import Shelf
from kg.service.http.negotiation import choose_format
from kg.service.http.problems import ProblemError
from kg.service.http.replies import Reply, redirect
from kg.service.http.requests import Request
from kg.service.sparql.protocol import Operation, is_iri
from kg.service.worker.wire import Job

RESOURCE_FORMATS = (HTML, TURTLE, JSON_LD)
OTHER_FORMATS = tuple(offer for offer in RDF_FORMATS if offer not in RESOURCE_FORMATS)
# Of a thing that has no files of its own: RDF, and a page where the site does not show it.
MADE_FORMATS = {offer.name: offer for offer in (HTML, *RDF_FORMATS)}
# Below it lie what all reviews share: the ontology, its shapes, and who made them.
HOME = ONTOLOGY.value.removesuffix("ontology")
KNOWN = "SELECT ?s { VALUES ?s { %s } FILTER EXISTS { ?s ?p ?o } }"
# A step to a neighbour, either way, as every engine reads it: rdflib has no ^ inside of !(…). What
# is a part of a thing, such as the passage that a claim stands in, has the thing's IRI with a
# fragment, and is at most three such steps away from it.
STEP = "(!<x:none>|^(!<x:none>))"
# Each branch ends in the triples themselves: behind a subquery the engine would read all there are.
DESCRIPTION = """CONSTRUCT { ?s ?p ?o } {
  { VALUES ?s { <%(iri)s> } ?s ?p ?o }
  UNION { <%(iri)s> %(step)s ?s . %(part)s ?s ?p ?o }
  UNION { <%(iri)s> %(step)s ?s1 . %(part1)s ?s1 %(step)s ?s . %(part)s ?s ?p ?o }
  UNION { <%(iri)s> %(step)s ?s1 . %(part1)s ?s1 %(step)s ?s2 . %(part2)s
          ?s2 %(step)s ?s . %(part)s ?s ?p ?o }
}"""


async def answer_thing(shelf: Shelf, path: str, generation: Generation, request: Request) -> Reply:
    """Lead from the IRI of a thing that no page shows to its data, or give them (`.ttl` …).

    `path` is that on the shelf. Raises ProblemError where no such thing is in the data.
    """
    pure = PurePosixPath(path)
    # First as it stands: the IRI of a file that was read ends as the file's name does.
    if await find_iri(path, shelf.base, generation, request):
        return lead_to_page(shelf.here(path), shelf.here(f"{path}.html"), request)
    # A page is no folder: `tips/12.html/` is the address of nothing.
    made = None if path.endswith("/") else MADE_FORMATS.get(pure.suffix[1:])
    thing = str(pure.with_suffix("")) if made is not None else ""
    iri = await find_iri(thing, shelf.base, generation, request) if thing else ""
    if made is None or not iri:
        raise ProblemError("not-found", "No page, resource or query has this address.")
    return await describe_thing(iri, shelf.here(thing), made, generation, request)


async def find_iri(path: str, base: str, generation: Generation, request: Request) -> str:
    """Find which subject of the data has a path: below a base, or of what all share; "" if none.

    Raises ProblemError where that cannot be asked now.
    """
    name = path.lstrip("/")
    iris = [iri for iri in (base + name, HOME + name) if base and name and is_iri(iri)]
    if not iris:
        return ""
    query = KNOWN % " ".join(f"<{iri}>" for iri in iris)
    job = Job(query=query, format="json", deadline=generation.limits.deadline, advised=False)
    outcome, body = await generation.run(job, request)
    if outcome.problem:
        raise ProblemError(outcome.problem, outcome.detail)
    found = {row["s"]["value"] for row in json.loads(body)["results"]["bindings"]}
    return next((iri for iri in iris if iri in found), "")


def lead_to_page(path: str, page: str, request: Request) -> Reply:
    """Lead from the IRI of a thing to its page or its data, in the form asked for (303)."""
    offers = (*RESOURCE_FORMATS, *OTHER_FORMATS)
    choice = choose_format(request.header(b"accept"), offers)
    if choice is None:
        names = ", ".join(offer.media_types[0] for offer in offers)
        raise ProblemError("not-acceptable", f"This can be had as: {names}.")
    targets = link_data(path)
    targets["html"] = quote(page, safe="/#")
    links = [
        f'<{targets[offer.name]}>; rel="alternate"; type="{offer.media_types[0]}"'
        for offer in RESOURCE_FORMATS
    ]
    return redirect(targets[choice[0].name], [(b"link", ", ".join(links).encode("ascii"))])


def link_data(path: str) -> dict[str, str]:
    """Return the address of the data of a thing in each format of RDF, by its short name."""
    return {offer.name: f"{quote(path)}.{offer.name}" for offer in RDF_FORMATS}


def convert_document(turtle: bytes, chosen: Format) -> Reply:
    """Give a document that the site has in Turtle alone, as an older ontology, in another form."""
    triples = (quad.triple for quad in ox.parse(turtle, format=ox.RdfFormat.TURTLE))
    return reply_with_triples(triples, chosen, chosen.media_types[0])


async def describe_thing(
    iri: str, path: str, chosen: Format, generation: Generation, request: Request
) -> Reply:
    """Describe a thing and its parts in a form that the site has no file of."""
    if not is_iri(iri):
        raise ProblemError("not-found", "No resource has this address.")
    part = {f"part{n}": f'FILTER STRSTARTS(STR(?s{n}), "{iri}#")' for n in ("", "1", "2")}
    operation = Operation(
        DESCRIPTION % {"iri": iri, "step": STEP, **part},
        generation.limits.deadline,
        chosen.name,
        title=iri,
        links=link_data(path),
    )
    return await answer_query(operation, generation, request)
