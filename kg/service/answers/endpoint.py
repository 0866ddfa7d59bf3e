"""`/sparql`: the protocol's query operation; without a query, a form or the description."""

from __future__ import annotations

from kg.formats import HTML, RDF_FORMATS
from kg.service.answers.description import describe_service
from kg.service.answers.pages import find_page
from kg.service.answers.querying import answer_query, negotiate
from kg.service.answers.rdf import reply_with_triples
from kg.service.application.app import Service
from kg.service.application.generation import Generation
from kg.service.http.rendering import render_template
from kg.service.http.replies import Reply, reply_with
from kg.service.http.requests import Request
from kg.service.sparql.protocol import (
    Fields,
    check_content_type,
    make_operation,
    merge_body,
    read_query_string,
    take_single,
)

DESCRIPTIONS = (*RDF_FORMATS, HTML)


async def handle_sparql(service: Service, generation: Generation, request: Request) -> Reply:
    """Answer a query operation."""
    fields = read_query_string(request, service.limits)
    if request.method == "POST":
        media_type = check_content_type(request)
        fields = merge_body(fields, media_type, await request.read_body(service.limits))
    elif set(fields) <= {"format"}:
        return describe_endpoint(service, generation, request, fields)
    operation = make_operation(fields, service.limits)
    return await answer_query(operation, generation, request, service.allowed_services)


def describe_endpoint(
    service: Service, generation: Generation, request: Request, fields: Fields
) -> Reply:
    """Answer a request without a query: a form for people, the service description for clients."""
    wanted = take_single(fields, "format") or ""
    chosen, media_type = negotiate(wanted, request.header(b"accept"), DESCRIPTIONS)
    if chosen is not HTML:
        triples = describe_service(service, generation, request)
        return reply_with_triples(triples, chosen, media_type)
    page = find_page(generation.catalogue.site, "sparql.html")
    if page is not None:
        body = page.read_bytes()
    else:
        catalogue = generation.catalogue
        body = render_template("sparql.html", title=catalogue.title, draft=catalogue.draft)
    return reply_with(body, HTML.content_type())
