"""Files that a fork server holds in its memory: whether they may fit, and how it comes to be.

The process itself is `kg.service.data.holder`.
"""

from __future__ import annotations

import asyncio
import stat
from collections.abc import Iterator, Sequence
from itertools import accumulate, chain
from pathlib import Path

import msgspec
import pyoxigraph as ox

from kg.errors import KgError
from kg.service.data.capacity import fits_memory
from kg.service.data.held import Said
from kg.service.data.loading import Loaded, find_rdf_format
from kg.service.data.reading import READ_BYTES, LoadError
from kg.service.worker.serverprocess import ForkServerProcess
from kg.service.worker.wire import WorkerConfig

HOLDER = "kg.service.data.holder"
A_LINE_EACH = (ox.RdfFormat.N_QUADS, ox.RdfFormat.N_TRIPLES)


def may_fit(paths: Sequence[Path]) -> bool:
    """Tell whether it is worth while to read files into memory.

    Of lines it is known how many there are; of other files, and packed ones, that turns out.
    """
    try:
        return all(map(fits_memory, accumulate(chain.from_iterable(map(_count_lines, paths)))))
    except (OSError, LoadError):  # it will be told when they are read
        return True


def _count_lines(path: Path) -> Iterator[int]:
    """Yield how many triples the pieces of a file hold, where each has a line of its own."""
    lines = find_rdf_format(path) in A_LINE_EACH and path.suffix.lower() != ".gz"
    if lines and stat.S_ISREG(path.stat().st_mode):
        with path.open("rb") as stream:
            while piece := stream.read(READ_BYTES):
                yield piece.count(b"\n")


async def hold_in_memory(settings: WorkerConfig) -> tuple[ForkServerProcess, Loaded] | None:
    """Have the files of the settings read into memory by a fork server.

    Returns it, ready, and what is known of the data; None where they do not fit, or where reading
    them ended the process. Raises KgError with a line for the user.
    """
    server = ForkServerProcess(None, settings, HOLDER)
    server.start()
    try:
        await server.decided.wait()
    except asyncio.CancelledError:
        server.stop()
        await server.wait()
        raise
    for line in server.said:
        said = msgspec.json.decode(line, type=Said)
        if said.loaded is not None and server.ready:
            return server, said.loaded
        if said.fault:
            await server.wait()
            raise KgError(said.fault)
    await server.wait()
    return None
