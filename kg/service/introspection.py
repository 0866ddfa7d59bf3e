"""`/-/…`: what the service tells of itself to operators and monitors."""

from __future__ import annotations

import asyncio
import dataclasses
import json
from pathlib import Path

from prometheus_client.exposition import CONTENT_TYPE_LATEST

from kg import __version__
from kg.service.app import Service
from kg.service.formats import HTML
from kg.service.generation import Generation
from kg.service.openapi import describe_api
from kg.service.pages import find_page, render_template
from kg.service.problems import KINDS, ProblemError
from kg.service.replies import FRESH, UNSTORED, Content, Reply, reply_with
from kg.service.requests import Request
from kg.service.wire import Job

HEALTH_WAIT = 2.0
STYLES = Path(__file__).parent / "templates" / "service.css"
UNHEALTHY = 503


def reply_with_json(document: object, *, fresh: bool = False, status: int = 200) -> Reply:
    """Make a reply of a JSON document."""
    body = json.dumps(document, ensure_ascii=False, indent=1).encode() + b"\n"
    cache = FRESH if fresh else UNSTORED
    return reply_with(Content(body, "application/json", cache_control=cache), status)


async def handle_health(service: Service, generation: Generation, request: Request) -> Reply:
    """Tell whether queries are answered; a service that is merely busy is healthy."""
    del service
    states = generation.pool.count_states()
    try:
        async with asyncio.timeout(HEALTH_WAIT):
            outcome, _ = await generation.run(Job("ASK {}", "json", deadline=1.0), request)
    except (ProblemError, TimeoutError):
        busy = states["waiting"] > 0 or states["slow"] > 0
        status = 200 if busy else UNHEALTHY
        return reply_with_json({"status": "busy" if busy else "failing"}, status=status)
    healthy = not outcome.problem
    status = 200 if healthy else UNHEALTHY
    return reply_with_json({"status": "ok" if healthy else "failing"}, status=status)


async def handle_ready(service: Service, generation: Generation, request: Request) -> Reply:
    """Tell that a dataset is being served; without one the service answers 503 before this."""
    del service, request
    return reply_with_json({"status": "ready", "digest": generation.catalogue.digest})


async def handle_version(service: Service, generation: Generation, request: Request) -> Reply:
    """Tell which dataset is served and by which version."""
    del service, request
    catalogue = generation.catalogue
    return reply_with_json(
        {
            "digest": catalogue.digest,
            "title": catalogue.title,
            "tool_version": __version__,
            "built_with": catalogue.tool_version,
            "base": catalogue.base,
            "graphs": dict(catalogue.graphs),
        }
    )


async def handle_metrics(service: Service, generation: Generation, request: Request) -> Reply:
    """Give the metrics in Prometheus' text format."""
    del generation, request
    return reply_with(
        Content(service.metrics.render(), CONTENT_TYPE_LATEST, cache_control=UNSTORED)
    )


async def handle_settings(service: Service, generation: Generation, request: Request) -> Reply:
    """Tell the limits in force."""
    del generation, request
    return reply_with_json(dataclasses.asdict(service.limits))


async def handle_problems(service: Service, generation: Generation, request: Request) -> Reply:
    """Explain every kind of problem."""
    del service, generation, request
    return reply_with(Content(render_template("problems.html", kinds=KINDS), HTML.content_type()))


async def handle_styles(service: Service, generation: Generation, request: Request) -> Reply:
    """Give the style sheet of the service's own pages."""
    del service, generation, request
    return reply_with(Content(STYLES.read_bytes(), "text/css; charset=utf-8"))


async def handle_robots(service: Service, generation: Generation, request: Request) -> Reply:
    """Keep crawlers off what costs an evaluation."""
    del request
    lines = ["User-agent: *", "Disallow: /sparql", "Disallow: /query/", "Disallow: /store"]
    lines += ["Disallow: /-/", "Allow: /"]
    if find_page(generation.catalogue.site, "sitemap.xml") and service.public_url:
        lines.append(f"Sitemap: {service.public_url.rstrip('/')}/sitemap.xml")
    return reply_with(Content(("\n".join(lines) + "\n").encode(), "text/plain; charset=utf-8"))


async def handle_openapi(service: Service, generation: Generation, request: Request) -> Reply:
    """Give the OpenAPI description, named queries included."""
    del request
    return reply_with_json(describe_api(service, generation), fresh=True)
