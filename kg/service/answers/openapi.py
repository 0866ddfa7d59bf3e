"""The OpenAPI description: what the framework knows of its own, the hot paths, questions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from fastapi import FastAPI, Response
from fastapi.openapi.utils import get_openapi
from fastapi.routing import APIRoute
from pydantic import BaseModel, ConfigDict

from kg.formats import Format
from kg.graph.queries import Query
from kg.service.application.app import Service
from kg.service.application.generation import Generation
from kg.service.http.formats import GRAPHS, RESULTS
from kg.service.http.problems import KINDS

KINDS_OF_VALUES = {"integer": {"type": "integer"}, "iri": {"type": "string", "format": "iri"}}
PROBLEM_CONTENT = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
Schema = dict[str, object]
Parameters = dict[str, tuple[str, Schema]]
IRIS: Schema = {"type": "array", "items": {"type": "string", "format": "iri"}}
TEXT: Schema = {"type": "string"}
PROTOCOL_PARAMETERS: Parameters = {
    "query": ("The query, SPARQL 1.1.", TEXT),
    "default-graph-uri": ("A graph to merge into the default graph.", IRIS),
    "named-graph-uri": ("A graph that GRAPH may name.", IRIS),
    "format": ("Short name of a format; goes before Accept.", TEXT),
    "timeout": ("Seconds; can lower the limit, not raise it.", {"type": "number"}),
}
STORE_PARAMETERS: Parameters = {
    "default": ("Read the default graph.", {"type": "string", "maxLength": 0}),
    "graph": ("IRI of the graph to read.", {"type": "string", "format": "iri"}),
    "format": ("Short name of a format; goes before Accept.", TEXT),
}
SEARCH_PARAMETERS: Parameters = {
    "q": ("What is to be found, in words.", {"type": "string", "maxLength": 500}),
    "review": ("The name of one review of a collection; without it all are searched.", TEXT),
    "format": ("Goes before Accept.", {"type": "string", "enum": ["json", "html"]}),
    "timeout": ("Seconds; can lower the limit, not raise it.", {"type": "number"}),
}
_SCHEMA = "#/components/schemas/{model}"
REST_OF_PATH = {"name": "path", "in": "path", "required": True, "schema": TEXT}
ASKING_PROBLEMS = (400, 403, 406, 408, 413, 414, 415, 422, 500, 502, 503, 504)
READING_PROBLEMS = (400, 404, 406, 422, 503, 504)


class Problem(BaseModel):
    """The body of every refusal (RFC 9457)."""

    type: str
    title: str
    status: int
    detail: str = ""
    remedy: str = ""
    line: int | None = None
    column: int | None = None


class SearchHit(BaseModel):
    """A thing that was found; `review` is a name, "" for the collection's own."""

    model_config = ConfigDict(extra="forbid")

    title: str
    language: str
    text: str
    kind: str
    review: str
    short: str
    address: str


class SearchAnswer(BaseModel):
    """What was found, counted by review too; `all_words` is whether the hits have all of them."""

    model_config = ConfigDict(extra="forbid")

    q: str
    review: str
    total: int
    all_words: bool
    counts: dict[str, int]
    hits: list[SearchHit]


def describe_api(api: FastAPI, service: Service, generation: Generation) -> dict[str, object]:
    """Describe every route and every question that has a name."""
    searched = generation.catalogue.searching is not None
    hot = describe_routes(service, searched=searched)
    named = [describe_named(query) for query in generation.catalogue.queries.values()]
    described = get_openapi(
        title=generation.catalogue.title or api.title,
        version=api.version,
        routes=[*api.routes, *hot, *named],
    )
    components = described.setdefault("components", {})
    schemas = components.setdefault("schemas", {})
    for model in (Problem, SearchHit, SearchAnswer) if searched else (Problem,):
        schemas[model.__name__] = model.model_json_schema(ref_template=_SCHEMA)
        schemas[model.__name__].pop("$defs", None)
    components["responses"] = describe_kinds()
    return described


