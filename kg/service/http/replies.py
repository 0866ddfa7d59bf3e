"""Replies: status, headers and the whole body, known before the first byte is sent."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

from kg.formats import HTML, Format
from kg.service.http.negotiation import choose_format
from kg.service.http.problems import ProblemError, render_problem
from kg.service.http.requests import Send

Header = tuple[bytes, bytes]
Headers = list[Header]

OK, NO_CONTENT, PARTIAL_CONTENT, SEE_OTHER, NOT_MODIFIED = 200, 204, 206, 303, 304
# Between two pieces it is seen whether the client takes anything at all.
PIECE = 256 * 1024
# Head, tuples and dictionary entries: what a small reply takes in memory beside its body.
OVERHEAD = 3 * 1024
EXPOSED = b"ETag, Link, Location, Retry-After, Content-Disposition, Content-Range, Accept-Ranges"
PROBLEM = Format("problem", ("application/problem+json", "application/json"), charset=False)
EVERYWHERE: Headers = [
    (b"access-control-allow-origin", b"*"),
    (b"access-control-expose-headers", EXPOSED),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"strict-origin-when-cross-origin"),
]
# The page that asks in the browser runs WebAssembly, in a worker that it makes of a Blob, so that a
# query can be ended; nothing may come from another host.
CONTENT_POLICY = (
    b"default-src 'none'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    b"script-src 'self' 'wasm-unsafe-eval'; worker-src blob:; connect-src 'self'; "
    b"manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
ON_PAGES: Headers = [
    (b"content-security-policy", CONTENT_POLICY),
    (b"x-frame-options", b"DENY"),
    (b"cross-origin-opener-policy", b"same-origin"),
]
# On every answer, as every address that negotiates could have given another.
VARY = (b"vary", b"Accept, Accept-Encoding")
FRESH = (b"cache-control", b"public, max-age=300")
UNSTORED = (b"cache-control", b"no-store")


@dataclass(slots=True)
class Reply:
    """What is sent, and what the log and the metrics tell of it."""

    status: int
    headers: Headers
    body: bytes = b""
    etag: bytes = b""
    cacheable: bool = False
    outcome: str = "ok"
    rows: int = 0
    query_hash: str = ""
    ranged: bool = False
    """Whether parts of the body may be asked for."""
    _head: bytes = b""

    @property
    def head(self) -> bytes:
        """The header lines as they are sent, put together once."""
        if not self._head:
            self._head = b"".join(b"%s: %s\r\n" % header for header in self.headers)
        return self._head

    @property
    def weight(self) -> int:
        """Bytes this reply costs the cache."""
        return len(self.body) + OVERHEAD


def reply_with(
    body: bytes,
    content_type: str,
    *,
    etag: str = "",
    coding: str = "",
    cache_control: Header = FRESH,
    headers: Sequence[Header] = (),
    status: int = OK,
) -> Reply:
    """Make a reply of a body and what describes it, with every header it needs.

    Only what has an entity tag is kept in the cache: it stands for the dataset as well.
    """
    media_type = content_type.encode()
    all_headers = [(b"content-type", media_type), VARY, cache_control, *EVERYWHERE]
    all_headers.append((b"content-length", b"%d" % len(body)))
    if media_type.startswith((b"text/html", b"image/svg")):
        all_headers += ON_PAGES
    if coding:
        all_headers.append((b"content-encoding", coding.encode()))
    tag = f'"{etag}"'.encode() if etag else b""
    if tag:
        all_headers.append((b"etag", tag))
    all_headers += headers
    return Reply(status, all_headers, body, etag=tag, cacheable=bool(tag) and status == OK)


def reply_with_problem(problem: ProblemError, accept: str = "") -> Reply:
    """Make a reply of a problem, as the page or the JSON that an Accept header likes better."""
    page = wants_page(accept)
    reply = reply_with(
        render_problem_page(problem) if page else render_problem(problem),
        HTML.content_type() if page else PROBLEM.content_type(),
        cache_control=UNSTORED,
        headers=problem.headers,
        status=problem.kind.status,
    )
    reply.outcome = problem.slug
    reply.query_hash = str(problem.members.get("query_hash", ""))
    return reply


def wants_page(accept: str) -> bool:
    """Tell a browser from a program: it names HTML, and likes it better than JSON."""
    chosen = choose_format(accept, (PROBLEM, HTML))
    return chosen is not None and chosen[0] is HTML


def render_problem_page(problem: ProblemError) -> bytes:
    """Render a problem for people."""
    from kg.service.http.rendering import render_template  # noqa: PLC0415 - few replies need it

    return render_template(
        "problem.html", kind=problem.kind, slug=problem.slug, detail=problem.detail
    )


def redirect(location: str, headers: Headers) -> Reply:
    """Make a 303 to a location of this service."""
    named = [(b"location", location.encode("ascii")), (b"content-length", b"0"), VARY, FRESH]
    return Reply(SEE_OTHER, [*named, *EVERYWHERE, *headers], outcome="redirect")


def reply_to_options(allowed: str) -> Reply:
    """Make the reply to OPTIONS, a CORS preflight or not."""
    headers = [
        (b"allow", allowed.encode()),
        (b"access-control-allow-methods", allowed.encode()),
        (b"access-control-allow-headers", b"Accept, Content-Type, If-Match, If-None-Match, Range"),
        (b"access-control-max-age", b"86400"),
        *EVERYWHERE,
    ]
    return Reply(NO_CONTENT, headers, outcome="options")


Deliver = Callable[[Reply, float], Awaitable[bool]]
"""Sends a reply to a client who may take none of it for so many seconds; false when given up."""


async def send_reply(send: Send, reply: Reply, wait: float) -> bool:
    """Send a reply; a client that takes none of it for `wait` seconds is given up.

    Returns False when given up; the server then breaks the connection.
    """
    await send({"type": "http.response.start", "status": reply.status, "headers": reply.headers})
    body = reply.body
    if len(body) <= PIECE:
        await send({"type": "http.response.body", "body": body})
        return True
    for start in range(0, len(body), PIECE):
        piece = body[start : start + PIECE]
        more = start + PIECE < len(body)
        try:
            async with asyncio.timeout(wait):
                await send({"type": "http.response.body", "body": piece, "more_body": more})
        except TimeoutError:
            return False
    return True
