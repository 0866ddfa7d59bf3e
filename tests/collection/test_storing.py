from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

import pytest
from pyoxigraph import NamedNode, RdfFormat, Store

from kg.collection import storing
from kg.collection.parts import QUADS, Part
from kg.collection.storing import write_collected

pytestmark = pytest.mark.slow

TEA, HIVES = "https://example.org/tea/", "https://example.org/hives/"
OWN = NamedNode("https://example.org/all/graph/collection")


def make_part(folder: Path, base: str, **graphs: Iterable[object]) -> Part:
    """Make a part whose graphs have a quad for each value."""
    lines = [
        f'<{base}{value}> <x:p> "{value}" <{base}graph/{name}> .\n'
        for name, values in graphs.items()
        for value in values
    ]
    folder.mkdir()
    (folder / QUADS).write_text("".join(sorted(lines)), encoding="utf-8")
    counts = {f"{base}graph/{name}": len([*values]) for name, values in graphs.items()}
    return Part(folder, base.split("/")[-2], base, "", "", graphs=counts)


def own_lines(*values: int) -> bytes:
    """Return the quads of the collection itself."""
    return b"".join(b'<x:all> <x:p> "%d" %b .\n' % (n, str(OWN).encode()) for n in sorted(values))


def list_quads(*contents: bytes) -> set[str]:
    """Return the quads of some N-Quads."""
    store = Store()
    for content in contents:
        store.load(content, RdfFormat.N_QUADS)
    return {*map(str, store)}


def test_of_a_review_that_is_replaced_what_differs_is_exchanged(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The store is then what it would be if it were made of the parts anew; no graph is left."""
    tea = make_part(tmp_path / "tea-1", TEA, review=range(9), inferred=range(3), old=[1])
    hives = make_part(tmp_path / "hives-1", HIVES, review=range(4))
    write_collected(tmp_path / "one", None, (), (tea, hives), [(OWN, own_lines(1, 2))])
    newer = make_part(tmp_path / "tea-2", TEA, review=range(2, 11), inferred=range(3), new=[2])
    loaded: list[bytes] = []
    load = storing._load

    def note(store: Store, lines: set[bytes]) -> None:
        loaded.extend(lines)
        load(store, lines)

    monkeypatch.setattr(storing, "_load", note)
    own = own_lines(2, 3)
    write_collected(tmp_path / "two", tmp_path / "one", (tea,), (newer,), [(OWN, own)])
    store = Store.read_only(str(tmp_path / "two"))
    parts = [(part.folder / QUADS).read_bytes() for part in (newer, hives)]
    assert {*map(str, store)} == list_quads(*parts, own)
    assert {graph.value for graph in store.named_graphs()} == {
        *(newer.graphs or ()), *(hives.graphs or ()), OWN.value,
    }  # fmt: skip
    assert len(loaded) == 2 + 1 + 1


def test_a_review_that_is_taken_out_leaves_nothing(tmp_path: Path) -> None:
    """Neither quads nor graphs."""
    tea = make_part(tmp_path / "tea-1", TEA, review=range(9))
    hives = make_part(tmp_path / "hives-1", HIVES, review=range(4))
    write_collected(tmp_path / "one", None, (), (tea, hives), [(OWN, own_lines(1))])
    write_collected(tmp_path / "two", tmp_path / "one", (tea,), (), [(OWN, own_lines(1))])
    store = Store.read_only(str(tmp_path / "two"))
    assert {*map(str, store)} == list_quads((hives.folder / QUADS).read_bytes(), own_lines(1))
    assert not any(TEA in graph.value for graph in store.named_graphs())


@pytest.mark.parametrize(("most", "times"), [(1, 5), (800, 3), (10_000, 1)])
def test_reviews_that_come_are_loaded_some_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, most: int, times: int
) -> None:
    """As many as the bound lets, and one at least; nothing is lost where one file ends."""
    bases = [f"https://example.org/{name}/" for name in ("ants", "bees", "cows", "dogs", "elks")]
    parts = [make_part(tmp_path / str(n), base, review=range(4)) for n, base in enumerate(bases)]
    assert 267 < (parts[0].folder / QUADS).stat().st_size < 400
    monkeypatch.setattr(storing, "_AT_ONCE", most)
    together: list[int] = []
    load = storing._load_files

    def note(store: Store, paths: Sequence[Path]) -> None:
        together.append(len(paths))
        load(store, paths)

    monkeypatch.setattr(storing, "_load_files", note)
    write_collected(tmp_path / "one", None, (), parts, [(OWN, own_lines(1))])
    assert len(together) == times
    assert sum(together) == len(parts)
    store = Store.read_only(str(tmp_path / "one"))
    content = [(part.folder / QUADS).read_bytes() for part in parts]
    assert {*map(str, store)} == list_quads(*content, own_lines(1))
