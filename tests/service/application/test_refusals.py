"""The page for what is missing, wherever a browser asks."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.service.application.refusals import refuse
from kg.service.http.problems import ProblemError
from kg.service.http.requests import Message, Request

PAGE = '<!DOCTYPE html><body data-root="{0}"><a href="{0}tips.html">Tips</a> <a href="#main">x</a>'


async def _nothing() -> Message:
    return {"type": "http.disconnect"}


def asked(raw_path: bytes, accept: bytes = b"text/html") -> Request:
    """Return a request for a path, as it was sent."""
    scope = {
        "method": "GET", "path": raw_path.decode().replace("%2F", "/"), "raw_path": raw_path,
        "query_string": b"", "headers": [(b"accept", accept)],
    }  # fmt: skip
    return Request(scope, _nothing)


@pytest.mark.parametrize("top", ["/", "/works/tea/"])
@pytest.mark.parametrize(
    ("path", "link"),
    [
        pytest.param(b"/nosuch.html", b'"tips.html"', id="at the top"),
        pytest.param(b"/tips/99.html", b'"../tips.html"', id="in a folder"),
        pytest.param(b"/tips/", b'"../tips.html"', id="a folder"),
        pytest.param(b"/a%2Fb/c", b'"../tips.html"', id="a coded slash"),
        pytest.param(b"//tips/99.html", b'"../../tips.html"', id="a slash too many"),
    ],
)
def test_links_start_where_the_browser_is(
    path: bytes, link: bytes, top: str, tmp_path: Path
) -> None:
    """Whatever folder the site is published in, a preview and a proxy lead on from the page."""
    (tmp_path / "404.html").write_text(PAGE.format(top))
    reply = refuse(ProblemError("not-found", "No page."), asked(path), tmp_path)
    assert reply.status == 404
    assert b"href=" + link in reply.body
    assert b'href="#main"' in reply.body


def test_a_program_gets_the_problem(tmp_path: Path) -> None:
    """What does not like HTML best is told in JSON."""
    (tmp_path / "404.html").write_text(PAGE.format("/"))
    reply = refuse(ProblemError("not-found", "No page."), asked(b"/x", b"*/*"), tmp_path)
    assert reply.body.startswith(b'{"type": "/-/problems#not-found"')
