"""The table of routes: every address of the service."""

from __future__ import annotations

from kg.service import introspection
from kg.service.app import Route
from kg.service.description import handle_void
from kg.service.endpoint import handle_sparql
from kg.service.graphs import handle_graph, handle_store
from kg.service.named import handle_named, handle_queries
from kg.service.pages import handle_page

ASKING = ("GET", "HEAD", "POST")

ROUTES = (
    Route("/sparql", handle_sparql, "Run a query (SPARQL 1.1 Protocol).", ASKING, "sparql"),
    Route("/sparql/", handle_sparql, "Run a query (SPARQL 1.1 Protocol).", ASKING, "sparql"),
    Route("/store", handle_store, "Read a graph (Graph Store Protocol).", name="store"),
    Route("/query", handle_queries, "List the named queries.", name="queries"),
    Route("/query/", handle_queries, "List the named queries.", name="queries"),
    Route("/.well-known/void", handle_void, "Describe the dataset (VoID).", name="void"),
    Route("/openapi.json", introspection.handle_openapi, "Describe this service.", name="openapi"),
    Route(
        "/robots.txt", introspection.handle_robots, "Tell crawlers where not to go.", name="robots"
    ),
    Route("/-/health", introspection.handle_health, "Tell whether queries work.", name="health"),
    Route("/-/ready", introspection.handle_ready, "Tell whether data are served.", name="ready"),
    Route("/-/version", introspection.handle_version, "Tell dataset and version.", name="version"),
    Route("/-/metrics", introspection.handle_metrics, "Give Prometheus metrics.", name="metrics"),
    Route("/-/settings", introspection.handle_settings, "Tell the limits.", name="settings"),
    Route("/-/problems", introspection.handle_problems, "Explain problems.", name="problems"),
    Route("/-/service.css", introspection.handle_styles, "Give the style sheet.", name="styles"),
    Route("/query/*", handle_named, "Run a named query.", name="query"),
    Route("/graph/*", handle_graph, "Read a graph by its own address.", name="graph"),
    Route("/store/*", handle_graph, "Read a graph by its own address.", name="graph"),
    Route("/*", handle_page, "Give a page, or lead to one.", name="page"),
)
