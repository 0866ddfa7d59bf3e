from __future__ import annotations

from kg.service.data.graphlines import GraphLines, digest_lines, sort_graph
from kg.service.data.samples import DRAWN, MOST_ROWS, draw_samples

LINE = b'<x:%05d> <x:p> "%d"%b <x:g> .\n'


def make_graph(*kinds: bytes, triples: int = 5000) -> GraphLines:
    """Make a graph of a triple a subject; the first ones are of some kinds."""
    return sort_graph(
        "x:g",
        [LINE % (n, n, kinds[n] if n < len(kinds) else b"") for n in range(triples)],
    )


def test_a_sample_is_of_all_that_is_said_of_its_subjects() -> None:
    """Its digest is that of these lines alone."""
    graph = sort_graph("x:g", [LINE % (n // 3, n, b"") for n in range(9000)])
    (sample,) = draw_samples(graph, "a")
    said = {f"<x:{n // 3:05}>": [] for n in range(9000)}
    for line in graph.write_triples().splitlines(keepends=True):
        said[line.split()[0].decode()].append(line)
    lines = b"".join(line for subject in sample.subjects for line in said[subject])
    assert sample.digest == digest_lines(lines)
    assert sample.triples == lines.count(b"\n") == DRAWN


def test_each_kind_of_literal_is_in_it() -> None:
    """However few there are."""
    kinds = [b"@en", b"@cy", b"^^<x:a>", b"^^<x:b>"]
    found = {one for sample in draw_samples(make_graph(*kinds), "a") for one in sample.subjects}
    assert {f"<x:{n:05}>" for n in range(len(kinds))} <= found


def test_what_is_wanted_is_in_it() -> None:
    """As are the subjects that an update was about."""
    wanted = [LINE % (n, n, b"") for n in range(1000, 3000)]
    samples = draw_samples(make_graph(), "a", wanted)
    assert {f"<x:{n:05}>" for n in range(1000, 3000)} <= {
        one for sample in samples for one in sample.subjects
    }
    assert all(sample.triples <= MOST_ROWS for sample in samples)
    assert len(samples) > 1


def test_the_same_is_drawn_for_the_same_state() -> None:
    """And another part for another."""
    graph = make_graph()
    assert draw_samples(graph, "a") == draw_samples(graph, "a") != draw_samples(graph, "b")


def test_a_subject_with_very_many_triples_is_left_out() -> None:
    """No answer of an engine would hold them."""
    lines = [b'<x:all> <x:p> "%d" <x:g> .\n' % n for n in range(MOST_ROWS + 1)]
    assert draw_samples(sort_graph("x:g", lines), "a") == []
