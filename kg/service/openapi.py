"""The OpenAPI 3.1 description, made from the table of routes and the named queries."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kg import __version__
from kg.graph.queries import Query
from kg.service.app import Route, Service
from kg.service.formats import GRAPHS, RESULTS, Format
from kg.service.generation import Generation
from kg.service.problems import KINDS

KINDS_OF_VALUES = {"integer": {"type": "integer"}, "iri": {"type": "string", "format": "iri"}}
PROTOCOL_PARAMETERS = (
    ("query", "The query, SPARQL 1.1.", False),
    ("default-graph-uri", "A graph to merge into the default graph.", True),
    ("named-graph-uri", "A graph that GRAPH may name.", True),
    ("format", "Short name of a format; goes before Accept.", False),
    ("timeout", "Seconds; can lower the limit, not raise it.", False),
)
PATH_PROBLEMS = {
    "/sparql": ("400", "403", "406", "408", "413", "414", "415", "422", "500", "502", "503", "504"),
    "/store": ("400", "404", "406", "422", "503", "504"),
}


def describe_api(service: Service, generation: Generation) -> dict[str, object]:
    """Describe every route and every named query."""
    paths = {
        route.path: describe_route(route)
        for route in service.routes
        if not route.path.endswith("*")
    }
    for query in generation.catalogue.queries.values():
        paths[f"/query/{query.name}"] = {"get": describe_named(query)}
    return {
        "openapi": "3.1.0",
        "info": {"title": generation.catalogue.title or "Tiptrace", "version": __version__},
        "paths": paths,
        "components": {"schemas": {"Problem": describe_problem_schema()}},
    }


def describe_route(route: Route) -> dict[str, object]:
    """Describe one route, method by method."""
    described: dict[str, object] = {}
    for method in route.methods:
        operation: dict[str, object] = {
            "summary": route.summary,
            "responses": describe_responses(route.path),
        }
        if route.path.startswith("/sparql"):
            operation["parameters"] = [
                describe_parameter(name, text, repeated=repeated)
                for name, text, repeated in PROTOCOL_PARAMETERS
            ]
        if method == "POST":
            operation["requestBody"] = describe_body()
        described[method.lower()] = operation
    return described


def describe_parameter(name: str, text: str, *, repeated: bool) -> dict[str, object]:
    """Describe one parameter of the protocol."""
    schema: dict[str, object] = {"type": "string"}
    if repeated:
        schema = {"type": "array", "items": {"type": "string", "format": "iri"}}
    return {"name": name, "in": "query", "description": text, "schema": schema, "explode": True}


def describe_body() -> dict[str, object]:
    """Describe the two kinds of POST body."""
    fields = {name: {"type": "string"} for name, _, _ in PROTOCOL_PARAMETERS}
    form = {"schema": {"type": "object", "properties": fields, "required": ["query"]}}
    return {
        "content": {
            "application/sparql-query": {"schema": {"type": "string"}},
            "application/x-www-form-urlencoded": form,
        }
    }


def describe_responses(path: str) -> dict[str, object]:
    """Describe the answers a path can give: contents by media type, problems by status."""
    offers: Sequence[Format] = ()
    if path.startswith("/sparql"):
        offers = (*RESULTS, *GRAPHS)
    elif path == "/store":
        offers = GRAPHS
    responses: dict[str, object] = {
        "200": {"description": "The answer.", "content": describe_contents(offers)}
    }
    for status in PATH_PROBLEMS.get(path.rstrip("/"), ("404", "503")):
        titles = [kind.title for kind in KINDS.values() if str(kind.status) == status]
        responses[status] = {
            "description": "; ".join(titles),
            "content": {
                "application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}
            },
        }
    return responses


def describe_contents(offers: Iterable[Format]) -> dict[str, object]:
    """Describe the media types of an answer."""
    return {offer.media_types[0]: {} for offer in offers}


def describe_named(query: Query) -> dict[str, object]:
    """Describe a named query with its typed parameters."""
    parameters = [
        {
            "name": parameter.name,
            "in": "query",
            "required": parameter.default is None,
            "schema": KINDS_OF_VALUES.get(parameter.kind, {"type": "string"}),
        }
        for parameter in query.parameters
    ]
    return {
        "summary": query.summary,
        "description": query.head.get("description", ""),
        "parameters": parameters,
        "responses": describe_responses("/sparql"),
    }


def describe_problem_schema() -> dict[str, object]:
    """Describe the problem body (RFC 9457)."""
    texts = {name: {"type": "string"} for name in ("type", "title", "detail", "remedy")}
    numbers = {name: {"type": "integer"} for name in ("status", "line", "column")}
    return {
        "type": "object",
        "properties": texts | numbers,
        "required": ["type", "title", "status"],
    }
