"""A query operation answered: checked, negotiated, run by a worker, made into a reply."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Sequence
from functools import lru_cache
from urllib.parse import quote

from kg.formats import Format
from kg.service.application.generation import Generation
from kg.service.http.conditions import apply_condition
from kg.service.http.formats import (
    FORMATS_BY_FORM,
    RESULTS,
    TABLES,
    find_format,
    list_names,
)
from kg.service.http.limits import Limits
from kg.service.http.negotiation import choose_coding, choose_format
from kg.service.http.problems import ProblemError
from kg.service.http.replies import (
    FRESH,
    NOT_MODIFIED,
    UNSTORED,
    Headers,
    Reply,
    reply_with,
)
from kg.service.http.requests import Request
from kg.service.sparql.guard import Verdict, check_query
from kg.service.sparql.protocol import Operation
from kg.service.worker.wire import Job, Outcome

# Each link repeats the query, in percent escapes; some proxies refuse addresses beyond 8 kB.
LONGEST_LINK = 4000
LONGEST_TITLE = 1200
"""Of a warning that repeats what was asked: some proxies refuse a head beyond 8 kB, too."""


async def answer_query(
    operation: Operation,
    generation: Generation,
    request: Request,
    allowed_services: Collection[str] = (),
) -> Reply:
    """Answer a query; raise ProblemError when it has no answer."""
    limits = generation.limits
    verdict = check_query(operation.query, limits, allowed_services)
    chosen, media_type = negotiate(
        operation.format, request.header(b"accept"), FORMATS_BY_FORM.get(verdict.form, RESULTS)
    )
    coding = choose_coding(request.header(b"accept-encoding"))
    links = make_links(operation, verdict) if chosen.name == "html" else {}
    job = make_job(operation, chosen, coding, links, limits)
    query_hash = hash_job(job)
    content_type = chosen.content_type(media_type)
    # Before the query is run: whoever holds this answer already costs no evaluation.
    etag = make_etag(generation, query_hash, content_type, job, verdict)
    known = answer_known(etag, content_type, request)
    if known is not None:
        known.query_hash = query_hash
        return known
    try:
        outcome, body = await generation.run(job, request, shared=not verdict.volatile)
    except ProblemError as problem:
        problem.members["query_hash"] = query_hash
        raise
    if outcome.problem:
        raise describe_problem(outcome, query_hash)
    reply = reply_with(
        body,
        content_type,
        etag=etag,
        coding=outcome.coding,
        cache_control=FRESH if etag else UNSTORED,
        headers=link_warnings(outcome.warnings),
    )
    reply.rows, reply.query_hash = outcome.rows, query_hash
    return reply


def link_warnings(warnings: Sequence[str]) -> Headers:
    """Link what helps with each warning, which is the title of its link (RFC 8288)."""
    titles = map(_write_title, warnings)
    links = [f"</-/problems#warnings>; rel=\"help\"; title*=UTF-8''{title}" for title in titles]
    return [(b"link", ", ".join(links).encode("ascii"))] if links else []


def _write_title(warning: str) -> str:
    """Write a warning in percent escapes, of a long one the beginning."""
    title, shown = quote(warning), warning[:LONGEST_TITLE]
    while len(title) > LONGEST_TITLE:
        title, shown = quote(f"{shown}…"), shown[: len(shown) * 3 // 4]
    return title


def make_job(
    operation: Operation, chosen: Format, coding: str, links: dict[str, str], limits: Limits
) -> Job:
    """Make a worker's job of a query; only tables have a heading."""
    return Job(
        query=operation.query,
        format=chosen.name,
        coding=coding,
        default_graphs=operation.default_graphs,
        named_graphs=operation.named_graphs,
        bindings=dict(operation.bindings),
        deadline=operation.deadline,
        rows=min(limits.rows, limits.table_rows) if chosen in TABLES else limits.rows,
        result_bytes=limits.result_bytes,
        title=operation.title if chosen in TABLES else "",
        links=links,
        remarks=list(operation.remarks),
    )


def negotiate(wanted: str, accept: str, offers: tuple[Format, ...]) -> tuple[Format, str]:
    """Choose the format by `format=` or else by Accept.

    Clients send names of their own in `format=`; an unknown one gives way to an Accept header
    that says something. Returns the format and the media type to answer with; raises ProblemError
    where none fits.
    """
    # A plus in a URL is a space once decoded: `application/sparql-results+json`.
    found = find_format(wanted.replace(" ", "+"), offers) if wanted else None
    if found is not None:
        choice: tuple[Format, str] | None = (found, found.media_types[0])
    elif wanted and accept in ("", "*/*"):
        choice = None
    else:
        choice = choose_format(accept, offers)
    if choice is None:
        raise ProblemError("not-acceptable", f"This can be had as: {list_names(offers)}.")
    return choice


def hash_job(job: Job) -> str:
    """Return a short hash of the query, its dataset and its bindings, for log and ETag."""
    parts = [job.query, repr(job.default_graphs), repr(job.named_graphs), *job.remarks]
    if job.bindings:
        parts += [f"{name}={term}" for name, term in sorted(job.bindings.items())]
    return hashlib.blake2b("\0".join(parts).encode(), digest_size=10).hexdigest()


def make_etag(
    generation: Generation, query_hash: str, content_type: str, job: Job, verdict: Verdict
) -> str:
    """Make the entity tag of (dataset, query, format, coding); "" where answers may differ."""
    state = generation.catalogue.state
    if not state or verdict.volatile:
        return ""
    # A strong tag stands for bytes, and the same answer in another form is other bytes.
    return f"{state[:16]}-{query_hash}-{hash_form(content_type, job.coding)}"


@lru_cache(maxsize=256)
def hash_form(content_type: str, coding: str) -> str:
    """Return a short hash of what an answer is sent as."""
    return hashlib.blake2b(f"{content_type}\0{coding}".encode(), digest_size=4).hexdigest()


def answer_known(etag: str, content_type: str, request: Request) -> Reply | None:
    """Answer 304 without evaluating, when the client holds this very answer."""
    if not etag or b"if-none-match" not in request.headers:
        return None
    reply = apply_condition(reply_with(b"", content_type, etag=etag), request)
    return reply if reply.status == NOT_MODIFIED else None


def describe_problem(outcome: Outcome, query_hash: str) -> ProblemError:
    """Make the problem of a worker's outcome."""
    members: dict[str, object] = {"query_hash": query_hash}
    if outcome.line:
        members |= {"line": outcome.line, "column": outcome.column}
    return ProblemError(outcome.problem, outcome.detail, **members)


def make_links(operation: Operation, verdict: Verdict) -> dict[str, str]:
    """Make links to the same answer in the other formats."""
    if operation.links:
        return dict(operation.links)
    encoded = quote(operation.query, safe="")
    if len(encoded) > LONGEST_LINK:
        return {}
    names = [offer.name for offer in FORMATS_BY_FORM.get(verdict.form, ()) if offer.name != "html"]
    return {name: f"/sparql?query={encoded}&format={name}" for name in names}
