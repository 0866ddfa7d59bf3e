"""The FastAPI application: it answers what is not on a hot path, and describes the whole service.

`app` hands requests over to it (`handover`) and answers the hot paths itself.  This module, and
those that only it imports, are imported when serving starts: FastAPI takes a while to load.
"""

from __future__ import annotations

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import Response
from starlette.exceptions import HTTPException

from kg import __version__
from kg.service.answers import introspection
from kg.service.answers.handover import SCOPE_KEY, Exchange
from kg.service.application.refusals import refuse
from kg.service.http.problems import ProblemError

NOT_FOUND, NOT_ALLOWED = 404, 405
ALLOWED = b"GET, HEAD, OPTIONS"


def make_api() -> FastAPI:
    """Make the application; its pages of documentation, which load from elsewhere, are left out."""
    api = FastAPI(
        title="Tiptrace", version=__version__, openapi_url=None, docs_url=None, redoc_url=None
    )
    api.include_router(introspection.router)
    api.add_exception_handler(ProblemError, answer_problem)
    api.add_exception_handler(HTTPException, answer_problem)
    api.add_exception_handler(RequestValidationError, answer_problem)
    return api


async def answer_problem(request: Request, error: Exception) -> Response:
    """Answer with a problem, whoever found it: an endpoint, the router, or the validation."""
    problem = name_problem(error)
    # The log and the metrics are written outside, where only a reply is seen.
    exchange: Exchange = request.scope[SCOPE_KEY]
    exchange.outcome = problem.slug
    site = exchange.generation.catalogue.site
    return introspection.make_response(refuse(problem, exchange.request, site))


def name_problem(error: Exception) -> ProblemError:
    """Name an error of the framework as one of the service's own problems."""
    if isinstance(error, ProblemError):
        return error
    if isinstance(error, RequestValidationError):
        told = "; ".join(f"{'.'.join(map(str, e['loc']))}: {e['msg']}" for e in error.errors())
        return ProblemError("bad-request", told)
    status = error.status_code if isinstance(error, HTTPException) else 0
    if status == NOT_FOUND:
        return ProblemError("not-found", "There is nothing at this address.")
    if status == NOT_ALLOWED:
        detail = f"Here only {ALLOWED.decode()} can be used."
        return ProblemError("method", detail).with_header(b"allow", ALLOWED)
    return ProblemError("bad-request", "The request cannot be answered.")
