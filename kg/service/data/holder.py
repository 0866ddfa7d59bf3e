"""RDF files in, a fork server with them in its memory out: nothing of them is written to disk.

Started as `python -m kg.service.data.holder FD PARENT < CONFIG`, as other fork servers are
(`kg.service.worker.forkserver`).  To read files into memory takes a third of what it takes to load
them into a store on disk; that one is written meanwhile (`kg.service.data.spare`).  What does not
fit, or what ends this process, is left to the store on disk: then nothing is said here.
"""

from __future__ import annotations

import os
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec
import pyoxigraph as ox

from kg.service.data.capacity import fits_memory, measure_share
from kg.service.data.held import Said, configure
from kg.service.data.loading import Loaded, describe, limited_memory, list_extra, read_files
from kg.service.data.reading import LoadError
from kg.service.data.sharing import merge_graphs, take_out
from kg.service.worker.evaluation import Backend
from kg.service.worker.forkserver import hold_store, main
from kg.service.worker.wire import WorkerConfig

SLACK = 2
"""What reading takes beside what is held then."""


def hold_files(control: socket.socket, config: WorkerConfig) -> Backend:
    """Read files into memory, and say by the socket what is known of them.

    Ends this process where that cannot be.
    """
    said, held = Said(), None
    try:
        with silenced(), limited_memory(SLACK * measure_share()):
            held = _read(config)
    except LoadError as error:
        # What there is no memory for here may well go on disk.
        said.fault = "" if isinstance(error.__cause__, MemoryError) else str(error)
    if held is None:
        control.sendall(msgspec.json.encode(said) + b"\n" if said.fault else b"")
        raise SystemExit(1)
    store, said.loaded, extra = held
    control.sendall(msgspec.json.encode(said) + b"\n")
    return hold_store(store, configure(config, said.loaded), extra)


def _read(config: WorkerConfig) -> tuple[ox.Store, Loaded, list[ox.Quad]] | None:
    """Return a store with the files, what is known of it, and what was taken out of it.

    Returns None where it is too large; raises LoadError with a line for the user.
    """
    paths, default_graph = [Path(name) for name in config.files], config.default_graph
    store, files = read_files(ox.Store, config.base, paths, default_graph)
    extra = list_extra(store, files.repeated, default_graph)
    # Where nothing can be set apart, the default graph comes to hold all triples a second time.
    if not fits_memory(len(store) * (1 if extra is not None else 2)):
        return None
    if extra is None:
        merge_graphs(store, files.digests, plain=files.repeated is not None)
    loaded = describe(store, files, merged=extra is None, default_graph=default_graph)
    if extra:
        loaded.shared = take_out(store, extra, Path(config.store))
    return store, loaded, extra or []


@contextmanager
def silenced() -> Iterator[None]:
    """Write nothing to standard error: what the engine says as it dies is no line for users."""
    kept = os.dup(sys.stderr.fileno())
    with open(os.devnull, "wb") as nothing:  # noqa: PTH123 - a descriptor is what is wanted
        os.dup2(nothing.fileno(), sys.stderr.fileno())
    try:
        yield
    finally:
        os.dup2(kept, sys.stderr.fileno())
        os.close(kept)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:], hold_files))
