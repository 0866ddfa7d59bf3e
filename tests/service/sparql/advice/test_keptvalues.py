"""Values of properties are read once, and take no more room than they may."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad, Store

from kg.service.sparql.advice.adviser import Adviser
from kg.service.sparql.advice.keptvalues import KeptValues
from kg.service.sparql.advice.knownstore import KnownStore

LABEL = NamedNode("https://example.org/label")


def read(many: int, text: str = "tea") -> Iterator[object]:
    """Yield texts, and one record."""
    yield from (Literal(f"{text} {number}") for number in range(many))
    yield LABEL


def fail() -> Iterator[object]:
    """Read nothing: it is known."""
    pytest.fail("read a second time")


def test_what_was_read_is_not_read_again() -> None:
    """Texts and records apart, each once; whether there may be more is known, too."""
    kept = KeptValues()
    first = kept.find("label", 10, lambda: [*read(3), *read(3)])
    assert [one.value for one in first.literals] == ["tea 0", "tea 1", "tea 2"]
    assert (first.things, first.whole) == ((LABEL,), True)
    assert kept.find("label", 10, fail) is first
    assert not kept.find("label", 4, lambda: read(3)).whole
    assert not kept.find("none", 4, list)


def test_what_was_asked_for_longest_ago_makes_room() -> None:
    """What takes more than all may is not kept, and costs the others nothing."""
    one = KeptValues().find("a", 100, lambda: read(20)).size
    kept = KeptValues(one * 2 + one // 2)
    for name in "abacx"[:4]:
        kept.find(name, 100, lambda: read(20))
    assert kept.size == 2 * one
    kept.find("a", 100, fail)
    kept.find("c", 100, fail)
    kept.find("large", 1000, lambda: read(900))
    kept.find("a", 100, fail)
    again: list[str] = []
    kept.find("b", 100, lambda: again.append("b") or read(20))
    assert again == ["b"]
    assert kept.size <= one * 2 + one // 2


@pytest.mark.parametrize(
    "test",
    [
        '?s <https://example.org/label> "cup {}"',
        '?s <https://example.org/label> ?o FILTER(STR(?o) = "cup {}")',
        '?s <https://example.org/label> ?o FILTER(LANG(?o) = "c{}")',
        '?s <https://example.org/label> ?o FILTER(CONTAINS(?o, "CUP {}"))',
        "?s <https://example.org/label> <https://example.org/labe{}>",
    ],
)
def test_a_second_hint_on_a_property_reads_none_of_its_values(
    test: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever is asked of them; the hint is that of a store that was not asked before."""
    store = Store(str(tmp_path / "store"))
    for number in range(20):
        thing = NamedNode(f"https://example.org/{number}")
        store.add(Quad(thing, LABEL, Literal(f"tea {number}", language="en")))
    adviser = Adviser(store)
    adviser.hint(f"SELECT * {{ {test.format(1)} }}")
    second = f"SELECT * {{ {test.format(2)} }}"
    fresh = Adviser(store).hint(second)
    whole = KnownStore.quads_for_pattern

    def look(self: KnownStore, *pattern: object) -> object:
        assert pattern[:3] != (None, LABEL, None)
        return whole(self, *pattern)  # type: ignore[arg-type]

    monkeypatch.setattr(KnownStore, "quads_for_pattern", look)
    assert adviser.hint(second) == fresh
