"""Conditions and ranges: a whole reply in, out what the client asked to have of it.

https://www.rfc-editor.org/rfc/rfc9110#section-13 and section 14.  Nothing here has a date that is
sure (a build that is taken back is older than what clients hold), so there is no Last-Modified, and
conditions on dates are passed over, as section 13.1.3 wants it then.
"""

from __future__ import annotations

import re

from kg.service.http.problems import ProblemError
from kg.service.http.replies import (
    NOT_MODIFIED,
    OK,
    PARTIAL_CONTENT,
    Reply,
    reply_with_problem,
)
from kg.service.http.requests import Request

READING = ("GET", "HEAD")
# Eighteen digits fit 64 bits; `int` of a million digits would take seconds.
RANGE = re.compile(rb"bytes=(\d{1,18})?-(\d{1,18})?", re.IGNORECASE)
OF_BODIES = (b"content-length", b"content-type", b"content-encoding")


def apply_condition(reply: Reply, request: Request) -> Reply:
    """Turn a whole reply into 304, 412, 206 or 416 where the request asks for that."""
    headers = request.headers
    # Conditions are of what is there: a problem or a redirect is sent as it is (13.2.1).
    if reply.status != OK:
        return reply
    # In the order of section 13.2.2: If-Match, If-None-Match, then Range.
    wanted = headers.get(b"if-match")
    if wanted is not None and not matches_strongly(wanted, reply.etag):
        return reply_with_problem(ProblemError("changed", "It is not what If-Match names."))
    held = headers.get(b"if-none-match")
    if held is not None and reply.etag and matches_etag(held, reply.etag):
        if request.method in READING:
            return reply_not_modified(reply)
        return reply_with_problem(ProblemError("changed", "It is what If-None-Match names."))
    if reply.ranged and request.method == "GET" and b"range" in headers:
        before = headers.get(b"if-range")
        # A part of another state than the client holds would be glued to it: then all is sent.
        if before is None or before == reply.etag:
            return select_range(reply, headers[b"range"])
    return reply


def matches_etag(header: bytes, etag: bytes) -> bool:
    """Tell whether an If-None-Match header names an entity tag (RFC 9110, section 13.1.2)."""
    tags = [tag.strip().removeprefix(b"W/") for tag in header.split(b",")]
    return etag in tags or b"*" in tags


def matches_strongly(header: bytes, etag: bytes) -> bool:
    """Tell whether an If-Match header names an entity tag; a weak one names none."""
    tags = [tag.strip() for tag in header.split(b",")]
    return (bool(etag) and etag in tags) or tags == [b"*"]


def reply_not_modified(reply: Reply) -> Reply:
    """Make the 304 of a reply: what caches need of its headers, and no body."""
    headers = [(name, value) for name, value in reply.headers if name not in OF_BODIES]
    return Reply(
        NOT_MODIFIED, headers, etag=reply.etag, outcome="not-modified", query_hash=reply.query_hash
    )


def select_range(reply: Reply, header: bytes) -> Reply:
    """Return the part of a reply that a Range header names.

    What is no range, or several at once, may be passed over (section 14.2), and is.
    """
    match = RANGE.fullmatch(header.strip())
    if match is None or match.groups() == (None, None):
        return reply
    size = len(reply.body)
    first, last = (None if number is None else int(number) for number in match.groups())
    if first is None:
        # `-500` is the last 500 bytes.
        first, last = max(size - (last or 0), 0), size - 1
    elif last is not None and last < first:
        return reply
    if first >= size:
        problem = ProblemError("range", f"It has {size} bytes.")
        return reply_with_problem(problem.with_header(b"content-range", b"bytes */%d" % size))
    last = size - 1 if last is None else min(last, size - 1)
    headers = [(name, value) for name, value in reply.headers if name != b"content-length"]
    headers.append((b"content-length", b"%d" % (last + 1 - first)))
    headers.append((b"content-range", b"bytes %d-%d/%d" % (first, last, size)))
    return Reply(
        PARTIAL_CONTENT, headers, reply.body[first : last + 1], etag=reply.etag, outcome="part"
    )