def describe_routes(service: Service, *, searched: bool) -> Iterator[APIRoute]:
    """Describe the routes that are answered before the framework, method by method.

    What is no collection has a page for its search, which is not `searched` here.
    """
    for route in service.routes:
        if route.name == "search" and not searched:
            continue
        # Without a summary it is the framework's own, which describes it from its types.
        for method in route.methods if route.summary else ():
            extra: dict[str, object] = {"responses": describe_problems((404, 503))}
            # Only these have parameters of their own; the others differ in their path alone.
            if route.name == "sparql":
                extra = describe_asking(method)
            elif route.path == "/store":
                extra = describe_reading(STORE_PARAMETERS)
            elif route.name == "search":
                extra = describe_search()
            elif route.path.endswith("*"):
                extra["parameters"] = [REST_OF_PATH]
            yield make_route(route.path.replace("*", "{path}"), method, route.summary, extra)


def make_route(path: str, method: str, summary: str, extra: dict[str, object]) -> APIRoute:
    """Make a route that only describes: the address is answered elsewhere."""
    name = f"{method.lower()}{path.replace('/', '_')}"
    return APIRoute(
        path,
        answer_elsewhere,
        methods=[method],
        operation_id=name,
        summary=summary,
        response_class=Response,
        openapi_extra=extra,
    )


def answer_elsewhere() -> None:
    """Stand for a handler that the framework never calls."""


def describe_asking(method: str) -> dict[str, object]:
    """Describe the protocol's query operation."""
    ok = {"description": "The answer.", "content": describe_contents((*RESULTS, *GRAPHS))}
    extra: dict[str, object] = {
        "parameters": describe_parameters(PROTOCOL_PARAMETERS),
        "responses": {"200": ok, **describe_problems(ASKING_PROBLEMS)},
    }
    if method == "POST":
        fields = {name: schema for name, (_, schema) in PROTOCOL_PARAMETERS.items()}
        form = {"type": "object", "properties": fields, "required": ["query"]}
        extra["requestBody"] = {
            "content": {
                "application/sparql-query": {"schema": TEXT},
                "application/x-www-form-urlencoded": {"schema": form},
            }
        }
    return extra


def describe_reading(parameters: Parameters) -> dict[str, object]:
    """Describe the Graph Store Protocol's reading of a graph."""
    ok = {"description": "The graph.", "content": describe_contents(GRAPHS)}
    return {
        "parameters": describe_parameters(parameters),
        "responses": {"200": ok, **describe_problems(READING_PROBLEMS)},
    }


def describe_search() -> dict[str, object]:
    """Describe the search of all reviews of a collection."""
    schema = {"$ref": _SCHEMA.format(model=SearchAnswer.__name__)}
    contents = {"application/json": {"schema": schema}, "text/html": {}}
    ok = {"description": "What was found, the best first.", "content": contents}
    return {
        "parameters": describe_parameters(SEARCH_PARAMETERS),
        "responses": {"200": ok, **describe_problems(READING_PROBLEMS)},
    }


def describe_parameters(
    parameters: Parameters,
) -> list[dict[str, object]]:
    """Describe parameters of a query string."""
    return [
        {"name": name, "in": "query", "description": text, "schema": schema, "explode": True}
        for name, (text, schema) in parameters.items()
    ]


def describe_problems(statuses: Iterable[int]) -> dict[str, object]:
    """Describe the refusals of an address by their status."""
    return {str(status): {"$ref": f"#/components/responses/{status}"} for status in statuses}


def describe_kinds() -> dict[str, object]:
    """Describe all refusals, once, by their status."""
    titles: dict[int, list[str]] = {}
    for kind in KINDS.values():
        titles.setdefault(kind.status, []).append(kind.title)
    return {
        str(status): {"description": "; ".join(told), "content": PROBLEM_CONTENT}
        for status, told in sorted(titles.items())
    }


def describe_contents(offers: Iterable[Format]) -> dict[str, object]:
    """Describe the media types of an answer."""
    return {offer.media_types[0]: {} for offer in offers}


def describe_named(query: Query) -> APIRoute:
    """Describe a question with its typed parameters."""
    parameters = [
        {
            "name": parameter.name,
            "in": "query",
            "required": parameter.default is None,
            "schema": KINDS_OF_VALUES.get(parameter.kind, TEXT),
        }
        for parameter in query.parameters
    ]
    ok = {"description": "The answer.", "content": describe_contents((*RESULTS, *GRAPHS))}
    responses = {"200": ok, **describe_problems(READING_PROBLEMS)}
    extra: dict[str, object] = {"parameters": parameters, "responses": responses}
    if query.head.get("description"):
        extra["description"] = query.head["description"]
    return make_route(f"/query/{query.name}", "GET", query.summary, extra)
