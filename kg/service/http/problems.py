"""What can go wrong with a request, as RFC 9457 problem details: one table for all of it."""

from __future__ import annotations

import json
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ProblemKind:
    """A kind of problem: its status, its title, and what whoever asked can do."""

    status: int
    title: str
    remedy: str


KINDS: dict[str, ProblemKind] = {
    "bad-request": ProblemKind(400, "The request is not valid", "Mend the request as told."),
    "syntax": ProblemKind(400, "The query is not valid SPARQL", "Mend it at the place told."),
    "unsupported": ProblemKind(
        400, "The query uses what this engine lacks", "Use standard SPARQL 1.1 functions only."
    ),
    "malformed": ProblemKind(
        400, "The request is not HTTP/1.1", "Send a request as RFC 9112 describes it."
    ),
    "not-utf-8": ProblemKind(400, "The request is not UTF-8", "Send UTF-8."),
    "service-refused": ProblemKind(
        403,
        "Outgoing requests are refused",
        "Take the SERVICE clause out, or have the operator allow that endpoint "
        "(kg serve --allow-service IRI).",
    ),
    "stranger": ProblemKind(
        403,
        "The request comes by another site or name",
        "Ask at the address of the service itself; behind a proxy its operator tells it with "
        "kg serve --public-url.",
    ),
    "update-refused": ProblemKind(
        403, "This service is read-only", "Change the sources and publish a new build."
    ),
    "not-found": ProblemKind(404, "There is nothing at this address", "Check the address."),
    "method": ProblemKind(405, "The method is not allowed here", "Use a method of Allow."),
    "not-acceptable": ProblemKind(
        406, "None of the formats asked for can be made", "Ask for one of those named, or format=."
    ),
    "body-late": ProblemKind(408, "The body did not arrive in time", "Send it at once."),
    "head-late": ProblemKind(408, "The request did not arrive in time", "Send it at once."),
    "changed": ProblemKind(
        412, "The condition of the request does not hold", "Fetch it anew, without the condition."
    ),
    "body-too-large": ProblemKind(413, "The request is too large", "Send a shorter query."),
    "url-too-long": ProblemKind(414, "The URL is too long", "Send the query by POST."),
    "media-type": ProblemKind(
        415,
        "The body is of the wrong type",
        "Send application/sparql-query or application/x-www-form-urlencoded, in UTF-8.",
    ),
    "range": ProblemKind(416, "There are no such bytes", "Ask for a range within its size."),
    "too-deep": ProblemKind(422, "The query is nested too deep", "Use fewer nested brackets."),
    "too-many-patterns": ProblemKind(
        422, "The query has too many triple patterns", "Split the query."
    ),
    "too-long-chain": ProblemKind(
        422, "The query has too many clauses and operators", "Split the query."
    ),
    "too-many-rows": ProblemKind(
        422, "The answer has too many rows", "Add LIMIT, or take the full dump of the data."
    ),
    "too-large": ProblemKind(
        422, "The answer is too large", "Add LIMIT, or take the full dump of the data."
    ),
    "too-costly": ProblemKind(
        422,
        "The query needs more memory or stack than one query may have",
        "Make it more selective: join on fewer open patterns, sort fewer rows.",
    ),
    "head-too-large": ProblemKind(
        431, "The head of the request is too large", "Send fewer or shorter header lines."
    ),
    "failed": ProblemKind(500, "The query could not be evaluated", "Tell the operator."),
    "engine": ProblemKind(502, "The engine behind this service failed", "Try again later."),
    "method-unknown": ProblemKind(
        501, "There is no such method here", "Use GET, HEAD or POST, in capitals."
    ),
    "transfer-coding": ProblemKind(
        501, "The body comes in a way that is not read", "Send it with its Content-Length."
    ),
    "overload": ProblemKind(503, "Too many queries are waiting", "Try again after Retry-After."),
    "overload-slow": ProblemKind(
        503, "Too many long queries are running", "Try again after Retry-After."
    ),
    "crowded": ProblemKind(503, "Too many connections are open", "Try again after Retry-After."),
    "not-ready": ProblemKind(503, "The service is starting", "Try again after Retry-After."),
    "version": ProblemKind(505, "This version of HTTP is not spoken here", "Use HTTP/1.1."),
    "timeout": ProblemKind(
        504,
        "The query ran out of time and was ended",
        "Make it more selective: as it is, it is likely to run out of time again.",
    ),
}


class ProblemError(Exception):
    """A request that gets a problem for an answer."""

    def __init__(self, slug: str, detail: str, **members: object) -> None:
        """Take the kind's slug, what happened this time, and members for the problem body."""
        super().__init__(detail)
        self.slug = slug
        self.detail = detail
        self.members = members
        self.headers: list[tuple[bytes, bytes]] = []

    @property
    def kind(self) -> ProblemKind:
        """The kind of this problem."""
        return KINDS[self.slug]

    def with_header(self, name: bytes, value: bytes) -> ProblemError:
        """Add a header to the answer."""
        self.headers.append((name, value))
        return self


def render_problem(problem: ProblemError) -> bytes:
    """Render the problem+json body."""
    kind = problem.kind
    # `type` is a page of this service that explains the kind; `remedy` is a member of ours (3.2).
    body = {
        "type": f"/-/problems#{problem.slug}",
        "title": kind.title,
        "status": kind.status,
        "detail": problem.detail,
        "remedy": kind.remedy,
        **problem.members,
    }
    return json.dumps(body, ensure_ascii=True).encode() + b"\n"
