"""Files that a fork server holds in its memory: whether they may fit, and how it comes to be.

The process itself is `kg.service.data.holder`.
"""

from __future__ import annotations

import asyncio
import stat
from collections.abc import Sequence
from functools import partial
from pathlib import Path

import msgspec
import pyoxigraph as ox

from kg.errors import KgError
from kg.service.data.capacity import fits_memory
from kg.service.data.loading import Loaded, find_rdf_format
from kg.service.data.reading import READ_BYTES, LoadError
from kg.service.worker.serverprocess import ForkServerProcess
from kg.service.worker.wire import WorkerConfig

HOLDER = "kg.service.data.holder"
A_LINE_EACH = (ox.RdfFormat.N_QUADS, ox.RdfFormat.N_TRIPLES)


class Said(msgspec.Struct, omit_defaults=True):
    """What is known of files that were read, or else why one cannot be: a line for the user."""

    fault: str = ""
    loaded: Loaded | None = None


def configure(settings: WorkerConfig, loaded: Loaded) -> WorkerConfig:
    """Return what workers are to know, now that the data are known.

    `counts` of the settings is the folder of the tables of all data.
    """
    return msgspec.structs.replace(
        settings,
        union=loaded.union,
        shared=loaded.shared,
        counts=str(Path(settings.counts) / loaded.digest[:32]),
    )


def may_fit(paths: Sequence[Path]) -> bool:
    """Tell whether it is worth while to read files into memory.

    Of lines it is known how many there are; of other files, and packed ones, that turns out.
    """
    try:
        return fits_memory(sum(map(_count_least, paths)))
    except (OSError, LoadError):  # it will be told when they are read
        return True


def _count_least(path: Path) -> int:
    """Count the lines of triples in a file; none where it is not known."""
    if find_rdf_format(path) not in A_LINE_EACH or path.suffix.lower() == ".gz":
        return 0
    if not stat.S_ISREG(path.stat().st_mode):
        return 0
    with path.open("rb") as stream:
        return sum(piece.count(b"\n") for piece in iter(partial(stream.read, READ_BYTES), b""))


async def hold_in_memory(settings: WorkerConfig) -> tuple[ForkServerProcess, Loaded] | None:
    """Have the files of the settings read into memory by a fork server.

    Returns it, ready, and what is known of the data; None where they do not fit, or where reading
    them ended the process. Raises KgError with a line for the user.
    """
    ready = _Readiness()
    server = ForkServerProcess(ready, settings, HOLDER)
    server.start()
    try:
        await ready.decided.wait()
    except asyncio.CancelledError:
        server.stop()
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


class _Readiness:
    """Listens until a fork server is ready, or has ended."""

    def __init__(self) -> None:
        self.decided = asyncio.Event()

    def on_ready(self, _: ForkServerProcess) -> None:
        self.decided.set()

    def on_end(self, _: ForkServerProcess) -> None:
        self.decided.set()
