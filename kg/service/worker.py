"""A worker: one process with its own store that evaluates one job at a time until it is killed.

Started as `python -m kg.service.worker FD PARENT CONFIG`; talks frames over the socket FD.
Query and serialisation happen in the same thread, as the engine demands.
"""

from __future__ import annotations

import os
import socket
import sys
from collections.abc import Sequence

import msgspec
import pyoxigraph as ox

from kg.service import sandbox
from kg.service.evaluation import Backend, evaluate
from kg.service.local import LocalBackend
from kg.service.remote import RemoteBackend
from kg.service.wire import SIZES, FrameBuffer, Job, Outcome, WorkerConfig

CHUNK = 1 << 16
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


def run_job(backend: Backend, head: bytes, decoder: msgspec.msgpack.Decoder[Job]) -> list[bytes]:
    """Run one job; return the pieces of the answering frame."""
    job = decoder.decode(head)
    sandbox.limit_processor(job.deadline + GRACE)
    outcome, body = evaluate(backend, job)
    if outcome.seconds > WORTH_MEASURING:
        _, resident = sandbox.measure_memory()
        outcome = msgspec.structs.replace(outcome, resident=resident)
    answer = msgspec.msgpack.encode(outcome)
    return [SIZES.pack(len(answer), len(body)), answer, body]


def send_pieces(channel: socket.socket, pieces: Sequence[bytes]) -> None:
    """Send all pieces, however many writes that takes."""
    pending = b"".join(pieces) if sum(map(len, pieces)) < CHUNK else None
    for piece in [pending] if pending is not None else pieces:
        view = memoryview(piece)
        while view:
            view = view[os.write(channel.fileno(), view) :]


def serve_channel(channel: socket.socket, backend: Backend) -> None:
    """Answer jobs until the other side closes."""
    received = FrameBuffer()
    decoder = msgspec.msgpack.Decoder(Job)
    ready = msgspec.msgpack.encode(Outcome())
    send_pieces(channel, [SIZES.pack(len(ready), 0), ready])
    while data := os.read(channel.fileno(), CHUNK):
        received.feed(data)
        while (frame := received.take()) is not None:
            send_pieces(channel, run_job(backend, frame[0], decoder))


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
