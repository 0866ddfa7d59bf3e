from __future__ import annotations

import io

import pytest
from pyoxigraph import RdfFormat, Store

from kg.service.data.quadlines import Graphless, Seen, Sightings, Sought, find_triples
from kg.service.data.reading import READ_BYTES

PLAIN = (
    b"<x:s> <x:p> <x:o> <x:g> .\n",
    b'<x:s> <x:p> "a \\"b\\" <c> .\\n" <x:g> .\n',
    b'<x:s> <x:p> "a"@en-gb <x:g> .\n',
    b'<x:s> <x:p> "POINT(0 0)"^^<x:wkt> <x:g> .\n',
    b'<x:s> <x:p> "-12"^^<http://www.w3.org/2001/XMLSchema#integer> <x:g> .\n',
    b'<x:s> <x:p> "0fB7"^^<http://www.w3.org/2001/XMLSchema#hexBinary> <x:g> .\n',
    b'<x:s> <x:p> "https://X.org/%7e"^^<http://www.w3.org/2001/XMLSchema#anyURI> <x:g> .\n',
)
NOT_PLAIN = (
    b"<x:s> <x:p> <x:o> .\n",
    b"_:s <x:p> <x:o> <x:g> .\n",
    b"<x:s> <x:p> <x:o> <x:g> . # said\n",
    b"<x:s> <x:p> <x:o> <x:g>.\n",
    b"\n",
    b'<x:s> <x:p> "\\u0061" <x:g> .\n',
    b'<x:s> <x:p> "\\t" <x:g> .\n',
    b'<x:s> <x:p> "a"@en-GB <x:g> .\n',
    b'<x:s> <x:p> "+1"^^<http://www.w3.org/2001/XMLSchema#integer> <x:g> .\n',
    b'<x:s> <x:p> "1.0"^^<http://www.w3.org/2001/XMLSchema#decimal> <x:g> .\n',
)


def test_plain_lines_are_told_from_others() -> None:
    """Of which nothing is taken."""
    triples = [line.rpartition(b" <x:g>")[0] for line in PLAIN]
    assert find_triples(b"".join(PLAIN)) == triples
    for line in NOT_PLAIN:
        assert find_triples(PLAIN[0] + line) is None, line


def test_the_engine_takes_no_two_plain_lines_for_one() -> None:
    """Lines that are written otherwise are other quads: it keeps how each of them is written."""
    others = [line.replace(b"fB", b"Fb").replace(b"%7e", b"~") for line in PLAIN]
    store = Store()
    store.load(b"".join({*PLAIN, *others}), RdfFormat.N_QUADS)
    assert len(store) == len({*PLAIN, *others}) == len(PLAIN) + 2


@pytest.mark.parametrize("end", [b"", b"\n"])
@pytest.mark.parametrize("size", [1, 7, 1 << 16])
def test_a_graph_is_cut_off_in_pieces_of_any_size(end: bytes, size: int) -> None:
    """The last line may lack its end."""
    text = b"".join(PLAIN).removesuffix(b"\n") + end
    source = Graphless(io.BytesIO(text))
    read = b"".join(iter(lambda: source.read(size), b""))
    assert read == b"".join(line.replace(b" <x:g> .\n", b" .\n") for line in PLAIN)


def test_what_is_seen_passes_unchanged_and_a_repeated_triple_is_noticed() -> None:
    """Whatever graph it stands in, and though another file had it."""
    sightings = Sightings()
    for graph in (b"<x:g>", b"<x:h>"):
        assert not sightings.find_repeated()
        text = b"".join(PLAIN).replace(b"<x:g>", graph)
        source = Seen(io.BytesIO(text), sightings)
        assert b"".join(iter(lambda source=source: source.read(9), b"")) == text  # type: ignore[misc]
    assert sightings.plain
    assert sightings.find_repeated() == [*range(2 * len(PLAIN))]


@pytest.mark.parametrize("end", [b"", b"\n"])
@pytest.mark.parametrize("size", [1, 7, 1 << 16])
def test_lines_are_found_by_their_numbers(
    monkeypatch: pytest.MonkeyPatch, end: bytes, size: int
) -> None:
    """In pieces of any size, and going on with those of the file before."""
    monkeypatch.setattr("kg.service.data.quadlines.READ_BYTES", 50)
    text = b"".join(PLAIN).removesuffix(b"\n") + end
    source = Sought(io.BytesIO(text), [1, 7, 10, 11, 7 + len(PLAIN)], 7)
    assert b"".join(iter(lambda: source.read(size), b"")) == text
    assert source.found == [PLAIN[number].removesuffix(b"\n") for number in (0, 3, 4)]
    assert source.next == 7 + len(PLAIN)


def test_where_a_line_is_not_plain_nothing_is_known() -> None:
    """So that the store is asked."""
    sightings = Sightings()
    sightings.see(PLAIN[0] + PLAIN[0] + NOT_PLAIN[0])
    assert not sightings.plain
    assert not sightings.find_repeated()


def test_what_repeats_is_found_among_more_than_are_compared_at_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Whatever the share it falls into."""
    monkeypatch.setattr("kg.service.data.quadlines._MOST_AT_ONCE", 7)
    sightings = Sightings()
    lines = [PLAIN[0].replace(b"x:s", b"x:%d" % number) for number in range(50)]
    sightings.see(b"".join([*lines, *lines[::10]]))
    assert sightings.find_repeated() == [0, 10, 20, 30, 40, *range(50, 55)]


def test_a_line_that_has_no_end_is_not_held(monkeypatch: pytest.MonkeyPatch) -> None:
    """The engine would refuse it, and who looks on beside it has no limit of the engine's."""
    monkeypatch.setattr("kg.service.data.quadlines.MOST_LINE", 3 * READ_BYTES)
    sightings = Sightings()
    seen = Seen(io.BytesIO(b"x" * (8 * READ_BYTES)), sightings)
    read = 0
    while sightings.plain and (data := seen.read(READ_BYTES)):
        read += len(data)
    assert read == 4 * READ_BYTES
