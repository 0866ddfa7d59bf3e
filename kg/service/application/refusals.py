"""A problem as whoever asked can read it: JSON for programs, a page for browsers."""

from __future__ import annotations

import re
from pathlib import Path

from kg.formats import HTML
from kg.service.http.problems import ProblemError
from kg.service.http.replies import UNSTORED, Reply, reply_with, reply_with_problem, wants_page
from kg.service.http.requests import Request

MISSING_PAGE = "404.html"
NOT_FOUND = 404
# No page lies so deep; of deeper addresses each link would be as long as the address.
_DEEPEST = 64
_ROOT = re.compile(rb'<body data-root="([^"]*)"')


def refuse(problem: ProblemError, request: Request, site: Path | None) -> Reply:
    """Make the reply of a problem; a site has a page of its own for what is missing."""
    accept = request.header(b"accept")
    page = site / MISSING_PAGE if site is not None else None
    if (
        page is not None
        and problem.kind.status == NOT_FOUND
        and wants_page(accept)
        and page.is_file()
    ):
        content = _lead_from(request, page.read_bytes())
        reply = reply_with(content, HTML.content_type(), cache_control=UNSTORED, status=NOT_FOUND)
        reply.outcome = problem.slug
        return reply
    return reply_with_problem(problem, accept)


def _lead_from(request: Request, page: bytes) -> bytes:
    """Return the page with links that start where the request does, and not at the host's top.

    The page names the folder that the site is published in. A preview stands in no folder, and a
    proxy may take it off before it asks. A browser knows where it is, so relative links hold.
    """
    root = _ROOT.search(page)
    # As it was sent: a slash that is coded, or one too many, is for the browser what it looks like.
    depth = request.raw_path.count(b"/") - 1
    if root is None or depth > _DEEPEST:
        return page
    return page.replace(b'="' + root[1], b'="' + b"../" * depth)
