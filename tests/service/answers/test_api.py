from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException

from kg.service.answers import introspection
from kg.service.answers.api import make_api, name_problem
from kg.service.http.problems import ProblemError

if TYPE_CHECKING:
    from conftest import Running

ADDRESSES = [
    "/-/health", "/-/ready", "/-/version", "/-/metrics", "/-/settings", "/-/problems",
    "/robots.txt", "/.well-known/void", "/openapi.json",
]  # fmt: skip


@pytest.mark.parametrize("path", ADDRESSES)
def test_the_framework_owns_what_is_not_hot(path: str) -> None:
    """Every address that tells of the service is a route of the FastAPI application."""
    names = {route.path: route.name for route in introspection.router.routes}
    assert str(make_api().url_path_for(names[path])) == path


@pytest.mark.parametrize("path", [*ADDRESSES, "/-/unknown", "/-/service.css"])
def test_every_answer_has_the_headers_of_all_answers(built: Running, path: str) -> None:
    """CORS without credentials, nosniff and a cache policy, whoever answered."""
    answer = built.client.get(path)
    assert answer.status_code == (404 if path == "/-/unknown" else 200)
    assert answer.headers["access-control-allow-origin"] == "*"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "Accept-Encoding" in answer.headers["vary"]
    assert answer.headers["cache-control"]
    assert len(answer.headers.get_list("content-type")) == 1


@pytest.mark.parametrize("path", ADDRESSES)
@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH"])
def test_only_reading_is_allowed(built: Running, path: str, method: str) -> None:
    """405 with Allow, as a problem."""
    answer = built.client.request(method, path)
    assert answer.status_code == 405
    assert answer.headers["allow"] == "GET, HEAD, OPTIONS"
    assert answer.json()["type"] == "/-/problems#method"


@pytest.mark.parametrize("path", ADDRESSES)
def test_head_and_options_are_answered_everywhere(built: Running, path: str) -> None:
    """HEAD has no body but the type of GET; OPTIONS is a preflight for anybody."""
    head = built.client.head(path)
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["content-type"] == built.client.get(path).headers["content-type"]
    options = built.client.options(path)
    assert (options.status_code, options.headers["allow"]) == (204, "GET, HEAD, OPTIONS")


@pytest.mark.parametrize("path", ["/docs", "/redoc", "/docs/oauth2-redirect", "/-/docs"])
def test_no_page_that_loads_from_elsewhere(built: Running, path: str) -> None:
    """The framework's pages of documentation, made of other hosts' scripts, are not there."""
    assert built.client.get(path).status_code == 404


@pytest.mark.parametrize(
    ("error", "slug"),
    [
        pytest.param(HTTPException(404), "not-found", id="404"),
        pytest.param(HTTPException(405), "method", id="405"),
        pytest.param(HTTPException(418), "bad-request", id="other"),
        pytest.param(ProblemError("timeout", "late"), "timeout", id="own"),
        pytest.param(
            RequestValidationError([{"loc": ("query", "n"), "msg": "no number", "type": "int"}]),
            "bad-request",
            id="422",
        ),
    ],
)
def test_errors_of_the_framework_become_problems(error: Exception, slug: str) -> None:
    """Router, validation and endpoints refuse in one shape."""
    assert name_problem(error).slug == slug


def test_a_validation_error_names_the_parameter() -> None:
    """Who asked learns which value to mend."""
    error = RequestValidationError([{"loc": ("query", "n"), "msg": "no number", "type": "int"}])
    assert name_problem(error).detail == "query.n: no number"


def test_the_framework_is_loaded_when_serving_starts() -> None:
    """Neither `kg` nor the command's own module imports FastAPI; that would cost every start."""
    code = "import sys, kg.__main__, kg.commands.serve; print('fastapi' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
