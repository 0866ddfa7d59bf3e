from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from conftest import Running


@pytest.fixture(scope="module")
def described(built: Running) -> dict[str, Any]:
    """Return the description that the service gives."""
    document: dict[str, Any] = built.client.get("/openapi.json").json()
    return document


@pytest.mark.parametrize(
    ("path", "methods"),
    [
        ("/sparql", {"get", "head", "post"}), ("/sparql/", {"get", "head", "post"}),
        ("/store", {"get", "head"}), ("/query/{path}", {"get", "head"}),
        ("/graph/{path}", {"get", "head"}), ("/query/by-code", {"get"}), ("/query/all", {"get"}),
        ("/-/health", {"get"}), ("/.well-known/void", {"get"}), ("/openapi.json", {"get"}),
    ],
)  # fmt: skip
def test_the_whole_service_is_described(
    described: dict[str, Any], path: str, methods: set[str]
) -> None:
    """Hot paths, the framework's own routes and questions stand in one description."""
    assert set(described["paths"][path]) == methods


def test_a_search_is_described_where_there_is_one(described: dict[str, Any]) -> None:
    """A build of one review searches by itself, in the browser."""
    assert "/search" not in described["paths"]
    assert "SearchAnswer" not in described["components"]["schemas"]


def test_every_operation_has_a_name_of_its_own(described: dict[str, Any]) -> None:
    """Generators of clients make a function of each."""
    names = [item["operationId"] for path in described["paths"].values() for item in path.values()]
    assert len(names) == len(set(names))


def test_references_lead_somewhere(described: dict[str, Any]) -> None:
    """Every $ref names a component that is there."""
    pending: list[Any] = [described]
    while pending:
        item = pending.pop()
        if isinstance(item, dict):
            pending += item.values()
            target: Any = described
            for step in item.get("$ref", "#/").removeprefix("#/").split("/"):
                target = target[step] if step else target
        elif isinstance(item, list):
            pending += item


def test_the_protocol_has_its_parameters_and_bodies(described: dict[str, Any]) -> None:
    """Parameters of the protocol, both kinds of body, and the refusals."""
    asked = described["paths"]["/sparql"]
    names = [parameter["name"] for parameter in asked["get"]["parameters"]]
    assert names == ["query", "default-graph-uri", "named-graph-uri", "format", "timeout"]
    assert set(asked["post"]["requestBody"]["content"]) == {
        "application/sparql-query", "application/x-www-form-urlencoded"
    }  # fmt: skip
    assert {"400", "403", "406", "413", "415", "422", "503", "504"} <= set(
        asked["get"]["responses"]
    )
    assert "application/sparql-results+json" in asked["get"]["responses"]["200"]["content"]


def test_named_queries_have_their_parameters(described: dict[str, Any]) -> None:
    """A parameter without a default is required."""
    parameters = described["paths"]["/query/one"]["get"]["parameters"]
    assert [(item["name"], item["required"]) for item in parameters] == [("thing", True)]
    assert parameters[0]["schema"]["format"] == "iri"


def test_the_description_is_kept_with_its_build(built: Running) -> None:
    """It has a tag, and who holds it gets 304."""
    tag = built.client.get("/openapi.json").headers["etag"]
    again = built.client.get("/openapi.json", headers={"If-None-Match": tag})
    assert (again.status_code, again.content) == (304, b"")
