"""A worker: one process with its own store that evaluates one job at a time until it is killed.

Made by a fork server (`kg.service.worker.forkserver`); talks frames over a socket: first who it is,
then that it is ready, then outcomes.  Query and serialisation happen in the same thread, as the
engine demands.
"""

from __future__ import annotations

import os
import select
import socket
import time
from collections import deque
from collections.abc import Iterator, Sequence

import msgspec

from kg.service.worker import sandbox
from kg.service.worker.evaluation import Backend
from kg.service.worker.jobs import evaluate
from kg.service.worker.wire import (
    NUMBER,
    SIZES,
    WITHDRAWN,
    FrameBuffer,
    Job,
    Outcome,
    encode_frame,
)

CHUNK = 1 << 16
# Jobs are taken back from behind long ones only; after a short one there is nothing to look for.
LONG = 0.005
# The front kills at the deadline; this is for when the front itself is late.
GRACE = 2.0
# The shortest jobs cannot have grown much; to look costs a system call or three.
WORTH_MEASURING = 0.02


def encode_outcome(outcome: Outcome, body: bytes = b"") -> list[bytes]:
    """Encode an outcome and its body as the pieces of a frame."""
    head = msgspec.msgpack.encode(outcome)
    return [SIZES.pack(len(head), len(body)), head, body]


def send_pieces(channel: socket.socket, pieces: Sequence[bytes]) -> None:
    """Send all pieces, however many writes that takes."""
    # Small pieces in one write; large ones are not copied for it.
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


def introduce(channel: socket.socket) -> None:
    """Say which process this is: who started it knows only whom it asked."""
    send_pieces(channel, [encode_frame(NUMBER.pack(os.getpid()))])


def serve_channel(channel: socket.socket, backend: Backend) -> None:
    """Answer jobs until the other side closes; each job has exactly one outcome."""
    decoder, limit = msgspec.msgpack.Decoder(Job), sandbox.ProcessorLimit()
    _, resident = sandbox.measure_memory()
    send_pieces(channel, encode_outcome(Outcome(resident=resident)))
    for head in JobQueue(channel):
        if head is None:
            send_pieces(channel, encode_outcome(Outcome(problem=WITHDRAWN)))
            continue
        job = decoder.decode(head)
        limit.renew(job.processor or job.deadline + GRACE)
        outcome, body = evaluate(backend, job)
        if outcome.seconds > WORTH_MEASURING:
            _, resident = sandbox.measure_memory()
            outcome = msgspec.structs.replace(outcome, resident=resident)
        send_pieces(channel, encode_outcome(outcome, body))
