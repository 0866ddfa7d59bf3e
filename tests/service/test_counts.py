"""Counts over everything, asked of real servers: refused once, then answered from a table."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager

    from conftest import Running

    Serve = Callable[..., AbstractContextManager[Running]]
    Build = Callable[..., None]

pytestmark = pytest.mark.slow

SHORT = "0.05"
"""Seconds in which nobody counts so much, and in which a table is read."""
GRAPH = "https://example.org/tea/graph/review"
STATEMENTS = 900
# Each with each: nearly a million solutions.
PAIRS = "SELECT ?p ?q (COUNT(*) AS ?n) { ?s ?p ?o . ?t ?q ?u } GROUP BY ?p ?q ORDER BY ?p ?q"


def build_large(build: Build, folder: Path, digest: str, statements: int) -> None:
    """Write a build with some more statements, of three properties."""
    build(folder, digest)
    made = folder / "build" / "builds" / digest
    store = ox.Store(str(made / "store"))
    subject, graph = ox.NamedNode("https://example.org/tea/x"), ox.NamedNode(GRAPH)
    store.bulk_extend(
        ox.Quad(subject, ox.NamedNode(f"x:p{n % 3}"), ox.Literal(n), graph)
        for n in range(statements)
    )
    store.flush()
    manifest = json.loads((made / "manifest.json").read_bytes())
    manifest["graphs"][GRAPH] += statements
    (made / "manifest.json").write_text(json.dumps(manifest))


def ask_until_answered(running: Running, counts: Path) -> list[int]:
    """Ask, be refused, ask again when there is a table; return the numbers of the answer."""
    assert running.ask(PAIRS, format="json", timeout=SHORT).status_code == 504
    while not [*counts.glob("*/*.json")]:
        running.client.get("/-/version")
    reply = running.ask(f"{PAIRS} # again", format="json", timeout=SHORT)
    assert reply.status_code == 200, reply.text
    return numbers_of(reply.json())


def numbers_of(answer: dict[str, dict[str, list[dict[str, dict[str, str]]]]]) -> list[int]:
    """Return what was counted, the least first."""
    return sorted(int(row["n"]["value"]) for row in answer["results"]["bindings"])


def expected(each: int) -> list[int]:
    """Return the sizes of pairs where three properties have `each` statements, and three one."""
    return [1] * 9 + [each] * 18 + [each * each] * 9


def test_what_takes_too_long_is_counted_once(tmp_path: Path, serve: Serve, build: Build) -> None:
    """It is refused and counted meanwhile; who asks later is answered, after a restart too."""
    build_large(build, tmp_path, "a" * 64, STATEMENTS)
    with serve(tmp_path) as running:
        answer = ask_until_answered(running, tmp_path / "build" / "counts")
        assert answer == expected(STATEMENTS // 3)
    with serve(tmp_path) as running:
        reply = running.ask(PAIRS, format="json", timeout=SHORT)
        assert numbers_of(reply.json()) == expected(STATEMENTS // 3)


def test_newer_data_are_counted_anew(tmp_path: Path, serve: Serve, build: Build) -> None:
    """Unasked, and what was counted of the data before answers no question about them."""
    build_large(build, tmp_path, "a" * 64, STATEMENTS)
    counts = tmp_path / "build" / "counts"
    with serve(tmp_path) as running:
        ask_until_answered(running, counts)
        before = sorted(counts.iterdir())
        # Written elsewhere and moved in: what it has is there before it is served.
        build_large(build, tmp_path / "next", "b" * 64, STATEMENTS + 300)
        made = tmp_path / "next" / "build" / "builds" / ("b" * 64)
        made.rename(tmp_path / "build" / "builds" / made.name)
        link = tmp_path / "build" / ".next"
        link.symlink_to(Path("builds") / made.name)
        link.rename(tmp_path / "build" / "current")
        while sorted(counts.iterdir()) == before or len([*counts.glob("*/*.json")]) != 1:
            running.client.get("/-/version")
        reply = running.ask(PAIRS, format="json", timeout=SHORT)
        assert numbers_of(reply.json()) == expected(STATEMENTS // 3 + 100)
