from __future__ import annotations

import json

import pytest

from kg.service.http.problems import KINDS, ProblemError, render_problem


@pytest.mark.parametrize("slug", KINDS)
def test_every_problem_says_what_to_do(slug: str) -> None:
    """Type, title, status, detail and remedy are there (RFC 9457)."""
    body = json.loads(render_problem(ProblemError(slug, "why", line=3)))
    assert body["type"] == f"/-/problems#{slug}"
    assert body["status"] == KINDS[slug].status
    assert body["title"]
    assert body["remedy"]
    assert (body["detail"], body["line"]) == ("why", 3)


def test_timeout_overload_limit_and_error_differ() -> None:
    """Each has a status of its own."""
    statuses = {KINDS[slug].status for slug in ("timeout", "overload", "too-costly", "failed")}
    assert len(statuses) == 4


def test_nothing_in_a_body_can_be_taken_for_markup_by_old_browsers() -> None:
    """The body is ASCII."""
    assert render_problem(ProblemError("syntax", "é\u2028")).isascii()
