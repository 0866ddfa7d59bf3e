"""What front and worker say to each other over a socket pair: a job in, an outcome and bytes out.

A frame is two sizes, a MessagePack head and raw bytes; nothing is pickled, nothing copied twice.
"""

from __future__ import annotations

import struct

import msgspec

from kg.service.counts.patterns import TableName
from kg.service.counts.slices import Slice

# The head is small, the body may pass 4 GiB.
SIZES = struct.Struct("<IQ")
NUMBER = struct.Struct("<Q")
WITHDRAWN = "withdrawn"
READY = b"ready"
"""The line that a fork server says when it can make workers."""


# As arrays, without the names of the fields: both sides are always of one version.
class Job(msgspec.Struct, array_like=True, frozen=True):
    """One query to evaluate and the form its answer takes."""

    query: str
    format: str
    coding: str = ""
    default_graphs: list[str] | None = None
    named_graphs: list[str] | None = None
    bindings: dict[str, str] = {}
    """Variables bound to terms, each written as in N-Triples."""
    deadline: float = 10.0
    rows: int = 1_000_000
    result_bytes: int = 64 << 20
    title: str = ""
    """Heading of an HTML table."""
    links: dict[str, str] = {}
    """Format name to address of the same answer in that format, for an HTML table."""
    advised: bool = True
    """Whether somebody wrote the query, who may be told of mistakes in it."""
    received: bytes = b""
    """What an engine has answered, where there is one: the answer is made of it."""
    received_type: str = ""
    """The media type of that."""
    refused: str = ""
    """Why an engine has refused the query, in its words: it is read here, and not run."""
    table: TableName | None = None
    """The table of counts that is to be made, in place of an answer."""
    processor: float = 0.0
    """Seconds of the processor that it may take, where that is not what the deadline allows."""
    remarks: list[str] = []
    """What whoever asked should know of the request, beside the answer."""
    hidden: bool = False
    """Whether the query asks a default graph that is empty, while named graphs hold something."""

    @property
    def graphs(self) -> list[str]:
        """Return the graphs that the request names beside its query."""
        return [*(self.default_graphs or ()), *(self.named_graphs or ())]


class Outcome(msgspec.Struct, array_like=True, frozen=True):
    """How a job ended; `problem` is a slug of `problems.KINDS`, or "" when there is an answer."""

    problem: str = ""
    detail: str = ""
    line: int = 0
    column: int = 0
    rows: int = 0
    seconds: float = 0.0
    coding: str = ""
    """The content coding applied; a small answer is left as it is."""
    resident: int = 0
    """Bytes the worker holds, so that the pool can replace one that has grown."""
    warnings: list[str] = []
    """What whoever asked should know beside the answer, a sentence each."""
    wanted: TableName | None = None
    """The table of counts that would have had the answer, had it been made."""
    alike: bool = False
    """Whether any other query of this shape is told the same; said only behind an engine."""


class Shared(msgspec.Struct, frozen=True):
    """What several graphs hold of a store that has it once, in one of them."""

    folder: str
    """Of another store on disk, which has all of it."""
    signs: list[str]
    """By what queries find these triples, see `kg.graph.footprints`."""
    graphs: list[str]
    """The graphs that are not whole in the store."""


class WorkerConfig(msgspec.Struct, frozen=True):
    """What a worker needs to know once, at its start."""

    store: str = ""
    """Folder of the store; behind an engine it only tells what is asked in vain, and may be "".
    Where files are read into memory, it comes to be meanwhile."""
    files: list[str] = []
    """Files that are read into memory."""
    default_graph: str = ""
    """What of these files a query asks that names no graph, see `kg.service.data.loading`."""
    union: bool = False
    """Whether a query that names no graph asks all of them, as the engine's own kind of union."""
    shared: Shared | None = None
    """What several graphs hold of a store whose union the engine would miscount."""
    in_memory: bool = False
    """Whether the store is copied into memory, where it is read in half the time."""
    engine: str = ""
    """Address of a remote SPARQL engine, if any; the front asks it."""
    graphs: list[str] = []
    """The graphs an engine is asked in, when a query names none: all of them, merged."""
    base: str = ""
    """Base IRI of queries."""
    memory: int = 0
    """Bytes it may allocate beyond its rest; 0 is no limit."""
    network: bool = False
    prefixes: dict[str, str] = {}
    counts: str = ""
    """Folder of the tables of counts of these data; "" where none are kept."""
    slices: list[Slice] = []
    """What the data are put together of, each part with a folder of its own for its counts."""


def encode_frame(head: bytes, body: bytes = b"") -> bytes:
    """Encode one frame in one piece."""
    return SIZES.pack(len(head), len(body)) + head + body


class FrameBuffer:
    """Collects received bytes and gives back whole frames."""

    def __init__(self) -> None:
        """Start with nothing received."""
        self._received = bytearray()

    def feed(self, data: bytes) -> None:
        """Take what has been received."""
        self._received += data

    def take(self) -> tuple[bytes, bytes] | None:
        """Take one whole frame, head and body, if it has arrived."""
        received = self._received
        if len(received) < SIZES.size:
            return None
        head_size, body_size = SIZES.unpack_from(received)
        start = SIZES.size + head_size
        end = start + body_size
        if len(received) < end:
            return None
        # A slice of the buffer itself would be one more copy of the body; the view is gone before
        # `del`, as a buffer that is looked at cannot shrink.
        with memoryview(received) as view:
            frame = bytes(view[SIZES.size : start]), bytes(view[start:end])
        del received[:end]
        return frame
