"""`/query/<name>`: the project's own queries, with parameters bound as terms."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from pathlib import PurePosixPath
from urllib.parse import quote, urlencode

import pyoxigraph as ox

from kg.formats import HTML, format_of
from kg.graph.queries import Parameter, Query
from kg.service.answers.querying import answer_query
from kg.service.application.app import Service
from kg.service.application.generation import Generation
from kg.service.http.formats import FORMATS_BY_FORM, RESULTS, find_format
from kg.service.http.negotiation import choose_format
from kg.service.http.problems import ProblemError
from kg.service.http.rendering import render_template
from kg.service.http.replies import OK, Reply, reply_with
from kg.service.http.requests import Request
from kg.service.sparql.protocol import (
    Fields,
    Operation,
    is_iri,
    read_deadline,
    read_query_string,
    take_single,
)
from kg.service.sparql.tokens import find_form

CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}")
PATH = re.compile(r"[A-Za-z0-9][A-Za-z0-9._/#-]{0,199}")
INTEGER = re.compile(r"[+-]?[0-9]{1,18}")
OWN_FIELDS = {"format", "timeout", "download"}
LONGEST_VALUE = 2000


def make_term(parameter: Parameter, value: str, base: str) -> ox.NamedNode | ox.Literal:
    """Make the term of a parameter's value; raise ProblemError when it is not of its kind."""
    if parameter.kind == "iri" and is_iri(value) and len(value) <= LONGEST_VALUE:
        return ox.NamedNode(value)
    if parameter.kind == "path" and PATH.fullmatch(value):
        return ox.NamedNode(base + value)
    if parameter.kind == "integer" and INTEGER.fullmatch(value):
        return ox.Literal(int(value))
    if parameter.kind == "code" and CODE.fullmatch(value):
        return ox.Literal(value)
    if parameter.kind == "string" and len(value) <= LONGEST_VALUE:
        return ox.Literal(value)
    raise ProblemError(
        "bad-request", f"The value of {parameter.name} is not of the kind {parameter.kind}."
    )


def bind_parameters(query: Query, fields: Mapping[str, Sequence[str]], base: str) -> dict[str, str]:
    """Bind every parameter of a query to a term, written as in N-Triples.

    Raises ProblemError for a parameter that is unknown, missing, given twice or of another kind.
    """
    known = {parameter.name for parameter in query.parameters}
    strangers = sorted(set(fields) - known - OWN_FIELDS)
    if strangers:
        told = ", ".join(sorted(known)) or "none"
        raise ProblemError("bad-request", f"Unknown parameter; the parameters are: {told}.")
    bindings = {}
    for parameter in query.parameters:
        value = take_single(fields, parameter.name)
        value = parameter.default if value is None else value
        if value is None:
            raise ProblemError("bad-request", f"The parameter {parameter.name} is missing.")
        bindings[parameter.name] = str(make_term(parameter, value, base))
    return bindings


async def handle_queries(service: Service, generation: Generation, request: Request) -> Reply:
    """List the questions that have a name, as a page or as JSON."""
    del service
    queries = generation.catalogue.queries
    accept = request.header(b"accept")
    choice = choose_format(accept, (HTML, RESULTS[0]))
    if choice is None or choice[0] is HTML:
        draft = generation.catalogue.draft
        body = render_template("queries.html", queries=list(queries.values()), draft=draft)
        return reply_with(body, HTML.content_type())
    listed = [describe_query(query) for query in queries.values()]
    return reply_with(json.dumps(listed, ensure_ascii=False).encode(), "application/json")


def describe_query(query: Query) -> dict[str, object]:
    """Describe a question for machines."""
    parameters = [
        {"name": item.name, "kind": item.kind, "default": item.default} for item in query.parameters
    ]
    return {
        "name": query.name,
        "address": f"/query/{query.name}",
        "summary": query.summary,
        "description": query.head.get("description", ""),
        "tags": query.head.get("tags", ""),
        "parameters": parameters,
    }


async def handle_named(service: Service, generation: Generation, request: Request) -> Reply:
    """Answer a question by its name; `.csv` and the like behind its name choose the format.

    Raises ProblemError for an unknown query or format, and for values it cannot take.
    """
    # A suffix, as links and `curl -O` have it, goes before what Accept says: it was typed.
    path = PurePosixPath(request.path.removeprefix("/query/"))
    queries = generation.catalogue.queries
    suffix = path.suffix[1:]
    name = str(path) if str(path) in queries else str(path.with_suffix(""))
    query = queries.get(name)
    if query is None:
        raise ProblemError("not-found", "There is no question of this name; see /query.")
    # A query may have a dot in its name; the whole name goes first.
    if str(path) in queries:
        suffix = ""
    if suffix == "rq":
        return reply_with(query.text.encode(), format_of(".rq").content_type())
    fields = read_query_string(request, service.limits)
    if not suffix and wants_form(query, fields, request):
        body = render_template("query.html", query=query, draft=generation.catalogue.draft)
        return reply_with(body, HTML.content_type())
    operation = make_named_operation(query, suffix, fields, generation)
    reply = await answer_query(operation, generation, request)
    return mark_download(reply, query, suffix, fields)


def wants_form(query: Query, fields: Fields, request: Request) -> bool:
    """Tell whether a person came without the values that the query needs."""
    missing = any(
        parameter.default is None and parameter.name not in fields for parameter in query.parameters
    )
    choice = choose_format(request.header(b"accept"), (RESULTS[0], HTML))
    return missing and choice is not None and choice[0] is HTML


def make_named_operation(
    query: Query, suffix: str, fields: Fields, generation: Generation
) -> Operation:
    """Make the operation of a question; raise ProblemError for a format or value it refuses."""
    offers = FORMATS_BY_FORM.get(find_form(query.text), RESULTS)
    if suffix and find_format(suffix, offers) is None:
        raise ProblemError("not-found", "This query has no such format.")
    return Operation(
        query=query.text,
        format=suffix or take_single(fields, "format") or "",
        deadline=read_deadline(take_single(fields, "timeout"), generation.limits),
        bindings=bind_parameters(query, fields, generation.catalogue.base),
        title=query.summary,
        links=make_named_links(query, fields),
    )


def make_named_links(query: Query, fields: Fields) -> dict[str, str]:
    """Make links to the same answer in the other formats, and to the query itself."""
    kept = [
        (name, value) for name, values in fields.items() for value in values if name != "format"
    ]
    tail = f"?{urlencode(kept)}" if kept else ""
    address = f"/query/{quote(query.name)}"
    offers = FORMATS_BY_FORM.get(find_form(query.text), RESULTS)
    links = {o.name: f"{address}.{o.name}{tail}" for o in offers if o is not HTML}
    return links | {"rq": f"{address}.rq"}


def mark_download(reply: Reply, query: Query, suffix: str, fields: Fields) -> Reply:
    """Mark a reply to be saved under the query's name, where `download=` asks for it."""
    if reply.status == OK and "download" in fields and suffix:
        value = f'attachment; filename="{query.name}.{suffix}"'
        reply.headers.append((b"content-disposition", value.encode("ascii", "replace")))
    return reply
