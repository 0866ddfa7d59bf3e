"""A problem as whoever asked can read it: JSON for programs, a page for browsers."""

from __future__ import annotations

from pathlib import Path

from kg.formats import HTML
from kg.service.http.problems import ProblemError
from kg.service.http.replies import UNSTORED, Reply, reply_with, reply_with_problem, wants_page
from kg.service.http.requests import Request

MISSING_PAGE = "404.html"
NOT_FOUND = 404


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
        reply = reply_with(
            page.read_bytes(), HTML.content_type(), cache_control=UNSTORED, status=NOT_FOUND
        )
        reply.outcome = problem.slug
        return reply
    return reply_with_problem(problem, accept)
