"""A graph → the part of it that is read back from an engine and compared.

What has few triples is compared whole. Of the rest some subjects are drawn, with all that is said
of each, and those of a literal of each datatype and language: an engine that writes such literals
anew does so with all of them. All graphs are counted besides, so that what is lost is seen anyway.
"""

from __future__ import annotations

import random
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from kg.service.data.graphlines import GraphLines, digest_lines

FEW = 1_000
"""Triples of a graph that is compared whole."""
DRAWN, SHARE = 300, 100
"""Triples that are compared of a larger one: so many at least, and one in so many."""
MOST_ROWS = 1_000
"""Triples of one answer: some engines cut off what is long, and do not say so in the answer."""
MOST_KINDS = 100
_QUOTE = b'"'


class Sample(NamedTuple):
    """Some subjects of a graph, as N-Triples has them, and all that it says of them."""

    subjects: Sequence[str]
    triples: int
    digest: str


class _Said(NamedTuple):
    """What a graph says of a subject; nothing, where that was deleted."""

    subject: bytes
    lines: Sequence[bytes]


def draw_samples(graph: GraphLines, seed: str, wanted: Sequence[bytes] = ()) -> list[Sample]:
    """Draw what is to be compared of a graph; each sample is what one answer may hold.

    The subjects of the lines that are `wanted` are among it. By the same seed the same is drawn.
    """
    most = max(DRAWN, len(graph.quads) // SHARE)
    chance = random.Random(seed)  # noqa: S311 - no secret
    certain = [*_list_kinds(graph.quads), *wanted]
    drawn = chance.sample(graph.quads, min(len(graph.quads), most))
    pieces: list[list[_Said]] = [[]]
    rows = found = 0
    for number, said in enumerate(_list_said(graph, (*certain, *drawn))):
        if number >= len(certain) and found >= most:
            break
        if rows + len(said.lines) > MOST_ROWS:
            pieces.append([])
            rows = 0
        pieces[-1].append(said)
        rows += len(said.lines)
        found += len(said.lines)
    return [_make_sample(graph, piece) for piece in pieces if piece]


def _list_kinds(lines: Iterable[bytes]) -> list[bytes]:
    """Return the first and the last line with a literal of each datatype and language."""
    first: dict[bytes, bytes] = {}
    last: dict[bytes, bytes] = {}
    for line in lines:
        place = line.rfind(_QUOTE)
        if place > 0:
            kind = line[place:]
            first.setdefault(kind, line)
            last[kind] = line
    return [*first.values()][:MOST_KINDS] + [*last.values()][:MOST_KINDS]


def _list_said(graph: GraphLines, lines: Iterable[bytes]) -> Iterator[_Said]:
    """Yield all that is said of the subject of each line, once; not where that is very much."""
    subjects = dict.fromkeys(line[: line.find(b" ") + 1] for line in lines)
    for subject in subjects:
        if not subject.startswith(b"<") or subject.startswith(b"<<"):
            continue
        start = bisect_left(graph.quads, subject)
        end = bisect_left(graph.quads, subject[:-1] + b"!", start)
        if end - start <= MOST_ROWS:
            yield _Said(subject, graph.quads[start:end])


def _make_sample(graph: GraphLines, piece: Sequence[_Said]) -> Sample:
    lines = [line for said in piece for line in said.lines]
    subjects = [said.subject.rstrip().decode() for said in piece]
    return Sample(subjects, len(lines), digest_lines(graph.write_triples(lines)))
