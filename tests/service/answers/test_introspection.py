from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING

import pytest

from kg.service.answers.introspection import Health, Readiness, Version
from kg.service.http.limits import Limits

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager
    from pathlib import Path

    from conftest import Running


@pytest.mark.parametrize(
    ("path", "model"), [("health", Health), ("ready", Readiness), ("version", Version)]
)
def test_answers_are_of_their_models(
    built: Running, path: str, model: type[Health | Readiness | Version]
) -> None:
    """Every member is there, and no other."""
    document = built.client.get(f"/-/{path}").json()
    assert model.model_validate(document).model_dump() == document


def test_who_waits_for_the_data_in_memory_is_told(built: Running) -> None:
    """They are read from disk meanwhile."""
    while (said := built.client.get("/-/ready").json()["reads_from"]) != "memory":
        assert said == "loading"


def test_settings_tell_every_limit(built: Running) -> None:
    """No limit is a secret."""
    assert set(built.client.get("/-/settings").json()) == {f.name for f in fields(Limits)}


def test_answers_for_monitors_are_not_kept(built: Running) -> None:
    """A proxy never answers for the health of a service."""
    for path in ("health", "ready", "version", "metrics", "settings"):
        assert built.client.get(f"/-/{path}").headers["cache-control"] == "no-store"


@pytest.mark.parametrize(
    ("path", "allowed"),
    [
        ("/sparql", False), ("/sparql?query=ASK%7B%7D", False), ("/query/tips", False),
        ("/store?default", False), ("/-/metrics", False),
        ("/", True), ("/tips/12.html", True), ("/sparql.html", True),
    ],
)  # fmt: skip
def test_crawlers_are_kept_off_what_costs(built: Running, path: str, allowed: bool) -> None:
    """The site itself is open to them; of the rules that fit, the longest counts (RFC 9309)."""
    lines = built.client.get("/robots.txt").text.splitlines()
    rules = [line.split(": ") for line in lines if line.startswith(("Allow", "Disallow"))]
    longest = max((rule for rule in rules if path.startswith(rule[1])), key=lambda r: len(r[1]))
    assert (longest[0] == "Allow") is allowed


def test_problems_are_explained_on_a_page(built: Running) -> None:
    """The type of a problem is a link to its explanation."""
    kind = built.client.get("/nothing").json()["type"]
    page, _, anchor = kind.partition("#")
    assert f'id="{anchor}"' in built.client.get(page).text


def test_metrics_count_by_route_and_outcome(built: Running) -> None:
    """What the framework refuses is counted as what it is."""
    built.client.get("/-/unknown")
    text = built.client.get("/-/metrics").text
    assert 'kg_requests_total{outcome="not-found",route="operators"}' in text
    assert 'route="health"' in text or built.client.get("/-/health").status_code == 200


def test_a_draft_is_served_as_one(
    build: Callable[..., None],
    serve: Callable[..., AbstractContextManager[Running]],
    tmp_path: Path,
) -> None:
    """Whoever starts it, a monitor and whoever opens a page of the service are told."""
    build(tmp_path, "b" * 64, draft=True)
    with serve(tmp_path) as running:
        assert running.client.get("/-/version").json()["draft"] is True
        page = running.client.get("/query", headers={"accept": "text/html"}).text
        assert "<strong>Draft.</strong>" in page


def test_what_is_finished_says_nothing_of_a_draft(built: Running) -> None:
    """The band stands on drafts alone."""
    assert built.client.get("/-/version").json()["draft"] is False
    assert "Draft" not in built.client.get("/query", headers={"accept": "text/html"}).text
