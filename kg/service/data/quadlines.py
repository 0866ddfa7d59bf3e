"""Lines of N-Quads: which triples two graphs may hold, and triples without their graph.

To ask the store takes half of what loading takes. The lines pass by here anyway: where each has the
one spelling that canonical N-Quads has (https://www.w3.org/TR/rdf-canon/#canonical-quads), two
triples are the same only if they are written alike.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left
from collections.abc import Sequence

from kg.service.data.reading import READ_BYTES, Source

_IRI = rb"<[^>]*+>"
_XSD = rb"<http://www\.w3\.org/2001/XMLSchema#"
_RDF = rb"<http://www\.w3\.org/1999/02/22-rdf-syntax-ns#"
# What has to be escaped, and nothing else; `\u` is looked for in the piece as a whole.
_TEXT = rb'"[^"\\]*+(?:\\[nr"\\][^"\\]*+)*+"'
# The engine keeps the values of XML Schema's types, not their spelling: only those that have one.
_VALUES = (
    rb'(?:0|-?[1-9][0-9]*+)"\^\^%(xsd)binteger',
    rb'(?:true|false)"\^\^%(xsd)bboolean',
    rb'[0-9]{4}"\^\^%(xsd)bgYear',
    rb'[0-9]{4}-[0-9]{2}-[0-9]{2}"\^\^%(xsd)bdate',
)
_VALUE = rb'"(?:%b)>' % (b"|".join(_VALUES) % {b"xsd": _XSD})
# Of these it keeps the spelling; a checksum is a hexBinary.
_KEPT = rb"%b(?:hexBinary|base64Binary|anyURI)>" % _XSD
# Tags of languages are the same in capitals: only those in small letters are of one spelling.
_OTHER = rb"(?:@[a-z0-9-]++|\^\^(?:%b|(?!%b|%b)%b))?+" % (_KEPT, _XSD, _RDF, _IRI)
_LINE = re.compile(
    rb"^(%(iri)b %(iri)b (?:%(iri)b|%(text)b%(other)b|%(value)b)) %(iri)b \.\n"
    % {b"iri": _IRI, b"text": _TEXT, b"other": _OTHER, b"value": _VALUE},
    re.MULTILINE,
)
_ESCAPES = (rb"\u", rb"\U")
MOST_LINE = 16 << 20
"""Bytes of a line: the engine reads none that is longer."""
_MOST_AT_ONCE = 1 << 22
"""Hashes compared in one set, which takes ten times the room of the list of them."""


class Sightings:
    """The triples of all files of a store, as far as they must be known: eight bytes each."""

    def __init__(self) -> None:
        """Begin with none."""
        self.plain = True
        """Whether all was quads of IRIs and texts, a line each, in the one spelling."""
        self._hashes = array("q")

    def __len__(self) -> int:
        """Count the quads seen; 0 where something else was."""
        return len(self._hashes)

    def see(self, piece: bytes) -> None:
        """Take whole lines."""
        triples = find_triples(piece) if self.plain else None
        if triples is None:
            self.give_up()
        else:
            self._hashes.extend(map(hash, triples))

    def give_up(self) -> None:
        """Hear that there is something of which nothing is known."""
        self.plain = False
        self._hashes = array("q")

    def find_repeated(self) -> list[int]:
        """Return the numbers, from 0 on over all files, of the lines whose hash came twice.

        Among them are all whose triple did.
        """
        shares = [self._hashes]
        if len(self._hashes) > _MOST_AT_ONCE:
            shares = [array("q") for _ in range(1 + len(self._hashes) // _MOST_AT_ONCE)]
            for number in self._hashes:
                shares[number % len(shares)].append(number)
        repeated = set().union(*map(_find_repeated, shares))
        if not repeated:
            return []
        return [place for place, number in enumerate(self._hashes) if number in repeated]


def _find_repeated(numbers: array[int]) -> set[int]:
    seen: set[int] = set()
    # `add` returns nothing: a number that is not there yet is put there, and passed over.
    return {number for number in numbers if number in seen or seen.add(number)}  # type: ignore[func-returns-value]


class Sought:
    """Plain N-Quads that are read, and of which some lines are kept."""

    def __init__(self, source: Source, numbers: Sequence[int], first: int = 0) -> None:
        """Take the bytes of a file, the numbers of lines, ascending, and that of its first."""
        self.found: list[bytes] = []
        self.next = first
        """The number of the line that comes next."""
        self._source = source
        self._lines = _Lines()
        self._numbers = numbers

    def read(self, size: int = -1, /) -> bytes:
        """Read on."""
        data = self._source.read(size)
        text = self._lines.take(data)
        first, self.next = self.next, self.next + text.count(b"\n")
        numbers = self._numbers
        wanted = numbers[bisect_left(numbers, first) : bisect_left(numbers, self.next)]
        if wanted:
            lines = text.split(b"\n")
            self.found += [lines[number - first] for number in wanted]
        return data


def find_triples(piece: bytes) -> list[bytes] | None:
    """Return the triples of whole lines, without graph and dot; None where one is not plain."""
    triples = _LINE.findall(piece)
    plain = len(triples) == piece.count(b"\n") and not any(mark in piece for mark in _ESCAPES)
    return triples if plain else None


class _Lines:
    """Bytes that are read, put together to whole lines."""

    def __init__(self) -> None:
        self._pieces: list[bytes] = []
        self._size = 0
        self.held = 0
        """Bytes of the line that has no end yet."""

    def take(self, data: bytes) -> bytes:
        """Take what was read, b"" at the end; return the lines that are whole, when it pays."""
        if data:
            self._pieces.append(data)
            self._size += len(data)
            if self._size < READ_BYTES:
                return b""
        text = b"".join(self._pieces)
        end = text.rfind(b"\n") + 1 if data else len(text)
        # The last line of a file may lack its end.
        lines = text[:end] + (b"\n" if not data and text[-1:] not in (b"\n", b"") else b"")
        self._pieces, self._size, self.held = [text[end:]], 0, len(text) - end
        return lines


class Seen:
    """N-Quads that are read, and seen."""

    def __init__(self, source: Source, sightings: Sightings) -> None:
        """Take the bytes of a file, and where to note what they say."""
        self._source = source
        self._lines = _Lines()
        self._sightings = sightings

    def read(self, size: int = -1, /) -> bytes:
        """Read on."""
        data = self._source.read(size)
        if self._sightings.plain and (lines := self._lines.take(data)):
            self._sightings.see(lines)
        if self._lines.held > MOST_LINE:
            self._sightings.give_up()
        return data


class Graphless:
    """The triples of plain N-Quads, without the graph they stand in."""

    def __init__(self, source: Source) -> None:
        """Take the bytes of a file of which all lines are plain."""
        self._source = source
        self._lines = _Lines()
        self._ready = b""
        self._place = 0

    def read(self, size: int = -1, /) -> bytes:
        """Read on; raise ValueError where a line is not plain."""
        while self._place == len(self._ready):
            data = self._source.read(READ_BYTES)
            triples = find_triples(self._lines.take(data))
            if triples is None:
                raise ValueError
            self._ready, self._place = b" .\n".join([*triples, b""]), 0
            if not data and not self._ready:
                return b""
        start = self._place
        self._place = min(len(self._ready), start + size) if size >= 0 else len(self._ready)
        return self._ready[start : self._place]
