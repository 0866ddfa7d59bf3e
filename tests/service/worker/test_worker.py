from __future__ import annotations

import socket
import threading

import pytest

from kg.service.worker import worker
from kg.service.worker.wire import NUMBER, FrameBuffer, Outcome, encode_frame
from kg.service.worker.worker import CHUNK, JobQueue, encode_outcome, send_pieces


def withdraw(number: int) -> bytes:
    """Make the frame that takes a job back."""
    return encode_frame(b"", NUMBER.pack(number))


def test_jobs_come_in_order_and_what_was_taken_back_is_told() -> None:
    """Each job has its place, so that each has exactly one outcome."""
    front, channel = socket.socketpair()
    with channel:
        with front:
            front.sendall(b"".join(map(encode_frame, (b"a", b"b", b"c"))) + withdraw(1))
        assert list(JobQueue(channel)) == [b"a", None, b"c"]


@pytest.mark.parametrize(("long", "second"), [(-1.0, None), (1000.0, b"b")])
def test_a_job_is_taken_back_from_behind_a_long_one(
    monkeypatch: pytest.MonkeyPatch, long: float, second: bytes | None
) -> None:
    """After a long job the worker looks at what has come; after a short one it goes on."""
    monkeypatch.setattr(worker, "LONG", long)
    front, channel = socket.socketpair()
    with channel, front:
        front.sendall(encode_frame(b"a") + encode_frame(b"b"))
        jobs = iter(JobQueue(channel))
        assert next(jobs) == b"a"
        front.sendall(withdraw(1))
        assert next(jobs) == second


@pytest.mark.parametrize("size", [0, 10, CHUNK, 40 * CHUNK])
def test_an_outcome_arrives_whole(size: int) -> None:
    """Whether it fits one write or takes many."""
    front, channel = socket.socketpair()
    body = bytes(range(256)) * (size // 256)
    received = FrameBuffer()
    with front:
        with channel:
            pieces = encode_outcome(Outcome(rows=1), body)
            sender = threading.Thread(target=send_pieces, args=(channel, pieces))
            sender.start()
            frame = received.take()
            while frame is None:
                received.feed(front.recv(CHUNK))
                frame = received.take()
            sender.join()
        assert frame[1] == body
