"""`/-/…` and other addresses that tell of the service itself: endpoints of the framework."""

from __future__ import annotations

import asyncio
from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse, JSONResponse, PlainTextResponse, Response
from prometheus_client.exposition import CONTENT_TYPE_LATEST
from pydantic import BaseModel

from kg import __version__
from kg.service.answers.handover import SCOPE_KEY, Exchange
from kg.service.answers.openapi import PROBLEM_CONTENT, describe_api
from kg.service.answers.pages import find_page
from kg.service.answers.void import describe_data
from kg.service.http.limits import Limits
from kg.service.http.problems import KINDS, ProblemError
from kg.service.http.rendering import TEMPLATES, render_template
from kg.service.http.replies import FRESH, Reply
from kg.service.pool.spawner import ReadsFrom
from kg.service.worker.wire import Job

# Shorter than what a load balancer waits, so that it hears `busy` rather than nothing.
HEALTH_WAIT = 2.0
STYLES = TEMPLATES / "service.css"
UNHEALTHY = 503
FRESHNESS = {FRESH[0].decode(): FRESH[1].decode()}


class Health(BaseModel):
    """Whether queries are answered; a service that is merely busy is healthy."""

    status: Literal["ok", "busy", "failing"]


class Readiness(BaseModel):
    """That a dataset is being served, which, and from where."""

    status: Literal["ready"] = "ready"
    digest: str
    reads_from: ReadsFrom


class Version(BaseModel):
    """Which dataset is served, and by which version."""

    digest: str
    title: str
    tool_version: str
    built_with: str
    base: str
    draft: bool
    graphs: dict[str, int]


async def find_exchange(request: Request) -> Exchange:
    """Find what the service handed over with a request."""
    exchange: Exchange = request.scope[SCOPE_KEY]
    return exchange


def make_response(reply: Reply) -> Response:
    """Make a response of the framework out of a reply."""
    response = Response(reply.body, reply.status)
    response.raw_headers = list(reply.headers)
    return response


Here = Annotated[Exchange, Depends(find_exchange)]
router = APIRouter(
    default_response_class=JSONResponse,
    responses={503: {"description": "The service is starting", "content": PROBLEM_CONTENT}},
)


@router.get("/-/health", summary="Tell whether queries work.", responses={503: {"model": Health}})
async def check_health(here: Here, response: Response) -> Health:
    """Run a query; failing answers have the status 503."""
    health = Health(status=await judge_health(here))
    if health.status == "failing":
        here.outcome, response.status_code = "failing", UNHEALTHY
    return health


async def judge_health(here: Exchange) -> Literal["ok", "busy", "failing"]:
    """Ask the smallest query; when it is late, tell busy from broken."""
    before = here.generation.pool.count_states()
    try:
        async with asyncio.timeout(HEALTH_WAIT):
            outcome, _ = await here.generation.run(
                Job("ASK {}", "json", deadline=1.0), here.request
            )
    except (ProblemError, TimeoutError):
        # Our own query may be what waits now; what others asked is told by the time before.
        busy = before["waiting"] + before["slow"] + before["quick"]
        return "busy" if busy + here.generation.pool.count_states()["slow"] else "failing"
    return "failing" if outcome.problem else "ok"


@router.get("/-/ready", summary="Tell whether data are served.")
async def check_readiness(here: Here) -> Readiness:
    """Without a dataset every address answers 503, this one too."""
    generation = here.generation
    return Readiness(digest=generation.catalogue.digest, reads_from=generation.pool.reads_from)


@router.get("/-/version", summary="Tell dataset and version.")
async def tell_version(here: Here) -> Version:
    """Dataset digest, graphs with their sizes, and the versions of the tool."""
    catalogue = here.generation.catalogue
    return Version(
        digest=catalogue.digest,
        title=catalogue.title,
        tool_version=__version__,
        built_with=catalogue.tool_version,
        base=catalogue.base,
        draft=catalogue.draft,
        graphs=dict(catalogue.graphs),
    )


@router.get("/-/settings", summary="Tell the limits in force.")
async def tell_settings(here: Here) -> Limits:
    """Tell times in seconds, sizes in bytes."""
    return here.service.limits


@router.get("/-/metrics", summary="Give Prometheus metrics.", response_class=PlainTextResponse)
async def give_metrics(here: Here) -> Response:
    """Prometheus' text format."""
    return Response(here.service.metrics.render(), media_type=CONTENT_TYPE_LATEST)


@router.get("/-/problems", summary="Explain problems.", response_class=HTMLResponse)
async def explain_problems() -> HTMLResponse:
    """Every kind of problem, its status, and what to do."""
    return HTMLResponse(render_template("problems.html", kinds=KINDS), headers=FRESHNESS)


@router.get("/-/service.css", include_in_schema=False)
async def give_styles() -> Response:
    """Give the style sheet of the service's own pages."""
    return Response(STYLES.read_bytes(), media_type="text/css", headers=FRESHNESS)


@router.get("/robots.txt", summary="Tell crawlers where not to go.")
async def guide_robots(here: Here) -> PlainTextResponse:
    """Crawlers are kept off what costs an evaluation."""
    lines = ["User-agent: *", "Disallow: /sparql", "Disallow: /query/", "Disallow: /store"]
    # The longest rule that fits counts (RFC 9309): the page that asks in the browser may be found.
    lines += ["Disallow: /-/", "Allow: /sparql.html", "Allow: /"]
    public = here.service.public_url.rstrip("/")
    if public and find_page(here.generation.catalogue.site, "sitemap.xml"):
        lines.append(f"Sitemap: {public}/sitemap.xml")
    return PlainTextResponse("\n".join(lines) + "\n", headers=FRESHNESS)


@router.get("/.well-known/void", summary="Describe the dataset (VoID).", response_class=Response)
async def give_void(here: Here) -> Response:
    """Give the build's own description of its data, or else counts and partitions of them."""
    reply = await describe_data(here.service, here.generation, here.request)
    return make_response(reply)


@router.get("/openapi.json", summary="Describe this service.")
async def give_openapi(here: Here, request: Request) -> JSONResponse:
    """Give the OpenAPI description, questions included; what has a tag is kept."""
    described = describe_api(request.app, here.service, here.generation)
    state = here.generation.catalogue.state[:16]
    tag = {"etag": f'"{state}-openapi-{__version__}"'} if state else {}
    return JSONResponse(described, headers=FRESHNESS | tag)
