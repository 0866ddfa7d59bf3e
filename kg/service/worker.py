"""A worker: one process with its own store that evaluates one job at a time until it is killed.

Started as `python -m kg.service.worker FD PARENT CONFIG`; talks frames over the socket FD.
Query and serialisation happen in the same thread, as the engine demands.
"""

from __future__ import annotations

import os
import select
import socket
import sys
import time
from collections import deque
from collections.abc import Iterator, Sequence

import msgspec
import pyoxigraph as ox

from kg.service import sandbox
from kg.service.evaluation import Backend, evaluate
from kg.service.local import LocalBackend
from kg.service.remote import RemoteBackend
from kg.service.wire import (
    NUMBER,
    SIZES,
    WITHDRAWN,
    FrameBuffer,
    Job,
    Outcome,
    WorkerConfig,
)

CHUNK = 1 << 16
LONG = 0.005
GRACE = 2.0
WORTH_MEASURING = 0.02


def open_backend(config: WorkerConfig) -> Backend:
    """Open what the configuration names."""
    if config.engine:
        return RemoteBackend(config.engine, config.prefixes, config.graphs)
    return LocalBackend(ox.Store.read_only(config.store), config.base, config.prefixes)


def confine(config: WorkerConfig, parent: int) -> None:
    """Put the walls up around this process."""
    sandbox.die_with_parent(parent)
    sandbox.offer_to_killer()
    sandbox.limit_memory(config.memory)
    if not config.network:
        sandbox.forbid_sockets()


def silence() -> None:
    """Write nothing more to standard error: what the engine says as it dies is no log line."""
    with open(os.devnull, "wb") as nothing:  # noqa: PTH123 - a descriptor is what is wanted
        os.dup2(nothing.fileno(), sys.stderr.fileno())


def encode_outcome(outcome: Outcome, body: bytes = b"") -> list[bytes]:
    """Encode an outcome and its body as the pieces of a frame."""
    head = msgspec.msgpack.encode(outcome)
    return [SIZES.pack(len(head), len(body)), head, body]


def send_pieces(channel: socket.socket, pieces: Sequence[bytes]) -> None:
    """Send all pieces, however many writes that takes."""
    pending = b"".join(pieces) if sum(map(len, pieces)) < CHUNK else None
    for piece in [pending] if pending is not None else pieces:
        view = memoryview(piece)
        while view:
            view = view[os.write(channel.fileno(), view) :]


class JobQueue:
    """Jobs that have arrived, counted from 0; the front may take back one not begun yet."""

    def __init__(self, channel: socket.socket) -> None:
        """Take the socket that jobs come in by."""
        self._channel = channel
        self._received = FrameBuffer()
        self._jobs: deque[tuple[int, bytes]] = deque()
        self._withdrawn: set[int] = set()
        self._arrived = 0
        self._poll = select.poll()
        self._poll.register(channel.fileno(), select.POLLIN)

    def __iter__(self) -> Iterator[bytes | None]:
        """Yield each job's frame head, or None for one withdrawn, until the other side closes."""
        open_ = True
        while open_ or self._jobs:
            if not self._jobs:
                open_ = self._receive()
                continue
            number, head = self._jobs.popleft()
            started = time.monotonic()
            yield None if number in self._withdrawn else head
            self._withdrawn.discard(number)
            if self._jobs and time.monotonic() - started > LONG:
                open_ = self._receive_waiting()

    def _receive_waiting(self) -> bool:
        """Receive what has come meanwhile: after a long job the next may have been withdrawn."""
        return self._receive() if self._poll.poll(0) else True

    def _receive(self) -> bool:
        data = os.read(self._channel.fileno(), CHUNK)
        self._received.feed(data)
        while (frame := self._received.take()) is not None:
            head, body = frame
            if head:
                self._jobs.append((self._arrived, head))
                self._arrived += 1
            else:
                self._withdrawn.add(NUMBER.unpack(body)[0])
        return bool(data)


def serve_channel(channel: socket.socket, backend: Backend) -> None:
    """Answer jobs until the other side closes; each job has exactly one outcome."""
    decoder = msgspec.msgpack.Decoder(Job)
    send_pieces(channel, encode_outcome(Outcome()))
    for head in JobQueue(channel):
        if head is None:
            send_pieces(channel, encode_outcome(Outcome(problem=WITHDRAWN)))
            continue
        job = decoder.decode(head)
        sandbox.limit_processor(job.deadline + GRACE)
        outcome, body = evaluate(backend, job)
        if outcome.seconds > WORTH_MEASURING:
            _, resident = sandbox.measure_memory()
            outcome = msgspec.structs.replace(outcome, resident=resident)
        send_pieces(channel, encode_outcome(outcome, body))


def main(words: Sequence[str]) -> None:
    """Run a worker with the arguments the pool gives."""
    descriptor, parent, configuration = words
    config = msgspec.json.decode(configuration, type=WorkerConfig)
    with socket.socket(fileno=int(descriptor)) as channel:
        backend = open_backend(config)
        confine(config, int(parent))
        silence()
        serve_channel(channel, backend)


if __name__ == "__main__":
    main(sys.argv[1:])
