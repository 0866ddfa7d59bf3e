"""The table of routes: every address of the service."""

from __future__ import annotations

from kg.service.answers.endpoint import handle_sparql
from kg.service.answers.graphs import handle_graph, handle_store
from kg.service.answers.handover import handle_by_framework
from kg.service.answers.named import handle_named, handle_queries
from kg.service.answers.pages import handle_page
from kg.service.application.app import Route

ASKING = ("GET", "HEAD", "POST")

# What the framework answers, named for the metrics; it knows more of them than the table does.
FRAMEWORK_ROUTES = (
    *(
        Route(f"/-/{name}", handle_by_framework, name=name)
        for name in ("health", "ready", "version", "metrics", "settings", "problems")
    ),
    Route("/-/*", handle_by_framework, name="operators"),
    Route("/.well-known/void", handle_by_framework, name="void"),
    Route("/openapi.json", handle_by_framework, name="openapi"),
    Route("/robots.txt", handle_by_framework, name="robots"),
)
ROUTES = (
    Route("/sparql", handle_sparql, "Run a query (SPARQL 1.1 Protocol).", ASKING, "sparql"),
    Route("/sparql/", handle_sparql, "Run a query (SPARQL 1.1 Protocol).", ASKING, "sparql"),
    Route("/store", handle_store, "Read a graph (Graph Store Protocol).", name="store"),
    Route("/query", handle_queries, "List the questions.", name="queries"),
    Route("/query/", handle_queries, "List the questions.", name="queries"),
    *FRAMEWORK_ROUTES,
    Route("/query/*", handle_named, "Ask a question by its name.", name="query"),
    Route("/graph/*", handle_graph, "Read a graph by its own address.", name="graph"),
    Route("/store/*", handle_graph, "Read a graph by its own address.", name="graph"),
    Route("/*", handle_page, "Give a page, or lead to one.", name="page"),
)
