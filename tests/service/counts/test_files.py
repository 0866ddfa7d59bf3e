from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.service.counts import files
from kg.service.counts.files import CountFiles, Place
from kg.service.counts.patterns import TableName
from kg.service.counts.tables import Groups, Term

XSD = "http://www.w3.org/2001/XMLSchema#"


def name_of(number: int = 0) -> TableName:
    """Return a name of a table; each number has another one."""
    return TableName((("?v1", f"<x:p{number}>", "?v0"),), ("?v0",), ())


TERMS: dict[str, Term] = {
    "iri": ox.NamedNode("x:a"),
    "blank": ox.BlankNode("b"),
    "text": ox.Literal('a"\\\n\u0007\u00e9\U0001f600'),
    "language": ox.Literal("a", language="en-GB"),
    "number": ox.Literal("01", datatype=ox.NamedNode(f"{XSD}integer")),
    "ill-typed": ox.Literal("x", datatype=ox.NamedNode(f"{XSD}gYear")),
    "own-type": ox.Literal("x", datatype=ox.NamedNode("x:own")),
}


@pytest.mark.parametrize("term", TERMS.values(), ids=TERMS.keys())
def test_a_table_comes_back_as_it_was(term: Term, tmp_path: Path) -> None:
    """Terms, sizes and numbers are the same, and of another table nothing is known."""
    kept = CountFiles(tmp_path / "new")
    groups: Groups = {(term,): (3, 2), (ox.Literal("other"),): (1, 1)}
    assert kept.write(name_of(), groups)
    assert CountFiles(tmp_path / "new").read(name_of()) == (groups, frozenset())
    assert kept.read(name_of(1)) is None
    assert kept.list_names() == [name_of()]
    assert (kept.has(name_of()), kept.has(name_of(1))) == (True, False)


def test_a_piece_comes_back_as_it_was(tmp_path: Path) -> None:
    """Of a slice it is kept which variables have terms of its own only, and where."""
    kept = CountFiles(tmp_path)
    own = frozenset([Place(0, "?v1"), Place(0, "?v0")])
    assert kept.write(name_of(), {(): (1,)}, own)
    assert kept.read(name_of()) == ({(): (1,)}, own)


def test_what_no_file_gives_back_is_not_kept(tmp_path: Path) -> None:
    """A triple that is a term is written in another way than it is read."""
    kept = CountFiles(tmp_path)
    triple = ox.Triple(ox.NamedNode("x:a"), ox.NamedNode("x:b"), ox.NamedNode("x:c"))
    assert not kept.write(name_of(), {(triple,): (1,)})
    assert not [*tmp_path.iterdir()]


@pytest.mark.parametrize("content", [b"", b"{", b"[1]", b'[[[],[],[]],["<x:a>"],[[[1],[1]]],[]]'])
def test_a_file_that_is_damaged_is_as_good_as_none(content: bytes, tmp_path: Path) -> None:
    """It is not read, and replaced when the table is made again."""
    kept = CountFiles(tmp_path)
    kept.write(name_of(), {})
    (path,) = tmp_path.iterdir()
    path.write_bytes(content)
    assert kept.read(name_of()) is None
    assert kept.write(name_of(), {(): (1,)})
    assert kept.read(name_of()) == ({(): (1,)}, frozenset())


def test_the_oldest_goes_where_there_are_too_many(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever may ask can have tables made; the folder stays small."""
    monkeypatch.setattr(files, "MOST_FILES", 3)
    kept = CountFiles(tmp_path)
    for number in range(5):
        kept.write(name_of(number), {(ox.Literal(number),): (number,)})
    assert {name.patterns[0][1] for name in kept.list_names()} == {"<x:p2>", "<x:p3>", "<x:p4>"}
