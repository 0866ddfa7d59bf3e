"""The fork server: a process that makes workers, each a fork of itself.

Started as `python -m kg.service.worker.forkserver FD PARENT < CONFIG`, or as a module that calls
`main`; for each socket that comes in by FD a worker is made that talks over it.  A fork is ready in
milliseconds, and shares the memory of what was loaded before: all modules, and the whole dataset if
it is held in memory.  Nothing is ever evaluated here, so there is always a clean process to fork
from.
"""

from __future__ import annotations

import gc
import os
import socket
import sys
import time
from collections.abc import Callable, Sequence
from typing import BinaryIO, NoReturn, cast

import msgspec
import pyoxigraph as ox

from kg.service.counts.slices import Slices
from kg.service.sparql.advice.adviser import Adviser
from kg.service.worker import sandbox
from kg.service.worker.evaluation import Backend, load_writer
from kg.service.worker.local import LocalBackend
from kg.service.worker.pair import Pair
from kg.service.worker.remote import RemoteBackend
from kg.service.worker.wire import READY, Job, WorkerConfig
from kg.service.worker.worker import introduce, serve_channel

# The kernel does not tell a process that it has a new parent; it takes a moment.
ADOPTION_STEP = 0.0002

Hold = Callable[[socket.socket, WorkerConfig], Backend]
"""Brings data into memory, and may say something of it by the socket, a line each."""


def copy_into_memory(folder: str) -> ox.Store:
    """Copy a store on disk into memory; what reading it takes is another process's, and goes."""
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        os.close(reading)
        _write_quads(folder, writing)
    os.close(writing)
    store = ox.Store()
    with os.fdopen(reading, "rb") as stream:
        store.bulk_load(stream, ox.RdfFormat.N_QUADS, lenient=True)
    _, status = os.waitpid(child, 0)
    if status:
        raise OSError(f"{folder}: the copy in memory is not whole")
    return store


def _write_quads(folder: str, descriptor: int) -> NoReturn:
    """Write a store's quads to a pipe, and end this process, whatever happens."""
    try:
        with os.fdopen(descriptor, "wb") as sink:
            store = ox.Store.read_only(folder)
            store.dump(cast("BinaryIO", sink), ox.RdfFormat.N_QUADS)
        os._exit(0)
    except BrokenPipeError:
        pass  # who reads has been told to stop, and needs nothing more
    except Exception as error:  # noqa: BLE001 - told, and the end of this process
        tell(error)
    finally:
        os._exit(1)


def tell(error: Exception) -> None:
    """Tell the operator, in one line, what went wrong before any query was evaluated."""
    sys.stderr.write(f"the data could not be opened: {error}\n")
    sys.stderr.flush()


def open_backend(config: WorkerConfig) -> Backend:
    """Open what the configuration names."""
    if config.engine:
        # The build that the engine holds, too: it knows which terms and graphs there are.
        known = Adviser(ox.Store.read_only(config.store), config.base) if config.store else None
        return RemoteBackend(config.prefixes, known)
    store = ox.Store.read_only(config.store)
    return hold_store(store, config)


def hold_copy(_: socket.socket, config: WorkerConfig) -> Backend:
    """Hold a copy of the store in memory."""
    return hold_store(copy_into_memory(config.store), config)


def hold_store(
    store: ox.Store, config: WorkerConfig, apart: Sequence[ox.Quad] = ()
) -> LocalBackend:
    """Make the backend of an open store, and of what was taken out of it."""
    slices = Slices(store, config.slices, config.graphs) if config.slices else None
    return LocalBackend(
        Pair(store, config.shared, apart),
        config.base,
        config.prefixes,
        union=config.union,
        counts=config.counts,
        slices=slices,
    )


def silence() -> None:
    """Write nothing more to standard error: what the engine says as it dies is no log line."""
    with open(os.devnull, "wb") as nothing:  # noqa: PTH123 - a descriptor is what is wanted
        os.dup2(nothing.fileno(), sys.stderr.fileno())


class ForkServer:
    """Makes workers until the other side closes."""

    def __init__(
        self, control: socket.socket, parent: int, config: WorkerConfig, hold: Hold = hold_copy
    ) -> None:
        """Take the socket of orders, the process whose child a worker becomes, and settings.

        `hold` brings the data into memory, where that is wished.
        """
        self._control = control
        self._parent = parent
        self._config = config
        self._hold = hold
        self._held: Backend | None = None

    def prepare(self) -> None:
        """Load what workers will share, and put up those walls that they inherit."""
        config = self._config
        if config.in_memory:
            self._held = self._hold(self._control, config)
            # Mostly nobody waits for this server: another one makes workers meanwhile. So the
            # templates are compiled here, once for all forks, by making a page that is thrown away.
            load_writer("html").render_table([], [], Job("", "html"))
        if not config.network:
            sandbox.forbid_sockets()
        # Collecting garbage would write to what forks share.
        gc.collect()
        gc.freeze()

    def run(self) -> None:
        """Say that all is ready, then make a worker for each socket received."""
        os.write(self._control.fileno(), READY + b"\n")  # where `send` is forbidden by now
        while True:
            message, descriptors, _, _ = socket.recv_fds(self._control, 1, 1)
            for descriptor in descriptors:
                self._make_worker(descriptor)
            if not message:
                return

    def _make_worker(self, descriptor: int) -> None:
        """Fork twice: the worker's parent ends at once, so that it becomes the server's child."""
        between = os.fork()
        if between:
            # Our copy: while it is open the front would not see the worker end.
            os.close(descriptor)
            os.waitpid(between, 0)
            return
        between = os.getpid()
        worker = os.fork()
        if worker:
            # It goes on when this server ends, and with it all of its group.
            os.setpgid(worker, 0)
            os._exit(0)
        try:
            while os.getppid() == between:
                time.sleep(ADOPTION_STEP)
            self._control.close()
            self._work(descriptor)
            os._exit(0)
        except Exception as error:  # noqa: BLE001 - told, and the end of this process
            tell(error)
        finally:
            os._exit(1)

    def _work(self, descriptor: int) -> None:
        """Be a worker."""
        with socket.socket(fileno=descriptor) as channel:
            introduce(channel)
            sandbox.name_process("kg-worker")
            backend = self._held or open_backend(self._config)
            sandbox.die_with_parent(self._parent)
            sandbox.offer_to_killer()
            sandbox.limit_memory(self._config.memory)
            silence()
            serve_channel(channel, backend)


def main(words: Sequence[str], hold: Hold = hold_copy) -> int:
    """Run a fork server with the arguments, and the input, that who starts it gives."""
    descriptor, parent = words
    config = msgspec.json.decode(sys.stdin.buffer.read(), type=WorkerConfig)
    sandbox.die_with_parent(int(parent))
    sandbox.name_process("kg-forkserver")
    with socket.socket(fileno=int(descriptor)) as control:
        server = ForkServer(control, int(parent), config, hold)
        try:
            server.prepare()
        except Exception as error:  # noqa: BLE001 - told, and the end of this process
            tell(error)
            return 1
        server.run()
    os._exit(0)  # to give back what it holds piece by piece would take it a while


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
